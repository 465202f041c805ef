/* See living.h. */
#include "cli/living/living.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/living/living_internal.h"
#include "sys/clock.h"
#include "sys/log.h"

enum {
    PER_DAY = 42,   /* of the history, on the whole */
    CLUSTER = 6,    /* of a hundred arrivals */
    AHEAD = 120,    /* appeals */
    LAST = 500,     /* records */
    LOOK_MS = 5000, /* between looks for what others brought */
    AFTER_FAILURE_MS = 10000,
    SECOND_NS = 1000000000,
    MS_NS = 1000000
};

struct living {
    struct living_options o;
    struct demo_options play;
    struct demo d;
    int64_t since, told_at;
    pthread_t thread;
    bool runs;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t woken; /* by the monotonic clock */
    bool stop;
};

/* Milliseconds between two arrivals, on the average of this hour. At night it
 * is quieter, but never quite still. */
static int64_t
between_arrivals(const struct living *l, int64_t at)
{
    bool lively = at >= l->d.lively_from;
    int64_t hour = (at - day_start(moment_day(at))) / HOUR_MS;
    int64_t all = 0, share = (int64_t)10 * demo_hours[hour];
    int64_t per_day = lively ? l->o.pace * 24 * 60 : PER_DAY;

    for (int i = 0; i < 24; i++)
        all += (int64_t)10 * demo_hours[i];
    if (lively && share < all / 24 / 2)
        share = all / 24 / 2;
    return DAY_MS / 24 * all / (share * per_day);
}

/* Chance has no memory: where the rate changes it is asked anew. */
static void
next_arrival(struct living *l)
{
    struct demo *d = &l->d;
    size_t cluster = demo_chance(&d->chance, CLUSTER) ? 1 : 0;
    int64_t at =
        d->now + demo_until_next(&d->chance, between_arrivals(l, d->now));

    if (d->now < d->lively_from && at > d->lively_from)
        at = d->lively_from +
             demo_until_next(&d->chance, between_arrivals(l, d->lively_from));
    demo_later(d, STEP_RECEIVE, cluster, at);
}

/* When the city stopped: the latest moment of the last records. What follows
 * from another record bears that one's time, so the very last may be older. */
static bool
last_moment(struct demo *d, int64_t *ret_at, struct err *err)
{
    struct store *st = engine_store(d->e);
    struct leaf_list leaves = { NULL, 0 };
    uint64_t size = store_size(st);
    struct record r;

    *ret_at = 0;
    if (!store_leaves(st, d->turn, size > LAST ? size - LAST : 0, LAST, &leaves,
                      err))
        return false;
    for (size_t i = 0; i < leaves.n; i++) {
        if (!record_decode(d->turn, modules_registry(), leaves.at[i], &r))
            return fail(err, ERR_CORRUPT,
                        "a leaf of the log cannot be read; run "
                        "`gongzhi verify`");
        if (str_starts(r.stream, STR("appeal/")) && r.occurred_at > *ret_at)
            *ret_at = r.occurred_at;
    }
    return true;
}

static bool
is_empty(struct demo *d, bool *ret_empty, struct err *err)
{
    const struct value v[] = { value_int(0), value_int(1) };
    struct cursor *c;

    if (!store_query(engine_store(d->e), QUERY_APPEAL_ALL, v, 2, &c, err))
        return false;
    err->kind = ERR_NONE;
    *ret_empty = !cursor_next(c, err);
    cursor_close(c);
    return err->kind == ERR_NONE;
}

/* So long before now it is lively already: an hour, or as long as some
 * appeals take to arrive. */
static int64_t
lively_ms(int64_t pace)
{
    int64_t ms = AHEAD * MINUTE_MS / pace;

    return ms < LIVING_HOUR_MS ? ms : LIVING_HOUR_MS;
}

/* Where to go on, and with how much behind it. */
static bool
take_up(struct living *l, struct err *err)
{
    struct demo *d = &l->d;
    int64_t now = clock_now();
    bool empty;

    if (!last_moment(d, &l->since, err) || !is_empty(d, &empty, err))
        return false;
    if (empty) /* a history that was stopped at its first day */
        l->since = l->o.from;
    d->now = l->since > now ? now : l->since;
    if (d->now < now - LIVING_GAP_DAYS * DAY_MS)
        d->now = now - LIVING_GAP_DAYS * DAY_MS;
    d->lively_from = now - lively_ms(l->o.pace);
    d->hurry = l->o.pace * 24 * 60 / PER_DAY;
    d->recall = living_recall;
    if (!living_take_all(d, err))
        return false;
    d->asked = (uint64_t)d->seen;
    d->citizens = d->seen + 1;
    d->chance.state = l->o.seed + (uint64_t)d->seen;
    demo_later(d, STEP_LOOK, 0, now + LOOK_MS);
    next_arrival(l);
    return true;
}

bool
living_open(const struct living_options *o, struct living **ret_living,
            struct err *err)
{
    struct living *l = calloc(1, sizeof(*l));

    if (l == NULL)
        abort();
    l->o = *o;
    l->play = (struct demo_options){
        .e = o->e,
        .until = DEMO_ENDLESS,
        .seed = o->seed,
    };
    if (!demo_open(&l->d, &l->play, clock_now(), err)) {
        free(l);
        return false;
    }
    *ret_living = l;
    return take_up(l, err);
}

int64_t
living_since(const struct living *l)
{
    return l->since;
}

