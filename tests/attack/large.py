"""large: many who send files at once, slowly.

    python3 tests/attack/large.py PORT PATH

PATH takes bodies of 40 MiB; the server holds 160 MiB of such bodies together.
Six people send 32 MiB each but for the last byte: five fit. Prints `ok WHAT`
or `not ok WHAT: WHY`, a line a test.
"""
import socket
import sys
import time

PORT, PATH = int(sys.argv[1]), sys.argv[2].encode()
MIB = 1024 * 1024
EACH, ALL = 32 * MIB, 160 * MIB
HOST = b"Host: localhost\r\n"
PIECE = b"a" * MIB


def report(what, good, why=""):
    print("ok " + what if good else "not ok %s: %s" % (what, why), flush=True)


def connect():
    s = socket.socket()
    s.settimeout(60)
    s.connect(("127.0.0.1", PORT))
    return s


def begin(length):
    s = connect()
    s.sendall(b"POST " + PATH + b" HTTP/1.1\r\n" + HOST +
              b"Content-Type: multipart/form-data; boundary=x\r\n"
              b"Content-Length: %d\r\n\r\n" % length)
    return s


def send(s, n):
    while n > 0:
        s.sendall(PIECE[:n])
        n -= min(n, MIB)


def answer(s):
    data = b""
    while b"\r\n\r\n" not in data:
        piece = s.recv(65536)
        if not piece:
            break
        data += piece
    return data


def status(s):
    return int(answer(s)[9:12] or b"0")


def is_served():
    s = connect()
    s.sendall(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    got = status(s)
    s.close()
    return got == 200


# who says much and sends nothing keeps nobody out
said = [begin(40 * MIB - 1) for _ in range(20)]
report("others are served beside twenty who announce much", is_served())
one = begin(EACH)
send(one, EACH)
got = status(one)
report("and a large body is read beside them", got not in (0, 413, 503), got)
one.close()
for s in said:
    s.close()

held = []
for i in range(ALL // EACH):
    s = begin(EACH)
    send(s, EACH - 1)
    held.append(s)
    if not is_served():
        report("others are served beside %d slow senders" % (i + 1), False)
report("others are served beside five slow senders", is_served())
late = begin(EACH)
send(late, EACH)
data = answer(late)
report("who comes beyond the bound is told to come later",
       data.startswith(b"HTTP/1.1 503 ") and b"Retry-After" in data, data)
late.close()
small = connect()
small.sendall(b"POST " + PATH + b" HTTP/1.1\r\n" + HOST +
              b"Content-Type: application/x-www-form-urlencoded\r\n"
              b"Content-Length: 5\r\n\r\ntext=")
got = status(small)
report("a small form is read even then", got == 422, got)
small.close()
for s in held:
    s.close()
until = time.monotonic() + 60
while True:  # what they held is given back
    s = begin(EACH)
    send(s, EACH)
    got = status(s)
    s.close()
    if got != 503 or time.monotonic() > until:
        break
    time.sleep(0.2)
report("when they are gone there is room again", got not in (0, 503), got)
