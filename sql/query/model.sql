-- Queries of the feature model: what became of what was suggested.

-- name: suggestion_add
INSERT INTO suggestion (case_id, version, of, model, model_version, first,
    chosen, probability, sure, rank, at, week)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- Answers of people a week, newest week first: how many, how many took another
-- than the first, how many one that was not among the three; and the same of
-- those that were shown as sure. What was suggested by nobody does not count.
-- $1: kind, matter, level or unit; model and version '' for the words alone.
-- name: suggestion_weeks
SELECT week, COUNT(*), SUM(rank <> 1), SUM(rank = 0), SUM(sure),
    SUM(sure = 1 AND rank <> 1)
FROM suggestion
WHERE of = $1 AND model = $2 AND model_version = $3 AND first <> ''
GROUP BY week ORDER BY week DESC LIMIT $4;

-- The same of all weeks from $4 on, as one.
-- name: suggestion_since
SELECT COUNT(*), COALESCE(SUM(rank <> 1), 0), COALESCE(SUM(rank = 0), 0),
    COALESCE(SUM(sure), 0), COALESCE(SUM(sure = 1 AND rank <> 1), 0)
FROM suggestion
WHERE of = $1 AND model = $2 AND model_version = $3 AND first <> ''
    AND week >= $4;

-- The newest cases that came here, for looking over a model.
-- name: model_cases
SELECT id, received_at FROM appeal WHERE source = ''
ORDER BY number DESC LIMIT $1;

-- Cases that were answered, to learn from: a page in order of number, after $1.
-- name: model_confirmed
SELECT number, id, channel, kind, matter, level, lead, place, received_at
FROM appeal
WHERE number > $1 AND matter <> ''
    AND stage IN ('replied', 'review', 'closed', 'archived')
ORDER BY number LIMIT $2;
