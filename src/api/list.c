/* See list.h. */
#include "api/list.h"

#include "api/json.h"
#include "feature/appeal/appeal.h"

enum { LIST_DEFAULT = 50, LIST_MOST = 500, LIST_TEXTS = 6 };

static bool
is_stage(struct str word)
{
    for (int i = 1; i <= APPEAL_STAGE_ARCHIVED; i++)
        if (str_eq(word, appeal_stage_word((enum appeal_stage)i)))
            return true;
    return word.n == 0;
}

bool
list_read(const struct http_request *rq, struct http_response *rs,
          struct list_limits limits, struct list_asked *ret_asked)
{
    static const struct number_range after = { "after", 0, INT64_MAX / 2, 0 };
    const struct number_range limit = { "limit", 1, limits.most,
                                        limits.fallback };
    const struct verdict no_stage =
        refuse(REFUSED_VALUE, "unknown_choice", "stage");

    ret_asked->stage = http_query(rq, "stage");
    ret_asked->unit = http_query(rq, "unit");
    ret_asked->level = http_query(rq, "level");
    if (!answer_number(rq, rs, &after, &ret_asked->after) ||
        !answer_number(rq, rs, &limit, &ret_asked->limit))
        return false;
    if (is_stage(ret_asked->stage))
        return true;
    answer_refused(rq, rs, &no_stage);
    return false;
}

bool
list_last(const struct http_request *rq, int64_t *ret_number, struct err *err)
{
    struct cursor *cur;

    if (!store_query(engine_store(api_of(rq)->engine), QUERY_APPEAL_LAST, NULL,
                     0, &cur, err))
        return false;
    err->kind = ERR_NONE;
    *ret_number = cursor_next(cur, err) ? cursor_int(cur) : 0;
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

bool
list_run(const struct http_request *rq, const struct list_asked *asked,
         const struct list_sink *sink, int64_t *ret_next, struct err *err)
{
    const int64_t reach = asked->after + LIST_REACH;
    const struct value v[6] = {
        value_int(asked->after), value_text(asked->stage),
        value_text(asked->unit), value_text(asked->level),
        value_int(asked->limit), value_int(reach)
    };
    struct cursor *cur;
    int64_t last, number = 0, n = 0;

    if (!list_last(rq, &last, err) ||
        !store_query(engine_store(api_of(rq)->engine), QUERY_APPEAL_WITHIN, v,
                     6, &cur, err))
        return false;
    err->kind = ERR_NONE;
    for (; cursor_next(cur, err); n++)
        number = sink->put(sink->out, cur);
    cursor_close(cur);
    if (n < asked->limit)
        number = reach < last ? reach : 0;
    *ret_next = number;
    return err->kind == ERR_NONE;
}

static int64_t
put_row(struct buf *out, struct cursor *cur)
{
    static const char *const texts[LIST_TEXTS] = { "code",   "stage", "level",
                                                   "matter", "place", "lead" };
    int64_t number = cursor_int(cur);
    struct str source;

    json_open(out, '{');
    json_int(out, "number", number);
    for (int i = 0; i < LIST_TEXTS; i++)
        json_text(out, texts[i], cursor_text(cur));
    json_time(out, "received_at", cursor_int(cur));
    json_time(out, "due_at", cursor_int(cur));
    source = cursor_text(cur);
    if (source.n > 0)
        json_text(out, "source", source);
    buf_add_char(out, '}');
    return number;
}

void
api_list(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "stage", "unit",  "level",
                                         "after", "limit", NULL };
    static const struct list_limits limits = { LIST_MOST, LIST_DEFAULT };
    struct list_asked asked;
    struct list_sink sink = { put_row, NULL };
    int64_t next;
    struct err err;

    if (!answer_query_ok(rq, rs, names) || !list_read(rq, rs, limits, &asked))
        return;
    sink.out = answer_json(rs);
    buf_add(sink.out, STR("{\"appeals\":["));
    if (!list_run(rq, &asked, &sink, &next, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    buf_add_char(sink.out, ']');
    if (next > 0)
        json_int(sink.out, "next", next);
    buf_add(sink.out, STR("}\n"));
}
