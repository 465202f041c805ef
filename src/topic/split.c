/* A topic that lost messages falls into the parts that hang together. See
 * topic.h. */
#include "topic/topic_internal.h"

enum { SPLIT_MOST = 600 }; /* messages; larger topics are left whole */

static bool
hang_together(const struct topics *t, const struct message *m)
{
    uint64_t sum = 0;

    for (size_t k = 0; k < m->runs_n; k++)
        sum += (uint64_t)t->sums[m->runs[k].run] * m->runs[k].weight;
    return (double)sum / ONE / ONE >= TOPIC_JOIN;
}

static void
load(struct topics *t, const struct message *m, bool on)
{
    for (size_t k = 0; k < m->runs_n; k++)
        t->sums[m->runs[k].run] = on ? m->runs[k].weight : 0;
}

/* Messages of a list, the parts that they are in, and those still to look at.
 */
struct parts {
    const uint32_t *list;
    size_t n;
    uint32_t *part; /* NOBODY: in none yet */
    uint32_t *queue;
    size_t waiting; /* how many were ever put into the queue */
};

static void
into_part(struct parts *p, size_t i, uint32_t part)
{
    p->part[i] = part;
    p->queue[p->waiting++] = (uint32_t)i;
}

/* Put what hangs together with message i into its part. */
static void
draw_in(struct topics *t, struct parts *p, uint32_t i)
{
    const struct message *m = &t->messages[p->list[i]];

    load(t, m, true);
    for (size_t k = 0; k < p->n; k++)
        if (p->part[k] == NOBODY && hang_together(t, &t->messages[p->list[k]]))
            into_part(p, k, p->part[i]);
    load(t, m, false);
}

/* Which part each message of a list is in: the number of its first one. */
static void
find_parts(struct topics *t, const uint32_t *list, size_t n, uint32_t *part,
           uint32_t *queue)
{
    struct parts p = { list, n, part, queue, 0 };

    for (size_t i = 0; i < n; i++)
        part[i] = NOBODY;
    for (size_t i = 0, from = 0; i < n; i++) {
        if (part[i] == NOBODY)
            into_part(&p, i, (uint32_t)i);
        while (from < p.waiting)
            draw_in(t, &p, queue[from++]);
    }
}

static void
split(struct topics *t, uint32_t cluster, int64_t at)
{
    struct cluster *c = &t->clusters[cluster];
    uint64_t number = c->number;
    size_t n = c->n;
    uint32_t *list = cluster_sorted(t, t->work, c);
    uint32_t *part = arena_alloc(t->work, n * sizeof(*part));
    uint32_t *queue = arena_alloc(t->work, n * sizeof(*queue));
    uint32_t *into = arena_alloc(t->work, n * sizeof(*into));

    find_parts(t, list, n, part, queue);
    c->first = NOBODY;
    c->n = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0) {
            into[i] = cluster;
        } else if (part[i] == i) {
            into[i] = cluster_begun(t, list[i]);
            change_note(t, TOPIC_SPLIT, at, number,
                        t->clusters[into[i]].number);
        } else {
            into[i] = into[part[i]];
        }
        cluster_put(t, into[i], list[i]);
    }
}

void
split_loose(struct topics *t, int64_t at)
{
    for (uint32_t i = 0; i < t->clusters_n; i++) {
        struct cluster *c = &t->clusters[i];

        if (!c->loose)
            continue;
        c->loose = false;
        if (c->n > 1 && c->n <= SPLIT_MOST)
            split(t, i, at);
        arena_reset(t->work);
    }
}
