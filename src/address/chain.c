/* See chain.h. */
#include "address/chain.h"

/* The best way up to a token, by the tag before a part and its own: that the
 * part is open behind the token, or ends there. */
struct reach {
    float open[CHAIN_BEFORE][PART_TAGS], closed[CHAIN_BEFORE][PART_TAGS];
};

/* Where each came from. */
struct from {
    uint8_t far[CHAIN_BEFORE][PART_TAGS]; /* began here: two parts before */
    bool inside[CHAIN_BEFORE][PART_TAGS]; /* open: the part goes on */
    bool alone[CHAIN_BEFORE][PART_TAGS];  /* closed: it began here */
};

static const float never = -1e30F;

/* A part of q begins behind one of p, which stood behind the best o. */
static void
begin(const struct chain *c, const struct reach *before,
      float (*ret_best)[PART_TAGS], uint8_t (*ret_far)[PART_TAGS])
{
    for (size_t p = 0; p < PART_TAGS; p++) {
        for (size_t q = 0; q < PART_TAGS; q++) {
            ret_best[p][q] = never;
            ret_far[p][q] = CHAIN_START;
        }
        for (size_t o = 0; o < CHAIN_BEFORE; o++)
            for (size_t q = 0; q < PART_TAGS; q++) {
                float all = before->closed[o][p] + c->go_far[o][p][q];

                ret_far[p][q] =
                    all > ret_best[p][q] ? (uint8_t)o : ret_far[p][q];
                ret_best[p][q] = all > ret_best[p][q] ? all : ret_best[p][q];
            }
        for (size_t q = 0; q < PART_TAGS; q++)
            ret_best[p][q] += c->go[p][q];
    }
    for (size_t q = 0; q < PART_TAGS; q++)
        ret_best[CHAIN_START][q] = never;
}

/* The first part of the line. */
static void
begin_line(const struct chain *c, float (*ret_best)[PART_TAGS])
{
    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++)
            ret_best[p][q] =
                p < CHAIN_START ? never : c->go[p][q] + c->go_far[p][p][q];
}

static void
step(const float *s, const struct reach *before,
     const float (*began)[PART_TAGS], struct reach *now, struct from *from)
{
    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++) {
            const float *at = s + chain_state(q, WHERE_FIRST);
            float first = began[p][q] + at[WHERE_FIRST];
            float inside = before->open[p][q] + at[WHERE_INSIDE];
            float alone = began[p][q] + at[WHERE_ALONE];
            float last = before->open[p][q] + at[WHERE_LAST];

            from->inside[p][q] = inside > first;
            now->open[p][q] = inside > first ? inside : first;
            from->alone[p][q] = alone >= last;
            now->closed[p][q] = alone >= last ? alone : last;
        }
}

/* A part of q behind one of p. */
struct pair {
    size_t p, q;
};

static void
walk_back(const struct from *from, size_t n, struct pair at,
          uint8_t *ret_states)
{
    bool closed = true;

    for (size_t i = n; i-- > 0;) {
        bool began =
            closed ? from[i].alone[at.p][at.q] : !from[i].inside[at.p][at.q];
        enum where where = closed ? (began ? WHERE_ALONE : WHERE_LAST)
                                  : (began ? WHERE_FIRST : WHERE_INSIDE);

        ret_states[i] = (uint8_t)chain_state(at.q, where);
        if (began && i > 0)
            at = (struct pair){ from[i].far[at.p][at.q], at.p };
        closed = began;
    }
}

static struct pair
best_end(const struct chain *c, const struct reach *r)
{
    struct pair best = { 0, 0 };

    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++)
            if (r->closed[p][q] + c->end[q] >
                r->closed[best.p][best.q] + c->end[best.q])
                best = (struct pair){ p, q };
    return best;
}

void
chain_best(const struct chain *c, const float (*scores)[CHAIN_STATES], size_t n,
           uint8_t *ret_states)
{
    struct from from[PARTS_TOKENS];
    struct reach before, now;
    float began[CHAIN_BEFORE][PART_TAGS];

    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++)
            before.open[p][q] = before.closed[p][q] = never;
    for (size_t i = 0; i < n; i++) {
        if (i == 0)
            begin_line(c, began);
        else
            begin(c, &before, began, from[i].far);
        step(scores[i], &before, (const float(*)[PART_TAGS])began, &now,
             &from[i]);
        before = now;
    }
    walk_back(from, n, best_end(c, &before), ret_states);
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
