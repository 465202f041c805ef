/*
 * pace: how often somebody may do something: at most N at once, and N an hour
 * in the long run. The generic cell rate algorithm (ITU-T I.371, annex A),
 * which keeps one moment for each: when all that was done would be done if it
 * were done evenly.
 *
 * Kept in memory alone: a table of fixed size of keyed hashes and such
 * moments, under a key drawn at each start. No address and no code stands in
 * it. An entry whose moment has passed says nothing and gives its place; when
 * a place is wanted and none has lapsed, the one goes that would lapse first.
 */
#ifndef PROOF_PACE_H
#define PROOF_PACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum pace_kind {
    PACE_INTAKE,  /* an address sends messages */
    PACE_LOOK_UP, /* an address comes with codes */
    PACE_ACT,     /* something is done with a case */
    PACE_SIGN_IN, /* an address tries to sign in */
    PACE_SENDING, /* an address asks for codes to phones */
    PACE_PHONE,   /* codes go to a phone */
    PACE_KINDS
};

enum { PACE_MOST = 1000000 /* an hour */ };

/* Any thread may use it. */
struct pace;

/* hourly: PACE_KINDS figures of 1 to PACE_MOST. */
struct pace *pace_open(const int64_t *hourly);
void pace_close(struct pace *p); /* NULL is fine */

/*
 * Once more, at now, ms by a clock that does not go back: 0, and it counts; or
 * the seconds to wait, at least 1, and it does not.
 */
int64_t pace_try(struct pace *p, enum pace_kind kind, struct str who,
                 int64_t now);

#endif
