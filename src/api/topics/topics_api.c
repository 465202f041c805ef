/*
 * GET /api/v1/topics and /api/v1/topics/{topic}: what many people write about.
 *
 * Names are pieces of masked titles. Members are links to cases; those that
 * whoever asks may not know of are passed over.
 */
#include "api/access/look.h"
#include "api/answer.h"
#include "api/json.h"
#include "api/topics/topics.h"

enum { LIMIT = 20, LIMIT_MOST = 100, MEMBERS_MOST = 1000 };

static void
put_topic(struct buf *out, const struct topic *o)
{
    json_int(out, "topic", (int64_t)o->number);
    json_text(out, "name", o->name);
    json_text(out, "where", o->where);
    json_text(out, "place", o->place);
    json_text(out, "matter", o->matter);
    json_time(out, "from", o->from);
    json_time(out, "to", o->to);
    json_int(out, "cases", (int64_t)o->messages);
    json_int(out, "people", (int64_t)o->people);
    json_name(out, "heat");
    buf_addf(out, "%.2f", o->heat);
    json_name(out, "peak");
    buf_addf(out, "%.2f", o->peak);
    json_time(out, "peak_at", o->peak_at);
}

void
api_topics(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "skip", "limit", NULL };
    const struct number_range skips = { "skip", 0, INT32_MAX, 0 },
                              limits = { "limit", 1, LIMIT_MOST, LIMIT };
    struct topic_list l;
    int64_t skip, limit;
    uint64_t behind;
    struct buf *out;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &skips, &skip) ||
        !answer_number(rq, rs, &limits, &limit))
        return;
    l = shown_topics(rq, (size_t)skip, (size_t)limit, &behind);
    out = answer_json(rs);
    json_open(out, '{');
    json_name(out, "topics");
    json_open(out, '[');
    for (size_t i = 0; i < l.n; i++) {
        json_open(out, '{');
        put_topic(out, &l.at[i]);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    json_int(out, "all", (int64_t)l.all);
    json_int(out, "behind", (int64_t)behind);
    buf_add_char(out, '}');
}

static bool
put_members(const struct http_request *rq, struct buf *out,
            const struct topic_member *m, size_t n, struct err *err)
{
    json_name(out, "members");
    json_open(out, '[');
    for (size_t i = 0; i < n && i < MEMBERS_MOST; i++) {
        struct buf link = { .a = rq->a };
        struct appeal_file file;

        if (!appeal_file_load(api_of(rq)->engine, rq->a, m[i].id, &file, err))
            return false;
        if (!look_knows_file(rq, &file))
            continue;
        buf_add(&link, STR("/api/v1/appeals/"));
        buf_add(&link, m[i].id);
        json_open(out, '{');
        json_text(out, "id", m[i].id);
        json_text(out, "href", buf_str(&link));
        json_time(out, "received_at", m[i].at);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    return true;
}

void
api_topic(const struct http_request *rq, struct http_response *rs)
{
    struct buf json = { .a = rq->a };
    struct shown_topic t;
    struct err err;

    if (!shown_topic(rq, http_param(rq, "topic"), &t)) {
        answer_missing(rq, rs, "no_such_topic", "topic");
        return;
    }
    json_open(&json, '{');
    put_topic(&json, &t.topic);
    if (!put_members(rq, &json, t.members, t.members_n, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    buf_add_char(&json, '}');
    buf_add(answer_json(rs), buf_str(&json));
}
