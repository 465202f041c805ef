/*
 * command_json: the fields of a command from JSON. The command line and the
 * API read them here, so that both say the same.
 */
#ifndef APP_COMMAND_JSON_H
#define APP_COMMAND_JSON_H

#include <jansson.h>

#include "event/event.h"

/* The text of a member, or empty when it is none. Borrowed from object. */
struct str json_member(const json_t *object, const char *name);

/*
 * A fresh payload of a command filled from an object of texts and whole
 * numbers; NULL gives an empty payload.
 *
 * Owns:  *ret_data and its texts are in a; the field of a verdict too.
 * Fails: a verdict with rule want_an_object, want_text_or_number, or as
 *        payload_set.
 */
struct verdict command_fields(struct arena *a, const struct payload_type *type,
                              json_t *fields, const void **ret_data);

#endif
