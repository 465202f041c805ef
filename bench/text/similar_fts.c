/* FTS5 of SQLite beside our index; see similar.h. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "similar.h"

struct fts {
    sqlite3 *db;
    sqlite3_stmt *add, *find;
};

static void
check(struct fts *f, int rc)
{
    if (rc == SQLITE_OK || rc == SQLITE_DONE || rc == SQLITE_ROW)
        return;
    (void)fprintf(stderr, "bench: fts5: %s\n", sqlite3_errmsg(f->db));
    exit(3);
}

struct fts *
fts_open(const char *path)
{
    struct fts *f = calloc(1, sizeof(*f));

    if (f == NULL)
        abort();
    check(f, sqlite3_open(path, &f->db));
    check(f, sqlite3_exec(f->db,
                          "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                          "PRAGMA cache_size=-1000000;"
                          "CREATE VIRTUAL TABLE t USING fts5(x, content='',"
                          " tokenize='unicode61 remove_diacritics 0');"
                          "BEGIN",
                          NULL, NULL, NULL));
    check(f, sqlite3_prepare_v2(f->db, "INSERT INTO t(rowid, x) VALUES(?,?)",
                                -1, &f->add, NULL));
    check(f, sqlite3_prepare_v2(
                 f->db,
                 "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10",
                 -1, &f->find, NULL));
    return f;
}

void
fts_add(struct fts *f, int64_t number, struct str pairs)
{
    check(f, sqlite3_bind_int64(f->add, 1, number));
    check(f, sqlite3_bind_text(f->add, 2, pairs.p, (int)pairs.n,
                               SQLITE_TRANSIENT));
    check(f, sqlite3_step(f->add));
    check(f, sqlite3_reset(f->add));
}

void
fts_ready(struct fts *f)
{
    check(f, sqlite3_exec(f->db, "INSERT INTO t(t) VALUES('optimize'); COMMIT",
                          NULL, NULL, NULL));
}

size_t
fts_find(struct fts *f, struct str pairs, int64_t ret_numbers[10])
{
    size_t n = 0;

    if (pairs.n == 0)
        return 0;
    check(f, sqlite3_bind_text(f->find, 1, pairs.p, (int)pairs.n,
                               SQLITE_TRANSIENT));
    while (sqlite3_step(f->find) == SQLITE_ROW && n < 10)
        ret_numbers[n++] = sqlite3_column_int64(f->find, 0);
    check(f, sqlite3_reset(f->find));
    return n;
}

void
fts_close(struct fts *f)
{
    (void)sqlite3_finalize(f->add);
    (void)sqlite3_finalize(f->find);
    (void)sqlite3_close(f->db);
    free(f);
}
