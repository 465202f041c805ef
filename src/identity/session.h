/*
 * session: who is signed in. A session is a random token of 256 bits in a
 * cookie; the store knows only its SHA-256. Signing in, and changing what one
 * acts as, always gives a new token.
 */
#ifndef IDENTITY_SESSION_H
#define IDENTITY_SESSION_H

#include "identity/identity.h"

enum session_stage {
    SESSION_TOTP, /* the password was right, the second factor is missing */
    SESSION_FULL,
    SESSION_DEMO /* of the fictional city: nobody proved anything */
};

/* A new session. */
struct session_new {
    struct str account, role, unit; /* role empty: a resident */
    enum session_stage stage;
    struct str note; /* to be sealed with it, or empty */
};

/*
 * Begin a session and put its cookie into the answer; the session of the
 * request, if there is one, ends.
 */
bool session_begin(struct identity *id, const struct http_request *rq,
                   struct http_response *rs, const struct session_new *s,
                   struct err *err);

/* The note of the session of the request; empty when it has none. Owns: a
 * of rq. */
bool session_note(struct identity *id, const struct http_request *rq,
                  struct str *ret_note, struct err *err);

/* End the session of the request, and its cookie. */
bool session_end(struct identity *id, const struct http_request *rq,
                 struct http_response *rs, struct err *err);

/* End all sessions of an account but one (NULL: all). */
bool session_end_others(struct identity *id, struct str account,
                        const unsigned char *keep, struct err *err);

/* What an account may act as: role and unit, in order. Owns: a. */
bool session_grants(struct identity *id, struct arena *a, struct str account,
                    struct actor **ret_grants, size_t *ret_n, struct err *err);

/* The first role and unit the account may act as; empty for a resident. */
bool session_first_grant(struct identity *id, struct arena *a,
                         struct session_new *s, struct err *err);

/* The sessions of an account, latest first. Owns: a. */
struct session_line {
    struct str role, unit, agent;
    bool here, demo; /* here: it is the one of this hash */
    int64_t made_at, seen_at;
};
struct session_list {
    struct session_line *at;
    size_t at_n;
};
bool session_list(struct identity *id, struct arena *a, const struct visitor *v,
                  struct session_list *ret_list, struct err *err);

#endif
