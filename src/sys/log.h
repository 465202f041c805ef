/*
 * log: what the running program tells its operator: one JSON object a line on
 * standard error. Nothing personal: no addresses, no paths as they were asked
 * for, no texts.
 */
#ifndef SYS_LOG_H
#define SYS_LOG_H

#include "base/arena.h"
#include "base/err.h"

struct log_request {
    const char *method;
    const char *route; /* the pattern, or NULL when none fits */
    unsigned status;
    int64_t ns;   /* from the first line to the answer */
    size_t bytes; /* of the answer's body */
};
void log_request(struct arena *a, const struct log_request *r);

/* Once a failure, by whoever answers it. */
void log_failure(const char *what, const struct err *err);

/* Something worth knowing: started, stopping, reloaded. */
void log_event(const char *what);

#endif