static bool
one_step(struct living *l, const struct demo_step *step, struct err *err)
{
    struct demo *d = &l->d;

    arena_reset(d->turn);
    d->city.rules = engine_rules(d->e, d->now);
    if (step->what == STEP_LOOK) {
        demo_later(d, STEP_LOOK, 0, d->now + LOOK_MS);
        return living_take_new(d, err);
    }
    if (step->what == STEP_RECEIVE)
        next_arrival(l);
    return demo_take_step(d, step, err);
}

/* In bulk until a moment: timers fire at their own time. */
static bool
play_until(struct living *l, int64_t until, struct living_watch watch,
           struct err *err)
{
    struct demo *d = &l->d;
    int32_t day = moment_day(d->now);
    uint64_t fired;

    while (d->steps_n > 0 && d->steps[0].at <= until) {
        struct demo_step s = demo_first(d);

        if (!demo_breathe(d, err) ||
            !engine_timers(d->e, s.at, true, &fired, err))
            return false;
        d->batch += (int)fired;
        d->now = s.at;
        if (!one_step(l, &s, err))
            return false;
        if (watch.progress != NULL && moment_day(d->now) != day)
            watch.progress(watch.context, d->now, d->result.cases);
        day = moment_day(d->now);
    }
    return engine_timers(d->e, until, true, &fired, err) &&
           engine_react(d->e, err);
}

bool
living_forward(struct living *l, struct living_watch watch, struct err *err)
{
    struct store *st = engine_store(l->o.e);

    if (!store_bulk_begin(st, err))
        return false;
    if (!play_until(l, clock_now(), watch, err)) {
        store_bulk_abandon(st);
        return false;
    }
    l->d.counts = (struct demo_counts){ 0 };
    return store_bulk_commit(st, err);
}

int64_t
living_arrived(const struct living *l)
{
    return l->d.result.cases;
}

static void
tell(struct living *l)
{
    const struct demo_counts *n = &l->d.counts;
    struct buf at = { .a = l->d.turn };

    if (l->d.now - l->told_at < MINUTE_MS)
        return;
    moment_put(&at, l->d.now);
    if (l->told_at != 0)
        (void)printf("%.5s 新诉求 new %lld · 签收 signed in %lld · 联系 "
                     "contacted %lld · 答复 replied %lld · 其他 other %lld\n",
                     buf_cstr(&at) + 11, (long long)n->received,
                     (long long)n->signed_in, (long long)n->contacted,
                     (long long)n->replied, (long long)n->other);
    (void)fflush(stdout);
    l->told_at = l->d.now;
    l->d.counts = (struct demo_counts){ 0 };
}

/* The step that is due, or how long to wait for the next. The player's own
 * failures are told and do not end the city. */
static int64_t
act(struct living *l)
{
    struct demo *d = &l->d;
    struct demo_step s;
    struct err err;

    d->now = clock_now();
    tell(l);
    if (d->steps_n == 0 || d->steps[0].at > d->now)
        return d->steps_n == 0 ? LOOK_MS : d->steps[0].at - d->now;
    s = demo_first(d);
    if (one_step(l, &s, &err))
        return 0;
    log_failure("demo", &err);
    if (s.what == STEP_WORK) /* the others come again of themselves, or not */
        demo_later(d, s.what, s.index, d->now + AFTER_FAILURE_MS);
    return AFTER_FAILURE_MS;
}

/* The lock is held. */
static void
wait_ms(struct living *l, int64_t ms)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* cannot fail on Linux */
    until.tv_sec += (time_t)(ms / 1000);
    until.tv_nsec += (long)(ms % 1000) * MS_NS;
    if (until.tv_nsec >= SECOND_NS) {
        until.tv_nsec -= SECOND_NS;
        until.tv_sec++;
    }
    while (!l->stop && pthread_cond_timedwait(&l->woken, &l->lock, &until) == 0)
        continue;
}

static void *
run(void *context)
{
    struct living *l = context;

    (void)pthread_mutex_lock(&l->lock);
    while (!l->stop) {
        int64_t ms;

        (void)pthread_mutex_unlock(&l->lock);
        ms = act(l);
        (void)pthread_mutex_lock(&l->lock);
        if (ms > 0) /* the clock may be set: look again soon */
            wait_ms(l, ms < LOOK_MS ? ms : LOOK_MS);
    }
    (void)pthread_mutex_unlock(&l->lock);
    return NULL;
}

bool
living_start(struct living *l, struct err *err)
{
    pthread_condattr_t monotonic;

    /* none of these can fail on Linux */
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&l->lock, NULL);
    (void)pthread_cond_init(&l->woken, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    l->runs = pthread_create(&l->thread, NULL, run, l) == 0;
    return l->runs || fail(err, ERR_IO, "cannot start the thread of the city");
}

void
living_end(struct living *l)
{
    if (!l->runs)
        return;
    (void)pthread_mutex_lock(&l->lock);
    l->stop = true;
    (void)pthread_cond_signal(&l->woken);
    (void)pthread_mutex_unlock(&l->lock);
    (void)pthread_join(l->thread, NULL); /* cannot fail: it is ours */
    l->runs = false;
    (void)pthread_mutex_destroy(&l->lock);
    (void)pthread_cond_destroy(&l->woken);
}

void
living_close(struct living *l)
{
    if (l == NULL)
        return;
    demo_close(&l->d);
    free(l);
}
