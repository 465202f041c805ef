/*
 * The rules in force and coming, and the form that enacts new ones: the same
 * door as POST /api/v1/rulebooks. Faults are told in the words of `gongzhi
 * check`.
 */
#include "pages/staff/rulebook.h"

#include "api/answer.h"
#include "api/rulebook/upload.h"
#include "pages/pages.h"
#include "rulebook/access/access.h"
#include "templates.h"

enum { FAULT_ROWS = 200, HASH_CHARS = 12 };

static void
put_rows(const struct page *p, struct rulebook_view *v)
{
    struct rulebooks *rb = engine_rulebooks(api_of(p->rq)->engine);
    const size_t n = rulebooks_count(rb);
    struct rulebook_row *rows = arena_alloc(p->rq->a, n * sizeof(*rows));

    for (size_t i = 0; i < n; i++) {
        const struct rulebook_enacted it = rulebooks_at(rb, i);
        struct str standing = upload_standing(rb, i, moment_day(p->h.now));

        rows[n - 1 - i] = (struct rulebook_row){
            .hash = { it.book->hash.p, HASH_CHARS },
            .by = it.by,
            .from = day_start(it.from),
            .enacted_at = it.enacted_at,
            .in_force = str_eq(standing, STR("in_force")),
            .coming = str_eq(standing, STR("coming")),
            .replaced = str_eq(standing, STR("replaced")),
        };
    }
    v->rows = rows;
    v->rows_n = n;
    v->all_n = (int64_t)n;
}

static void
put_faults(const struct page *p, const struct fault_list *faults,
           struct rulebook_view *v)
{
    const size_t n = faults->n < FAULT_ROWS ? faults->n : FAULT_ROWS;
    struct fault_row *rows = arena_alloc(p->rq->a, (n + 1) * sizeof(*rows));

    for (size_t i = 0; i < n; i++) {
        const struct fault *f = &faults->at[i];

        rows[i] = (struct fault_row){ f->file, f->text, (int64_t)f->line,
                                      (int64_t)f->column, f->line == 0 };
    }
    v->faults = rows;
    v->faults_n = n;
    v->all_faults = (int64_t)faults->n;
    v->more_faults = faults->n > n;
}

static void
send_page(struct staff *s, struct rulebook_view *v, unsigned status)
{
    v->frame = staff_frame(s, SAY_staff_rb);
    v->frame.rulebook = true;
    v->frame.layout.here = STR("/w/rulebook");
    v->frame.layout.wrong = status >= 400;
    v->enacts =
        access_right(s->p.rules, s->actor.role, STR("authorise rulebook"));
    put_rows(&s->p, v);
    html_staff_rulebook(&s->p.h, v);
    page_send(&s->p, status);
}

void
pages_rulebook(const struct http_request *rq, struct http_response *rs)
{
    struct rulebook_view v = { .done = http_query(rq, "done").n > 0 };
    struct staff s;

    staff_begin(&s, rq, rs);
    send_page(&s, &v, 200);
}

/* What is wrong with the fields of the form, in words. */
static struct str
refusal_of(const struct page *p, const struct verdict *v)
{
    enum say key = SAY_staff_rb_not_one;

    if (str_eq(str_of(v->field), STR("from")))
        key = SAY_staff_rb_no_day;
    else if (str_eq(str_of(v->field), STR("tables")))
        key = SAY_staff_rb_no_files;
    return page_say(p->h.lang, key);
}

/* It could not be enacted, or was only to be checked. */
static void
answer_upload(struct staff *s, const struct upload *u, enum upload_end end,
              struct str from)
{
    struct rulebook_view v = { .from = from };
    unsigned status = 422;

    if (end == UPLOAD_DONE) {
        v.fine = true;
        status = 200;
    } else if (end == UPLOAD_FAULTY) {
        put_faults(&s->p, &u->faults, &v);
    } else if (end == UPLOAD_TAKEN) {
        v.error = page_say(s->p.h.lang, SAY_staff_rb_taken);
        status = 409;
    } else {
        v.error = refusal_of(&s->p, &u->verdict);
    }
    send_page(s, &v, status);
}

void
pages_rulebook_enact(const struct http_request *rq, struct http_response *rs)
{
    struct upload u = { .a = rq->a };
    enum upload_end end;
    struct form form;
    struct staff s;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form))
        return;
    u.by = s.actor;
    end = upload_enact(api_of(rq)->engine, &form, &u);
    if (end == UPLOAD_FAILED)
        page_failed(&s.p, &u.err);
    else if (end == UPLOAD_DONE && !u.dry_run)
        page_redirect(rs, STR("/w/rulebook?done=1"));
    else
        answer_upload(&s, &u, end, form_value(&form, "from"));
}
