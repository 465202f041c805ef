/*
 * sqlite_conn: connections to the database file, their prepared statements,
 * and the pool of those that only read. See sqlite_internal.h.
 */
#include "store/sqlite_internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "sys/file.h"

static const char *const own_texts[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_SAVEPOINT] = "SAVEPOINT one",
    [SQL_RELEASE] = "RELEASE one",
    [SQL_BACK] = "ROLLBACK TO one",
    [SQL_READ] = "BEGIN",
    [SQL_READ_END] = "COMMIT",
    [SQL_SIZE] =
        "SELECT position + n FROM batch ORDER BY position DESC LIMIT 1",
    [SQL_LAST] = "SELECT leaves FROM batch ORDER BY position DESC LIMIT 1",
    [SQL_VERSION] = "SELECT version + n FROM batch WHERE stream = ?1 "
                    "ORDER BY version DESC LIMIT 1",
    [SQL_BATCH_ADD] =
        "INSERT INTO batch (position, stream, version, n, leaves, hashes)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_SEALED_ADD] = "INSERT INTO sealed (position, subject, envelope) "
                       "VALUES (?1, ?2, ?3)",
    [SQL_KEY] = "SELECT slot, erased FROM subject_slot WHERE subject = ?1",
    [SQL_KEY_ADD] = "INSERT INTO subject_slot (subject, slot) VALUES (?1, ?2)",
    [SQL_KEY_ERASE] = "INSERT INTO subject_slot (subject, erased) "
                      "VALUES (?1, 1) ON CONFLICT (subject) "
                      "DO UPDATE SET erased = 1 RETURNING slot",
    [SQL_SLOT_LAST] = "SELECT coalesce(MAX(slot), 0) FROM subject_slot",
    [SQL_SLOTS_ERASED] = "SELECT slot FROM subject_slot WHERE erased = 1 "
                         "AND slot IS NOT NULL ORDER BY slot",
    [SQL_COPY] = "VACUUM INTO ?1",
    [SQL_KEYS_HERE] = "SELECT 1 FROM sqlite_master WHERE type = 'table' "
                      "AND name = 'subject_key'",
    [SQL_KEYS_MOVED] = "SELECT subject, wrapped FROM subject_key",
    [SQL_TIMER_DROP] = "DELETE FROM timer WHERE due_at = ?1 AND stream = ?2",
    [SQL_TIMER_ADD] = "INSERT INTO timer (due_at, stream) VALUES (?1, ?2) "
                      "ON CONFLICT DO NOTHING",
    [SQL_OUTBOX_ADD] = "INSERT INTO outbox (id, kind, recipient, letter, "
                       "stream, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_DOCUMENT_ADD] = "INSERT INTO document (hash, bytes) VALUES (?1, ?2) "
                         "ON CONFLICT DO NOTHING",
    [SQL_DOCUMENT] = "SELECT bytes FROM document WHERE hash = ?1",
    [SQL_TILE_ADD] = "INSERT INTO tile (level, number, hashes) "
                     "VALUES (?1, ?2, ?3)",
    [SQL_TILE] = "SELECT hashes FROM tile WHERE level = ?1 AND number = ?2",
    [SQL_TILES] = "SELECT hashes FROM tile WHERE level = ?1 ORDER BY number",
    [SQL_TILES_COUNT] = "SELECT COUNT(*) FROM tile",
    [SQL_CHECKPOINT_ADD] = "INSERT INTO checkpoint (size, note) "
                           "VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    [SQL_CHECKPOINT] = "SELECT note FROM checkpoint WHERE size <= ?1 "
                       "ORDER BY size DESC LIMIT 1",
    [SQL_CHECKPOINTS] = "SELECT size, note FROM checkpoint ORDER BY size",
    [SQL_LOAD] = "SELECT position, version, n, leaves FROM batch "
                 "WHERE stream = ?1 ORDER BY version",
    [SQL_LEAVES] =
        "SELECT position, n, leaves, stream, version, hashes FROM batch "
        "WHERE position >= coalesce((SELECT MAX(position) "
        "FROM batch WHERE position <= ?1), 0) ORDER BY position",
    [SQL_PLACE] = "SELECT position, version, n FROM batch WHERE stream = ?1 "
                  "AND version <= ?2 ORDER BY version DESC LIMIT 1",
    [SQL_SEALED] = "SELECT envelope FROM sealed "
                   "WHERE position = ?1 AND subject = ?2",
    [SQL_SEALED_AT] = "SELECT s.subject, s.envelope, k.slot, k.erased "
                      "FROM sealed AS s LEFT JOIN subject_slot AS k "
                      "ON k.subject = s.subject WHERE s.position = ?1",
    [SQL_DUE] = "SELECT stream, due_at FROM timer WHERE due_at <= ?1 "
                "ORDER BY due_at, stream LIMIT ?2",
    [SQL_RESERVE] = "INSERT INTO counter (name, next) VALUES (?1, 1 + ?2) "
                    "ON CONFLICT (name) DO UPDATE SET next = next + ?2 "
                    "RETURNING next - ?2",
    [SQL_FOLLOWER] = "SELECT position FROM follower WHERE name = ?1",
    [SQL_FOLLOWER_SET] = "INSERT INTO follower (name, position) "
                         "VALUES (?1, ?2) ON CONFLICT (name) "
                         "DO UPDATE SET position = excluded.position",
    [SQL_META] = "SELECT value FROM meta WHERE key = ?1",
    [SQL_META_ADD] = "INSERT INTO meta (key, value) VALUES (?1, ?2)",
    [SQL_STREAMS] = "SELECT stream, position FROM batch WHERE version = 1 "
                    "ORDER BY position",
    [SQL_VERSIONS] = "SELECT stream, version, n, position FROM batch "
                     "ORDER BY stream, version",
};

