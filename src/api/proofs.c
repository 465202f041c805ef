/* The log for whoever wants to check it: checkpoint and proofs. */
#include "api/answer.h"
#include "api/json.h"

/* The signed note of a size; its text begins with the name of the log. */
static bool
put_note(const struct http_request *rq, struct buf *out, uint64_t size,
         struct err *err)
{
    struct store *st = engine_store(api_of(rq)->engine);
    struct str note;

    if (!store_checkpoint(st, rq->a, size, &note, err))
        return false;
    json_text(out, "checkpoint", note);
    return true;
}

void
api_checkpoint(const struct http_request *rq, struct http_response *rs)
{
    struct store *st = engine_store(api_of(rq)->engine);
    struct str key = store_public_key(st);
    struct buf *out = answer_json(rs);
    struct err err;

    buf_add_char(out, '{');
    json_text(out, "origin", store_origin(st));
    json_name(out, "public_key");
    buf_add_char(out, '"');
    buf_add_hex(out, key.p, key.n);
    buf_add_char(out, '"');
    if (!put_note(rq, out, store_size(st), &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    buf_add(out, STR("}\n"));
}

static bool
put_proof(const struct http_request *rq, struct buf *out, struct str code,
          struct err *err)
{
    struct engine *e = api_of(rq)->engine;
    struct store *st = engine_store(e);
    uint64_t size = store_size(st);
    struct record_list list = { .a = rq->a };
    struct buf leaf = { .a = rq->a };
    struct str path;
    struct id id;

    if (!engine_find(e, rq->a, code, &id, err) ||
        !store_load(st, appeal_stream(rq->a, id), &list, err))
        return false;
    if (list.n == 0 || list.at[0].position >= size)
        return fail(err, ERR_NOT_FOUND, "no such case");
    if (!store_inclusion(st, rq->a, list.at[0].position, size, &path, err))
        return false;
    record_encode(&leaf, &list.at[0]);
    buf_add_char(out, '{');
    json_int(out, "position", (int64_t)list.at[0].position);
    json_int(out, "size", (int64_t)size);
    json_text(out, "leaf", buf_str(&leaf));
    json_hashes(out, "hashes", path);
    if (!put_note(rq, out, size, err))
        return false;
    buf_add(out, STR("}\n"));
    return true;
}

void
api_proof(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "case", NULL };
    struct str code = http_query(rq, "case");
    struct verdict v = accept();
    struct err err;

    if (!answer_query_ok(rq, rs, names))
        return;
    if (code.n == 0)
        v = refuse(REFUSED_VALUE, "required", "case");
    else if (!rq->local && engine_query_number(api_of(rq)->engine, code) == 0)
        v = refuse(REFUSED_VALUE, "no_such_case", NULL);
    if (v.reason != ACCEPTED)
        answer_refused(rq, rs, &v);
    else if (!put_proof(rq, answer_json(rs), code, &err))
        answer_failed(rq, rs, &err);
}

void
api_consistency(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "from", NULL };
    struct store *st = engine_store(api_of(rq)->engine);
    uint64_t size = store_size(st);
    const struct number_range range = { "from", 1, (int64_t)size, 0 };
    struct buf *out;
    struct str path;
    struct err err;
    int64_t from;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &range, &from))
        return;
    if (!store_consistency(st, rq->a, (uint64_t)from, size, &path, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add_char(out, '{');
    json_int(out, "from", from);
    json_int(out, "size", (int64_t)size);
    json_hashes(out, "hashes", path);
    if (!put_note(rq, out, size, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    buf_add(out, STR("}\n"));
}
