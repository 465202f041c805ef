-- 0004: keys under which a caller may repeat a request. They lie beside the
-- log: a rebuild leaves them alone. Old ones are dropped after a week.

-- Neither the key nor the request can be read from here: both are keyed
-- hashes, and that of the request is salted with the key.
CREATE TABLE idempotency (
    key        BLOB    PRIMARY KEY, -- 16 bytes
    request    BLOB    NOT NULL,    -- 16 bytes: another request is told apart
    stream     TEXT    NOT NULL,    -- what was done the first time:
    version    INTEGER NOT NULL,    -- its first record
    n          INTEGER NOT NULL,    -- count of its records
    created_at INTEGER NOT NULL     -- ms since 1970 UTC
) STRICT, WITHOUT ROWID;
