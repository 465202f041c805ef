-- 0016: which files below attachments/ belong to a case. Follows from the events
-- of appeal_attached. A file that is not here is a draft or was left behind by a
-- crash, and is removed when it is old enough.
CREATE TABLE appeal_attachment (
    file_id BLOB    PRIMARY KEY, -- 16 bytes: its name
    number  INTEGER NOT NULL,
    erased  INTEGER NOT NULL     -- 1: its citizen was erased, the file goes
) STRICT, WITHOUT ROWID;
