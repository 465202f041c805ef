/* See store_bench.h. */
#include "store_bench.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "sys/clock.h"
#include "sys/random.h"

enum { CHECKPOINT_PAGES = 4000, MOST_THREADS = 256 };

/* A row that waits for its commit. */
struct wait {
    bool done;
    pthread_cond_t woken;
    struct wait *next;
};

struct bare {
    sqlite3 *db;
    sqlite3_stmt *insert;
    unsigned char *row;
    size_t row_bytes;
    int64_t until; /* ticks */
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct wait *queue;
    int clients;
    long rows;
    int wal_pages;
    bool failed;
};

static int
count_pages(void *context, sqlite3 *db, const char *name, int pages)
{
    struct bare *b = context;

    (void)db;
    (void)name;
    b->wal_pages = pages;
    return SQLITE_OK;
}

static bool
open_bare(struct bare *b, const char *path)
{
    const char *sql = "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL;"
                      "PRAGMA synchronous = FULL;"
                      "PRAGMA wal_autocheckpoint = 0;"
                      "CREATE TABLE bare (n INTEGER PRIMARY KEY, row BLOB)";

    if (sqlite3_open(path, &b->db) != SQLITE_OK ||
        sqlite3_exec(b->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return false;
    (void)sqlite3_wal_hook(b->db, count_pages, b);
    return sqlite3_prepare_v2(b->db, "INSERT INTO bare (row) VALUES (?1)", -1,
                              &b->insert, NULL) == SQLITE_OK;
}

/* Commit a row for each that waits. */
static bool
commit(struct bare *b, const struct wait *waiting)
{
    bool ok =
        sqlite3_exec(b->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;

    for (; ok && waiting != NULL; waiting = waiting->next) {
        (void)sqlite3_bind_blob64(b->insert, 1, b->row, b->row_bytes,
                                  SQLITE_STATIC);
        ok = sqlite3_step(b->insert) == SQLITE_DONE;
        (void)sqlite3_reset(b->insert); /* step told of a failure */
    }
    return ok && sqlite3_exec(b->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

static void
wake(struct bare *b, struct wait *waiting)
{
    (void)pthread_mutex_lock(&b->lock);
    for (struct wait *w = waiting, *next; w != NULL; w = next) {
        next = w->next;
        w->done = true;
        b->rows++;
        (void)pthread_cond_signal(&w->woken);
    }
    (void)pthread_mutex_unlock(&b->lock);
}

static void *
write_always(void *context)
{
    struct bare *b = context;

    for (;;) {
        struct wait *waiting;

        (void)pthread_mutex_lock(&b->lock);
        while (b->queue == NULL && b->clients > 0)
            (void)pthread_cond_wait(&b->filled, &b->lock);
        waiting = b->queue;
        b->queue = NULL;
        (void)pthread_mutex_unlock(&b->lock);
        if (waiting == NULL)
            return NULL;
        if (!commit(b, waiting))
            b->failed = true;
        wake(b, waiting);
        if (b->wal_pages >= CHECKPOINT_PAGES) {
            b->wal_pages = 0;
            (void)sqlite3_wal_checkpoint_v2(
                b->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        }
    }
}

static void *
ask_always(void *context)
{
    struct bare *b = context;

    while (clock_ticks() < b->until) {
        struct wait w = { .done = false };

        (void)pthread_cond_init(&w.woken, NULL);
        (void)pthread_mutex_lock(&b->lock);
        w.next = b->queue;
        b->queue = &w;
        (void)pthread_cond_signal(&b->filled);
        while (!w.done)
            (void)pthread_cond_wait(&w.woken, &b->lock);
        (void)pthread_mutex_unlock(&b->lock);
        (void)pthread_cond_destroy(&w.woken);
    }
    (void)pthread_mutex_lock(&b->lock);
    b->clients--;
    (void)pthread_cond_signal(&b->filled);
    (void)pthread_mutex_unlock(&b->lock);
    return NULL;
}

/* Rows a second of all clients together. */
static double
run(struct bare *b, int threads, double seconds)
{
    pthread_t writer, clients[MOST_THREADS];
    int64_t from = clock_ticks();

    b->until = from + (int64_t)(seconds * 1e9);
    b->clients = threads;
    if (pthread_create(&writer, NULL, write_always, b) != 0)
        return 0;
    for (int i = 0; i < threads; i++)
        if (pthread_create(&clients[i], NULL, ask_always, b) != 0)
            abort();
    for (int i = 0; i < threads; i++)
        (void)pthread_join(clients[i], NULL);
    (void)pthread_join(writer, NULL);
    return b->failed ? 0
                     : (double)b->rows / ((double)(clock_ticks() - from) / 1e9);
}

double
bare_commit_rate(const char *dir, size_t row_bytes, int threads, double seconds)
{
    struct bare b = { .row_bytes = row_bytes };
    char path[1024], beside[1040];
    double rate = 0;

    (void)snprintf(path, sizeof(path), "%s/bare.db", dir);
    b.row = calloc(1, row_bytes + 1);
    if (b.row == NULL || threads > MOST_THREADS)
        abort();
    random_bytes(b.row, row_bytes);
    (void)pthread_mutex_init(&b.lock, NULL);
    (void)pthread_cond_init(&b.filled, NULL);
    if (open_bare(&b, path))
        rate = run(&b, threads, seconds);
    (void)sqlite3_finalize(b.insert);
    (void)sqlite3_close(b.db);
    (void)unlink(path); /* a leftover does no harm */
    (void)snprintf(beside, sizeof(beside), "%s-wal", path);
    (void)unlink(beside);
    (void)snprintf(beside, sizeof(beside), "%s-shm", path);
    (void)unlink(beside);
    free(b.row);
    return rate;
}
