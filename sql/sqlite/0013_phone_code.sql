-- 0013: codes sent to phones. Beside the log, for ten minutes.

CREATE TABLE phone_code (
    handle  BLOB PRIMARY KEY, -- SHA-256 of what the browser has
    sealed  BLOB    NOT NULL, -- phone and code
    tries   INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
