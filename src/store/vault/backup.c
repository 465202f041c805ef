/*
 * backup: copies of the log without the subjects' keys, copies of the keys
 * that live for some days only, and a data folder made of both.
 */
#include "store/sqlite_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "sys/file.h"

#define COPY_HEAD "subjects-"
#define COPY_TAIL ".keys"

enum { COPY_NAME = sizeof(COPY_HEAD "20260918T100000Z" COPY_TAIL) - 1 };

static bool
sync_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;

    if (!ok)
        (void)file_fail(err, "cannot write", path);
    if (fd >= 0)
        (void)close(fd); /* the result of fsync counts */
    return ok;
}

/* Take the readings out of a copy: they follow from the log, and keyed hashes
 * of people's numbers are among them. Nothing of them is left in its pages. */
static bool
empty_readings(const char *name, struct err *err)
{
    struct conn c = { .db = NULL };
    bool ok =
        sqlite3_open_v2(name, &c.db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK;

    ok = ok ? conn_exec(&c,
                        "PRAGMA secure_delete = ON;"
                        "PRAGMA journal_mode = MEMORY;"
                        "BEGIN",
                        err)
            : sql_fail(err, c.db, "cannot open the copy");
    for (size_t i = 0; ok && i < READINGS_N; i++)
        ok = conn_exec(&c, readings_empty[i], err);
    ok = ok && conn_exec(&c, "COMMIT", err);
    (void)sqlite3_close(c.db); /* what counts was committed */
    return ok;
}

/* A whole new file: what was deleted has left no trace in its pages. The
 * connection cannot write its own file, whatever query_only says. */
static bool
copy_log(struct store *st, struct conn *c, const char *to, struct err *err)
{
    struct buf path = { .a = st->a };
    const char *name;
    sqlite3_stmt *s;
    bool ok;

    buf_addf(&path, "%s/log.db", to);
    name = buf_cstr(&path);
    s = conn_own(c, SQL_COPY, err);
    if (s == NULL || !conn_exec(c, "PRAGMA query_only = 0", err))
        return false;
    bind_str(s, 1, str_of(name));
    ok = step_end(c, s, err) && conn_exec(c, "PRAGMA query_only = 1", err) &&
         empty_readings(name, err) && sync_file(name, err) &&
         file_sync_dir(to, err);
    if (!ok)
        (void)unlink(name); /* half a copy helps nobody */
    return ok;
}

bool
store_backup(struct store *st, const char *to, struct err *err)
{
    struct conn *c;
    bool ok;

    if (file_exists(to))
        return fail(err, ERR_TAKEN, "%s exists already; choose another folder",
                    to);
    if (!file_make_dir(to, err) || (c = conn_take(st, err)) == NULL)
        return false;
    ok = copy_log(st, c, to, err);
    conn_give(st, c);
    if (!ok)
        (void)rmdir(to); /* empty */
    return ok;
}

/* The moment in the name of a copy; false when it is no copy of ours. */
static bool
copy_moment(const char *name, int64_t *ret_at)
{
    const char *p = name + sizeof(COPY_HEAD) - 1;
    char text[32];

    if (strlen(name) != COPY_NAME ||
        strncmp(name, COPY_HEAD, sizeof(COPY_HEAD) - 1) != 0 ||
        strcmp(name + COPY_NAME - (sizeof(COPY_TAIL) - 1), COPY_TAIL) != 0)
        return false;
    (void)snprintf(text, sizeof(text), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", p,
                   p + 4, p + 6, p + 9, p + 11, p + 13);
    return moment_parse(str_of(text), ret_at);
}

static const char *
copy_name(struct arena *a, int64_t at)
{
    struct buf b = { .a = a };
    struct date d = day_to_date((int32_t)(at / DAY_MS));
    int second = (int)(at % DAY_MS / SECOND_MS);

    buf_addf(&b, COPY_HEAD "%04d%02d%02dT%02d%02d%02dZ" COPY_TAIL, d.year,
             d.month, d.day, second / 3600, second / 60 % 60, second % 60);
    return buf_cstr(&b);
}

/* Read more than the file holds gives what there is. */
static bool
read_all(struct store *st, struct arena *a, struct str *ret_bytes,
         struct err *err)
{
    return file_read(a, slots_path(a, st->dir), SIZE_MAX / 4, ret_bytes, err);
}

/* Overwrite n bytes from a place on with zeros. */
static bool
put_zeros(int fd, off_t from, off_t n)
{
    static const unsigned char zeros[64 * SLOT_BYTES];

    while (n > 0) {
        size_t some = n < (off_t)sizeof(zeros) ? (size_t)n : sizeof(zeros);
        ssize_t put = pwrite(fd, zeros, some, from);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        from += put;
        n -= put;
    }
    return true;
}

/* Overwrite a copy as a whole and take it away. */
static bool
destroy(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    off_t n = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);
    bool ok = n >= 0 && put_zeros(fd, 0, n) && fdatasync(fd) == 0 &&
              unlink(path) == 0;

    if (!ok)
        (void)file_fail(err, "cannot destroy", path);
    if (fd >= 0)
        (void)close(fd); /* what counts was synced */
    return ok;
}

