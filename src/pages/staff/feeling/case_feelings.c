/*
 * What words of the rulebook found in what the citizen wrote, with the words
 * and a little of the text around them for who may read the texts. The words
 * are looked up anew in the texts, by the rulebook that found them.
 */
#include "pages/staff/case.h"

#include "api/answer.h"
#include "base/date.h"
#include "base/utf8.h"
#include "event/gen/appeal_events.h"
#include "feature/appeal/feeling/appeal_feeling.h"

enum { TEXTS_MOST = 64, AROUND = 12, SIGNS_MOST = 6 };

struct texts {
    struct str at[TEXTS_MOST];
    size_t n;
};

static bool
read_texts(const struct staff *s, const struct appeal_file *file,
           struct texts *t, struct err *err)
{
    struct engine *e = api_of(s->p.rq)->engine;
    struct appeal_words words;
    bool erased;

    if (!appeal_file_words(e, s->p.rq->a, &file->records, "show", &words, err))
        return false;
    t->at[t->n++] = words.title;
    t->at[t->n++] = words.body;
    for (size_t i = 1; i < file->records.n && t->n < TEXTS_MOST; i++) {
        const struct record *r = &file->records.at[i];
        const struct appeal_text added = { r, "text", "show" };

        if (r->type == &appeal_material_added_v1_type &&
            !appeal_file_text(e, s->p.rq->a, &added, &t->at[t->n++], &erased,
                              err))
            return false;
    }
    return true;
}

/* The last n characters of s. */
static struct str
tail(struct str s, size_t n)
{
    size_t at = s.n;

    while (at > 0 && n > 0) {
        at--;
        n -= (s.p[at] & 0xC0) != 0x80;
    }
    return (struct str){ s.p + at, s.n - at };
}

static struct sign_line
sign_of(const struct feeling_hit *h, struct str text)
{
    const struct str before = { text.p, h->at };
    const struct str after = { text.p + h->at + h->n, text.n - h->at - h->n };

    return (struct sign_line){ tail(before, AROUND),
                               { text.p + h->at, h->n },
                               utf8_head(after, AROUND) };
}

/* The rules by which a kind was found last. */
static struct rules
rules_of(const struct staff *s, const struct appeal_file *file, int kind)
{
    for (size_t i = file->records.n; i-- > 0;) {
        const struct record *r = &file->records.at[i];
        const struct appeal_feeling_found_v1 *e = r->data;
        struct rules rules;

        if (r->type != &appeal_feeling_found_v1_type ||
            (int)e->feeling != kind + 1)
            continue;
        rules = rulebooks_promised(engine_rulebooks(api_of(s->p.rq)->engine),
                                   e->rules, moment_day(r->occurred_at));
        return rules.book == NULL ? s->p.rules : rules;
    }
    return s->p.rules;
}

static void
put_signs(struct arena *a, struct rules r, const struct texts *t, int kind,
          struct feeling_line *line)
{
    struct sign_line *signs = arena_alloc(a, SIGNS_MOST * sizeof(*signs));
    struct feeling f;

    rules_feel(a, r, t->at, t->n, &f);
    line->signs = signs;
    for (size_t i = 0; i < f.hits_n && line->signs_n < SIGNS_MOST; i++)
        if ((int)f.hits[i].kind == kind && f.hits[i].points > 0)
            signs[line->signs_n++] = sign_of(&f.hits[i], t->at[f.hits[i].text]);
}

bool
case_feelings(const struct staff *s, const struct appeal_file *file,
              struct case_view *v, struct err *err)
{
    struct arena *a = s->p.rq->a;
    struct feeling_line *lines = arena_alloc(a, FEELING_KINDS * sizeof(*lines));
    struct texts *t = arena_new(a, struct texts);

    v->feelings = lines;
    if ((v->shown.groups & ACCESS_TEXTS) != 0 &&
        appeal_attention(&file->s) > 0 && !read_texts(s, file, t, err))
        return false;
    for (int k = 0; k < FEELING_KINDS; k++) {
        const struct appeal_felt *felt = &file->s.felt[k];
        struct feeling_line *line = &lines[v->feelings_n];

        if (felt->degree == 0)
            continue;
        line->name =
            page_words(&s->p, "feeling.", feeling_word((enum feeling_kind)k));
        line->degree = felt->degree;
        line->aside = felt->judgement == APPEAL_JUDGEMENT_SET_ASIDE;
        if (felt->judgement != APPEAL_JUDGEMENT_NONE)
            line->judgement =
                page_words(&s->p, "judgement.",
                           str_of(appeal_judgement_words[felt->judgement]));
        put_signs(a, rules_of(s, file, k), t, k, line);
        v->feelings_n++;
    }
    return true;
}
