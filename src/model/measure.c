/* See measure.h. */
#include "model/bootstrap.h"

#include <math.h>
#include <stdlib.h>

enum { BINS = 10 };

static double
f1_of(size_t hits, size_t guesses, size_t truths)
{
    return guesses + truths == 0
               ? 0
               : 2.0 * (double)hits / (double)(guesses + truths);
}

static double
macro_f1(struct arena *a, const struct verified *v, size_t n, size_t labels_n)
{
    size_t *hits = arena_alloc(a, 3 * labels_n * sizeof(*hits));
    size_t *guesses = hits + labels_n, *truths = guesses + labels_n;
    size_t present = 0;
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        guesses[v[i].guess]++;
        truths[v[i].label]++;
        hits[v[i].guess] += v[i].guess == v[i].label;
    }
    for (size_t l = 0; l < labels_n; l++) {
        present += guesses[l] + truths[l] > 0;
        sum += f1_of(hits[l], guesses[l], truths[l]);
    }
    return present == 0 ? 0 : sum / (double)present;
}

/* What is said and what is right, by tenths of probability. */
struct bins {
    double sure[BINS], right[BINS];
};

static void
bin_add(struct bins *b, const struct verified *v)
{
    int bin = (int)(v->probability * BINS);

    bin = bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
    b->sure[bin] += v->probability;
    b->right[bin] += v->guess == v->label;
}

static double
bins_error(const struct bins *b, size_t n)
{
    double error = 0;

    for (int i = 0; i < BINS; i++)
        error += fabs(b->sure[i] - b->right[i]);
    return error / (double)n;
}

static double
calibration_error(const struct verified *v, size_t n)
{
    struct bins b = { { 0 }, { 0 } };

    for (size_t i = 0; i < n; i++)
        bin_add(&b, &v[i]);
    return bins_error(&b, n);
}

struct interval
measure_ece_interval(struct arena *a, const struct verified *v, size_t n)
{
    double *at = arena_alloc(a, DRAWS * sizeof(*at));
    uint64_t state = 1;

    for (int i = 0; i < DRAWS; i++) {
        struct bins b = { { 0 }, { 0 } };

        for (size_t k = 0; k < n; k++)
            bin_add(&b, &v[draw(&state) % n]);
        at[i] = bins_error(&b, n);
    }
    return draw_middle(at);
}

struct quality
measure_quality(struct arena *a, const struct verified *v, size_t n,
                size_t labels_n)
{
    struct quality q = { .n = n };

    for (size_t i = 0; i < n; i++) {
        q.accuracy += v[i].guess == v[i].label;
        q.top3 += v[i].in_top;
        q.brier += v[i].square;
    }
    q.accuracy /= (double)n;
    q.top3 /= (double)n;
    q.brier /= (double)n;
    q.ece = calibration_error(v, n);
    for (size_t i = 0; i < n; i++)
        q.confidence += v[i].probability / (double)n;
    q.macro_f1 = macro_f1(a, v, n, labels_n);
    return q;
}

static int
surest_first(const void *x, const void *y)
{
    const struct verified *a = x, *b = y;

    return (a->probability < b->probability) -
           (a->probability > b->probability);
}

double
measure_sure_from(struct arena *a, const struct verified *v, size_t n,
                  double risk, double *ret_coverage)
{
    struct verified *sorted = arena_copy(a, v, n * sizeof(*v));
    size_t wrong = 0, kept = 0;

    qsort(sorted, n, sizeof(*sorted), surest_first);
    for (size_t i = 0; i < n; i++) {
        wrong += sorted[i].guess != sorted[i].label;
        if (i + 1 < n && sorted[i + 1].probability >= sorted[i].probability)
            continue; /* equals stay together */
        if ((double)wrong <= risk * (double)(i + 1))
            kept = i + 1;
    }
    *ret_coverage = n == 0 ? 0 : (double)kept / (double)n;
    return kept == 0 ? 1 : sorted[kept - 1].probability;
}

/* Mean of -ln of the probability of the truth. */
static double
surprise(const double *scores, const uint32_t *labels, size_t n,
         size_t labels_n, double s)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        const double *row = scores + i * labels_n;
        double all = 0;

        for (size_t l = 0; l < labels_n; l++)
            all += exp((row[l] - row[labels[i]]) * s);
        sum += log(all);
    }
    return sum / (double)n;
}

/* The surprise is convex in s; by thirds of ln s between 1/50 and 50. */
double
measure_sharpness(const double *scores, const uint32_t *labels, size_t n,
                  size_t labels_n)
{
    double low = -3.9, high = 3.9;

    for (int i = 0; i < 40; i++) {
        double a = low + (high - low) / 3, b = high - (high - low) / 3;

        if (surprise(scores, labels, n, labels_n, exp(a)) <
            surprise(scores, labels, n, labels_n, exp(b)))
            high = b;
        else
            low = a;
    }
    return exp((low + high) / 2);
}

/* Whether each case was answered right, of those whose mark is wanted. */
static bool *
rights(struct arena *a, const struct verified *v, const bool *marked,
       bool wanted, size_t *n)
{
    bool *right = arena_alloc(a, *n + 1);
    size_t kept = 0;

    for (size_t i = 0; i < *n; i++)
        if (marked == NULL || marked[i] == wanted)
            right[kept++] = v[i].guess == v[i].label;
    *n = kept;
    return right;
}

struct interval
measure_interval(struct arena *a, const struct verified *v, size_t n)
{
    bool *right = rights(a, v, NULL, true, &n);
    double *at = arena_alloc(a, DRAWS * sizeof(*at));
    uint64_t state = 1;

    for (int i = 0; i < DRAWS; i++)
        at[i] = draw_share(right, n, &state);
    return draw_middle(at);
}

static double
share(const bool *right, size_t n)
{
    size_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += right[i];
    return (double)sum / (double)n;
}

bool
measure_gap(struct arena *a, const struct verified *v, const bool *marked,
            size_t n, double *ret_gap, struct interval *ret_interval)
{
    struct draw_sides s = { .in_n = n, .out_n = n };

    s.in = rights(a, v, marked, true, &s.in_n);
    s.out = rights(a, v, marked, false, &s.out_n);
    if (s.in_n < MEASURE_LEAST || s.out_n < MEASURE_LEAST)
        return false;
    *ret_gap = share(s.in, s.in_n) - share(s.out, s.out_n);
    *ret_interval = draw_gap(a, &s);
    return true;
}
