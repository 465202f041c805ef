/* The clocks that run on a case, and from what each is counted. */
#include "pages/case_words.h"
#include "pages/staff/case.h"

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
        line->counted = clock_counted(p, file, (enum appeal_warning)i);
        v->clocks_n++;
    }
}
