/*
 * sqlite_writer: who writes and when. Appends wait in a queue; the writer
 * thread takes all that wait, commits them as one transaction and wakes their
 * callers only after COMMIT returned. Bulks, rebuilds and small writes
 * (sqlite_bulk.c) take the same turn in the caller's own thread.
 */
#include "store/sqlite_internal.h"

#include <assert.h>
#include <semaphore.h>
#include <time.h>

#include "sys/clock.h"

enum {
    KEY_RACES = 3,
    BATCH_MOST = 4096,
    GATHER_SHARE = 3, /* of the time of a commit */
    GATHER_MOST_NS = 3000000,
    SECOND_NS = 1000000000
};

/* An append that waits. */
struct job {
    const struct append *ap;
    const struct prepared *p;
    struct appended *ret_appended;
    struct err *err;
    bool ok, key_race;
    void (*done)(struct job *j); /* j may be gone when it returns */
    struct job *next;
};

/* One whose caller sleeps; on its stack. */
struct waiting {
    struct job job; /* first */
    sem_t done;
};

/* One whose caller went on; in its arena. */
struct handed_job {
    struct job job; /* first */
    struct prepared p;
    struct handed *h;
};

void
turn_take(struct turn *t)
{
    uint64_t mine;

    (void)pthread_mutex_lock(&t->lock);
    mine = t->next++;
    while (t->now != mine)
        (void)pthread_cond_wait(&t->moved, &t->lock);
    (void)pthread_mutex_unlock(&t->lock);
}

void
turn_give(struct turn *t)
{
    (void)pthread_mutex_lock(&t->lock);
    t->now++;
    (void)pthread_cond_broadcast(&t->moved);
    (void)pthread_mutex_unlock(&t->lock);
}

bool
writer_begin(struct store *st, struct err *err)
{
    st->broken = false;
    return conn_run(st->writer, SQL_BEGIN, err);
}

/* Forget the open transaction and what it put into memory. */
void
writer_back(struct store *st)
{
    struct err ignored; /* the failure that led here counts */

    if (!sqlite3_get_autocommit(st->writer->db))
        (void)conn_run(st->writer, SQL_ROLLBACK, &ignored);
    tree_back(&st->tree);
    st->slots.doomed_n = 0;
    st->newest = st->newest_committed;
}

bool
writer_commit(struct store *st, struct err *err)
{
    if (sqlite3_get_autocommit(st->writer->db)) {
        writer_back(st);
        return fail(err, ERR_IO, "the database gave the transaction up");
    }
    if (!tree_save(st, err) || !conn_run(st->writer, SQL_COMMIT, err)) {
        writer_back(st);
        return false;
    }
    tree_committed(&st->tree);
    st->newest_committed = st->newest;
    return true;
}

static int
count_pages(void *context, sqlite3 *db, const char *name, int pages)
{
    struct store *st = context;

    (void)db;
    (void)name;
    atomic_store(&st->wal_pages, pages);
    return SQLITE_OK;
}

/* All failed for one reason; or only those that erase: that is recorded, and
 * carried out when the folder is opened next, but nobody may be told so. */
static void
fail_jobs(struct job *jobs, bool erasures, const struct err *err)
{
    for (struct job *j = jobs; j != NULL; j = j->next)
        if (!erasures || (j->ok && j->ap->erase_n > 0)) {
            *j->err = *err;
            j->ok = false;
        }
}

/* Apply all; false when one could not be. */
static bool
apply_jobs(struct store *st, struct job *jobs)
{
    for (struct job *j = jobs; j != NULL; j = j->next) {
        j->ok = append_apply(st, j->ap, j->p, j->ret_appended, &j->key_race,
                             j->err);
        if (!j->ok)
            return false;
    }
    return true;
}

/* Apply what can be. False when a failure took the transaction with it. */
static bool
try_jobs(struct store *st, struct job *jobs, bool *ret_any, struct err *err)
{
    *ret_any = false;
    for (struct job *j = jobs; j != NULL; j = j->next) {
        j->ok =
            append_try(st, j->ap, j->p, j->ret_appended, &j->key_race, j->err);
        *ret_any = *ret_any || j->ok;
        if (sqlite3_get_autocommit(st->writer->db)) {
            *err = *j->err;
            return false;
        }
    }
    return true;
}

