/*
 * curve: a city without history has the words of its rulebook only; what do
 * its first cases add? For each fold some cases of the other folds, drawn at
 * random, are learned from and mixed with what the words say (model_blend).
 */
#include "text.h"

#include <stdio.h>
#include <string.h>

#include "app/rules.h"
#include "rulebook/classify.h"

enum { LABELS_MOST = 64, HALF_CASES = 100 };

/* Which label of the data a matter of the rulebook stands for: the longest
 * beginning of its code counts. Written down before anything was measured. */
static const struct {
    const char *code, *label;
} map[] = {
    { "M01", "城乡建设" },         { "M02", "城乡建设" },
    { "M03", "城乡建设" },         { "M04", "交通运输" },
    { "M0403", "城乡建设" },       { "M05", "环境保护" },
    { "M06", "教育文体" },         { "M07", "卫生计生" },
    { "M0702", "劳动和社会保障" }, { "M08", "劳动和社会保障" },
    { "M11", "商贸旅游" },         { "M1301", "城乡建设" },
    { "M1004", "商贸旅游" },
};

/* The label of a code, or labels_n. */
static size_t
label_of(const struct learner *l, struct str code)
{
    size_t found = l->labels_n, longest = 0;

    for (size_t i = 0; i < sizeof(map) / sizeof(*map); i++) {
        struct str start = str_of(map[i].code);

        if (!str_starts(code, start) || start.n <= longest)
            continue;
        longest = start.n;
        found = 0;
        while (found < l->labels_n &&
               !str_eq(l->labels[found], str_of(map[i].label)))
            found++;
    }
    return found;
}

static void
share(const struct learner *l, struct str code, double points, double *all)
{
    size_t label = label_of(l, code);

    if (label < l->labels_n)
        all[label] += points;
}

/* "M0301 12": a matter and its points. */
static void
add_candidate(const struct learner *l, struct str piece, double *all)
{
    struct str code;
    int64_t points = 0;

    if (str_cut(&piece, ' ', &code) && str_i64(piece, &points))
        share(l, code, (double)points, all);
}

/* Probabilities of the rulebook's words: the matter it placed, or those that
 * were near; a tenth is left to all labels alike. */
static void
ask_words(const struct learner *l, struct arena *a, struct rules r,
          const struct str *values, double *ret_all)
{
    struct finding f;
    struct str rest, piece;
    double sum = 0;

    memset(ret_all, 0, l->labels_n * sizeof(*ret_all));
    rules_classify(a, r, values[0], values[1], &f);
    rest = f.candidates;
    if (f.matter.n > 0)
        share(l, f.matter, 1, ret_all);
    else
        while (rest.n > 0 && str_cut(&rest, ',', &piece)) {
            add_candidate(l, piece, ret_all);
        }
    for (size_t i = 0; i < l->labels_n; i++)
        sum += ret_all[i];
    for (size_t i = 0; i < l->labels_n; i++)
        ret_all[i] =
            0.1 / (double)l->labels_n +
            (sum > 0 ? 0.9 * ret_all[i] / sum : 0.9 / (double)l->labels_n);
}

static uint32_t
best(const double *all, size_t n)
{
    uint32_t b = 0;

    for (uint32_t i = 1; i < n; i++)
        if (all[i] > all[b])
            b = i;
    return b;
}

/* What the curve is drawn from. */
struct curve {
    const struct learner *l;
    const double *words;   /* by case, then label */
    const uint32_t *order; /* the cases, shuffled */
    struct verified *learned, *blended;
};

/* Cases that are not of fold, the first most of the order; NULL when most
 * is 0. */
static const struct model *
learn_some(const struct curve *c, struct arena *a, uint32_t fold, size_t most)
{
    const struct learn_how how = { 0.05, LEARN_COST, false };
    struct learner *some = learner_new(a, c->l->blocks, c->l->blocks_n);
    const struct model *m = NULL;
    struct learn_report r;
    struct err err;

    for (size_t i = 0; learner_cases(some) < most; i++) {
        const struct learn_case *k = &c->l->cases[c->order[i]];

        if (k->part != fold)
            must(learner_add(some, k->values, c->l->labels[k->label],
                             (struct learn_group){ .place = STR("") }, &err),
                 &err);
    }
    if (most > 0)
        must(learner_fit(some, a, &how, &m, &r, &err), &err);
    return m;
}

