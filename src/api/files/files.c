/* See files.h. */
#include "api/files/files.h"

#include "api/answer.h"
#include "base/utf8.h"
#include "sys/clock.h"

enum { AT_ONCE = 9, NAME_BYTES = 16 };

/* Nothing in it runs, loads or is framed, whatever a browser makes of it. */
#define FILE_POLICY "default-src 'none'; sandbox; frame-ancestors 'none'"

static struct str
numbered(const struct http_request *rq, const struct form *form,
         const char *name, size_t n)
{
    struct buf b = { .a = rq->a };

    buf_addf(&b, "%s%zu", name, n);
    return form_value(form, buf_cstr(&b));
}

static size_t
most_at_once(const struct http_request *rq)
{
    int64_t most =
        rules_number(answer_rules(rq), STR("attachments_at_once"), AT_ONCE);

    return most < 0 ? 0 : most > DRAFTS ? DRAFTS : (size_t)most;
}

static struct str
shown_by(const struct http_request *rq, const struct form *form, size_t n)
{
    return utf8_head(str_trim(numbered(rq, form, "shows", n)), SHOWS_CHARS);
}

static void
keep_drafts(const struct http_request *rq, const struct form *form,
            struct draft_list *l)
{
    struct engine *e = api_of(rq)->engine;

    for (size_t i = 1; i <= DRAFTS; i++) {
        struct draft *d = &l->at[l->n];

        d->ticket = numbered(rq, form, "file", i);
        if (d->ticket.n == 0 || numbered(rq, form, "drop", i).n > 0)
            continue;
        d->shows = shown_by(rq, form, i);
        if (attachment_of_ticket(e, rq->a, d->ticket, clock_now(), &d->file))
            l->n++;
        else
            l->rule = "attachment_gone";
    }
}

static bool
take_one(const struct http_request *rq, struct str bytes, struct draft_list *l,
         struct err *err)
{
    struct engine *e = api_of(rq)->engine;
    struct draft *d = &l->at[l->n];
    struct attachment_taken taken;
    const char *rule = NULL;

    if (l->n >= most_at_once(rq)) {
        l->rule = "too_many_attachments";
        return true;
    }
    if (!attachment_take(e, rq->a, bytes, &taken, &rule, err))
        return false;
    if (rule != NULL) {
        l->rule = rule;
        return true;
    }
    *d = (struct draft){ .file = taken.file };
    d->ticket = attachment_ticket(e, rq->a, &d->file, clock_now());
    l->n++;
    return true;
}

bool
files_take(const struct http_request *rq, const struct form *form,
           struct draft_list *ret_list, struct err *err)
{
    struct draft_list *l = ret_list;

    *l = (struct draft_list){ .n = 0 };
    keep_drafts(rq, form, l);
    for (size_t i = 0; i < form->files.n; i++) {
        const struct form_file *f = &form->files.at[i];

        if (!str_eq(f->name, STR("photos")) && !str_eq(f->name, STR("voice")))
            continue;
        if (f->bytes.n == 0)
            l->rule = "attachment_damaged";
        else if (!take_one(rq, f->bytes, l, err))
            return false;
    }
    return true;
}

bool
files_attach(const struct http_request *rq, const struct draft_list *list,
             const struct files_to *to, struct verdict *ret_verdict,
             struct err *err)
{
    *ret_verdict = accept();
    for (size_t i = 0; i < list->n; i++) {
        struct buf once = { .a = rq->a };
        struct attaching what = {
            .stream = to->stream,
            .actor = to->actor,
            .file = &list->at[i].file,
            .shows = list->at[i].shows,
            .now = clock_now(),
        };

        if (to->once.n > 0) {
            buf_add(&once, to->once);
            buf_addf(&once, "/%zu", i);
            what.once = buf_str(&once);
        }
        if (!attachment_attach(api_of(rq)->engine, rq->a, &what, ret_verdict,
                               err))
            return false;
        if (ret_verdict->reason != ACCEPTED)
            return true;
    }
    return true;
}

static void
put_name(const struct http_request *rq, struct http_response *rs, int64_t n,
         enum appeal_attachment_kind kind)
{
    struct buf b = { .a = rq->a };

    buf_addf(&b, "inline; filename=\"attachment-%lld.%s\"", (long long)n,
             attachment_ending(kind));
    http_add_header(rs, "Content-Disposition", buf_str(&b));
    http_add_header(rs, "Content-Security-Policy", STR(FILE_POLICY));
    http_add_header(rs, "Cache-Control", STR("private, no-store"));
}

void
files_answer(const struct http_request *rq, struct http_response *rs,
             const struct appeal_file *file, bool thumb)
{
    const struct appeal_attached_v1 *event;
    const struct record *r = NULL;
    struct str bytes;
    struct err err;
    bool erased;
    int64_t n;

    if (str_i64(http_param(rq, "n"), &n) && n > 0)
        r = attachment_record(file, n);
    if (r == NULL) {
        answer_missing(rq, rs, "no_attachment", "n");
        return;
    }
    event = r->data;
    if (!attachment_read(api_of(rq)->engine, rq->a,
                         &(struct attachment_part){ r, thumb }, &bytes, &erased,
                         &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    if (erased || bytes.n == 0) {
        answer_missing(rq, rs, "no_attachment", "n");
        return;
    }
    rs->status = 200;
    rs->type = attachment_type(event->kind);
    buf_add(&rs->body, bytes);
    put_name(rq, rs, n, event->kind);
}
