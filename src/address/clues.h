/*
 * clues: what speaks for the tag of a token, as hashed features: the tokens
 * around it and runs of them, their kinds, the words of its surroundings that
 * end names (路, 村, 号), names in the gazette, what stood before.
 */
#ifndef ADDRESS_CLUES_H
#define ADDRESS_CLUES_H

#include "address/gazette.h"

enum { CLUES = 128 }; /* of a token at most */

/* The number of this set of clues, which a model's file names. Whoever changes
 * what clues_of gives for a line, or the hash of a token, counts one up: a
 * model learned with others would find wrong parts without an error. */
#define CLUES_SET "1"

/* Sorts of names: of four levels, each whole or spoken; and the same again for
 * names that lie in a place named before or hold one named later. */
enum { NAME_SORTS = 8, NAME_SORTS_ALL = 2 * NAME_SORTS };

/* What is worked out once a line. */
struct clue_line {
    const struct token *tokens;
    size_t n;
    struct clue_token {
        uint32_t sign;         /* hash; of digits, how many */
        uint32_t begins, ends; /* sorts of names that do so here, bits */
        uint8_t place[NAME_SORTS_ALL]; /* in the longest name of a sort: 1
                                          first, 2 inside, 3 last, 0 none */
        uint8_t length[NAME_SORTS_ALL];
        bool is_ending;
        bool again, comes_again; /* with the next token, before or later */
    } at[PARTS_TOKENS];
};

void clues_read(const struct gazette *g, const struct token *tokens, size_t n,
                struct clue_line *ret_line);

/* The sort of a name that b bears. */
static inline size_t
name_sort(const struct bearer *b)
{
    return (size_t)(b->level - DIVISION_PROVINCE) * 2 + b->spoken;
}

/* The clues of token i. Returns how many, at most CLUES. */
size_t clues_of(const struct clue_line *line, size_t i, uint32_t *ret_keys);

#endif
