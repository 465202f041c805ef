/* How long a case is kept, and where its facts come from. */
#include "feature/appeal/keep/appeal_facts.h"
#include "feature/appeal/keep/appeal_keep.h"
#include "pages/staff/case.h"

void
case_keep(const struct page *p, const struct appeal_file *file,
          struct case_view *v)
{
    const struct appeal *s = &file->s;
    struct appeal_term contact = appeal_contact_term(s, p->rules);
    struct appeal_term texts = appeal_texts_term(s, p->rules);

    v->keep = (struct keep_view){
        .held = appeal_is_held(s, p->h.now),
        .hold_basis = s->hold.basis,
        .hold_until = s->hold.until,
        .gone_at = s->deidentified_at,
        .contact_due = contact.at,
        .texts_due = texts.at,
        .contact_rule = contact.row == NULL ? STR("") : contact.row->basis.text,
        .texts_rule = texts.row == NULL ? STR("") : texts.row->basis.text,
    };
    if (v->keep.held)
        v->keep.hold_unit = page_unit(p, s->hold.unit);
}

bool
case_sources(const struct page *p, const struct appeal_file *file,
             struct case_view *v, struct err *err)
{
    struct arena *a = p->rq->a;
    const struct appeal_fact_list l = appeal_facts(a, &file->records);
    struct fact_line *lines = arena_alloc(a, (l.n + 1) * sizeof(*lines));
    bool accounts = (v->shown.groups & ACCESS_NOTES) != 0;

    v->sources = lines;
    for (size_t i = 0; i < l.n; i++) {
        const struct appeal_fact *f = &l.at[i];
        struct fact_line line = {
            .name = page_words(p, "fact.", str_of(f->name)),
            .source =
                page_words(p, "source.", str_of(appeal_source_word(f->source))),
            .who = actor_words(p, f->record->actor, accounts),
            .at = f->record->occurred_at,
            .leaf = (int64_t)f->record->position,
            .version = f->version,
            .former = !f->current,
        };

        if (!appeal_view_shows(&v->shown, f->field) ||
            field_words(f->field) == NULL)
            continue;
        if (!field_said(p, f->record, f->field, &line.value, err))
            return false;
        lines[v->sources_n++] = line;
    }
    return true;
}
