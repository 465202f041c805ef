/*
 * by_rules: the parts of an address without a model: names of the gazette in
 * the order of their levels, words that end names (路, 村, 小区), and numbers
 * by what they count (号, 幢, 单元, 室). A city without told addresses has it
 * from the start; a learned parser is better.
 */
#ifndef ADDRESS_BY_RULES_H
#define ADDRESS_BY_RULES_H

#include "address/clues.h"

/* The parts of n tokens, at most PARTS_TOKENS. ret_parts has room for n.
 * Returns how many. */
size_t by_rules_parts(const struct gazette *g, const struct token *tokens,
                      size_t n, struct part *ret_parts);

#endif
