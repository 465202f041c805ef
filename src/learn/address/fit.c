/* See fit.h. */
#include "learn/address/fit.h"

#include <math.h>
#include <string.h>

#include "learn/address/fit_chain.h"
#include "learn/address/lessons.h"

const struct fit_how fit_usual = { 10,  3, 0.03,         8,
                                   0.1, 2, PARSER_CLUES, PARSER_WEIGHTS,
                                   1 };

struct fitting {
    const struct fit_how *how;
    struct lessons lessons;
    double scale; /* a weight is what stands there, times this */
    double pull;  /* towards zero, each step */
    uint64_t steps, random;
    float *sums; /* of the weights, behind each averaged pass */
    struct chain chain_sum;
};

/* xorshift64* */
static uint64_t
draw(struct fitting *f, uint64_t below)
{
    f->random ^= f->random >> 12;
    f->random ^= f->random << 25;
    f->random ^= f->random >> 27;
    return (f->random * 0x2545F4914F6CDD1DU >> 33) % below;
}

static void
shuffle(struct fitting *f)
{
    for (size_t i = f->lessons.n; i > 1; i--) {
        size_t k = draw(f, i);
        struct lesson kept = f->lessons.at[k];

        f->lessons.at[k] = f->lessons.at[i - 1];
        f->lessons.at[i - 1] = kept;
    }
}

/* Row by row, from that of a token on. */
static void
move_weights(struct parser *p, const uint32_t *rows, size_t n,
             const float *gradient, float by)
{
    float all[PARSER_LABELS];

    for (size_t q = 0; q < PART_TAGS; q++) {
        const float *at = gradient + q * WHERES;

        all[CHAIN_STATES + q] = (at[0] + at[1] + at[2] + at[3]) * by;
    }
    for (size_t s = 0; s < CHAIN_STATES; s++)
        all[s] = gradient[s] * by;
    for (size_t k = 0; k < n; k++)
        for (uint32_t w = p->starts[rows[k]]; w < p->starts[rows[k] + 1]; w++)
            p->weights[w] += all[p->labels[w]];
}

static void
move_chain(struct chain *c, const struct chain *gradient, float by, float keep)
{
    float *to = &c->go[0][0];
    const float *from = &gradient->go[0][0];

    for (size_t i = 0; i < sizeof(*c) / sizeof(*to); i++)
        to[i] = to[i] * keep + from[i] * by;
}

static void
learn_one(struct fitting *f, const struct lesson *l)
{
    float scores[PARTS_TOKENS][CHAIN_STATES];
    struct parser *p = f->lessons.parser;
    struct factors factors;
    struct chain gradient;
    double rate =
        f->how->rate / (1 + f->how->rate * f->pull * (double)f->steps++);
    size_t from = 0;

    for (size_t i = 0; i < l->n; from = l->ends[i++]) {
        parser_score(p, l->rows + from, l->ends[i] - from, scores[i]);
        for (size_t s = 0; s < CHAIN_STATES; s++)
            scores[i][s] *= (float)f->scale;
    }
    factors_of(&p->chain, &factors);
    chain_gradient(&factors, l->states, l->n, scores, &gradient);
    f->scale *= 1 - rate * f->pull;
    from = 0;
    for (size_t i = 0; i < l->n; from = l->ends[i++])
        move_weights(p, l->rows + from, l->ends[i] - from, scores[i],
                     (float)(rate / f->scale));
    move_chain(&p->chain, &gradient, (float)rate,
               (float)(1 - rate * f->pull * f->how->chain));
}

static void
sum_up(struct fitting *f)
{
    const struct parser *p = f->lessons.parser;

    for (size_t w = 0; w < parser_weights(p); w++)
        f->sums[w] += p->weights[w] * (float)f->scale;
    move_chain(&f->chain_sum, &p->chain, 1, 1);
}

/* Weights as a file has them: whole numbers of 16 bits, times a unit. */
static void
make_whole(struct parser *p)
{
    enum { MOST = 32767 };
    float most = 1e-3F;

    for (size_t w = 0; w < parser_weights(p); w++)
        most = fmaxf(most, fabsf(p->weights[w]));
    p->unit = most / MOST;
    for (size_t w = 0; w < parser_weights(p); w++)
        p->weights[w] = roundf(p->weights[w] / p->unit) * p->unit;
}

static void
take_mean(struct fitting *f)
{
    struct parser *p = f->lessons.parser;
    const float n = (float)f->how->averaged;

    for (size_t w = 0; w < parser_weights(p); w++)
        p->weights[w] = f->sums[w] / n;
    memset(&p->chain, 0, sizeof(p->chain));
    move_chain(&p->chain, &f->chain_sum, 1 / n, 1);
}

const struct parser *
fit_parser(struct arena *a, const struct gazette *g, const struct told *told,
           size_t n, const struct fit_how *how)
{
    struct fitting f = { .how = how, .scale = 1, .random = how->seed };
    struct parser *p;

    f.lessons = lessons_make(a, g, told, n, how);
    f.pull = how->decay / (double)n;
    p = f.lessons.parser;
    f.sums = arena_alloc(a, parser_weights(p) * sizeof(*f.sums));
    for (unsigned pass = 0; pass < how->passes; pass++) {
        shuffle(&f);
        for (size_t i = 0; i < n; i++)
            learn_one(&f, &f.lessons.at[i]);
        if (pass + how->averaged >= how->passes)
            sum_up(&f);
    }
    take_mean(&f);
    make_whole(p);
    return p;
}
