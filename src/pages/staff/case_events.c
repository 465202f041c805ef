/* What happened to a case, in words. */
#include "pages/staff/case.h"

#include "api/answer.h"
#include "event/gen/appeal_events.h"
#include "pages/staff/lists/access.h"

/* What is shown elsewhere, or says nothing to a reader. */
static bool
is_passed_over(const struct record *r, const struct field *f)
{
    struct str name = str_of(f->name);

    if (field_words(f) == NULL || str_eq(name, STR("warn_at")))
        return true;
    if (r->type == &appeal_received_v1_type ||
        r->type == &appeal_received_v2_type ||
        r->type == &appeal_received_v3_type)
        return (f->flags & FIELD_PERSONAL) != 0;
    return f->kind == FIELD_INT && field_number(f, r->data) == 0 &&
           !str_eq(name, STR("reached"));
}

static struct str
date_words(const struct page *p, int64_t at)
{
    struct html h = { .out = { .a = p->rq->a },
                      .lang = p->h.lang,
                      .now = p->h.now };

    if (at == 0)
        return STR("");
    html_date(&h, at);
    return buf_str(&h.out);
}

static struct str
number_words(const struct page *p, const struct field *f, int64_t n)
{
    struct html h = { .out = { .a = p->rq->a },
                      .lang = p->h.lang,
                      .now = p->h.now };
    struct str name = str_of(f->name);

    if (str_eq(name, STR("reached")))
        return page_say(p->h.lang,
                        n == 1 ? SAY_staff_reached_1 : SAY_staff_reached_0);
    if (str_starts(name, STR("agreed_")) || str_eq(name, STR("guardian")))
        return page_say(p->h.lang, n == 1 ? SAY_agree_yes : SAY_agree_no);
    if (str_eq(name, STR("ruled")))
        return page_say(p->h.lang, SAY_staff_yes);
    if (str_eq(name, STR("late")) || str_eq(name, STR("lost")) ||
        str_eq(name, STR("paused")))
        html_span(&h, n * MINUTE_MS);
    else
        html_number(&h, n);
    return buf_str(&h.out);
}

/* A matter, a unit or a level by its name. */
static struct str
code_words(const struct page *p, struct str code)
{
    if (rules_matter(p->rules, code) != NULL)
        return page_matter(p, code);
    if (rules_unit(p->rules, code) != NULL)
        return page_unit(p, code);
    return page_words(p, "level.", code);
}

static struct str
text_words(const struct page *p, const struct record *r, const struct field *f)
{
    struct str text = field_text(f, r->data), name = str_of(f->name);
    const struct reason_rule *reason;

    switch (field_words(f)->source) {
    case SOURCE_UNIT:
        return page_unit(p, text);
    case SOURCE_MATTER:
        return page_matter(p, text);
    case SOURCE_PLACE:
        return page_place(p, text);
    case SOURCE_REASON:
        reason = rules_reason(p->rules, str_of(reason_kind(r->type)), text);
        return reason == NULL ? text : page_name(p, &reason->name);
    case SOURCE_HOW:
        return str_eq(text, STR("phone"))
                   ? page_say(p->h.lang, SAY_staff_how_phone)
               : str_eq(text, STR("visit"))
                   ? page_say(p->h.lang, SAY_staff_how_visit)
               : str_eq(text, STR("message"))
                   ? page_say(p->h.lang, SAY_staff_how_message)
                   : text;
    case SOURCE_WORDS:
    case SOURCE_CHOICE:
    case SOURCE_UNITS:
    case SOURCE_EXIT:
    case SOURCE_CASE:
    case SOURCE_DEGREE:
    case SOURCE_REACHED:
    case SOURCE_KNOWLEDGE:
        break;
    }
    if (str_eq(name, STR("candidates")))
        return staff_candidates(p, text);
    if (str_eq(name, STR("first")) || str_eq(name, STR("chosen")))
        return code_words(p, text);
    if (str_eq(name, STR("level")))
        return page_words(p, "level.", text);
    if (str_eq(name, STR("kind")))
        return page_words(p, "escalation.", text);
    if (str_eq(name, STR("what")))
        return page_words(p, "event.", text);
    if (str_eq(name, STR("purpose")))
        return page_words(p, "purpose.", text);
    if (str_eq(name, STR("fields")))
        return access_what(p, text);
    return text;
}

static struct str
id_words(const struct page *p, struct id id)
{
    struct buf b = { .a = p->rq->a };

    if (!id_is_none(id))
        id_put(&b, id);
    return buf_str(&b);
}

bool
field_said(const struct page *p, const struct record *r, const struct field *f,
           struct str *ret_text, struct err *err)
{
    const struct appeal_text wanted = { r, f->name, "show" };
    struct str word;
    bool erased;

    switch (f->kind) {
    case FIELD_TEXT:
        if ((f->flags & FIELD_PERSONAL) == 0) {
            *ret_text = text_words(p, r, f);
            return true;
        }
        if (!appeal_file_text(api_of(p->rq)->engine, p->rq->a, &wanted,
                              ret_text, &erased, err))
            return false;
        if (erased)
            *ret_text = page_say(p->h.lang, SAY_staff_erased);
        return true;
    case FIELD_CHOICE:
        word = field_choice(f, r->data);
        *ret_text =
            word.n == 0 ? word : page_words(p, choice_prefix(r->type, f), word);
        return true;
    case FIELD_INT:
        *ret_text = number_words(p, f, field_number(f, r->data));
        return true;
    case FIELD_TIME:
        *ret_text = date_words(p, field_number(f, r->data));
        return true;
    case FIELD_ID:
        *ret_text = id_words(p, field_id(f, r->data));
        return true;
    }
    return true;
}

static bool
put_event(const struct page *p, const struct record *r,
          const struct appeal_view *shown, struct event_line *line,
          struct err *err)
{
    struct said_line *said =
        arena_alloc(p->rq->a, (r->type->fields_n + 1) * sizeof(*said));

    *line = (struct event_line){
        .what = page_words(p, "event.", str_of(r->type->name)),
        .who = actor_words(p, r->actor, (shown->groups & ACCESS_NOTES) != 0),
        .at = r->occurred_at,
        .leaf = (int64_t)r->position,
        .said = said,
    };
    for (size_t i = 0; i < r->type->fields_n; i++) {
        const struct field *f = &r->type->fields[i];
        struct str text = STR("");

        if (is_passed_over(r, f) || !appeal_view_shows(shown, f))
            continue;
        if (!field_said(p, r, f, &text, err))
            return false;
        if (text.n > 0)
            said[line->said_n++] =
                (struct said_line){ field_words(f)->label, text };
    }
    return true;
}

bool
case_events(const struct page *p, const struct appeal_file *file,
            struct case_view *v, struct err *err)
{
    struct event_line *lines =
        arena_alloc(p->rq->a, file->records.n * sizeof(*lines));

    v->events = lines;
    v->events_n = file->records.n;
    for (size_t i = 0; i < file->records.n; i++)
        if (!put_event(p, &file->records.at[i], &v->shown, &lines[i], err))
            return false;
    return true;
}
