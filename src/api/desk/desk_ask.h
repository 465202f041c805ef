/*
 * desk_ask: what is asked of the desk: a text that a citizen wrote or said, and
 * what is known of it.
 */
#ifndef API_DESK_DESK_ASK_H
#define API_DESK_DESK_ASK_H

#include <jansson.h>

#include "event/event.h"
#include "rulebook/rulebook.h"

enum { DESK_TEXT_MOST = 20000 }; /* characters */

struct desk_ask {
    struct str text;
    struct str place, matter; /* codes; "" not known */
    int64_t now;
};

/* Of an object with text, place and matter. Borrows it. */
struct verdict desk_ask_read(json_t *body, struct rules r,
                             struct desk_ask *ret_ask);

/* What stands for a title where there is none: how the text begins. */
struct str desk_title(const struct desk_ask *ask);

/* Is it in order? */
struct verdict desk_ask_check(const struct desk_ask *ask, struct rules r);

#endif
