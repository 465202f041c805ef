/*
 * place: where an appeal lies by the national division codes, when the city's
 * rulebook has no such place.
 *
 * This happens before `decide`, which knows the rulebook only; the event keeps
 * code and names, so that a replay needs no table. The table is part of the
 * program and is read the first time that somebody asks.
 */
#ifndef APP_PLACE_PLACE_H
#define APP_PLACE_PLACE_H

#include "codes/division.h"
#include "event/gen/appeal_events.h"
#include "rulebook/rulebook.h"

/* The table. Safe from any thread; lives until the process ends. */
const struct divisions *place_divisions(void);

/*
 * Does a text certainly name a place outside the city of the rules? It does
 * when it begins with the whole name of a province or city, names a county or
 * ends there, and this does not hold the city nor lie in it.
 */
bool place_is_outside(struct arena *a, struct rules r, struct str text,
                      const struct division **ret_division);

/*
 * Put the national code and its names into a message whose place the rulebook
 * does not know: a code, a ~name, or the citizen's words. What is not certain
 * stays as it was given. Sets place_path in any case. Owns: in a.
 */
void place_standardise(struct arena *a, struct rules r,
                       struct appeal_receive *message);

#endif
