/*
 * Threads that work on whole requests; see server_internal.h. A thread that
 * finds more waiting than it took wakes another: so there are as many awake
 * as there is work for, and giving work costs no wake-up while they are busy.
 */
#include <pthread.h>
#include <stdlib.h>

#include "http/server_internal.h"

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct task *first, **end;
    unsigned asleep, away; /* threads; tasks that will be given back */
    bool stop;
    pthread_t *threads;
    unsigned threads_n;
};

static struct task *
take(struct pool *p)
{
    struct task *t;

    (void)pthread_mutex_lock(&p->lock);
    while (p->first == NULL && !(p->stop && p->away == 0)) {
        p->asleep++;
        (void)pthread_cond_wait(&p->filled, &p->lock);
        p->asleep--;
    }
    t = p->first;
    if (t != NULL)
        p->first = t->next;
    if (p->first == NULL)
        p->end = &p->first;
    else if (p->asleep > 0)
        (void)pthread_cond_signal(&p->filled);
    (void)pthread_mutex_unlock(&p->lock);
    return t;
}

static void *
work(void *context)
{
    struct pool *p = context;
    struct task *t;

    while ((t = take(p)) != NULL)
        t->run(t); /* t may be gone when it returns */
    return NULL;
}

bool
pool_start(unsigned threads, struct pool **ret_pool, struct err *err)
{
    struct pool *p = calloc(1, sizeof(*p));
    unsigned i = 0;

    if (p == NULL || (p->threads = calloc(threads, sizeof(pthread_t))) == NULL)
        abort();
    (void)pthread_mutex_init(&p->lock, NULL); /* cannot fail on Linux */
    (void)pthread_cond_init(&p->filled, NULL);
    p->end = &p->first;
    while (i < threads && pthread_create(&p->threads[i], NULL, work, p) == 0)
        i++;
    p->threads_n = i;
    if (i < threads) {
        pool_stop(p);
        return fail(err, ERR_IO, "cannot start %u worker threads", threads);
    }
    *ret_pool = p;
    return true;
}

/* The pool is locked. */
static void
line_up(struct pool *p, struct task *t)
{
    bool was_empty = p->first == NULL;

    t->next = NULL;
    *p->end = t;
    p->end = &t->next;
    if (was_empty && p->asleep > 0)
        (void)pthread_cond_signal(&p->filled);
}

bool
pool_give(struct pool *p, struct task *t)
{
    bool taken;

    (void)pthread_mutex_lock(&p->lock);
    taken = !p->stop;
    if (taken)
        line_up(p, t);
    (void)pthread_mutex_unlock(&p->lock);
    return taken;
}

void
pool_send_away(struct pool *p)
{
    (void)pthread_mutex_lock(&p->lock);
    p->away++;
    (void)pthread_mutex_unlock(&p->lock);
}

void
pool_give_back(struct pool *p, struct task *t)
{
    (void)pthread_mutex_lock(&p->lock);
    p->away--;
    line_up(p, t);
    if (p->stop) /* those that wait for the last one */
        (void)pthread_cond_broadcast(&p->filled);
    (void)pthread_mutex_unlock(&p->lock);
}

void
pool_stop(struct pool *p)
{
    if (p == NULL)
        return;
    (void)pthread_mutex_lock(&p->lock);
    p->stop = true;
    (void)pthread_cond_broadcast(&p->filled);
    (void)pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->threads_n; i++)
        (void)pthread_join(p->threads[i], NULL); /* cannot fail: it is ours */
    (void)pthread_mutex_destroy(&p->lock);
    (void)pthread_cond_destroy(&p->filled);
    free(p->threads);
    free(p);
}
