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
 * (entity F1 of CoNLL), or token by token. by_tag, of PART_TAGS, counts its
 * parts by their tags, or is NULL. */
void score_add(struct part_score *s, struct part_score *by_tag,
               const struct part *told, size_t told_n, const struct part *found,
               size_t found_n);

/* Of parts; shares of tokens with the right tag and of addresses without a
 * fault. Of nothing: 0. */
double score_f1(const struct part_score *s);
double score_tokens(const struct part_score *s);
double score_lines(const struct part_score *s);

#endif
