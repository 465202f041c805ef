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
    double macro_f1;   /* mean F1 over labels that occur as truth or guess */
    double brier;      /* mean square; 0 to 2 (Brier, 1950) */
    double ece;        /* expected calibration error, ten bins of equal width */
    double confidence; /* mean probability of the first answer */
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

/* Of the expected calibration error; n > 0. */
struct interval measure_ece_interval(struct arena *a, const struct verified *v,
                                     size_t n);

/* Nothing is compared with fewer cases. */
enum { MEASURE_LEAST = 30 };

/* Share right among the cases that are marked, less that among the others, and
 * its interval. False when either has fewer than MEASURE_LEAST cases. */
bool measure_gap(struct arena *a, const struct verified *v, const bool *marked,
                 size_t n, double *ret_gap, struct interval *ret_interval);

struct verified_list {
    const struct verified *at;
    size_t n, labels_n;
};

/* A share among the marked cases, and among the others, of one label. */
struct label_gap {
    bool known;
    bool of_truth; /* of those alone whose truth is the label */
    uint32_t label;
    double in, out;
    struct interval interval; /* of in - out */
};

/*
 * Are the marked cases answered otherwise than the rest (Barocas, Hardt and
 * Narayanan: Fairness and Machine Learning, ch. 3)?
 *   answered  the label whose share of the answers differs most: demographic
 *             parity difference
 *   ratio     the smaller share over the larger, the least of all labels that
 *             were the answer MEASURE_LEAST times; 0.8 is the four-fifths rule
 *   found     the label whose share of right answers among its own cases
 *             differs most, of those with MEASURE_LEAST cases on both sides:
 *             gap of true positive rates, equal opportunity
 * A gap of answers can be just: places do have other troubles. False when
 * either side has fewer than MEASURE_LEAST cases.
 */
struct fairness {
    struct label_gap answered, found;
    double ratio;
};
bool measure_fairness(const struct verified_list *s, const bool *marked,
                      struct fairness *ret_fairness);

/*
 * Population stability index of two lists of shares: the sum of
 * (seen - expected) * ln(seen / expected). By custom of credit scoring
 * (Siddiqi, 2006: Credit Risk Scorecards) below 0.1 nothing has moved, and from
 * 0.25 on much has.
 */
double measure_psi(const double *expected, const double *seen, size_t n);

#endif
