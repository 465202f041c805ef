/*
 * The receipt of a case as programs check it: its leaves, word for word, the
 * path of each to the root, and the signed checkpoint. For whoever has the
 * query code.
 */
#include "api/answer.h"
#include "api/json.h"
#include "app/appeal/appeal_file.h"

enum { RECEIPT_FORMAT = 1 };

static bool
put_leaf(const struct http_request *rq, struct buf *out, const struct record *r,
         uint64_t size, struct err *err)
{
    struct buf leaf = { .a = rq->a };
    struct str path;

    if (!store_inclusion(engine_store(api_of(rq)->engine), rq->a, r->position,
                         size, &path, err))
        return false;
    record_encode(&leaf, r);
    json_open(out, '{');
    json_int(out, "position", (int64_t)r->position);
    json_text(out, "leaf", buf_str(&leaf));
    json_hashes(out, "hashes", path);
    buf_add_char(out, '}');
    return true;
}

static bool
put_receipt(const struct http_request *rq, struct buf *out,
            const struct appeal_file *file, struct err *err)
{
    struct store *st = engine_store(api_of(rq)->engine);
    const uint64_t size = store_size(st);
    struct str note;

    if (!store_checkpoint(st, rq->a, size, &note, err))
        return false;
    buf_add_char(out, '{');
    json_int(out, "receipt", RECEIPT_FORMAT);
    json_text(out, "checkpoint", note);
    json_name(out, "leaves");
    json_open(out, '[');
    for (size_t i = 0; i < file->records.n; i++)
        if (file->records.at[i].position < size &&
            !put_leaf(rq, out, &file->records.at[i], size, err))
            return false;
    buf_add(out, STR("]}\n"));
    return true;
}

void
api_receipt(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };
    const struct verdict no_case = refuse(REFUSED_VALUE, "no_such_case", NULL);
    struct engine *e = api_of(rq)->engine;
    struct str code = http_param(rq, "query_code");
    struct appeal_file file;
    struct err err;

    if (!answer_query_ok(rq, rs, none))
        return;
    if (engine_query_number(e, code) == 0) {
        answer_refused(rq, rs, &no_case); /* a case code opens nothing */
        return;
    }
    if (!appeal_file_load(e, rq->a, code, &file, &err) ||
        !put_receipt(rq, answer_json(rs), &file, &err))
        answer_failed(rq, rs, &err);
}
