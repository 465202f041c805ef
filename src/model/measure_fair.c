/* measure_fair: is a part of the cases answered otherwise than the rest? See
 * measure.h. */
#include "model/bootstrap.h"

#include <math.h>

/* Of each label, on one side: how often it is the truth, the answer, both. */
struct tally {
    size_t truths, guesses, hits;
};

struct sides {
    struct tally *in, *out; /* by label */
    size_t in_n, out_n;
};

static struct sides
count_sides(struct arena *a, const struct verified_list *s, const bool *marked)
{
    struct sides t = {
        .in = arena_alloc(a, (s->labels_n + 1) * sizeof(struct tally)),
        .out = arena_alloc(a, (s->labels_n + 1) * sizeof(struct tally)),
    };

    for (size_t i = 0; i < s->n; i++) {
        struct tally *to = marked[i] ? t.in : t.out;

        t.in_n += marked[i];
        t.out_n += !marked[i];
        to[s->at[i].label].truths++;
        to[s->at[i].guess].guesses++;
        to[s->at[i].label].hits += s->at[i].guess == s->at[i].label;
    }
    return t;
}

static double
larger(double a, double b)
{
    return a > b ? a : b;
}

static double
smaller(double a, double b)
{
    return a < b ? a : b;
}

static double
share(size_t part, size_t all)
{
    return all == 0 ? 0 : (double)part / (double)all;
}

/* Whether each case of a side is answered so; of_truth: of those cases alone
 * whose truth is the label. */
static bool *
answered_so(struct arena *a, const struct verified_list *s, const bool *marked,
            const struct label_gap *of, bool inside, size_t *ret_n)
{
    bool *so = arena_alloc(a, s->n + 1);

    *ret_n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (marked[i] == inside &&
            (!of->of_truth || s->at[i].label == of->label))
            so[(*ret_n)++] = s->at[i].guess == of->label;
    return so;
}

/* The interval of a gap between two shares. */
static void
find_interval(struct arena *a, const struct verified_list *s,
              const bool *marked, struct label_gap *g)
{
    struct draw_sides sides;

    sides.in = answered_so(a, s, marked, g, true, &sides.in_n);
    sides.out = answered_so(a, s, marked, g, false, &sides.out_n);
    g->interval = draw_gap(a, &sides);
}

static void
take_wider(struct label_gap *g, uint32_t label, double in, double out)
{
    if (g->known && fabs(in - out) <= fabs(g->in - g->out))
        return;
    g->known = true;
    g->label = label;
    g->in = in;
    g->out = out;
}

bool
measure_fairness(const struct verified_list *s, const bool *marked,
                 struct fairness *ret_fairness)
{
    struct arena *work = arena_open();
    struct sides t = count_sides(work, s, marked);
    struct fairness f = { .ratio = 1, .found = { .of_truth = true } };
    const bool enough = t.in_n >= MEASURE_LEAST && t.out_n >= MEASURE_LEAST;

    for (uint32_t l = 0; enough && l < s->labels_n; l++) {
        double in = share(t.in[l].guesses, t.in_n);
        double out = share(t.out[l].guesses, t.out_n);

        take_wider(&f.answered, l, in, out);
        if (t.in[l].guesses + t.out[l].guesses >= MEASURE_LEAST &&
            smaller(in, out) < f.ratio * larger(in, out))
            f.ratio = smaller(in, out) / larger(in, out);
        if (t.in[l].truths >= MEASURE_LEAST && t.out[l].truths >= MEASURE_LEAST)
            take_wider(&f.found, l, share(t.in[l].hits, t.in[l].truths),
                       share(t.out[l].hits, t.out[l].truths));
    }
    if (enough)
        find_interval(work, s, marked, &f.answered);
    if (f.found.known)
        find_interval(work, s, marked, &f.found);
    arena_close(work);
    *ret_fairness = f;
    return enough;
}

double
measure_psi(const double *expected, const double *seen, size_t n)
{
    const double least = 0.0001; /* an empty share would be infinite */
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        double e = larger(expected[i], least), s = larger(seen[i], least);

        sum += (s - e) * log(s / e);
    }
    return sum;
}
