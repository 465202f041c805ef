/*
 * sqlite_open: make, open and close a data folder.
 *
 *     DIR/log.db   the database (and -wal, -shm beside it)
 *     DIR/subjects.keys   keys of the subjects: vault/slots.c
 *     DIR/lock     held by the one process that writes; a server writes into
 *                  it where it listens
 */
#include "store/sqlite_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "crypto/digest.h"
#include "sys/file.h"

#define LOG_FORMAT "1"

enum { HOLDER_BYTES = 128 };

static void
init_locks(struct store *st)
{
    pthread_condattr_t monotonic;

    /* none of these can fail on Linux */
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&st->pool_lock, NULL);
    (void)pthread_mutex_init(&st->queue_lock, NULL);
    (void)pthread_cond_init(&st->queue_filled, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    (void)pthread_mutex_init(&st->turn.lock, NULL);
    (void)pthread_cond_init(&st->turn.moved, NULL);
    tree_init(&st->tree, digest_sha256); /* set_suite may change it */
    slots_init(st);
}

static void
set_suite(struct store *st, enum suite_id id)
{
    st->keys.suite = id;
    st->suite = suite_of(id);
    st->tree.h = st->suite->digest;
}

static struct store *
new_store(const struct store_options *o)
{
    struct store *st = calloc(1, sizeof(*st));

    if (st == NULL)
        abort();
    st->a = arena_open();
    st->o = *o;
    st->dir = arena_cstr(st->a, str_of(o->dir));
    st->o.dir = st->dir;
    st->has_keys = o->keys != NULL;
    if (st->has_keys)
        st->keys = *o->keys;
    st->o.keys = NULL;
    set_suite(st, st->keys.suite);
    st->lock_fd = -1;
    st->queue_end = &st->queue;
    init_locks(st);
    return st;
}

static const char *
path_in(struct store *st, const char *name)
{
    struct buf path = { .a = st->a };

    buf_addf(&path, "%s/%s", st->dir, name);
    return buf_cstr(&path);
}

/* Where whoever holds the lock can be reached, as it wrote down; or "". */
static const char *
holder(const struct store *st, char text[HOLDER_BYTES])
{
    ssize_t n = pread(st->lock_fd, text, HOLDER_BYTES - 1, 0);

    text[n > 0 ? n : 0] = '\0';
    for (size_t i = 0; text[i] != '\0'; i++)
        if (text[i] <= ' ' || text[i] > '~')
            text[i] = '\0';
    return text;
}

/* Keep other writing processes out for as long as the file is open. */
static bool
take_lock(struct store *st, struct err *err)
{
    const char *path = path_in(st, "lock");
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    char text[HOLDER_BYTES];

    st->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (st->lock_fd < 0)
        return file_fail(err, "cannot open", path);
    if (fcntl(st->lock_fd, F_OFD_SETLK, &whole) == 0)
        return ftruncate(st->lock_fd, 0) == 0 ||
               file_fail(err, "cannot write", path);
    if (errno != EAGAIN && errno != EACCES)
        return file_fail(err, "cannot lock", path);
    (void)holder(st, text);
    return fail(err, ERR_BUSY,
                "another process writes %s%s%s; stop the server first, or use "
                "a command that only reads",
                st->dir, *text == '\0' ? "" : ": the server at ", text);
}

void
store_say_where(struct store *st, struct str where)
{
    if (pwrite(st->lock_fd, where.p, where.n, 0) < 0 &&
        ftruncate(st->lock_fd, 0) < 0)
        return; /* who does not find it is told less */
}

static bool
database_version(struct conn *c, int *ret_version, struct err *err)
{
    sqlite3_stmt *s;
    bool ok;

    if (sqlite3_prepare_v2(c->db, "PRAGMA user_version", -1, &s, NULL) !=
        SQLITE_OK)
        return sql_fail(err, c->db, "cannot read the database");
    ok = sqlite3_step(s) == SQLITE_ROW;
    if (ok)
        *ret_version = sqlite3_column_int(s, 0);
    else
        (void)sql_fail(err, c->db, "cannot read the database");
    (void)sqlite3_finalize(s); /* repeats the failure of step */
    return ok;
}

/* Inside a transaction: the statements behind the version. */
static bool
migrate(struct conn *c, int version, struct err *err)
{
    char set[64];

    for (size_t i = 0; i < MIGRATIONS_N; i++)
        if (migrations[i].number > version &&
            !conn_exec(c, migrations[i].sql, err))
            return false;
    (void)snprintf(set, sizeof(set), "PRAGMA user_version = %d",
                   (int)MIGRATION_LAST); /* fits; a pragma has no parameters */
    return conn_exec(c, set, err);
}

static bool
meta_add(struct conn *c, const char *key, const void *p, size_t n,
         struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_META_ADD, err);

    if (s == NULL)
        return false;
    bind_str(s, 1, str_of(key));
    bind_bytes(s, 2, p, n);
    return step_end(c, s, err);
}

