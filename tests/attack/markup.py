"""Script in every field of every form, and whether any page lets it run."""
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
REASONS = ("await_test", "not_ours", "no_law", "new_facts", "complex",
           "solved", "other", "no_basis")


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
    """{command: [(field, kind, least, most, words)]} of the schemas."""
    import glob
    found, fields = {}, None
    for path in [f"{root}/schema/appeal.events",
                 *sorted(glob.glob(f"{root}/schema/appeal/*.events"))]:
        with open(path, encoding="utf-8") as f:
            for line in f:
                if line.startswith("command "):
                    fields = found.setdefault(line.split()[1], [])
                elif not line.startswith(" "):
                    fields = None
                elif fields is not None:
                    got = re.match(r"\s+(\w+) (\w+)\s*(\S*)", line)
                    if got and "Set by the engine" not in line:
                        fields.append(got.groups())
    return {c: f for c, f in found.items() if c not in
            ("receive", "tick", "inform", "attach", "expire", "erase")}


def value_of(command, field, kind, span, nth):
    if field in KNOWN:
        return KNOWN[field]
    if field == "reason":
        return REASONS[nth % len(REASONS)]
    if kind == "text":
        most = int(span.split("..")[1]) if ".." in span else 80
        return planted(f"mk_{command}_{field}")[:most]
    if kind == "int":
        return int(span.split("..")[0]) or 1 if ".." in span else 1
    return span.split("|")[0].strip("()") if span else "yes"


def store(city, root):
    """Every text of every command, by whoever may, on cases at all stages."""
    taken, cases = set(), [city.receive(
        title="路灯不亮" + planted("mk_title"), body=planted("mk_body"),
        caller=planted("mk_caller")[:80], contact=planted("mk_contact")[:80],
        place_text=planted("mk_where"), **more)
        for more in ({}, {}, {"kind": "report"},
                     {"privacy": "confidential"})]
    listed = commands(root)
    order = ["sign_in", "contact", "feedback", "remind", "supervise",
             "confer", "conclude", "pause", "resume", "whistle",
             "answer_whistle", "hold", "provide", "reply", "rate"]
    order += [c for c in listed if c not in order]
    for case in cases:
        for command in order:
            if command not in listed or command in ("withdraw", "divert",
                                                    "archive", "merge"):
                continue
            for nth, role in enumerate(ROLES):
                unit = case.lead if role in (
                    "handler", "head", "approver", "street_officer") \
                    else "U_HOTLINE"
                fields = {f: value_of(command, f, k, s, nth)
                          for f, k, s in listed[command]}
                got = city.do(f"{role}:{unit}:m-{nth}", case, command, **fields)
                if got.status == 200:
                    taken.update(f"{command}.{f}" for f, k, _ in
                                 listed[command] if k == "text"
                                 and f not in KNOWN and f != "reason")
                    break
    attempt(f"script was stored in {len(taken)} fields of commands",
            [] if len(taken) >= 8 else sorted(taken))
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
        got = resident.parts(
            f"/api/v1/c/{case.query}/files",
            {"shows": planted("mk_shows"), "shows1": planted("mk_shows")},
            [("photos", planted("mk_label").replace('"', "%22"), photo())],
            token="")
        resident.post(f"/c/{case.query}/add", {"text": planted("mk_add")},
                      token="")
        resident.post(f"/c/{case.query}/rate", {
            "words": planted("mk_words"), "solved": "no",
            "satisfied": "no"}, token="")
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
            [] if len(shown) >= 10 else sorted(shown))
    print("# shown: " + " ".join(sorted(shown)))
