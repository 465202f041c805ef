/*
 * provider: the one of the configuration, as it is asked over HTTP: where its
 * addresses are (OpenID Connect Discovery 1.0), which keys it signs with, a
 * code for a token (RFC 6749, RFC 7636).
 *
 * What it says is kept for an hour. A key that is not among those kept is
 * looked for anew, at most once in ten seconds; after a failure nobody asks
 * again for ten seconds. Few ask at once; others are turned away.
 */
#ifndef OIDC_PROVIDER_H
#define OIDC_PROVIDER_H

#include "base/arena.h"
#include "base/err.h"
#include "sys/config.h"

struct provider;

/* c outlives it. Fails: ERR_IO. */
bool provider_open(const struct config_oidc *c, struct provider **ret_provider,
                   struct err *err);
void provider_close(struct provider *p); /* NULL is fine */

/* All as they stand in its description; end_session may be empty. Owns: a.
 * Fails: ERR_IO with a word, ERR_INPUT for a description that is none. */
struct provider_ends {
    struct str authorization, token, end_session;
};
bool provider_ends(struct provider *p, struct arena *a,
                   struct provider_ends *ret_ends, struct err *err);

/* Its keys, with the one of kid when it has it now. Owns: a. */
bool provider_keys(struct provider *p, struct arena *a, struct str kid,
                   struct str *ret_keys, struct err *err);

/* A code for an id token. Owns: a. Fails: also ERR_INPUT when it is refused. */
struct provider_code {
    struct str code, verifier, redirect;
};
bool provider_exchange(struct provider *p, struct arena *a,
                       const struct provider_code *code,
                       struct str *ret_id_token, struct err *err);

#endif
