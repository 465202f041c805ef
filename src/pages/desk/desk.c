/* The operator's page; see desk.h. */
#include "pages/desk/desk.h"

#include "api/answer.h"
#include "event/gen/appeal_events.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "rulebook/access/access.h"
#include "rulebook/feeling/feeling.h"
#include "templates.h"

static void
put_suggestion(const struct page *p, const struct prospect *s,
               struct desk_suggestion *v)
{
    const struct exit_rule *x = rules_exit(p->rules, s->exit);

    *v = (struct desk_suggestion){
        .exit = x == NULL ? STR("") : page_name(p, &x->name),
        .say = x == NULL ? STR("") : page_name(p, &x->say),
        .exit_because = s->exit_because,
        .matter = s->matter.n > 0 ? page_matter(p, s->matter) : STR(""),
        .why = s->why.n > 0 ? page_words(p, "queue_reason.", s->why) : STR(""),
        .candidates = staff_candidates(p, s->candidates),
        .because = s->because,
        .level = s->level.n > 0 ? page_words(p, "level.", s->level) : STR(""),
        .unit = s->unit.n > 0 ? page_unit(p, s->unit) : STR(""),
        .basis = s->basis,
        .place = s->place.n > 0 ? page_place(p, s->place) : STR(""),
        .confidence = s->confidence / 10,
        .due_at = s->due_at,
    };
}

static struct str
joined(const struct page *p, const struct str *pieces, size_t n)
{
    struct buf b = { .a = p->rq->a };

    for (size_t i = 0; i < n; i++) {
        buf_add(&b, i == 0 ? STR("") : STR(" · "));
        buf_add(&b, pieces[i]);
    }
    return buf_str(&b);
}

static struct str
words_that_tell(const struct page *p, const struct feeling *f, int kind)
{
    struct str *words = arena_alloc(p->rq->a, (f->hits_n + 1) * sizeof(*words));
    size_t n = 0;

    for (size_t i = 0; i < f->hits_n; i++)
        if ((int)f->hits[i].kind == kind && f->hits[i].points != 0)
            words[n++] = p->rules.book->feelings[f->hits[i].word].word;
    return joined(p, words, n);
}

/* What the case will be marked with, while whoever says it is on the phone. */
static void
put_feelings(const struct page *p, struct str text, struct desk_view *v)
{
    struct desk_feeling *lines =
        arena_alloc(p->rq->a, FEELING_KINDS * sizeof(*lines));
    struct feeling f;

    rules_feel(p->rq->a, p->rules, &text, 1, &f);
    v->feelings = lines;
    for (int k = 0; k < FEELING_KINDS; k++)
        if (f.level[k] > 0)
            lines[v->feelings_n++] = (struct desk_feeling){
                page_words(p, "feeling.", feeling_word((enum feeling_kind)k)),
                words_that_tell(p, &f, k), f.level[k]
            };
}

static void
put_cases(const struct page *p, const struct shown_cases *cases,
          struct desk_view *v)
{
    struct desk_case_line *lines =
        arena_alloc(p->rq->a, (cases->n + 1) * sizeof(*lines));

    for (size_t i = 0; i < cases->n; i++) {
        const struct shown_case *c = &cases->at[i];

        lines[i] = (struct desk_case_line){
            .id = c->id,
            .code = c->code,
            .stage = page_words(p, "stage.", c->stage),
            .matter = page_matter(p, c->matter),
            .place = page_place(p, c->place),
            .shared = joined(p, c->shared, c->shared_n),
            .received_at = c->received_at,
            .share = (int64_t)(c->share * 100),
            .repeat = c->repeat,
        };
        v->repeat = v->repeat || c->repeat;
    }
    v->cases = lines;
    v->cases_n = cases->n;
}

static void
put_entries(const struct page *p, const struct shelf_answers *found,
            struct desk_view *v)
{
    struct found_line *lines =
        arena_alloc(p->rq->a, (found->n + 1) * sizeof(*lines));

    for (size_t i = 0; i < found->n; i++)
        lines[i] = found_line_of(p, &found->at[i]);
    v->entries = lines;
    v->entries_n = found->n;
}

static bool
look_up(const struct page *p, const struct desk_ask *ask, struct desk_view *v,
        struct err *err)
{
    struct desk_known *known = arena_new(p->rq->a, struct desk_known);
    struct desk_found *f = arena_new(p->rq->a, struct desk_found);

    if (!desk_begin(p->rq, ask, known, err) ||
        !desk_find(p->rq, known, f, err) ||
        !path_view_of(p, known, STR(""), &v->path, err))
        return false;
    v->looked = true;
    put_suggestion(p, &known->prospect, &v->suggestion);
    put_feelings(p, ask->text, v);
    put_cases(p, &f->similar, v);
    put_entries(p, &f->knowledge, v);
    return true;
}

