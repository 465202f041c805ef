/* The form of a command; see commands.h. */
#include "pages/staff/commands.h"

#include "api/answer.h"
#include "app/knowledge/shelf.h"
#include "event/gen/appeal_events.h"
#include "pages/command_form.h"
#include "sys/log.h"

enum { AREA_FROM = 200, LONG_FROM = 4000, DEGREES = 4 };

static const char *const ways[] = { "phone", "visit", "message" };
static const enum say way_words[] = { SAY_staff_how_phone, SAY_staff_how_visit,
                                      SAY_staff_how_message };

static void
add(const struct page *p, struct form_field *f, struct str value,
    struct str name)
{
    option_add(p, &f->options,
               (struct option){ value, name, str_eq(value, f->value) });
}

static void
add_reasons(const struct page *p, struct form_field *f,
            const struct payload_type *type)
{
    struct str kind = str_of(reason_kind(type));

    for (size_t i = 0; i < p->rules.book->reasons_n; i++) {
        const struct reason_rule *r = &p->rules.book->reasons[i];

        if (str_eq(r->kind, kind) && rules_reason(p->rules, kind, r->code) == r)
            add(p, f, r->code, page_name(p, &r->name));
    }
}

static void
add_exits(const struct page *p, struct form_field *f)
{
    for (size_t i = 0; i < p->rules.book->exits_n; i++) {
        const struct exit_rule *e = &p->rules.book->exits[i];

        if (rules_exit(p->rules, e->code) == e)
            add(p, f, e->code, page_name(p, &e->name));
    }
}

/* 0 to 3 of urgency, risk, clarity and difficulty, each in its own words. */
static void
add_degrees(const struct page *p, struct form_field *f)
{
    static const enum say said[][DEGREES] = {
        { SAY_staff_urgency_0, SAY_staff_urgency_1, SAY_staff_urgency_2,
          SAY_staff_urgency_3 },
        { SAY_staff_risk_0, SAY_staff_risk_1, SAY_staff_risk_2,
          SAY_staff_risk_3 },
        { SAY_staff_clarity_0, SAY_staff_clarity_1, SAY_staff_clarity_2,
          SAY_staff_clarity_3 },
        { SAY_staff_difficulty_0, SAY_staff_difficulty_1,
          SAY_staff_difficulty_2, SAY_staff_difficulty_3 },
    };
    static const char *const names[] = { "urgency", "risk", "clarity",
                                         "difficulty" };
    static const char *const values[] = { "0", "1", "2", "3" };

    add(p, f, STR(""), page_say(p->h.lang, SAY_staff_as_catalogue));
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < DEGREES && str_eq(f->name, str_of(names[i])); k++)
            add(p, f, str_of(values[k]), page_say(p->h.lang, said[i][k]));
}

static void
add_options(const struct page *p, struct form_field *f,
            const struct payload_type *type, const struct field *field)
{
    enum source source = field_words(field)->source;

    if (source == SOURCE_DEGREE) {
        add_degrees(p, f);
        return;
    }
    add(p, f, STR(""), page_say(p->h.lang, SAY_staff_choose));
    if (field->kind == FIELD_CHOICE) {
        const char *prefix = choice_prefix(type, field);

        for (size_t i = 1; i < field->words_n; i++)
            add(p, f, str_of(field->words[i]),
                page_words(p, prefix, str_of(field->words[i])));
    } else if (source == SOURCE_REASON) {
        add_reasons(p, f, type);
    } else if (source == SOURCE_EXIT) {
        add_exits(p, f);
    } else if (source == SOURCE_REACHED) {
        add(p, f, STR("1"), page_say(p->h.lang, SAY_staff_reached_1));
        add(p, f, STR("0"), page_say(p->h.lang, SAY_staff_reached_0));
    } else if (source == SOURCE_HOW) {
        for (int i = 0; i < 3; i++)
            add(p, f, str_of(ways[i]), page_say(p->h.lang, way_words[i]));
    }
}

static bool
must_be(const struct field *f, enum source source)
{
    if (f->kind == FIELD_TEXT)
        return f->min > 0;
    return source != SOURCE_DEGREE && (f->flags & FIELD_OPTIONAL) == 0;
}

/* "units_2" */
static const char *
nth_name(const struct page *p, const char *name, int i)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "%s_%d", name, i + 1);
    return buf_cstr(&b);
}

