/*
 * gazette: names of places, which divisions bear them, and whether a run of
 * tokens is such a name.
 */
#ifndef ADDRESS_GAZETTE_H
#define ADDRESS_GAZETTE_H

#include "address/parts.h"
#include "codes/division.h"

enum { NAME_TOKENS = 15 }; /* of a name at most; longer ones are left out */

/* A division that bears a name. */
struct bearer {
    uint64_t hash; /* of the name */
    uint32_t code; /* nine digits */
    uint8_t level; /* enum division_level */
    bool spoken;   /* the name without its ending (湖南 for 湖南省) */
};

struct bearers {
    const struct bearer *at;
    size_t n;
};

struct gazette;

/* Of all divisions: 44,699 names in some 20 ms. Owns: a, 4 MiB. */
const struct gazette *gazette_new(struct arena *a, const struct divisions *d);

/* Who bears the name that the n tokens are; none: n is 0. */
struct bearers gazette_find(const struct gazette *g, const struct token *tokens,
                            size_t n);

/* Does x hold y, which is lower? */
bool bearer_holds(const struct bearer *x, const struct bearer *y);

#endif
