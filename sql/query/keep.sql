-- Queries about keeping: retention, legal hold, the sharing register.

-- name: appeal_keep_put
INSERT INTO appeal_keep (number, id, code, regime, received_at, closed_at,
    contact, held)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (number) DO UPDATE SET closed_at = excluded.closed_at,
    contact = excluded.contact, held = excluded.held;

-- name: appeal_keep_drop
DELETE FROM appeal_keep WHERE number = $1;

-- Cases of a regime that ended before, oldest first: name and number.
-- name: appeal_keep_contact_closed
SELECT id, code, closed_at, received_at FROM appeal_keep
WHERE regime = $1 AND closed_at <= $2 AND contact = 1 AND held = 0
ORDER BY closed_at, number LIMIT $3;

-- The same for all that was said.
-- name: appeal_keep_texts_closed
SELECT id, code, closed_at, received_at FROM appeal_keep
WHERE regime = $1 AND closed_at <= $2 AND held = 0
ORDER BY closed_at, number LIMIT $3;

-- Counted from the receipt.
-- name: appeal_keep_contact_received
SELECT id, code, closed_at, received_at FROM appeal_keep
WHERE regime = $1 AND received_at <= $2 AND contact = 1 AND held = 0
ORDER BY received_at, number LIMIT $3;

-- name: appeal_keep_texts_received
SELECT id, code, closed_at, received_at FROM appeal_keep
WHERE regime = $1 AND received_at <= $2 AND held = 0
ORDER BY received_at, number LIMIT $3;

-- name: appeal_hold_add
INSERT INTO appeal_hold (number, code, basis, account, unit, since, until)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (number) DO UPDATE SET basis = excluded.basis,
    account = excluded.account, unit = excluded.unit, since = excluded.since,
    until = excluded.until;

-- name: appeal_hold_drop
DELETE FROM appeal_hold WHERE number = $1;

-- name: appeal_holds
SELECT number, code, basis, account, unit, since, until FROM appeal_hold
WHERE number > $1 ORDER BY number LIMIT $2;

-- name: appeal_provided_add
INSERT INTO appeal_provided (at, number, version, code, receiver, way, fields,
    purpose, basis)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT DO NOTHING;

-- The register, newest first, lists that were taken along among it. $1: the
-- receiver, empty for all; $2: how many; $3: behind how many.
-- name: sharing_find
SELECT at, code, receiver, way, fields, purpose, basis, '' AS mark, 1 AS n,
    at AS since, -1 AS first_leaf, -1 AS last_leaf
FROM appeal_provided WHERE $1 = '' OR receiver = $1
UNION ALL
SELECT taken_at AS at, '', CASE WHEN unit = '' THEN account ELSE unit END,
    'export', 'public case', '', '', mark, rows, taken_at, -1, -1
FROM access_export WHERE $1 = '' OR unit = $1 OR account = $1
UNION ALL
SELECT last_at AS at, '', name, 'webhook', fields, purpose, basis, '', n,
    first_at, first_leaf, last_leaf
FROM webhook_given WHERE $1 = '' OR name = $1
ORDER BY at DESC LIMIT $2 OFFSET $3;

-- name: sharing_count
SELECT (SELECT count(*) FROM appeal_provided WHERE $1 = '' OR receiver = $1)
    + (SELECT count(*) FROM access_export
        WHERE $1 = '' OR unit = $1 OR account = $1)
    + (SELECT count(*) FROM webhook_given WHERE $1 = '' OR name = $1);
