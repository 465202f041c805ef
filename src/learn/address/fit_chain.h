/* fit_chain: how probable each state and each tag behind a tag is, given the
 * scores of a line (forward and backward sums), less what is true. */
#ifndef LEARN_ADDRESS_FIT_CHAIN_H
#define LEARN_ADDRESS_FIT_CHAIN_H

#include "address/chain.h"

/* The chain as factors: e to the power of each. */
struct factors {
    float go[CHAIN_BEFORE][CHAIN_BEFORE][PART_TAGS]; /* both kinds */
    float end[PART_TAGS];
};

void factors_of(const struct chain *c, struct factors *ret_factors);

/*
 * Of n tokens, 1 to PARTS_TOKENS: turns scores into true (0 or 1) less
 * probability, and puts the same for the chain.
 */
void chain_gradient(const struct factors *f, const uint8_t *states, size_t n,
                    float (*scores)[CHAIN_STATES], struct chain *ret_gradient);

#endif
