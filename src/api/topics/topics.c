#include "api/topics/topics.h"

#include "api/answer.h"
#include "app/topics/topic_follow.h"
#include "sys/clock.h"

enum { PEOPLE = 3 };

static size_t
least_people(const struct http_request *rq)
{
    int64_t n = rules_number(answer_rules(rq), STR("topic_people_min"), PEOPLE);

    return n < 1 ? 1 : (size_t)n;
}

struct topic_list
shown_topics(const struct http_request *rq, size_t skip, size_t most,
             uint64_t *ret_behind)
{
    const struct topic_ask ask = {
        .now = clock_now(),
        .by = TOPIC_BY_HEAT,
        .people = least_people(rq),
        .skip = skip,
        .most = most,
    };
    struct topic_follower *f = api_of(rq)->topics;
    struct topic_list l =
        topics_list(topic_follow_take(f, ret_behind), rq->a, &ask);

    topic_follow_give_back(f);
    return l;
}

bool
shown_topic(const struct http_request *rq, struct str number,
            struct shown_topic *ret_shown)
{
    struct topic_follower *f = api_of(rq)->topics;
    struct shown_topic *t = ret_shown;
    const struct topics *all;
    uint64_t behind;
    int64_t n;
    bool found;

    *t = (struct shown_topic){ .members = NULL };
    if (!str_i64(number, &n) || n < 1)
        return false;
    all = topic_follow_take(f, &behind);
    found = topics_find(all, rq->a, (uint64_t)n, clock_now(), &t->topic);
    if (found)
        t->members = topics_members(all, rq->a, t->topic.number, &t->members_n);
    topic_follow_give_back(f);
    return found && t->topic.people >= least_people(rq);
}
