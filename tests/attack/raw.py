"""raw: requests as no honest client writes them, byte by byte.

    python3 tests/attack/raw.py PORT

For each row of the table one connection to 127.0.0.1: the bytes are sent, the statuses that come
back are compared, and whether the connection was closed. Where the length of
a request can be doubted, one answer may come, never two, and the connection
ends: the bytes behind it are a second request that somebody smuggled in. After
each row the server must answer a plain request.

What libmicrohttpd 0.9.75 refuses by itself it refuses in its own way: no answer
to a line that is no request, 500 where its buffer is full, its head twice where
a length is malformed. What counts there is that the connection ends. It takes
a bare LF behind the size of a chunk; nothing that it hands on shows that.

Prints `ok WHAT` or `not ok WHAT: WHY`, a line a row.
"""
import concurrent.futures
import re
import socket
import sys

PORT = int(sys.argv[1])
SILENCE = 0.3  # so long without a byte behind the last answer: it is open
PATIENCE = 10  # an answer or an end may take so long on a busy machine

HOST = b"Host: localhost\r\n"
JSON = b"Content-Type: application/json\r\n"
GET = b"GET /healthz HTTP/1.1\r\n" + HOST
POST = b"POST /api/v1/appeals HTTP/1.1\r\n" + HOST + JSON
END = b"\r\n"
NEXT = b"GET /smuggled HTTP/1.1\r\n" + HOST + b"\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
OPEN, CLOSED = "open", "closed"

