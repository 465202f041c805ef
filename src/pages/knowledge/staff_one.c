/* One entry for the staff; see knowledge.h. */
#include "api/answer.h"
#include "api/publish/publish.h"
#include "pages/case_words.h"
#include "pages/command_form.h"
#include "pages/knowledge/knowledge.h"
#include "templates.h"

static struct told_text
told(const struct page *p, const struct knowledge_text *t)
{
    return (struct told_text){
        .title = t->title,
        .question = t->question,
        .answer = t->answer,
        .matter = t->matter.n > 0 ? page_matter(p, t->matter) : STR(""),
        .place = t->place.n > 0 ? page_place(p, t->place) : STR(""),
        .basis = t->basis,
        .unit = page_unit(p, t->unit),
        .valid_from = t->valid_from,
        .valid_until = t->valid_until,
        .personal = publish_preview(p->rq, t->question).covered > 0 ||
                    publish_preview(p->rq, t->answer).covered > 0,
    };
}

/* What was said with it. */
static struct str
detail_of(const struct record *r)
{
    if (r->type == &knowledge_returned_v1_type)
        return ((const struct knowledge_returned_v1 *)r->data)->note;
    if (r->type == &knowledge_withdrawn_v1_type)
        return ((const struct knowledge_withdrawn_v1 *)r->data)->reason;
    return STR("");
}

static void
put_events(const struct page *p, const struct knowledge_file *file,
           struct knowledge_one_view *v)
{
    struct knowledge_event_line *lines =
        arena_alloc(p->rq->a, (file->records.n + 1) * sizeof(*lines));

    for (size_t i = 0; i < file->records.n; i++) {
        const struct record *r = &file->records.at[i];

        lines[i] = (struct knowledge_event_line){
            .what = page_words(p, "knowledge_event.", str_of(r->type->name)),
            .who = actor_words(p, r->actor, true),
            .detail = detail_of(r),
            .at = r->occurred_at,
        };
    }
    v->events = lines;
    v->events_n = file->records.n;
}

static void
put_acts(const struct staff *s, const struct knowledge *k,
         struct knowledge_one_view *v)
{
    const struct actor *a = &s->actor;
    struct rules r = s->p.rules;

    v->may_revise = knowledge_may(k, &knowledge_revise_type, a, r);
    v->may_submit = knowledge_may(k, &knowledge_submit_type, a, r);
    v->may_send_back = knowledge_may(k, &knowledge_send_back_type, a, r);
    v->may_approve = knowledge_may(k, &knowledge_approve_type, a, r);
    v->may_withdraw = knowledge_may(k, &knowledge_withdraw_type, a, r);
    v->own_text =
        k->draft == KNOWLEDGE_DRAFT_SUBMITTED && str_eq(k->writer, a->id);
}

bool
knowledge_load(struct page *p, struct knowledge_file *ret_file)
{
    struct err err;

    if (knowledge_file_load(api_of(p->rq)->engine, p->rq->a,
                            http_param(p->rq, "id"), ret_file, &err))
        return true;
    if (err.kind == ERR_NOT_FOUND)
        page_problem(p, 404, SAY_knowledge_none_such,
                     SAY_knowledge_none_such_text);
    else
        page_failed(p, &err);
    return false;
}

void
knowledge_put_one(struct staff *s, const struct knowledge_file *file,
                  const struct verdict *refused)
{
    const struct knowledge *k = &file->s;
    struct knowledge_one_view v = { .hex = file->hex };
    struct buf here = { .a = s->p.rq->a };
    struct page *p = &s->p;
    struct err err;

    if (!knowledge_used(p->rq, file->id, &v.used, &err)) {
        page_failed(p, &err);
        return;
    }
    v.frame = staff_frame(s, SAY_knowledge_title);
    v.frame.knowledge = true;
    v.frame.layout.title = k->drafted.title;
    buf_add(&here, STR("/w/knowledge/"));
    buf_add(&here, file->hex);
    v.frame.layout.here = buf_str(&here);
    v.title = k->drafted.title;
    v.draft = page_words(p, "knowledge_draft.", knowledge_draft_word(k->draft));
    v.live = page_words(p, "knowledge_live.", knowledge_live_word(k->live));
    v.note = k->note;
    v.edition = k->edition;
    v.is_drafted = k->draft != KNOWLEDGE_DRAFT_NONE;
    v.is_published = k->edition > 0;
    v.drafted = told(p, &k->drafted);
    v.published = told(p, &k->published);
    put_acts(s, k, &v);
    put_events(p, file, &v);
    v.done = refused == NULL && http_query(p->rq, "done").n > 0;
    if (refused != NULL) {
        v.fault = refusal_words(p, refused);
        v.frame.layout.wrong = true;
    }
    html_knowledge_one(&p->h, &v);
    page_send(p, refused == NULL                    ? 200
                 : refused->reason == REFUSED_STAGE ? 409
                                                    : 422);
}
