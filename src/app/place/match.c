/* See match.h. */
#include "app/place/match.h"

enum { DEPTH_MOST = 8 };

static bool
names_place(enum part_tag tag)
{
    return tag <= PART_COMMUNITY || tag == PART_POI || tag == PART_SUBPOI;
}

/* The tokens of a part. */
struct words {
    const struct token *at;
    size_t n;
};

static bool
is_same(struct str name, struct words words)
{
    struct token own[PARTS_TOKENS];

    if (words.n == 0 || tokens_of(name, own) != words.n)
        return false;
    for (size_t i = 0; i < words.n; i++)
        if (own[i].hash != words.at[i].hash)
            return false;
    return true;
}

static bool
bears(const struct place *p, struct words words)
{
    if (is_same(p->name.hans, words))
        return true;
    for (size_t i = 0; i < p->aliases_n; i++)
        if (is_same(p->aliases[i], words))
            return true;
    return false;
}

static bool
lies_in(struct rules r, const struct place *outer, const struct place *p)
{
    for (int depth = 0; p != NULL && depth < DEPTH_MOST; depth++) {
        if (str_eq(p->code, outer->code))
            return true;
        p = rules_place(r, p->parent);
    }
    return false;
}

/* Does p lie in one of the places found, or hold one? */
static bool
fits(struct rules r, const struct place_match *m, const struct place *p)
{
    for (size_t i = 0; i < m->n; i++)
        if (lies_in(r, m->at[i], p))
            return true;
    return m->n == 0;
}

static bool
holds_any(struct rules r, const struct place *p, const struct place_match *m)
{
    for (size_t i = 0; i < m->n; i++)
        if (lies_in(r, p, m->at[i]))
            return true;
    return false;
}

/* What is left when a part has these words. */
static void
narrow(struct arena *a, struct rules r, struct words words,
       struct place_match *m)
{
    struct place_match next = { .n = 0, .contradicted = m->contradicted };
    bool elsewhere = false;
    size_t room = 0;

    for (size_t i = 0; i < r.book->places_n; i++) {
        const struct place *p = &r.book->places[i];

        if (!bears(p, words) || rules_place(r, p->code) != p)
            continue;
        if (!fits(r, m, p)) {
            elsewhere |= !holds_any(r, p, m);
            continue;
        }
        next.at =
            arena_grow(a, next.at, next.n, &room, sizeof(const struct place *));
        next.at[next.n++] = p;
    }
    if (next.n > 0)
        *m = next;
    else
        m->contradicted |= elsewhere;
}

void
place_match(struct arena *a, struct rules r, const struct token *tokens,
            const struct part *parts, size_t n, struct place_match *ret_match)
{
    *ret_match = (struct place_match){ .n = 0 };
    for (size_t i = 0; i < n; i++)
        if (names_place(parts[i].tag))
            narrow(a, r, (struct words){ tokens + parts[i].first, parts[i].n },
                   ret_match);
}
