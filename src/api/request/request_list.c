/* See request_list.h. */
#include "api/request/request_list.h"

#include "api/access/viewer.h"
#include "api/answer.h"
#include "sys/clock.h"

static bool
read_rows(const struct http_request *rq, struct cursor *cur,
          struct request_rows *ret_rows, struct err *err)
{
    struct request_rows l = { NULL, 0, 0 };

    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct buf hex = { .a = rq->a };
        struct request_row *r;

        l.at = arena_grow(rq->a, l.at, l.n, &l.room, sizeof(*l.at));
        r = &l.at[l.n++];
        r->id = cursor_id(cur);
        id_put(&hex, r->id);
        r->hex = buf_str(&hex);
        r->kind = arena_str(rq->a, cursor_text(cur));
        r->way = arena_str(rq->a, cursor_text(cur));
        r->stage = arena_str(rq->a, cursor_text(cur));
        r->outcome = arena_str(rq->a, cursor_text(cur));
        r->open = cursor_int(cur) != 0;
        r->submitted_at = cursor_int(cur);
        r->due_at = cursor_int(cur);
    }
    cursor_close(cur);
    *ret_rows = l;
    return err->kind == ERR_NONE;
}

bool
request_rows_of(const struct http_request *rq, struct str account,
                struct request_rows *ret_rows, struct err *err)
{
    const struct value v[2] = { value_text(account), value_int(REQUEST_PAGE) };
    struct cursor *cur;

    return store_query(engine_store(api_of(rq)->engine),
                       QUERY_REQUEST_OF_ACCOUNT, v, 2, &cur, err) &&
           read_rows(rq, cur, ret_rows, err);
}

bool
request_rows_of_code(const struct http_request *rq, struct id case_id,
                     struct request_rows *ret_rows, struct err *err)
{
    const struct value v[2] = { value_bytes(case_id.b, ID_BYTES),
                                value_int(REQUEST_PAGE) };
    struct cursor *cur;

    return store_query(engine_store(api_of(rq)->engine), QUERY_REQUEST_OF_CODE,
                       v, 2, &cur, err) &&
           read_rows(rq, cur, ret_rows, err);
}

bool
request_rows_all(const struct http_request *rq,
                 const struct request_rows_ask *ask,
                 struct request_rows *ret_rows, struct err *err)
{
    const struct value v[4] = {
        value_int(!ask->answered),
        value_int(ask->after_due),
        value_bytes(ask->after.b, ID_BYTES),
        value_int(REQUEST_PAGE),
    };
    struct cursor *cur;

    return store_query(engine_store(api_of(rq)->engine), QUERY_REQUEST_LIST, v,
                       4, &cur, err) &&
           read_rows(rq, cur, ret_rows, err);
}

struct str
request_rows_next(const struct http_request *rq,
                  const struct request_rows *rows)
{
    struct buf b = { .a = rq->a };

    if (rows->n == REQUEST_PAGE)
        buf_addf(&b, "%lld-%.*s", (long long)rows->at[rows->n - 1].due_at,
                 STR_ARG(rows->at[rows->n - 1].hex));
    return buf_str(&b);
}

bool
request_rows_after(struct str after, struct request_rows_ask *ask)
{
    struct str due;
    bool first = after.n == 0;

    if (!first && str_cut(&after, '-', &due) && str_i64(due, &ask->after_due) &&
        id_parse(after, &ask->after))
        return true;
    ask->after_due = INT64_MIN;
    ask->after = (struct id){ { 0 } };
    return first;
}

enum access_group
request_field_group(struct str field)
{
    static const char *const who[] = { "name", "agent", "contact", "new_name",
                                       "new_contact" };

    for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++)
        if (str_eq(field, str_of(who[i])))
            return ACCESS_CONTACT;
    return ACCESS_TEXTS;
}

bool
request_look(const struct http_request *rq, const struct request_file *file,
             unsigned *ret_groups, struct err *err)
{
    struct rules r = answer_rules(rq);
    struct viewer who = viewer_of(rq, r);
    const struct access_ask ask = { who.actor.role, 0, "see", who.purpose };
    const struct access_look look = {
        .case_id = file->id,
        .viewer = who.actor,
        .purpose = who.purpose,
        .relation = access_nearest(0),
        .groups =
            access_fields(r, &ask) & (unsigned)(ACCESS_TEXTS | ACCESS_CONTACT),
        .now = clock_now(),
    };

    *ret_groups = file->s.erased ? 0 : look.groups;
    return *ret_groups == 0 || access_note(api_of(rq)->access, &look, err);
}