# what, bytes, statuses, state
ROWS = [
    # The request line
    ("a plain request", GET + END, [200], OPEN),
    ("a line that is none", b"HELLO\r\n\r\n", [], CLOSED),
    ("an empty method", b" /healthz HTTP/1.1\r\n" + HOST + END, [], CLOSED),
    ("HTTP/0.9", b"GET /healthz\r\n\r\n", [400], CLOSED),
    ("HTTP/3.0", b"GET /healthz HTTP/3.0\r\n" + HOST + END, [505], CLOSED),
    ("HTTP/2.0", b"GET /healthz HTTP/2.0\r\n" + HOST + END, [505], CLOSED),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [505], CLOSED),
    ("HTTP/1.2 is answered as 1.1", b"GET /healthz HTTP/1.2\r\n" + HOST + END, [200], OPEN),
    ("a version that is none", b"GET /healthz HTTP/x\r\n" + HOST + END, [400], CLOSED),
    ("http in small letters", b"GET /healthz http/1.1\r\n" + HOST + END, [400], CLOSED),
    ("HTTP/1.0 is answered and ends", b"GET /healthz HTTP/1.0\r\n\r\n", [200], CLOSED),
    ("a long address", b"GET /" + b"a" * 3000 + b" HTTP/1.1\r\n" + HOST + END, [414], CLOSED),
    ("an endless address", b"GET /" + b"a" * 200000, [414], CLOSED),
    ("a NUL in the address", b"GET /heal\0thz HTTP/1.1\r\n" + HOST + END, [400], CLOSED),
    ("a blank in the address", b"GET /heal thz HTTP/1.1\r\n" + HOST + END, [400], OPEN),
    ("a tab in the line", b"GET\t/healthz\tHTTP/1.1\r\n" + HOST + END, [], CLOSED),
    ("bytes of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x8f" * 200 + b"\r\n\r\n", [], CLOSED),
    ("an unknown method", b"BREW /healthz HTTP/1.1\r\n" + HOST + END, [405], OPEN),
    ("CONNECT", b"CONNECT city:443 HTTP/1.1\r\n" + HOST + END, [404], OPEN),
    ("a small method", b"get /healthz HTTP/1.1\r\n" + HOST + END, [405], OPEN),
    ("OPTIONS *", b"OPTIONS * HTTP/1.1\r\n" + HOST + END, [404], OPEN),
    ("an absolute address", b"GET http://localhost/healthz HTTP/1.1\r\n" + HOST + END, [200], OPEN),
    ("empty lines before a request", b"\r\n\r\n" + GET + END, [200], OPEN),
    # Headers
    ("a header without colon", GET + b"Nonsense\r\n\r\n" + NEXT, [400], CLOSED),
    ("a header without name", GET + b": x\r\n\r\n" + NEXT, [400], CLOSED),
    ("a blank before the colon", GET + b"X-A : b\r\n\r\n" + NEXT, [400], CLOSED),
    ("a folded header", GET + b"X-A: b\r\n c\r\n\r\n" + NEXT, [400], CLOSED),
    ("a first header that is folded", b"GET /healthz HTTP/1.1\r\n X: y\r\n" + HOST + END + NEXT, [400], CLOSED),
    ("a folded length", POST + b"Content-Length:\r\n 2\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("a NUL in a value", GET + b"X-A: b\0c\r\n\r\n" + NEXT, [400], CLOSED),
    ("a head that ends in a line that begins with a NUL", GET[:-2] + b"\n\0r\n" + NEXT, [400], CLOSED),
    ("a NUL in a name", GET + b"X\0A: b\r\n\r\n" + NEXT, [400], CLOSED),
    ("a CR in a value", GET + b"X-A: b\rc\r\n\r\n" + NEXT, [400], CLOSED),
    ("a lone LF ends a line", b"GET /healthz HTTP/1.1\nHost: localhost\n\n", [400], CLOSED),
    ("a control in a value", GET + b"X-A: \x01\r\n\r\n" + NEXT, [400], CLOSED),
    ("a name that is no token", GET + b"X(A): b\r\n\r\n" + NEXT, [400], CLOSED),
    ("a huge header", GET + b"X-A: " + b"a" * 20000 + b"\r\n\r\n", [431], CLOSED),
    ("an endless header", GET + b"X-A: " + b"a" * 300000, [431], CLOSED),
    ("a thousand headers", GET + b"X-A: b\r\n" * 1000 + END, [431], CLOSED),
    # Who is asked
    ("no host", b"GET /healthz HTTP/1.1\r\n\r\n" + NEXT, [400], CLOSED),
    ("two hosts", GET + b"Host: b\r\n\r\n" + NEXT, [400], CLOSED),
    ("a hostile host is not this machine", b"GET /metrics HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", [403], OPEN),
    ("nor is a host with a user", b"GET /metrics HTTP/1.1\r\nHost: localhost@evil.example\r\n\r\n", [403], OPEN),
    ("nor one behind a colon", b"GET /metrics HTTP/1.1\r\nHost: localhost:80.evil.example\r\n\r\n", [403], OPEN),
    ("nor is an empty one", b"GET /metrics HTTP/1.1\r\nHost:\r\n\r\n", [403], OPEN),
    ("an absolute address names the host", b"GET http://evil.example/metrics HTTP/1.1\r\n" + HOST + END, [403], OPEN),
    # Lengths
    ("a negative length", POST + b"Content-Length: -2\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("a length with a plus", POST + b"Content-Length: +2\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("a length in hex", POST + b"Content-Length: 0x2\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("a length with rubbish", POST + b"Content-Length: 2a\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("an empty length", POST + b"Content-Length:\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("a list of lengths", POST + b"Content-Length: 2, 2\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("a length of 2^64 and 2", POST + b"Content-Length: 18446744073709551618\r\n\r\n{}" + NEXT, [413], CLOSED),
    ("a length of 2^63 and 2", POST + b"Content-Length: 9223372036854775810\r\n\r\n{}" + NEXT, [413], CLOSED),
    ("a length of forty digits", POST + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n{}" + NEXT, [413], CLOSED),
    ("the length twice", POST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("two lengths", POST + b"Content-Length: 2\r\nContent-Length: 0\r\n\r\n{}" + NEXT, [400], CLOSED),
    ("a length and chunked", POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("chunked and a length", POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("the same of a GET", GET + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("a larger body than is taken", POST + b"Content-Length: 1048577\r\n\r\n", [413], CLOSED),
    # Codings
    ("a coding xchunked", POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("chunked, identity", POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("gzip, chunked", POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("identity", POST + b"Transfer-Encoding: identity\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("an empty coding", POST + b"Transfer-Encoding:\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("a coding in quotes", POST + b"Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("chunked behind a vertical tab", POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("chunked twice", POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("chunked in HTTP/1.0", POST.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("Chunked in capitals", POST + b"Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n", [422], OPEN),
    # Chunks
    ("a body in chunks", CHUNKED + b"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", [422], OPEN),
    ("a chunk without size", CHUNKED + b"\r\n{}\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("a size that is none", CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("a size with 0x", CHUNKED + b"0x2\r\n{}\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("a negative size", CHUNKED + b"-2\r\n{}\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("a size with a plus", CHUNKED + b"+2\r\n{}\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("a size of 2^64", CHUNKED + b"10000000000000000\r\n{}\r\n0\r\n\r\n" + NEXT, [413], CLOSED),
    ("a size of 2^64 and 2", CHUNKED + b"10000000000000002\r\n{}\r\n0\r\n\r\n" + NEXT, [413], CLOSED),
    ("a size larger than is taken", CHUNKED + b"fffffff\r\n" + b" " * 5000000, [], CLOSED),
    ("a chunk that is longer than it says", CHUNKED + b"2\r\n{}xx\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("a chunk that is shorter", CHUNKED + b"5\r\n{}\r\n0\r\n\r\n" + NEXT, [400], CLOSED),
    ("an extension of a chunk", CHUNKED + b"2;a=b\r\n{}\r\n0\r\n\r\n", [422], OPEN),
    ("an endless extension", CHUNKED + b"2;" + b"a" * 100000, [500], CLOSED),
    ("a lone LF behind a size", CHUNKED + b"2\n{}\n0\n\n" + NEXT, [422, 404], OPEN),
    ("a trailer", CHUNKED + b"2\r\n{}\r\n0\r\nX-A: b\r\n\r\n", [422], OPEN),
    ("a trailer that says a length", CHUNKED + b"2\r\n{}\r\n0\r\nContent-Length: 50\r\n\r\n" + NEXT, [422, 404], OPEN),
    ("a trailer without colon", CHUNKED + b"2\r\n{}\r\n0\r\nNonsense\r\n\r\n" + NEXT, [400], CLOSED),
    ("an endless trailer", CHUNKED + b"2\r\n{}\r\n0\r\nX-A: " + b"a" * 100000, [431], CLOSED),
    # Expectations
    ("an expectation is met", POST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n", [100], OPEN),
    ("but not for a huge body", POST + b"Expect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n", [413], CLOSED),
    ("nor where the length is in doubt", POST + b"Expect: 100-continue\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", [400], CLOSED),
    # One behind the other
    ("pipelined requests", GET + END + NEXT + GET + END, [200, 404, 200], OPEN),
    ("a body that nobody asked for", GET + b"Content-Length: 4\r\n\r\nabcd" + NEXT, [200, 404], OPEN),
    ("a body that looks like a request", POST + b"Content-Length: %d\r\n\r\n" % len(NEXT) + NEXT + GET + END, [400, 200], OPEN),
    ("half a request", b"GET /heal", [], OPEN),
]


def statuses(data):
    """The statuses of a row of answers, by their lengths."""
    found, ends = [], False
    while data:
        head, sep, data = data.partition(b"\r\n\r\n")
        line = re.match(rb"HTTP/1\.[01] (\d{3}) ", head)
        if ends and b"HTTP/1." not in head:
            break  # the rest of a doubled head
        if not sep or not line:
            found.append("rubbish %r" % head[:60])
            break
        status = int(line.group(1))
        found.append(status)
        ends = b"\r\nConnection: close" in head
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        if status >= 200 and length:
            data = data[int(length.group(1)):]
    return found


def ask(sent, want, state):
    """What comes back, and whether the connection was closed."""
    s = socket.create_connection(("127.0.0.1", PORT), timeout=PATIENCE)
    data = b""
    try:
        s.sendall(sent)
    except OSError:
        pass  # it need not listen to the end
    while True:
        done = state == OPEN and len(statuses(data)) >= len(want)
        s.settimeout(SILENCE if done else PATIENCE)
        try:
            piece = s.recv(65536)
        except socket.timeout:
            return statuses(data), OPEN
        except OSError:
            return statuses(data), CLOSED
        if not piece:
            return statuses(data), CLOSED
        data += piece


def try_row(row):
    what, sent, want, state = row
    try:
        came = ask(sent, want, state)
        after = ask(GET + END, [200], OPEN)
    except OSError as why:
        return "not ok %s: %s" % (what, why)
    if came != (want, state):
        return "not ok %s: want %s %s, got %s %s" % ((what, want, state) + came)
    if after != ([200], OPEN):
        return "not ok %s: afterwards %s %s" % ((what,) + after)
    return "ok " + what


def main():
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for line in pool.map(try_row, ROWS):
            print(line, flush=True)


main()
