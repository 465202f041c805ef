-- Queries on how people prove who they are. All of it lies beside the log.

-- name: session_add
INSERT INTO session (hash, account, role, unit, rights, stage, agent, made_at,
    seen_at, ends_at, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10);

-- name: session_find
SELECT account, role, unit, rights, stage, agent, made_at, seen_at, ends_at,
    note FROM session WHERE hash = $1;

-- name: session_seen_put
UPDATE session SET seen_at = $2 WHERE hash = $1;

-- name: session_drop
DELETE FROM session WHERE hash = $1;

-- All of an account but one.
-- name: session_others_drop
DELETE FROM session WHERE account = $1 AND hash <> $2;

-- name: session_old_drop
DELETE FROM session WHERE ends_at < $1;

-- name: session_list
SELECT hash, role, unit, stage, agent, made_at, seen_at FROM session
WHERE account = $1 AND ends_at > $2 ORDER BY seen_at DESC LIMIT 50;

-- name: sign_in_find
SELECT password, totp, totp_used FROM sign_in WHERE account = $1;

-- name: sign_in_put
INSERT INTO sign_in (account, password, totp, totp_used)
VALUES ($1, $2, $3, $4)
ON CONFLICT (account) DO UPDATE SET password = excluded.password,
    totp = excluded.totp, totp_used = excluded.totp_used;

-- name: sign_in_password_put
UPDATE sign_in SET password = $2 WHERE account = $1;

-- name: sign_in_totp_used_put
UPDATE sign_in SET totp_used = $2 WHERE account = $1;

-- name: sign_in_drop
DELETE FROM sign_in WHERE account = $1;

-- name: recovery_codes_drop
DELETE FROM recovery_code WHERE account = $1;

-- name: recovery_code_add
INSERT INTO recovery_code (account, hash) VALUES ($1, $2);

-- name: recovery_code_drop
DELETE FROM recovery_code WHERE account = $1 AND hash = $2;

-- name: recovery_code_find
SELECT 1 FROM recovery_code WHERE account = $1 AND hash = $2;

-- name: recovery_code_count
SELECT COUNT(*) FROM recovery_code WHERE account = $1;

-- name: setup_link_add
INSERT INTO setup_link (hash, account, purpose, ends_at)
VALUES ($1, $2, $3, $4);

-- name: setup_link_find
SELECT account, purpose FROM setup_link WHERE hash = $1 AND ends_at > $2;

-- name: setup_links_drop
DELETE FROM setup_link WHERE account = $1;

-- name: setup_links_old_drop
DELETE FROM setup_link WHERE ends_at < $1;

-- name: sign_in_failure_find
SELECT failures, until FROM sign_in_failure WHERE who = $1;

-- name: sign_in_failure_put
INSERT INTO sign_in_failure (who, failures, last_at, until)
VALUES ($1, $2, $3, $4)
ON CONFLICT (who) DO UPDATE SET failures = excluded.failures,
    last_at = excluded.last_at, until = excluded.until;

-- name: sign_in_failure_drop
DELETE FROM sign_in_failure WHERE who = $1;

-- name: sign_in_failures_old_drop
DELETE FROM sign_in_failure WHERE last_at < $1;

-- name: outside_identity_find
SELECT account FROM outside_identity WHERE who = $1;

-- name: outside_identity_put
INSERT INTO outside_identity (who, account) VALUES ($1, $2)
ON CONFLICT (who) DO UPDATE SET account = excluded.account;

-- name: outside_identity_of_drop
DELETE FROM outside_identity WHERE account = $1;

-- name: phone_code_put
INSERT INTO phone_code (handle, sealed, tries, ends_at)
VALUES ($1, $2, 0, $3);

-- name: phone_code_find
SELECT sealed, tries FROM phone_code WHERE handle = $1 AND ends_at > $2;

-- name: phone_code_tries_put
UPDATE phone_code SET tries = tries + 1 WHERE handle = $1;

-- name: phone_code_drop
DELETE FROM phone_code WHERE handle = $1;

-- name: phone_codes_old_drop
DELETE FROM phone_code WHERE ends_at < $1;

-- What a copy that is kept for years does without: see store/vault/backup.c.

-- name: sessions_all_drop
DELETE FROM session;

-- name: setup_links_all_drop
DELETE FROM setup_link;

-- name: sign_in_failures_all_drop
DELETE FROM sign_in_failure;

-- name: outside_identities_all_drop
DELETE FROM outside_identity;

-- name: phone_codes_all_drop
DELETE FROM phone_code;
