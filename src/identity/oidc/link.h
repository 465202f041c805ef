/*
 * link: whose account somebody has who is known elsewhere, by issuer and
 * subject; new links and new residents are made here. Not for pages.
 */
#ifndef OIDC_LINK_H
#define OIDC_LINK_H

#include "identity/identity.h"
#include "identity/oidc/id_token.h"

/* The account of whoever a checked token speaks of; see flow.h. Empty when
 * there is none. Owns: a. */
bool link_find(struct identity *id, struct arena *a, const struct id_token *who,
               struct str setup, struct str *ret_account, struct err *err);

#endif
