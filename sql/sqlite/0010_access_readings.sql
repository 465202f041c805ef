-- 0010: who looked at what of people's data, and which cases are against a
-- unit. Follows from the events of schema/access.events and appeal_accused.

-- One row a viewer, case, purpose and hour. Written at the end of its key.
CREATE TABLE access_read (
    hour     INTEGER NOT NULL, -- ms since 1970 UTC, a full hour
    case_id  BLOB    NOT NULL, -- 16 bytes
    account  TEXT    NOT NULL,
    role     TEXT    NOT NULL,
    unit     TEXT    NOT NULL,
    purpose  TEXT    NOT NULL,
    relation TEXT    NOT NULL,
    fields   TEXT    NOT NULL, -- groups, joined by blanks
    PRIMARY KEY (hour, case_id, account, role, unit, purpose, fields)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_read_case ON access_read (case_id, hour);
CREATE INDEX access_read_account ON access_read (account, hour);

CREATE TABLE access_export (
    taken_at INTEGER NOT NULL, -- ms since 1970 UTC
    mark     TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    role     TEXT    NOT NULL,
    unit     TEXT    NOT NULL,
    rows     INTEGER NOT NULL,
    PRIMARY KEY (taken_at, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_flag (
    day     INTEGER NOT NULL, -- days since 1970-01-01
    why     TEXT    NOT NULL, -- outside many_hour many_day colleague own
    account TEXT    NOT NULL,
    role    TEXT    NOT NULL,
    unit    TEXT    NOT NULL,
    case_id BLOB    NOT NULL, -- 16 bytes; zero bytes: no single case
    n       INTEGER NOT NULL, -- cases
    PRIMARY KEY (day, why, account, role, unit, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_look (
    day     INTEGER PRIMARY KEY,
    readers INTEGER NOT NULL,
    flags   INTEGER NOT NULL
) STRICT;

CREATE TABLE appeal_reported (
    unit   TEXT    NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (unit, number)
) STRICT, WITHOUT ROWID;
