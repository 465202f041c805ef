/*
 * throttle: whoever guesses at an account waits, longer each time: after 5
 * failures in a row half a minute, doubled up to a quarter of an hour. Accounts
 * that are not there count like those that are. Kept in the store, under keyed
 * hashes, for a day. How much one address may do is said by pace.h.
 */
#ifndef PROOF_THROTTLE_H
#define PROOF_THROTTLE_H

#include "identity/identity.h"

enum throttle_kind {
    THROTTLE_ACCOUNT, /* its password */
    THROTTLE_SECOND,  /* its second factor */
    THROTTLE_STATE    /* the way back from a sign-on elsewhere: once */
};

/*
 * Begin a try. *ret_wait is 0, and the try counts as a failure until it is
 * forgiven; or it is the seconds to wait, and nothing may be tried.
 */
bool throttle_try(struct identity *id, enum throttle_kind kind, struct str who,
                  int64_t *ret_wait, struct err *err);

/* It was right. */
bool throttle_forgive(struct identity *id, enum throttle_kind kind,
                      struct str who, struct err *err);

#endif
