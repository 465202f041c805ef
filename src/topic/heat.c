/* What is counted of a topic: people, support, heat. See topic.h. */
#include <math.h>
#include <stdlib.h>

#include "topic/topic_internal.h"

#define LN2 0.69314718055994530942

/* Somebody who wrote, as far as his messages were looked at. */
struct person {
    uint64_t key;
    int64_t at; /* of the last one */
    uint64_t support;
    double part; /* of the heat at that moment */
};

/* A message and who wrote it. */
struct written {
    uint64_t key;
    size_t i; /* in order of time */
};

static int
by_key(const void *a, const void *b)
{
    const struct written *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->i > y->i) - (x->i < y->i);
}

/* The number of the person of each message of list, from 0; who is not known
 * is somebody else each time. Returns how many people. */
static size_t
find_people(const struct topics *t, struct arena *a, const uint32_t *list,
            size_t n, size_t *person)
{
    struct written *w = arena_alloc(a, (n + 1) * sizeof(*w));
    size_t people = 0;

    for (size_t i = 0; i < n; i++)
        w[i] = (struct written){ t->messages[list[i]].m.person, i };
    qsort(w, n, sizeof(*w), by_key);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || w[i].key == 0 || w[i].key != w[i - 1].key)
            people++;
        person[w[i].i] = people - 1;
    }
    return people;
}

static double
faded(const struct topics *t, double heat, int64_t ms)
{
    return ms <= 0 ? heat
                   : heat * exp(-LN2 * (double)ms / (double)t->o.half_life_ms);
}

static double
part_of(const struct topics *t, uint64_t support)
{
    return 1 + t->o.support_weight * log(1 + (double)support) / LN2;
}

void
topic_heat(const struct topics *t, struct arena *a, const struct cluster *c,
           int64_t now, struct topic *r)
{
    uint32_t *list = cluster_sorted(t, a, c);
    size_t *person = arena_alloc(a, (c->n + 1) * sizeof(*person));
    struct person *people;
    double heat = 0;
    int64_t at = 0;

    r->people = find_people(t, a, list, c->n, person);
    r->messages = c->n;
    people = arena_alloc(a, (r->people + 1) * sizeof(*people));
    for (size_t i = 0; i < c->n; i++) {
        const struct topic_message *m = &t->messages[list[i]].m;
        struct person *p = &people[person[i]];

        heat = faded(t, heat, m->at - at) - faded(t, p->part, m->at - p->at);
        p->at = at = m->at;
        p->support += (uint64_t)m->agree + m->against;
        p->part = part_of(t, p->support);
        heat += p->part;
        if (heat > r->peak) {
            r->peak = heat;
            r->peak_at = at;
        }
        r->agree += m->agree;
        r->against += m->against;
    }
    r->from = t->messages[list[0]].m.at;
    r->to = at;
    r->heat = faded(t, heat, now - at);
}
