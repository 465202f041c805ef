"""One who asks the city: a browser without scripts, with a jar of cookies.

Each attempt is one line, "ok WHAT" or "not ok WHAT: WHY"; attempt() makes it.
"""
import base64
import hashlib
import hmac
import html
import http.client
import re
import socket
import struct
import time
import urllib.parse

FORM = "application/x-www-form-urlencoded"


def attempt(what, failed_because):
    """failed_because: "" or a list without members when he got nowhere."""
    if isinstance(failed_because, list):
        failed_because = "; ".join(map(str, failed_because[:6]))
    what = what.replace("\\", "|")  # echo would read it
    why = " ".join(str(failed_because).replace("\\", "|").split())[:400]
    print(f"not ok {what}: {why}" if why else f"ok {what}", flush=True)


def totp(secret, steps=0):
    """The code of an authenticator (RFC 6238)."""
    step = int(time.time()) // 30 + steps
    secret = secret.replace(" ", "")
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[19] & 15
    code = struct.unpack(">I", mac[at:at + 4])[0] & 0x7FFFFFFF
    return "%06d" % (code % 1000000)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.text = body.decode("utf-8", "replace")
        self.to = headers.get("Location") or ""

    def cookies_set(self):
        return [c.split("=")[0]
                for c in self.headers.get_all("Set-Cookie") or []]

    def field(self, name):
        found = re.search(
            r'name="%s"[^>]* value="([^"]*)"' % re.escape(name), self.text)
        return html.unescape(found.group(1)) if found else ""


class Person:
    def __init__(self, port, who="somebody"):
        self.port, self.who, self.cookies, self.token = port, who, {}, ""
        self.secret, self.codes = "", []

    def ask(self, method, path, body=None, headers=None, cookies=True):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.putrequest(method, path, skip_accept_encoding=True)
        sent = dict(headers or {})
        if cookies and self.cookies:
            sent.setdefault("Cookie", "; ".join(
                f"{k}={v}" for k, v in self.cookies.items()))
        if isinstance(body, str):
            body = body.encode()
        if method == "POST":
            sent.setdefault("Content-Length", str(len(body or b"")))
        for name, value in sent.items():
            line.putheader(name, value.encode("utf-8"))
        try:
            line.endheaders(body)
            got = line.getresponse()
            answer = Answer(got.status, got.headers, got.read())
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            if value and "max-age=0" not in cookie.lower():
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, path, headers=None):
        answer = self.ask("GET", path, None, headers)
        self.token = answer.field("csrf") or self.token
        return answer

    def post(self, path, fields, headers=None, token=None, kind=FORM):
        """Send a form, with the token that the last page showed."""
        token = self.token if token is None else token
        pairs = dict(fields)
        if token:
            pairs = {"csrf": token, **pairs}
        sent = {"Content-Type": kind, **(headers or {})}
        answer = self.ask("POST", path, urllib.parse.urlencode(pairs), sent)
        self.token = answer.field("csrf") or self.token
        return answer

    def parts(self, path, fields, files=(), token=None):
        """A multipart form; files are (field, label, bytes)."""
        token = self.token if token is None else token
        edge, body = "edge-of-a-part-7", b""
        for name, value in {"csrf": token, **fields}.items():
            if value != "":
                body += (f'--{edge}\r\nContent-Disposition: form-data; '
                         f'name="{name}"\r\n\r\n{value}\r\n').encode()
        for name, label, content in files:
            body += (f'--{edge}\r\nContent-Disposition: form-data; '
                     f'name="{name}"; filename="{label}"\r\nContent-Type: '
                     f'application/octet-stream\r\n\r\n').encode()
            body += content + b"\r\n"
        body += f"--{edge}--\r\n".encode()
        return self.ask("POST", path, body, {
            "Content-Type": f"multipart/form-data; boundary={edge}"})

    def set_up(self, link, word):
        page = self.get(link)
        found = re.search(r"手工输入： <code>([^<]*)</code>", page.text)
        self.secret = found.group(1) if found else ""
        done = self.post(link, {"password": word,
                                **({"code": totp(self.secret)}
                                   if self.secret else {})})
        self.codes = re.findall(r"<li><code>([^<]*)</code></li>", done.text)
        self.token = ""
        return done

    def sign_in(self, account, word, code=None):
        """Both steps; without a code, one of his recovery codes."""
        self.token = ""
        self.post("/in", {"account": account, "password": word})
        self.get("/in/totp")
        done = self.post("/in/totp", {"code": code or self.codes.pop()})
        self.get("/me/sessions")
        return done

    def is_in(self):
        return self.get("/me/sessions").status == 200


def raw(port, data, seconds=20):
    """What the city says to these bytes, or b"" when it hangs up."""
    with socket.create_connection(("127.0.0.1", port), seconds) as s:
        got = b""
        try:
            s.sendall(data)
            while True:
                part = s.recv(65536)
                if not part:
                    break
                got += part
        except (ConnectionError, TimeoutError):
            pass
        return got
