/*
 * gazette: names of places and the levels that bear them, for looking whether
 * a run of tokens is such a name.
 */
#ifndef ADDRESS_GAZETTE_H
#define ADDRESS_GAZETTE_H

#include "address/parts.h"
#include "codes/division.h"

/* Bits of what a name is: whole, or as it is spoken (湖南 for 湖南省). */
enum {
    NAME_PROVINCE = 1,
    NAME_CITY = 2,
    NAME_COUNTY = 4,
    NAME_STREET = 8,
    NAME_SPOKEN = 16, /* times NAME_SPOKEN: without its ending */
    NAME_BITS = 8,
    NAME_TOKENS = 15 /* of a name at most; longer ones are left out */
};

struct gazette;

/* Of all divisions, 44,699 names in some 20 ms. Owns: a, 2 MiB. */
const struct gazette *gazette_new(struct arena *a, const struct divisions *d);

/* What names the n tokens are; 0 none. */
uint32_t gazette_find(const struct gazette *g, const struct token *tokens,
                      size_t n);

#endif
