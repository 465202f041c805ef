-- 0011: readings of the accounts: what the log says about each.

CREATE TABLE account (
    account TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    kind    TEXT    NOT NULL, -- staff or resident
    state   TEXT    NOT NULL, -- open, locked, closed
    rights  INTEGER NOT NULL, -- version at which they last changed
    factors INTEGER NOT NULL  -- bits of what is set
) STRICT, WITHOUT ROWID;

CREATE TABLE account_grant (
    account TEXT NOT NULL,
    role    TEXT NOT NULL,
    unit    TEXT NOT NULL, -- '' for none
    PRIMARY KEY (account, role, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_case (
    account TEXT NOT NULL,
    case_id BLOB NOT NULL,
    PRIMARY KEY (account, case_id)
) STRICT, WITHOUT ROWID;