/* Overwrite in a copy what was erased since; behind its end there is nothing
 * to overwrite. */
static bool
put_erasures(struct conn *c, const char *path, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_SLOTS_ERASED, err);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    off_t end = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);
    bool wrote = end >= 0;
    int got = -1;

    while (s != NULL && wrote && (got = step_row(c, s, err)) == 1) {
        off_t at = sqlite3_column_int64(s, 0) * SLOT_BYTES;

        if (at < end)
            wrote = put_zeros(fd, at, SLOT_BYTES);
    }
    if (got == 1)
        (void)sqlite3_reset(s); /* the failure of writing counts */
    if (!wrote || fdatasync(fd) != 0)
        wrote = file_fail(err, "cannot overwrite erased keys in", path);
    if (fd >= 0)
        (void)close(fd); /* what counts was synced */
    return wrote && got == 0;
}

/* The copies that are there: too old ones go, the others follow. */
static bool
look_after(struct conn *c, struct arena *a, const struct key_copies *how,
           struct key_copied *ret, struct err *err)
{
    struct name_list names = { NULL, 0, 0 };

    if (!file_list(a, how->folder, &names, err))
        return false;
    for (size_t i = 0; i < names.n; i++) {
        struct buf path = { .a = a };
        int64_t at;
        bool old;

        if (!copy_moment(names.at[i], &at))
            continue;
        buf_addf(&path, "%s/%s", how->folder, names.at[i]);
        old = at + how->keep_ms < how->now;
        if (old ? !destroy(buf_cstr(&path), err)
                : !put_erasures(c, buf_cstr(&path), err))
            return false;
        ret->destroyed += old;
        ret->kept += !old;
    }
    return file_sync_dir(how->folder, err);
}

static bool
copy_keys(struct store *st, struct arena *a, const struct key_copies *how,
          struct err *err)
{
    struct buf path = { .a = a };
    struct str bytes;

    buf_addf(&path, "%s/%s", how->folder, copy_name(a, how->now));
    return read_all(st, a, &bytes, err) &&
           file_write_new(buf_cstr(&path), bytes, SLOTS_MODE, err);
}

bool
store_backup_keys(struct store *st, const struct key_copies *how,
                  struct key_copied *ret_copied, struct err *err)
{
    struct arena *a = arena_open();
    struct key_copied copied = { 0, 0 };
    struct conn *c = conn_take(st, err);
    bool ok = c != NULL && file_make_dir(how->folder, err) &&
              copy_keys(st, a, how, err) && look_after(c, a, how, &copied, err);

    conn_give(st, c);
    arena_close(a);
    if (ok)
        *ret_copied = copied;
    return ok;
}

/* The bytes of a copy of the keys of this log, or those of a file of none. */
static bool
get_keys(struct store *st, struct arena *a, const char *keys,
         struct str *ret_bytes, struct err *err)
{
    unsigned char *header = arena_alloc(a, SLOT_BYTES);

    slots_header(st, header);
    *ret_bytes = (struct str){ (const char *)header, SLOT_BYTES };
    if (keys == NULL)
        return true;
    if (!file_read(a, keys, SIZE_MAX / 4, ret_bytes, err))
        return false;
    return (ret_bytes->n >= SLOT_BYTES &&
            memcmp(ret_bytes->p, header, SLOT_BYTES) == 0) ||
           fail(err, ERR_INPUT, "%s holds no keys of this log", keys);
}

bool
store_restore(struct store *from, const char *to, const char *keys,
              struct err *err)
{
    struct arena *a = arena_open();
    struct str bytes;
    bool ok = get_keys(from, a, keys, &bytes, err) &&
              store_backup(from, to, err) &&
              file_write_new(slots_path(a, to), bytes, SLOTS_MODE, err) &&
              file_sync_dir(to, err);

    arena_close(a);
    return ok;
}
