/*
 * demo_play: the demo city lives some weeks through the engine. A queue of
 * steps in order of time: citizens ask, units do the next thing a case needs
 * (some late, some wrongly), panels judge. The same seed and end give the same
 * story; ids and keys differ.
 */
#ifndef DEMO_PLAY_H
#define DEMO_PLAY_H

#include "app/engine.h"

#define DEMO_ENDLESS INT64_MAX /* an until that never comes */

struct demo_options {
    struct engine *e;
    int32_t first_day;
    int64_t until;
    uint64_t seed;
    void (*progress)(void *context, int32_t day, int64_t cases);
    void *context;
};

enum { DEMO_RULES = 40 };

/* How often a rule said no. */
struct demo_refused {
    struct str rule; /* lives as long as the program */
    int64_t n;
};

struct demo_result {
    int64_t cases, commands;
    struct demo_refused refused[DEMO_RULES];
    size_t refused_n;
    int64_t unexpected; /* refusals that are no part of the story */
    struct id example;  /* a case with much to see */
};

bool demo_play(const struct demo_options *o, struct demo_result *ret_result,
               struct err *err);

/* What a finished demo was played with. */
struct demo_played {
    struct demo_result result;
    int64_t days, until, seed;
};

/* Tell on standard output what happened, from the log and its readings.
 * dir: for the words at the end. */
bool demo_summary(struct engine *e, struct arena *a, const char *dir,
                  const struct demo_played *p, struct err *err);

#endif
