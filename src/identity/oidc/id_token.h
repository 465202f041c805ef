/*
 * id_token: is a token what a provider says to us about somebody, now and for
 * this browser? (OpenID Connect Core 1.0, 3.1.3.7; RFC 7515, RFC 8725.) Pure:
 * knows keys and time only from its arguments.
 *
 * Of algorithms RS256, PS256 and ES256 are taken, each with its own kind of
 * key alone; "none" and whatever rests on a shared secret never.
 */
#ifndef OIDC_ID_TOKEN_H
#define OIDC_ID_TOKEN_H

#include "base/buf.h"

enum {
    ID_TOKEN_BYTES = 16 * 1024,
    ID_TOKEN_SUB_BYTES = 255,
    ID_TOKEN_LEEWAY = 60,     /* seconds that clocks may differ */
    ID_TOKEN_OLDEST = 10 * 60 /* seconds since it was made */
};

struct id_token_want {
    struct str issuer, client, nonce;
    int64_t now;       /* ms since 1970 UTC */
    const char *claim; /* one more claim to read, or "" */
};

struct id_token {
    struct str sub;
    struct str claim; /* its value when it is a text, else empty */
};

/* The key id of its head; empty when it names none. False when the token is no
 * token or has an algorithm that is not taken. Owns: a. */
bool id_token_key(struct arena *a, struct str token, struct str *ret_kid);

/* Does a set of keys (JWKS, RFC 7517) have one of that id? */
bool id_token_has_key(struct str keys, struct str kid);

/*
 * Check it. NULL when all is well; else a word: malformed algorithm no_key
 * signature issuer audience party expired too_early too_old nonce subject.
 * Owns: a.
 */
const char *id_token_check(struct arena *a, struct str token, struct str keys,
                           const struct id_token_want *want,
                           struct id_token *ret_token);

#endif
