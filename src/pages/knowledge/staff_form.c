/* The form in which an entry is written; see knowledge.h. */
#include "base/date.h"
#include "pages/command_form.h"
#include "pages/knowledge/knowledge.h"
#include "templates.h"

static struct str
day_text(const struct page *p, int64_t at)
{
    struct buf b = { .a = p->rq->a };

    if (at != 0)
        day_put(&b, moment_day(at));
    return buf_str(&b);
}

/* "name code" of a code, as the field offers it. */
static struct str
named(const struct page *p, struct str name, struct str code)
{
    struct buf b = { .a = p->rq->a };

    if (code.n == 0)
        return code;
    buf_add(&b, name);
    buf_add_char(&b, ' ');
    buf_add(&b, code);
    return buf_str(&b);
}

/* What is written there now. */
static void
from_text(const struct page *p, const struct knowledge_text *t,
          struct knowledge_form_view *v)
{
    v->title = t->title;
    v->question = t->question;
    v->answer = t->answer;
    v->matter = named(p, page_matter(p, t->matter), t->matter);
    v->place = named(p, page_place(p, t->place), t->place);
    v->basis = t->basis;
    v->valid_from = day_text(p, t->valid_from);
    v->valid_until = day_text(p, t->valid_until);
    v->units = staff_units(p, t->unit);
}

static void
from_form(const struct page *p, const struct form *form,
          struct knowledge_form_view *v)
{
    v->title = form_value(form, "title");
    v->question = form_value(form, "question");
    v->answer = form_value(form, "answer");
    v->matter = form_value(form, "matter");
    v->place = form_value(form, "place");
    v->basis = form_value(form, "basis");
    v->valid_from = form_value(form, "valid_from");
    v->valid_until = form_value(form, "valid_until");
    v->units = staff_units(p, form_value(form, "unit"));
}

struct form
knowledge_filled(const struct page *p, const struct form *form)
{
    struct form f = *form;

    f.fields.at = arena_copy(p->rq->a, form->fields.at,
                             (form->fields.n + 1) * sizeof(*f.fields.at));
    for (size_t i = 0; i < f.fields.n; i++) {
        struct str *value = &f.fields.at[i].value;

        if (str_eq(f.fields.at[i].name, STR("matter")))
            *value = staff_code(p, CODE_MATTER, *value);
        if (str_eq(f.fields.at[i].name, STR("place")))
            *value = staff_code(p, CODE_PLACE, *value);
    }
    return f;
}

void
knowledge_put_form(struct staff *s, const struct knowledge_file *file,
                   const struct form *form, const struct verdict *refused)
{
    struct knowledge_form_view v = {
        .frame = staff_frame(s, file == NULL ? SAY_knowledge_new
                                             : SAY_knowledge_revise),
    };
    struct page *p = &s->p;

    v.frame.knowledge = true;
    v.once = once_key(p);
    v.matters = staff_codes(p, CODE_MATTER);
    v.places = staff_codes(p, CODE_PLACE);
    if (file != NULL)
        v.hex = file->hex;
    if (form != NULL)
        from_form(p, form, &v);
    else if (file != NULL)
        from_text(p, &file->s.drafted, &v);
    else
        v.units = staff_units(p, s->actor.unit);
    if (refused != NULL) {
        v.fault = refusal_words(p, refused);
        v.fault_at = str_of(refused->field);
        v.frame.layout.wrong = true;
    }
    html_knowledge_form(&p->h, &v);
    page_send(p, refused == NULL                    ? 200
                 : refused->reason == REFUSED_STAGE ? 409
                                                    : 422);
}
