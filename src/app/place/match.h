/*
 * match: which places of the city's rulebook the parts of an address name.
 *
 * Only parts that name a place count: divisions, communities, estates and
 * houses by their names and aliases. A road called 云岫路 is not 云岫街道, and
 * a shop called 听松 behind 北渡街道 is not the community elsewhere: each part
 * narrows the places that the parts before it left.
 */
#ifndef APP_PLACE_MATCH_H
#define APP_PLACE_MATCH_H

#include "address/parts.h"
#include "rulebook/rulebook.h"

struct place_match {
    const struct place **at; /* the deepest that fit all parts */
    size_t n;                /* 0 none, 1 found, more: ambiguous */
    bool contradicted; /* a later part names a place that lies elsewhere */
};

/* Owns: the list lives in a; its places borrow from the rulebook. */
void place_match(struct arena *a, struct rules r, const struct token *tokens,
                 const struct part *parts, size_t n,
                 struct place_match *ret_match);

#endif
