/* See chain.h. */
#include "address/chain.h"

#include <string.h>

/* The best way up to a token: that a part of a tag is open behind it, or that
 * one ends there. */
struct reach {
    float open[PART_TAGS], closed[PART_TAGS];
};

/* Where each came from. */
struct from {
    uint8_t first[PART_TAGS]; /* tag before a part that begins here */
    bool inside[PART_TAGS];   /* open: the part goes on */
    bool alone[PART_TAGS];    /* closed: it began here */
};

static void
begin(const struct chain *c, const float *before, bool at_start,
      float *ret_best, uint8_t *ret_from)
{
    for (size_t q = 0; q < PART_TAGS; q++) {
        ret_best[q] =
            at_start ? c->go[CHAIN_START][q] : before[0] + c->go[0][q];
        ret_from[q] = at_start ? CHAIN_START : 0;
    }
    for (size_t p = 1; p < PART_TAGS && !at_start; p++)
        for (size_t q = 0; q < PART_TAGS; q++)
            if (before[p] + c->go[p][q] > ret_best[q]) {
                ret_best[q] = before[p] + c->go[p][q];
                ret_from[q] = (uint8_t)p;
            }
}

static void
step(const float *s, const struct reach *before, const float *began,
     struct reach *now, struct from *from)
{
    for (size_t q = 0; q < PART_TAGS; q++) {
        const float *at = s + chain_state(q, WHERE_FIRST);
        float first = began[q] + at[WHERE_FIRST];
        float inside = before->open[q] + at[WHERE_INSIDE];
        float alone = began[q] + at[WHERE_ALONE];
        float last = before->open[q] + at[WHERE_LAST];

        from->inside[q] = inside > first;
        now->open[q] = inside > first ? inside : first;
        from->alone[q] = alone >= last;
        now->closed[q] = alone >= last ? alone : last;
    }
}

static void
walk_back(const struct from *from, size_t n, size_t tag, uint8_t *ret_states)
{
    bool closed = true;

    for (size_t i = n; i-- > 0;) {
        bool began = closed ? from[i].alone[tag] : !from[i].inside[tag];
        enum where where = closed ? (began ? WHERE_ALONE : WHERE_LAST)
                                  : (began ? WHERE_FIRST : WHERE_INSIDE);

        ret_states[i] = (uint8_t)chain_state(tag, where);
        if (began)
            tag = from[i].first[tag];
        closed = began;
    }
}

void
chain_best(const struct chain *c, const float (*scores)[CHAIN_STATES], size_t n,
           uint8_t *ret_states)
{
    static const float never = -1e30F;
    struct from from[PARTS_TOKENS];
    struct reach before, now;
    float began[PART_TAGS];
    size_t best = 0;

    for (size_t q = 0; q < PART_TAGS; q++)
        before.open[q] = before.closed[q] = never;
    for (size_t i = 0; i < n; i++) {
        begin(c, before.closed, i == 0, began, from[i].first);
        step(scores[i], &before, began, &now, &from[i]);
        before = now;
    }
    for (size_t q = 1; q < PART_TAGS; q++)
        if (before.closed[q] + c->end[q] > before.closed[best] + c->end[best])
            best = q;
    walk_back(from, n, best, ret_states);
}

size_t
chain_parts(const uint8_t *states, size_t n, struct part *ret_parts)
{
    size_t parts_n = 0;

    for (size_t i = 0; i < n; i++) {
        enum part_tag tag = (enum part_tag)(states[i] / WHERES);
        enum where where = (enum where)(states[i] % WHERES);

        if (i == 0 || ret_parts[parts_n - 1].tag != tag ||
            where == WHERE_FIRST || where == WHERE_ALONE)
            ret_parts[parts_n++] = (struct part){ tag, i, 0 };
        ret_parts[parts_n - 1].n++;
    }
    return parts_n;
}
