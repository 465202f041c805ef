-- 0015: how many open cases there are by unit, stage, level and the hour in
-- which the answer is due. An inbox counts all of a unit's cases, which took
-- as long as there are cases; of these rows there are as many as there are
-- hours. They are few, so that an intake finds its row among the pages that
-- the writer holds anyway.
CREATE TABLE appeal_open (
    lead     TEXT    NOT NULL,
    stage    TEXT    NOT NULL,
    level    TEXT    NOT NULL,
    due_hour INTEGER NOT NULL, -- due_at / 3600000; 0: no term
    n        INTEGER NOT NULL,
    PRIMARY KEY (lead, stage, level, due_hour)
) STRICT, WITHOUT ROWID;

-- Stages in which somebody has a case, or must give it to somebody.
CREATE VIEW appeal_open_stage (stage) AS
VALUES ('placed'), ('dispatched'), ('disputed'), ('handling'), ('paused'),
    ('replied'), ('review');

INSERT INTO appeal_open (lead, stage, level, due_hour, n)
SELECT lead, stage, level, due_at / 3600000, COUNT(*) FROM appeal
WHERE stage IN (SELECT stage FROM appeal_open_stage)
GROUP BY 1, 2, 3, 4;

CREATE TRIGGER appeal_opens AFTER INSERT ON appeal
WHEN new.stage IN ('placed', 'dispatched', 'disputed', 'handling', 'paused',
    'replied', 'review')
BEGIN INSERT INTO appeal_open (lead, stage, level, due_hour, n)
    VALUES (new.lead, new.stage, new.level, new.due_at / 3600000, 1)
    ON CONFLICT DO UPDATE SET n = n + 1; END;

CREATE TRIGGER appeal_open_leaves AFTER UPDATE OF lead, stage, level, due_at
ON appeal
WHEN old.stage IN ('placed', 'dispatched', 'disputed', 'handling', 'paused',
    'replied', 'review')
BEGIN UPDATE appeal_open SET n = n - 1
    WHERE lead = old.lead AND stage = old.stage AND level = old.level
        AND due_hour = old.due_at / 3600000; END;

CREATE TRIGGER appeal_open_ends AFTER UPDATE OF n ON appeal_open
WHEN new.n = 0
BEGIN DELETE FROM appeal_open
    WHERE lead = new.lead AND stage = new.stage AND level = new.level
        AND due_hour = new.due_hour; END;

CREATE TRIGGER appeal_open_comes AFTER UPDATE OF lead, stage, level, due_at
ON appeal
WHEN new.stage IN ('placed', 'dispatched', 'disputed', 'handling', 'paused',
    'replied', 'review')
BEGIN INSERT INTO appeal_open (lead, stage, level, due_hour, n)
    VALUES (new.lead, new.stage, new.level, new.due_at / 3600000, 1)
    ON CONFLICT DO UPDATE SET n = n + 1; END;

-- Units with open cases are found in the counts.
DROP VIEW appeal_leads;
