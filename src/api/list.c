/* See list.h. */
#include "api/list.h"

#include "api/access/viewer.h"
#include "api/json.h"
#include "feature/appeal/appeal.h"
#include "rulebook/access/access.h"

enum { LIST_DEFAULT = 50, LIST_MOST = 500, LIST_TEXTS = 6 };

static bool
is_stage(struct str word)
{
    for (int i = 1; i <= APPEAL_STAGE_ARCHIVED; i++)
        if (str_eq(word, appeal_stage_word((enum appeal_stage)i)))
            return true;
    return word.n == 0;
}

/* Whose cases he may have, instead of those he asked for. */
static bool
may_list(const struct http_request *rq, struct http_response *rs,
         const char *action, struct list_asked *asked)
{
    const struct verdict no = refuse(REFUSED_RIGHT, "no_right", "unit");
    struct rules r = answer_rules(rq);
    struct actor a = viewer_of(rq, r).actor;
    const struct access_lister who = { a.role, a.unit, action };

    if (access_list(r, &who, asked->unit, &asked->unit))
        return true;
    answer_refused(rq, rs, &no);
    return false;
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
    if (!is_stage(ret_asked->stage)) {
        answer_refused(rq, rs, &no_stage);
        return false;
    }
    return may_list(rq, rs, limits.action, ret_asked);
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
list_hide(const struct http_request *rq, int64_t from, int64_t to,
          struct list_hidden *ret_hidden, struct err *err)
{
    struct str unit = viewer_of(rq, answer_rules(rq)).actor.unit;
    const struct value v[3] = { value_text(unit), value_int(from),
                                value_int(to) };
    struct list_hidden h = { NULL, 0, 0 };
    struct cursor *cur;

    *ret_hidden = h;
    err->kind = ERR_NONE;
    if (unit.n == 0)
        return true;
    if (!store_query(engine_store(api_of(rq)->engine),
                     QUERY_APPEAL_REPORTED_WITHIN, v, 3, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        h.at = arena_grow(rq->a, h.at, h.n, &h.room, sizeof(*h.at));
        h.at[h.n++] = cursor_int(cur);
    }
    cursor_close(cur);
    *ret_hidden = h;
    return err->kind == ERR_NONE;
}

bool
list_hides(const struct list_hidden *hidden, int64_t number)
{
    size_t low = 0, high = hidden->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (hidden->at[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < hidden->n && hidden->at[low] == number;
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
    struct list_hidden hidden;
    struct cursor *cur;
    int64_t last, number = 0, n = 0;

    if (!list_last(rq, &last, err) ||
        !list_hide(rq, asked->after, reach, &hidden, err) ||
        !store_query(engine_store(api_of(rq)->engine), QUERY_APPEAL_WITHIN, v,
                     6, &cur, err))
        return false;
    err->kind = ERR_NONE;
    for (; cursor_next(cur, err); n++) {
        number = cursor_int(cur);
        if (!list_hides(&hidden, number))
            sink->put(sink->context, number, cur);
    }
    cursor_close(cur);
    if (n < asked->limit)
        number = reach < last ? reach : 0;
    *ret_next = number;
    return err->kind == ERR_NONE;
}

static void
put_row(void *context, int64_t number, struct cursor *cur)
{
    static const char *const texts[LIST_TEXTS] = { "code",   "stage", "level",
                                                   "matter", "place", "lead" };
    struct buf *out = context;
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
}

void
api_list(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "stage", "unit",  "level",
                                         "after", "limit", NULL };
    static const struct list_limits limits = { LIST_MOST, LIST_DEFAULT,
                                               "list" };
    struct list_asked asked;
    struct list_sink sink = { put_row, NULL };
    struct buf *out;
    int64_t next;
    struct err err;

    if (!answer_query_ok(rq, rs, names) || !list_read(rq, rs, limits, &asked))
        return;
    sink.context = out = answer_json(rs);
    buf_add(out, STR("{\"appeals\":["));
    if (!list_run(rq, &asked, &sink, &next, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    buf_add_char(out, ']');
    if (next > 0)
        json_int(out, "next", next);
    buf_add(out, STR("}\n"));
}
