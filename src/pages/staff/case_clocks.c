/*
 * The clocks that run, and from what each is counted. The arithmetic is shown
 * only when it gives the very moment that was promised; after a pause or an
 * extension the events tell how the moment came about.
 */
#include "pages/staff/case.h"

#include "api/answer.h"
#include "event/gen/appeal_events.h"

/* When the newest event of a type happened, or 0. */
static int64_t
newest(const struct appeal_file *file, const struct payload_type *type)
{
    for (size_t i = file->records.n; i > 0; i--)
        if (file->records.at[i - 1].type == type)
            return file->records.at[i - 1].occurred_at;
    return 0;
}

static int64_t
start_of(const struct appeal_file *file, int clock)
{
    int64_t circled = newest(file, &appeal_circled_v1_type);
    int64_t objected = newest(file, &appeal_objected_v1_type);

    switch (clock) {
    case APPEAL_WARNING_SIGN_IN:
    case APPEAL_WARNING_OBJECT:
        return newest(file, &appeal_dispatched_v1_type);
    case APPEAL_WARNING_RULE:
        return circled > objected ? circled : objected;
    case APPEAL_WARNING_SECOND:
        return newest(file, &appeal_second_opened_v1_type);
    case APPEAL_WARNING_CONFER:
        return newest(file, &appeal_conferred_v1_type);
    case APPEAL_WARNING_ASSIST:
        return newest(file, &appeal_assisting_v1_type);
    case APPEAL_WARNING_REVIEW:
        return newest(file, &appeal_review_opened_v1_type);
    case APPEAL_WARNING_DISPATCH:
        return newest(file, &appeal_queued_v1_type);
    default:
        return file->s.asked_at;
    }
}

static void
explain(const struct page *p, const struct appeal_file *file, int clock,
        struct clock_line *line)
{
    const struct appeal *s = &file->s;
    struct rules r = rulebooks_promised(engine_rulebooks(api_of(p->rq)->engine),
                                        s->rules, s->rules_day);
    int64_t start = start_of(file, clock), due;
    struct buf b = { .a = p->rq->a };
    const struct deadline *d;
    int year;

    if (r.book == NULL || start == 0)
        return;
    d = rules_deadline(r, str_of(appeal_regime_words[s->regime]), s->level,
                       str_of(appeal_warning_words[clock]));
    if (d == NULL ||
        !calendar_due(&r.book->calendar, start, d->term, &due, &year) ||
        due != s->clock[clock].due)
        return;
    calendar_explain(&r.book->calendar, start, d->term, &b);
    line->arithmetic = buf_str(&b);
    line->basis = d->basis.text;
}

void
case_clocks(const struct page *p, const struct appeal_file *file,
            struct case_view *v)
{
    struct clock_line *lines =
        arena_alloc(p->rq->a, APPEAL_CLOCKS * sizeof(*lines));
    const struct appeal *s = &file->s;

    v->clocks = lines;
    for (int i = 1; i < APPEAL_CLOCKS; i++) {
        const struct appeal_clock *c = &s->clock[i];
        struct clock_line *line = &lines[v->clocks_n];
        bool answer = i == APPEAL_WARNING_CLOSE || i == APPEAL_WARNING_SECOND;

        /* the time to object is a right, which ends: nobody is late */
        if (c->due == 0 || (i == APPEAL_WARNING_OBJECT && c->due < p->h.now))
            continue;
        line->name = page_words(p, "step.", str_of(appeal_warning_words[i]));
        line->left = left_until(p->h.now, c->due, c->warn);
        if (answer && s->stage == APPEAL_STAGE_PAUSED)
            line->left = (struct left){ .stands = true, .due = c->due };
        explain(p, file, i, line);
        v->clocks_n++;
    }
}
