-- 0003: readings. All follow from the log: `gongzhi rebuild` empties them and
-- makes them anew. No personal text stands here.

-- When a stream wants to be looked at next.
CREATE TABLE timer (
    due_at INTEGER NOT NULL, -- ms since 1970 UTC
    stream TEXT    NOT NULL,
    PRIMARY KEY (due_at, stream)
) STRICT, WITHOUT ROWID;

-- One row a case; number is in order of receipt.
CREATE TABLE appeal (
    number      INTEGER PRIMARY KEY,
    id          BLOB    NOT NULL, -- the stream is 'appeal/' || hex(id)
    version     INTEGER NOT NULL,
    stage       TEXT    NOT NULL,
    channel     TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    privacy     TEXT    NOT NULL,
    place       TEXT    NOT NULL,
    matter      TEXT    NOT NULL,
    level       TEXT    NOT NULL,
    lead        TEXT    NOT NULL,
    first_unit  TEXT    NOT NULL, -- the first receiver, for ever
    hops        INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    due_at      INTEGER NOT NULL, -- 0 when nothing was promised
    replied_at  INTEGER NOT NULL,
    closed_at   INTEGER NOT NULL,
    late        INTEGER NOT NULL, -- minutes
    solved      TEXT    NOT NULL,
    satisfied   TEXT    NOT NULL,
    merged_into BLOB,
    source      TEXT    NOT NULL,
    code        TEXT    NOT NULL
) STRICT;

CREATE INDEX appeal_by_lead ON appeal (lead, stage, due_at);

-- An imported row is taken once.
CREATE TABLE appeal_source (
    source     TEXT    NOT NULL,
    outside_id TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    PRIMARY KEY (source, outside_id)
) STRICT, WITHOUT ROWID;

-- A caller is found again by a keyed hash; the row goes when he is erased.
CREATE TABLE appeal_contact (
    contact BLOB    NOT NULL, -- 16 bytes
    number  INTEGER NOT NULL,
    PRIMARY KEY (contact, number)
) STRICT, WITHOUT ROWID;

-- How failures of duty add up, a row a unit.
CREATE TABLE assessment (
    unit      TEXT PRIMARY KEY,
    version   INTEGER NOT NULL,
    failures  INTEGER NOT NULL, -- consecutive, in the window
    referrals INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
