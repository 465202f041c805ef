-- 0001: the event log, the truth, and what proves it. Never changed by a
-- rebuild. docs/log-format.md explains how to check it without our program.

-- One append a row: its leaves, one canonical JSON a line, hashed verbatim.
CREATE TABLE batch (
    position INTEGER PRIMARY KEY, -- leaf number of its first leaf, from 0
    stream   TEXT    NOT NULL,    -- 'appeal/018f...'
    version  INTEGER NOT NULL,    -- of its first leaf, from 1
    n        INTEGER NOT NULL,    -- count of leaves
    leaves   TEXT    NOT NULL,    -- joined by newlines
    hashes   BLOB    NOT NULL,    -- 32 bytes a leaf: names the one that changed
    UNIQUE (stream, version),     -- two writers: one loses
    CHECK (version >= 1 AND n >= 1 AND length(hashes) = 32 * n)
) STRICT;

-- What happened, happened. Corrections are new events.
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch
BEGIN SELECT RAISE(ABORT, 'the event log is append only'); END;

CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, 'the event log is append only'); END;

-- Full tiles of the Merkle tree: 256 hashes of one level (0: leaves; level l
-- holds roots of 256^l leaves). Partial tiles follow from the leaves.
CREATE TABLE tile (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB    NOT NULL,
    PRIMARY KEY (level, number),
    CHECK (length(hashes) = 8192)
) STRICT, WITHOUT ROWID;

-- Signed notes (C2SP), one a commit.
CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY, -- leaves
    note TEXT NOT NULL
) STRICT;
