/* See fit_chain.h. */
#include "learn/address/fit_chain.h"

#include <math.h>
#include <string.h>

/* By the tag before a part and its own. */
typedef float pairs[CHAIN_BEFORE][PART_TAGS];

/* Sums over all ways up to a token, or on from it, each scaled: only their
 * ratios count. */
struct sums {
    pairs began;                  /* a part begins at the token */
    pairs open;                   /* one was open before it */
    pairs closed;                 /* one ended before it */
    pairs then_open, then_closed; /* from it on */
};

void
factors_of(const struct chain *c, struct factors *ret_factors)
{
    for (size_t o = 0; o < CHAIN_BEFORE; o++)
        for (size_t p = 0; p < CHAIN_BEFORE; p++)
            for (size_t q = 0; q < PART_TAGS; q++)
                ret_factors->go[o][p][q] =
                    expf(c->go[p][q] + c->go_far[o][p][q]);
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
scale(pairs x, pairs y)
{
    float sum = 1e-30F;

    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++)
            sum += x[p][q] + y[p][q];
    sum = 1 / sum;
    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++) {
            x[p][q] *= sum;
            y[p][q] *= sum;
        }
}

static void
begin(const struct factors *f, struct sums *s)
{
    memset(s->began, 0, sizeof(s->began));
    for (size_t o = 0; o < CHAIN_BEFORE; o++)
        for (size_t p = 0; p < PART_TAGS; p++)
            for (size_t q = 0; q < PART_TAGS; q++)
                s->began[p][q] += s->closed[o][p] * f->go[o][p][q];
}

static void
forward(const struct factors *f, float (*e)[CHAIN_STATES], size_t n,
        struct sums *s)
{
    memset(&s[0], 0, sizeof(s[0]));
    memcpy(s[0].began[CHAIN_START], f->go[CHAIN_START][CHAIN_START],
           sizeof(s[0].began[CHAIN_START]));
    for (size_t i = 0; i + 1 < n; i++) {
        struct sums *now = &s[i], *next = &s[i + 1];

        for (size_t p = 0; p < CHAIN_BEFORE; p++)
            for (size_t q = 0; q < PART_TAGS; q++) {
                const float *at = e[i] + chain_state(q, WHERE_FIRST);

                next->open[p][q] = now->began[p][q] * at[WHERE_FIRST] +
                                   now->open[p][q] * at[WHERE_INSIDE];
                next->closed[p][q] = now->began[p][q] * at[WHERE_ALONE] +
                                     now->open[p][q] * at[WHERE_LAST];
            }
        scale(next->open, next->closed);
        begin(f, next);
    }
}

/* What follows when a part of q behind p begins at a token. */
static void
on_from(const struct sums *s, const float *e, pairs ret_on)
{
    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++) {
            const float *at = e + chain_state(q, WHERE_FIRST);

            ret_on[p][q] = at[WHERE_FIRST] * s->then_open[p][q] +
                           at[WHERE_ALONE] * s->then_closed[p][q];
        }
}

static void
step_back(const struct factors *f, const float *e, const struct sums *s,
          struct sums *to)
{
    pairs on;

    on_from(s, e, on);
    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++) {
            const float *at = e + chain_state(q, WHERE_FIRST);

            to->then_open[p][q] = at[WHERE_INSIDE] * s->then_open[p][q] +
                                  at[WHERE_LAST] * s->then_closed[p][q];
        }
    for (size_t o = 0; o < CHAIN_BEFORE; o++)
        for (size_t p = 0; p < PART_TAGS; p++) {
            float sum = 0;

            for (size_t q = 0; q < PART_TAGS; q++)
                sum += f->go[o][p][q] * on[p][q];
            to->then_closed[o][p] = sum;
        }
    scale(to->then_open, to->then_closed);
}

static void
backward(const struct factors *f, float (*e)[CHAIN_STATES], size_t n,
         struct sums *s)
{
    memset(s[n - 1].then_open, 0, sizeof(s[n - 1].then_open));
    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        memcpy(s[n - 1].then_closed[p], f->end, sizeof(f->end));
    for (size_t i = n - 1; i > 0; i--)
        step_back(f, e[i], &s[i], &s[i - 1]);
}

/* Probabilities of the states of a token, not yet scaled; returns the scale. */
static float
weigh(const struct sums *s, const float *e, float *ret)
{
    float sum = 1e-30F;

    memset(ret, 0, CHAIN_STATES * sizeof(*ret));
    for (size_t p = 0; p < CHAIN_BEFORE; p++)
        for (size_t q = 0; q < PART_TAGS; q++) {
            float *to = ret + chain_state(q, WHERE_FIRST);

            to[WHERE_FIRST] += s->began[p][q] * s->then_open[p][q];
            to[WHERE_INSIDE] += s->open[p][q] * s->then_open[p][q];
            to[WHERE_LAST] += s->open[p][q] * s->then_closed[p][q];
            to[WHERE_ALONE] += s->began[p][q] * s->then_closed[p][q];
        }
    for (size_t k = 0; k < CHAIN_STATES; k++) {
        ret[k] *= e[k];
        sum += ret[k];
    }
    return 1 / sum;
}

static bool
begins(uint8_t state)
{
    return state % WHERES == WHERE_FIRST || state % WHERES == WHERE_ALONE;
}

/* True less probable, for tags behind tags at a token that is not the first. */
static void
weigh_steps(const struct factors *f, const struct sums *s, const float *e,
            float by, struct chain *g)
{
    pairs on;

    on_from(s, e, on);
    for (size_t o = 0; o < CHAIN_BEFORE; o++)
        for (size_t p = 0; p < PART_TAGS; p++) {
            float scaled = s->closed[o][p] * by;

            for (size_t q = 0; q < PART_TAGS; q++)
                g->go_far[o][p][q] -= scaled * f->go[o][p][q] * on[p][q];
        }
}

static void
weigh_start(const struct sums *s, const float *e, float by, struct chain *g)
{
    pairs on;

    on_from(s, e, on);
    for (size_t q = 0; q < PART_TAGS; q++)
        g->go_far[CHAIN_START][CHAIN_START][q] -=
            s->began[CHAIN_START][q] * on[CHAIN_START][q] * by;
}

/* What is true, and what is true or not behind one tag whatever was before. */
static void
add_true(const uint8_t *states, size_t n, struct chain *g)
{
    size_t o = CHAIN_START, p = CHAIN_START;

    for (size_t i = 0; i < n; i++)
        if (begins(states[i])) {
            size_t q = states[i] / WHERES;

            g->go_far[o][p][q] += 1;
            o = p;
            p = q;
        }
    for (o = 0; o < CHAIN_BEFORE; o++)
        for (p = 0; p < CHAIN_BEFORE; p++)
            for (size_t q = 0; q < PART_TAGS; q++)
                g->go[p][q] += g->go_far[o][p][q];
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
        if (i == 0)
            weigh_start(&s[i], e, by, g);
        else
            weigh_steps(f, &s[i], e, by, g);
        for (size_t k = 0; k < CHAIN_STATES; k++)
            scores[i][k] *= -by;
        scores[i][states[i]] += 1;
    }
    add_true(states, n, g);
    for (size_t q = 0; q < PART_TAGS; q++)
        g->end[q] = scores[n - 1][chain_state(q, WHERE_LAST)] +
                    scores[n - 1][chain_state(q, WHERE_ALONE)];
}
