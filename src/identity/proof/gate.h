/*
 * gate: how many threads at once may do something costly. Others wait in a
 * short queue; when that is full, whoever comes is turned away, so that the
 * workers of the server are never all waiting.
 */
#ifndef PROOF_GATE_H
#define PROOF_GATE_H

#include <stdbool.h>

struct gate;

/* Of the threads that could come here at most a quarter is inside or waits,
 * but one always may; and of those that are inside, at most `at_once`. */
struct gate_size {
    unsigned at_once, waiting;
};
struct gate_size gate_size(unsigned threads, unsigned at_once);

struct gate *gate_open(unsigned at_once, unsigned waiting);
void gate_close(struct gate *g); /* nobody is inside; NULL is fine */

/* Waits for a place. False, at once, when too many wait already. */
bool gate_enter(struct gate *g);
void gate_leave(struct gate *g);

#endif
