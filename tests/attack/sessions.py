"""Sessions that are over or not one's own, things that serve once, and what
the time of an answer says."""
import re
import sqlite3
import statistics
import time

from person import Person, attempt, totp
from scene import WORD


def copy_of(person):
    thief = Person(person.port, "thief")
    thief.cookies = dict(person.cookies)
    return thief


def out(thief):
    """Why he is not out; [] when he is."""
    got = thief.get("/me/sessions")
    staff = thief.get("/w")
    return [f"{got.status} {staff.status}"] \
        if got.status == 200 or staff.status == 200 else []


def link_of(answer):
    found = re.search(r"/setup/[0-9a-f]{64}", answer.text)
    return found.group(0) if found else ""


def replayed(city):
    port, root = city.port, city.people["s-1"]
    victim = city.people["v-1"]
    victim.sign_in("v-1", WORD)
    thief = copy_of(victim)
    attempt("a stolen cookie works while the session lasts",
            [] if thief.is_in() else ["no"])
    victim.get("/me/sessions")
    victim.post("/out", {})
    attempt("a cookie after the sign-out", out(thief))

    victim.sign_in("v-1", WORD)
    thief = copy_of(victim)
    second = Person(port)
    second.codes = victim.codes
    second.sign_in("v-1", WORD)
    second.post("/me/sessions", {})
    attempt("a cookie after signing out everywhere else", out(thief))
    attempt("and not the one who did it", [] if second.is_in() else ["out"])

    root.get("/w/accounts/v-1")
    thief = copy_of(second)
    root.post("/w/accounts/v-1/operate", {"act": "lock", "reason": "x"})
    attempt("a cookie after the account was locked", out(thief))
    root.get("/w/accounts/v-1")
    root.post("/w/accounts/v-1/operate", {"act": "unlock"})
    attempt("nor when it is unlocked again", out(thief))

    second.sign_in("v-1", WORD)
    thief = copy_of(second)
    root.get("/w/accounts/v-1")
    root.post("/w/accounts/v-1/operate", {"act": "reset", "sure": "1"})
    attempt("a cookie after a reset", out(thief))
    root.get("/w/accounts/v-1")
    link = link_of(root.post("/w/accounts/v-1/operate",
                             {"act": "link", "purpose": "reset"}))
    anew = Person(port)
    done = anew.set_up(link, WORD + " anew")
    attempt("a reset gives a link that serves",
            [] if done.status == 200 else [done.status])
    attempt("a cookie after the password was changed", out(thief))
    got = Person(port).get(link)
    attempt("a set-up link a second time", [] if got.status == 404
            else [got.status])
    got = Person(port).post(link, {"password": "quite another word"})
    attempt("nor sent without looking at it", [] if got.status in (403, 404)
            else [got.status])
    got = Person(port)
    done = got.post("/in", {"account": "v-1", "password": WORD})
    attempt("the password of before", [] if done.status == 422
            else [done.status])

    half = Person(port)
    half.post("/in", {"account": "v-1", "password": WORD + " anew"})
    attempt("with a password alone nobody is in", out(half))
    stale = half.cookies.copy()
    half.get("/in/totp")
    code = totp(anew.secret, 1)
    done = half.post("/in/totp", {"code": code})
    attempt("a code of the authenticator serves",
            [] if done.status == 303 else [done.status])
    thief = Person(port)
    thief.cookies = stale
    attempt("the cookie of the first step after the second", out(thief))
    for what, used in (("a code of the authenticator", code),
                       ("a recovery code", anew.codes[-1])):
        if what == "a recovery code":
            first = Person(port)
            first.codes = [used]
            first.sign_in("v-1", WORD + " anew")
        again = Person(port)
        again.post("/in", {"account": "v-1", "password": WORD + " anew"})
        again.get("/in/totp")
        done = again.post("/in/totp", {"code": used})
        attempt(f"{what} a second time",
                ([] if done.status == 422 else [done.status]) + out(again))
    anew.codes.pop()


