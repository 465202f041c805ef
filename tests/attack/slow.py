"""slow: clients that take their time, and more of them than there is room for.

    python3 tests/attack/slow.py PORT slow|crowd

slow: the server gives a request two seconds (--request-seconds 2). crowd: it
gives them thirty, and has room for 1100 connections. Prints `ok WHAT` or `not ok WHAT: WHY`, a line a test.
"""
import re
import select
import socket
import sys
import time

PORT = int(sys.argv[1])
PATIENCE = 60  # seconds; nothing here takes so long
ROOM = 1100
HOST = b"Host: localhost\r\n"
GET = b"GET /healthz HTTP/1.1\r\n" + HOST
POST = (b"POST /api/v1/appeals HTTP/1.1\r\n" + HOST +
        b"Content-Type: application/json\r\n")


def connect(small=False):
    s = socket.socket()
    if small:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    s.settimeout(PATIENCE)
    s.connect(("127.0.0.1", PORT))
    return s


def report(what, good, why=""):
    print("ok " + what if good else "not ok %s: %s" % (what, why), flush=True)


def is_ready(s, seconds):
    p = select.poll()
    p.register(s, select.POLLIN)
    return bool(p.poll(int(seconds * 1000)))


def read_all(s):
    """All that comes until the other side closes; None when it does not."""
    data = b""
    s.settimeout(PATIENCE)
    try:
        while True:
            piece = s.recv(65536)
            if not piece:
                return data
            data += piece
    except socket.timeout:
        return None
    except OSError:
        return data


def read_answer(s):
    data = b""
    while True:
        piece = s.recv(65536)
        data += piece
        head, sep, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if not piece or (sep and length and len(body) >= int(length.group(1))):
            return data


def figure(name):
    s = connect()
    s.sendall(b"GET /metrics HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    found = re.search(rb"\n%s (\d+)\n" % name, read_all(s) or b"")
    s.close()
    return int(found.group(1)) if found else -1


def drip(s, every=0.2, turns=300):
    """A byte at a time, until something comes back. 300 bytes take a minute."""
    for _ in range(turns):
        if is_ready(s, every):
            return
        s.sendall(b"a")


def slow(what, start):
    s = connect()
    s.sendall(start)
    drip(s)
    data = read_all(s) if is_ready(s, 0) else None
    report(what, data is not None and data.startswith(b"HTTP/1.1 408 ") and
           b'"rule":"too_slow"' in data and data.count(b"HTTP/1.") == 1, data)
    s.close()


def slow_second():
    s = connect()
    s.sendall(GET + b"\r\n")
    first = read_answer(s)
    s.sendall(b"GET /")
    drip(s)
    second = read_all(s) if is_ready(s, 0) else None
    report("a slow second request of a connection ends as well",
           b" 200 OK" in first and (second or b"").startswith(b"HTTP/1.1 408 "),
           (first, second))
    s.close()


def silent():
    s = connect()
    data = read_all(s)
    report("who says nothing does not stay", data is not None, data)
    s.close()


def slow_reader():
    """Answers that nobody takes: more than the buffers of a socket hold."""
    before = figure(b"gongzhi_http_slow_total")
    s = connect(small=True)
    s.setblocking(False)
    asked = GET + b"\r\n"
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if select.select([], [s], [], 0.2)[1]:
                s.send(asked * 100)
    except OSError:
        pass  # it was ended
    after = figure(b"gongzhi_http_slow_total")
    report("who does not take his answers ends", after > before, after)
    s.close()


def patient():
    """A large body is not slow as long as it comes."""
    s = connect()
    body = b"{" + b" " * 40000 + b"}"
    s.sendall(POST + b"Content-Length: %d\r\n\r\n" % len(body))
    for i in range(0, len(body), 4000):
        s.sendall(body[i:i + 4000])
        time.sleep(0.4)  # 4.4 seconds in all
    data = read_answer(s)
    report("but a long request that comes steadily is answered",
           data.startswith(b"HTTP/1.1 422 "), data)
    s.close()


def crowd():
    idle = [connect() for _ in range(1000)]
    s = connect()
    s.sendall(GET + b"Connection: close\r\n\r\n")
    data = read_all(s)
    report("a thousand idle ones, and one is served",
           b" 200 OK" in data, data[:200])
    s.close()
    return idle


def full(idle):
    more = [connect() for _ in range(ROOM + 40 - len(idle))]
    refused, other, waiting = 0, [], list(more)
    until = time.monotonic() + PATIENCE
    while refused + len(other) < 40 and time.monotonic() < until:
        for s in [s for s in waiting if is_ready(s, 0.001)]:
            waiting.remove(s)
            data = read_all(s) or b""
            if (data.startswith(b"HTTP/1.1 503 ") and b"Retry-After:" in data
                    and b'"rule":"too_many_connections"' in data):
                refused += 1
            else:
                other.append(data)
    report("who comes when there is no room is told so",
           refused >= 40 and not other, (refused, other[:2]))
    for s in idle + more:
        s.close()
    until = time.monotonic() + PATIENCE
    data = b""
    while b" 200 OK" not in data and time.monotonic() < until:
        s = connect()
        s.sendall(GET + b"Connection: close\r\n\r\n")
        data = read_all(s) or b""
        s.close()
    report("and when they are gone there is room again", b" 200 OK" in data)
    report("both are counted", figure(b"gongzhi_http_turned_away_total") >= 40)


def main():
    if sys.argv[2] == "crowd":
        full(crowd())
        return
    slow("a head that comes byte by byte ends", GET + b"X-A: ")
    slow("so does a first line", b"GET /")
    slow("and a body", POST + b"Content-Length: 1000\r\n\r\n")
    slow("and one in chunks", POST +
         b"Transfer-Encoding: chunked\r\n\r\n3e8\r\n")
    slow("and blank lines before a request", b"\r\n" * 3)
    slow_second()
    silent()
    slow_reader()
    patient()


main()
