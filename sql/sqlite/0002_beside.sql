-- 0002: what lies beside the log. Not readings: a rebuild leaves it alone.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Personal texts of one append and subject, sealed under the subject's key.
CREATE TABLE sealed (
    position INTEGER NOT NULL, -- of the append
    subject  BLOB    NOT NULL,
    envelope BLOB    NOT NULL,
    PRIMARY KEY (position, subject)
) STRICT, WITHOUT ROWID;

-- A subject's key, wrapped by the master key. Erasure empties it; the row stays,
-- so that nothing more is sealed for that subject.
CREATE TABLE subject_key (
    subject BLOB PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    id        INTEGER PRIMARY KEY, -- leaf of the cause * 16 + its turn there
    kind      TEXT    NOT NULL,
    recipient TEXT    NOT NULL,
    letter    TEXT    NOT NULL,
    stream    TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    sent_at   INTEGER
) STRICT;

CREATE TABLE document (
    hash  TEXT PRIMARY KEY, -- SHA-256 of the bytes, hex
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE follower (
    name     TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
