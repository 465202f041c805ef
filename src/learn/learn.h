/*
 * learn: make a model (model/model.h) from cases whose label was confirmed.
 *
 * For every label a support vector machine tells it from all others (LIBLINEAR,
 * L2 loss, dual; Fan et al., 2008). Before that each feature is scaled by how
 * unevenly it stands in cases with and without the label: the root of
 * |ln(p/q)| (after Wang and Manning, 2012). Features of fewer than two cases
 * are left out, and more of the rare ones until the file has at most
 * LEARN_MODEL_BYTES.
 *
 * All figures of the report come from cases that the model which answered had
 * not seen: the cases are parted in five, equal texts together, and each part
 * is answered by a model of the other four. The file then holds a model of
 * all.
 *
 * One thread at a time: LIBLINEAR draws from rand().
 */
#ifndef LEARN_LEARN_H
#define LEARN_LEARN_H

#include "base/err.h"
#include "model/measure.h"
#include "model/model.h"

enum {
    LEARN_CASES = 500000,
    LEARN_PARTS = 5,
    LEARN_LEAST = 10, /* cases, and no fewer are learned from */
    LEARN_MODEL_BYTES = 18 * 1024 * 1024
};

struct learner;

/* Owns: a, which keeps copies of everything added. blocks_n up to
 * MODEL_BLOCKS. */
struct learner *learner_new(struct arena *a, const struct model_block *blocks,
                            size_t blocks_n);

/* To what a case belongs for the figures by place and by channel; "" is not
 * known. */
struct learn_group {
    struct str place, channel;
};

/*
 * Add a case; values[i] belongs to block i.
 *
 * Fails: ERR_INPUT when there are too many cases or labels, or the label is
 *        empty or longer than MODEL_NAME_BYTES.
 */
bool learner_add(struct learner *l, const struct str *values, struct str label,
                 struct learn_group group, struct err *err);

/* Put the case added last into a part, 0 to LEARN_PARTS - 1. Left alone, cases
 * with the same first text are in the same one. */
void learner_put(struct learner *l, unsigned part);

size_t learner_cases(const struct learner *l);

/* A part of the cases: texts of one sort, or one place. */
struct group_quality {
    struct str kind;       /* length, style, words, place, channel */
    struct str name;       /* long, traditional, elderly ... */
    struct quality q;      /* q.n is how many cases */
    struct interval right; /* of q.accuracy */
    bool compared;         /* enough cases inside and outside */
    double gap;            /* share right inside less that outside */
    struct interval gap_interval;
    struct interval ece;  /* of q.ece */
    struct fairness fair; /* when compared */
};

struct learn_report {
    struct quality q;
    struct interval right;  /* of q.accuracy */
    struct interval ece;    /* of q.ece */
    double *answered;       /* share of each label among the answers */
    double risk, sure_from; /* see measure_sure_from */
    double coverage; /* answers at least as sure as the other parts ask */
    double wrong_when_sure; /* share of wrong ones among them */
    double sharpness;
    double majority; /* share of the commonest label */
    struct group_quality *groups;
    size_t groups_n;
};

struct learn_how {
    double risk;   /* share of sure answers that may be wrong, 0 to 1 */
    double cost;   /* LEARN_COST unless one compares */
    bool is_plain; /* without the scaling: to compare with */
};

/* Chosen on the folds that `make bench-text` reports on. */
#define LEARN_COST 1.5

/*
 * Learn. Sharpness and threshold of the figures come from the other parts
 * each; those of the model from all.
 *
 * Owns:  the model and the report live in a.
 * Fails: ERR_INPUT with fewer than LEARN_LEAST cases or two labels.
 */
bool learner_fit(struct learner *l, struct arena *a,
                 const struct learn_how *how, const struct model **ret_m,
                 struct learn_report *ret_report, struct err *err);

#endif
