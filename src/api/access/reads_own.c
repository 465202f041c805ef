/* Who looked at the cases of a person, for himself; see reads.h. */
#include <stdlib.h>

#include "api/access/reads.h"
#include "api/answer.h"

/* Adds the newest of one case. */
static bool
add_case(const struct http_request *rq, struct id case_id, int64_t most,
         struct read_list *l, struct err *err)
{
    const struct value v[2] = { value_bytes(case_id.b, ID_BYTES),
                                value_int(most) };
    struct buf hex = { .a = rq->a };
    struct cursor *cur;

    id_put(&hex, case_id);
    if (!store_query(engine_store(api_of(rq)->engine), QUERY_ACCESS_OF_CASE, v,
                     2, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct read_row *r;

        l->at = arena_grow(rq->a, l->at, l->n, &l->room, sizeof(*l->at));
        r = &l->at[l->n++];
        *r = (struct read_row){ .hour = cursor_int(cur), .id = buf_str(&hex) };
        r->account = arena_str(rq->a, cursor_text(cur));
        r->role = arena_str(rq->a, cursor_text(cur));
        r->unit = arena_str(rq->a, cursor_text(cur));
        r->purpose = arena_str(rq->a, cursor_text(cur));
        r->fields = arena_str(rq->a, cursor_text(cur));
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

bool
reads_of_case(const struct http_request *rq, struct id case_id,
              struct read_list *ret_reads, struct err *err)
{
    *ret_reads = (struct read_list){ NULL, 0, 0 };
    return add_case(rq, case_id, READS_MOST, ret_reads, err);
}

/* Newest first; of one hour in an order that is the same each time. */
static int
by_time(const void *a, const void *b)
{
    const struct read_row *x = a, *y = b;
    int order;

    if (x->hour != y->hour)
        return x->hour < y->hour ? 1 : -1;
    order = str_cmp(x->id, y->id);
    if (order == 0)
        order = str_cmp(x->account, y->account);
    if (order == 0)
        order = str_cmp(x->role, y->role);
    return order != 0 ? order : str_cmp(x->purpose, y->purpose);
}

bool
reads_of_cases(const struct http_request *rq, const struct read_several *ask,
               struct read_list *ret_reads, struct err *err)
{
    /* what is on the page is among the newest so many of its case */
    int64_t most = ask->skip + ask->most;
    size_t skip = (size_t)ask->skip;
    struct read_list l = { NULL, 0, 0 };

    most = most > READS_SEVERAL ? READS_SEVERAL : most;
    for (size_t i = 0; i < ask->cases_n; i++)
        if (!add_case(rq, ask->cases[i], most, &l, err))
            return false;
    if (l.n > 1)
        qsort(l.at, l.n, sizeof(*l.at), by_time);
    if (skip > l.n)
        skip = l.n;
    *ret_reads = (struct read_list){ l.at + skip, l.n - skip, 0 };
    if (ret_reads->n > (size_t)ask->most)
        ret_reads->n = (size_t)ask->most;
    return true;
}
