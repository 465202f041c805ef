/*
 * Check a receipt: as a file, as the number and fingerprint that are printed
 * on it, or by the query code of its case. The page says step by step what was
 * checked, and that a check by the same server proves less than one without.
 */
#include "pages/resident/verify.h"

#include "api/answer.h"
#include "api/log/receipt.h"
#include "app/module.h"
#include "pages/pages.h"
#include "templates.h"

static void
put_form(struct page *p, struct str given, enum say fault)
{
    struct verify_view v = {
        .layout = page_layout(p, SAY_verify_title),
        .given = given,
        .fault = fault,
        .wrong = fault != SAY_verify_title,
    };

    v.layout.here = STR("/verify");
    v.layout.wrong = v.wrong;
    html_resident_verify(&p->h, &v);
    page_send(p, v.wrong ? 422 : 200);
}

void
pages_verify(const struct http_request *rq, struct http_response *rs)
{
    struct page p;

    page_begin(&p, rq, rs);
    put_form(&p, STR(""), SAY_verify_title); /* no fault */
}

static bool
by_code(const struct page *p, int64_t number, struct receipt *ret_receipt,
        struct err *err)
{
    struct engine *e = api_of(p->rq)->engine;
    struct buf code = { .a = p->rq->a };
    struct appeal_file file;

    engine_query_code(e, number, &code);
    return appeal_file_load(e, p->rq->a, buf_str(&code), &file, err) &&
           receipt_make(engine_store(e), p->rq->a, &file, ret_receipt, err) &&
           receipt_add_texts(engine_store(e), p->rq->a, &file, ret_receipt,
                             err);
}

/* Read what was brought. False: the answer is written. */
static bool
read_brought(struct page *p, struct str given, struct receipt *ret_receipt)
{
    struct store *st = engine_store(api_of(p->rq)->engine);
    int64_t number = page_query_number(p, given);
    struct str text = str_trim(given);
    enum say fault = SAY_verify_unreadable;
    struct err err = { .kind = ERR_NOT_FOUND };
    struct hash hash;
    uint64_t position;
    bool ok = false;

    if (text.n > 0 && text.p[0] == '{') {
        ok = receipt_read(p->rq->a, suite_of(store_suite(st)), text,
                          ret_receipt);
    } else if (receipt_find_hash(text, &position, &hash)) {
        ok = receipt_of_hash(st, p->rq->a, position, hash, ret_receipt, &err);
        fault = SAY_verify_no_record;
    } else if (number != 0) {
        ok = by_code(p, number, ret_receipt, &err);
        fault = SAY_problem_no_case_text;
    }
    if (!ok && err.kind == ERR_NOT_FOUND)
        put_form(p, given, fault);
    else if (!ok)
        page_failed(p, &err);
    return ok;
}

static struct str
hex_of(struct arena *a, struct hash hash)
{
    struct buf hex = { .a = a };

    buf_add_hex(&hex, hash.b, HASH_BYTES);
    return buf_str(&hex);
}

/* What a leaf says of itself counts only when it leads to the signed root. */
static void
list_leaves(const struct page *p, const struct receipt *r,
            const struct receipt_findings *f, struct verified_view *v)
{
    struct verified_leaf *to = arena_alloc(p->rq->a, r->n * sizeof(*to));

    for (size_t i = 0; i < r->n; i++) {
        const struct receipt_leaf *l = &r->leaves[i];
        struct record record;

        to[i] = (struct verified_leaf){ .number = (int64_t)l->position,
                                        .hash = hex_of(p->rq->a, l->hash),
                                        .good = f->leads[i],
                                        .has_texts = l->texts_n > 0,
                                        .texts_fit = f->texts_fit[i] };
        if (!f->leads[i] ||
            !record_decode(p->rq->a, modules_registry(), l->leaf, &record))
            continue;
        to[i].at = record.recorded_at;
        to[i].words = page_words(p, "event.", str_of(record.type->name));
    }
    v->leaves = to;
    v->leaves_n = r->n;
}

static void
put_found(struct page *p, const struct receipt *r,
          const struct receipt_findings *f)
{
    struct verified_view v = {
        .layout = page_layout(p, SAY_verify_title),
        .good = f->is_signed && f->all_lead && f->all_texts_fit &&
                f->one_case && f->stands,
        .is_signed = f->is_signed,
        .one_case = f->one_case,
        .stands = f->stands,
        .size = (int64_t)f->c.size,
        .size_now = (int64_t)f->size_now,
        .newest = f->stands ? f->newest : 0,
        .site = page_site(p),
    };

    if (v.site.n == 0)
        v.site = STR("https://CITY"); /* to be filled in */
    v.layout.here = STR("/verify");
    if (f->is_signed)
        list_leaves(p, r, f, &v);
    html_resident_verified(&p->h, &v);
    page_send(p, 200);
}

void
pages_verify_send(const struct http_request *rq, struct http_response *rs)
{
    struct receipt_findings found;
    struct receipt receipt;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!page_form(&p, &form) ||
        !read_brought(&p, form_value(&form, "receipt"), &receipt))
        return;
    if (receipt_check(engine_store(api_of(rq)->engine), rq->a, &receipt, &found,
                      &err))
        put_found(&p, &receipt, &found);
    else
        page_failed(&p, &err);
}
