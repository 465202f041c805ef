"""The city that is attacked: its people, their cases, and what must not be
seen of them. Made by people who may, through the front door."""
import json
import os
import re
import sqlite3
import time
import struct
import zlib

from person import Person

WORD = "a quiet river bends"
JSON = "application/json"

# planted, and nobody's: each stands in the city once
NAMES = {"one": "钱秘一", "two": "孙秘二"}
PHONES = {"one": "13911112222", "two": "13933334444"}
MARKS = {"one": "甲处独有的话", "two": "乙处独有的话"}
WHERE = {"one": "三单元暗门旁", "two": "九单元暗门旁"}


def secrets(of="one"):
    return [NAMES[of], PHONES[of], MARKS[of], WHERE[of]]


def photo():
    """A PNG of 8 x 8."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))
    rows = b"".join(b"\0" + bytes(range(24)) for _ in range(8))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Case:
    def __init__(self, answer):
        got = json.loads(answer.text)
        self.id, self.code = got["id"], got["code"]
        self.query, self.lead = got["query_code"], got.get("lead", "")


class City:
    def __init__(self, port, folder, log, accounts=None):
        self.port, self.folder, self.log = port, folder, log
        with open(f"{folder}/programs.token", encoding="ascii") as f:
            self.bearer = f.read().strip()
        self.people = {}
        with open(accounts or "/dev/null", encoding="utf-8") as f:
            for line in f:
                code, link = line.split()
                who = Person(port, code)
                done = who.set_up(link, WORD)
                assert done.status == 200, (code, done.status)
                self.people[code] = who

    def query(self, sql, *values):
        db = sqlite3.connect(f"file:{self.folder}/log.db?mode=ro", uri=True)
        try:
            return db.execute(sql, values).fetchall()
        finally:
            db.close()

    def files(self):
        """Every path below and beside the folder."""
        return [os.path.join(at, name) for at, _, names in
                os.walk(os.path.dirname(os.path.abspath(self.folder)))
                for name in names]

    def written(self):
        """How many leaves the log has: who got nowhere changed nothing."""
        return self.query("SELECT sum(n) FROM batch")[0][0] or 0

    def settled(self):
        """The same once looks of before are written down: half a second
        later, more on a busy machine. Waits until none came for a while."""
        was, now = -1, self.written()
        while was != now:
            time.sleep(2)
            was, now = now, self.written()
        return now

    def log_text(self):
        with open(self.log, "rb") as f:
            return f.read().decode("utf-8", "replace")

    def receive(self, **fields):
        said = {"channel": "web", "title": "路灯不亮",
                "place": "990101002001", **fields}
        answer = Person(self.port).ask(
            "POST", "/api/v1/appeals", json.dumps(said, ensure_ascii=False),
            {"Content-Type": JSON})
        assert answer.status == 201, answer.text
        return Case(answer)

    def receive_of(self, of, **fields):
        return self.receive(body=MARKS[of], caller=NAMES[of],
                            contact=PHONES[of], place_text=WHERE[of], **fields)

    def do(self, who, case, command, key=None, **fields):
        """A command of a program with the token; who is role:unit:account."""
        role, unit, account = who.split(":")
        return Person(self.port).ask(
            "POST", f"/api/v1/appeals/{case.id}/{command}",
            json.dumps({"fields": fields}, ensure_ascii=False), {
                "Content-Type": JSON, **self.as_program(role, unit, account),
                **({"Idempotency-Key": key} if key else {})})

    def as_program(self, role, unit, account, purpose=""):
        return {"Authorization": f"Bearer {self.bearer}",
                "X-Gongzhi-Role": role, "X-Gongzhi-Unit": unit,
                "X-Gongzhi-User": account, "X-Gongzhi-Purpose": purpose}

    def enter(self, *codes):
        for code in codes:
            who = self.people[code]
            done = who.sign_in(code, WORD)
            assert done.status == 303, (code, done.status)


def routes(root):
    """(method, path, right) of both tables."""
    found = []
    for table in ("src/api/routes.c", "src/pages/routes.c"):
        with open(f"{root}/{table}", encoding="utf-8") as f:
            source = f.read()
        rows = re.findall(
            r'\{ HTTP_(GET|POST), ROUTE_(\w+),\s*"([^"]+)",\s*\w+,'
            r'\s*(?:"[^"]*"\s*)+,\s*"([^"]+)" \}', source)
        assert len(rows) == source.count("{ HTTP_") - source.count(
            "NULL, NULL,"), (table, len(rows))
        found += rows
    return found


def fill(path, **values):
    for name, value in values.items():
        path = path.replace("{" + name + "}", value)
    return path
