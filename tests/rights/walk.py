#!/usr/bin/env python3
"""Walk every route as every role and print who is let in.

    walk.py ROOT PORT TOKEN

Routes are read from the two tables, commands from the schema, roles from the
rulebook's words; so a new one is walked without anybody thinking of it. A line
is METHOD, path, and the roles that are not refused by the check of routes,
joined by blanks; "everybody" when that is all of them. Cases, codes and units
of the walk do not exist or have nothing to show: only the door is tried.
"""
import glob
import http.client
import re
import sys

root, port = sys.argv[1], int(sys.argv[2])
token = f"Bearer {sys.argv[3]}"


def text(path):
    with open(f"{root}/{path}", encoding="utf-8") as f:
        return f.read()


routes = []
for table in ("src/api/routes.c", "src/pages/routes.c"):
    source = text(table)
    found = re.findall(
        r'\{ HTTP_(GET|POST), ROUTE_\w+,\s*"([^"]+)"', source)
    assert len(found) == source.count("{ HTTP_") > 0, table
    routes += found
commands = re.findall(
    r"^command (\w+)",
    text("schema/appeal.events")
    + "".join(text(p) for p in sorted(
        glob.glob("schema/appeal/*.events", root_dir=root))),
    re.M,
)
commands = [c for c in commands if c not in ("receive", "tick", "inform")]
request_commands = [
    c for c in re.findall(r"^command (\w+)", text("schema/request.events"),
                          re.M)
    if c not in ("submit", "act", "tick")]
model_commands = [
    c for c in re.findall(r"^command (\w+)", text("schema/model.events"), re.M)
    if c != "watch"]
knowledge_commands = [
    c for c in re.findall(r"^command (\w+)", text("schema/knowledge.events"),
                          re.M)
    if c not in ("write", "tick")]
words = re.search(r"define ROLE_WORDS(.*?)#define",
                  text("src/rulebook/rulebook_sheet.h"), re.S).group(1)
roles = ["nobody"] + re.findall(r"\w+", words.replace("\\\n", " "))

VALUES = {
    "id": "0" * 32,
    "unit": "U_WATER",
    "query_code": "0000000000000000",
    "code": "0000000000000000",
    "name": "icon.svg",
    "account": "t-9",
    "of": "matter",
}


def paths():
    for method, path in routes:
        if "{command}" not in path:
            yield method, path
            continue
        citizens = path.startswith("/api/v1/c/")
        requests = "/requests/" in path
        models = "/models/" in path
        for c in (("nudge",) if citizens else
                  model_commands if models else
                  knowledge_commands if "/knowledge/" in path else
                  request_commands if requests else commands):
            yield method, path.replace("{command}", c)


connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)


def is_let_in(method, path, role):
    headers = {}
    unit = "U_WATER" if role in (
        "handler", "head", "street_officer", "grid_officer", "approver") else ""
    if role != "nobody":
        headers = {"Authorization": token, "X-Gongzhi-Role": role, "X-Gongzhi-User": "t-1",
                   "X-Gongzhi-Unit": unit}
    for name, value in VALUES.items():
        path = path.replace("{" + name + "}", value)
    body = "" if method == "POST" else None
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status < 500, (method, path, role, answer.status)
    return answer.status != 403 and not (
        answer.status == 303 and
        answer.headers["Location"].startswith("/in?"))


for method, path in sorted(set(paths()), key=lambda p: (p[1], p[0])):
    let_in = [r for r in roles if is_let_in(method, path, r)]
    said = "everybody" if let_in == roles else " ".join(let_in) or "-"
    print(f"{method}\t{path}\t{said}")
