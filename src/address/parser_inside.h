/* parser_inside: the inside of a parser, for src/address and for
 * src/learn/address, which makes one. */
#ifndef ADDRESS_PARSER_INSIDE_H
#define ADDRESS_PARSER_INSIDE_H

#include "address/chain.h"
#include "address/parser.h"

/* What a clue says: a weight for a state, or for all four states of a tag
 * (CHAIN_STATES + tag). */
enum { PARSER_LABELS = CHAIN_STATES + PART_TAGS };

struct clue_slot {
    uint32_t key;
    uint32_t row; /* from 1; 0: free */
};

struct parser {
    struct chain chain;
    uint32_t *keys;   /* ascending */
    uint32_t *starts; /* of each row in labels and weights; one more */
    uint8_t *labels;
    float *weights;
    float unit; /* a weight in the file is a whole number of these */
    size_t rows_n, trained_on;
    struct clue_slot *slots;
    uint32_t slots_mask;
};

/* Make the slots of a parser whose other parts are set. Owns: a. */
void parser_ready(struct arena *a, struct parser *p);

/* Row of a clue, or SIZE_MAX. */
static inline size_t
parser_row(const struct parser *p, uint32_t key)
{
    uint32_t h = key & p->slots_mask;

    while (p->slots[h].row != 0 && p->slots[h].key != key)
        h = (h + 1) & p->slots_mask;
    return p->slots[h].row == 0 ? SIZE_MAX : p->slots[h].row - 1;
}

/* Sum up the weights of rows, for all states. */
void parser_score(const struct parser *p, const uint32_t *rows, size_t n,
                  float *ret_scores);

#endif