/* Nearly always all can be applied; only when one cannot, they are all taken
 * back and each is tried for itself. */
static bool
apply_and_commit(struct store *st, struct job *jobs, struct err *err)
{
    bool any = true;

    if (!writer_begin(st, err))
        return false;
    if (!apply_jobs(st, jobs)) {
        writer_back(st);
        if (!writer_begin(st, err))
            return false;
        if (!try_jobs(st, jobs, &any, err)) {
            writer_back(st);
            return false;
        }
    }
    if (any)
        return writer_commit(st, err);
    writer_back(st);
    return true;
}

static void
commit_jobs(struct store *st, struct job *jobs)
{
    struct err err;
    bool kept = apply_and_commit(st, jobs, &err);

    if (!kept || !slots_wipe(st, &err))
        fail_jobs(jobs, kept, &err);
}

/*
 * Wait until something waits, or the store closes. Callers that were just
 * woken often come back at once: for a fraction of what a commit takes it pays
 * to wait for as many as there were, or half of them go with the next commit
 * and half with the one after, for ever. The queue is locked.
 */
static void
gather(struct store *st)
{
    int64_t wait_ns = st->commit_ns / GATHER_SHARE;
    struct timespec until;

    while (st->queue == NULL && !st->stop)
        (void)pthread_cond_wait(&st->queue_filled, &st->queue_lock);
    if (st->queue_n >= st->queue_want || st->stop)
        return;
    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* cannot fail on Linux */
    until.tv_nsec += wait_ns < GATHER_MOST_NS ? wait_ns : GATHER_MOST_NS;
    if (until.tv_nsec >= SECOND_NS) {
        until.tv_nsec -= SECOND_NS;
        until.tv_sec++;
    }
    while (st->queue_n < st->queue_want && !st->stop &&
           pthread_cond_timedwait(&st->queue_filled, &st->queue_lock, &until) ==
               0)
        continue;
}

/* What waits, as a list of its own; NULL when the store closes. */
static struct job *
take_jobs(struct store *st)
{
    struct job *jobs, *last;
    size_t n = 1;

    (void)pthread_mutex_lock(&st->queue_lock);
    gather(st);
    (void)pthread_mutex_unlock(&st->queue_lock);
    turn_take(&st->turn); /* meanwhile more may come */
    (void)pthread_mutex_lock(&st->queue_lock);
    jobs = last = st->queue;
    for (; last != NULL && last->next != NULL && n < BATCH_MOST; n++)
        last = last->next;
    if (last != NULL) {
        st->queue = last->next;
        last->next = NULL;
        st->queue_n -= n;
    }
    if (st->queue == NULL)
        st->queue_end = &st->queue;
    (void)pthread_mutex_unlock(&st->queue_lock);
    return jobs;
}

static void
tell(struct store *st, struct job *jobs)
{
    size_t n = 0;

    for (const struct job *j = jobs; j != NULL; j = j->next)
        n++;
    (void)pthread_mutex_lock(&st->queue_lock);
    st->queue_want = st->queue_n + n;
    (void)pthread_mutex_unlock(&st->queue_lock);
    for (struct job *j = jobs, *next; j != NULL; j = next) {
        next = j->next; /* j is gone once its caller knows */
        j->done(j);
    }
}

static void *
write_always(void *context)
{
    struct store *st = context;
    struct job *jobs;

    (void)pthread_setname_np(pthread_self(), "writer"); /* for top(1) */
    do {
        jobs = take_jobs(st);
        if (jobs != NULL) {
            int64_t from = clock_ticks();

            commit_jobs(st, jobs);
            st->commit_ns = clock_ticks() - from;
            tell(st, jobs);
            shorten_log(st);
        }
        turn_give(&st->turn);
    } while (jobs != NULL);
    return NULL;
}

bool
writer_start(struct store *st, struct err *err)
{
    (void)sqlite3_wal_hook(st->writer->db, count_pages, st);
    if (pthread_create(&st->thread, NULL, write_always, st) != 0)
        return fail(err, ERR_IO, "cannot start the writer thread");
    st->thread_runs = true;
    return true;
}

