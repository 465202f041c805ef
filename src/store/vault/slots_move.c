/*
 * slots_move: folders of older programs kept the wrapped keys in the database
 * (subject_key). They are sealed anew for their slots; then the database is
 * written anew as a whole, because its pages keep pieces of what was moved.
 */
#include "store/sqlite_internal.h"

#include <string.h>
#include <unistd.h>

#include "sys/file.h"
#include "sys/log.h"

#define OLD_CONTEXT "gongzhi subject key "
#define DUE         "vacuum_due"

static bool
unwrap_old(const struct store *st, struct str subject, struct str wrapped,
           unsigned char key[SEAL_KEY_BYTES])
{
    const size_t n = sizeof(OLD_CONTEXT) - 1;
    char context[sizeof(OLD_CONTEXT) + ID_BYTES];

    if (subject.n != ID_BYTES || wrapped.n != SEAL_KEY_BYTES + SEAL_EXTRA_BYTES)
        return false;
    memcpy(context, OLD_CONTEXT, n);
    memcpy(context + n, subject.p, ID_BYTES);
    return seal_open(st->keys.master, (struct str){ context, n + ID_BYTES },
                     wrapped, key);
}

static bool
put_subject(struct conn *c, struct str subject, int64_t slot, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, slot == 0 ? SQL_KEY_ERASE : SQL_KEY_ADD, err);

    if (s == NULL)
        return false;
    bind_bytes(s, 1, subject.p, subject.n);
    if (slot != 0)
        bind_int(s, 2, slot);
    return step_end(c, s, err);
}

/* One row of subject_key: its slot behind those in the file's bytes. */
static bool
move_key(struct store *st, sqlite3_stmt *s, struct buf *file, struct err *err)
{
    struct str subject = column_str(s, 0), wrapped = column_str(s, 1);
    int64_t slot = (int64_t)(file->n / SLOT_BYTES);
    unsigned char key[SEAL_KEY_BYTES], bytes[SLOT_BYTES];

    if (wrapped.n == 0)
        return put_subject(st->writer, subject, 0, err);
    if (!unwrap_old(st, subject, wrapped, key))
        return fail(err, ERR_CORRUPT, "the key of a subject does not open");
    slot_wrap(st, slot, key, bytes);
    explicit_bzero(key, sizeof(key));
    buf_add(file, (struct str){ (const char *)bytes, SLOT_BYTES });
    return put_subject(st->writer, subject, slot, err);
}

static bool
move_keys(struct store *st, struct buf *file, struct err *err)
{
    sqlite3_stmt *s = conn_own(st->writer, SQL_KEYS_MOVED, err);
    int got;

    if (s == NULL)
        return false;
    while ((got = step_row(st->writer, s, err)) == 1)
        if (!move_key(st, s, file, err)) {
            (void)sqlite3_reset(s); /* the failure above counts */
            return false;
        }
    return got == 0;
}

/* A file that an interrupted attempt left is of no use: its slots were never
 * committed. */
static bool
write_file(struct store *st, struct str bytes, struct err *err)
{
    const char *path = slots_path(st->a, st->dir);

    (void)unlink(path); /* else the next call says why */
    return file_write_new(path, bytes, SLOTS_MODE, err) &&
           file_sync_dir(st->dir, err);
}

/* Is there a row? name: its only parameter, or NULL. */
static bool
has_row(struct store *st, enum own_sql which, const char *name, bool *ret_has,
        struct err *err)
{
    sqlite3_stmt *s = conn_own(st->writer, which, err);
    int got;

    if (s == NULL)
        return false;
    if (name != NULL)
        bind_str(s, 1, str_of(name));
    got = step_row(st->writer, s, err);
    *ret_has = got == 1;
    if (got == 1)
        (void)sqlite3_reset(s); /* no failure after a row */
    return got >= 0;
}

static bool
move_all(struct store *st, struct err *err)
{
    struct arena *a = arena_open();
    struct buf file = { .a = a };
    unsigned char header[SLOT_BYTES];
    bool ok;

    slots_header(st, header);
    buf_add(&file, (struct str){ (const char *)header, SLOT_BYTES });
    ok = move_keys(st, &file, err) && write_file(st, buf_str(&file), err) &&
         conn_exec(st->writer,
                   "DROP TABLE subject_key;"
                   "INSERT INTO meta (key, value) VALUES ('" DUE "', x'01')",
                   err);
    arena_close(a);
    return ok;
}

bool
slots_move(struct store *st, struct err *err)
{
    bool here;

    return has_row(st, SQL_KEYS_HERE, NULL, &here, err) &&
           (!here || move_all(st, err));
}

/* False also when somebody still reads the old pages: then it is tried again
 * when the folder is opened next. */
static bool
empty_log(struct store *st, bool *ret_empty, struct err *err)
{
    int left = -1;
    int rc = sqlite3_wal_checkpoint_v2(st->writer->db, NULL,
                                       SQLITE_CHECKPOINT_TRUNCATE, &left, NULL);

    *ret_empty = rc == SQLITE_OK && left == 0;
    return rc == SQLITE_OK || (rc & 0xFF) == SQLITE_BUSY ||
           sql_fail(err, st->writer->db, "cannot empty the write-ahead log");
}

bool
slots_move_end(struct store *st, struct err *err)
{
    bool due, empty;

    if (!has_row(st, SQL_META, DUE, &due, err))
        return false;
    if (!due)
        return true;
    if (!conn_exec(st->writer, "VACUUM", err) || !empty_log(st, &empty, err))
        return false;
    log_event(
        "the keys of what people wrote moved from log.db to subjects.keys: "
        "back that file up apart from the folder, and destroy older "
        "backups of the folder, they hold the keys");
    return !empty ||
           conn_exec(st->writer, "DELETE FROM meta WHERE key = '" DUE "'", err);
}
