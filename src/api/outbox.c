/* Messages to the outside, for staff; no address and no text of any. */
#include "api/answer.h"
#include "api/json.h"
#include "sys/clock.h"

enum { LIST_DEFAULT = 50, LIST_MOST = 500 };

static bool
is_state(struct str word)
{
    static const char *const words[] = { "", "waiting", "sent", "dropped",
                                         "failed" };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (str_eq(word, str_of(words[i])))
            return true;
    return false;
}

/* Columns of query outbox_list, in order. */
static int64_t
put_row(struct buf *out, struct cursor *cur)
{
    static const char *const texts[] = { "state",  "recipient", "letter",
                                         "stream", "via",       "reason" };
    int64_t id = cursor_int(cur);

    json_open(out, '{');
    json_int(out, "id", id);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct str s = cursor_text(cur);

        if (s.n > 0)
            json_text(out, texts[i], s);
    }
    json_int(out, "attempts", cursor_int(cur));
    json_time(out, "created_at", cursor_int(cur));
    json_time(out, "next_try_at", cursor_int(cur));
    json_time(out, "sent_at", cursor_int(cur));
    buf_add_char(out, '}');
    return id;
}

static void
put_hooks(const struct api *api, struct buf *out)
{
    struct outbox_state state = outbox_look(api->outbox);
    uint64_t size = store_size(engine_store(api->engine));

    json_name(out, "senders");
    json_open(out, '{');
    json_bool(out, "mail", state.mail);
    json_bool(out, "sms", state.sms);
    buf_add_char(out, '}');
    json_name(out, "webhooks");
    json_open(out, '[');
    for (size_t i = 0; i < state.hooks_n; i++) {
        const struct outbox_hook_state *h = &state.hooks[i];

        json_open(out, '{');
        json_text(out, "name", str_of(h->name));
        json_int(out, "position", (int64_t)h->position);
        json_int(out, "behind",
                 h->position > size ? 0 : (int64_t)(size - h->position));
        json_int(out, "failures", h->failures);
        json_bool(out, "disabled", h->disabled);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static bool
put_rows(const struct http_request *rq, struct buf *out,
         const struct value v[4], struct err *err)
{
    struct cursor *cur;
    int64_t last = 0, n = 0;

    if (!store_query(engine_store(api_of(rq)->engine), QUERY_OUTBOX_LIST, v, 4,
                     &cur, err))
        return false;
    err->kind = ERR_NONE;
    buf_add(out, STR("{\"messages\":["));
    while (cursor_next(cur, err)) {
        last = put_row(out, cur);
        n++;
    }
    cursor_close(cur);
    buf_add_char(out, ']');
    if (n == v[3].i)
        json_int(out, "next", last);
    put_hooks(api_of(rq), out);
    buf_add(out, STR("}\n"));
    return err->kind == ERR_NONE;
}

void
api_outbox(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "state", "letter", "after", "limit",
                                         NULL };
    static const struct number_range after = { "after", 0, INT64_MAX, 0 },
                                     limit = { "limit", 1, LIST_MOST,
                                               LIST_DEFAULT };
    const struct verdict no_state =
        refuse(REFUSED_VALUE, "unknown_choice", "state");
    int64_t from, most;
    struct err err;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &after, &from) ||
        !answer_number(rq, rs, &limit, &most))
        return;
    if (!is_state(http_query(rq, "state"))) {
        answer_refused(rq, rs, &no_state);
        return;
    }
    const struct value v[4] = { value_int(from),
                                value_text(http_query(rq, "state")),
                                value_text(http_query(rq, "letter")),
                                value_int(most) };
    if (!put_rows(rq, answer_json(rs), v, &err))
        answer_failed(rq, rs, &err);
}

