/* Topics as lists of messages. See topic_internal.h. */
#include <stdlib.h>

#include "topic/topic_internal.h"

/* A number that JSON carries without loss, and never 0. */
#define NUMBER_BITS UINT64_C(0x1fffffffffffff)

enum { SLOTS_FIRST = 1024 };

static size_t
slot_of(const struct topics *t, uint64_t number)
{
    size_t i = (size_t)number & (t->cluster_slots_n - 1);

    for (;; i = (i + 1) & (t->cluster_slots_n - 1)) {
        const struct cluster *c;

        if (t->cluster_slots[i] == 0)
            return i;
        c = &t->clusters[t->cluster_slots[i] - 1];
        if (c->number == number && c->n > 0)
            return i;
    }
}

uint32_t
cluster_numbered(const struct topics *t, uint64_t number)
{
    size_t i;

    if (t->cluster_slots_n == 0)
        return NOBODY;
    i = slot_of(t, number);
    return t->cluster_slots[i] == 0 ? NOBODY : t->cluster_slots[i] - 1;
}

static void
grow_slots(struct topics *t)
{
    if (t->cluster_slots_n > 2 * t->clusters_n)
        return;
    t->cluster_slots_n =
        t->cluster_slots_n == 0 ? SLOTS_FIRST : 4 * t->cluster_slots_n;
    t->cluster_slots =
        arena_alloc(t->a, t->cluster_slots_n * sizeof(*t->cluster_slots));
    for (size_t i = 0; i < t->clusters_n; i++)
        if (t->clusters[i].n > 0)
            t->cluster_slots[slot_of(t, t->clusters[i].number)] =
                (uint32_t)i + 1;
}

uint32_t
cluster_new(struct topics *t, uint64_t number, int64_t began)
{
    grow_slots(t);
    t->clusters = arena_grow(t->a, t->clusters, t->clusters_n,
                             &t->clusters_room, sizeof(*t->clusters));
    t->clusters[t->clusters_n] =
        (struct cluster){ .number = number, .began = began, .first = NOBODY };
    t->cluster_slots[slot_of(t, number)] = (uint32_t)t->clusters_n + 1;
    return (uint32_t)t->clusters_n++;
}

/* Called after its first message, so that it has the same number whenever it
 * is found again. */
uint32_t
cluster_begun(struct topics *t, uint32_t message)
{
    const struct topic_message *m = &t->messages[message].m;
    uint64_t number = str_hash(m->id) & NUMBER_BITS;

    while (number == 0 || cluster_numbered(t, number) != NOBODY)
        number = (number + 1) & NUMBER_BITS;
    return cluster_new(t, number, m->at);
}

void
cluster_put(struct topics *t, uint32_t cluster, uint32_t message)
{
    struct cluster *c = &t->clusters[cluster];
    struct message *m = &t->messages[message];

    t->topic_of[message] = cluster;
    m->next = c->first;
    c->first = message;
    c->n++;
}

void
cluster_drop(struct topics *t, uint32_t message)
{
    struct message *m = &t->messages[message];
    struct cluster *c = &t->clusters[t->topic_of[message]];
    uint32_t *link = &c->first;

    while (*link != message)
        link = &t->messages[*link].next;
    *link = m->next;
    t->topic_of[message] = NOBODY;
    c->n--;
    c->loose = true;
}

bool
cluster_is_older(const struct cluster *x, const struct cluster *y)
{
    if (x->began != y->began)
        return x->began < y->began;
    return x->number < y->number;
}

struct sorted {
    int64_t at;
    struct str id;
    uint32_t message;
};

static int
by_time(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return str_cmp(x->id, y->id);
}

uint32_t *
cluster_sorted(const struct topics *t, struct arena *a, const struct cluster *c)
{
    struct sorted *s = arena_alloc(a, (c->n + 1) * sizeof(*s));
    uint32_t *list = arena_alloc(a, (c->n + 1) * sizeof(*list));
    size_t n = 0;

    for (uint32_t i = c->first; i != NOBODY; i = t->messages[i].next) {
        const struct topic_message *m = &t->messages[i].m;

        s[n++] = (struct sorted){ m->at, m->id, i };
    }
    qsort(s, n, sizeof(*s), by_time);
    for (size_t i = 0; i < n; i++)
        list[i] = s[i].message;
    return list;
}
