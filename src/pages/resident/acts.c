/*
 * What a citizen may do with his case: add something, ask for speed, withdraw,
 * rate, take consent back. A page asks, a form does it, and the case's page
 * says that it is done.
 */
#include "api/answer.h"
#include "feature/appeal/appeal.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "pages/resident/case.h"
#include "templates.h"

/* One act: its command, its page, its word in addresses. */
struct act {
    const struct payload_type *type;
    void (*put)(struct html *h, const struct act_view *v);
    const char *word;
    enum say title;
};

static const struct act add = { &appeal_add_material_type, html_resident_add,
                                "add", SAY_progress_add };
static const struct act nudge = { &appeal_nudge_type, html_resident_nudge,
                                  "nudge", SAY_nudge_title };
static const struct act withdraw = { &appeal_withdraw_type,
                                     html_resident_withdraw, "withdraw",
                                     SAY_withdraw_title };
static const struct act rate = { &appeal_rate_type, html_resident_rate, "rate",
                                 SAY_rate_title };
static const struct act consent = { &appeal_withdraw_consent_type,
                                    html_resident_consent, "consent",
                                    SAY_agree_take_back };

/* The listed reasons for taking a case back. */
static void
list_reasons(struct case_page *c, struct act_view *v)
{
    const struct rulebook *book = c->p.rules.book;
    struct choice_option *at =
        arena_alloc(c->p.rq->a, book->reasons_n * sizeof(*at));

    for (size_t i = 0; i < book->reasons_n; i++) {
        const struct reason_rule *r = &book->reasons[i];

        if (!str_eq(r->kind, STR("withdraw")) ||
            rules_reason(c->p.rules, r->kind, r->code) != r)
            continue;
        at[v->reasons_n] =
            (struct choice_option){ r->code, page_name(&c->p, &r->name),
                                    c->form.fields.n == 0
                                        ? v->reasons_n == 0
                                        : str_eq(form_value(&c->form, "reason"),
                                                 r->code) };
        v->reasons_n++;
    }
    v->reasons = at;
}

/* The newest answer of the unit. */
static bool
read_answer(struct case_page *c, struct act_view *v)
{
    const struct record_list *l = &c->file.records;

    for (size_t i = l->n; i-- > 0;) {
        const struct appeal_replied_v1 *e = l->at[i].data;

        if (l->at[i].type != &appeal_replied_v1_type)
            continue;
        v->has_answer = true;
        v->answer.at = l->at[i].occurred_at;
        v->answer.by = page_unit(&c->p, e->unit);
        return case_text(c, &l->at[i], "text", &v->answer.said);
    }
    return true;
}

/* What was filled in before, when something was wrong with it. */
static void
keep_written(const struct case_page *c, struct act_view *v)
{
    struct str solved = form_value(&c->form, "solved");
    struct str satisfied = form_value(&c->form, "satisfied");

    v->words = c->type == &appeal_rate_type ? form_value(&c->form, "words")
                                            : form_value(&c->form, "text");
    if (c->text_taken) /* sent again it would stand there twice */
        v->words = STR("");
    v->solved_yes = str_eq(solved, STR("yes"));
    v->solved_partly = str_eq(solved, STR("partly"));
    v->solved_no = str_eq(solved, STR("no"));
    v->satisfied_yes = str_eq(satisfied, STR("yes"));
    v->satisfied_mostly = str_eq(satisfied, STR("mostly"));
    v->satisfied_no = str_eq(satisfied, STR("no"));
    v->solved_missing = v->wrong && solved.n == 0;
    v->satisfied_missing = v->wrong && satisfied.n == 0;
}

