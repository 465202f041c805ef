/* See drafts.h. */
#include "pages/files/drafts.h"

#include "api/answer.h"
#include "event/base64.h"
#include "pages/pages.h"

enum { AT_ONCE = 9 };

static bool
put_picture(struct page *p, const struct attachment *f, struct str *ret_picture)
{
    struct buf b = { .a = p->rq->a };
    struct str thumb;
    struct err err;

    *ret_picture = STR("");
    if (!attachment_draft_thumb(api_of(p->rq)->engine, p->rq->a, f, &thumb,
                                &err)) {
        page_failed(p, &err);
        return false;
    }
    if (thumb.n == 0)
        return true;
    buf_add(&b, STR("data:image/jpeg;base64,"));
    base64_put(&b, thumb.p, thumb.n);
    *ret_picture = buf_str(&b);
    return true;
}

bool
drafts_view(struct page *p, const struct draft_list *list,
            struct drafts_view *ret_view)
{
    struct draft_line *lines = arena_alloc(p->rq->a, DRAFTS * sizeof(*lines));
    struct drafts_view v = {
        .drafts = { lines, list->n },
        .wrong = list->rule != NULL,
        .most = rules_number(p->rules, STR("attachments_at_once"), AT_ONCE),
    };

    if (list->rule != NULL)
        v.fault = page_words(p, "refusal.", str_of(list->rule));
    for (size_t i = 0; i < list->n; i++) {
        const struct draft *d = &list->at[i];

        lines[i] = (struct draft_line){ .number = i + 1,
                                        .ticket = d->ticket,
                                        .shows = d->shows,
                                        .photo = d->file.thumb > 0 };
        if (!put_picture(p, &d->file, &lines[i].picture))
            return false;
    }
    *ret_view = v;
    return true;
}

bool
drafts_take(struct page *p, const struct form *form,
            struct draft_list *ret_list)
{
    struct err err;

    if (files_take(p->rq, form, ret_list, &err))
        return true;
    page_failed(p, &err);
    return false;
}

bool
drafts_attach(struct page *p, const struct draft_list *list,
              const struct files_to *to, struct verdict *ret_verdict)
{
    struct err err;

    if (files_attach(p->rq, list, to, ret_verdict, &err))
        return true;
    page_failed(p, &err);
    return false;
}

bool
shown_files(struct page *p, const struct appeal_file *file, const char *purpose,
            struct shown_list *ret_list, struct err *err)
{
    struct shown_file *at =
        arena_alloc(p->rq->a, APPEAL_ATTACHMENTS * sizeof(*at));
    const struct record *r;
    size_t n = 0;

    for (; n < APPEAL_ATTACHMENTS &&
           (r = attachment_record(file, (int64_t)n + 1)) != NULL;
         n++) {
        const struct appeal_attached_v1 *e = r->data;
        const struct appeal_text shows = { r, "shows", purpose };

        at[n] = (struct shown_file){
            .n = (int64_t)n + 1,
            .at = r->occurred_at,
            .photo = e->kind == APPEAL_ATTACHMENT_KIND_JPEG,
            .gone = file->s.erased,
        };
        if (!at[n].gone &&
            !appeal_file_text(api_of(p->rq)->engine, p->rq->a, &shows,
                              &at[n].shows, &at[n].gone, err))
            return false;
    }
    ret_list->at = at;
    ret_list->at_n = n;
    return true;
}
