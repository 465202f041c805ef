"""Forced browsing, ids of others, guessing, wrong powers, paths that leave."""
import json
import secrets as chance

from person import Person, attempt, raw
from scene import JSON, NAMES, PHONES, fill, photo, routes, secrets


def seen(answer, hidden):
    head = "".join(f"{k}: {v}" for k, v in answer.headers.items())
    return [f"says {h}" for h in hidden if h in answer.text + head]


def next_code(code, step):
    """The number behind or before, and a code with one sign changed."""
    digits = [i for i, c in enumerate(code) if c.isdigit()]
    at = digits[-1]
    return code[:at] + str((int(code[at]) + step) % 10) + code[at + 1:]


def values(city, case, of):
    return {"id": case.id, "query_code": of, "code": of, "unit": case.lead,
            "n": "1", "name": "..%2fprograms.token", "account": "h-1",
            "token": "0" * 64, "level": "0", "a": "000", "b": "000",
            "c": "000", "d": "000"}


def walk(city, root):
    case = city.case
    nobody, resident = Person(city.port, "nobody"), city.resident
    wrong = city.people["h-2"]
    wrong.cookies["purpose"] = "handling"
    for who, hidden in ((nobody, secrets()), (resident, secrets()),
                        (wrong, secrets())):
        for method, door, path, right in routes(root):
            if method != "GET":
                continue
            # who has no code of the case puts its public one in its place
            at = fill(path, **values(city, case, case.code))
            got = who.get(at)
            why = seen(got, hidden + [case.query, city.bearer])
            if got.status >= 500:
                why.append(f"status {got.status}")
            shut = (got.status in (401, 403, 404, 405, 422) or
                    got.status == 303 and got.to.startswith("/in"))
            # the loopback is told the figures without a role
            if who is not wrong and door != "ANYONE" and not shut and \
                    path != "/metrics":
                why.append(f"let in: {got.status}")
            if right == "code" and got.status not in (400, 401, 403, 404, 422):
                why.append(f"a case code opens: {got.status}")
            attempt(f"{who.who} at GET {path}", why)


def matters_of_others(city):
    """A case of the second resident, by its real id."""
    one, two = city.case, city.second
    wrong, right = city.people["h-2"], city.people["h-1"]
    right.cookies["purpose"] = "handling"
    page = right.get(f"/w/{one.id}").text
    attempt("the unit's own handler sees what others must not",
            [s for s in secrets() if s not in page])
    for path in (f"/w/{one.id}/file/1", f"/w/{one.id}/file/1/small",
                 f"/api/v1/appeals/{one.id}/files/1"):
        got = wrong.get(path)
        attempt(f"a photo of another unit's case: {path.replace(one.id, 'ID')}",
                [got.status] if got.status == 200 else [])
    own = city.resident.get(f"/c/{two.query}")
    attempt("each sees his own case, so that refusals mean something",
            [] if own.status == 200 and two.query in own.text else [own.status])
    photo_of = city.resident.get(f"/c/{one.code}/file/1")
    attempt("a photo by the case code", [] if photo_of.status == 404
            else [photo_of.status])
    for n in ("0", "-1", "2", "99999999999999999999", "1e3", "0x1", "%31%00"):
        got = city.resident.get(f"/c/{two.query}/file/{n}")
        attempt(f"file number {n}", [] if got.status in (400, 404)
                else [got.status])
    for what, at in (("the id after", f"{int(one.id, 16) + 1:032x}"),
                     ("the id before", f"{int(one.id, 16) - 1:032x}"),
                     ("an id in capitals", one.id.upper()),
                     ("an id with a blank", one.id + "%20"),
                     ("no id", "0" * 32), ("an id cut short", one.id[:31])):
        got = wrong.get(f"/w/{at}")
        why = seen(got, secrets() + secrets("two"))
        if what != "an id in capitals" and got.status != 404:
            why.append(got.status)
        attempt(f"guessing: {what}", why)
    nobody = Person(city.port)
    for step in (1, 9):
        code = next_code(one.code, step)
        got = nobody.post("/find", {"code": code})
        attempt(f"guessing: the case code {'after' if step == 1 else 'before'}",
                [got.to] if got.status == 303 else seen(got, secrets()))
    opened = []
    for at in range(len(one.query)):
        sign = one.query[at]
        if sign == "-":
            continue
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[:12]:
            code = one.query[:at] + other + one.query[at + 1:]
            if other != sign.upper() and \
                    nobody.get(f"/api/v1/c/{code}").status != 404:
                opened.append(code)
    attempt("guessing: query codes one sign away", opened)
    opened = [code for code in (
        "".join(chance.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
                for _ in range(16)) for _ in range(200))
        if nobody.get(f"/c/{code}").status != 404]
    attempt("guessing: 200 query codes at random", opened)
    opened = [t for t in (chance.token_hex(32) for _ in range(50))
              if nobody.get(f"/setup/{t}").status != 404]
    attempt("guessing: 50 set-up links at random", opened)
    opened = [w for w in ("", "0" * 63, "0" * 65, "%00" * 64, "f" * 4000,
                          "' OR 1=1 --")
              if nobody.get("/setup/" + w.replace(" ", "%20").replace(
                  "'", "%27")).status not in (400, 404, 414)]
    attempt("guessing: set-up links of other shapes", opened)