static enum err_kind
kind_of(int rc, int system_errno)
{
    switch (rc & 0xFF) {
    case SQLITE_FULL:
        return ERR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ERR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_CONSTRAINT:
        return rc == SQLITE_CONSTRAINT_UNIQUE ||
                       rc == SQLITE_CONSTRAINT_PRIMARYKEY ||
                       rc == SQLITE_CONSTRAINT_ROWID
                   ? ERR_TAKEN
                   : ERR_IO;
    case SQLITE_IOERR:
        return system_errno == ENOSPC || system_errno == EDQUOT ||
                       system_errno == EFBIG
                   ? ERR_FULL
                   : ERR_IO;
    default:
        return ERR_IO;
    }
}

/* Fill err with the last failure of db. SQLite does not keep why a COMMIT could
 * not write (a full quota, say): errno, set to 0 before it, still knows. */
bool
sql_fail(struct err *err, sqlite3 *db, const char *what)
{
    int from_system = errno;
    int rc = sqlite3_extended_errcode(db);

    if (sqlite3_system_errno(db) != 0)
        from_system = sqlite3_system_errno(db);
    return fail(err, kind_of(rc, from_system), "%s: %s (SQLite %d)", what,
                sqlite3_errmsg(db), rc);
}

bool
conn_exec(struct conn *c, const char *sql, struct err *err)
{
    errno = 0;
    if (sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return sql_fail(err, c->db, "the database refused");
}

static bool
set_up_reader(struct conn *c, struct err *err)
{
    (void)sqlite3_db_config(c->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return conn_exec(c,
                     "PRAGMA wal_autocheckpoint = 0;"
                     "PRAGMA mmap_size = 0;"
                     "PRAGMA query_only = 1;"
                     "PRAGMA cache_size = -8192;"
                     "SELECT COUNT(*) FROM sqlite_master;",
                     err);
}

static bool
set_up_writer(const struct store *st, struct conn *c, struct err *err)
{
    /* The row of an intake takes more than half a page of 4 KiB: a larger page
     * wastes less (docs/performance.md). */
    return conn_exec(c,
                     "PRAGMA mmap_size = 0;"
                     "PRAGMA page_size = 8192;"
                     "PRAGMA secure_delete = ON;"
                     "PRAGMA journal_mode = WAL;"
                     "PRAGMA wal_autocheckpoint = 0;" /* writer_commit does */
                     "PRAGMA journal_size_limit = 67108864;"
                     "PRAGMA temp_store = MEMORY;"
                     "PRAGMA cache_size = -65536;",
                     err) &&
           conn_exec(c,
                     st->o.unsafe_sync_off ? "PRAGMA synchronous = OFF"
                                           : "PRAGMA synchronous = FULL",
                     err);
}

/* The database as a file: URI that promises that nobody writes it. */
static const char *
immutable_uri(struct arena *a, const char *path)
{
    struct buf uri = { .a = a };

    buf_add(&uri, STR("file:"));
    for (const char *p = path; *p != '\0'; p++) {
        if (*p == '%' || *p == '?' || *p == '#')
            buf_addf(&uri, "%%%02x", (unsigned)(unsigned char)*p);
        else
            buf_add_char(&uri, *p);
    }
    buf_add(&uri, STR("?immutable=1"));
    return buf_cstr(&uri);
}

static bool
open_file(const struct store *st, bool writes, struct conn *c, struct err *err)
{
    struct arena *a = arena_open();
    struct buf path = { .a = a };
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const char *name;
    bool ok;

    buf_addf(&path, "%s/log.db", st->dir);
    name = buf_cstr(&path);
    flags |= writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                    : SQLITE_OPEN_READONLY;
    if (st->immutable) {
        name = immutable_uri(a, name);
        flags |= SQLITE_OPEN_URI;
    }
    ok = sqlite3_open_v2(name, &c->db, flags, st->o.vfs) == SQLITE_OK;
    if (!ok)
        (void)sql_fail(err, c->db, "cannot open the database");
    else
        (void)sqlite3_busy_timeout(c->db, BUSY_MS);
    arena_close(a);
    return ok;
}

/* A folder that cannot be written has no room for SQLite's shared memory. As
 * long as no write-ahead log is left there, nobody writes: read as it is. */
static bool
may_be_immutable(const struct store *st, const struct conn *c)
{
    char path[4096];
    int rc = c->db == NULL ? SQLITE_OK : sqlite3_errcode(c->db) & 0xFF;
    int n = snprintf(path, sizeof(path), "%s/log.db-wal", st->dir);

    return (rc == SQLITE_CANTOPEN || rc == SQLITE_READONLY) && n > 0 &&
           (size_t)n < sizeof(path) && !file_exists(path);
}

static bool
open_and_set_up(struct store *st, bool writes, struct conn *c, struct err *err)
{
    return open_file(st, writes, c, err) &&
           (writes ? set_up_writer(st, c, err) : set_up_reader(c, err));
}

/* Nobody reads SQLite's counts of memory, and keeping them takes a lock for
 * all threads at each allocation. */
static void
set_up_library(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* else only slower */
}

bool
conn_open(struct store *st, bool writes, struct conn **ret_conn,
          struct err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct conn *c = calloc(1, sizeof(*c));
    bool ok;

    if (c == NULL)
        abort();
    (void)pthread_once(&once, set_up_library); /* cannot fail */
    ok = open_and_set_up(st, writes, c, err);
    if (!ok && !writes && !st->immutable && may_be_immutable(st, c)) {
        st->immutable = true;
        (void)sqlite3_close(c->db); /* it never was open */
        c->db = NULL;
        ok = open_and_set_up(st, writes, c, err);
    }
    if (ok)
        *ret_conn = c;
    else
        conn_close(c);
    return ok;
}

void
conn_close(struct conn *c)
{
    if (c == NULL)
        return;
    for (size_t i = 0; i < SQL_COUNT; i++)
        (void)sqlite3_finalize(c->own[i]);
    for (size_t i = 0; i < QUERY_COUNT; i++)
        (void)sqlite3_finalize(c->named[i]);
    (void)sqlite3_close(c->db); /* nothing is open any more */
    free(c);
}

/* The statement, ready to bind; NULL on failure. */
sqlite3_stmt *
conn_own(struct conn *c, enum own_sql which, struct err *err)
{
    if (c->own[which] == NULL &&
        sqlite3_prepare_v3(c->db, own_texts[which], -1,
                           SQLITE_PREPARE_PERSISTENT, &c->own[which],
                           NULL) != SQLITE_OK)
        (void)sql_fail(err, c->db, "cannot prepare a statement");
    return c->own[which];
}

static void
find_slots(struct conn *c, enum query q)
{
    for (int i = 0; i < ROW_VALUES; i++) {
        char name[8];

        (void)snprintf(name, sizeof(name), "$%d", i + 1);
        c->slot[q][i] = sqlite3_bind_parameter_index(c->named[q], name);
    }
}

/* A statement of the named query that nobody steps; the cached one, or, while
 * that is in use, a new one that the caller finalizes. NULL on failure. */
sqlite3_stmt *
conn_named(struct conn *c, enum query q, struct err *err)
{
    sqlite3_stmt *s = NULL;

    if (c->named[q] != NULL && !sqlite3_stmt_busy(c->named[q]))
        return c->named[q];
    if (sqlite3_prepare_v3(c->db, query_texts[q].sql, -1,
                           SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK) {
        (void)fail(err, ERR_IO, "query %s: %s", query_texts[q].name,
                   sqlite3_errmsg(c->db));
        return NULL;
    }
    if (c->named[q] == NULL) {
        c->named[q] = s;
        find_slots(c, q);
    }
    return s;
}

void
bind_int(sqlite3_stmt *s, int i, int64_t v)
{
    (void)sqlite3_bind_int64(s, i, v); /* the number is right: see own_texts */
}

/* Borrowed until the statement is reset. An empty text is not NULL. */
void
bind_str(sqlite3_stmt *s, int i, struct str text)
{
    (void)sqlite3_bind_text64(s, i, text.p == NULL ? "" : text.p, text.n,
                              SQLITE_STATIC, SQLITE_UTF8);
}

void
bind_bytes(sqlite3_stmt *s, int i, const void *p, size_t n)
{
    (void)sqlite3_bind_blob64(s, i, p == NULL ? "" : p, n, SQLITE_STATIC);
}

static void
bind_value(sqlite3_stmt *s, int i, const struct value *v, bool copy)
{
    sqlite3_destructor_type how = copy ? SQLITE_TRANSIENT : SQLITE_STATIC;
    const char *p = v->s.p == NULL ? "" : v->s.p;

    switch (v->kind) {
    case VALUE_NULL:
        (void)sqlite3_bind_null(s, i);
        break;
    case VALUE_INT:
        bind_int(s, i, v->i);
        break;
    case VALUE_TEXT:
        (void)sqlite3_bind_text64(s, i, p, v->s.n, how, SQLITE_UTF8);
        break;
    case VALUE_BYTES:
        (void)sqlite3_bind_blob64(s, i, p, v->s.n, how);
        break;
    }
}

/* Bind $1, $2, ... where the slots say. False when the query has no such
 * parameter: a bug of the caller. */
bool
bind_values(const int *slots, sqlite3_stmt *s, const struct value *v, size_t n,
            bool copy)
{
    for (size_t i = 0; i < n; i++) {
        if (i >= ROW_VALUES || slots[i] == 0)
            return false;
        bind_value(s, slots[i], &v[i], copy);
    }
    return true;
}

int
step_row(struct conn *c, sqlite3_stmt *s, struct err *err)
{
    int rc;

    errno = 0;
    rc = sqlite3_step(s);
    if (rc == SQLITE_ROW)
        return 1;
    if (rc != SQLITE_DONE)
        (void)sql_fail(err, c->db, "the database failed");
    (void)sqlite3_reset(s); /* repeats the failure of step */
    return rc == SQLITE_DONE ? 0 : -1;
}

bool
step_end(struct conn *c, sqlite3_stmt *s, struct err *err)
{
    int got;

    do
        got = step_row(c, s, err);
    while (got == 1);
    return got == 0;
}

bool
conn_run(struct conn *c, enum own_sql which, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, which, err);

    return s != NULL && step_end(c, s, err);
}

struct str
column_str(sqlite3_stmt *s, int i)
{
    const void *p = sqlite3_column_blob(s, i);

    return (struct str){ p == NULL ? "" : p,
                         (size_t)sqlite3_column_bytes(s, i) };
}

/* A connection for this thread: in its own bulk the writing one. */
struct conn *
conn_take(struct store *st, struct err *err)
{
    struct conn *c;

    if (in_bulk(st))
        return st->writer;
    (void)pthread_mutex_lock(&st->pool_lock);
    c = st->pool;
    if (c != NULL)
        st->pool = c->next;
    (void)pthread_mutex_unlock(&st->pool_lock);
    if (c == NULL && !conn_open(st, false, &c, err))
        return NULL;
    return c;
}

void
conn_give(struct store *st, struct conn *c)
{
    if (c == NULL || c == st->writer)
        return;
    (void)pthread_mutex_lock(&st->pool_lock);
    c->next = st->pool;
    st->pool = c;
    (void)pthread_mutex_unlock(&st->pool_lock);
}
