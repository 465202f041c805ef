-- 0006: no reading is written in random places while cases come in
-- (docs/performance.md says what that cost).

-- A caller is found again by a keyed hash; the row goes when he is erased. In
-- order of the cases: the program keeps an index in memory (callers/callers.h).
ALTER TABLE appeal_contact RENAME TO appeal_contact_before_0006;

CREATE TABLE appeal_contact (
    number  INTEGER PRIMARY KEY,
    contact BLOB    NOT NULL -- 16 bytes
) STRICT;

INSERT INTO appeal_contact (number, contact)
SELECT number, contact FROM appeal_contact_before_0006 ORDER BY number;

DROP TABLE appeal_contact_before_0006;

-- The cases of a unit by stage and deadline. New keys are not put here one by
-- one: the cases that moved are written down in order, and now and then all of
-- them are put in their places at once (appeal_lists_*). Ask appeal_in_lists,
-- which knows both.
DROP INDEX appeal_by_lead;

CREATE TABLE appeal_listed (
    lead   TEXT    NOT NULL,
    stage  TEXT    NOT NULL,
    due_at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (lead, stage, due_at, number)
) STRICT, WITHOUT ROWID;

-- Cases that moved since, and the key under which they still stand there;
-- lead is NULL for those that do not yet.
CREATE TABLE appeal_moved (
    number INTEGER PRIMARY KEY,
    lead   TEXT,
    stage  TEXT,
    due_at INTEGER
) STRICT;

INSERT INTO appeal_listed (lead, stage, due_at, number)
SELECT lead, stage, due_at, number FROM appeal ORDER BY 1, 2, 3, 4;

CREATE TRIGGER appeal_is_new AFTER INSERT ON appeal
BEGIN INSERT INTO appeal_moved (number) VALUES (new.number); END;

CREATE TRIGGER appeal_moves AFTER UPDATE OF lead, stage, due_at ON appeal
WHEN old.lead <> new.lead OR old.stage <> new.stage OR old.due_at <> new.due_at
BEGIN INSERT INTO appeal_moved (number, lead, stage, due_at)
    VALUES (old.number, old.lead, old.stage, old.due_at)
    ON CONFLICT DO NOTHING; END;

CREATE VIEW appeal_in_lists (lead, stage, due_at, number) AS
SELECT lead, stage, due_at, number FROM appeal_listed AS l
WHERE NOT EXISTS (SELECT 1 FROM appeal_moved AS m WHERE m.number = l.number)
UNION ALL
SELECT a.lead, a.stage, a.due_at, a.number
FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = m.number;

-- The units that have, or had, cases: found one by one in the lists.
CREATE VIEW appeal_leads (lead) AS
WITH RECURSIVE listed (lead) AS (
    SELECT MIN(lead) FROM appeal_listed WHERE lead > ''
    UNION ALL
    SELECT (SELECT MIN(l.lead) FROM appeal_listed AS l WHERE l.lead > u.lead)
    FROM listed AS u WHERE u.lead IS NOT NULL
)
SELECT lead FROM listed WHERE lead > ''
UNION
SELECT a.lead FROM appeal_moved AS m JOIN appeal AS a ON a.number = m.number
WHERE a.lead > '';
