/* Parts of the tree, for whoever proves things by himself (C2SP tlog-tiles). */
#include "api/answer.h"
#include "api/log/tile_name.h"

static void
no_tile(const struct http_request *rq, struct http_response *rs)
{
    answer_missing(rq, rs, "no_such_tile", NULL);
}

static bool
asked_tile(const struct http_request *rq, struct tile_name *ret_tile)
{
    static const char *const names[TILE_SEGMENTS] = { "a", "b", "c", "d" };
    struct str segments[TILE_SEGMENTS];
    size_t n = 0;

    while (n < TILE_SEGMENTS && http_param(rq, names[n]).n > 0) {
        segments[n] = http_param(rq, names[n]);
        n++;
    }
    return tile_name_parse(http_param(rq, "level"), segments, n, ret_tile);
}

void
api_tile(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };
    struct store *st = engine_store(api_of(rq)->engine);
    struct tile_name t;
    struct str hashes;
    struct err err;

    if (!answer_query_ok(rq, rs, none))
        return;
    if (!asked_tile(rq, &t)) {
        no_tile(rq, rs);
        return;
    }
    if (!store_hashes(
            st, rq->a,
            &(struct tree_part){ t.level, t.number * TILE_WIDTH, t.width },
            &hashes, &err)) {
        if (err.kind == ERR_NOT_FOUND)
            no_tile(rq, rs);
        else
            answer_failed(rq, rs, &err);
        return;
    }
    buf_add(answer_body(rs, "application/octet-stream"), hashes);
    answer_tagged(rq, rs, ANSWER_FOREVER);
}