/* Both acts may be repeated without harm; an Idempotency-Key says nothing. */
void
api_retry(const struct http_request *rq, struct http_response *rs)
{
    const struct verdict sent = refuse(REFUSED_STAGE, "message_was_sent", NULL);
    struct actor actor;
    struct err err = { .kind = ERR_NOT_FOUND };
    int64_t id;

    if (!answer_staff(rq, rs, &actor))
        return;
    if (str_i64(http_param(rq, "message"), &id) &&
        outbox_retry(api_of(rq)->engine, id, &err)) {
        buf_addf(answer_json(rs), "{\"id\":%lld,\"state\":\"waiting\"}\n",
                 (long long)id);
        return;
    }
    if (err.kind == ERR_NOT_FOUND)
        answer_missing(rq, rs, "no_such_message", "message");
    else if (err.kind == ERR_TAKEN)
        answer_refused(rq, rs, &sent);
    else
        answer_failed(rq, rs, &err);
}

void
api_resume(const struct http_request *rq, struct http_response *rs)
{
    const struct api *api = api_of(rq);
    struct str name = http_param(rq, "webhook");
    struct actor actor;
    struct err err;

    if (!answer_staff(rq, rs, &actor))
        return;
    if (outbox_resume(api->engine, api->outbox, name, &err)) {
        struct buf *out = answer_json(rs);

        json_open(out, '{');
        json_text(out, "name", name);
        json_bool(out, "disabled", false);
        buf_add(out, STR("}\n"));
        return;
    }
    if (err.kind == ERR_NOT_FOUND)
        answer_missing(rq, rs, "no_such_webhook", "webhook");
    else
        answer_failed(rq, rs, &err);
}

static void
put_hook_figures(const struct api *api, struct buf *out,
                 const struct outbox_state *state)
{
    uint64_t size = store_size(engine_store(api->engine));

    if (state->hooks_n > 0)
        buf_add(out, STR("# TYPE gongzhi_webhook_behind gauge\n"
                         "# TYPE gongzhi_webhook_disabled gauge\n"));
    for (size_t i = 0; i < state->hooks_n; i++) {
        const struct outbox_hook_state *h = &state->hooks[i];
        uint64_t behind = h->position > size ? 0 : size - h->position;

        buf_addf(out,
                 "gongzhi_webhook_behind{name=\"%s\"} %llu\n"
                 "gongzhi_webhook_disabled{name=\"%s\"} %d\n",
                 h->name, (unsigned long long)behind, h->name, h->disabled);
    }
}

bool
api_put_outbox(const struct api *api, struct buf *out, struct err *err)
{
    struct outbox_state state = outbox_look(api->outbox);
    int64_t waiting = 0, failed = 0;
    struct cursor *cur;

    if (!store_query(engine_store(api->engine), QUERY_OUTBOX_OPEN_COUNTS, NULL,
                     0, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct str word = cursor_text(cur);
        int64_t n = cursor_int(cur);

        waiting = str_eq(word, STR("waiting")) ? n : waiting;
        failed = str_eq(word, STR("failed")) ? n : failed;
    }
    cursor_close(cur);
    if (err->kind != ERR_NONE)
        return false;
    buf_addf(out,
             "# TYPE gongzhi_outbox gauge\n"
             "gongzhi_outbox{state=\"waiting\"} %lld\n"
             "gongzhi_outbox{state=\"failed\"} %lld\n",
             (long long)waiting, (long long)failed);
    buf_addf(out,
             "# TYPE gongzhi_outbox_sent_total counter\n"
             "gongzhi_outbox_sent_total %llu\n"
             "# TYPE gongzhi_outbox_failed_total counter\n"
             "gongzhi_outbox_failed_total %llu\n"
             "# TYPE gongzhi_outbox_dropped_total counter\n"
             "gongzhi_outbox_dropped_total %llu\n"
             "# TYPE gongzhi_outbox_retries_total counter\n"
             "gongzhi_outbox_retries_total %llu\n",
             (unsigned long long)state.sent, (unsigned long long)state.failed,
             (unsigned long long)state.dropped,
             (unsigned long long)state.retries);
    put_hook_figures(api, out, &state);
    return true;
}
