/*
 * What the citizen wrote, and who he is, as far as the viewer may see it: name
 * and number whole, or masked to who may read his texts, or not at all when he
 * asked for confidence or reports an offence; then there may be a number at
 * which an operator passes calls on.
 */
#include "pages/staff/case.h"

#include <string.h>

#include "api/answer.h"
#include "event/gen/appeal_events.h"
#include "feature/appeal/correct/appeal_correct.h"
#include "feature/appeal/intake/appeal_answers.h"

/* A field that is not shown may still be masked: of an open case, to who reads
 * its texts. */
static bool
may_mask(const struct appeal_view *v, const struct field *f)
{
    return v->person == ACCESS_CONTACT && (v->groups & ACCESS_TEXTS) != 0 &&
           (str_eq(str_of(f->name), STR("caller")) ||
            str_eq(str_of(f->name), STR("contact")));
}

/* Answers by the names of their fields, choices in words. */
static struct str
answers_words(const struct page *p, struct str matter, struct str answers)
{
    struct buf b = { .a = p->rq->a };
    struct answer_line line;

    while (answers_next(&answers, &line)) {
        const struct form_rule *f =
            rules_form_field(p->rules, matter, line.field);
        const bool choice = f != NULL && str_eq(f->kind, STR("choice"));

        if (b.n > 0)
            buf_add_char(&b, '\n');
        buf_add(&b, f == NULL ? line.field : page_name(p, &f->name));
        buf_add(&b, p->h.lang == LANG_EN ? STR(": ") : STR("："));
        buf_add(&b, choice ? page_words(p, "choice.", line.value) : line.value);
    }
    return buf_str(&b);
}

/* Where a text stands as it is now: name and number may have been corrected;
 * answers stand behind the receipt, and a statement comes later. */
static const struct record *
said_in(const struct record_list *records, const char *field)
{
    if (strcmp(field, "caller") == 0 || strcmp(field, "contact") == 0)
        return appeal_contact_record(records, field);
    for (size_t i = records->n; i-- > 1;) {
        const struct payload_type *type = records->at[i].type;

        if ((type == &appeal_statement_corrected_v1_type &&
             strcmp(field, "statement") == 0) ||
            (type == &appeal_answered_v1_type && strcmp(field, "answers") == 0))
            return &records->at[i];
    }
    return &records->at[0];
}

bool
case_texts(const struct staff *s, const struct appeal_file *file,
           struct case_view *v, struct err *err)
{
    static const struct {
        const char *field;
        enum say label;
    } wanted[] = {
        { "title", SAY_staff_text_title },
        { "body", SAY_staff_text_body },
        { "statement", SAY_request_statement },
        { "place_text", SAY_staff_text_place },
        { "caller", SAY_staff_text_caller },
        { "contact", SAY_staff_text_contact },
        { "answers", SAY_staff_text_answers },
    };
    const size_t n = sizeof(wanted) / sizeof(wanted[0]);
    struct arena *a = s->p.rq->a;
    struct text_line *lines = arena_alloc(a, n * sizeof(*lines));

    v->texts = lines;
    for (size_t i = 0; i < n; i++) {
        const struct record *r = said_in(&file->records, wanted[i].field);
        const struct appeal_text t = { r, wanted[i].field, "show" };
        const struct field *f = payload_field(r->type, str_of(wanted[i].field));
        struct text_line *line = &lines[v->texts_n];
        bool whole = f != NULL && appeal_view_shows(&v->shown, f);

        if (f == NULL || (!whole && !may_mask(&v->shown, f)))
            continue;
        if (!appeal_file_text(api_of(s->p.rq)->engine, a, &t, &line->text,
                              &line->erased, err))
            return false;
        line->label = wanted[i].label;
        if (str_eq(str_of(f->name), STR("answers")))
            line->text = answers_words(&s->p, file->s.matter, line->text);
        if (!whole) {
            line->text = masked(a, line->text, STR(""));
            v->masked = true;
        }
        if (line->text.n > 0 || line->erased)
            v->texts_n++;
    }
    return true;
}
