/* See jobs.h. */
#include "jobs/jobs.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "app/access/access_night.h"
#include "app/attachment/attachment.h"
#include "app/keep/keep_night.h"
#include "app/model/model_night.h"
#include "base/date.h"
#include "sys/clock.h"
#include "sys/log.h"

enum {
    EVERY_MS = 1000,
    REST_MS = 50, /* after a round: a round of few costs as much as of many */
    PATIENCE = 3, /* failures in a row before one is told */
    SECOND_NS = 1000000000,
    MS_NS = 1000000
};

struct jobs {
    struct engine *e;
    const char *dir;
    pthread_t thread;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t woken; /* by the monotonic clock */
    bool wanted, stop;
    struct jobs_state state;
    /* of the thread alone */
    unsigned in_a_row;
    int64_t forgot_at;
    int32_t looked_on;  /* the day on which the nightly look was done */
    int32_t watched_on; /* and the models in use */
    int32_t kept_on;    /* and on which the pass of retention came to its end */
    struct keep_done kept; /* of the pass that is under way */
};

/* Wait for so long, or until somebody wants something (wakes). The lock is
 * held. */
static void
wait_ms(struct jobs *j, int ms, bool wakes)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* cannot fail on Linux */
    until.tv_sec += ms / 1000;
    until.tv_nsec += (long)(ms % 1000) * MS_NS;
    if (until.tv_nsec >= SECOND_NS) {
        until.tv_nsec -= SECOND_NS;
        until.tv_sec++;
    }
    while (!j->stop && !(wakes && j->wanted) &&
           pthread_cond_timedwait(&j->woken, &j->lock, &until) == 0)
        continue;
}

static bool
forget(struct jobs *j, int64_t now, struct err *err)
{
    if (now - j->forgot_at < HOUR_MS)
        return true;
    j->forgot_at = now;
    return engine_forget_keys(j->e, now - ONCE_DAYS * DAY_MS, err);
}

/* Who looked at what yesterday, and which files nobody wants any more: at the
 * start, and once a day, after midnight. */
static bool
look(struct jobs *j, int64_t now, struct err *err)
{
    int32_t today = moment_day(now - MINUTE_MS);

    if (today == j->looked_on)
        return true;
    if (!access_night(j->e, now, err) ||
        !attachment_sweep(engine_store(j->e), now, err))
        return false;
    j->looked_on = today;
    return true;
}

/* How the models in use do: once a day, after midnight. */
static bool
watch(struct jobs *j, int64_t now, struct err *err)
{
    int32_t today = moment_day(now - MINUTE_MS);

    if (today == j->watched_on)
        return true;
    if (!model_night(j->e, j->dir, now, err))
        return false;
    j->watched_on = today;
    return true;
}

/* What retention asks for: every night, one batch a round until none is left.
 * What is refused stays for the next night. */
static bool
keep(struct jobs *j, int64_t now, struct err *err)
{
    int32_t today = moment_day(now);
    bool more;

    if (today == j->kept_on)
        return true;
    if (!keep_run(j->e, now, KEEP_BATCH, &j->kept, &more, err))
        return false;
    if (more)
        return true;
    j->kept = (struct keep_done){ .found = 0 };
    j->kept_on = today;
    return true;
}

/*
 * A timer may be moved by a command between being found due and being fired;
 * the engine calls that a failure, and the next round finds nothing amiss. So
 * only what fails again and again is told, and then once a minute.
 */
static void
tell(struct jobs *j, const struct err *err)
{
    const unsigned every = 60 * 1000 / EVERY_MS;

    j->in_a_row++;
    if (j->in_a_row % every == PATIENCE)
        log_failure("jobs", err);
}

static void
round_of_jobs(struct jobs *j)
{
    int64_t now = clock_now();
    uint64_t fired = 0;
    struct err err, err2;
    bool ok = engine_timers(j->e, now, false, &fired, &err);

    /* one that fails does not keep the other from its work */
    if (!engine_react(j->e, &err2) || !forget(j, now, &err2) ||
        !look(j, now, &err2) || !watch(j, now, &err2) || !keep(j, now, &err2)) {
        err = ok ? err2 : err;
        ok = false;
    }
    if (ok)
        j->in_a_row = 0;
    else
        tell(j, &err);
    (void)pthread_mutex_lock(&j->lock);
    j->state.fired += fired;
    j->state.failed += !ok;
    if (ok)
        j->state.good_at = now;
    (void)pthread_mutex_unlock(&j->lock);
}

static void *
run(void *context)
{
    struct jobs *j = context;

    (void)pthread_mutex_lock(&j->lock);
    while (!j->stop) {
        j->wanted = false;
        (void)pthread_mutex_unlock(&j->lock);
        round_of_jobs(j);
        (void)pthread_mutex_lock(&j->lock);
        wait_ms(j, REST_MS, false);
        wait_ms(j, EVERY_MS - REST_MS, true);
    }
    (void)pthread_mutex_unlock(&j->lock);
    return NULL;
}

bool
jobs_start(struct engine *e, const char *dir, struct jobs **ret_jobs,
           struct err *err)
{
    struct jobs *j = calloc(1, sizeof(*j));
    pthread_condattr_t monotonic;

    if (j == NULL)
        abort();
    j->e = e;
    j->dir = dir;
    j->state.good_at = clock_now();
    /* none of these can fail on Linux */
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&j->lock, NULL);
    (void)pthread_cond_init(&j->woken, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    if (pthread_create(&j->thread, NULL, run, j) != 0) {
        free(j);
        return fail(err, ERR_IO, "cannot start the thread of the jobs");
    }
    *ret_jobs = j;
    return true;
}

void
jobs_wake(struct jobs *j)
{
    (void)pthread_mutex_lock(&j->lock);
    j->wanted = true;
    (void)pthread_cond_signal(&j->woken);
    (void)pthread_mutex_unlock(&j->lock);
}

void
jobs_stop(struct jobs *j)
{
    if (j == NULL)
        return;
    (void)pthread_mutex_lock(&j->lock);
    j->stop = true;
    (void)pthread_cond_signal(&j->woken);
    (void)pthread_mutex_unlock(&j->lock);
    (void)pthread_join(j->thread, NULL); /* cannot fail: it is ours */
    (void)pthread_mutex_destroy(&j->lock);
    (void)pthread_cond_destroy(&j->woken);
    free(j);
}

struct jobs_state
jobs_look(struct jobs *j)
{
    struct jobs_state state;

    (void)pthread_mutex_lock(&j->lock);
    state = j->state;
    (void)pthread_mutex_unlock(&j->lock);
    return state;
}
