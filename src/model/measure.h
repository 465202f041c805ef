/*
 * measure: how good answers are, from cases whose label is known. Pure; the
 * bootstrap draws with a generator of fixed seed, so that the same answers
 * give the same intervals.
 */
#ifndef MODEL_MEASURE_H
#define MODEL_MEASURE_H

#include "base/arena.h"

/* An answer and the truth. */
struct verified {
    uint32_t label, guess;
    double probability; /* of the guess */
    double square;      /* sum over labels of (probability - truth)^2 */
    bool in_top;        /* the truth is one of the first three */
};

struct quality {
    size_t n;
    double accuracy, top3;
    double macro_f1; /* mean F1 over labels that occur as truth or guess */
    double brier;    /* mean square; 0 to 2 (Brier, 1950) */
    double ece;      /* expected calibration error, ten bins of equal width */
};

/* n > 0. Owns: nothing stays in a that matters. */
struct quality measure_quality(struct arena *a, const struct verified *v,
                               size_t n, size_t labels_n);

/*
 * The lowest probability at which, of all answers that are at least so sure,
 * no more than risk (0 to 1) are wrong; 1 when there is none. *ret_coverage is
 * the share of answers that remain (El-Yaniv and Wiener, 2010: risk-coverage).
 */
double measure_sure_from(struct arena *a, const struct verified *v, size_t n,
                         double risk, double *ret_coverage);

/*
 * The sharpness s for which softmax(s * score) makes the truth most likely
 * (temperature scaling: Guo et al., 2017). scores[i * labels_n + l].
 */
double measure_sharpness(const double *scores, const uint32_t *labels, size_t n,
                         size_t labels_n);

struct interval {
    double low, high; /* 2.5 and 97.5 hundredths */
};

/* Of the share that is right; n > 0. */
struct interval measure_interval(struct arena *a, const struct verified *v,
                                 size_t n);

/* Share right among the cases that are marked, less that among the others, and
 * its interval. False when either has fewer than 30 cases. */
bool measure_gap(struct arena *a, const struct verified *v, const bool *marked,
                 size_t n, double *ret_gap, struct interval *ret_interval);

#endif