/* The model's probabilities in the order of the labels of l. */
static void
in_order(const struct learner *l, const struct model *m,
         const struct prediction *p, double *ret_all)
{
    memset(ret_all, 0, l->labels_n * sizeof(*ret_all));
    for (size_t i = 0; i < model_labels(m); i++)
        for (size_t k = 0; k < l->labels_n; k++)
            if (str_eq(l->labels[k], model_label(m, i)))
                ret_all[k] = p->all[i];
}

static void
answer_fold(const struct curve *c, uint32_t fold, size_t most)
{
    struct arena *a = arena_open();
    const struct model *m = learn_some(c, a, fold, most);
    struct model_desk *desk = m == NULL ? NULL : model_desk_new(a, m);
    const size_t n = c->l->labels_n;

    for (size_t i = 0; i < c->l->cases_n; i++) {
        const struct learn_case *k = &c->l->cases[i];
        double learned[LABELS_MOST] = { 0 }, all[LABELS_MOST];

        if (k->part != fold)
            continue;
        if (m != NULL) {
            struct prediction p = model_predict(m, desk, k->values);

            in_order(c->l, m, &p, learned);
        }
        model_blend(c->words + i * n, learned, n, most, HALF_CASES, all);
        c->learned[i].label = c->blended[i].label = k->label;
        c->learned[i].guess = best(learned, n);
        c->blended[i].guess = best(all, n);
    }
    arena_close(a);
}

static void
draw_curve(const struct curve *c, struct arena *a)
{
    static const size_t sizes[] = { 0, 100, 300, 1000, 2000 };
    const size_t n = c->l->cases_n, labels_n = c->l->labels_n;

    (void)printf("first cases, beside the rulebook's words (words count as "
                 "much as %d cases)\n",
                 HALF_CASES);
    for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++) {
        struct quality blended, learned;

        for (uint32_t fold = 0; fold < LEARN_PARTS; fold++)
            answer_fold(c, fold, sizes[s]);
        blended = measure_quality(a, c->blended, n, labels_n);
        learned = measure_quality(a, c->learned, n, labels_n);
        (void)printf("  %5zu cases: macro-F1 %.4f, right %.4f", sizes[s],
                     blended.macro_f1, blended.accuracy);
        if (sizes[s] > 0)
            (void)printf("; without the words %.4f, %.4f", learned.macro_f1,
                         learned.accuracy);
        (void)putchar('\n');
    }
}

static uint32_t *
shuffled(struct arena *a, size_t n)
{
    uint32_t *order = arena_alloc(a, n * sizeof(*order));
    uint64_t state = 20260918;

    for (size_t i = 0; i < n; i++) {
        size_t other;

        state = state * UINT64_C(6364136223846793005) + 1442695040888963407U;
        other = (size_t)(state >> 33) % (i + 1);
        order[i] = order[other];
        order[other] = (uint32_t)i;
    }
    return order;
}

void
bench_curve(const struct learner *l, const char *book)
{
    struct arena *a = arena_open(), *work = arena_open();
    const size_t n = l->cases_n;
    double *words = arena_alloc(a, n * l->labels_n * sizeof(*words));
    struct curve c = { l, words, shuffled(a, n),
                       arena_alloc(a, n * sizeof(struct verified)),
                       arena_alloc(a, n * sizeof(struct verified)) };
    struct rulebook_files files;
    struct rulebook rules;
    struct fault_list faults = { .a = a };
    struct err err;

    must(rulebook_folder(a, book, &files, &err), &err);
    if (!rulebook_read(a, files.at, files.n, &rules, &faults)) {
        (void)puts("skipped: the rulebook has faults");
        return;
    }
    for (size_t i = 0; i < n; i++) {
        ask_words(l, work, (struct rules){ &rules, 0 }, l->cases[i].values,
                  words + i * l->labels_n);
        arena_reset(work);
    }
    draw_curve(&c, a);
    arena_close(work);
    arena_close(a);
}
