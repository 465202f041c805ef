-- 0020: what was suggested, and what people made of it. Follows from the events
-- appeal_suggested.

CREATE TABLE suggestion (
    case_id       BLOB    NOT NULL, -- 16 bytes
    version       INTEGER NOT NULL, -- of the event in its stream
    of            TEXT    NOT NULL, -- kind, matter, level, unit
    model         TEXT    NOT NULL, -- model/NAME; '': the rulebook's words
    model_version TEXT    NOT NULL,
    first         TEXT    NOT NULL, -- '': nothing was suggested
    chosen        TEXT    NOT NULL,
    probability   INTEGER NOT NULL, -- of the first, in thousandths
    sure          INTEGER NOT NULL,
    rank          INTEGER NOT NULL, -- of the chosen one: 1 to 3, 0: none
    at            INTEGER NOT NULL, -- ms since 1970 UTC
    week          INTEGER NOT NULL, -- weeks since Monday 1969-12-29, in China
    PRIMARY KEY (case_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX suggestion_by_model ON suggestion (model, model_version, week);
