/*
 * The log for whoever wants to check it: the key, the newest checkpoint, and
 * proofs. What is told of a leaf here is its hash; its words are for those who
 * have the query code of its case (receipt.c).
 */
#include "api/answer.h"
#include "api/json.h"

static struct store *
log_of(const struct http_request *rq)
{
    return engine_store(api_of(rq)->engine);
}

static bool
asks_nothing(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };

    return answer_query_ok(rq, rs, none);
}

void
api_checkpoint(const struct http_request *rq, struct http_response *rs)
{
    struct str note;
    struct err err;

    if (!asks_nothing(rq, rs))
        return;
    if (!store_checkpoint(log_of(rq), rq->a, store_size(log_of(rq)), &note,
                          &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    buf_add(answer_body(rs, "text/plain; charset=utf-8"), note);
    answer_tagged(rq, rs, ANSWER_MOMENT);
}

void
api_key(const struct http_request *rq, struct http_response *rs)
{
    struct buf *out;

    if (!asks_nothing(rq, rs))
        return;
    out = answer_body(rs, "text/plain; charset=utf-8");
    buf_add(out, store_verifier_key(log_of(rq), rq->a));
    buf_add_char(out, '\n');
    answer_tagged(rq, rs, ANSWER_PUBLIC);
}

static bool
put_proof(const struct http_request *rq, struct buf *out, int64_t leaf,
          int64_t size, struct err *err)
{
    const struct tree_part itself = { 0, (uint64_t)leaf, 1 };
    struct str path, hash;

    if (!store_hashes(log_of(rq), rq->a, &itself, &hash, err) ||
        !store_inclusion(log_of(rq), rq->a, (uint64_t)leaf, (uint64_t)size,
                         &path, err))
        return false;
    buf_add_char(out, '{');
    json_int(out, "position", leaf);
    json_int(out, "size", size);
    json_name(out, "leaf_hash");
    buf_add_char(out, '"');
    buf_add_hex(out, hash.p, hash.n);
    buf_add_char(out, '"');
    json_hashes(out, "hashes", path);
    buf_add(out, STR("}\n"));
    return true;
}

void
api_proof(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "leaf", "size", NULL };
    const int64_t all = (int64_t)store_size(log_of(rq));
    const struct number_range sizes = { "size", 1, all, all };
    struct number_range leaves = { "leaf", 0, 0, -1 };
    int64_t leaf, size;
    struct err err;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &sizes, &size))
        return;
    leaves.most = size - 1;
    if (!answer_number(rq, rs, &leaves, &leaf))
        return;
    if (put_proof(rq, answer_json(rs), leaf, size, &err))
        answer_tagged(rq, rs, ANSWER_MOMENT);
    else
        answer_failed(rq, rs, &err);
}

void
api_consistency(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "from", "to", NULL };
    const int64_t all = (int64_t)store_size(log_of(rq));
    const struct number_range ends = { "to", 1, all, all };
    struct number_range begins = { "from", 1, 0, 0 };
    int64_t from, to;
    struct buf *out;
    struct str path;
    struct err err;

    if (!answer_query_ok(rq, rs, names) || !answer_number(rq, rs, &ends, &to))
        return;
    begins.most = to;
    if (!answer_number(rq, rs, &begins, &from))
        return;
    if (!store_consistency(log_of(rq), rq->a, (uint64_t)from, (uint64_t)to,
                           &path, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add_char(out, '{');
    json_int(out, "from", from);
    json_int(out, "to", to);
    json_hashes(out, "hashes", path);
    buf_add(out, STR("}\n"));
    answer_tagged(rq, rs, ANSWER_MOMENT);
}