static void
set_origin(struct store *st, struct str origin)
{
    st->origin = arena_str(st->a, origin);
    note_key_id_of(st->suite->digest, st->a,
                   &(struct note_key){ st->origin, st->suite->key_type,
                                       store_public_key(st) },
                   st->key_id);
}

/* Tables, names and the checkpoint of the empty log. */
static bool
fill(struct store *st, struct err *err)
{
    struct conn *c = st->writer;
    struct merkle_range empty = { .size = 0 };
    sqlite3_stmt *s;

    if (!migrate(c, 0, err) || !conn_exec(c, "DROP TABLE subject_key", err) ||
        !meta_add(c, "format", LOG_FORMAT, sizeof(LOG_FORMAT) - 1, err) ||
        !meta_add(c, "origin", st->origin.p, st->origin.n, err) ||
        !meta_add(c, "public_key", st->public_key, st->suite->key_bytes, err) ||
        !meta_add(c, "suite", st->suite->name, strlen(st->suite->name), err) ||
        !vault_canary_add(st, c, err) ||
        (s = conn_own(c, SQL_CHECKPOINT_ADD, err)) == NULL)
        return false;
    bind_int(s, 1, 0);
    bind_str(s, 2, checkpoint_sign(st, st->a, &empty));
    return step_end(c, s, err);
}

static bool
create(struct store *st, struct err *err)
{
    int version = 0;
    struct err ignored; /* the first failure counts */

    if (!file_make_dir(st->dir, err) || !take_lock(st, err) ||
        !conn_open(st, true, &st->writer, err) ||
        !database_version(st->writer, &version, err))
        return false;
    if (version != 0)
        return fail(err, ERR_TAKEN, "%s holds a log already", st->dir);
    if (!slots_create(st, err) || !conn_run(st->writer, SQL_BEGIN, err))
        return false;
    if (!fill(st, err)) {
        (void)conn_run(st->writer, SQL_ROLLBACK, &ignored);
        return false;
    }
    return conn_run(st->writer, SQL_COMMIT, err) && file_sync_dir(st->dir, err);
}

bool
store_create(const struct store_options *o, struct str origin, struct err *err)
{
    struct store *st;
    bool ok;

    if (o->keys == NULL)
        return fail(err, ERR_KEY, "a new log needs keys");
    if (!note_name_ok(origin))
        return fail(err, ERR_INPUT,
                    "a log's name has no blanks and no +, and at most 200 "
                    "bytes: city.example/gongzhi");
    st = new_store(o);
    st->suite->public_key(st->keys.signing, st->public_key);
    set_origin(st, origin);
    ok = create(st, err);
    store_close(st);
    return ok;
}

static bool
check_version(struct store *st, struct conn *c, int *ret_version,
              struct err *err)
{
    if (!database_version(c, ret_version, err))
        return false;
    if (*ret_version == 0)
        return fail(err, ERR_NOT_FOUND,
                    "%s holds no log; make one with gongzhi init", st->dir);
    if (*ret_version > MIGRATION_LAST)
        return fail(err, ERR_CORRUPT,
                    "%s was written by a newer program; use that one", st->dir);
    return *ret_version == MIGRATION_LAST || c == st->writer ||
           fail(err, ERR_BUSY,
                "%s is of an older program; start the server once to bring "
                "it up to date",
                st->dir);
}

/* From the tables of an older program to ours. */
static bool
bring_up(struct store *st, int version, struct err *err)
{
    struct conn *c = st->writer;
    struct err ignored; /* the first failure counts */

    if (!conn_run(c, SQL_BEGIN, err))
        return false;
    if ((version == MIGRATION_LAST || migrate(c, version, err)) &&
        slots_move(st, err))
        return conn_run(c, SQL_COMMIT, err);
    (void)conn_run(c, SQL_ROLLBACK, &ignored);
    return false;
}

/* Logs from before there was a choice do not name it. */
static bool
read_suite(struct store *st, struct conn *c, struct err *err)
{
    enum suite_id id = SUITE_INTL;
    struct str name;

    if (meta_get(c, st->a, "suite", &name, err)) {
        if (!suite_named(name, &id))
            return fail(err, ERR_CORRUPT,
                        "the log has algorithms that this program does not "
                        "know");
    } else if (err->kind != ERR_CORRUPT) {
        return false;
    }
    if (st->has_keys && st->keys.suite != id)
        return fail(err, ERR_KEY,
                    "the key file is for other algorithms than the log");
    set_suite(st, id);
    return true;
}