def powers(city):
    """Rights that one says of himself, or takes."""
    case, port = city.case, city.port
    said = {"X-Gongzhi-Role": "supervisor", "X-Gongzhi-User": "s-9",
            "X-Gongzhi-Unit": "", "X-Gongzhi-Purpose": "supervision"}
    for what, head in (
            ("without a token", {}),
            ("with an empty one", {"Authorization": "Bearer "}),
            ("with one of his own", {"Authorization": "Bearer " + "0" * 64}),
            ("with half of it",
             {"Authorization": f"Bearer {city.bearer[:-1]}"}),
            ("with more than it",
             {"Authorization": f"Bearer {city.bearer}0"}),
            ("as Basic", {"Authorization": f"Basic {city.bearer}"}),
            ("in another header", {"X-Authorization":
                                   f"Bearer {city.bearer}"}),
            ("behind a proxy", {"Authorization": f"Bearer {city.bearer}",
                                "X-Forwarded-For": "192.0.2.1"})):
        for path in (f"/api/v1/appeals/{case.id}", "/api/v1/appeals.csv"):
            got = Person(port).ask("GET", path, None, {**said, **head})
            why = seen(got, secrets() + [case.code])
            attempt(f"a role in headers {what}: {path.split('/')[3][:11]}",
                    why + ([got.status] if got.status == 200 else []))
    for who in ("h-2", "a-1"):
        person = city.people[who]
        got = person.get(f"/api/v1/appeals/{case.id}", said)
        attempt(f"a session of {who} with a role in headers",
                seen(got, secrets()))
        got = person.get(f"/w/{case.id}", said)
        attempt(f"the page of a case too, as {who}", seen(got, secrets()))
    for purpose in ("any", "audit", "emergency", "supervision", "callback",
                    "investigation", "*", "handling;audit"):
        thief = Person(port)
        thief.cookies = dict(city.people["h-2"].cookies, purpose=f'{purpose}')
        got = thief.get(f"/w/{case.id}")
        attempt(f"a purpose of others in the cookie: {purpose}",
                seen(got, secrets()))
    h = city.people["h-2"]
    h.get("/w")
    was = city.settled()
    for what, path, fields in (
            ("another role", "/in/as", {"as": "supervisor:", "back": "/w"}),
            ("another unit", "/in/as", {"as": f"handler:{case.lead}",
                                        "back": "/w"}),
            ("the demo's door", "/in/demo",
             {"role": "supervisor", "unit": "", "account": "h-2"}),
            ("a role for himself", "/w/accounts/h-2/authorise",
             {"act": "grant", "role": "supervisor", "unit": ""}),
            ("a new account", "/w/accounts", {"account": "x-1"}),
            ("another's reset", "/w/accounts/s-1/operate",
             {"act": "reset", "sure": "1"}),
            ("his own purpose", "/w/purpose",
             {"purpose": "supervision", "back": "/w"})):
        got = h.post(path, fields)
        page = h.get(f"/w/{case.id}")
        why = seen(page, secrets())
        if what != "his own purpose" and got.status not in (403, 404, 422):
            why.append(f"{got.status} {got.to}")
        attempt(f"he takes {what}", why)
    for command in ("sign_in", "reply", "feedback", "pause", "archive",
                    "erase", "hold", "place", "dispatch", "receive", "tick",
                    "inform", "attach", "close_history", "grant_release"):
        got = h.post(f"/w/{case.id}/{command}", {
            "role": "supervisor", "unit": case.lead, "account": "h-1",
            "actor": "h-1", "text": "x", "basis": "x", "days": "3"})
        attempt(f"he commands another unit's case: {command}",
                [] if got.status in (400, 403, 404, 409, 422)
                else [got.status, got.to])
    attempt("and nothing of it was written", [] if city.settled() == was
            else [f"{city.written() - was} leaves"])
    for who, act in (("s-1", {"act": "grant", "role": "security_admin"}),
                     ("k-1", {"act": "grant", "role": "supervisor"}),
                     ("u-1", {"act": "grant", "role": "auditor"})):
        person = city.people[who]
        person.get("/w/accounts")
        got = person.post(f"/w/accounts/{who}/authorise", act)
        attempt(f"{who} grants himself a role",
                [] if got.status in (403, 422) else [got.status])
        got = person.post("/w/accounts/h-2/operate",
                          {"act": "grant", "role": "supervisor"})
        attempt(f"{who} grants by the other form",
                [] if got.status in (403, 422) else [got.status])


