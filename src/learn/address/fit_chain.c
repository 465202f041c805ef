/* See fit_chain.h. */
#include "learn/address/fit_chain.h"

#include <math.h>
#include <string.h>

/* Sums over all ways up to a token, or on from it, each scaled: only their
 * ratios count. */
struct sums {
    float began[PART_TAGS];  /* a part begins at the token */
    float open[PART_TAGS];   /* one was open before it */
    float closed[PART_TAGS]; /* one ended before it */
    float then_open[PART_TAGS], then_closed[PART_TAGS]; /* from it on */
};

void
factors_of(const struct chain *c, struct factors *ret_factors)
{
    for (size_t p = 0; p <= PART_TAGS; p++)
        for (size_t q = 0; q < PART_TAGS; q++)
            ret_factors->go[p][q] = expf(c->go[p][q]);
    for (size_t q = 0; q < PART_TAGS; q++)
        ret_factors->end[q] = expf(c->end[q]);
}

static void
to_factors(float *scores)
{
    float most = scores[0];

    for (size_t s = 1; s < CHAIN_STATES; s++)
        most = scores[s] > most ? scores[s] : most;
    for (size_t s = 0; s < CHAIN_STATES; s++)
        scores[s] = expf(scores[s] - most);
}

static void
scale(float *x, float *y)
{
    float sum = 1e-30F;

    for (size_t q = 0; q < PART_TAGS; q++)
        sum += x[q] + y[q];
    for (size_t q = 0; q < PART_TAGS; q++) {
        x[q] /= sum;
        y[q] /= sum;
    }
}

static void
forward(const struct factors *f, float (*e)[CHAIN_STATES], size_t n,
        struct sums *s)
{
    memset(&s[0], 0, sizeof(s[0]));
    memcpy(s[0].began, f->go[CHAIN_START], sizeof(s[0].began));
    for (size_t i = 0; i + 1 < n; i++) {
        struct sums *next = &s[i + 1];

        for (size_t q = 0; q < PART_TAGS; q++) {
            const float *at = e[i] + chain_state(q, WHERE_FIRST);

            next->open[q] = s[i].began[q] * at[WHERE_FIRST] +
                            s[i].open[q] * at[WHERE_INSIDE];
            next->closed[q] =
                s[i].began[q] * at[WHERE_ALONE] + s[i].open[q] * at[WHERE_LAST];
        }
        scale(next->open, next->closed);
        memset(next->began, 0, sizeof(next->began));
        for (size_t p = 0; p < PART_TAGS; p++)
            for (size_t q = 0; q < PART_TAGS; q++)
                next->began[q] += next->closed[p] * f->go[p][q];
    }
}

/* What follows when a part of q begins at a token. */
static float
on_from(const struct sums *s, const float *e, size_t q)
{
    const float *at = e + chain_state(q, WHERE_FIRST);

    return at[WHERE_FIRST] * s->then_open[q] +
           at[WHERE_ALONE] * s->then_closed[q];
}

static void
backward(const struct factors *f, float (*e)[CHAIN_STATES], size_t n,
         struct sums *s)
{
    memset(s[n - 1].then_open, 0, sizeof(s[n - 1].then_open));
    memcpy(s[n - 1].then_closed, f->end, sizeof(f->end));
    for (size_t i = n - 1; i > 0; i--) {
        struct sums *to = &s[i - 1];
        float on[PART_TAGS];

        for (size_t q = 0; q < PART_TAGS; q++) {
            const float *at = e[i] + chain_state(q, WHERE_FIRST);

            on[q] = on_from(&s[i], e[i], q);
            to->then_open[q] = at[WHERE_INSIDE] * s[i].then_open[q] +
                               at[WHERE_LAST] * s[i].then_closed[q];
        }
        for (size_t p = 0; p < PART_TAGS; p++) {
            to->then_closed[p] = 0;
            for (size_t q = 0; q < PART_TAGS; q++)
                to->then_closed[p] += f->go[p][q] * on[q];
        }
        scale(to->then_open, to->then_closed);
    }
}

/* Probabilities of the states of a token, not yet scaled; returns the scale. */
static float
weigh(const struct sums *s, const float *e, float *ret)
{
    float sum = 1e-30F;

    for (size_t q = 0; q < PART_TAGS; q++) {
        const float *at = e + chain_state(q, WHERE_FIRST);
        float *to = ret + chain_state(q, WHERE_FIRST);

        to[WHERE_FIRST] = s->began[q] * at[WHERE_FIRST] * s->then_open[q];
        to[WHERE_INSIDE] = s->open[q] * at[WHERE_INSIDE] * s->then_open[q];
        to[WHERE_LAST] = s->open[q] * at[WHERE_LAST] * s->then_closed[q];
        to[WHERE_ALONE] = s->began[q] * at[WHERE_ALONE] * s->then_closed[q];
        sum += to[0] + to[1] + to[2] + to[3];
    }
    return 1 / sum;
}

static bool
begins(uint8_t state)
{
    return state % WHERES == WHERE_FIRST || state % WHERES == WHERE_ALONE;
}

/* True less probable, for tags behind tags at token i. */
static void
weigh_steps(const struct factors *f, const struct sums *s, const float *e,
            float by, bool at_start, struct chain *g)
{
    float on[PART_TAGS];

    for (size_t q = 0; q < PART_TAGS; q++)
        on[q] = on_from(s, e, q) * by;
    for (size_t q = 0; q < PART_TAGS && at_start; q++)
        g->go[CHAIN_START][q] -= s->began[q] * on[q];
    for (size_t p = 0; p < PART_TAGS && !at_start; p++)
        for (size_t q = 0; q < PART_TAGS; q++)
            g->go[p][q] -= s->closed[p] * f->go[p][q] * on[q];
}

void
chain_gradient(const struct factors *f, const uint8_t *states, size_t n,
               float (*scores)[CHAIN_STATES], struct chain *ret_gradient)
{
    struct sums s[PARTS_TOKENS];
    struct chain *g = ret_gradient;

    memset(g, 0, sizeof(*g));
    for (size_t i = 0; i < n; i++)
        to_factors(scores[i]);
    forward(f, scores, n, s);
    backward(f, scores, n, s);
    for (size_t i = 0; i < n; i++) {
        float e[CHAIN_STATES], by;

        memcpy(e, scores[i], sizeof(e));
        by = weigh(&s[i], e, scores[i]);
        weigh_steps(f, &s[i], e, by, i == 0, g);
        for (size_t k = 0; k < CHAIN_STATES; k++)
            scores[i][k] *= -by;
        scores[i][states[i]] += 1;
        if (begins(states[i]))
            g->go[i == 0 ? CHAIN_START : states[i - 1] / WHERES]
                 [states[i] / WHERES] += 1;
    }
    g->end[states[n - 1] / WHERES] += 1;
    for (size_t q = 0; q < PART_TAGS; q++)
        g->end[q] += scores[n - 1][chain_state(q, WHERE_LAST)] +
                     scores[n - 1][chain_state(q, WHERE_ALONE)];
    g->end[states[n - 1] / WHERES] -= 1;
}