/* How it is written: a line, an area, a list, a number. */
static void
shape(const struct page *p, struct form_field *f,
      const struct payload_type *type, const struct field *field)
{
    enum source source = field_words(field)->source;

    f->least = field->min;
    f->most = field->max;
    if (source == SOURCE_UNITS) {
        f->units = true;
    } else if (source == SOURCE_UNIT || source == SOURCE_MATTER ||
               source == SOURCE_PLACE || source == SOURCE_CASE) {
        f->line = true;
        f->most = 200; /* a name and a code */
        f->list = source == SOURCE_UNIT     ? STR("units")
                  : source == SOURCE_MATTER ? STR("matters")
                  : source == SOURCE_PLACE  ? STR("places")
                                            : STR("");
    } else if (field->kind == FIELD_CHOICE || source != SOURCE_WORDS) {
        f->select = true;
        add_options(p, f, type, field);
    } else if (field->kind == FIELD_INT) {
        f->number = true;
    } else {
        f->area = field->max > AREA_FROM;
        f->line = !f->area;
        f->rows = field->max > LONG_FROM ? 6 : 3;
    }
}

static struct str
hint_of(const struct page *p, const struct field *f, enum source source)
{
    enum lang lang = p->h.lang;

    if (source == SOURCE_UNIT || source == SOURCE_UNITS)
        return page_say(lang, SAY_staff_hint_unit);
    if (source == SOURCE_MATTER || source == SOURCE_PLACE)
        return page_say(lang, SAY_staff_hint_type);
    if (source == SOURCE_CASE)
        return page_say(lang, SAY_staff_hint_case);
    if (str_eq(str_of(f->name), STR("approver")))
        return page_say(lang, SAY_staff_hint_approver);
    return STR("");
}

/* The value of the form, if this command was sent. */
static struct str
sent(const struct refused *refused, const struct payload_type *type,
     const char *name)
{
    return refused->form != NULL && refused->type == type
               ? form_value(refused->form, name)
               : STR("");
}

static struct form_field
field_view(const struct page *p, const struct payload_type *type,
           const struct field *field, const struct refused *refused)
{
    const struct field_words *w = field_words(field);
    struct buf id = { .a = p->rq->a };
    struct form_field f = {
        .name = str_of(field->name),
        .label = w->label,
        .hint = hint_of(p, field, w->source),
        .value = sent(refused, type, field->name),
        .required = must_be(field, w->source),
    };

    buf_addf(&id, "%s-%s", type->name, field->name);
    f.id = buf_str(&id);
    for (int i = 0; i < UNITS_OF_FIELD; i++) {
        f.values[i] = sent(refused, type, nth_name(p, field->name, i));
        f.many = f.many || (i >= UNITS_AT_ONCE && f.values[i].n > 0);
    }
    if (refused->form != NULL && refused->type == type &&
        refused->verdict.reason != ACCEPTED && refused->verdict.field != NULL &&
        str_eq(str_of(refused->verdict.field), f.name))
        f.error = refusal_words(p, &refused->verdict);
    shape(p, &f, type, field);
    return f;
}

/* What an answer on the matter of the case may rest on. */
static void
add_knowledge(const struct page *p, const struct appeal_file *file,
              struct form_field *f)
{
    const struct shelf_ask ask = {
        .text = STR(""),
        .matter = file->s.matter,
        .place = file->s.place,
        .now = p->h.now,
        .k = SHELF_MOST,
    };
    struct shelf_answers found;
    struct err err;

    if (file->s.matter.n == 0)
        return;
    if (!shelf_find(api_of(p->rq)->shelf, p->rq->a, &ask, &found, &err)) {
        log_failure("knowledge", &err); /* it may be left out */
        return;
    }
    for (size_t i = 0; i < found.n; i++)
        add(p, f, found.at[i].hex, found.at[i].text.title);
}

/* The text of a reply as others would read it. */
static void
put_preview(const struct page *p, const struct refused *refused,
            struct command_view *v)
{
    struct publish_preview preview;

    v->may_preview = true;
    if (!v->open || refused->verdict.reason != ACCEPTED)
        return;
    preview = publish_preview(p->rq, form_value(refused->form, "text"));
    v->previewed = true;
    v->pieces = preview.at;
    v->pieces_n = preview.n;
    v->covered = preview.covered;
}