static void
begin(struct staff *s, const struct form *form, struct desk_view *v)
{
    *v = (struct desk_view){ .frame = staff_frame(s, SAY_desk_title) };
    v->frame.desk = true;
    v->frame.layout.here = STR("/w/desk");
    v->purposes = v->frame.purposes;
    v->frame.purposes = (struct option_list){ NULL, 0, 0 };
    v->matters = staff_codes(&s->p, CODE_MATTER);
    v->places = staff_codes(&s->p, CODE_PLACE);
    v->once = once_key(&s->p);
    v->no_purpose = s->purpose.n == 0;
    v->may_take = access_right(s->p.rules, s->actor.role, STR("do receive"));
    if (form == NULL)
        return;
    v->text = form_value(form, "text");
    v->place = form_value(form, "place");
    v->matter = form_value(form, "matter");
    v->title = form_value(form, "title");
    v->caller = form_value(form, "caller");
    v->contact = form_value(form, "contact");
}

static void
finish(struct staff *s, struct desk_view *v, const struct verdict *refused)
{
    if (refused->reason != ACCEPTED) {
        v->fault = refusal_words(&s->p, refused);
        v->fault_at = str_of(refused->field);
        v->frame.layout.wrong = true;
    }
    html_desk_desk(&s->p.h, v);
    page_send(&s->p, refused->reason == ACCEPTED ? 200 : 422);
}

/* False: the form is malformed, and the answer is written. A purpose that was
 * chosen holds from now on; one of another role (he changed it meanwhile) is
 * none. */
static bool
read_form(struct staff *s, struct form *ret_form)
{
    struct str purpose;

    if (!page_form(&s->p, ret_form))
        return false;
    purpose = form_value(ret_form, "purpose");
    if (form_has(ret_form, "purpose") && !str_eq(purpose, s->purpose))
        (void)staff_keep_purpose(s, purpose);
    return true;
}

static struct desk_ask
ask_of(const struct page *p, const struct form *form)
{
    return (struct desk_ask){
        .text = str_trim(form_value(form, "text")),
        .place = staff_code(p, CODE_PLACE, form_value(form, "place")),
        .matter = staff_code(p, CODE_MATTER, form_value(form, "matter")),
        .now = p->h.now,
    };
}

void
pages_desk(const struct http_request *rq, struct http_response *rs)
{
    const struct verdict fine = accept();
    struct desk_view *v = arena_new(rq->a, struct desk_view);
    struct staff s;

    staff_begin(&s, rq, rs);
    begin(&s, NULL, v);
    finish(&s, v, &fine);
}

/* POST, so that what a citizen said stands in no address. */
void
pages_desk_look(const struct http_request *rq, struct http_response *rs)
{
    struct desk_view *v = arena_new(rq->a, struct desk_view);
    struct verdict verdict;
    struct desk_ask ask;
    struct staff s;
    struct form form;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!read_form(&s, &form))
        return;
    begin(&s, &form, v);
    ask = ask_of(&s.p, &form);
    verdict = desk_ask_check(&ask, s.p.rules);
    if (verdict.reason == ACCEPTED && !look_up(&s.p, &ask, v, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    finish(&s, v, &verdict);
}

/* Without a title of its own the beginning of the text is one. */
static struct appeal_receive
receive_of(const struct desk_ask *ask, const struct form *form)
{
    struct str title = str_trim(form_value(form, "title"));

    return (struct appeal_receive){
        .channel = APPEAL_CHANNEL_HOTLINE,
        .title = title.n > 0 ? title : desk_title(ask),
        .body = ask->text,
        .place = ask->place,
        .caller = str_trim(form_value(form, "caller")),
        .contact = str_trim(form_value(form, "contact")),
    };
}

void
pages_desk_take(const struct http_request *rq, struct http_response *rs)
{
    struct desk_view *v = arena_new(rq->a, struct desk_view);
    struct buf to = { .a = rq->a };
    struct appeal_receive receive;
    struct page_order order;
    struct outcome o = { .verdict = accept() };
    struct desk_ask ask;
    struct staff s;
    struct form form;

    staff_begin(&s, rq, rs);
    if (!read_form(&s, &form))
        return;
    ask = ask_of(&s.p, &form);
    ask.matter = STR(""); /* the rules place it, or a person in the queue */
    receive = receive_of(&ask, &form);
    order = (struct page_order){ STR(""), &appeal_receive_type, &receive,
                                 s.actor, &form };
    o.verdict = desk_ask_check(&ask, s.p.rules);
    if (o.verdict.reason == ACCEPTED && !page_do(&s.p, &order, &o))
        return;
    if (o.verdict.reason != ACCEPTED) {
        begin(&s, &form, v);
        finish(&s, v, &o.verdict);
        return;
    }
    jobs_wake(api_of(rq)->jobs);
    buf_add(&to, STR("/w/"));
    id_put(&to, o.id);
    page_redirect(rs, buf_str(&to));
}
