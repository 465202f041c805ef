/*
 * access_module: the log of who looked at what (schema/access.events), as a
 * feature: rows from its streams. There are no commands; app/access writes.
 */
#ifndef ACCESS_MODULE_H
#define ACCESS_MODULE_H

#include "app/module.h"
#include "event/gen/access_events.h"

extern const struct module access_module;

/* Events of one stream: a batch, or the look over a day. */
enum { ACCESS_BATCH = 256 };

struct access_state {
    int64_t version;
    struct event kept[ACCESS_BATCH]; /* borrowed */
    size_t kept_n;
};

#endif