void
writer_stop(struct store *st)
{
    if (!st->thread_runs)
        return;
    (void)pthread_mutex_lock(&st->queue_lock);
    st->stop = true;
    (void)pthread_cond_signal(&st->queue_filled);
    (void)pthread_mutex_unlock(&st->queue_lock);
    (void)pthread_join(st->thread, NULL); /* cannot fail: it is ours */
}

static void
line_up(struct store *st, struct job *j)
{
    (void)pthread_mutex_lock(&st->queue_lock);
    *st->queue_end = j;
    st->queue_end = &j->next;
    st->queue_n++;
    if (st->queue_n == 1 || st->queue_n == st->queue_want)
        (void)pthread_cond_signal(&st->queue_filled);
    (void)pthread_mutex_unlock(&st->queue_lock);
}

static void
post(struct job *j)
{
    (void)sem_post(&((struct waiting *)j)->done);
}

/* Each caller has a semaphore of its own, posted without a lock that it would
 * have to wait for again. */
static void
wait_for(struct store *st, struct waiting *w)
{
    w->job.done = post;
    (void)sem_init(&w->done, 0, 0); /* cannot fail on Linux */
    line_up(st, &w->job);
    while (sem_wait(&w->done) != 0)
        continue; /* a signal came between */
    (void)sem_destroy(&w->done);
}

/* In the bulk of this thread: at once, durable with its commit. */
static void
apply_in_bulk(struct store *st, struct job *j)
{
    if (st->broken) {
        j->ok = fail(j->err, ERR_IO, "this bulk failed before");
        return;
    }
    j->ok = append_try(st, j->ap, j->p, j->ret_appended, &j->key_race, j->err);
    if (sqlite3_get_autocommit(st->writer->db))
        st->broken = true;
}

bool
writable(const struct store *st, struct err *err)
{
    return st->writer != NULL ||
           fail(err, ERR_READ_ONLY, "%s is open for reading only", st->dir);
}

/* An arena of earlier appends is warm; a new one costs more than a seal. */
static struct arena *
arena_take(struct store *st)
{
    struct arena *a = NULL;

    (void)pthread_mutex_lock(&st->pool_lock);
    if (st->arenas_n > 0)
        a = st->arenas[--st->arenas_n];
    (void)pthread_mutex_unlock(&st->pool_lock);
    return a == NULL ? arena_open() : a;
}

static void
arena_give(struct store *st, struct arena *a)
{
    arena_reset(a);
    (void)pthread_mutex_lock(&st->pool_lock);
    if (st->arenas_n < ARENA_POOL) {
        st->arenas[st->arenas_n++] = a;
        a = NULL;
    }
    (void)pthread_mutex_unlock(&st->pool_lock);
    arena_close(a);
}

bool
store_append(struct store *st, const struct append *ap,
             struct appended *ret_appended, struct err *err)
{
    bool again = true, ok = false;

    if (!writable(st, err))
        return false;
    for (int round = 0; again && round < KEY_RACES; round++) {
        struct arena *a = arena_take(st);
        struct prepared p;
        struct waiting w = {
            .job = { .ap = ap,
                     .p = &p,
                     .err = err,
                     .ret_appended = ret_appended },
        };
        bool look_up = ap->expected > 0 || round > 0;

        if (prepare(st, a, ap, look_up, &p, err)) {
            if (in_bulk(st))
                apply_in_bulk(st, &w.job);
            else
                wait_for(st, &w);
        }
        ok = w.job.ok;
        again = !ok && w.job.key_race;
        arena_give(st, a);
    }
    return ok;
}

static void
pass_on(struct job *j)
{
    struct handed *h = ((struct handed_job *)j)->h;

    h->ok = j->ok;
    if (!j->ok && j->key_race)
        (void)fail(&h->err, ERR_CONFLICT, "another was quicker; try again");
    h->done(h->context);
}

void
store_hand_over(struct store *st, struct arena *a, const struct append *ap,
                struct handed *h)
{
    struct handed_job *hj = arena_new(a, struct handed_job);

    assert(!in_bulk(st));
    h->ok = false;
    hj->h = h;
    hj->job = (struct job){ .ap = ap,
                            .p = &hj->p,
                            .ret_appended = &h->appended,
                            .err = &h->err,
                            .done = pass_on };
    if (writable(st, &h->err) &&
        prepare(st, a, ap, ap->expected > 0, &hj->p, &h->err))
        line_up(st, &hj->job);
    else
        h->done(h->context);
}