def two_persons(city):
    """What takes two is not done by one."""
    one = city.receive_of("one", kind="report")
    city.do(f"handler:{one.lead}:h-1", one, "ask_release", cause="核查", hours=2)
    for what, who, account in (
            ("himself", f"handler:{one.lead}:h-1", "h-1"),
            ("in another role", "officer:U_HOTLINE:h-1", "h-1")):
        got = city.do(who, one, "grant_release", account=account)
        attempt(f"two-person release by {what}",
                [] if got.status in (403, 409, 422) else [got.text])
    got = city.do("officer:U_HOTLINE:h-2", one, "grant_release",
                  account="H-1")
    attempt("release for a name that nobody asked under",
            [] if got.status in (403, 409, 422) else [got.text])
    for purpose in ("handling", "investigation"):
        city.people["h-1"].cookies["purpose"] = purpose
        got = city.people["h-1"].get(f"/w/{one.id}")
        attempt(f"and he sees no identity, {purpose}",
                seen(got, [NAMES["one"], PHONES["one"]]))
    two = city.receive_of("two")
    held = city.do("legal_officer:U_HOTLINE:l-1", two, "hold",
                   basis="民事诉讼法 第八十四条", days=30)
    attempt("a hold stands", [] if held.status == 200 else [held.text])
    got = city.do("legal_officer:U_HOTLINE:l-1", two, "lift_hold", basis="够了")
    attempt("one's own hold is not lifted by oneself",
            [] if got.status in (403, 409, 422) else [got.text])
    got = city.do("supervisor::s-9", two, "lift_hold", basis="够了",
                  actor="l-2", role="legal_officer")
    attempt("nor by who says another role in the fields",
            [] if got.status in (400, 403, 409, 422) else [got.text])
    for what, body in (
            ("the actor of others", {"fields": {}, "as": {"role": "officer",
                                                          "id": "g-1"}}),
            ("an actor in the fields", {"fields": {"actor": "g-1"}}),
            ("a role in the fields", {"fields": {"role": "officer"}}),
            ("a key in the fields", {"fields": {"file_key": "0" * 64}}),
            ("a time of his own", {"fields": {}, "at": 0})):
        got = Person(city.port).ask(
            "POST", f"/api/v1/appeals/{two.id}/erase", json.dumps(body),
            {"Content-Type": JSON, **city.as_program(
                "handler", "U_MUNICIPAL", "h-1")})
        attempt(f"a command with {what}",
                [] if got.status in (400, 403, 409, 422) else [got.text])


