/*
 * Who looked at what, newest first, by account, case and day; what the nightly
 * look found unusual; and what lists were taken along.
 */
#include "pages/staff/lists/access.h"

#include "pages/pages.h"
#include "templates.h"

struct str
access_what(const struct page *p, struct str fields)
{
    struct buf b = { .a = p->rq->a };
    struct str one;

    while (str_cut(&fields, ' ', &one)) {
        if (b.n > 0)
            buf_add(&b, STR("、"));
        buf_add(&b, page_words(p, "access_group.", one));
    }
    return buf_str(&b);
}

/* "承办人员 · 市水务局" */
static struct str
who_words(const struct page *p, struct str role, struct str unit)
{
    struct buf b = { .a = p->rq->a };

    buf_add(&b, page_words(p, "role.", role));
    if (unit.n > 0) {
        buf_add(&b, STR(" · "));
        buf_add(&b, page_unit(p, unit));
    }
    return buf_str(&b);
}

/* What was asked for, when it is a request about one's own data. */
static struct str
request_words(const struct page *p, struct str kind)
{
    return kind.n == 0 ? STR("") : page_words(p, "request_kind.", kind);
}

static void
put_looks(const struct page *p, const struct read_list *l,
          struct access_view *v)
{
    struct look_line *lines =
        arena_alloc(p->rq->a, (l->n + 1) * sizeof(*lines));

    for (size_t i = 0; i < l->n; i++) {
        const struct read_row *r = &l->at[i];

        lines[i] = (struct look_line){
            .at = r->hour,
            .id = r->id,
            .code = r->code,
            .request = request_words(p, r->request),
            .account = r->account,
            .who = who_words(p, r->role, r->unit),
            .purpose = page_words(p, "purpose.", r->purpose),
            .relation = page_words(p, "relation.", r->relation),
            .what = access_what(p, r->fields),
        };
    }
    v->looks = lines;
    v->looks_n = l->n;
    v->full = l->n == READS_MOST;
}

static void
put_flags(const struct page *p, const struct flag_list *l,
          struct access_view *v)
{
    struct look_line *lines =
        arena_alloc(p->rq->a, (l->n + 1) * sizeof(*lines));

    for (size_t i = 0; i < l->n; i++) {
        const struct flag_row *f = &l->at[i];

        lines[i] = (struct look_line){
            .at = f->day,
            .id = f->id,
            .code = f->code,
            .request = request_words(p, f->request),
            .account = f->account,
            .who = who_words(p, f->role, f->unit),
            .what = page_words(p, "access_why.", f->why),
            .n = f->n,
        };
    }
    v->flags = lines;
    v->flags_n = l->n;
}

static void
put_taken(const struct page *p, const struct taken_list *l,
          struct access_view *v)
{
    struct look_line *lines =
        arena_alloc(p->rq->a, (l->n + 1) * sizeof(*lines));

    for (size_t i = 0; i < l->n; i++) {
        const struct taken_row *t = &l->at[i];

        lines[i] = (struct look_line){
            .at = t->at,
            .account = t->account,
            .who = who_words(p, t->role, t->unit),
            .what = t->mark,
            .n = t->rows,
        };
    }
    v->taken = lines;
    v->taken_n = l->n;
}

void
pages_access(const struct http_request *rq, struct http_response *rs)
{
    struct access_view v = { .wrong = false };
    struct read_list reads = { NULL, 0, 0 };
    struct flag_list flags;
    struct taken_list taken;
    struct read_ask ask;
    const char *wrong;
    struct staff s;
    struct err err = { .kind = ERR_NONE };

    staff_begin(&s, rq, rs);
    v.frame = staff_frame(&s, SAY_staff_access);
    v.wrong = !reads_ask(rq, &ask, &wrong, &err);
    if ((v.wrong && wrong == NULL) ||
        (!v.wrong && !reads_find(rq, &ask, &reads, &err)) ||
        !reads_flags(rq, v.wrong ? STR("") : ask.account, &flags, &err) ||
        !reads_taken(rq, v.wrong ? STR("") : ask.account, &taken, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    put_looks(&s.p, &reads, &v);
    put_flags(&s.p, &flags, &v);
    put_taken(&s.p, &taken, &v);
    v.account = ask.account;
    v.code = ask.code;
    v.day = http_query(rq, "day");
    v.frame.access = true;
    v.frame.layout.wrong = v.wrong;
    html_staff_access(&s.p.h, &v);
    page_send(&s.p, v.wrong ? 422 : 200);
}