def fixed(city):
    """A cookie of the attacker's choice, set before the sign-in."""
    port = city.port
    for what, value in (("made up", "ab" * 32), ("empty", ""),
                        ("too long", "a" * 4000), ("of SQL", "' OR 1=1 --"),
                        ("of zeros", "0" * 64)):
        thief = Person(port)
        thief.cookies = {"session": value}
        attempt(f"a cookie {what} opens nothing", out(thief))
    victim = Person(port)
    victim.cookies = {"session": "ab" * 32}
    victim.codes = city.people["h-2"].codes
    victim.sign_in("h-2", WORD)
    thief = Person(port)
    thief.cookies = {"session": "ab" * 32}
    attempt("a fixed cookie after the sign-in",
            out(thief) + ([] if victim.is_in() else ["victim is out"]))
    attempt("for he has a token of his own", ["the same"]
            if victim.cookies.get("session") == "ab" * 32 else [])
    one, two = city.people["h-2"], city.people["o-1"]
    mixed = copy_of(one)
    mixed.token = two.token
    got = mixed.post("/w/purpose", {"purpose": "handling", "back": "/w"})
    attempt("one's cookie with another's token", [] if got.status == 403
            else [got.status])
    both = Person(port)
    got = both.ask("GET", "/w/accounts", None, {"Cookie": "; ".join(
        f"session={p.cookies['session']}" for p in
        (one, city.people["s-1"]))})
    attempt("two cookies of one name: rights are not joined",
            [] if got.status in (303, 400, 403) else [got.status])
    page = two.get("/me/sessions").text
    attempt("no token of a session stands in a page",
            [p for p in (one, two) if p.cookies["session"] in page])
    old = one.token
    one.post("/out", {})
    one.codes = city.people["h-2"].codes
    one.sign_in("h-2", WORD)
    got = one.post("/w/purpose", {"purpose": "handling", "back": "/w"},
                   token=old)
    attempt("a form of the session before", [] if got.status == 403
            else [got.status])


def expired(city):
    """A form that lay open until the session was over."""
    for what, sql in (("was idle too long", "seen_at = seen_at - 31 * 60000"),
                      ("lasted too long", "ends_at = ends_at - 13 * 3600000")):
        who = city.people["o-1"]
        if not who.is_in():
            who.sign_in("o-1", WORD)
        db = sqlite3.connect(f"{city.folder}/log.db", timeout=10)
        with db:
            db.execute(f"UPDATE session SET {sql} WHERE account = 'o-1'")
        db.close()
        thief = copy_of(who)
        got = who.post("/w/purpose", {"purpose": "intake", "back": "/w"})
        attempt(f"a form of a session that {what}",
                [] if got.status == 403 or got.status == 303 and
                got.to.startswith("/in") else [got.status, got.to])
        attempt(f"and the cookie of one that {what}", out(thief))


def forget_failures(city):
    """As if time had passed: those who wait need not."""
    db = sqlite3.connect(f"{city.folder}/log.db", timeout=10)
    with db:
        db.execute("DELETE FROM sign_in_failure")
    db.close()


def timing(city):
    """Does the time tell whether an account is there? Figures in comments."""
    def median(account, tries=15):
        taken = []
        for i in range(tries):
            if i % 4 == 0:
                forget_failures(city)
            who = Person(city.port)
            begin = time.perf_counter()
            got = who.post("/in", {"account": account, "password": f"no {i}"})
            taken.append(time.perf_counter() - begin)
            assert got.status == 422, got.status
        return statistics.median(taken) * 1000
    root = city.people["s-1"]
    root.get("/w/accounts/z-1")
    root.post("/w/accounts/z-1/operate", {"act": "lock", "reason": "x"})
    known, unknown = median("h-1"), median("nobody-9")
    unset, closed = median("w-1", 7), median("z-1", 7)
    for what, ms in (("that is not there", unknown), ("not yet set up", unset),
                     ("that is locked", closed)):
        attempt(f"an account {what} takes as long as one with a password",
                [] if ms > known / 4 else [f"{ms:.0f} ms and {known:.0f} ms"])
    print(f"# medians of 15 and 7: known {known:.0f} ms, unknown {unknown:.0f} ms, "
          f"without a password {unset:.0f} ms, locked {closed:.0f} ms")
    forget_failures(city)
    said = {}
    for account in ("h-1", "nobody-9", "w-1", "z-1"):
        page = Person(city.port).post(
            "/in", {"account": account, "password": "not it at all"})
        said[account] = (page.status, page.text.replace(account, "ACCOUNT"))
    attempt("nor do the words tell", [] if len(set(said.values())) == 1
            else [sorted(said)])
    waits = []
    for i in range(8):
        got = Person(city.port).post("/in", {"account": "h-1",
                                             "password": f"guess {i}"})
        waits.append(got.status)
    attempt("guessing a password: who is wrong waits",
            [] if waits[-1] == 429 else waits)
    forget_failures(city)
    half = Person(city.port)
    half.post("/in", {"account": "h-1", "password": WORD})
    half.get("/in/totp")
    waits = [half.post("/in/totp", {"code": f"{i:06d}"}).status
             for i in range(8)]
    attempt("guessing a code of the authenticator",
            [] if waits[-1] in (303, 429) and 200 not in waits and
            not half.is_in() else waits)
    forget_failures(city)


