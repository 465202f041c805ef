/* See register.h. */
#include "api/keep/register.h"

#include "api/answer.h"

static struct str
next_text(const struct http_request *rq, struct cursor *cur)
{
    return arena_str(rq->a, cursor_text(cur));
}

bool
register_shares(const struct http_request *rq, const struct share_ask *ask,
                struct share_list *ret_list, struct err *err)
{
    const struct value v[3] = { value_text(ask->receiver), value_int(ask->most),
                                value_int(ask->skip) };
    struct share_list l = { NULL, 0, 0 };
    struct cursor *cur;

    if (!store_query(engine_store(api_of(rq)->engine), QUERY_SHARING_FIND, v, 3,
                     &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct share_row r = { .at = cursor_int(cur) };

        r.code = next_text(rq, cur);
        r.receiver = next_text(rq, cur);
        r.way = next_text(rq, cur);
        r.fields = next_text(rq, cur);
        r.purpose = next_text(rq, cur);
        r.basis = next_text(rq, cur);
        r.mark = next_text(rq, cur);
        r.n = cursor_int(cur);
        r.since = cursor_int(cur);
        r.first_leaf = cursor_int(cur);
        r.last_leaf = cursor_int(cur);
        l.at = arena_grow(rq->a, l.at, l.n, &l.room, sizeof(*l.at));
        l.at[l.n++] = r;
    }
    cursor_close(cur);
    *ret_list = l;
    return err->kind == ERR_NONE;
}

bool
register_count(const struct http_request *rq, struct str receiver,
               int64_t *ret_n, struct err *err)
{
    const struct value v[1] = { value_text(receiver) };
    struct cursor *cur;

    if (!store_query(engine_store(api_of(rq)->engine), QUERY_SHARING_COUNT, v,
                     1, &cur, err))
        return false;
    err->kind = ERR_NONE;
    *ret_n = 0;
    while (cursor_next(cur, err))
        *ret_n = cursor_int(cur);
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

bool
register_holds(const struct http_request *rq, int64_t after, int64_t most,
               struct hold_list *ret_list, struct err *err)
{
    const struct value v[2] = { value_int(after), value_int(most) };
    struct hold_list l = { NULL, 0, 0 };
    struct cursor *cur;

    if (!store_query(engine_store(api_of(rq)->engine), QUERY_APPEAL_HOLDS, v, 2,
                     &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct hold_row r = { .number = cursor_int(cur) };

        r.code = next_text(rq, cur);
        r.basis = next_text(rq, cur);
        r.account = next_text(rq, cur);
        r.unit = next_text(rq, cur);
        r.since = cursor_int(cur);
        r.until = cursor_int(cur);
        l.at = arena_grow(rq->a, l.at, l.n, &l.room, sizeof(*l.at));
        l.at[l.n++] = r;
    }
    cursor_close(cur);
    *ret_list = l;
    return err->kind == ERR_NONE;
}
