/* lessons: told addresses as rows of clues, and the empty parser that has
 * these rows. Inside of fit. */
#ifndef LEARN_ADDRESS_LESSONS_H
#define LEARN_ADDRESS_LESSONS_H

#include "address/parser_inside.h"
#include "learn/address/fit.h"

struct lesson {
    const uint32_t *rows; /* of all tokens, one after another */
    const uint32_t *ends; /* by token, in rows */
    const uint8_t *states;
    size_t n;
};

struct lessons {
    struct lesson *at;
    size_t n;
    struct parser *parser; /* all weights zero */
};

/* A clue that was seen too seldom for how gets no weight. Owns: a. */
struct lessons lessons_make(struct arena *a, const struct gazette *g,
                            const struct told *told, size_t n,
                            const struct fit_how *how);

#endif
