"""What is written into fields, heads and bodies: lines for the log, heads of
answers, addresses to go on to, formulas, bombs."""
import csv
import gzip
import io
import json
import re
import time
import urllib.parse

from person import FORM, Person, attempt, raw
from scene import JSON, NAMES, PHONES, MARKS

LINE = 'x\r\n{"time":"2000","kind":"event","what":"forged"}'
SIGNS = "\x1b[31mred\x07\u2028\u2029\u202e\u0085\ufeffend"


def head(port, lines, path="/"):
    return raw(port, (f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                      "Connection: close\r\n").encode() + lines + b"\r\n\r\n")


def log_lines(city):
    """Every header and field with line ends and signs that steer terminals."""
    port, who = city.port, city.people["h-2"]
    for name in ("User-Agent", "Referer", "Cookie", "Accept-Language",
                 "X-Forwarded-For", "Forwarded", "X-Gongzhi-User",
                 "X-Gongzhi-Role", "X-Request-Id", "Authorization", "Origin",
                 "If-None-Match", "Idempotency-Key", "Accept"):
        for what, value in (("line ends", LINE), ("signs", SIGNS),
                            ("a lone CR", "x\rforged"),
                            ("a NUL", "x\0forged")):
            got = head(port, f"{name}: {value} {PHONES['one']}".encode())
            why = [] if got[9:10] in (b"2", b"3", b"4", b"") else [got[:60]]
            attempt(f"{what} in {name}", why + (
                ["forged head"] if b"forged" in got.split(b"\r\n\r\n")[0]
                else []))
    for path in ("/%0d%0aforged", "/c/%1b%5b31m", "/w/%e2%80%ae",
                 f"/c/{PHONES['one']}", f"/w?unit={PHONES['one']}%0a",
                 f"/find?code={city.case.query}%0d%0a",
                 f"/{urllib.parse.quote(NAMES['one'])}"):
        head(port, b"X: y", path)
    for path, field in (("/in", "account"), ("/in", "password"),
                        ("/find", "code"), ("/in/phone", "number"),
                        ("/verify", "receipt"), ("/prefs", "lang"),
                        ("/w/find", "code"), ("/w/purpose", "purpose"),
                        ("/w/accounts", "account"), ("/in/as", "as")):
        for value in (LINE, SIGNS, PHONES["one"], NAMES["one"]):
            got = who.post(path, {field: value, "back": value})
            attempt(f"{value[:7]!a} as {field} of {path}",
                    [] if got.status < 500 else [got.status])
    raw(port, b"GET / HTTP/9.9\r\n" + LINE.encode() + b"\r\n\r\n")
    raw(port, b"F\x1b[31m / HTTP/1.1\r\nHost: x\r\n\r\n")
    raw(port, SIGNS.encode() + b"\r\n\r\n")


def log_is_clean(city):
    time.sleep(0.2)
    text = city.log_text()
    bad, kinds = [], set()
    for line in text.split("\n")[:-1]:
        try:
            kinds.add(json.loads(line)["kind"])
        except (ValueError, KeyError, TypeError):
            bad.append(line[:80])
    attempt("each line of the program's log is one object of ours", bad)
    attempt("which it wrote", [] if "request" in kinds else [kinds])
    hidden = [*PHONES.values(), *NAMES.values(), *MARKS.values(),
              city.case.query, city.second.query, city.bearer, "forged",
              "red", "quiet river", "evil", "xss7"]
    hidden += [p.cookies["session"] for p in city.people.values()
               if "session" in p.cookies]
    attempt("and holds nothing that was planted",
            [h for h in hidden if h in text])
    attempt("nor a sign that steers a terminal", [
        hex(ord(c)) for c in set(text) if c != "\n" and (
            ord(c) < 32 or 127 <= ord(c) < 160 or
            c in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067"
            "\u2068\u2069\ufeff")])


ELSEWHERE = ("//evil.example", "\\\\evil.example", "/\\evil.example",
             "https://evil.example", "http:evil.example", "///evil.example",
             "/%2f%2fevil.example", "%2f%2fevil.example", "/\t/evil.example",
             "/\r\nSet-Cookie: evil=1", "%0d%0aSet-Cookie: evil=1",
             "javascript:alert(7)", "JaVaScRiPt:alert(7)", "data:text/html,x",
             "/.//evil.example", "/..//evil.example", "/@evil.example/",
             "?//evil", "evil.example", "\u2028//evil.example",
             "/w@evil.example", "")


def leads_away(to):
    """As a browser reads it: does this address leave us, or run something?"""
    to = re.sub("[\t\r\n]", "", to).strip().replace("\\", "/")
    return bool(to.startswith("//") or re.match(r"[A-Za-z][\w+.-]*:", to))


