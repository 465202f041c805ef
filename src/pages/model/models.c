/* The registry for everybody, and for staff who change it; see model.h. */
#include "api/answer.h"
#include "pages/command_form.h"
#include "pages/model/model.h"
#include "pages/pages.h"
#include "templates.h"

void
pages_models(const struct http_request *rq, struct http_response *rs)
{
    struct models_view v;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    v.layout = page_layout(&p, SAY_model_title);
    if (!registry_tell(&p, NULL, &v.told, &err)) {
        page_failed(&p, &err);
        return;
    }
    html_model_public(&p.h, &v);
    page_send(&p, 200);
}

static struct option_list
things(const struct page *p)
{
    struct option_list l = { NULL, 0, 0 };

    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++) {
        struct str word = str_of(model_of_words[of]);

        option_add(p, &l,
                   (struct option){ word, page_words(p, "model_of.", word),
                                    of == MODEL_OF_MATTER });
    }
    return l;
}

/* Models that lie in the folder, for whoever may enter them; v->told is there.
 */
static bool
put_waiting(const struct staff *s, struct staff_models_view *v, struct err *err)
{
    const struct page *p = &s->p;
    struct model_names names;
    struct model_waiting *waiting;

    if (!v->told.may_enter)
        return true;
    if (!models_waiting(v->told.models, p->rq->a, api_of(p->rq)->dir, &names,
                        err))
        return false;
    waiting = arena_alloc(p->rq->a, (names.n + 1) * sizeof(*waiting));
    for (size_t i = 0; i < names.n; i++)
        waiting[i] = (struct model_waiting){ names.at[i], things(p) };
    v->waiting = waiting;
    v->waiting_n = names.n;
    return true;
}

/* verdict: why the last command was refused, or ACCEPTED. */
static void
show(struct staff *s, struct verdict verdict)
{
    struct staff_models_view v = { .frame = staff_frame(s, SAY_model_title) };
    struct page *p = &s->p;
    struct err err;

    v.frame.models = true;
    v.frame.layout.here = STR("/w/models");
    if (!registry_tell(p, &s->actor, &v.told, &err) ||
        !put_waiting(s, &v, &err)) {
        page_failed(p, &err);
        return;
    }
    v.done = verdict.reason == ACCEPTED && http_query(p->rq, "done").n > 0;
    if (verdict.reason != ACCEPTED) {
        v.fault = refusal_words(p, &verdict);
        v.frame.layout.wrong = true;
    }
    html_model_staff(&p->h, &v);
    page_send(p, verdict.reason == ACCEPTED        ? 200
                 : verdict.reason == REFUSED_STAGE ? 409
                                                   : 422);
}

void
pages_staff_models(const struct http_request *rq, struct http_response *rs)
{
    struct staff s;

    staff_begin(&s, rq, rs);
    show(&s, accept());
}

void
pages_model_do(const struct http_request *rq, struct http_response *rs)
{
    struct command cmd = { .type = model_command(http_param(rq, "command")) };
    struct model_order order = { .cmd = &cmd };
    struct outcome o;
    struct staff s;
    struct form form;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form))
        return;
    order.of = model_of_named(form_value(&form, "of"));
    if (cmd.type == NULL || order.of == MODEL_OF_NONE) {
        page_problem(&s.p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
        return;
    }
    cmd.actor = s.actor;
    cmd.now = s.p.h.now;
    o.verdict = command_form(&s.p, cmd.type, &form, &cmd.data);
    if (o.verdict.reason == ACCEPTED && !registry_do(rq, &order, &o, &err))
        page_failed(&s.p, &err);
    else if (o.verdict.reason != ACCEPTED)
        show(&s, o.verdict);
    else
        page_redirect(rs, STR("/w/models?done=1"));
}
