-- Queries of the feature access: who looked at what.

-- name: access_read_add
INSERT INTO access_read (hour, case_id, account, role, unit, purpose, relation,
    fields)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING;

-- name: access_export_add
INSERT INTO access_export (taken_at, mark, account, role, unit, rows)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING;

-- name: access_flag_add
INSERT INTO access_flag (day, why, account, role, unit, case_id, n)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING;

-- name: access_look_add
INSERT INTO access_look (day, readers, flags) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING;

-- The newest day that was looked over; no row: none.
-- name: access_looked
SELECT day FROM access_look ORDER BY day DESC LIMIT 1;

-- name: access_of_case
SELECT hour, account, role, unit, purpose, fields FROM access_read
WHERE case_id = $1 ORDER BY hour DESC, account, purpose LIMIT $2;

-- What is empty is not asked for. $1, $2: from and before which hour.
-- name: access_find
SELECT r.hour, r.case_id, r.account, r.role, r.unit, r.purpose, r.relation,
    r.fields, a.code, q.kind
FROM access_read r LEFT JOIN appeal a ON a.id = r.case_id
    LEFT JOIN request q ON q.id = r.case_id
WHERE r.hour >= $1 AND r.hour < $2 AND ($3 = '' OR r.account = $3)
    AND ($4 IS NULL OR r.case_id = $4)
ORDER BY r.hour DESC, r.account, r.case_id, r.purpose LIMIT $5;

-- name: access_flags
SELECT f.day, f.why, f.account, f.role, f.unit, f.case_id, f.n, a.code, q.kind
FROM access_flag f LEFT JOIN appeal a ON a.id = f.case_id
    LEFT JOIN request q ON q.id = f.case_id
WHERE ($1 = '' OR f.account = $1)
ORDER BY f.day DESC, f.why, f.account, f.case_id LIMIT $2;

-- name: access_exports
SELECT taken_at, mark, account, role, unit, rows FROM access_export
WHERE ($1 = '' OR account = $1) ORDER BY taken_at DESC, mark LIMIT $2;

-- Each mark once, with the last time it was given.
-- name: access_marks
SELECT mark, account, role, unit, max(taken_at) FROM access_export
GROUP BY mark, account, role, unit ORDER BY mark;

-- Many cases in one hour: more than $3.
-- name: access_many_hour
SELECT account, role, unit, max(n) FROM (
    SELECT account, role, unit, hour, count(DISTINCT case_id) AS n
    FROM access_read WHERE hour >= $1 AND hour < $2
    GROUP BY account, role, unit, hour HAVING count(DISTINCT case_id) > $3
) AS hours GROUP BY account, role, unit ORDER BY account, role, unit;

-- name: access_many_day
SELECT account, role, unit, count(DISTINCT case_id)
FROM access_read WHERE hour >= $1 AND hour < $2
GROUP BY account, role, unit HAVING count(DISTINCT case_id) > $3
ORDER BY account, role, unit;

-- Whose unit had nothing to do with the case.
-- name: access_outside
SELECT account, role, unit, count(DISTINCT case_id), min(case_id)
FROM access_read WHERE hour >= $1 AND hour < $2 AND relation = 'any'
GROUP BY account, role, unit ORDER BY account, role, unit;

-- Accounts that looked at something.
-- name: access_accounts
SELECT account, max(unit) FROM access_read WHERE hour >= $1 AND hour < $2
GROUP BY account ORDER BY account;

-- Who looked at a case.
-- name: access_who
SELECT DISTINCT account, role, unit FROM access_read
WHERE case_id = $1 AND hour >= $2 AND hour < $3 ORDER BY account, role, unit;

-- Cases against a unit, by number.
-- name: appeal_reported_add
INSERT INTO appeal_reported (unit, number) VALUES ($1, $2)
ON CONFLICT DO NOTHING;

-- name: appeal_reported_within
SELECT number FROM appeal_reported
WHERE unit = $1 AND number >= $2 AND number <= $3 ORDER BY number;
