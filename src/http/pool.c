/*
 * Threads that work on whole requests; see server_internal.h. A thread that
 * finds more waiting than it took wakes another: so there are as many awake
 * as there is work for, and giving work costs no wake-up while they are busy.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#include "http/server_internal.h"

struct pool {
    pthread_mutex_t lock;
    struct task *first, **end;
    sem_t filled;     /* posted once for each thread that is to wake */
    unsigned asleep;  /* threads that nobody has posted for */
    atomic_uint away; /* tasks that will be given back */
    bool stop;
    pthread_t *threads;
    unsigned threads_n;
};

/* Is one to be woken? Post for it when the lock is given back: it would only
 * wait for that. (A condition of glibc 2.36 can lose a signal, bug 25847; a
 * semaphore cannot.) The pool is locked. */
static bool
wake_one(struct pool *p)
{
    if (p->asleep == 0)
        return false;
    p->asleep--;
    return true;
}

static void
unlock(struct pool *p, bool wake)
{
    (void)pthread_mutex_unlock(&p->lock);
    if (wake)
        (void)sem_post(&p->filled);
}

static void
sleep_until_woken(struct pool *p)
{
    p->asleep++;
    (void)pthread_mutex_unlock(&p->lock);
    while (sem_wait(&p->filled) != 0)
        continue; /* a signal came between */
    (void)pthread_mutex_lock(&p->lock);
}

static bool
is_over(struct pool *p)
{
    return p->stop && atomic_load(&p->away) == 0;
}

static struct task *
take(struct pool *p)
{
    struct task *t;
    bool wake;

    (void)pthread_mutex_lock(&p->lock);
    while (p->first == NULL && !is_over(p))
        sleep_until_woken(p);
    t = p->first;
    if (t != NULL)
        p->first = t->next;
    if (p->first == NULL)
        p->end = &p->first;
    wake = (p->first != NULL || is_over(p)) && wake_one(p);
    unlock(p, wake);
    return t;
}

static void *
work(void *context)
{
    struct pool *p = context;
    struct task *t;

    (void)pthread_setname_np(pthread_self(), "worker"); /* for top(1) */
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
    (void)sem_init(&p->filled, 0, 0);
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

/* Whether one is to be woken. The pool is locked. */
static bool
line_up(struct pool *p, struct task *t)
{
    bool wake = p->first == NULL && wake_one(p);

    t->next = NULL;
    *p->end = t;
    p->end = &t->next;
    return wake;
}

bool
pool_give(struct pool *p, struct task *t)
{
    bool taken, wake;

    (void)pthread_mutex_lock(&p->lock);
    taken = !p->stop;
    wake = taken && line_up(p, t);
    unlock(p, wake);
    return taken;
}

void
pool_send_away(struct pool *p)
{
    (void)atomic_fetch_add(&p->away, 1);
}

void
pool_give_back(struct pool *p, struct task *t)
{
    bool wake;

    (void)pthread_mutex_lock(&p->lock);
    (void)atomic_fetch_sub(&p->away, 1);
    wake = line_up(p, t);
    unlock(p, wake);
}

void
pool_stop(struct pool *p)
{
    bool wake;

    if (p == NULL)
        return;
    (void)pthread_mutex_lock(&p->lock);
    p->stop = true;
    wake = wake_one(p); /* which wakes the next, when nothing is left to do */
    unlock(p, wake);
    for (unsigned i = 0; i < p->threads_n; i++)
        (void)pthread_join(p->threads[i], NULL); /* cannot fail: it is ours */
    (void)pthread_mutex_destroy(&p->lock);
    (void)sem_destroy(&p->filled);
    free(p->threads);
    free(p);
}
