/*
 * flow: signing on with a provider: away to it, and back (authorization code
 * flow, RFC 6749 section 4.1, with PKCE, RFC 7636).
 *
 *     sso_begin -> the provider -> sso_finish -> a session
 *
 * What must be the same on the way back (state, nonce, verifier, where to go)
 * lies sealed in a cookie of this browser for ten minutes, and serves once
 * there. The address to come back to is fixed by the configuration.
 *
 * Who it is: an account that is linked with issuer and subject; else one of
 * the staff that a set-up link invites, or that the staff_claim of the
 * configuration names; else, unless the configuration says no, a new resident.
 */
#ifndef OIDC_FLOW_H
#define OIDC_FLOW_H

#include "identity/session.h"

/* Is there a provider? Its name for people, or empty. */
struct str sso_name(const struct identity *id);

/* *ret_to is the provider's address to go to; a cookie is put into rs. back is
 * an address of ours, setup the token of a set-up link or empty. Fails: ERR_IO
 * when the provider cannot be asked. */
struct sso_wish {
    struct str back, setup;
};
bool sso_begin(struct identity *id, const struct http_request *rq,
               struct http_response *rs, const struct sso_wish *wish,
               struct str *ret_to, struct err *err);

enum sso_result {
    SSO_DONE,
    SSO_SECOND,    /* his account here has a second factor, too */
    SSO_REFUSED,   /* the provider, or he himself there, said no */
    SSO_STRANGE,   /* not begun in this browser, or too long ago */
    SSO_BAD_TOKEN, /* the provider's word does not hold */
    SSO_UNKNOWN    /* nobody here is linked with him */
};

/* back is where he wanted to go. A token that does not hold is logged with a
 * word, without what it says. */
struct sso_answer {
    enum sso_result result;
    enum visitor_kind kind; /* of DONE */
    struct str back;
};
bool sso_finish(struct identity *id, const struct http_request *rq,
                struct http_response *rs, struct sso_answer *ret_answer,
                struct err *err);

/* Where the session of the request can be ended at the provider too (OpenID
 * Connect RP-Initiated Logout 1.0); empty when it was not begun there. */
bool sso_logout(struct identity *id, const struct http_request *rq,
                struct str *ret_to, struct err *err);

#endif