struct command_view
command_view(const struct page *p, const struct appeal_file *file,
             const struct payload_type *type, const struct refused *refused)
{
    struct form_field *fields =
        arena_alloc(p->rq->a, (type->fields_n + 1) * sizeof(*fields));
    struct buf action = { .a = p->rq->a };
    struct str name = str_of(type->name);
    struct command_view v = {
        .name = name,
        .label = page_words(p, "command.", name),
        .fields = fields,
        .once = once_key(p),
        .open = refused->form != NULL && refused->type == type,
        .danger = type == &appeal_erase_type || type == &appeal_archive_type ||
                  type == &appeal_withdraw_type || type == &appeal_merge_type ||
                  type == &appeal_divert_type,
    };
    bool shown = false;

    buf_add(&action, STR("/w/"));
    id_put(&action, file->id);
    buf_addf(&action, "/%s", type->name);
    v.action = buf_str(&action);
    for (size_t i = 0; i < type->fields_n; i++) {
        const struct field *f = &type->fields[i];

        if (api_is_engines(f) || field_words(f) == NULL)
            continue;
        fields[v.fields_n] = field_view(p, type, f, refused);
        if (field_words(f)->source == SOURCE_KNOWLEDGE)
            add_knowledge(p, file, &fields[v.fields_n]);
        shown = shown || fields[v.fields_n].error.n > 0;
        v.fields_n++;
    }
    if (type == &appeal_reply_type)
        put_preview(p, refused, &v);
    if (v.open && !shown && refused->verdict.reason != ACCEPTED)
        v.error = refusal_words(p, &refused->verdict);
    return v;
}

static void
put_value(struct form *form, const char *name, struct str value)
{
    struct http_pairs *fields = &form->fields;

    fields->at[fields->n++] = (struct http_pair){ str_of(name), value };
}

/* "A;B" from the fields of a list. */
static struct str
joined_units(const struct page *p, const struct form *form, const char *name)
{
    struct buf b = { .a = p->rq->a };

    for (int i = 0; i < UNITS_OF_FIELD; i++) {
        struct str one =
            staff_code(p, CODE_UNIT, form_value(form, nth_name(p, name, i)));

        if (one.n > 0 && b.n > 0)
            buf_add_char(&b, ';');
        buf_add(&b, one);
    }
    return buf_str(&b);
}

static struct str
case_id(const struct page *p, struct str code)
{
    struct buf b = { .a = p->rq->a };
    struct err err;
    struct id id;

    if (code.n == 0 ||
        !engine_find(api_of(p->rq)->engine, p->rq->a, code, &id, &err))
        return code;
    id_put(&b, id);
    return buf_str(&b);
}

/* What was written, else what was picked of the candidates in the queue. */
static struct str
matter_code(const struct page *p, const struct form *form)
{
    struct str written = str_trim(form_value(form, "matter"));

    return written.n > 0 ? staff_code(p, CODE_MATTER, written)
                         : form_value(form, "pick");
}

/* What the matter is by itself (matters.csv). */
static struct str
catalogue_degree(const struct page *p, const struct form *form, struct str name)
{
    const struct matter *m = rules_matter(p->rules, matter_code(p, form));
    struct buf b = { .a = p->rq->a };

    if (m == NULL)
        return STR("0");
    buf_add_i64(&b, str_eq(name, STR("urgency"))   ? m->urgency
                    : str_eq(name, STR("risk"))    ? m->risk
                    : str_eq(name, STR("clarity")) ? m->clarity
                                                   : m->difficulty);
    return buf_str(&b);
}

static struct str
filled_value(const struct page *p, const struct field *f,
             const struct form *form)
{
    struct str value = str_trim(form_value(form, f->name));

    switch (field_words(f)->source) {
    case SOURCE_UNIT:
        return staff_code(p, CODE_UNIT, value);
    case SOURCE_UNITS:
        return joined_units(p, form, f->name);
    case SOURCE_MATTER:
        return matter_code(p, form);
    case SOURCE_PLACE:
        return staff_code(p, CODE_PLACE, value);
    case SOURCE_CASE:
        return case_id(p, value);
    case SOURCE_DEGREE:
        return value.n > 0 ? value : catalogue_degree(p, form, str_of(f->name));
    case SOURCE_WORDS:
    case SOURCE_CHOICE:
    case SOURCE_REASON:
    case SOURCE_EXIT:
    case SOURCE_REACHED:
    case SOURCE_HOW:
    case SOURCE_KNOWLEDGE:
        break;
    }
    return value;
}

struct verdict
command_filled(const struct page *p, const struct payload_type *type,
               const struct form *form, struct form *ret_form)
{
    *ret_form = (struct form){ .fields = { .room = type->fields_n } };
    ret_form->fields.at = arena_alloc(
        p->rq->a, (type->fields_n + 1) * sizeof(*ret_form->fields.at));
    for (size_t i = 0; i < type->fields_n; i++) {
        const struct field *f = &type->fields[i];
        struct str value;

        if (api_is_engines(f) || field_words(f) == NULL)
            continue;
        value = filled_value(p, f, form);
        if (value.n == 0 && must_be(f, field_words(f)->source))
            return refuse(REFUSED_VALUE, "required", f->name);
        put_value(ret_form, f->name, value);
    }
    return accept();
}
