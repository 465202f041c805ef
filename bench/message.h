/*
 * message: messages of citizens for measuring: forty matters, sixteen streets,
 * bodies of 60 to 400 characters, in Chinese as they are written. Message n is
 * always the same. Nothing here was said by anybody.
 */
#ifndef BENCH_MESSAGE_H
#define BENCH_MESSAGE_H

#include "base/buf.h"

struct message {
    struct str title, body, contact, place;
};

/* Owns: a. */
struct message message_of(struct arena *a, long n);

/* The same as the body of POST /api/v1/appeals. */
void message_put(struct buf *out, long n);

#endif
