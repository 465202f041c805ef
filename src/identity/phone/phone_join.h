/* phone_join: whose account a proved phone is. Not for pages; see phone.h. */
#ifndef PHONE_PHONE_JOIN_H
#define PHONE_PHONE_JOIN_H

#include "identity/identity.h"

/*
 * The phone belongs to *account from now on; empty: to the account it has, or
 * to a new resident's, which is put there. An account that did not prove it for
 * phone_proof_days (settings.csv) may be somebody else's who had the number:
 * it is not entered, and its cases do not come along. Owns: a.
 */
bool phone_join(struct identity *id, struct arena *a, struct str number,
                struct str *account, struct err *err);

#endif
