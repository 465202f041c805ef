-- 0009: where the wrapped key of a subject lies: a slot of the file
-- subjects.keys, which is overwritten in place. The keys themselves left the
-- database: its free pages, its log and its copies keep what was deleted.
-- (store/vault/slots_move.c moves those of older folders and drops subject_key.)

CREATE TABLE subject_slot (
    subject BLOB PRIMARY KEY,
    slot    INTEGER UNIQUE,             -- NULL: erased before it had a key
    erased  INTEGER NOT NULL DEFAULT 0  -- 1: nothing more is sealed for it
) STRICT, WITHOUT ROWID;

CREATE INDEX subject_slot_erased ON subject_slot (slot) WHERE erased = 1;