def rulebooks(city):
    """A rulebook by who may not."""
    was = city.query("SELECT count(*) FROM batch WHERE stream LIKE 'rule%'")
    files = [("tables", "units.csv", "code,kind\nU_EVIL,bureau\n".encode())]
    for who in ("h-2", "o-1", "a-1", "s-1", "u-1"):
        person = city.people[who]
        person.get("/w/rulebook")
        got = person.parts("/w/rulebook", {"from": "2027-01-01"}, files)
        attempt(f"a rulebook of {who}", [] if got.status == 403
                else [got.status])
    got = Person(city.port).parts("/w/rulebook", {"from": "2027-01-01"}, files)
    attempt("a rulebook of nobody", [] if got.status in (303, 403)
            else [got.status])
    got = Person(city.port).parts("/api/v1/rulebooks", {"from": "2027-01-01"},
                                  files)
    attempt("a rulebook of a program without the token",
            [] if got.status == 403 else [got.status])
    is_ = city.query("SELECT count(*) FROM batch WHERE stream LIKE 'rule%'")
    attempt("and none was enacted", [] if was == is_ else [was, is_])


LEAVING = ("../../etc/passwd", "..%2f..%2fetc%2fpasswd",
           "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cetc%5cpasswd",
           "..%c0%af..%c0%afetc%c0%afpasswd", "%252e%252e%252fetc%252fpasswd",
           "icon.svg%00.txt", "/etc/passwd", "..;/programs.token",
           "....//....//programs.token", "%e0%80%ae%e0%80%ae/log.db",
           "programs.token", "..%2f..%2fcity%2fprograms.token", "~root",
           "%2e", "%2e%2e", "%", "%zz", "%ff%fe")
HELD = (b"root:x:", b"SQLite format", b"gongzhi-")


def paths(city):
    """Nothing of the disk comes out, whatever the address."""
    where = ["/assets/", "/log/tile/0/", "/log/tile/", "/feeds/street/",
             "/feeds/matter/", "/c/", "/api/v1/c/", "/setup/", "/w/",
             f"/w/{city.case.id}/file/", f"/c/{city.second.query}/file/",
             "/api/v1/units/", "/"]
    cookie = "; ".join(f"{k}={v}" for k, v in
                       city.people["h-2"].cookies.items())
    for start in where:
        why = []
        for end in LEAVING:
            got = raw(city.port, f"GET {start}{end} HTTP/1.1\r\nHost: "
                      f"127.0.0.1:{city.port}\r\nCookie: {cookie}\r\n"
                      "Connection: close\r\n\r\n".encode())
            status = got[9:12]
            if status not in (b"400", b"403", b"404", b"405", b"303"):
                if not (start == "/" and end in ("%2e", "~root")):
                    why.append(f"{end}: {status}")
            body = got.split(b"\r\n\r\n", 1)[-1]
            if any(h in body for h in HELD) or city.bearer.encode() in got:
                why.append(f"{end} gives a file")
        attempt(f"paths that leave, under {start.replace(city.case.id, 'ID')}"
                .replace(city.second.query, "CODE"), why)
    before = set(city.files())
    for label in ("../../../../tmp/gongzhi-evil", "..\\\\..\\\\evil",
                  "/etc/cron.d/evil", "a%00.png", "evil.html", "con.png",
                  "x" * 180 + ".png", "%2e%2e%2fevil", ".htaccess",
                  "<script>x<!-- .png"):
        got = city.resident.parts(f"/api/v1/c/{city.second.query}/files", {},
                                  [("photos", label, photo())], token="")
        new = set(city.files()) - before
        why = [n for n in new if "evil" in n or "htaccess" in n or "<" in n]
        if got.status >= 500:
            why.append(got.status)
        attempt(f"a file called {label[:24]}", why)
    for label, content in (
            ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg">'
             b"<script>alert(1)</script></svg>"),
            ("a.html", b"<script>alert(1)</script>"),
            ("a.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"),
            ("a.zip", b"PK\x03\x04" + bytes(200))):
        got = city.resident.parts(f"/api/v1/c/{city.second.query}/files", {},
                                  [("photos", label, content)], token="")
        attempt(f"a file that is no photo: {label}",
                [] if got.status in (400, 413, 415, 422) else [got.text])
