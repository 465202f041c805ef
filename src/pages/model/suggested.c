/* See suggested.h. */
#include "pages/model/suggested.h"

#include "api/answer.h"
#include "app/suggest/suggest.h"
#include "pages/model/model.h"

static const double HUNDRED = 100;

static struct suggested_line
line_of(const struct page *p, enum model_of of, const struct suggest_answer *s)
{
    struct buf choices = { .a = p->rq->a };

    for (size_t i = 0; i < s->n; i++)
        buf_addf(&choices, "%s%.*s %.0f%%", i == 0 ? "" : " · ",
                 STR_ARG(model_label_name(p, of, s->at[i].code)),
                 s->at[i].probability * HUNDRED);
    return (struct suggested_line){
        .of = page_words(p, "model_of.", str_of(model_of_words[of])),
        .choices = buf_str(&choices),
        .sure = s->sure,
        .because = s->because,
        .version = s->version,
    };
}

bool
suggested_for(const struct page *p, const struct appeal_file *file,
              struct suggested *ret_suggested, struct err *err)
{
    struct suggested_line *lines =
        arena_alloc(p->rq->a, MODEL_OF_NONE * sizeof(*lines));
    struct suggestion s;

    *ret_suggested = (struct suggested){ lines, 0 };
    if (!suggest_records(api_of(p->rq)->suggester, p->rq->a, &file->records,
                         file->s.place, &s, err))
        return false;
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        if (s.of[of].n > 0)
            lines[ret_suggested->at_n++] = line_of(p, of, &s.of[of]);
    return true;
}
