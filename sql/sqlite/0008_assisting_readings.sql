-- 0008: which units assist in which case and are not done yet. A row only
-- while somebody handles the case. The rule is in
-- feature/appeal/appeal_rows.c. Cases of an older folder get their rows with
-- their next event, or all at once by `gongzhi rebuild`.
CREATE TABLE appeal_assisting (
    number INTEGER NOT NULL,
    unit   TEXT    NOT NULL,
    due_at INTEGER NOT NULL, -- of the unit's own clock; ms since 1970 UTC
    PRIMARY KEY (number, unit)
) STRICT, WITHOUT ROWID;

CREATE INDEX appeal_assisting_by_unit ON appeal_assisting (unit, due_at);
