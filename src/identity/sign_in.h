/*
 * sign_in: proving who one is with what the city keeps itself: a password
 * (Argon2id), and for staff a second factor (TOTP, or a recovery code once).
 *
 * Whether an account exists cannot be told from answers or their time: the
 * same words, the same waiting, the same work.
 */
#ifndef IDENTITY_SIGN_IN_H
#define IDENTITY_SIGN_IN_H

#include "identity/session.h"

enum sign_in_result {
    SIGN_IN_DONE,
    SIGN_IN_SECOND, /* the second factor is asked for */
    SIGN_IN_WRONG,
    SIGN_IN_WAIT, /* too many tries; wait says how long */
    SIGN_IN_BUSY  /* too many people sign in just now */
};

struct sign_in_answer {
    enum sign_in_result result;
    int64_t wait;   /* seconds */
    bool recovered; /* a recovery code was used up */
};

/* Account and password. DONE and SECOND put a cookie into rs. */
struct credentials {
    struct str account, password;
};
bool sign_in_password(struct identity *id, const struct http_request *rq,
                      struct http_response *rs, const struct credentials *said,
                      struct sign_in_answer *ret_answer, struct err *err);

/* The second factor of a visitor who is half there; WRONG for others. */
bool sign_in_second(struct identity *id, const struct http_request *rq,
                    struct http_response *rs, struct str code,
                    struct sign_in_answer *ret_answer, struct err *err);

/* Staff act as another role and unit of their own; false *ret_may: not
 * granted. */
bool sign_in_act_as(struct identity *id, const struct http_request *rq,
                    struct http_response *rs, struct actor as, bool *ret_may,
                    struct err *err);

/* In the fictional city: be anybody. The caller has checked role and unit. */
bool sign_in_demo(struct identity *id, const struct http_request *rq,
                  struct http_response *rs, struct actor as, struct err *err);

#endif
