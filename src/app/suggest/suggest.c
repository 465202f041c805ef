/* See suggest.h. */
#include "app/suggest/suggest.h"

#include <stdlib.h>

#include "app/appeal/appeal_file.h"
#include "app/suggest/loaded.h"
#include "app/suggest/weigh.h"
#include "rulebook/classify.h"
#include "sys/clock.h"

struct suggester {
    struct engine *e;
    struct loaded *loaded;
};

/* One question on its way. */
struct asking {
    struct suggester *s;
    struct arena *a;
    const struct suggest_ask *ask;
    struct rules r;
    struct finding f; /* of the rulebook's words */
    struct suggestion *out;
};

struct suggester *
suggester_open(struct engine *e, const char *dir)
{
    struct suggester *s = calloc(1, sizeof(*s));

    if (s == NULL)
        abort(); /* as the arena does */
    s->e = e;
    s->loaded = loaded_open(e, dir);
    return s;
}

void
suggester_close(struct suggester *s)
{
    if (s == NULL)
        return;
    loaded_close(s->loaded);
    free(s);
}

bool
suggester_refresh(struct suggester *s, struct err *err)
{
    return loaded_refresh(s->loaded, err);
}

bool
suggester_is_whole(struct suggester *s, enum model_of of)
{
    return loaded_has(s->loaded, of);
}

/* The code that a label of a model stands for today: a code or a name of the
 * rulebook; empty when it has none. */
static struct str
code_of(struct rules r, enum model_of of, struct str label)
{
    static const char *const levels[] = { "L1", "L2", "L3", "L4" };
    const struct unit *u;

    if (of == MODEL_OF_UNIT) {
        u = rules_unit(r, label);
        u = u == NULL ? rules_unit_named(r, label) : u;
        return u == NULL ? STR("") : u->code;
    }
    if (of == MODEL_OF_MATTER) {
        const struct matter *m = rules_matter(r, label);

        for (size_t i = 0; m == NULL && i < r.book->matters_n; i++)
            if (str_eq(r.book->matters[i].name.hans, label))
                m = rules_matter(r, r.book->matters[i].code);
        return m == NULL ? STR("") : m->code;
    }
    for (int i = 0; of == MODEL_OF_LEVEL && i < 4; i++)
        if (str_eq(label, str_of(levels[i])))
            return str_of(levels[i]);
    for (size_t i = 1;
         of == MODEL_OF_KIND && i < sizeof(appeal_kind_words) / sizeof(char *);
         i++)
        if (str_eq(label, str_of(appeal_kind_words[i])))
            return str_of(appeal_kind_words[i]);
    return STR("");
}

static struct weighed
words_of_matter(const struct asking *q)
{
    struct weighed w = weighed_new(q->a);
    int64_t sum = 0;

    for (size_t i = 0; i < q->f.points_n; i++)
        sum += q->f.points[i].points;
    for (size_t i = 0; i < q->f.points_n; i++)
        weighed_add(&w, q->f.points[i].matter->code,
                    (double)q->f.points[i].points / (double)sum);
    return w;
}

/* The level that follows from a matter that the words are sure of. */
static struct weighed
words_of_level(const struct asking *q)
{
    struct weighed w = weighed_new(q->a);
    const struct finding *f = &q->f;

    if (f->matter.n > 0)
        weighed_add(
            &w,
            rules_level(q->r, f->urgency, f->risk, f->clarity, f->difficulty),
            f->confidence / 1000.0);
    return w;
}

/* Whom the catalogue names for the matters that were suggested. */
static struct weighed
words_of_unit(const struct asking *q)
{
    const struct suggest_answer *matters = &q->out->of[MODEL_OF_MATTER];
    struct weighed w = weighed_new(q->a);

    for (size_t i = 0; i < matters->n; i++) {
        const struct dispatch *d =
            rules_dispatch(q->r, matters->at[i].code, q->out->place);

        if (d != NULL)
            weighed_add(&w, rules_lead(q->r, d, q->out->place),
                        matters->at[i].probability);
    }
    return w;
}

static struct weighed
words_of(const struct asking *q, enum model_of of)
{
    switch (of) {
    case MODEL_OF_MATTER:
        return words_of_matter(q);
    case MODEL_OF_LEVEL:
        return words_of_level(q);
    case MODEL_OF_UNIT:
        return words_of_unit(q);
    case MODEL_OF_KIND:
    case MODEL_OF_NONE:
        break;
    }
    return weighed_new(q->a); /* no words tell of the kind */
}

