-- 0021: what webhooks were given, for the sharing register (共享登记): a row a
-- webhook, day and row of sharing.csv. It follows from no event: a rebuild
-- leaves it.
CREATE TABLE webhook_given (
    name       TEXT    NOT NULL, -- of the webhook: the receiver
    day        INTEGER NOT NULL, -- days since 1970-01-01, UTC
    fields     TEXT    NOT NULL,
    purpose    TEXT    NOT NULL,
    basis      TEXT    NOT NULL,
    n          INTEGER NOT NULL, -- deliveries that were accepted
    first_at   INTEGER NOT NULL, -- ms since 1970 UTC
    last_at    INTEGER NOT NULL,
    first_leaf INTEGER NOT NULL, -- of the log; the id of a delivery is made of
    last_leaf  INTEGER NOT NULL, -- webhook and leaf
    PRIMARY KEY (day, name, fields, purpose, basis)
) STRICT, WITHOUT ROWID;
