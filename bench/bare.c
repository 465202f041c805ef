/* See bare.h. */
#include "bare.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys/clock.h"

/* Callers put a mark in the queue and wait until the commit that holds it. */
struct bare {
    sqlite3 *db;
    sqlite3_stmt *insert;
    char *row;
    size_t row_bytes;
    pthread_mutex_t lock;
    pthread_cond_t more, done;
    long asked, committed; /* rows */
    atomic_bool stop;
    bool failed;
};

static void *
caller(void *context)
{
    struct bare *b = context;

    while (!atomic_load(&b->stop)) {
        long mine;

        (void)pthread_mutex_lock(&b->lock);
        mine = ++b->asked;
        (void)pthread_cond_signal(&b->more);
        while (b->committed < mine && !b->failed)
            (void)pthread_cond_wait(&b->done, &b->lock);
        (void)pthread_mutex_unlock(&b->lock);
    }
    return NULL;
}

static bool
commit_rows(struct bare *b, long n)
{
    bool ok =
        sqlite3_exec(b->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;

    for (long i = 0; ok && i < n; i++) {
        (void)sqlite3_bind_blob(b->insert, 1, b->row, (int)b->row_bytes,
                                SQLITE_STATIC);
        ok = sqlite3_step(b->insert) == SQLITE_DONE;
        (void)sqlite3_reset(b->insert);
    }
    return ok && sqlite3_exec(b->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

static void *
writer(void *context)
{
    struct bare *b = context;

    (void)pthread_mutex_lock(&b->lock);
    while (!atomic_load(&b->stop) && !b->failed) {
        long upto = b->asked, n = upto - b->committed;

        if (n == 0) {
            (void)pthread_cond_wait(&b->more, &b->lock);
            continue;
        }
        (void)pthread_mutex_unlock(&b->lock);
        bool ok = commit_rows(b, n);
        (void)pthread_mutex_lock(&b->lock);
        b->failed = !ok;
        b->committed = upto;
        (void)pthread_cond_broadcast(&b->done);
    }
    b->failed = b->failed || b->committed == 0;
    b->committed = b->asked + 1000000; /* let everyone go */
    (void)pthread_cond_broadcast(&b->done);
    (void)pthread_mutex_unlock(&b->lock);
    return NULL;
}

static bool
open_bare(struct bare *b, const char *path)
{
    static const char setup[] =
        "PRAGMA page_size=4096; PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
        "CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);";

    return sqlite3_open(path, &b->db) == SQLITE_OK &&
           sqlite3_exec(b->db, setup, NULL, NULL, NULL) == SQLITE_OK &&
           sqlite3_prepare_v2(b->db, "INSERT INTO row (bytes) VALUES (?)", -1,
                              &b->insert, NULL) == SQLITE_OK;
}

static double
measure(struct bare *b, int threads, double seconds)
{
    pthread_t *t = calloc((size_t)threads + 1, sizeof(*t));
    int64_t began = clock_ticks();
    double rate;

    if (t == NULL)
        return -1;
    (void)pthread_create(&t[threads], NULL, writer, b);
    for (int i = 0; i < threads; i++)
        (void)pthread_create(&t[i], NULL, caller, b);
    (void)usleep((useconds_t)(seconds * 1e6));
    (void)pthread_mutex_lock(&b->lock);
    rate = (double)b->committed / ((double)(clock_ticks() - began) / 1e9);
    atomic_store(&b->stop, true);
    (void)pthread_cond_signal(&b->more);
    (void)pthread_mutex_unlock(&b->lock);
    for (int i = 0; i <= threads; i++)
        (void)pthread_join(t[i], NULL);
    free(t);
    return rate;
}

double
bare_commit_rate(const char *path, size_t row_bytes, int threads,
                 double seconds)
{
    struct bare b = { .row_bytes = row_bytes, .row = malloc(row_bytes) };
    double rate = -1;

    (void)pthread_mutex_init(&b.lock, NULL);
    (void)pthread_cond_init(&b.more, NULL);
    (void)pthread_cond_init(&b.done, NULL);
    if (b.row != NULL && open_bare(&b, path)) {
        memset(b.row, 'x', row_bytes);
        rate = measure(&b, threads, seconds);
    }
    (void)sqlite3_finalize(b.insert);
    (void)sqlite3_close(b.db);
    free(b.row);
    return b.failed ? -1 : rate;
}