/* Is the first answer of the words to be shown as one? */
static bool
words_are_sure(const struct asking *q, enum model_of of)
{
    const struct suggest_answer *matters = &q->out->of[MODEL_OF_MATTER];

    if (of == MODEL_OF_UNIT)
        return matters->sure;
    return q->f.matter.n > 0;
}

/* What a model says, in codes of the rulebook. */
struct learned {
    struct weighed w;
    const struct str *codes; /* by label; empty: none today */
    struct str best;         /* empty: not sure */
    struct mixing mixing;
};

static struct learned
learn_from(const struct asking *q, enum model_of of, const struct taken *t,
           const struct str *values)
{
    const size_t labels_n = model_labels(t->m);
    struct str *codes = arena_alloc(q->a, labels_n * sizeof(*codes));
    struct learned l = { .w = weighed_new(q->a), .codes = codes };
    struct prediction p = model_predict(t->m, t->desk, values);

    for (size_t i = 0; i < labels_n; i++) {
        codes[i] = code_of(q->r, of, model_label(t->m, i));
        weighed_add(&l.w, codes[i], p.all[i]);
    }
    if (p.sure)
        l.best = codes[p.top[0].label];
    l.mixing = (struct mixing){
        model_trained_on(t->m),
        (size_t)rules_number(q->r, STR("suggest_half_cases"), 300),
    };
    return l;
}

/* The words that spoke for a code; those of the rulebook when the model knows
 * no such answer. */
static struct str
because_of(const struct asking *q, const struct learned *l,
           const struct taken *t, const struct str *values, struct str code)
{
    struct buf because = { .a = q->a };
    size_t label = 0;

    while (label < model_labels(t->m) && !str_eq(l->codes[label], code))
        label++;
    if (label == model_labels(t->m))
        return q->f.because;
    model_because(t->m, t->desk, values, label, &because);
    return buf_str(&because);
}

static void
answer_by_words(const struct asking *q, enum model_of of)
{
    struct weighed words = words_of(q, of);
    struct suggest_answer *out = &q->out->of[of];

    weighed_top(&words, out);
    out->sure = out->n > 0 && words_are_sure(q, of);
    out->because = of == MODEL_OF_KIND ? STR("") : q->f.because;
}

static void
answer_by_model(const struct asking *q, enum model_of of, const struct taken *t)
{
    struct weighed words = words_of(q, of), all;
    struct suggest_answer *out = &q->out->of[of];
    struct str values[MODEL_BLOCKS];
    struct learned l;

    model_values(t->m, q->ask->title, q->ask->body, q->out->place, values);
    l = learn_from(q, of, t, values);
    all = weighed_mix(q->a, &words, &l.w, &l.mixing);
    weighed_top(&all, out);
    out->version = arena_str(q->a, t->version);
    if (out->n == 0)
        return;
    out->sure = str_eq(out->at[0].code, l.best);
    out->because = because_of(q, &l, t, values, out->at[0].code);
}

static void
answer(const struct asking *q, enum model_of of)
{
    struct taken t;

    q->out->of[of] = (struct suggest_answer){ .n = 0 };
    if (!loaded_take(q->s->loaded, of, &t)) {
        answer_by_words(q, of);
        return;
    }
    answer_by_model(q, of, &t);
    loaded_give(q->s->loaded, &t);
}

void
suggest(struct suggester *s, struct arena *a, const struct suggest_ask *ask,
        struct suggestion *ret_suggestion)
{
    struct asking q = {
        .s = s,
        .a = a,
        .ask = ask,
        .r = engine_rules(s->e, ask->now),
        .out = ret_suggestion,
    };

    rules_classify(a, q.r, ask->title, ask->body, &q.f);
    *ret_suggestion = (struct suggestion){
        .place = ask->place.n > 0 ? ask->place : q.f.place,
        .rules = q.r.book->hash,
    };
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        answer(&q, of);
}

bool
suggest_records(struct suggester *s, struct arena *a,
                const struct record_list *records, struct str place,
                struct suggestion *ret_suggestion, struct err *err)
{
    struct suggest_ask ask = { .place = place, .now = clock_now() };
    struct appeal_words words;

    *ret_suggestion = (struct suggestion){ .place = place };
    if (records->n == 0)
        return fail(err, ERR_NOT_FOUND, "no such case");
    if (!appeal_file_words(s->e, a, records, "suggest", &words, err))
        return false;
    ask.title = words.title;
    ask.body = words.body;
    if (!words.erased)
        suggest(s, a, &ask, ret_suggestion);
    return true;
}
