/* See model_night.h. */
#include "app/model/model_night.h"

#include <math.h>

#include "app/appeal/appeal_file.h"
#include "app/model/models.h"
#include "model/measure.h"

enum { PERMILLE = 1000, PSI_MOST = 1000000 };

/* One model being looked over. */
struct night {
    struct engine *e;
    struct arena *a, *work; /* work: of one case */
    const char *dir;
    struct rules r;
    int32_t day; /* that ended */
    const struct model_version *v;
    const struct model *m;
    struct model_desk *desk;
    struct figures card;
    double *seen; /* answers by label */
    double confidence;
    int64_t cases;
};

struct case_list {
    struct id *at;
    size_t n;
};

/* Cases received in the days that are looked at, newest first. */
static bool
read_cases(const struct night *n, int64_t from, int64_t to,
           struct case_list *ret_cases, struct err *err)
{
    const struct value v = value_int(MODEL_WATCH_MOST);
    struct cursor *cur;

    ret_cases->n = 0;
    ret_cases->at = arena_alloc(n->a, MODEL_WATCH_MOST * sizeof(struct id));
    if (!store_query(engine_store(n->e), QUERY_MODEL_CASES, &v, 1, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (ret_cases->n < MODEL_WATCH_MOST && cursor_next(cur, err)) {
        struct id id = cursor_id(cur);
        int64_t at = cursor_int(cur);

        if (at >= from && at < to)
            ret_cases->at[ret_cases->n++] = id;
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

/* What the model says of a case; one whose texts are gone is passed over. */
static bool
look_at(struct night *n, struct id id, struct err *err)
{
    struct str values[MODEL_BLOCKS];
    struct appeal_words words;
    struct appeal_file file;
    struct prediction p;

    if (!appeal_file_of(n->e, n->work, id, &file, err) ||
        !appeal_file_words(n->e, n->work, &file.records, "watch models", &words,
                           err))
        return false;
    if (words.erased)
        return true;
    model_values(n->m, words.title, words.body, file.s.place, values);
    p = model_predict(n->m, n->desk, values);
    n->seen[p.top[0].label]++;
    n->confidence += p.top[0].probability;
    n->cases++;
    return true;
}

/* Shares of the card by the labels of the model, which has the same order. */
static double
moved(const struct night *n)
{
    const size_t labels_n = model_labels(n->m);
    double *expected = arena_alloc(n->a, labels_n * sizeof(*expected));
    double *seen = arena_alloc(n->a, labels_n * sizeof(*seen));

    for (size_t i = 0; i < labels_n; i++) {
        for (size_t k = 0; k < n->card.labels_n; k++)
            if (str_eq(n->card.labels[k].name, model_label(n->m, i)))
                expected[i] = n->card.labels[k].answered;
        seen[i] = n->seen[i] / (double)n->cases;
    }
    return measure_psi(expected, seen, labels_n);
}

static void
add_flag(struct buf *flags, bool is_set, struct str word)
{
    if (!is_set)
        return;
    if (flags->n > 0)
        buf_add_char(flags, ';');
    buf_add(flags, word);
}

static struct str
flags_of(const struct night *n, const struct model_watch *w)
{
    const int64_t apart = w->confidence - w->confidence_was;
    struct buf flags = { .a = n->a };

    add_flag(&flags,
             w->psi >= rules_number(n->r, STR("model_psi_permille"), 250),
             STR("labels"));
    add_flag(&flags,
             w->confidence_was > 0 &&
                 (apart < 0 ? -apart : apart) >=
                     rules_number(n->r, STR("model_confidence_permille"), 100),
             STR("confidence"));
    add_flag(
        &flags,
        w->answers >= rules_number(n->r, STR("model_override_answers"), 50) &&
            w->changed * PERMILLE >=
                w->answers *
                    rules_number(n->r, STR("model_override_permille"), 300),
        STR("overrides"));
    return buf_str(&flags);
}

static bool
write_down(struct night *n, enum model_of of, int64_t now, int32_t from,
           struct err *err)
{
    const struct model_asked asked = { of, n->v->entered.version };
    const double psi = moved(n) * PERMILLE;
    struct model_watch w = {
        .version = n->v->entered.version,
        .day = n->day,
        .cases = n->cases,
        .psi = psi < PSI_MOST ? llround(psi) : PSI_MOST,
        .confidence = llround(n->confidence / (double)n->cases * PERMILLE),
        .confidence_was = llround(n->card.all.confidence * PERMILLE),
    };
    const struct command cmd = {
        &model_watch_type, &w, { .role = STR("system") }, now
    };
    const struct model_order order = { of, &cmd, NULL };
    struct model_week sum;
    struct outcome o;

    if (!models_since(n->e, &asked, from, &sum, err))
        return false;
    w.answers = sum.answers;
    w.changed = sum.changed;
    w.flags = flags_of(n, &w);
    return models_do(n->e, n->dir, n->a, &order, &o, err);
}

/* One line of the registry. A model that does not load is told when it is put
 * to use, and here passed over. */
static bool
look_over(struct night *n, enum model_of of, int64_t now, struct err *err)
{
    int64_t days = rules_number(n->r, STR("model_watch_days"), 30);
    const int32_t from = n->day + 1 - (int32_t)days;
    struct case_list cases;
    struct err why;

    if (n->v->watched.version.n > 0 && n->v->watched.day >= n->day)
        return true;
    if (!model_card(n->a, n->dir, n->v, &n->card, &why) ||
        !model_files_load(n->a, n->dir, n->v->entered.sha256, &n->m, &why))
        return true;
    if (!read_cases(n, day_start(from), day_start(n->day + 1), &cases, err))
        return false;
    n->desk = model_desk_new(n->a, n->m);
    n->seen = arena_alloc(n->a, model_labels(n->m) * sizeof(*n->seen));
    for (size_t i = 0; i < cases.n; i++) {
        arena_reset(n->work);
        if (!look_at(n, cases.at[i], err))
            return false;
    }
    return n->cases == 0 ||
           n->cases < rules_number(n->r, STR("model_watch_cases"), 200) ||
           write_down(n, of, now, from, err);
}

bool
model_night(struct engine *e, const char *dir, int64_t now, struct err *err)
{
    struct arena *state = arena_open();
    struct models all;
    bool ok = models_load(e, state, &all, err);

    for (enum model_of of = MODEL_OF_KIND; ok && of <= MODEL_OF_UNIT; of++) {
        struct night n = {
            .e = e,
            .a = arena_open(),
            .work = arena_open(),
            .dir = dir,
            .r = engine_rules(e, now),
            .day = moment_day(now - MINUTE_MS) - 1,
            .v = model_in_use(all.at[of]),
        };

        ok = n.v == NULL || look_over(&n, of, now, err);
        arena_close(n.work);
        arena_close(n.a);
    }
    arena_close(state);
    return ok;
}
