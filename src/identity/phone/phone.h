/*
 * phone: a resident proves that a phone is his: a code of six digits is sent
 * to it, holds for ten minutes and three tries, and only in the browser that
 * asked for it. Three codes an hour go to one phone, ten to one address.
 *
 * A proved phone has a resident's account, made the first time. Somebody who
 * is signed on already gets the phone joined to his own; cases that were
 * joined to the account it had before come along. Numbers change hands: a proof
 * holds for the days of the rulebook (phone_proof_days), then the phone leads
 * to a new account, and what was joined is joined again by query code.
 */
#ifndef PHONE_PHONE_H
#define PHONE_PHONE_H

#include "identity/session.h"

enum { PHONE_DIGITS = 6, PHONE_TRIES = 3 };

/* Can codes be sent? The demo shows them instead. */
bool phone_is_offered(const struct identity *id);

enum phone_result {
    PHONE_DONE,
    PHONE_BAD_NUMBER, /* no mobile number */
    PHONE_WAIT,       /* too many codes; wait says how long */
    PHONE_UNSENT,     /* the gateway did not take it */
    PHONE_WRONG,      /* another code */
    PHONE_OVER        /* none was asked for here, or too long ago, or too many
                         tries */
};

struct phone_answer {
    enum phone_result result;
    int64_t wait; /* seconds */
};

/* Draw a code and its words: words is called with six digits. DONE puts a
 * cookie into rs. */
struct phone_wish {
    struct str number;
    struct str (*words)(void *context, struct str code);
    void *context;
};
bool phone_send(struct identity *id, const struct http_request *rq,
                struct http_response *rs, const struct phone_wish *wish,
                struct phone_answer *ret_answer, struct err *err);

/* The number a code was sent to, masked, and in the demo the code; both empty
 * when there is none. */
bool phone_look(struct identity *id, const struct http_request *rq,
                struct str *ret_number, struct str *ret_code, struct err *err);

/* The code as he wrote it. DONE signs him in, if he is not yet. */
bool phone_prove(struct identity *id, const struct http_request *rq,
                 struct http_response *rs, struct str code,
                 struct phone_answer *ret_answer, struct err *err);

/* The phone of an account, E.164, for finding its cases; empty when it has
 * none, or proved it too long ago. Owns: a. */
bool phone_of(struct identity *id, struct arena *a, struct str account,
              struct str *ret_number, struct err *err);

#endif
