/* See forms.h. */
#include "rulebook/forms/forms.h"

#include "rulebook/rulebook_sheet.h"

const char *const notice_parts[NOTICE_PARTS] = { "processor", "purpose",
                                                 "method",    "kinds",
                                                 "retention", "rights" };

/* The row of exactly this matter. */
static const struct form_rule *
row_of(struct rules r, struct str matter, struct str field)
{
    for (size_t i = 0; i < r.book->forms_n; i++) {
        const struct form_rule *f = &r.book->forms[i];

        if (str_eq(f->matter, matter) && str_eq(f->field, field) &&
            holds(&f->basis, r.day))
            return f;
    }
    return NULL;
}

/* The nearest row, which may say never. */
static const struct form_rule *
nearest(struct rules r, struct str matter, struct str field)
{
    for (size_t up = 0; up <= r.book->matters_n && matter.n > 0; up++) {
        const struct form_rule *f = row_of(r, matter, field);
        const struct matter *m = rules_matter(r, matter);

        if (f != NULL)
            return f;
        matter = m == NULL ? STR("") : m->parent;
    }
    return row_of(r, STR("*"), field);
}

static bool
is_asked(const struct form_rule *f)
{
    return f != NULL && !str_eq(f->need, STR("never"));
}

const struct form_rule *
rules_form_field(struct rules r, struct str matter, struct str field)
{
    const struct form_rule *f = nearest(r, matter, field);

    return is_asked(f) ? f : NULL;
}

struct form_fields
rules_form(struct arena *a, struct rules r, struct str matter)
{
    struct form_fields form = { .n = 0 };

    form.at = arena_alloc(a, (r.book->forms_n + 1) * sizeof(const void *));
    for (size_t i = 0; i < r.book->forms_n; i++) {
        const struct form_rule *f = &r.book->forms[i];

        if (is_asked(f) && nearest(r, matter, f->field) == f)
            form.at[form.n++] = f;
    }
    return form;
}

bool
form_is_required(const struct form_rule *f)
{
    return str_eq(f->need, STR("required"));
}

int64_t
form_most(const struct form_rule *f)
{
    return f->most > 0 ? f->most : FORM_TEXT_MOST;
}

struct str
rules_notice(struct rules r)
{
    for (size_t i = 0; i < r.book->notices_n; i++)
        if (holds(&r.book->notices[i].basis, r.day))
            return r.book->notices[i].version;
    return STR("");
}

const struct notice_part *
rules_notice_part(struct rules r, struct str version, struct str part)
{
    for (size_t i = 0; i < r.book->notices_n; i++) {
        const struct notice_part *p = &r.book->notices[i];

        if (str_eq(p->version, version) && str_eq(p->part, part))
            return p;
    }
    return NULL;
}
