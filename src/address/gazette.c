/* See gazette.h. */
#include "address/gazette.h"

struct name {
    uint64_t hash; /* 0: free */
    uint32_t bits;
};

struct gazette {
    struct name *names;
    size_t mask, n;
};

enum { ROOM = 1 << 18, LEAST = 2 };

static uint64_t
hash_of(const struct token *tokens, size_t n)
{
    uint64_t h = 0x9E3779B97F4A7C15U;

    for (size_t i = 0; i < n; i++) {
        h = (h ^ tokens[i].hash) * 0xFF51AFD7ED558CCDU;
        h ^= h >> 32;
    }
    return h | 1;
}

static struct name *
place_of(const struct gazette *g, uint64_t hash)
{
    size_t i = (hash >> 1) & g->mask;

    while (g->names[i].hash != 0 && g->names[i].hash != hash)
        i = (i + 1) & g->mask;
    return &g->names[i];
}

static void
add(struct gazette *g, struct str name, uint32_t bit)
{
    struct token tokens[PARTS_TOKENS];
    size_t n = tokens_of(name, tokens);
    struct name *to;

    if (n < LEAST || n > NAME_TOKENS || g->n > ROOM / 2)
        return;
    to = place_of(g, hash_of(tokens, n));
    g->n += to->hash == 0;
    to->hash = hash_of(tokens, n);
    to->bits |= bit;
}

const struct gazette *
gazette_new(struct arena *a, const struct divisions *d)
{
    static const uint32_t bits[] = { 0, NAME_PROVINCE, NAME_CITY, NAME_COUNTY,
                                     NAME_STREET };
    struct gazette *g = arena_new(a, struct gazette);

    g->names = arena_alloc(a, ROOM * sizeof(*g->names));
    g->mask = ROOM - 1;
    for (size_t i = 0; i < d->n; i++) {
        const struct division *v = &d->at[i];
        struct str spoken = division_spoken(v->name);

        if (division_is_heading(v))
            continue;
        add(g, v->name, bits[v->level]);
        if (spoken.n < v->name.n)
            add(g, spoken, bits[v->level] * NAME_SPOKEN);
    }
    return g;
}

uint32_t
gazette_find(const struct gazette *g, const struct token *tokens, size_t n)
{
    return n < LEAST || n > NAME_TOKENS
               ? 0
               : place_of(g, hash_of(tokens, n))->bits;
}
