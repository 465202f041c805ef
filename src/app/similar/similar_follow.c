/* See similar_follow.h. */
#include "app/similar/similar_follow.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "app/appeal/appeal_file.h"
#include "sys/clock.h"
#include "sys/log.h"

enum {
    LEAVES = 500, /* at once */
    FLUSH_MS = 60 * 1000,
    NICE = 10,
    PATIENCE = 60 /* failures in a row between two words about them */
};

struct similar_follower {
    struct engine *e;
    const char *dir; /* of the index */
    struct arena *a, *work;
    pthread_t thread;
    pthread_mutex_t lock; /* of stop */
    pthread_cond_t stopped;
    bool stop;
    _Atomic(struct similar_index *) ix; /* NULL: not open yet */
    atomic_uint_fast64_t at;            /* next leaf */
    /* of the thread alone */
    int64_t flushed_at;
    unsigned failed_in_a_row;
};

static bool
open_index(struct similar_follower *f, struct err *err)
{
    struct similar_options o = { .dir = f->dir };
    struct similar_index *ix;
    bool anew;

    if (atomic_load(&f->ix) != NULL)
        return true;
    store_keyed_hash(engine_store(f->e), STR("similar"), STR(""),
                     (unsigned char *)&o.key, sizeof(o.key));
    if (!similar_open(&o, &ix, &anew, err))
        return false;
    if (similar_position(ix) > store_size(engine_store(f->e))) {
        similar_close(ix);
        return fail(err, ERR_CORRUPT, "%s is ahead of the log: remove it",
                    f->dir);
    }
    if (anew)
        log_event("the index of similar texts is made anew");
    atomic_store(&f->at, similar_position(ix));
    atomic_store(&f->ix, ix);
    return true;
}

static bool
add(struct similar_follower *f, struct str id, struct err *err)
{
    struct appeal_file file;
    struct similar_doc doc = { .name = id };
    struct appeal_words words;

    if (!appeal_file_load(f->e, f->work, id, &file, err) ||
        !appeal_file_words(f->e, f->work, &file.records, "find similar", &words,
                           err))
        return false;
    doc.title = words.title;
    doc.body = words.body;
    doc.place = file.s.place;
    doc.matter = file.s.matter;
    doc.at = file.s.received_at;
    if (doc.title.n + doc.body.n > 0)
        similar_add(atomic_load(&f->ix), &doc, true);
    return true;
}

/* Most leaves do not concern us: they are not decoded. A text of JSON cannot
 * hold these words unescaped. */
static bool
follow(struct similar_follower *f, struct str leaf, struct err *err)
{
    const struct str stream = STR("appeal/");
    bool came = str_find(leaf, STR("\"type\":\"appeal_received\"")) != SIZE_MAX;
    bool gone = str_find(leaf, STR("\"type\":\"appeal_erased\"")) != SIZE_MAX;
    struct record r;
    struct str id;

    if (!came && !gone)
        return true;
    if (!record_decode(f->work, modules_registry(), leaf, &r) ||
        !str_starts(r.stream, stream))
        return fail(err, ERR_CORRUPT,
                    "a leaf of the log cannot be read; run `gongzhi verify`");
    id = (struct str){ r.stream.p + stream.n, r.stream.n - stream.n };
    if (came)
        return add(f, id, err);
    similar_drop(atomic_load(&f->ix), id, r.occurred_at);
    return true;
}

static bool
flush(struct similar_follower *f, int64_t now, struct err *err)
{
    bool more = true;

    f->flushed_at = now;
    if (!similar_flush(atomic_load(&f->ix), atomic_load(&f->at), err))
        return false;
    while (more)
        if (!similar_tend(atomic_load(&f->ix), now, &more, err))
            return false;
    return true;
}

static bool
is_stopped(struct similar_follower *f)
{
    bool stop;

    (void)pthread_mutex_lock(&f->lock);
    stop = f->stop;
    (void)pthread_mutex_unlock(&f->lock);
    return stop;
}

