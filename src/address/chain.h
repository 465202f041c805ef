/*
 * chain: the best or most probable tags of a line, when each token has a score
 * for each state and each tag one for following another (a linear chain;
 * Lafferty, McCallum and Pereira, 2001).
 *
 * A state is a tag and where in its part the token stands. The score of a line
 * is the sum of the scores of its states and, where a part begins, of its tag
 * behind the tags of the two parts before.
 */
#ifndef ADDRESS_CHAIN_H
#define ADDRESS_CHAIN_H

#include "address/parts.h"

enum where { WHERE_FIRST, WHERE_INSIDE, WHERE_LAST, WHERE_ALONE, WHERES };

enum { CHAIN_STATES = PART_TAGS * WHERES, CHAIN_START = PART_TAGS };

static inline size_t
chain_state(size_t tag, enum where where)
{
    return tag * WHERES + (size_t)where;
}

/* A tag or the start of the line. */
enum { CHAIN_BEFORE = PART_TAGS + 1 };

/* Tag q behind tag p, and behind p that stands behind o; what lies before the
 * line is CHAIN_START. */
struct chain {
    float go[CHAIN_BEFORE][PART_TAGS];
    float go_far[CHAIN_BEFORE][CHAIN_BEFORE][PART_TAGS];
    float end[PART_TAGS]; /* the line ends behind it */
};

/* scores[i][state] of n tokens, 1 to PARTS_TOKENS; puts the state of each. */
void chain_best(const struct chain *c, const float (*scores)[CHAIN_STATES],
                size_t n, uint8_t *ret_states);

/* The parts of states that chain_best gave, or somebody else; a part ends
 * where the tag changes or a first state comes. Returns how many. */
size_t chain_parts(const uint8_t *states, size_t n, struct part *ret_parts);

#endif
