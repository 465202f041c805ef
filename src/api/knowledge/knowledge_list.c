/* See knowledge_list.h. */
#include "api/knowledge/knowledge_list.h"

#include "api/answer.h"
#include "api/json.h"

static bool
read_rows(const struct http_request *rq, struct cursor *cur,
          struct knowledge_rows *ret_rows, struct err *err)
{
    struct knowledge_rows l = { NULL, 0, 0 };

    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct buf hex = { .a = rq->a };
        struct knowledge_row *r;

        l.at = arena_grow(rq->a, l.at, l.n, &l.room, sizeof(*l.at));
        r = &l.at[l.n++];
        r->id = cursor_id(cur);
        id_put(&hex, r->id);
        r->hex = buf_str(&hex);
        r->title = arena_str(rq->a, cursor_text(cur));
        r->unit = arena_str(rq->a, cursor_text(cur));
        r->matter = arena_str(rq->a, cursor_text(cur));
        r->draft = arena_str(rq->a, cursor_text(cur));
        r->live = arena_str(rq->a, cursor_text(cur));
        r->over_at = cursor_int(cur);
        r->changed_at = cursor_int(cur);
    }
    cursor_close(cur);
    *ret_rows = l;
    return err->kind == ERR_NONE;
}

bool
knowledge_rows(const struct http_request *rq,
               const struct knowledge_rows_ask *ask,
               struct knowledge_rows *ret_rows, struct err *err)
{
    const struct value v[7] = {
        value_int(ask->before_at), value_bytes(ask->before.b, ID_BYTES),
        value_text(ask->unit),     value_text(ask->draft),
        value_text(ask->live),     value_int(ask->over_by),
        value_int(KNOWLEDGE_PAGE),
    };
    struct cursor *cur;

    return store_query(engine_store(api_of(rq)->engine), QUERY_KNOWLEDGE_LIST,
                       v, 7, &cur, err) &&
           read_rows(rq, cur, ret_rows, err);
}

struct str
knowledge_rows_next(const struct http_request *rq,
                    const struct knowledge_rows *rows)
{
    struct buf b = { .a = rq->a };

    if (rows->n == KNOWLEDGE_PAGE)
        buf_addf(&b, "%lld-%.*s", (long long)rows->at[rows->n - 1].changed_at,
                 STR_ARG(rows->at[rows->n - 1].hex));
    return buf_str(&b);
}

bool
knowledge_rows_after(struct str after, struct knowledge_rows_ask *ask)
{
    struct str at;
    bool first = after.n == 0;

    if (!first && str_cut(&after, '-', &at) && str_i64(at, &ask->before_at) &&
        id_parse(after, &ask->before))
        return true;
    ask->before_at = INT64_MAX;
    ask->before = (struct id){ { 0 } };
    return first;
}

int64_t
knowledge_soon(struct rules r, int64_t now)
{
    return now + rules_number(r, STR("knowledge_warn_days"), 30) * DAY_MS;
}

bool
knowledge_used(const struct http_request *rq, struct id id, int64_t *ret_n,
               struct err *err)
{
    const struct value v = value_bytes(id.b, ID_BYTES);
    struct cursor *c;

    *ret_n = 0;
    if (!store_query(engine_store(api_of(rq)->engine), QUERY_KNOWLEDGE_USED, &v,
                     1, &c, err))
        return false;
    err->kind = ERR_NONE;
    if (cursor_next(c, err))
        *ret_n = cursor_int(c);
    cursor_close(c);
    return err->kind == ERR_NONE;
}

void
knowledge_put(struct buf *out, const struct shelf_entry *e)
{
    json_open(out, '{');
    json_text(out, "id", e->hex);
    json_int(out, "edition", e->edition);
    json_text(out, "title", e->text.title);
    json_text(out, "question", e->text.question);
    json_text(out, "answer", e->text.answer);
    json_text(out, "matter", e->text.matter);
    json_text(out, "place", e->text.place);
    json_text(out, "basis", e->text.basis);
    json_text(out, "unit", e->text.unit);
    json_time(out, "valid_from", e->text.valid_from);
    json_time(out, "valid_until", e->text.valid_until);
    json_time(out, "published_at", e->published_at);
    buf_add_char(out, '}');
}
