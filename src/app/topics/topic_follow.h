/*
 * topic_follow: the topics of a city, kept in memory by following the log. One
 * thread, behind everything else; it begins anew with the texts of the window
 * at each start, and looks once a second for what is new.
 *
 * Titles and bodies are masked before they come in. A topic holds no case whose
 * citizen asked for confidence, and no report of an offence. A case that is
 * erased leaves when the erasure was followed. Settings: topic_window_days,
 * topic_half_life_days, topic_support_permille.
 *
 * The log has no agreements and oppositions: whoever joined a case has a case
 * of his own, and counts as a person.
 */
#ifndef APP_TOPICS_TOPIC_FOLLOW_H
#define APP_TOPICS_TOPIC_FOLLOW_H

#include "app/engine.h"
#include "mask/mask.h"
#include "topic/topic.h"

struct topic_follower;

/* Starts the thread. Engine and masker outlive it. */
bool topic_follow_start(struct engine *e, const struct masker *masker,
                        struct topic_follower **ret_follower, struct err *err);
void topic_follow_stop(struct topic_follower *f); /* NULL is fine */

/* For reading topics on any thread; give them back at once. *ret_behind: leaves
 * of the log that were not followed yet. */
const struct topics *topic_follow_take(struct topic_follower *f,
                                       uint64_t *ret_behind);
void topic_follow_give_back(struct topic_follower *f);

#endif
