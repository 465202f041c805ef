/* See reads.h. */
#include "api/access/reads.h"

#include "api/answer.h"

enum { ACCOUNT_MOST = 64 };

bool
reads_ask(const struct http_request *rq, struct read_ask *ret_ask,
          const char **ret_wrong, struct err *err)
{
    struct read_ask ask = { .account = str_trim(http_query(rq, "account")),
                            .code = str_trim(http_query(rq, "case")) };
    struct str day = http_query(rq, "day");

    *ret_ask = ask;
    *ret_wrong = "account";
    if (ask.account.n > ACCOUNT_MOST || !str_is_name(ask.account))
        return false;
    *ret_wrong = "day";
    ask.has_day = day.n > 0;
    if (ask.has_day && !day_parse(day, &ask.day))
        return false;
    *ret_wrong = "case";
    ask.has_case = ask.code.n > 0;
    *ret_ask = ask;
    if (!ask.has_case || engine_find(api_of(rq)->engine, rq->a, ask.code,
                                     &ret_ask->case_id, err))
        return true;
    if (err->kind != ERR_NOT_FOUND)
        *ret_wrong = NULL;
    return false;
}

static bool
open_query(const struct http_request *rq, enum query query,
           const struct value *v, size_t n, struct cursor **ret_cur,
           struct err *err)
{
    if (!store_query(engine_store(api_of(rq)->engine), query, v, n, ret_cur,
                     err))
        return false;
    err->kind = ERR_NONE;
    return true;
}

static struct str
next_text(const struct http_request *rq, struct cursor *cur)
{
    return arena_str(rq->a, cursor_text(cur));
}

/* 32 hex digits; empty for no case. */
static struct str
next_id(const struct http_request *rq, struct cursor *cur)
{
    struct buf b = { .a = rq->a };
    struct id id = cursor_id(cur);

    if (!id_is_none(id))
        id_put(&b, id);
    return buf_str(&b);
}

bool
reads_find(const struct http_request *rq, const struct read_ask *ask,
           struct read_list *ret_reads, struct err *err)
{
    const struct value any_case = { VALUE_NULL, 0, { NULL, 0 } };
    const struct value v[5] = {
        value_int(ask->has_day ? day_start(ask->day) : 0),
        value_int(ask->has_day ? day_start(ask->day + 1) : INT64_MAX),
        value_text(ask->account),
        ask->has_case ? value_bytes(ask->case_id.b, ID_BYTES) : any_case,
        value_int(READS_MOST),
    };
    struct read_list l = { NULL, 0, 0 };
    struct cursor *cur;

    if (!open_query(rq, QUERY_ACCESS_FIND, v, 5, &cur, err))
        return false;
    while (cursor_next(cur, err)) {
        struct read_row *r;

        l.at = arena_grow(rq->a, l.at, l.n, &l.room, sizeof(*l.at));
        r = &l.at[l.n++];
        r->hour = cursor_int(cur);
        r->id = next_id(rq, cur);
        r->account = next_text(rq, cur);
        r->role = next_text(rq, cur);
        r->unit = next_text(rq, cur);
        r->purpose = next_text(rq, cur);
        r->relation = next_text(rq, cur);
        r->fields = next_text(rq, cur);
        r->code = next_text(rq, cur);
        r->request = next_text(rq, cur);
    }
    cursor_close(cur);
    *ret_reads = l;
    return err->kind == ERR_NONE;
}

bool
reads_flags(const struct http_request *rq, struct str account,
            struct flag_list *ret_flags, struct err *err)
{
    const struct value v[2] = { value_text(account), value_int(READS_MOST) };
    struct flag_list l = { NULL, 0, 0 };
    struct cursor *cur;

    if (!open_query(rq, QUERY_ACCESS_FLAGS, v, 2, &cur, err))
        return false;
    while (cursor_next(cur, err)) {
        struct flag_row *f;

        l.at = arena_grow(rq->a, l.at, l.n, &l.room, sizeof(*l.at));
        f = &l.at[l.n++];
        f->day = day_start((int32_t)cursor_int(cur));
        f->why = next_text(rq, cur);
        f->account = next_text(rq, cur);
        f->role = next_text(rq, cur);
        f->unit = next_text(rq, cur);
        f->id = next_id(rq, cur);
        f->n = cursor_int(cur);
        f->code = next_text(rq, cur);
        f->request = next_text(rq, cur);
    }
    cursor_close(cur);
    *ret_flags = l;
    return err->kind == ERR_NONE;
}

bool
reads_taken(const struct http_request *rq, struct str account,
            struct taken_list *ret_taken, struct err *err)
{
    const struct value v[2] = { value_text(account), value_int(READS_MOST) };
    struct taken_list l = { NULL, 0, 0 };
    struct cursor *cur;

    if (!open_query(rq, QUERY_ACCESS_EXPORTS, v, 2, &cur, err))
        return false;
    while (cursor_next(cur, err)) {
        struct taken_row *t;

        l.at = arena_grow(rq->a, l.at, l.n, &l.room, sizeof(*l.at));
        t = &l.at[l.n++];
        t->at = cursor_int(cur);
        t->mark = next_text(rq, cur);
        t->account = next_text(rq, cur);
        t->role = next_text(rq, cur);
        t->unit = next_text(rq, cur);
        t->rows = cursor_int(cur);
    }
    cursor_close(cur);
    *ret_taken = l;
    return err->kind == ERR_NONE;
}
