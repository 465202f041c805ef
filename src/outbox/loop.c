/* Threads of the outbox; see outbox_internal.h. */
#include <time.h>

#include "outbox/outbox_internal.h"
#include "sys/clock.h"
#include "sys/log.h"
#include "sys/random.h"

enum { PATIENCE = 3, EVERY = 60, SHIFTS_MOST = 20 };

int64_t
backoff_ms(const struct config_outbox *o, int64_t n)
{
    int64_t shift = n < 1 ? 0 : n - 1 > SHIFTS_MOST ? SHIFTS_MOST : n - 1;
    int64_t s = o->first_retry << shift;
    uint16_t chance;

    s = s > o->longest_retry ? o->longest_retry : s;
    random_bytes(&chance, sizeof(chance));
    return s * 750 + s * 500 * chance / UINT16_MAX;
}

bool
write_row(struct engine *e, const struct row *row, struct err *err)
{
    const struct append ap = { .rows = row,
                               .rows_n = 1,
                               .recorded_at = clock_now() };
    struct appended done;

    return store_append(engine_store(e), &ap, &done, err);
}

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
