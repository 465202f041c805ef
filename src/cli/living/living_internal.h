/* living_internal: what the living*.c files share. Not for others. */
#ifndef LIVING_INTERNAL_H
#define LIVING_INTERNAL_H

#include "cli/demo/demo_internal.h"
#include "cli/living/living.h"

/* Put every case that is not at its end into the queue of steps. */
bool living_take_all(struct demo *d, struct err *err);

/* Those since, brought by others (or by the players, who know them). */
bool living_take_new(struct demo *d, struct err *err);

/* What a case is about, from its text and its matter. */
bool living_recall(struct demo *d, size_t index, struct err *err);

#endif
