"""A gateway for SMS and a receiver of webhooks, as others would write them.

    http_peer.py FOLDER

Prints its port. POST /NAME is noted as one line of JSON in FOLDER/NAME.got;
what it answers is the next word of FOLDER/NAME.plan (200 when there is none):

    NNN[:WAIT]  that status, with Retry-After WAIT
    drop        end the connection without an answer
    hang        say nothing until the other side gives up
    big         200, and far more than anyone wants to read
    away        a redirect to /elsewhere
    kill        kill -9 the process of FOLDER/pid, then end the connection

A bearer token is compared with FOLDER/token, a signature of Standard Webhooks
is computed anew with FOLDER/secret; what is wrong is noted and answered 401.
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import signal
import sys
import threading
import time

folder = sys.argv[1]
lock = threading.Lock()


def read(name):
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            return f.read().strip()
    except FileNotFoundError:
        return ""


def next_action(name):
    with lock:
        words = read(name + ".plan").split()
        with open(os.path.join(folder, name + ".plan"), "w") as f:
            f.write(" ".join(words[1:]))
    return words[0] if words else "200"


def note(name, what):
    with lock, open(os.path.join(folder, name + ".got"), "a") as f:
        f.write(json.dumps(what, ensure_ascii=False) + "\n")


def signature_is_right(headers, body):
    secret = base64.b64decode(read("secret").removeprefix("whsec_"))
    text = b".".join([headers["webhook-id"].encode(),
                      headers["webhook-timestamp"].encode(), body])
    want = base64.b64encode(
        hmac.new(secret, text, hashlib.sha256).digest()).decode()
    fresh = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return fresh and "v1," + want in headers["webhook-signature"].split(" ")


class Peer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"{}", **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        name = self.path.strip("/")
        body = self.rfile.read(int(self.headers["Content-Length"]))
        action = next_action(name)
        if "webhook-id" in self.headers:
            right = signature_is_right(self.headers, body)
            key = self.headers["webhook-id"]
        else:
            right = self.headers["Authorization"] == "Bearer " + read("token")
            key = self.headers["Idempotency-Key"]
        note(name, {"action": action, "right": right, "key": key,
                    "body": json.loads(body)})
        if action == "kill":
            os.kill(int(read("pid")), signal.SIGKILL)
            self.close_connection = True
        elif action == "drop":
            self.close_connection = True
        elif action == "hang":
            self.connection.settimeout(60)
            try:
                self.connection.recv(1)
            except OSError:
                pass
            self.close_connection = True
        elif not right:
            self.answer(401)
        elif action == "big":
            self.answer(200, b"x" * 300000)
        elif action == "away":
            self.answer(307, Location="/elsewhere")
        else:
            status, _, wait = action.partition(":")
            if wait:
                self.answer(int(status), Retry_After=wait)
            else:
                self.answer(int(status))


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Peer)
server.daemon_threads = True
print(server.server_address[1], flush=True)
try:
    server.serve_forever()
except (KeyboardInterrupt, BrokenPipeError):
    pass
