/*
 * living_serve: the demo city on the air.
 */
#ifndef LIVING_SERVE_H
#define LIVING_SERVE_H

#include "cli/living/living.h"
#include "cli/living/marker.h"
#include "cli/serving/serving.h"

struct living_serve {
    struct serving_options serving;
    int64_t pace;
    struct demo_played played;
};

/* Reads --pace N, --listen and --workers. Says what is wrong and returns
 * false. Owns: the arena of c. */
bool living_serve_options(struct cli *c, struct living_serve *ret_serve);

/* Play the folder forward to now, serve it until a signal ends it. Returns the
 * exit status. */
int living_serve(struct cli *c, struct engine *e,
                 const struct living_serve *serve);

#endif