/* Follow to the end of the log, or as far as there is no failure. */
static bool
catch_up(struct similar_follower *f, struct err *err)
{
    struct leaf_list leaves = { NULL, 1 };

    while (leaves.n > 0 && !is_stopped(f)) {
        uint64_t at = atomic_load(&f->at);
        size_t done = 0;

        arena_reset(f->work);
        if (!store_leaves(engine_store(f->e), f->work, at, LEAVES, &leaves,
                          err))
            return false;
        while (done < leaves.n && follow(f, leaves.at[done], err))
            done++;
        similar_commit(atomic_load(&f->ix));
        atomic_store(&f->at, at + done);
        if (done < leaves.n)
            return false;
        if (similar_is_full(atomic_load(&f->ix)) && !flush(f, clock_now(), err))
            return false;
    }
    return true;
}

static bool
one_round(struct similar_follower *f, struct err *err)
{
    int64_t now = clock_now();

    if (!open_index(f, err) || !catch_up(f, err))
        return false;
    return now - f->flushed_at < FLUSH_MS || flush(f, now, err);
}

static void
wait_a_second(struct similar_follower *f)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* cannot fail on Linux */
    until.tv_sec++;
    while (!f->stop &&
           pthread_cond_timedwait(&f->stopped, &f->lock, &until) == 0)
        continue;
}

static void *
run(void *context)
{
    struct similar_follower *f = context;
    struct err err;

    /* who sends a message comes first; in a rush the index comes behind */
    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), NICE);
    (void)pthread_mutex_lock(&f->lock);
    while (!f->stop) {
        (void)pthread_mutex_unlock(&f->lock);
        if (one_round(f, &err))
            f->failed_in_a_row = 0;
        else if (f->failed_in_a_row++ % PATIENCE == 0)
            log_failure("similar", &err);
        (void)pthread_mutex_lock(&f->lock);
        wait_a_second(f);
    }
    (void)pthread_mutex_unlock(&f->lock);
    if (atomic_load(&f->ix) != NULL && !flush(f, clock_now(), &err))
        log_failure("similar", &err);
    return NULL;
}

static void
free_follower(struct similar_follower *f)
{
    similar_close(atomic_load(&f->ix));
    (void)pthread_mutex_destroy(&f->lock);
    (void)pthread_cond_destroy(&f->stopped);
    arena_close(f->work);
    arena_close(f->a);
    free(f);
}

bool
similar_follow_start(struct engine *e, const char *dir,
                     struct similar_follower **ret_follower, struct err *err)
{
    struct similar_follower *f = calloc(1, sizeof(*f));
    pthread_condattr_t monotonic;
    struct buf path;

    if (f == NULL)
        abort(); /* as the arena does */
    f->e = e;
    f->a = arena_open();
    f->work = arena_open();
    path = (struct buf){ .a = f->a };
    buf_addf(&path, "%s/similar", dir);
    f->dir = buf_cstr(&path);
    f->flushed_at = clock_now();
    /* none of these can fail on Linux */
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&f->lock, NULL);
    (void)pthread_cond_init(&f->stopped, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    if (pthread_create(&f->thread, NULL, run, f) != 0) {
        free_follower(f);
        return fail(err, ERR_IO,
                    "cannot start the thread of the similar texts");
    }
    *ret_follower = f;
    return true;
}

void
similar_follow_stop(struct similar_follower *f)
{
    if (f == NULL)
        return;
    (void)pthread_mutex_lock(&f->lock);
    f->stop = true;
    (void)pthread_cond_signal(&f->stopped);
    (void)pthread_mutex_unlock(&f->lock);
    (void)pthread_join(f->thread, NULL); /* cannot fail: it is ours */
    free_follower(f);
}

bool
similar_follow_find(struct similar_follower *f, struct arena *a,
                    const struct similar_ask *ask,
                    struct similar_answers *ret_answers, uint64_t *ret_behind,
                    struct err *err)
{
    struct similar_index *ix = atomic_load(&f->ix);
    uint64_t at = atomic_load(&f->at), size = store_size(engine_store(f->e));

    if (ix == NULL)
        return fail(err, ERR_BUSY, "the index of similar texts is not open");
    *ret_answers = similar_search(ix, a, ask);
    *ret_behind = size > at ? size - at : 0;
    return true;
}
