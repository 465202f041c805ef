/* bootstrap: draws with a generator of fixed seed, so that the same answers
 * give the same intervals (Efron, 1979). For measure*.c. */
#ifndef MODEL_BOOTSTRAP_H
#define MODEL_BOOTSTRAP_H

#include <stdlib.h>

#include "model/measure.h"

enum { DRAWS = 1000 };

/* xorshift64* (Vigna, 2016). */
static inline uint64_t
draw(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717) >> 16;
}

static inline int
draw_order(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;

    return (a > b) - (a < b);
}

/* The middle 95 of 100 of DRAWS figures; puts them in order. */
static inline struct interval
draw_middle(double *at)
{
    qsort(at, DRAWS, sizeof(*at), draw_order);
    return (struct interval){ at[DRAWS / 40], at[DRAWS - DRAWS / 40 - 1] };
}

/* Share right among n draws of the cases listed; n > 0. */
static inline double
draw_share(const bool *right, size_t n, uint64_t *state)
{
    size_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += right[draw(state) % n];
    return (double)sum / (double)n;
}

/* Cases of two sides: was each answered right? */
struct draw_sides {
    const bool *in, *out;
    size_t in_n, out_n; /* > 0 */
};

/* Of the share right inside less that outside. */
static inline struct interval
draw_gap(struct arena *a, const struct draw_sides *s)
{
    double *at = arena_alloc(a, DRAWS * sizeof(*at));
    uint64_t state = 1;

    for (int i = 0; i < DRAWS; i++)
        at[i] = draw_share(s->in, s->in_n, &state) -
                draw_share(s->out, s->out_n, &state);
    return draw_middle(at);
}

#endif
