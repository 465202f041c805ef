/* How far a case is, its receipt, and what the log says about it. */
#include "api/answer.h"
#include "crypto/digest.h"
#include "feature/appeal/correct/appeal_correct.h"
#include "pages/pages.h"
#include "pages/prefs.h"
#include "pages/resident/case.h"
#include "templates.h"
#include "web/qr.h"

/* "?done=nudge": what a form of ours just did. */
static struct str
done_words(const struct case_page *c)
{
    static const struct {
        const char *done;
        enum say words;
    } known[] = {
        { "add", SAY_done_add },           { "nudge", SAY_done_nudge },
        { "withdraw", SAY_done_withdraw }, { "rate", SAY_done_rate },
        { "second", SAY_done_second },     { "consent", SAY_done_consent },
    };
    struct str done = http_query(c->p.rq, "done");

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (str_eq(done, str_of(known[i].done)))
            return page_say(c->p.h.lang, known[i].words);
    return STR("");
}

void
pages_progress(const struct http_request *rq, struct http_response *rs)
{
    struct progress_view v = { .steps = NULL };
    struct buf base = { .a = rq->a };
    struct case_page c;
    struct err err;

    if (!case_begin(&c, rq, rs) || !case_head_of(&c, &v.head) ||
        !case_steps(&c, &v))
        return;
    buf_addf(&base, "/c/%.*s", STR_ARG(c.code));
    v.files.base = buf_str(&base);
    if (!shown_files(&c.p, &c.file, "citizen", &v.files, &err)) {
        page_failed(&c.p, &err);
        return;
    }
    v.layout = page_layout(&c.p, SAY_case_title);
    v.done = done_words(&c);
    v.agreed = agreed_view(&c.file, c.code);
    v.exit_say = case_exit_say(&c);
    v.acts = (struct case_acts){
        .add = case_may(&c, &appeal_add_material_type),
        .nudge = case_may(&c, &appeal_nudge_type),
        .withdraw = case_may(&c, &appeal_withdraw_type),
        .rate = case_may(&c, &appeal_rate_type),
    };
    html_resident_progress(&c.p.h, &v);
    page_send(&c.p, 200);
}

/* The address of the case for other devices; empty when it is not known. */
static struct str
own_address(const struct case_page *c)
{
    struct buf b = { .a = c->p.rq->a };
    struct str site = page_site(&c->p);

    if (site.n == 0)
        return site;
    buf_add(&b, site);
    buf_add(&b, STR("/c/"));
    buf_add(&b, c->code);
    return buf_str(&b);
}

static struct str
leaf_hash(const struct case_page *c, const struct record *r)
{
    struct buf leaf = { .a = c->p.rq->a }, hex = { .a = c->p.rq->a };
    const struct store *st = engine_store(api_of(c->p.rq)->engine);
    unsigned char hash[32];

    buf_add_char(&leaf, '\0'); /* RFC 6962: a leaf is hashed behind a 0 */
    record_encode(&leaf, r);
    suite_of(store_suite(st))->digest(leaf.p, leaf.n, hash);
    buf_add_hex(&hex, hash, sizeof(hash));
    return buf_str(&hex);
}

void
pages_receipt(const struct http_request *rq, struct http_response *rs)
{
    struct receipt_view v = { .queued = false };
    struct str phone, own;
    struct case_page c;

    if (!case_begin(&c, rq, rs) || !case_head_of(&c, &v.head) ||
        !case_text(&c, appeal_contact_record(&c.file.records, "contact"),
                   "contact", &phone))
        return;
    v.layout = page_layout(&c.p, SAY_receipt_title);
    v.phone = masked(rq->a, phone, STR(" "));
    own = own_address(&c);
    v.scanned = own.n > 0;
    if (v.scanned)
        v.qr = qr_picture(rq->a, own, page_say(c.p.h.lang, SAY_receipt_qr));
    v.exit_say = case_exit_say(&c);
    v.promises_n = case_promises(&c, v.promises);
    v.files_left = str_eq(http_query(rq, "files"), STR("left"));
    v.queued = v.promises_n == 0 && v.exit_say.n == 0;
    v.agreed = agreed_view(&c.file, c.code);
    v.position = (int64_t)c.file.records.at[0].position;
    v.size = (int64_t)store_size(engine_store(api_of(rq)->engine));
    v.leaf_hash = leaf_hash(&c, &c.file.records.at[0]);
    html_resident_receipt(&c.p.h, &v);
    page_send(&c.p, 200);
}

static void
list_leaves(const struct case_page *c, struct audit_view *v)
{
    const struct record_list *l = &c->file.records;
    struct audit_line *lines = arena_alloc(c->p.rq->a, l->n * sizeof(*lines));

    for (size_t i = 0; i < l->n; i++)
        lines[i] = (struct audit_line){
            .number = (int64_t)l->at[i].position,
            .at = l->at[i].recorded_at,
            .type = str_of(l->at[i].type->name),
            .words = page_words(&c->p, "event.", str_of(l->at[i].type->name)),
            .who = actor_words(&c->p, l->at[i].actor, false),
            .hash = leaf_hash(c, &l->at[i]),
        };
    v->lines = lines;
    v->lines_n = l->n;
}

/* The proof that the first leaf is in the log of the newest checkpoint. */
static bool
read_proof(const struct case_page *c, struct audit_view *v, struct err *err)
{
    struct store *st = engine_store(api_of(c->p.rq)->engine);
    uint64_t size = store_size(st);
    struct path_hash *hashes;
    struct str path;

    v->size = (int64_t)size;
    if (!store_inclusion(st, c->p.rq->a, c->file.records.at[0].position, size,
                         &path, err) ||
        !store_checkpoint(st, c->p.rq->a, size, &v->checkpoint, err))
        return false;
    hashes = arena_alloc(c->p.rq->a, (path.n / 32 + 1) * sizeof(*hashes));
    for (size_t i = 0; i < path.n / 32; i++) {
        struct buf hex = { .a = c->p.rq->a };

        buf_add_hex(&hex, path.p + i * 32, 32);
        hashes[v->hashes_n++].hex = buf_str(&hex);
    }
    v->hashes = hashes;
    return true;
}

void
pages_audit(const struct http_request *rq, struct http_response *rs)
{
    struct audit_view v = { .lines = NULL };
    struct case_page c;
    struct err err;

    if (!case_begin(&c, rq, rs) || !case_head_of(&c, &v.head))
        return;
    v.layout = page_layout(&c.p, SAY_audit_title);
    list_leaves(&c, &v);
    if (!read_proof(&c, &v, &err)) {
        page_failed(&c.p, &err);
        return;
    }
    html_resident_audit(&c.p.h, &v);
    page_send(&c.p, 200);
}

void
pages_file(const struct http_request *rq, struct http_response *rs)
{
    struct case_page c;

    if (case_begin(&c, rq, rs))
        files_answer(rq, rs, &c.file, str_ends(rq->path, STR("/small")));
}
