-- Queries on messages to the outside and on webhooks.

-- name: outbox_due
SELECT id, recipient, letter, stream, created_at, attempts FROM outbox
WHERE state = 'waiting' AND id > $1 AND next_try_at <= $2
ORDER BY id LIMIT $3;

-- name: outbox_state_put
UPDATE outbox SET state = $2, via = $3, reason = $4, next_try_at = $5,
    attempts = $6, sent_at = $7
WHERE id = $1 AND state = 'waiting';

-- Who waited for a sender is tried when there may be one.
-- name: outbox_no_sender_put
UPDATE outbox SET next_try_at = 0
WHERE state = 'waiting' AND reason = 'no_sender';

-- name: outbox_retry_put
UPDATE outbox SET state = 'waiting', reason = 'retried', next_try_at = 0,
    attempts = 0
WHERE id = $1 AND state IN ('waiting', 'failed', 'dropped');

-- name: outbox_state
SELECT state FROM outbox WHERE id = $1;

-- name: outbox_list
SELECT id, state, recipient, letter, stream, via, reason, attempts, created_at,
    next_try_at, sent_at FROM outbox
WHERE id > $1 AND ($2 = '' OR state = $2) AND ($3 = '' OR letter = $3)
ORDER BY id LIMIT $4;

-- name: outbox_open_counts
SELECT state, COUNT(*) FROM outbox WHERE state <> 'sent'
GROUP BY state ORDER BY state;

-- name: outbox_counts
SELECT state, letter, COUNT(*) FROM outbox
GROUP BY state, letter ORDER BY state, letter;

-- name: webhook_find
SELECT position, failures, failing_since, next_try_at, disabled
FROM webhook WHERE name = $1;

-- name: webhook_put
INSERT INTO webhook (name, position, failures, failing_since, next_try_at,
    disabled, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (name) DO UPDATE SET position = excluded.position,
    failures = excluded.failures, failing_since = excluded.failing_since,
    next_try_at = excluded.next_try_at, disabled = excluded.disabled,
    reason = excluded.reason;

-- One delivery more of a day: $1 webhook, $2 day, $3 fields, $4 purpose, $5
-- basis, $6 moment, $7 leaf.
-- name: webhook_given_add
INSERT INTO webhook_given (name, day, fields, purpose, basis, n, first_at,
    last_at, first_leaf, last_leaf)
VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $7)
ON CONFLICT (day, name, fields, purpose, basis) DO UPDATE SET
    n = webhook_given.n + 1, last_at = excluded.last_at,
    last_leaf = excluded.last_leaf;

-- name: webhook_resume_put
UPDATE webhook SET failures = 0, failing_since = 0, next_try_at = 0,
    disabled = 0, reason = '' WHERE name = $1;

-- name: webhook_list
SELECT name, position, failures, failing_since, next_try_at, disabled, reason
FROM webhook ORDER BY name;
