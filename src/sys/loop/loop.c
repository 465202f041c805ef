/* See loop.h. */
#include "sys/loop/loop.h"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "sys/log.h"

enum { PATIENCE = 3, EVERY = 60 };

static void
rest(struct loop *l)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* cannot fail on Linux */
    until.tv_sec++;
    (void)pthread_mutex_lock(&l->lock);
    while (!atomic_load(&l->stop) &&
           pthread_cond_timedwait(&l->woken, &l->lock, &until) == 0)
        continue;
    (void)pthread_mutex_unlock(&l->lock);
}

static void *
run(void *context)
{
    struct loop *l = context;

    if (l->nice > 0)
        (void)setpriority(PRIO_PROCESS, (id_t)gettid(), l->nice);
    while (!atomic_load(&l->stop)) {
        bool more = false;
        struct err err;

        if (l->round(l->context, &more, &err))
            l->failed = 0;
        else if (l->failed++ % EVERY == PATIENCE - 1)
            log_failure(l->name, &err);
        if (!more || l->failed > 0)
            rest(l);
    }
    return NULL;
}

bool
loop_start(struct loop *l, struct err *err)
{
    pthread_condattr_t monotonic;

    /* none of these can fail on Linux */
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&l->lock, NULL);
    (void)pthread_cond_init(&l->woken, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    if (pthread_create(&l->thread, NULL, run, l) != 0) {
        (void)pthread_mutex_destroy(&l->lock);
        (void)pthread_cond_destroy(&l->woken);
        return fail(err, ERR_IO, "cannot start the thread of the %s", l->name);
    }
    l->runs = true;
    return true;
}

void
loop_tell(struct loop *l)
{
    if (!l->runs)
        return;
    (void)pthread_mutex_lock(&l->lock);
    atomic_store(&l->stop, true);
    (void)pthread_cond_signal(&l->woken);
    (void)pthread_mutex_unlock(&l->lock);
}

void
loop_stop(struct loop *l)
{
    if (!l->runs)
        return;
    loop_tell(l);
    (void)pthread_join(l->thread, NULL); /* cannot fail: it is ours */
    (void)pthread_mutex_destroy(&l->lock);
    (void)pthread_cond_destroy(&l->woken);
    l->runs = false;
}
