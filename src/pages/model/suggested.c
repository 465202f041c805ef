/* See suggested.h. */
#include "pages/model/suggested.h"

#include "api/answer.h"
#include "app/suggest/suggest.h"

static const double HUNDRED = 100;

static struct str
name_of(const struct page *p, enum suggest_of of, struct str code)
{
    switch (of) {
    case SUGGEST_MATTER:
        return page_matter(p, code);
    case SUGGEST_UNIT:
        return page_unit(p, code);
    case SUGGEST_KIND:
        return page_words(p, "kind.", code);
    case SUGGEST_LEVEL:
        return page_words(p, "level.", code);
    case SUGGEST_OF_N:
        break;
    }
    return code;
}

static struct suggested_line
line_of(const struct page *p, enum suggest_of of,
        const struct suggest_answer *s)
{
    struct buf choices = { .a = p->rq->a };

    for (size_t i = 0; i < s->n; i++)
        buf_addf(&choices, "%s%.*s %.0f%%", i == 0 ? "" : " · ",
                 STR_ARG(name_of(p, of, s->at[i].code)),
                 s->at[i].probability * HUNDRED);
    return (struct suggested_line){
        .of = page_words(p, "model_of.", suggest_name(of)),
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
        arena_alloc(p->rq->a, SUGGEST_OF_N * sizeof(*lines));
    struct suggestion s;

    *ret_suggested = (struct suggested){ lines, 0 };
    if (!suggest_records(api_of(p->rq)->suggester, p->rq->a, &file->records,
                         file->s.place, &s, err))
        return false;
    for (int of = SUGGEST_KIND; of < SUGGEST_OF_N; of++)
        if (s.of[of].n > 0)
            lines[ret_suggested->at_n++] =
                line_of(p, (enum suggest_of)of, &s.of[of]);
    return true;
}
