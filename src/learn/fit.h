/* fit: the weights of one label, by LIBLINEAR. Apart, for LIBLINEAR too has a
 * struct model. */
#ifndef LEARN_FIT_H
#define LEARN_FIT_H

#include "base/arena.h"

/* Of a row: features ascending. */
struct fit_node {
    uint32_t feature;
    float value;
};

struct fit_row {
    const struct fit_node *nodes;
    size_t n;
    uint32_t label;
};

struct fit_problem {
    const struct fit_row *rows;
    size_t rows_n, features_n;
    double cost;   /* C of the machine: what a case on the wrong side costs */
    bool is_plain; /* features are not scaled by how uneven they are */
};

/* Fill ret_weights[feature] and *ret_bias for label against all others. */
void fit_label(const struct fit_problem *p, struct arena *a, uint32_t label,
               double *ret_weights, double *ret_bias);

#endif