/* Who the log is, and whether the keys are its own. */
static bool
read_meta(struct store *st, struct conn *c, struct err *err)
{
    unsigned char own[SUITE_KEY_MOST];
    struct str format, origin, key;

    if (!read_suite(st, c, err) ||
        !meta_get(c, st->a, "format", &format, err) ||
        !meta_get(c, st->a, "origin", &origin, err) ||
        !meta_get(c, st->a, "public_key", &key, err))
        return false;
    if (!str_eq(format, STR(LOG_FORMAT)) || key.n != st->suite->key_bytes)
        return fail(err, ERR_CORRUPT,
                    "the log has a format that this program "
                    "does not know");
    memcpy(st->public_key, key.p, key.n);
    set_origin(st, origin);
    if (!st->has_keys)
        return true;
    if (!vault_canary_check(st, c, err))
        return false;
    st->suite->public_key(st->keys.signing, own);
    return memcmp(own, st->public_key, st->suite->key_bytes) == 0 ||
           fail(err, ERR_KEY, "the signing key is not the one of this log");
}

/* recorded_at of the newest leaf; a JSON text cannot hold the name unescaped */
static bool
read_newest(struct store *st, struct err *err)
{
    struct conn *c = st->writer;
    sqlite3_stmt *s = conn_own(c, SQL_LAST, err);
    const struct str name = STR("\"recorded_at\":");
    int got;

    if (s == NULL)
        return false;
    got = step_row(c, s, err);
    if (got == 1) {
        struct str rest = column_str(s, 0), leaf = { "", 0 };
        size_t at;

        while (leaf_next(&rest, &leaf))
            continue;
        at = str_find(leaf, name);
        if (at != SIZE_MAX)
            st->newest = strtoll(leaf.p + at + name.n, NULL, 10);
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    st->newest_committed = st->newest;
    return got >= 0;
}

/* The tree of what is there must be the one that was signed last. */
static bool
check_last_root(struct store *st, struct err *err)
{
    struct hash root = merkle_root(st->tree.h, &st->tree.range);
    struct checkpoint c;
    struct str note;

    if (!store_checkpoint(st, st->a, UINT64_MAX, &note, err))
        return false;
    if (!store_checkpoint_open(st, note, &c) || c.size != st->tree.size ||
        memcmp(c.root.b, root.b, HASH_BYTES) != 0)
        return fail(err, ERR_CORRUPT,
                    "the log is not what was signed last; run gongzhi verify");
    return true;
}

static bool
open_for_writing(struct store *st, struct err *err)
{
    int version = 0;

    if (!st->has_keys)
        return fail(err, ERR_KEY, "writing needs the key file %s.keys",
                    st->dir);
    return take_lock(st, err) && conn_open(st, true, &st->writer, err) &&
           check_version(st, st->writer, &version, err) &&
           read_meta(st, st->writer, err) && bring_up(st, version, err) &&
           slots_move_end(st, err) && slots_open(st, err) &&
           tree_load(st, st->writer, err) && check_last_root(st, err) &&
           read_newest(st, err) && writer_start(st, err);
}

static bool
open_for_reading(struct store *st, struct err *err)
{
    struct conn *c = conn_take(st, err);
    int version = 0;
    bool ok = c != NULL && check_version(st, c, &version, err) &&
              read_meta(st, c, err) && (!st->has_keys || slots_open(st, err));

    conn_give(st, c);
    return ok;
}

bool
store_open(const struct store_options *o, struct store **ret_store,
           struct err *err)
{
    struct store *st = new_store(o);
    bool ok;

    if (!file_exists(path_in(st, "log.db")))
        ok = fail(err, ERR_NOT_FOUND,
                  "%s holds no log; make one with gongzhi init", st->dir);
    else if (o->mode == STORE_WRITE)
        ok = open_for_writing(st, err);
    else
        ok = open_for_reading(st, err);
    if (!ok) {
        store_close(st);
        return false;
    }
    *ret_store = st;
    return true;
}

/* The writer's log goes into the database, so that a copy of the one file is
 * whole; readers never do this. */
static void
close_writer(struct store *st)
{
    struct conn *c = st->writer;

    if (c == NULL)
        return;
    if (st->scrub_due)
        shorten_log(st);
    st->writer = NULL;
    (void)sqlite3_wal_checkpoint_v2(c->db, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                    NULL, NULL); /* the log stays valid */
    conn_close(c);
}

void
store_close(struct store *st)
{
    if (st == NULL)
        return;
    writer_stop(st);
    for (struct conn *c = st->pool, *next; c != NULL; c = next) {
        next = c->next;
        conn_close(c);
    }
    close_writer(st);
    for (size_t i = 0; i < st->arenas_n; i++)
        arena_close(st->arenas[i]);
    if (st->lock_fd >= 0)
        (void)close(st->lock_fd); /* gives the lock back */
    slots_close(st);
    tree_free(&st->tree);
    (void)pthread_mutex_destroy(&st->pool_lock);
    (void)pthread_mutex_destroy(&st->queue_lock);
    (void)pthread_cond_destroy(&st->queue_filled);
    (void)pthread_mutex_destroy(&st->turn.lock);
    (void)pthread_cond_destroy(&st->turn.moved);
    explicit_bzero(&st->keys, sizeof(st->keys));
    arena_close(st->a);
    free(st);
}
