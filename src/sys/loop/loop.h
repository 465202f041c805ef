/*
 * loop: a thread that does round after round: once a second, or at once when
 * there is more to do.
 *
 * A round that fails is tried again a second later. Only what fails again and
 * again is told in the log: the third failure in a row, and then one in sixty.
 */
#ifndef SYS_LOOP_LOOP_H
#define SYS_LOOP_LOOP_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/err.h"

/* Filled with zeros but for the first four by whoever owns it; it stays where
 * it is from loop_start to loop_stop. */
struct loop {
    const char *name; /* in the log */
    bool (*round)(void *context, bool *ret_more, struct err *err);
    void *context;
    int nice; /* 0..19: how far it stands behind other threads */
    /* of loop.c alone, but for stop: a long round may look at it */
    pthread_t thread;
    pthread_mutex_t lock; /* of woken */
    pthread_cond_t woken; /* by the monotonic clock */
    atomic_bool stop;
    bool runs;
    unsigned failed; /* rounds in a row */
};

/* Fails: ERR_IO. */
bool loop_start(struct loop *l, struct err *err);

/* Tell it to stop, without waiting. One that never began is fine. */
void loop_tell(struct loop *l);

/* Stop and wait for the end of the round that runs; what it used is free then.
 * One that never began is fine. */
void loop_stop(struct loop *l);

#endif
