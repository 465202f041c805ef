/*
 * demo_random: chance for the demo city, always the same for a seed
 * (splitmix64). Not for secrets.
 */
#ifndef DEMO_RANDOM_H
#define DEMO_RANDOM_H

#include "base/str.h"

struct demo_random {
    uint64_t state;
};

uint64_t demo_draw(struct demo_random *r);

/* A number from low to high, both included. */
int64_t demo_between(struct demo_random *r, int64_t low, int64_t high);

/* True in so many of a hundred cases. */
bool demo_chance(struct demo_random *r, int percent);

/* One of the ways, which are joined by |. */
struct str demo_one_of(struct demo_random *r, const char *ways);

#endif
