/*
 * topics: what everybody keeps to who shows topics. A topic of fewer than
 * topic_people_min people (setting of the rulebook, 3 without one) is not
 * shown: it would tell of one person.
 */
#ifndef API_TOPICS_TOPICS_H
#define API_TOPICS_TOPICS_H

#include "api/api.h"
#include "topic/topic.h"

/* The part of the hottest topics that are shown, from skip on. *ret_behind:
 * leaves of the log that were not followed yet. Owns: the arena of rq. */
struct topic_list shown_topics(const struct http_request *rq, size_t skip,
                               size_t most, uint64_t *ret_behind);

/* A topic with its members in order of time; false when none of this number
 * is shown. Owns: the arena of rq. */
struct shown_topic {
    struct topic topic;
    struct topic_member *members;
    size_t members_n;
};
bool shown_topic(const struct http_request *rq, struct str number,
                 struct shown_topic *ret_shown);

#endif
