/*
 * figures: what a card says of how good a model is, as values: for the registry
 * and the pages that show it. docs/model-format.md.
 */
#ifndef LEARN_FIGURES_H
#define LEARN_FIGURES_H

#include "base/arena.h"
#include "base/err.h"

/* A figure with its interval; 0 to 1 unless it is a difference. */
struct figure {
    double value, low, high;
};

/* The label that differs most, among the part and among the others. */
struct figure_gap {
    bool known;
    struct str label;
    double in, out;
    struct figure gap;
};

/* Of all cases (kind and name empty), or of a part. */
struct figure_group {
    struct str kind, name;
    int64_t cases;
    struct figure right, ece;
    double macro_f1, top3, confidence;
    bool compared;
    struct figure gap; /* share right, less that of the others */
    struct figure_gap parity, opportunity;
    double parity_ratio;
};

struct figure_label {
    struct str name;
    double answered; /* its share of the answers when the model was measured; of
                        the training cases when the card is older */
};

enum { FIGURE_GROUPS = 100, FIGURE_LABELS = 1024 };

struct figures {
    struct str model_sha256;
    struct str purpose, data, period, owner, version;
    int64_t trained_on;
    struct figure_group all;
    double majority, sure_from, coverage, wrong_when_sure;
    struct figure_group *groups;
    size_t groups_n;
    struct figure_label *labels;
    size_t labels_n;
};

/*
 * Read a card.
 *
 * Owns:  a.
 * Fails: ERR_INPUT when it is no card, lacks what must be there, or says what
 *        cannot be; whatever its bytes are.
 */
bool figures_read(struct arena *a, struct str card, struct figures *ret_figures,
                  struct err *err);

#endif
