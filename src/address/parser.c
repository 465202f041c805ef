/* See parser.h. */
#include "address/parser_inside.h"

#include <string.h>

void
parser_ready(struct arena *a, struct parser *p)
{
    size_t room = 16;

    while (room < p->rows_n * 2)
        room *= 2;
    p->slots = arena_alloc(a, room * sizeof(*p->slots));
    p->slots_mask = (uint32_t)(room - 1);
    for (size_t i = 0; i < p->rows_n; i++) {
        uint32_t h = p->keys[i] & p->slots_mask;

        while (p->slots[h].row != 0)
            h = (h + 1) & p->slots_mask;
        p->slots[h] = (struct clue_slot){ p->keys[i], (uint32_t)(i + 1) };
    }
}

void
parser_score(const struct parser *p, const uint32_t *rows, size_t n,
             float *ret_scores)
{
    float sums[PARSER_LABELS] = { 0 };

    for (size_t k = 0; k < n; k++)
        for (uint32_t w = p->starts[rows[k]]; w < p->starts[rows[k] + 1]; w++)
            sums[p->labels[w]] += p->weights[w];
    for (size_t s = 0; s < CHAIN_STATES; s++)
        ret_scores[s] = sums[s] + sums[CHAIN_STATES + s / WHERES];
}

size_t
parser_trained_on(const struct parser *p)
{
    return p->trained_on;
}

size_t
parser_weights(const struct parser *p)
{
    return p->starts[p->rows_n];
}

size_t
parser_parts(const struct parser *p, const struct gazette *g,
             const struct token *tokens, size_t n, struct part *ret_parts)
{
    float scores[PARTS_TOKENS][CHAIN_STATES];
    uint8_t states[PARTS_TOKENS];
    struct clue_line line;

    if (n == 0)
        return 0;
    clues_read(g, tokens, n, &line);
    for (size_t i = 0; i < n; i++) {
        uint32_t keys[CLUES], rows[CLUES];
        size_t keys_n = clues_of(&line, i, keys), rows_n = 0;

        for (size_t k = 0; k < keys_n; k++) {
            size_t row = parser_row(p, keys[k]);

            if (row != SIZE_MAX)
                rows[rows_n++] = (uint32_t)row;
        }
        parser_score(p, rows, rows_n, scores[i]);
    }
    chain_best(&p->chain, (const float(*)[CHAIN_STATES])scores, n, states);
    return chain_parts(states, n, ret_parts);
}
