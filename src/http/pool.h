/*
 * pool: threads that work on whole requests, first come, first served.
 */
#ifndef HTTP_POOL_H
#define HTTP_POOL_H

#include "base/err.h"

struct pool;

/* One piece of work; the first member of what is worked on. */
struct task {
    void (*run)(struct task *t);
    struct task *next;
};

bool pool_start(unsigned threads, struct pool **ret_pool, struct err *err);

/* False when the pool was stopped: t was not taken. */
bool pool_give(struct pool *p, struct task *t);

/* Take nothing more, finish what was given, end the threads. */
void pool_stop(struct pool *p); /* NULL is fine */

#endif
