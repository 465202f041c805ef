-- Queries of the feature request: what people ask about their own data.

-- name: request_put
INSERT INTO request (id, version, kind, way, stage, outcome, is_open, account,
    case_id, submitted_at, due_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (id) DO UPDATE SET version = excluded.version,
    stage = excluded.stage, outcome = excluded.outcome,
    is_open = excluded.is_open, due_at = excluded.due_at;

-- By remaining time, after ($2, $3); $1: 1 for those still to be answered.
-- name: request_list
SELECT id, kind, way, stage, outcome, is_open, submitted_at, due_at FROM request
WHERE is_open = $1 AND (due_at > $2 OR (due_at = $2 AND id > $3))
ORDER BY due_at, id LIMIT $4;

-- Of an account, those still to be answered.
-- name: request_open_count
SELECT COUNT(*) FROM request
WHERE account = $1 AND account <> '' AND is_open = 1;

-- Of an account, newest first.
-- name: request_of_account
SELECT id, kind, way, stage, outcome, is_open, submitted_at, due_at FROM request
WHERE account = $1 AND account <> '' ORDER BY submitted_at DESC, id LIMIT $2;

-- By the query code of a case: those still to be answered.
-- name: request_open_count_of_code
SELECT COUNT(*) FROM request
WHERE case_id = $1 AND way = 'code' AND is_open = 1;

-- By the query code of a case, newest first.
-- name: request_of_code
SELECT id, kind, way, stage, outcome, is_open, submitted_at, due_at FROM request
WHERE case_id = $1 AND way = 'code' ORDER BY submitted_at DESC, id LIMIT $2;
