/*
 * prospect: what would become of a text if it came in now: exit, matter,
 * level, unit and time of the answer, with reasons. A person decides.
 *
 * It asks the rules of the intake themselves (appeal_decide), so that what is
 * told is what would be done.
 */
#ifndef API_DESK_PROSPECT_H
#define API_DESK_PROSPECT_H

#include "api/desk/desk_ask.h"
#include "base/arena.h"

struct prospect {
    struct str exit, exit_because; /* E1..E6, or empty: none applies */
    struct str matter;             /* empty: not sure; then why says it */
    struct str why;                /* a word of appeal_queue_reason */
    struct str candidates;         /* "M0301 12, M0402 11" */
    int64_t confidence;            /* permille; 1000 when it was given */
    struct str because;            /* words that decided */
    struct str place, level;
    struct str unit, basis; /* empty: a person must find one */
    int64_t due_at;         /* of the answer, ms since 1970 UTC; 0 not known */
};

/* Owns: a, and the texts of ask and r. */
struct prospect prospect_of(struct arena *a, struct rules r,
                            const struct desk_ask *ask);

#endif