def ways_on(city):
    port, who = city.port, city.people["h-2"]
    who.get("/w")
    for to in ELSEWHERE:
        quoted = urllib.parse.quote(to, safe="")
        for path, ask in (
                ("POST /prefs", lambda: who.post(
                    "/prefs", {"lang": "en", "back": to})),
                ("POST /prefs of nobody", lambda: Person(port).post(
                    "/prefs", {"text": "large", "back": to})),
                ("POST /w/purpose", lambda: who.post(
                    "/w/purpose", {"purpose": "handling", "back": to})),
                ("POST /in/as", lambda: who.post(
                    "/in/as", {"as": "handler:U_PERSONNEL", "back": to})),
                ("GET /in", lambda: Person(port).get(f"/in?back={quoted}")),
                ("GET /lang", lambda: Person(port).get(f"/lang?back={quoted}")),
                ("GET /in/sso", lambda: Person(port).get(
                    f"/in/sso?back={quoted}")),
                ("POST /in/sso", lambda: Person(port).post(
                    "/in/sso", {"back": to}))):
            got = ask()
            why = [f"to {got.to!a}"] if leads_away(got.to) else []
            if "evil" in got.cookies_set():
                why.append("a cookie of his")
            why += [f"a link to {h!a}" for h in re.findall(
                r'(?:href|action|src)="([^"]*)"', got.text)
                if leads_away(h.replace("&#13;", "\r"))
                and not h.startswith(("tel:", "https://", "#"))
                or "evil.example" in h and leads_away(h)]
            if got.status >= 500:
                why.append(got.status)
            attempt(f"to {to[:22]!a} by {path}", why)
    who.post("/prefs", {"lang": "zh-Hans", "back": "/"})


def hosts(city):
    port, root = city.port, city.people["s-1"]
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example",
                 "127.0.0.1@evil.example", "localhost.evil.example"):
        for path in ("/", "/w", "/in", "/report", "/log/checkpoint",
                     "/api/v1/openapi.json", f"/c/{city.second.query}"):
            got = raw(port, (f"GET {path} HTTP/1.1\r\nHost: {host}\r\n"
                             "Connection: close\r\n\r\n").encode())
            attempt(f"the host {host} at {path.split('/c/')[0] or '/c/CODE'}",
                    ["it stands in the answer"] if b"evil" in got else [])
    root.get("/w/accounts/w-1")
    body = urllib.parse.urlencode({"csrf": root.token, "act": "link",
                                   "purpose": "setup"})
    for host, given in (("evil.example", False),
                        (f"127.0.0.1:{port}", True)):
        got = raw(port, (
            f"POST /w/accounts/w-1/operate HTTP/1.1\r\nHost: {host}\r\n"
            f"Cookie: session={root.cookies['session']}\r\n"
            f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n"
            f"Connection: close\r\n\r\n{body}").encode())
        attempt("a set-up link under " + ("our own host is given" if given
                                          else "another host is not"),
                [] if (f"{host}/setup/".encode() in got) is given and
                got[9:12] == (b"200" if given else b"403") else [got[:90]])
    got = raw(port, ("GET / HTTP/1.1\r\nHost: a\r\nHost: evil.example\r\n"
                     "Connection: close\r\n\r\n").encode())
    attempt("two hosts", [] if got[9:12] == b"400" else [got[:40]])


FORMULA = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1",
           "=HYPERLINK(\"http://evil\")", "=cmd|'/C calc'!A0", "\uff1d1+1")


def formulas(city):
    """Cells that a spreadsheet would compute."""
    for start in FORMULA:
        text = start.strip("\r\t") + " 路灯不亮"
        case = city.receive(title=text, body=start, caller=start,
                            contact=start, place_text=start)
        lead = f"handler:{case.lead}:h-1"
        city.do(lead, case, "sign_in")
        city.do(lead, case, "feedback", text=start)
        city.do("operator:U_HOTLINE:o-1", case, "provide",
                receiver=f"~{start}", way="handover", fields="texts",
                purpose="handling")
    for who in ("dispatcher:U_HOTLINE:d-1", "supervisor::p-1",
                "dispatcher:U_HOTLINE:=1+1", "supervisor:=1+1:p-1",
                "officer:U_HOTLINE:g-1"):
        for path in ("/api/v1/appeals.csv", "/w/sharing.csv"):
            got = Person(city.port).ask("GET", path, None,
                                        city.as_program(*who.split(":")))
            why = []
            if got.status == 200:
                rows = list(csv.reader(io.StringIO(got.text)))
                why = [cell for row in rows for cell in row
                       if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "＝")]
                if len(rows) < 2:
                    why.append("no rows")
                name = got.headers.get("Content-Disposition", "")
                if "attachment" not in name or "=1" in name:
                    why.append(name)
            elif got.status not in (400, 403):
                why.append(got.status)
            attempt(f"formulas in {path} of {who}", why)


