-- 0018: the lists of units know the level, so that asking for one reads the
-- list alone and not each case of another level.
ALTER TABLE appeal_listed ADD COLUMN level TEXT NOT NULL DEFAULT '';
UPDATE appeal_listed SET level = COALESCE((SELECT a.level FROM appeal AS a
    WHERE a.number = appeal_listed.number), '');

DROP TRIGGER IF EXISTS appeal_moves;
CREATE TRIGGER appeal_moves AFTER UPDATE OF lead, stage, due_at, level
ON appeal
WHEN old.lead <> new.lead OR old.stage <> new.stage OR old.due_at <> new.due_at
    OR old.level <> new.level
BEGIN INSERT INTO appeal_moved (number, lead, stage, due_at)
    VALUES (old.number, old.lead, old.stage, old.due_at)
    ON CONFLICT DO NOTHING; END;
