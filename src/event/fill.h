/*
 * fill: set the fields of a command by name from written words. Every door
 * (JSON, command line, scenario) uses it, so that all doors say the same.
 */
#ifndef EVENT_FILL_H
#define EVENT_FILL_H

#include "event/event.h"

/*
 * Set one field of a command: texts as they are, numbers in decimal, moments
 * as base/date.h reads them, ids in hex, choices by their word. "" leaves a
 * field unset.
 *
 * Owns:  data borrows text.
 * Fails: a verdict with rule unknown_field, not_a_number, not_a_time,
 *        not_an_id or unknown_choice, and the field when it is known.
 */
struct verdict payload_set(const struct payload_type *type, void *data,
                           struct str name, struct str text);

#endif
