/* Receipts made and given out. See receipt.h. */
#include "api/log/receipt.h"

#include "api/answer.h"
#include "api/json.h"
#include "crypto/suite.h"

bool
receipt_make(struct store *st, struct arena *a, const struct appeal_file *file,
             struct receipt *ret_receipt, struct err *err)
{
    const uint64_t size = store_size(st);
    const struct record_list *l = &file->records;
    struct receipt r = { .n = 0 };

    r.leaves = arena_alloc(a, l->n * sizeof(*r.leaves));
    for (size_t i = 0; i < l->n && l->at[i].position < size; i++) {
        struct receipt_leaf *to = &r.leaves[r.n++];
        struct buf leaf = { .a = a };

        *to = (struct receipt_leaf){ .texts_n = 0 };
        record_encode(&leaf, &l->at[i]);
        to->position = l->at[i].position;
        to->leaf = buf_str(&leaf);
        to->hash = merkle_leaf(suite_of(store_suite(st))->digest, a, to->leaf);
        if (!store_inclusion(st, a, to->position, size, &to->path, err))
            return false;
    }
    if (!store_checkpoint(st, a, size, &r.checkpoint, err))
        return false;
    *ret_receipt = r;
    return true;
}

bool
receipt_of_hash(struct store *st, struct arena *a, uint64_t position,
                struct hash hash, struct receipt *ret_receipt, struct err *err)
{
    const uint64_t size = store_size(st);
    struct receipt r = { .leaves = arena_new(a, struct receipt_leaf), .n = 1 };

    *r.leaves = (struct receipt_leaf){ .position = position, .hash = hash };
    if (!store_inclusion(st, a, position, size, &r.leaves->path, err) ||
        !store_checkpoint(st, a, size, &r.checkpoint, err))
        return false;
    *ret_receipt = r;
    return true;
}

static void
put_texts(struct buf *out, const struct receipt_leaf *l)
{
    json_name(out, "texts");
    json_open(out, '[');
    for (size_t i = 0; i < l->texts_n; i++) {
        json_open(out, '{');
        json_text(out, "field", l->texts[i].field);
        json_name(out, "salt");
        buf_add_char(out, '"');
        buf_add_hex(out, l->texts[i].salt.p, l->texts[i].salt.n);
        buf_add_char(out, '"');
        json_text(out, "text", l->texts[i].text);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

void
receipt_put(struct buf *out, const struct receipt *r)
{
    buf_add_char(out, '{');
    json_int(out, "receipt", RECEIPT_FORMAT);
    json_text(out, "checkpoint", r->checkpoint);
    json_name(out, "leaves");
    json_open(out, '[');
    for (size_t i = 0; i < r->n; i++) {
        json_open(out, '{');
        json_int(out, "position", (int64_t)r->leaves[i].position);
        json_text(out, "leaf", r->leaves[i].leaf);
        json_hashes(out, "hashes", r->leaves[i].path);
        if (r->leaves[i].texts_n > 0)
            put_texts(out, &r->leaves[i]);
        buf_add_char(out, '}');
    }
    buf_add(out, STR("]}\n"));
}

void
api_receipt(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "texts", NULL };
    static const struct number_range texts = { "texts", 0, 1, 0 };
    const struct verdict no_case = refuse(REFUSED_VALUE, "no_such_case", NULL);
    struct engine *e = api_of(rq)->engine;
    struct str code = http_param(rq, "query_code");
    struct appeal_file file;
    int64_t with_texts;
    struct receipt r;
    struct err err;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &texts, &with_texts))
        return;
    if (engine_query_number(e, code) == 0)
        answer_refused(rq, rs, &no_case); /* a case code opens nothing */
    else if (!appeal_file_load(e, rq->a, code, &file, &err) ||
             !receipt_make(engine_store(e), rq->a, &file, &r, &err) ||
             (with_texts == 1 &&
              !receipt_add_texts(engine_store(e), rq->a, &file, &r, &err)))
        answer_failed(rq, rs, &err);
    else
        receipt_put(answer_json(rs), &r);
}