def keys(city):
    """The same key of a repeat, another body or another person."""
    case = city.receive_of("one")
    lead = f"handler:{case.lead}:h-1"
    city.do(lead, case, "sign_in", key="a-key-of-h-1-0001")
    first = city.do(lead, case, "feedback", key="a-key-of-h-1-0002",
                    text="first")
    other = city.do(lead, case, "feedback", key="a-key-of-h-1-0002",
                    text="second")
    attempt("a key of a repeat with another body",
            [] if first.status == 200 and other.status in (409, 422)
            else [first.text, other.text])
    other = city.do(f"handler:{case.lead}:h-9", case, "feedback",
                    key="a-key-of-h-1-0002", text="first")
    attempt("a key of a repeat by another person gets no answer of the first",
            [] if other.headers.get("Idempotency-Replayed") is None
            else [other.text])
    two = city.receive_of("two")
    other = city.do(f"handler:{two.lead}:h-1", two, "feedback",
                    key="a-key-of-h-1-0002", text="first")
    attempt("nor on another case",
            [] if other.headers.get("Idempotency-Replayed") is None and
            case.code not in other.text else [other.text])


def phones(city):
    """Of residents; the city is one of the demo and shows the codes."""
    def begin(number):
        who = Person(city.port)
        who.get("/in/phone")
        who.post("/in/phone", {"number": number})
        page = who.get("/in/phone/code")
        found = re.search(r"验证码是 (\d{6})", page.text)
        return who, found.group(1) if found else ""
    one, code_one = begin("13911112222")
    two, code_two = begin("13933334444")
    attempt("codes are sent", [] if code_one and code_two else ["none"])
    got = two.post("/in/phone/code", {"code": code_one})
    attempt("a phone's code in another browser",
            ([] if got.status == 422 or code_one == code_two
             else [got.status]) + out(two))
    thief = copy_of(one)
    got = one.post("/in/phone/code", {"code": code_one})
    attempt("the right one serves", [] if got.status == 303 and
            one.get("/me").status == 200 else [got.status])
    got = thief.post("/in/phone/code", {"code": code_one})
    attempt("a phone's code a second time",
            ([] if got.status in (403, 410) else [got.status]) + out(thief))
    two.post("/in/phone/code", {"code": code_two})
    mine, his = one.get("/me").text, two.get("/me").text
    attempt("each sees his own cases alone", [
        q for q, page, there in (
            (city.case.query, mine, True), (city.second.query, mine, False),
            (city.case.query, his, False), (city.second.query, his, True))
        if (q in page) is not there])
    mixed = copy_of(one)
    mixed.token = two.token
    got = mixed.post("/me/join", {"code": city.second.query})
    attempt("one resident's cookie with the other's token",
            [] if got.status == 403 else [got.status])
    for path in ("/w", "/w/queue", "/w/accounts", f"/w/{city.case.id}",
                 "/w/access", "/w/holds", "/w/sharing", "/w/sharing.csv",
                 f"/w/{city.case.id}/file/1", "/w/rulebook"):
        got = one.get(path)
        attempt("a resident at the staff's "
                + path.replace(city.case.id, "ID"),
                [] if got.status in (303, 403, 404) and
                (got.status != 303 or got.to.startswith("/in"))
                else [got.status, got.to])
    guesses = [one.post("/me/join", {"code": f"{i:016d}"}).status
               for i in range(25)]
    attempt("guessing codes of cases at joining",
            [g for g in guesses if g not in (422, 429)])
    one.get("/me")
    thief = copy_of(one)
    one.post("/out", {})
    attempt("a resident's cookie after the sign-out", out(thief) + (
        [] if thief.get("/me").status == 303 else ["/me"]))
    three, code = begin("13955556666")
    wrong = [three.post("/in/phone/code", {"code": f"{i:06d}"}).status
             for i in range(6) if f"{i:06d}" != code]
    got = three.post("/in/phone/code", {"code": code})
    attempt("guessing a phone's code", ([] if got.status in (410, 429)
                                        else [wrong, got.status]) + out(three))
    more = [begin("13955556666")[1] for _ in range(4)]
    attempt("codes without end for a phone", [] if not more[-1] else more)
