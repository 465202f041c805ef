/* Photos and recordings of a case, for staff: seen, and added. */
#include "api/answer.h"
#include "pages/command_form.h"
#include "pages/files/drafts.h"
#include "pages/pages.h"
#include "pages/staff/case.h"

bool
case_files(struct staff *s, const struct appeal_file *file, struct case_view *v,
           struct err *err)
{
    struct buf base = { .a = s->p.rq->a };

    v->may_attach =
        s->actor.role.n > 0 &&
        appeal_may(&file->s, &appeal_attach_type, &s->actor, s->p.rules);
    v->once = once_key(&s->p);
    buf_addf(&base, "/w/%.*s", STR_ARG(v->id));
    v->files.base = buf_str(&base);
    return (v->shown.groups & ACCESS_TEXTS) == 0 ||
           shown_files(&s->p, file, "show", &v->files, err);
}

void
pages_case_file(const struct http_request *rq, struct http_response *rs)
{
    struct appeal_file file;
    struct appeal_view view;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!case_load(&s.p, &file))
        return;
    if (!look_begin(rq, &file, &view, &err))
        page_failed(&s.p, &err);
    else if ((view.groups & ACCESS_TEXTS) == 0)
        page_problem(&s.p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
    else
        files_answer(rq, rs, &file, str_ends(rq->path, STR("/small")));
}

/* Attach what came, or say in *ret_verdict why not. False: it is written. */
static bool
attach(struct staff *s, const struct appeal_file *file, const struct form *form,
       struct verdict *ret_verdict)
{
    const struct files_to to = { file->stream, form_value(form, "once"),
                                 s->actor };
    struct draft_list list;

    if (!drafts_take(&s->p, form, &list))
        return false;
    for (size_t i = 0; i < list.n; i++) /* one description for all */
        list.at[i].shows = str_trim(form_value(form, "shows"));
    if (list.rule != NULL)
        *ret_verdict = refuse(REFUSED_VALUE, list.rule, NULL);
    else if (list.n == 0)
        *ret_verdict = refuse(REFUSED_VALUE, "required", NULL);
    else
        return drafts_attach(&s->p, &list, &to, ret_verdict);
    return true;
}

void
pages_case_attach(const struct http_request *rq, struct http_response *rs)
{
    struct refused refused = { .type = &appeal_attach_type };
    struct buf to = { .a = rq->a };
    struct appeal_file file;
    struct staff s;
    struct form form;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form) || !case_load(&s.p, &file) ||
        !attach(&s, &file, &form, &refused.verdict))
        return;
    if (refused.verdict.reason != ACCEPTED) {
        refused.form = &form;
        case_put(&s, &file, &refused, 422);
        return;
    }
    buf_add(&to, STR("/w/"));
    id_put(&to, file.id);
    buf_add(&to, STR("?done=attach"));
    page_redirect(rs, buf_str(&to));
}
