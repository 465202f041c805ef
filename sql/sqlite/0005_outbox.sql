-- 0005: how far each message to the outside got, and each webhook. They lie
-- beside the log: a rebuild neither changes nor sends anything again.

-- waiting -> sent | dropped (nobody to send it to, erased, too old)
--                 | failed (refused for good, or tried too often)
ALTER TABLE outbox ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
ALTER TABLE outbox ADD COLUMN via TEXT NOT NULL DEFAULT ''; -- mail or sms
-- Not before; ms since 1970 UTC.
ALTER TABLE outbox ADD COLUMN next_try_at INTEGER NOT NULL DEFAULT 0;
-- A word: why it waits, was dropped or failed. Never what a peer said.
ALTER TABLE outbox ADD COLUMN reason TEXT NOT NULL DEFAULT '';

CREATE INDEX outbox_open ON outbox (state, id, next_try_at)
WHERE state <> 'sent';

-- A webhook follows the log by leaf number.
CREATE TABLE webhook (
    name          TEXT    PRIMARY KEY,
    position      INTEGER NOT NULL, -- the next leaf to send
    failures      INTEGER NOT NULL, -- in a row
    failing_since INTEGER NOT NULL, -- 0: it is well
    next_try_at   INTEGER NOT NULL,
    disabled      INTEGER NOT NULL, -- 1: until somebody resumes it
    reason        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
