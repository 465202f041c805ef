-- Queries of the feature account.

-- name: account_put
INSERT INTO account (account, version, kind, state, rights, factors)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (account) DO UPDATE SET version = excluded.version,
    kind = excluded.kind, state = excluded.state, rights = excluded.rights,
    factors = excluded.factors;

-- name: account_grants_drop
DELETE FROM account_grant WHERE account = $1;

-- name: account_grant_add
INSERT INTO account_grant (account, role, unit) VALUES ($1, $2, $3);

-- name: account_case_add
INSERT INTO account_case (account, case_id) VALUES ($1, $2)
ON CONFLICT (account, case_id) DO NOTHING;

-- name: account_find
SELECT kind, state, rights, factors FROM account WHERE account = $1;

-- name: account_grants
SELECT role, unit FROM account_grant WHERE account = $1 ORDER BY role, unit;

-- name: account_cases
SELECT case_id FROM account_case WHERE account = $1;

-- name: account_list
SELECT account, kind, state, factors FROM account
WHERE account > $1 AND ($2 = '' OR kind = $2) ORDER BY account LIMIT $3;

-- How many can be signed in with in this role?
-- name: account_role_count
SELECT COUNT(*) FROM account_grant
JOIN account ON account.account = account_grant.account
WHERE role = $1 AND state = 'open' AND factors > 0;

-- Accounts whose code begins so, and that may act in the role, or any.
-- name: account_search
SELECT account, kind, state, factors FROM account
WHERE account > $1 AND substr(account, 1, length($2)) = $2
  AND ($3 = '' OR EXISTS (SELECT 1 FROM account_grant
    WHERE account_grant.account = account.account AND role = $3))
ORDER BY account LIMIT $4;
