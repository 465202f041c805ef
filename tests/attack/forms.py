"""Forms that another site sends in somebody's name (CSRF)."""
from person import FORM, Person, attempt
from scene import WORD, fill, routes

# Sent without a session they speak for nobody: the code in the address or in
# the form is the right. Only where they come from is looked at.
SHUT = (400, 401, 403, 404, 405, 415, 422, 429)


def posts(city, root):
    case = city.case
    for method, door, path, _right in routes(root):
        if method == "POST" and not path.startswith("/api/"):
            yield door, path, fill(
                path, id=case.id, code=city.second.query, account="h-2",
                token="0" * 64, command="remind")


def fields_of(path):
    return {"act": "lock", "sure": "1", "account": "x-1", "note": "x",
            "back": "/w", "as": "handler:", "purpose": "handling",
            "text": "x", "code": "x", "reason": "x"} if "/w" in path \
        else {"text": "forged", "what": "forged", "back": "/"}


def is_same(city, was, why):
    now = (city.written(), sorted(city.query(
        "SELECT hex(hash), role, unit FROM session")))
    if now != was:
        why.append("something changed")
    return now


def forged(city, root):
    victim, other = city.people["s-1"], city.people["o-1"]
    resident = Person(city.port)
    victim.get("/me/sessions")
    other.get("/me/sessions")
    before = Person(city.port)
    before.get("/in")
    city.victim_token = victim.token
    ways = (
        ("without a token", {"token": ""}),
        ("with another session's token", {"token": other.token}),
        ("with a token from before the sign-in",
         {"token": before.token or "1" * 64}),
        ("with the token cut short", {"token": victim.token[:-1]}),
        ("from another site", {"headers": {"Origin": "https://evil.example"}}),
        ("from another port", {"headers": {
            "Origin": f"http://127.0.0.1:{city.port + 1}"}}),
        ("from the opaque origin", {"headers": {"Origin": "null"}}),
        ("that a browser marks as foreign",
         {"headers": {"Sec-Fetch-Site": "cross-site"}}),
        ("that a browser marks as of a neighbour",
         {"headers": {"Sec-Fetch-Site": "same-site"}}),
        ("as text/plain", {"kind": "text/plain"}),
    )
    was = is_same(city, None, [])
    for door, path, at in posts(city, root):
        for what, how in ways:
            foreign = "headers" in how
            how = {"token": city.victim_token, **how}
            got = victim.post(at, fields_of(path), **how)
            why = []
            # residents' own pages: staff are led to theirs
            if foreign and got.status not in (403, 404) and not (
                    got.status == 303 and path.startswith("/me/")
                    and path != "/me/sessions"):
                why.append(got.status)
            if door == "STAFF" and got.status not in (400, 403, 404, 415):
                why.append(f"{got.status} {got.to}")
            was = is_same(city, was, why)
            attempt(f"a form {what}: POST {path}", why)
        got = victim.ask("GET", at + "?" + "&".join(
            f"{k}={v}" for k, v in fields_of(path).items()))
        why = [got.status] if got.status >= 500 else []
        was = is_same(city, was, why)
        attempt(f"a form as a link: GET {path}", why)
    attempt("who was attacked is still in", [] if victim.is_in()
            else ["signed out"])
    for what, headers in (
            ("of another site", {"Origin": "https://evil.example"}),
            ("of text/plain", {}), ("of a form", {})):
        kind = {"of text/plain": "text/plain", "of a form": FORM}.get(
            what, "application/json")
        for path in (f"/api/v1/appeals/{city.case.id}/remind",
                     "/api/v1/outbox/1/retry", "/api/v1/rulebooks"):
            got = victim.ask("POST", path, '{"fields":{}}',
                             {"Content-Type": kind, **headers})
            attempt(f"a session's cookie at the API, by a request {what}: "
                    f"{path.replace(city.case.id, 'ID')}",
                    [] if got.status in SHUT else [got.status])
    login = resident.ask("POST", "/in", f"account=s-1&password={WORD}",
                         {"Content-Type": FORM,
                          "Origin": "https://evil.example"})
    attempt("signing somebody in from another site",
            [] if login.status == 403 and not resident.cookies
            else [login.status])