def bombs(city):
    port = city.port
    zero = gzip.compress(b"what=" + b"x" * 50_000_000)
    deep = 100_000
    many = "&".join(f"f{i}=x" for i in range(100_000))
    good = '{"channel":"web","title":"x"'
    tries = (
        ("gzip", "/report/check", FORM, gzip.compress(b"what=x"),
         {"Content-Encoding": "gzip"}),
        ("a zip bomb", "/report/check", FORM, zero,
         {"Content-Encoding": "gzip"}),
        ("a zip bomb to the API", "/api/v1/appeals", JSON, zero,
         {"Content-Encoding": "gzip"}),
        ("deflate, twice", "/api/v1/appeals", JSON, zero,
         {"Content-Encoding": "deflate, gzip"}),
        ("another coding", "/in", FORM, b"\0" * 100,
         {"Content-Encoding": "br"}),
        ("deep lists", "/api/v1/appeals", JSON, "[" * deep + "]" * deep, {}),
        ("deep objects", "/api/v1/appeals", JSON,
         '{"a":' * deep + "1" + "}" * deep, {}),
        ("a deep field", "/api/v1/appeals", JSON,
         good + ',"body":' + "[" * 1500 + "]" * 1500 + "}", {}),
        ("a doubled name", "/api/v1/appeals", JSON, good + ',"title":"y"}', {}),
        ("a name doubled by an escape", "/api/v1/appeals", JSON,
         good + ',"titl\\u0065":"y"}', {}),
        ("a number of 400 digits", "/api/v1/appeals", JSON,
         good + ',"body":' + "9" * 400 + "}", {}),
        ("1e999", "/api/v1/appeals", JSON, good + ',"body":1e999}', {}),
        ("NaN", "/api/v1/appeals", JSON, good + ',"body":NaN}', {}),
        ("half a pair of UTF-16", "/api/v1/appeals", JSON,
         good + ',"body":"\\ud800"}', {}),
        ("a NUL in a text", "/api/v1/appeals", JSON,
         good + ',"body":"a\\u0000b"}', {}),
        ("bytes that are no UTF-8", "/api/v1/appeals", JSON,
         good.encode() + b',"body":"\xff\xfe"}', {}),
        ("50000 members", "/api/v1/appeals", JSON, "{" + ",".join(
            f'"k{i}":1' for i in range(50_000)) + "}", {}),
        ("members made to collide", "/api/v1/appeals", JSON, "{" + ",".join(
            f'"{"Aa" * (i % 16)}{"BB" * (16 - i % 16)}{i}":1'
            for i in range(15_000)) + "}", {}),
        ("100000 fields", "/report/check", FORM, many, {}),
        ("100000 fields at the sign-in", "/in", FORM, many, {}),
        ("fields made to collide", "/report/check", FORM, "&".join(
            "".join("Aa" if i >> k & 1 else "BB" for k in range(13)) + "=1"
            for i in range(8192)), {}),
        ("a doubled field", "/in", FORM, "account=a&account=b&password=x", {}),
        ("a field of 200 kB", "/report/check", FORM, "what=" + "x" * 200_000,
         {}),
        ("a name of 10 kB", "/report/check", FORM, "x" * 10_000 + "=1", {}),
        ("2000 parts", "/report/check", "multipart/form-data; boundary=b",
         "".join('--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\nx'
                 "\r\n" % i for i in range(2000)) + "--b--\r\n", {}),
        ("a boundary of 5 kB", "/report/check",
         "multipart/form-data; boundary=" + "b" * 5000, "x", {}),
        ("a part in a part", "/report/check", "multipart/form-data; boundary=b",
         '--b\r\nContent-Disposition: form-data; name="what"\r\n'
         "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n"
         "--c--\r\n--b--\r\n", {}),
        ("an entity of XML", "/api/v1/appeals", "application/xml",
         '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
         {}),
    )
    was = city.settled()
    for what, path, kind, body, more in tries:
        why = []
        try:
            got = Person(port).ask("POST", path, body,
                                   {"Content-Type": kind, **more})
            if got.status not in (400, 413, 414, 415, 422, 431):
                why.append(f"{got.status} {got.text[:80]}")
        except (ConnectionError, TimeoutError) as fault:
            if isinstance(fault, TimeoutError):
                why.append("no answer in a minute")
        attempt(f"{what} to {path}", why)
    alive = Person(port).get("/healthz")
    attempt("the city is there after all of it", [] if alive.status == 200
            else [alive.status])
    attempt("and nothing of it was taken in", [] if city.settled() == was
            else [city.written() - was])