/* The page of an act; fault is in words, or empty. */
static void
put_act(struct case_page *c, const struct act *act, struct str fault)
{
    struct act_view v = {
        .layout = page_layout(&c->p, act->title),
        .once = once_key(&c->p),
        .fault = fault,
        .wrong = fault.n > 0,
    };

    v.text_wrong = v.wrong && c->drafts.rule == NULL;
    v.layout.wrong = v.wrong;
    if (!case_head_of(c, &v.head) || !read_answer(c, &v) ||
        !drafts_view(&c->p, &c->drafts, &v.files))
        return;
    if (v.layout.here.n <= 1) { /* of a form: back to the page itself */
        struct buf here = { .a = c->p.rq->a };

        buf_addf(&here, "/c/%.*s", STR_ARG(c->code));
        v.layout.here = buf_str(&here);
    }
    list_reasons(c, &v);
    v.agreed = agreed_view(&c->file, c->code);
    keep_written(c, &v);
    act->put(&c->p.h, &v);
    page_send(&c->p, v.wrong ? 422 : 200);
}

/* Not possible now: the case's page says how it stands. */
static void
go_to_case(struct case_page *c, const char *done)
{
    struct buf path = { .a = c->p.rq->a };

    buf_addf(&path, "/c/%.*s%s%s", STR_ARG(c->code),
             done == NULL ? "" : "?done=", done == NULL ? "" : done);
    page_redirect(c->p.rs, buf_str(&path));
}

static void
show(const struct http_request *rq, struct http_response *rs,
     const struct act *act)
{
    struct case_page c;

    if (!case_begin(&c, rq, rs))
        return;
    c.type = act->type;
    if (case_may(&c, act->type))
        put_act(&c, act, STR(""));
    else
        go_to_case(&c, NULL);
}

/* A rating may open second handling: then that is what was done. */
static const char *
what_was_done(const struct act *act, const struct outcome *o)
{
    for (size_t i = 0; i < o->events_n; i++)
        if (o->events[i].type == &appeal_second_opened_v1_type)
            return "second";
    return act->word;
}

/* Photos and a recording that came along. False: the page is written. */
static bool
take_files(struct case_page *c)
{
    if (!drafts_take(&c->p, &c->form, &c->drafts))
        return false;
    if (c->drafts.rule == NULL)
        return true;
    put_act(c, &add, page_words(&c->p, "refusal.", str_of(c->drafts.rule)));
    return false;
}

static void
attach_files(struct case_page *c)
{
    const struct files_to to = { c->file.stream,
                                 form_value(&c->form, "once"),
                                 { .role = STR("citizen") } };
    struct verdict v;

    if (!drafts_attach(&c->p, &c->drafts, &to, &v))
        return;
    if (v.reason == ACCEPTED) {
        go_to_case(c, add.word);
    } else {
        c->drafts.rule = v.rule;
        put_act(c, &add, refusal_words(&c->p, &v));
    }
}

static void
carry_out(const struct http_request *rq, struct http_response *rs,
          const struct act *act)
{
    struct page_order order = { .type = act->type,
                                .actor = { .role = STR("citizen") } };
    struct outcome o;
    struct case_page c;
    struct verdict v;

    if (!case_begin(&c, rq, rs) || !page_form(&c.p, &c.form))
        return;
    c.type = act->type;
    if (act == &add && !take_files(&c))
        return;
    if (act == &add && c.drafts.n > 0 && form_value(&c.form, "text").n == 0) {
        attach_files(&c);
        return;
    }
    v = command_form(&c.p, act->type, &c.form, &order.data);
    if (v.reason != ACCEPTED) {
        put_act(&c, act, refusal_words(&c.p, &v));
        return;
    }
    order.stream = c.file.stream;
    order.form = &c.form;
    if (!page_do(&c.p, &order, &o))
        return;
    c.text_taken = o.verdict.reason == ACCEPTED;
    if (c.text_taken && c.drafts.n > 0)
        attach_files(&c);
    else if (c.text_taken)
        go_to_case(&c, what_was_done(act, &o));
    else
        put_act(&c, act, refusal_words(&c.p, &o.verdict));
}

#define PAIR(act)                                                              \
    void pages_##act(const struct http_request *rq, struct http_response *rs)  \
    {                                                                          \
        show(rq, rs, &act);                                                    \
    }                                                                          \
    void pages_##act##_send(const struct http_request *rq,                     \
                            struct http_response *rs)                          \
    {                                                                          \
        carry_out(rq, rs, &act);                                               \
    }

PAIR(add)
PAIR(nudge)
PAIR(withdraw)
PAIR(rate)
PAIR(consent)
