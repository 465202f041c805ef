/*
 * similar_follow: the index of what citizens wrote, kept in the data folder
 * (DIR/similar) by following the log. One thread; it opens the index, catches
 * up, and looks once a second for what is new. What is wrong with the folder
 * is made anew from the log.
 *
 * A text stands in it from its message until its person is erased; it is not
 * found any more when the erasure was followed, and out of the files an hour
 * later (similar/disk/index.h).
 */
#ifndef APP_SIMILAR_FOLLOW_H
#define APP_SIMILAR_FOLLOW_H

#include "app/engine.h"
#include "similar/disk/index.h"

struct similar_follower;

/* Starts the thread. dir: the data folder. The engine outlives it. */
bool similar_follow_start(struct engine *e, const char *dir,
                          struct similar_follower **ret_follower,
                          struct err *err);

/* Writes down how far it is, and ends. NULL is fine. */
void similar_follow_stop(struct similar_follower *f);

/* The name of an answer is the id of its case, 32 hex digits. *ret_behind:
 * leaves of the log that were not followed yet. Any thread. Fails: ERR_BUSY
 * while the index is not open. Owns: a. */
bool similar_follow_find(struct similar_follower *f, struct arena *a,
                         const struct similar_ask *ask,
                         struct similar_answers *ret_answers,
                         uint64_t *ret_behind, struct err *err);

#endif
