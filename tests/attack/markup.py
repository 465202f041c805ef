"""Script in every field of every form, and whether any page lets it run."""
import glob
import html.parser
import re
import urllib.parse

from person import Person, attempt
from scene import fill, photo, routes

ROLES = ("handler", "operator", "dispatcher", "supervisor", "legal_officer",
         "officer", "head", "approver", "reviewer", "adjudicator",
         "street_officer", "mediator", "facilitator", "citizen")
KNOWN = {"lead": "U_MUNICIPAL", "unit": "U_WATER", "units": "U_WATER",
         "proposed": "U_WATER", "to": "U_GOV", "exit": "E1",
         "approver": "b-2", "assisting": "U_WATER", "matter": "M0101",
         "receiver": "external", "way": "dispatch", "fields": "texts",
         "purpose": "handling", "place": "990101002001", "account": "h-1"}
REASONS = {"object": "not_competent", "pause": "await_test",
           "extend": "complex", "reopen": "new_facts", "reply": "no_basis",
           "withdraw": "solved"}


def planted(where):
    """Short enough for a field of 80 signs; where names the field."""
    return f"\"'><script>xss7()</script><b onfocus=xss7 {where}>"


class Reader(html.parser.HTMLParser):
    """What a browser would make of a page, as far as it could run."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "object", "embed", "base", "style",
                   "template", "math", "foreignobject"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            value = (value or "").strip().lower()
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"{tag} {name}")
            if tag == "img" and value.startswith("data:image/jpeg;base64,"):
                continue  # the look over one's own photos
            if name in ("href", "src", "action", "formaction", "xlink:href") \
                    and re.match(r"(javascript|data|vbscript):",
                                 re.sub(r"[\s\0]", "", value)):
                self.found.append(f"{tag} {name}={value[:30]}")
            if "xss7" in name or name.startswith("mk_"):
                self.found.append(f"{tag} has {name}")


def runs(got):
    """Why this answer is dangerous; []."""
    kind = got.headers.get("Content-Type", "")
    why = [] if got.headers.get("X-Content-Type-Options") == "nosniff" \
        else ["no nosniff"]
    if got.status >= 500:
        why.append(got.status)
    if not kind.startswith("text/html"):
        return why
    policy = got.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or \
            "form-action" not in policy or "frame-ancestors" not in policy:
        why.append(f"policy {policy!a}")
    reader = Reader()
    reader.feed(got.text)
    return why + sorted(set(reader.found))


def commands(root):
    """{command: [(field, kind, rest)]} of the schemas."""
    found, fields, choices, lines = {}, None, {}, []
    for path in [f"{root}/schema/appeal.events",
                 *sorted(glob.glob(f"{root}/schema/appeal/*.events"))]:
        with open(path, encoding="utf-8") as f:
            lines += f.read().split("\n")
    for line in lines:
        word = line.split()
        if word[:1] == ["choices"]:
            choices[word[1]] = word[2:]
        elif word[:1] == ["command"]:
            fields = found.setdefault(word[1], [])
        elif not word or word[0] == "event":
            fields = None
        elif fields is not None and "Set by the engine" not in line:
            rest = choices.get(word[2], word[2])
            fields.append((word[1], word[0], rest))
    return {c: f for c, f in found.items() if c not in
            ("receive", "tick", "inform", "attach", "expire", "erase",
             "close_history")}


def value_of(command, field, kind, rest):
    if field == "account" or kind == "text" and field in KNOWN:
        return KNOWN[field]
    if field == "reason":
        return REASONS.get(command, "other")
    if kind == "text":
        most = int(rest.split("..")[1])
        return planted(f"mk_{command}_{field}")[:most]
    if kind == "int":
        return int(rest.split("..")[0]) or 1
    return rest[0] if isinstance(rest, list) else "0" * 32


def store(city, root):
    """Every text of every command, by whoever may, on cases at all stages."""
    taken, cases = set(), [city.receive(
        title="路灯不亮" + planted("mk_title"), body=planted("mk_body"),
        caller=planted("mk_caller")[:80], contact=planted("mk_contact")[:80],
        place_text=planted("mk_where"), **more)
        for more in ({}, {}, {"kind": "report"},
                     {"privacy": "confidential"})]
    listed = commands(root)
    first = ["sign_in", "contact", "feedback", "remind", "supervise",
             "confer", "conclude", "pause", "resume", "extend", "whistle",
             "answer_whistle", "hold", "provide", "ask_release"]
    late = ["object", "rule", "dispatch", "assist_done", "reply", "callback",
            "rate", "review", "reopen"]
    never = ["withdraw", "divert", "archive", "merge"]
    order = first + [c for c in listed if c not in first + late + never] + late
    assert set(order) <= set(listed), set(order) - set(listed)
    for i, case in enumerate(cases):
        for command in order:
            if i == 0 and command in ("object", "rule", "dispatch", "whistle",
                                      "pause", "escalate", "accuse"):
                continue  # it goes straight to its answer
            for nth, role in enumerate(ROLES):
                unit = case.lead if role in (
                    "handler", "head", "approver", "street_officer") \
                    else "U_HOTLINE"
                if command in ("assist_done", "answer_whistle"):
                    unit = KNOWN["units"]
                got = city.do(
                    f"{role}:{unit}:m-{nth}", case, command,
                    **{f: value_of(command, f, k, rest)
                       for f, k, rest in listed[command]})
                if got.status == 200:
                    taken.update(f"{command}.{f}" for f, k, _ in
                                 listed[command] if k == "text"
                                 and f not in KNOWN and f != "reason")
                    break
    attempt(f"script was stored in {len(taken)} fields of commands",
            "" if len(taken) >= 12 else "too few")
    print("# stored: " + " ".join(sorted(taken)))
    return cases


RESIDENTS = {
    "/report/check": ("what", "where", "street", "via", "tel", "name",
                      "secret", "once", "shows1", "file1", "drop1"),
    "/report/again": ("what", "where", "street", "via", "tel", "name"),
    "/report/send": ("what", "where", "street", "via", "tel", "name",
                     "secret", "once"),
    "/find": ("code",), "/verify": ("receipt",), "/prefs": ("back", "lang",
                                                           "size"),
    "/in": ("account", "back", "password"), "/in/totp": ("code", "back"),
    "/in/phone": ("number",), "/in/phone/code": ("code",),
    "/me/join": ("code",), "/in/demo": ("role", "unit", "account", "back"),
    "/c/{code}/add": ("text", "once", "shows1", "file1"),
    "/c/{code}/rate": ("words", "solved", "satisfied", "once"),
    "/c/{code}/nudge": ("once", "text"),
    "/c/{code}/withdraw": ("reason", "once"),
    "/setup/{code}": ("password", "code"),
}
ASKED = {
    "/": ("code",), "/report": ("street", "what"), "/in": ("back", "account"),
    "/lang": ("back",), "/verify": ("receipt",), "/in/sso": ("back",),
    "/in/sso/back": ("error", "state", "code", "error_description"),
    "/w": ("unit", "stage", "level", "after", "before"),
    "/w/queue": ("matter", "street", "sort", "after"),
    "/w/access": ("account", "case", "day"), "/w/sharing": ("receiver",),
    "/w/accounts": ("begins", "role", "after"), "/w/accounts/h-1": ("done",),
    "/w/holds": ("after",), "/w/rulebook": ("done", "from"),
    "/open/cases.geojson": ("after", "bbox"), "/log/proof": ("leaf", "size"),
    "/log/consistency": ("first", "second"), "/c/{code}": ("done",),
    "/c/{code}/audit": ("leaf",), "/w/{id}": ("done", "at"),
}


def reflected(city, root):
    nobody = Person(city.port)
    staff = [city.people[c] for c in ("h-1", "s-1", "a-1", "d-1")]
    for path, fields in RESIDENTS.items():
        at = fill(path, code=city.second.query)
        for field in fields:
            given = {"what": "x", "where": "x", "text": "x",
                     field: planted("mk_r")}
            attempt(f"reflected from {field} of {path}",
                    runs(nobody.post(at, given, token="")))
    for path, fields in ASKED.items():
        at = fill(path, code=city.second.query, id=city.case.id)
        for field in fields:
            mark = urllib.parse.quote(planted("mk_q"))
            why = []
            for who in [nobody] + (staff if path.startswith("/w") else []):
                why += runs(who.get(f"{at}?{field}={mark}"))
            attempt(f"reflected from ?{field} of {path}", why)
    mark = urllib.parse.quote(planted("mk_p"), safe="")
    for method, _door, path, _right in routes(root):
        if method == "GET" and "{" in path:
            got = staff[0].get(re.sub(r"\{\w+\}", mark, path))
            attempt(f"reflected from the path of {path}", runs(got))
    h = staff[0]
    for command, fields in commands(root).items():
        h.get(f"/w/{city.case.id}")
        why = []
        for field, _kind, _span in fields:
            got = h.post(f"/w/{city.case.id}/{command}", {
                **{f: KNOWN.get(f, "x") for f, _, _ in fields},
                field: planted(f"mk_{field}")})
            why += [f"{field}: {w}" for w in runs(got)]
        attempt(f"reflected from the form {command}", why)
    s = staff[1]
    for act, field in (("rename", "name"), ("lock", "reason"),
                       ("close", "reason"), ("reset", "reason"),
                       ("sign_out", "reason"), ("link", "purpose"),
                       (planted("mk_a"), "act")):
        s.get("/w/accounts/v-1")
        got = s.post("/w/accounts/v-1/operate",
                     {"act": act, field: planted("mk_n")})
        attempt(f"reflected from {field} of an account ({act[:8]})", runs(got))
    for field in ("account", "name"):
        got = s.post("/w/accounts", {"account": "h-1", "name": "x",
                                     field: planted("mk_o")})
        attempt(f"reflected from {field} of a new account", runs(got))
    s.get("/w/accounts/v-1")
    s.post("/w/accounts/v-1/operate", {"act": "unlock"})


def pages(city, root, cases):
    """Every page as everybody: nothing that was stored runs."""
    resident = city.resident
    for case in cases:
        label = planted("mk_label").replace('"', "%22")
        handler = city.people["h-1"]
        handler.get(f"/w/{case.id}")
        handler.parts(f"/w/{case.id}/attach", {"shows": planted("mk_alt")},
                      [("photos", label, photo())])
        resident.post(f"/c/{case.query}/add", {"text": planted("mk_add")},
                      token="")
        resident.post(f"/c/{case.query}/rate", {
            "words": planted("mk_words"), "solved": "no",
            "satisfied": "no"}, token="")
    said = {"what": planted("mk_what"), "where": planted("mk_at"),
            "street": "990101002", "via": "code", "name": planted("mk_me")[:40]}
    page = resident.parts("/report/check", said,
                          [("photos", "a.png", photo())], token="")
    sent = resident.post("/report/send", {
        **said, "file1": page.field("file1"), "once": page.field("once"),
        "shows1": planted("mk_shows")}, token="")
    shown = resident.get("/c/" + sent.to.split("/")[2] if sent.status == 303
                         else "/c/none")
    attempt("script in a report by the form and in the words of its photo",
            runs(page) + runs(shown) + [m for m in ("mk_what", "mk_shows")
                                        if m not in shown.text])
    purposes = {"h-1": "handling", "o-1": "callback", "d-1": "dispatching",
                "a-1": "audit", "g-1": "data_rights"}
    shown = set()
    for who in (resident, *(city.people[c] for c in (
            "h-1", "h-2", "o-1", "d-1", "a-1", "g-1", "s-1", "k-1", "u-1"))):
        if who.who in purposes:
            who.cookies["purpose"] = purposes[who.who]
        for method, _door, path, _right in routes(root):
            if method != "GET":
                continue
            why = []
            for case in cases:
                at = fill(path, id=case.id, code=case.query,
                          query_code=case.query, n="1", account="v-1",
                          unit=case.lead, name="icon.svg", token="0" * 64,
                          level="0", a="000", b="000", c="000", d="000")
                got = who.get(at)
                why += runs(got)
                shown.update(re.findall(r"mk_\w+", got.text))
                if "{" not in path:
                    break
            attempt(f"stored script, as {who.who} at {path}", why)
    attempt(f"{len(shown)} of the planted texts are shown, as texts",
            "" if len(shown) >= 15 else "too few")
    print("# shown: " + " ".join(sorted(shown)))
