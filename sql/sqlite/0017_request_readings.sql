-- 0017: readings of the requests of persons about their own data.

CREATE TABLE request (
    id           BLOB    PRIMARY KEY, -- 16 bytes
    version      INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    way          TEXT    NOT NULL, -- account, code, counter
    stage        TEXT    NOT NULL,
    outcome      TEXT    NOT NULL, -- '' until it is answered
    is_open      INTEGER NOT NULL, -- 1: still to be answered
    account      TEXT    NOT NULL, -- of the person, or ''
    case_id      BLOB    NOT NULL, -- 16 bytes; zero bytes: all that is his
    submitted_at INTEGER NOT NULL, -- ms since 1970 UTC
    due_at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX request_by_time ON request (is_open, due_at, id);
CREATE INDEX request_by_account ON request (account, submitted_at);
CREATE INDEX request_by_case ON request (case_id, submitted_at);
