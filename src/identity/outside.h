/*
 * outside: accounts of people who are known by something outside: a sign-on
 * elsewhere, a phone. Kept under keyed hashes.
 */
#ifndef IDENTITY_OUTSIDE_H
#define IDENTITY_OUTSIDE_H

#include "identity/identity.h"

enum outside_kind { OUTSIDE_SIGN_ON, OUTSIDE_PHONE };

/* What he is known by: for a sign-on issuer, a line end and subject. */
struct outside {
    enum outside_kind kind;
    struct str who;
};

/* The account; empty when there is none. Owns: a. */
bool outside_find(struct identity *id, struct arena *a, const struct outside *o,
                  struct str *ret_account, struct err *err);

/* From now on it is this account's. */
bool outside_link(struct identity *id, const struct outside *o,
                  struct str account, struct err *err);

/* Open a resident's account under a new code. Owns: a. */
bool outside_resident(struct identity *id, struct arena *a,
                      struct str *ret_account, struct err *err);

#endif
