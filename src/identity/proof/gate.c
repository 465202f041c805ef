/* See gate.h. */
#include "identity/proof/gate.h"

#include <pthread.h>
#include <stdlib.h>

struct gate {
    pthread_mutex_t lock;
    pthread_cond_t free_place;
    unsigned at_once, inside;
    unsigned most_waiting, waiting;
};

enum { SHARE = 4 };

struct gate_size
gate_size(unsigned threads, unsigned at_once)
{
    const unsigned all = threads < SHARE * 2 ? 1 : threads / SHARE;
    struct gate_size s = { (all + 1) / 2, 0 };

    if (s.at_once > at_once)
        s.at_once = at_once;
    s.waiting = all - s.at_once;
    return s;
}

struct gate *
gate_open(unsigned at_once, unsigned waiting)
{
    struct gate *g = calloc(1, sizeof(*g));

    if (g == NULL)
        abort();
    (void)pthread_mutex_init(&g->lock, NULL); /* cannot fail on Linux */
    (void)pthread_cond_init(&g->free_place, NULL);
    g->at_once = at_once;
    g->most_waiting = waiting;
    return g;
}

void
gate_close(struct gate *g)
{
    if (g == NULL)
        return;
    (void)pthread_cond_destroy(&g->free_place);
    (void)pthread_mutex_destroy(&g->lock);
    free(g);
}

bool
gate_enter(struct gate *g)
{
    bool ok = true;

    (void)pthread_mutex_lock(&g->lock);
    if (g->inside == g->at_once && g->waiting == g->most_waiting) {
        ok = false;
    } else {
        g->waiting++;
        while (g->inside == g->at_once)
            (void)pthread_cond_wait(&g->free_place, &g->lock);
        g->waiting--;
        g->inside++;
    }
    (void)pthread_mutex_unlock(&g->lock);
    return ok;
}

void
gate_leave(struct gate *g)
{
    (void)pthread_mutex_lock(&g->lock);
    g->inside--;
    (void)pthread_cond_signal(&g->free_place);
    (void)pthread_mutex_unlock(&g->lock);
}
