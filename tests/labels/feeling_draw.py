#!/usr/bin/env python3
"""Draw the messages that were labelled for feeling and risk.

    tests/labels/feeling_draw.py [DATA_FOLDER] > drawn.csv

Writes data set, id, part and whether it is read a second time. See
docs/feeling-guidelines.md. The broad words were written down before the
word list of the rulebook and only serve the draw.
"""
import csv
import hashlib
import re
import sys

SEED = "feeling-2026"
RANDOM, EACH, TWICE = 150, 30, 100
BROAD = {
    "emotion": "愤|气死|怒|凭什么|良心|心寒|绝望|欺|！！|？？",
    "life": "死|命|伤|险|火灾|爆炸|打人",
    "collective": "集体|联名|上访|聚|罢|全体|维权|签名",
    "vulnerable": "老人|孩子|残|病|孕|低保|孤|贫困",
    "media": "媒体|曝光|记者|电视|微博|抖音|新闻|头条|网络",
}
SETS = (("labelled", "row"), ("supported", "id"), ("answered", "id"))


def messages(folder):
    seen = set()
    for name, key in SETS:
        with open(f"{folder}/messages/{name}.csv", encoding="utf-8-sig",
                  newline="") as f:
            for row in csv.DictReader(f):
                text = row["title"] + "\n" + row["detail"]
                bare = re.sub(r"\s", "", text)
                if bare not in seen:
                    seen.add(bare)
                    yield name, row[key], text


def place(seed, name, ident):
    return hashlib.sha256(f"{seed}:{name}:{ident}".encode()).digest()


def draw(folder):
    every = sorted(messages(folder), key=lambda m: place(SEED, m[0], m[1]))
    drawn = [(m, "random") for m in every[:RANDOM]]
    rest = every[RANDOM:]
    for words in BROAD.values():
        fit = [m for m in rest if re.search(words, m[2])][:EACH]
        drawn += [(m, "drawn") for m in fit]
        rest = [m for m in rest if m not in fit]
    again = sorted(drawn, key=lambda d: place(SEED + "-again", *d[0][:2]))
    twice = {d[0][:2] for d in again[:TWICE]}
    return [(m, part, m[:2] in twice) for m, part in drawn]


if __name__ == "__main__":
    folder = sys.argv[1] if len(sys.argv) > 1 else "../shared/data"
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("dataset", "id", "part", "twice"))
    for (name, ident, _), part, twice in draw(folder):
        out.writerow((name, ident, part, "yes" if twice else "no"))
