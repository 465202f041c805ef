-- 0014: how long cases are kept, what holds them, and to whom their personal
-- data were given. Follows from the events of schema/appeal.events; cases of an
-- older folder get their rows with their next event, or all at once by
-- `gongzhi rebuild`.

-- One row a case that has ended and is not erased.
CREATE TABLE appeal_keep (
    number      INTEGER PRIMARY KEY,
    id          BLOB    NOT NULL,
    code        TEXT    NOT NULL,
    regime      TEXT    NOT NULL,
    received_at INTEGER NOT NULL, -- ms since 1970 UTC
    closed_at   INTEGER NOT NULL,
    contact     INTEGER NOT NULL, -- 1: name and number are still there
    held        INTEGER NOT NULL  -- 1: nothing may be destroyed
) STRICT;
CREATE INDEX appeal_keep_contact ON appeal_keep (regime, closed_at)
    WHERE contact = 1 AND held = 0;
CREATE INDEX appeal_keep_texts ON appeal_keep (regime, closed_at)
    WHERE held = 0;

CREATE TABLE appeal_hold (
    number  INTEGER PRIMARY KEY,
    code    TEXT    NOT NULL,
    basis   TEXT    NOT NULL,
    account TEXT    NOT NULL,
    unit    TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    until   INTEGER NOT NULL
) STRICT;

-- The sharing register (共享登记). Written at the end of its key.
CREATE TABLE appeal_provided (
    at       INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    version  INTEGER NOT NULL, -- of the event in the case
    code     TEXT    NOT NULL,
    receiver TEXT    NOT NULL,
    way      TEXT    NOT NULL,
    fields   TEXT    NOT NULL,
    purpose  TEXT    NOT NULL,
    basis    TEXT    NOT NULL,
    PRIMARY KEY (at, number, version)
) STRICT, WITHOUT ROWID;
