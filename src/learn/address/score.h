/* score: how good found parts are against told ones. */
#ifndef LEARN_ADDRESS_SCORE_H
#define LEARN_ADDRESS_SCORE_H

#include "address/parts.h"

struct part_score {
    size_t told, found, both; /* parts: the same tokens and tag */
    size_t tokens, tokens_right;
    size_t lines, lines_right;
};

/* Add an address: its tags and bounds must be those told, part by part
 * (entity F1 of CoNLL), or token by token. */
void score_add(struct part_score *s, const struct part *told, size_t told_n,
               const struct part *found, size_t found_n);

double score_f1(size_t told, size_t found, size_t both);

#endif
