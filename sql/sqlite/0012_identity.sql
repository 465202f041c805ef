-- 0012: how people prove who they are. Beside the log: a rebuild leaves it
-- alone, and nothing of it ever stands in a leaf.

-- What an account can be signed in with. password is an encoded Argon2id hash,
-- or ''. totp is the sealed secret, or NULL; totp_used the newest step that was
-- taken, so that a code serves once.
CREATE TABLE sign_in (
    account   TEXT PRIMARY KEY,
    password  TEXT    NOT NULL,
    totp      BLOB,
    totp_used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Recovery codes that were not used; keyed hashes.
CREATE TABLE recovery_code (
    account TEXT NOT NULL,
    hash    BLOB NOT NULL,
    PRIMARY KEY (account, hash)
) STRICT, WITHOUT ROWID;

-- Who is signed in. hash is the SHA-256 of the token in the cookie.
CREATE TABLE session (
    hash    BLOB PRIMARY KEY,
    account TEXT    NOT NULL,
    role    TEXT    NOT NULL, -- what he acts as now
    unit    TEXT    NOT NULL,
    rights  INTEGER NOT NULL, -- of the account, when it began
    stage   TEXT    NOT NULL, -- full, totp (the second factor is missing), demo
    agent   TEXT    NOT NULL, -- kind of browser, for the list of sessions
    made_at INTEGER NOT NULL, -- ms since 1970 UTC
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL, -- whatever happens
    note    BLOB              -- sealed: what the sign-on of another needs
) STRICT, WITHOUT ROWID;

CREATE INDEX session_of ON session (account);
CREATE INDEX session_end ON session (ends_at);

-- Links by which an account is set up; hash of the token.
CREATE TABLE setup_link (
    hash    BLOB PRIMARY KEY,
    account TEXT    NOT NULL,
    purpose TEXT    NOT NULL, -- setup or reset
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Failures in a row, by keyed hash of account or address.
CREATE TABLE sign_in_failure (
    who      BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    until    INTEGER NOT NULL -- not before
) STRICT, WITHOUT ROWID;

CREATE INDEX sign_in_failure_age ON sign_in_failure (last_at);

-- Who somebody is elsewhere: keyed hash of issuer and subject, or of a phone.
CREATE TABLE outside_identity (
    who     BLOB PRIMARY KEY,
    account TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX outside_identity_of ON outside_identity (account);
