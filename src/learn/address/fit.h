/*
 * fit: learn a parser from told addresses: a conditional random field by
 * stochastic gradient descent (Lafferty, McCallum and Pereira, 2001; Bottou,
 * 2010), the weights averaged over the last passes.
 */
#ifndef LEARN_ADDRESS_FIT_H
#define LEARN_ADDRESS_FIT_H

#include "address/parser.h"
#include "learn/address/corpus.h"

struct fit_how {
    unsigned passes, averaged; /* over the lines; of these the last */
    double rate;               /* of the first steps */
    double decay;              /* strength of the pull towards zero */
    double chain;              /* of that pull, for tags behind tags */
    unsigned least;            /* times that a clue is seen; more are asked for
                                  when there would be more than */
    size_t clues, weights;     /* of the parser */
    uint64_t seed;
};

/* Those of the product, chosen on parts of a training set. */
extern const struct fit_how fit_usual;

/* Owns: a. n addresses, at least one. */
const struct parser *fit_parser(struct arena *a, const struct gazette *g,
                                const struct told *told, size_t n,
                                const struct fit_how *how);

#endif
