-- 0023: readings of the entries that people look up.

CREATE TABLE knowledge (
    id         BLOB    PRIMARY KEY, -- 16 bytes
    version    INTEGER NOT NULL,
    title      TEXT    NOT NULL, -- of the newest text
    unit       TEXT    NOT NULL,
    matter     TEXT    NOT NULL,
    draft      TEXT    NOT NULL, -- none, written, submitted
    live       TEXT    NOT NULL, -- none, published, expired, withdrawn
    over_at    INTEGER NOT NULL, -- the last moment of what is published; 0
    changed_at INTEGER NOT NULL  -- ms since 1970 UTC
) STRICT, WITHOUT ROWID;

CREATE INDEX knowledge_by_change ON knowledge (changed_at, id);
CREATE INDEX knowledge_by_draft ON knowledge (draft, changed_at, id);
CREATE INDEX knowledge_by_end ON knowledge (over_at, id) WHERE over_at > 0;

CREATE TABLE knowledge_live (
    id           BLOB    PRIMARY KEY, -- 16 bytes
    edition      INTEGER NOT NULL,
    title        TEXT    NOT NULL,
    question     TEXT    NOT NULL,
    answer       TEXT    NOT NULL,
    matter       TEXT    NOT NULL,
    place        TEXT    NOT NULL,
    basis        TEXT    NOT NULL,
    unit         TEXT    NOT NULL,
    valid_from   INTEGER NOT NULL, -- ms since 1970 UTC; 0: at once
    valid_until  INTEGER NOT NULL, -- 0: until it is withdrawn
    published_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which entry a reply rests on.
CREATE TABLE knowledge_use (
    number       INTEGER NOT NULL, -- of the case
    round        INTEGER NOT NULL,
    knowledge_id BLOB    NOT NULL, -- 16 bytes
    at           INTEGER NOT NULL,
    PRIMARY KEY (number, round)
) STRICT, WITHOUT ROWID;

CREATE INDEX knowledge_use_by_entry ON knowledge_use (knowledge_id, at);
