/*
 * identity: who is this request? Everybody who must know asks
 * identity_visitor, and nothing else: it looks at the cookie, the session and
 * the account, and gives an actor whose role is one that the account has at
 * this moment.
 *
 * What people prove it with (passwords, second factors, links) lies beside
 * the log and never in it (ADR 0013); that an account exists and what it may
 * act as stands in the log (feature/account).
 */
#ifndef IDENTITY_IDENTITY_H
#define IDENTITY_IDENTITY_H

#include "app/engine.h"
#include "http/message.h"
#include "identity/proof/pace.h"
#include "sys/config.h"

struct identity;

struct identity_options {
    struct engine *engine;
    const struct config *config; /* outlives the identity */
    unsigned workers;            /* of the server */
    bool demo; /* a folder of the fictional city: anybody may be anybody */
};
/* Fails: ERR_IO. */
bool identity_open(const struct identity_options *o,
                   struct identity **ret_identity, struct err *err);
void identity_close(struct identity *id); /* NULL is fine */

bool identity_is_demo(const struct identity *id);

/* Once more now: 0, or the seconds to wait; see proof/pace.h. */
int64_t identity_pace(const struct identity *id, enum pace_kind kind,
                      struct str who);

/* Is the origin of the configuration https? Then cookies are Secure. */
bool identity_is_secure(const struct identity *id);

/* https://HOST of the configuration, as people see it; "" without one. */
struct str identity_origin(const struct identity *id);

enum visitor_kind {
    VISITOR_NOBODY,   /* not signed on */
    VISITOR_HALF,     /* the second factor is missing */
    VISITOR_RESIDENT, /* a resident with an account */
    VISITOR_STAFF
};

enum { SESSION_HASH_BYTES = 32 };

struct visitor {
    enum visitor_kind kind;
    /* Of staff a role and unit that are granted now; of a resident citizen and
     * his account; else empty. */
    struct actor actor;
    struct str account; /* also while the second factor is missing */
    unsigned char session[SESSION_HASH_BYTES];
    struct str form_token; /* every form of his carries it; empty for nobody */
};

/*
 * Who asks: found out once a request, so that all who look at it see the same.
 * Moves the end of an idle session on. A session is over when it is
 * idle for too long or old, when the account is locked or closed, and when
 * what it may do has changed since it began.
 *
 * Owns: the arena of rq. A failure of the store is logged, and nobody asks.
 */
void identity_visitor(struct identity *id, const struct http_request *rq,
                      struct visitor *ret_visitor);

/* Does a form carry the token of the visitor's session? True for nobody. */
bool identity_form_is_his(const struct visitor *v, struct str token);

/* May anybody sign in over this connection? On this machine, and behind the
 * origin of the configuration, which is https. */
bool identity_is_safe(const struct identity *id, const struct http_request *rq);

#endif
