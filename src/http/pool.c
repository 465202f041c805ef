/* Threads that work on whole requests; see server_internal.h. */
#include <pthread.h>
#include <stdlib.h>

#include "http/server_internal.h"

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    struct task *first, **end;
    bool stop;
    pthread_t *threads;
    unsigned threads_n;
};

static struct task *
take(struct pool *p)
{
    struct task *t;

    (void)pthread_mutex_lock(&p->lock);
    while (p->first == NULL && !p->stop)
        (void)pthread_cond_wait(&p->filled, &p->lock);
    t = p->first;
    if (t != NULL)
        p->first = t->next;
    if (p->first == NULL)
        p->end = &p->first;
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

bool
pool_give(struct pool *p, struct task *t)
{
    bool taken;

    (void)pthread_mutex_lock(&p->lock);
    taken = !p->stop;
    if (taken) {
        t->next = NULL;
        *p->end = t;
        p->end = &t->next;
        (void)pthread_cond_signal(&p->filled);
    }
    (void)pthread_mutex_unlock(&p->lock);
    return taken;
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
