/* phone_join: whose account a proved phone is. Not for pages; see phone.h. */
#ifndef PHONE_PHONE_JOIN_H
#define PHONE_PHONE_JOIN_H

#include "identity/identity.h"

/*
 * The phone belongs to *account from now on; empty: to the account it has, or
 * to a new resident's, which is put there. Owns: a.
 */
bool phone_join(struct identity *id, struct arena *a, struct str number,
                struct str *account, struct err *err);

#endif
