/* See gazette.h. */
#include "address/gazette.h"

#include <stdlib.h>

struct name_slot {
    uint32_t first, n; /* in bearers; n 0: free */
};

struct gazette {
    struct bearer *bearers;
    size_t n;
    struct name_slot *slots;
    size_t mask;
};

enum { LEAST = 2 }; /* tokens of a name */

static uint64_t
hash_of(const struct token *tokens, size_t n)
{
    uint64_t h = 0x9E3779B97F4A7C15U;

    for (size_t i = 0; i < n; i++) {
        h = (h ^ tokens[i].hash) * 0xFF51AFD7ED558CCDU;
        h ^= h >> 32;
    }
    return h;
}

static void
add(struct gazette *g, struct str name, struct bearer b)
{
    struct token tokens[PARTS_TOKENS];
    size_t n = tokens_of(name, tokens);

    if (n < LEAST || n > NAME_TOKENS)
        return;
    b.hash = hash_of(tokens, n);
    g->bearers[g->n++] = b;
}

static void
add_both(struct gazette *g, struct str name, struct str spoken, uint32_t code,
         unsigned level)
{
    struct bearer b = { 0, code, (uint8_t)level, false };

    add(g, name, b);
    b.spoken = true;
    if (spoken.n < name.n)
        add(g, spoken, b);
}

static int
by_hash(const void *x, const void *y)
{
    const struct bearer *a = x, *b = y;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->level != b->level)
        return a->level < b->level ? -1 : 1;
    return (a->code > b->code) - (a->code < b->code);
}

static struct name_slot *
slot_of(const struct gazette *g, uint64_t hash)
{
    size_t i = hash & g->mask;

    while (g->slots[i].n != 0 && g->bearers[g->slots[i].first].hash != hash)
        i = (i + 1) & g->mask;
    return &g->slots[i];
}

const struct gazette *
gazette_new(struct arena *a, const struct divisions *d)
{
    struct gazette *g = arena_new(a, struct gazette);
    size_t room = 16;

    g->bearers = arena_alloc(a, 2 * d->n * sizeof(*g->bearers) + 1);
    for (size_t i = 0; i < d->n; i++)
        if (!division_is_heading(&d->at[i]))
            add_both(g, d->at[i].name, division_spoken(d->at[i].name),
                     d->at[i].code, d->at[i].level);
    qsort(g->bearers, g->n, sizeof(*g->bearers), by_hash);
    while (room < 2 * g->n)
        room *= 2;
    g->slots = arena_alloc(a, room * sizeof(*g->slots));
    g->mask = room - 1;
    for (size_t i = 0; i < g->n; i++) {
        struct name_slot *p = slot_of(g, g->bearers[i].hash);

        if (p->n == 0)
            p->first = (uint32_t)i;
        p->n++;
    }
    return g;
}

struct bearers
gazette_find(const struct gazette *g, const struct token *tokens, size_t n)
{
    const struct name_slot *p;

    if (n < LEAST || n > NAME_TOKENS)
        return (struct bearers){ NULL, 0 };
    p = slot_of(g, hash_of(tokens, n));
    return (struct bearers){ g->bearers + p->first, p->n };
}

bool
bearer_holds(const struct bearer *x, const struct bearer *y)
{
    static const uint32_t spans[] = { 0, 10000000, 100000, 1000, 1 };

    return x->level < y->level &&
           y->code - y->code % spans[x->level] == x->code;
}
