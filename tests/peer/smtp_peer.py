"""A mail server: aiosmtpd, with STARTTLS and a password.

    smtp_peer.py FOLDER [plain]

Prints its port. A mail is noted as one line of JSON in FOLDER/mail.got, read
by the mail parser of Python. Certificate and key are FOLDER/cert.pem and
key.pem; user and password are city and FOLDER/password. "plain" offers no
STARTTLS and wants no password. Recipients at reject.example get 550; when
FOLDER/mail.plan holds a line, it is the answer to the next mail ("kill" kills
the process of FOLDER/pid first).
"""
import email
import email.policy
import json
import os
import signal
import socket
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

folder = sys.argv[1]
plain = len(sys.argv) > 2


def read(name):
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            return f.read().strip()
    except FileNotFoundError:
        return ""


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@reject.example"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.original_content,
                                        policy=email.policy.default)
        head = envelope.original_content.split(b"\r\n\r\n")[0]
        plan = read("mail.plan")
        with open(os.path.join(folder, "mail.got"), "a") as f:
            f.write(json.dumps({
                "action": plan or "250",
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "tls": session.ssl is not None,
                "user": bool(session.authenticated),
                "key": mail["Message-ID"],
                "subject": mail["Subject"],
                "names": [line.split(b":")[0].decode()
                          for line in head.split(b"\r\n")
                          if not line.startswith(b" ")],
                "ascii": head.isascii(),
                "longest": max(map(len, head.split(b"\r\n"))),
                "defects": [str(d) for d in mail.defects],
                "body": mail.get_content(),
            }, ensure_ascii=False) + "\n")
        if plan:
            os.unlink(os.path.join(folder, "mail.plan"))
        if plan == "kill":
            os.kill(int(read("pid")), signal.SIGKILL)
            return "421 gone"
        return plan or "250 OK"


def authenticate(server, session, envelope, mechanism, auth):
    right = (isinstance(auth, LoginPassword) and auth.login == b"city"
             and auth.password == read("password").encode())
    return AuthResult(success=right, handled=False)


with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    port = s.getsockname()[1]
options = {}
if not plain:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "cert.pem"),
                            os.path.join(folder, "key.pem"))
    options = {"tls_context": context, "require_starttls": True,
               "authenticator": authenticate, "auth_required": True}
controller = Controller(Handler(), hostname="127.0.0.1", port=port, **options)
controller.start()
print(port, flush=True)
try:
    while True:
        time.sleep(60)
except KeyboardInterrupt:
    controller.stop()
