/*
 * What the citizen wrote, and who he is as far as the viewer must know: name
 * and contact are masked, but for the handler of the unit that leads an open
 * case whose citizen did not ask for confidence.
 */
#include "pages/staff/case.h"

#include "api/answer.h"
#include "event/gen/appeal_events.h"

static bool
sees_person(const struct staff *s, const struct appeal *a)
{
    return str_eq(s->actor.role, STR("handler")) && a->lead.n > 0 &&
           str_eq(s->actor.unit, a->lead) && appeal_is_open(a) &&
           a->privacy == APPEAL_PRIVACY_OPEN;
}

bool
case_texts(const struct staff *s, const struct appeal_file *file,
           struct case_view *v, struct err *err)
{
    static const struct {
        const char *field;
        enum say label;
        bool person;
    } wanted[] = {
        { "title", SAY_staff_text_title, false },
        { "body", SAY_staff_text_body, false },
        { "place_text", SAY_staff_text_place, false },
        { "caller", SAY_staff_text_caller, true },
        { "contact", SAY_staff_text_contact, true },
    };
    const size_t n = sizeof(wanted) / sizeof(wanted[0]);
    struct arena *a = s->p.rq->a;
    struct text_line *lines = arena_alloc(a, n * sizeof(*lines));

    v->texts = lines;
    v->masked = !sees_person(s, &file->s);
    for (size_t i = 0; i < n; i++) {
        const struct appeal_text t = { &file->records.at[0], wanted[i].field,
                                       "show" };
        struct text_line *line = &lines[v->texts_n];

        if (!appeal_file_text(api_of(s->p.rq)->engine, a, &t, &line->text,
                              &line->erased, err))
            return false;
        line->label = wanted[i].label;
        if (wanted[i].person && v->masked)
            line->text = masked(a, line->text, STR(""));
        if (line->text.n > 0 || line->erased)
            v->texts_n++;
    }
    return true;
}
