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

static bool
run_named(struct conn *c, enum query q, struct err *err)
{
    sqlite3_stmt *s = conn_named(c, q, err);
    bool ok = s != NULL && step_end(c, s, err);

    (void)sqlite3_finalize(s); /* a failure was told of */
    return ok;
}

/* Sessions, links, codes to phones, and by what phone or provider somebody is
 * known: of people, and not under their own keys. */
static bool
empty_beside(struct conn *c, struct err *err)
{
    return run_named(c, QUERY_SESSIONS_ALL_DROP, err) &&
           run_named(c, QUERY_SETUP_LINKS_ALL_DROP, err) &&
           run_named(c, QUERY_SIGN_IN_FAILURES_ALL_DROP, err) &&
           run_named(c, QUERY_OUTSIDE_IDENTITIES_ALL_DROP, err) &&
           run_named(c, QUERY_PHONE_CODES_ALL_DROP, err);
}

/* Take out of a copy what no erasure would reach there: the readings, which
 * follow from the log and have keyed hashes of people's numbers, and what
 * people are known by. Nothing of it is left in its pages. */
static bool
empty_copy(const char *name, struct err *err)
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
    ok = ok && empty_beside(&c, err) && conn_exec(&c, "COMMIT", err);
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
         empty_copy(name, err) && sync_file(name, err) &&
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

/* Write n bytes behind what is there. */
static bool
put_all(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t put = write(fd, p, n);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        p += put;
        n -= (size_t)put;
    }
    return true;
}

static bool
copy_bytes(int from, int to)
{
    char some[64 * 1024];
    ssize_t got;

    do {
        got = read(from, some, sizeof(some));
        if (got > 0 && !put_all(to, some, (size_t)got))
            return false;
    } while (got > 0 || (got < 0 && errno == EINTR));
    explicit_bzero(some, sizeof(some));
    return got == 0;
}

/* Copy a file of keys, whatever its size, to one that must not be there. */
static bool
copy_file(const char *from, const char *to, struct err *err)
{
    int in = open(from, O_RDONLY | O_CLOEXEC), out;
    bool ok;

    if (in < 0)
        return file_fail(err, "cannot open", from);
    out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, SLOTS_MODE);
    ok = out >= 0 && copy_bytes(in, out) && fsync(out) == 0;
    if (!ok)
        (void)file_fail(err, "cannot write", to);
    if (out >= 0 && close(out) != 0 && ok)
        ok = file_fail(err, "cannot write", to);
    (void)close(in); /* nothing was written */
    if (!ok && out >= 0)
        (void)unlink(to); /* half a file helps nobody */
    return ok;
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

    buf_addf(&path, "%s/%s", how->folder, copy_name(a, how->now));
    return copy_file(slots_path(a, st->dir), buf_cstr(&path), err);
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

/* Is it a copy of the keys of this log? */
static bool
check_copy(struct store *st, const char *keys, struct err *err)
{
    unsigned char want[SLOT_BYTES], have[SLOT_BYTES];
    int fd = open(keys, O_RDONLY | O_CLOEXEC);
    ssize_t n;

    if (fd < 0)
        return file_fail(err, "cannot open", keys);
    slots_header(st, want);
    n = pread(fd, have, SLOT_BYTES, 0);
    (void)close(fd); /* nothing was written */
    return (n == SLOT_BYTES && memcmp(want, have, SLOT_BYTES) == 0) ||
           fail(err, ERR_INPUT, "%s holds no keys of this log", keys);
}

/* The file of the new folder: a copy, or one without keys. */
static bool
put_keys(struct store *st, const char *to, const char *keys, struct err *err)
{
    unsigned char header[SLOT_BYTES];
    const char *path = slots_path(st->a, to);

    slots_header(st, header);
    return (keys != NULL
                ? copy_file(keys, path, err)
                : file_write_new(
                      path, (struct str){ (const char *)header, SLOT_BYTES },
                      SLOTS_MODE, err)) &&
           file_sync_dir(to, err);
}

bool
store_restore(struct store *from, const char *to, const char *keys,
              struct err *err)
{
    return (keys == NULL || check_copy(from, keys, err)) &&
           store_backup(from, to, err) && put_keys(from, to, keys, err);
}
