-- Queries on the keys under which a request may be repeated.

-- name: idempotency_add
INSERT INTO idempotency (key, request, stream, version, n, created_at)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: idempotency_find
SELECT request, stream, version, n FROM idempotency WHERE key = $1;

-- name: idempotency_old_drop
DELETE FROM idempotency WHERE created_at < $1;
