/* See agree.h. */
#include "pages/resident/agree/agree.h"

#include "feature/appeal/intake/appeal_answers.h"
#include "rulebook/classify.h"

static const char prefix[] = "answer-"; /* of fields of the form */

static struct str
id_of(const struct page *p, struct str field)
{
    struct buf b = { .a = p->rq->a };

    buf_add(&b, str_of(prefix));
    buf_add(&b, field);
    return buf_str(&b);
}

static struct str
written(const struct page *p, const struct form *form, struct str id)
{
    return str_trim(form_value(form, arena_cstr(p->rq->a, id)));
}

static void
list_options(const struct page *p, const struct form_rule *rule,
             struct asked_field *f)
{
    struct asked_option *at =
        arena_alloc(p->rq->a, (rule->choices_n + 1) * sizeof(*at));

    f->choice = true;
    for (size_t i = 0; i < rule->choices_n; i++)
        at[i] =
            (struct asked_option){ rule->choices[i],
                                   page_words(p, "choice.", rule->choices[i]),
                                   str_eq(rule->choices[i], f->value) };
    f->options = at;
    f->options_n = rule->choices_n;
}

static bool
is_one_line(struct str value)
{
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < ' ')
            return false;
    return true;
}

static struct str
fault_words(const struct page *p, const struct form_rule *rule,
            struct str value)
{
    const char *fault = is_one_line(value) ? answer_fault(p->rules, rule, value)
                                           : "malformed_answer";

    return fault == NULL ? STR("") : page_words(p, "refusal.", str_of(fault));
}

static struct asked_field
field_of(const struct page *p, const struct asking *q,
         const struct form_rule *rule)
{
    struct asked_field f = {
        .id = id_of(p, rule->field),
        .name = rule->field,
        .label = page_name(p, &rule->name),
        .hint = page_name(p, &rule->hint),
        .why = page_words(p, "why.", rule->purpose),
        .most = form_most(rule),
        .required = form_is_required(rule),
        .number = str_eq(rule->kind, STR("number")),
    };

    f.value = written(p, q->form, f.id);
    if (str_eq(rule->kind, STR("choice")))
        list_options(p, rule, &f);
    if (q->judged)
        f.error = fault_words(p, rule, f.value);
    return f;
}

/* The fields of the matter; an emergency waits for none. */
static void
list_fields(const struct page *p, const struct asking *q, struct agree_view *v)
{
    struct asked_field *at;
    struct form_fields form;
    struct finding found;
    bool said = false;

    rules_classify(p->rq->a, p->rules, q->title, q->body, &found);
    if (found.exit.n > 0)
        return;
    form = rules_form(p->rq->a, p->rules, found.matter);
    at = arena_alloc(p->rq->a, (form.n + 1) * sizeof(*at));
    for (size_t i = 0; i < form.n; i++) {
        at[i] = field_of(p, q, form.at[i]);
        v->faults_n += at[i].error.n > 0;
        v->asks_sensitive = v->asks_sensitive || form.at[i]->sensitive;
        said = said || (form.at[i]->sensitive && at[i].value.n > 0);
    }
    v->fields = at;
    v->fields_n = form.n;
    v->no_consent = q->judged && said && !v->sensitive;
}

void
agree_view(const struct page *p, const struct asking *q,
           struct agree_view *ret_view)
{
    struct agree_view v = {
        .notice = rules_notice(p->rules),
        .may_publish = q->open,
        .publish = form_has(q->form, "agreed_publish"),
        .sensitive = form_has(q->form, "agreed_sensitive"),
        .guardian = form_has(q->form, "guardian"),
    };
    struct str told = form_value(q->form, "notice");

    list_fields(p, q, &v);
    v.new_notice = q->judged && told.n > 0 && !str_eq(told, v.notice);
    v.faults_n += (size_t)v.no_consent + (size_t)v.new_notice;
    *ret_view = v;
}

struct carried_list
agree_carried(const struct page *p, const struct form *form)
{
    struct carried_list list = { .n = 0 };

    list.at = arena_alloc(p->rq->a, (form->fields.n + 1) * sizeof(*list.at));
    for (size_t i = 0; i < form->fields.n; i++) {
        const struct http_pair *f = &form->fields.at[i];

        if (str_starts(f->name, str_of(prefix)) && str_trim(f->value).n > 0)
            list.at[list.n++] = (struct carried){ f->name, str_trim(f->value) };
    }
    return list;
}

void
agree_read(const struct page *p, const struct form *form,
           struct appeal_receive *c)
{
    const struct carried_list list = agree_carried(p, form);
    struct buf answers = { .a = p->rq->a };

    for (size_t i = 0; i < list.n; i++) {
        struct str name = list.at[i].name;

        name.p += sizeof(prefix) - 1;
        name.n -= sizeof(prefix) - 1;
        buf_add(&answers, name);
        buf_add_char(&answers, '=');
        buf_add(&answers, list.at[i].value);
        buf_add_char(&answers, '\n');
    }
    c->answers = buf_str(&answers);
    c->notice = form_value(form, "notice");
    if (c->notice.n == 0)
        return;
    c->notice_lang = lang_tag(p->h.lang);
    c->told = APPEAL_TOLD_WEB;
    c->agreed_publish = form_has(form, "agreed_publish");
    c->agreed_sensitive = form_has(form, "agreed_sensitive");
    c->guardian = form_has(form, "guardian");
}
