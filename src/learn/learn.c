/* learn: vocabulary, weights, and what is measured on the way. See learn.h. */
#include "learn/learn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn/fit.h"
#include "learn/learner.h"

enum { CASES_LEAST_FEATURE = 2 };

static bool
takes_part(const struct learn_case *c, uint32_t leave_out)
{
    return c->part != leave_out;
}

static int
ascending(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

/* How often each key occurs in a sorted list. */
struct tally {
    uint32_t *keys, *cases;
    size_t n;
};

static struct tally
tally_keys(const struct learner *l, struct arena *a, uint32_t leave_out)
{
    struct tally t = { .n = 0 };
    uint32_t *all;
    size_t n = 0;

    for (size_t i = 0; i < l->cases_n; i++)
        n += takes_part(&l->cases[i], leave_out) ? l->cases[i].features_n : 0;
    all = arena_alloc(a, (n + 1) * sizeof(*all));
    n = 0;
    for (size_t i = 0; i < l->cases_n; i++)
        for (size_t k = 0;
             takes_part(&l->cases[i], leave_out) && k < l->cases[i].features_n;
             k++)
            all[n++] = l->cases[i].features[k].key;
    qsort(all, n, sizeof(*all), ascending);
    t.cases = arena_alloc(a, (n + 1) * sizeof(*t.cases));
    t.keys = all;
    for (size_t i = 0; i < n; i++) {
        if (t.n > 0 && t.keys[t.n - 1] == all[i]) {
            t.cases[t.n - 1]++;
            continue;
        }
        t.keys[t.n] = all[i];
        t.cases[t.n++] = 1;
    }
    return t;
}

/* The least number of cases for which the model is small enough. */
static uint32_t
least_cases(const struct tally *t, size_t labels_n)
{
    const size_t most = LEARN_MODEL_BYTES / (6 + 2 * labels_n);
    uint32_t least = CASES_LEAST_FEATURE;

    for (;; least++) {
        size_t n = 0;

        for (size_t i = 0; i < t->n; i++)
            n += t->cases[i] >= least;
        if (n <= most && n <= MODEL_FEATURES)
            return least;
    }
}

static void
make_vocabulary(const struct tally *t, struct arena *a, struct model *m)
{
    uint32_t least = least_cases(t, m->labels_n);

    m->keys = arena_alloc(a, (t->n + 1) * sizeof(*m->keys));
    model_rows_new(a, m, t->n);
    for (size_t i = 0; i < t->n; i++) {
        double rare =
            log((1 + (double)m->trained_on) / (1 + (double)t->cases[i])) + 1;

        if (t->cases[i] < least)
            continue;
        m->keys[m->features_n] = t->keys[i];
        model_row(m, m->features_n++)[0] =
            (int16_t)(fmin(rare, 15.9) * RARENESS_UNIT + 0.5);
    }
}

/* The known features of a case, each of the value that predicting will give
 * it. */
static struct fit_row
row_of(const struct learner *l, struct arena *a, const struct model *m,
       const struct learn_case *c)
{
    struct fit_node *nodes =
        arena_alloc(a, (c->features_n + 1) * sizeof(*nodes));
    double square[MODEL_BLOCKS + 1] = { 0 }, scale[MODEL_BLOCKS + 1];
    uint16_t *block = arena_alloc(a, (c->features_n + 1) * sizeof(*block));
    struct fit_row row = { nodes, 0, c->label };

    for (size_t i = 0; i < c->features_n; i++) {
        const struct counted *f = &c->features[i];
        size_t feature = model_feature(m, f->key);
        double v;

        if (feature == SIZE_MAX)
            continue;
        v = f->block == FIELDS ? 1 : (double)model_value(m, feature, f->n);
        block[row.n] = f->block == FIELDS ? MODEL_BLOCKS : f->block;
        square[block[row.n]] += v * v;
        nodes[row.n++] = (struct fit_node){ (uint32_t)feature, (float)v };
    }
    scale[MODEL_BLOCKS] = 1;
    for (size_t i = 0; i < l->blocks_n; i++) {
        scale[i] = l->blocks[i].weight;
        if (l->blocks[i].kind == BLOCK_FIELD)
            scale[MODEL_BLOCKS] = l->blocks[i].weight;
    }
    for (size_t i = 0; i < row.n; i++)
        nodes[i].value *= (float)(scale[block[i]] / sqrt(square[block[i]]));
    return row;
}

static struct fit_problem
problem_of(const struct learner *l, struct arena *a, const struct model *m,
           uint32_t leave_out)
{
    struct fit_row *rows = arena_alloc(a, (l->cases_n + 1) * sizeof(*rows));
    size_t n = 0;

    for (size_t i = 0; i < l->cases_n; i++)
        if (takes_part(&l->cases[i], leave_out))
            rows[n++] = row_of(l, a, m, &l->cases[i]);
    return (struct fit_problem){ rows, n, m->features_n, l->how.cost,
                                 l->how.is_plain };
}

/* Weights of all labels, as whole numbers of one unit. */
static void
fit_weights(const struct fit_problem *p, struct arena *a, struct model *m)
{
    const size_t n = m->features_n, labels_n = m->labels_n;
    float *all = arena_alloc(a, n * labels_n * sizeof(*all));
    double *one = arena_alloc(a, n * sizeof(*one));
    double most = 1e-9;

    for (size_t label = 0; label < labels_n; label++) {
        struct arena *mine = arena_open();
        double bias;

        fit_label(p, mine, (uint32_t)label, one, &bias);
        arena_close(mine);
        m->labels[label].bias = (float)bias;
        for (size_t f = 0; f < n; f++) {
            all[f * labels_n + label] = (float)one[f];
            most = fmax(most, fabs(one[f]));
        }
    }
    m->weight_unit = (float)(most / INT16_MAX);
    for (size_t i = 0; i < n * labels_n; i++)
        model_row(m, i / labels_n)[1 + i % labels_n] =
            (int16_t)lround((double)all[i] * INT16_MAX / most);
}

static void
name_labels(const struct learner *l, struct model *m, uint32_t leave_out)
{
    for (size_t i = 0; i < l->labels_n; i++)
        m->labels[i].name = l->labels[i];
    for (size_t i = 0; i < l->cases_n; i++)
        if (takes_part(&l->cases[i], leave_out))
            m->labels[l->cases[i].label].share++;
    for (size_t i = 0; i < l->labels_n; i++)
        m->labels[i].share /= (float)m->trained_on;
}

struct model *
learner_fit_once(const struct learner *l, struct arena *a, uint32_t leave_out)
{
    struct model *m = arena_new(a, struct model);
    struct arena *work = arena_open();
    struct fit_problem p;
    struct tally t;

    memcpy(m->blocks, l->blocks, sizeof(m->blocks));
    m->blocks_n = l->blocks_n;
    m->labels_n = l->labels_n;
    m->labels = arena_alloc(a, l->labels_n * sizeof(*m->labels));
    m->sharpness = 1;
    for (size_t i = 0; i < l->cases_n; i++)
        m->trained_on += takes_part(&l->cases[i], leave_out);
    name_labels(l, m, leave_out);
    t = tally_keys(l, work, leave_out);
    make_vocabulary(&t, a, m);
    model_ready(a, m);
    if (m->features_n > 0) {
        p = problem_of(l, work, m, leave_out);
        fit_weights(&p, work, m);
    }
    arena_close(work);
    return m;
}

/* Answer the cases of a part by a model of the others. */
static void
answer_part(const struct learner *l, uint32_t part, double *scores)
{
    struct arena *a = arena_open();
    const struct model *m = learner_fit_once(l, a, part);
    struct model_desk *desk = model_desk_new(a, m);

    for (size_t i = 0; i < l->cases_n; i++) {
        if (l->cases[i].part != part)
            continue;
        (void)model_predict(m, desk, l->cases[i].values);
        memcpy(scores + i * l->labels_n, desk->scores,
               l->labels_n * sizeof(double));
    }
    arena_close(a);
}

/* How many scores are above that of the truth. */
static size_t
rank_of(const double *row, size_t labels_n, uint32_t label)
{
    size_t rank = 0;

    for (size_t k = 0; k < labels_n; k++)
        rank += row[k] > row[label];
    return rank;
}

static struct verified
verify(const double *row, size_t labels_n, uint32_t label, double sharpness)
{
    struct verified v = { .label = label };
    double sum = 0;

    for (uint32_t k = 1; k < labels_n; k++)
        if (row[k] > row[v.guess])
            v.guess = k;
    for (size_t k = 0; k < labels_n; k++)
        sum += exp((row[k] - row[v.guess]) * sharpness);
    v.probability = 1 / sum;
    for (size_t k = 0; k < labels_n; k++) {
        double p = exp((row[k] - row[v.guess]) * sharpness) / sum;

        p -= k == label;
        v.square += p * p;
    }
    v.in_top = rank_of(row, labels_n, label) < MODEL_TOP;
    return v;
}

static double
majority(const struct model *m)
{
    float most = 0;

    for (size_t i = 0; i < m->labels_n; i++)
        most = fmaxf(most, m->labels[i].share);
    return (double)most;
}

/* The scores of all cases, each given by a model of the other parts. */
struct answers {
    double *scores; /* by case, then label */
    uint32_t *labels;
    struct verified *v;
};

/* Move what is, or is not, of a part to the front of ret; returns how many. */
static size_t
pick(const struct learner *l, const struct answers *all, uint32_t part,
     struct answers *ret)
{
    const size_t row = l->labels_n;
    size_t n = 0;

    for (size_t i = 0; i < l->cases_n; i++) {
        if (l->cases[i].part == part)
            continue;
        memcpy(ret->scores + n * row, all->scores + i * row,
               row * sizeof(double));
        ret->v[n] = all->v[i];
        ret->labels[n++] = all->labels[i];
    }
    return n;
}

static struct answers
answers_new(const struct learner *l, struct arena *a)
{
    const size_t n = l->cases_n + 1;

    return (struct answers){
        .scores = arena_alloc(a, n * l->labels_n * sizeof(double)),
        .labels = arena_alloc(a, n * sizeof(uint32_t)),
        .v = arena_alloc(a, n * sizeof(struct verified)),
    };
}

/* How sure the answers of a part are, by what the others tell. */
static void
verify_part(const struct learner *l, struct answers *all, uint32_t part,
            struct answers *others)
{
    size_t n = pick(l, all, part, others);
    double sharpness =
        measure_sharpness(others->scores, others->labels, n, l->labels_n);

    for (size_t i = 0; i < l->cases_n; i++)
        if (l->cases[i].part == part)
            all->v[i] = verify(all->scores + i * l->labels_n, l->labels_n,
                               all->labels[i], sharpness);
}

/* Count the sure answers, each part by the threshold of the others. */
static void
count_sure(const struct learner *l, const struct answers *all,
           struct answers *others, struct learn_report *r)
{
    struct arena *a = arena_open();
    double sure = 0, wrong = 0, share;

    for (uint32_t part = 0; part < LEARN_PARTS; part++) {
        size_t n = pick(l, all, part, others);
        double from = measure_sure_from(a, others->v, n, r->risk, &share);

        for (size_t i = 0; i < l->cases_n; i++) {
            const struct verified *v = &all->v[i];

            if (l->cases[i].part != part || v->probability < from)
                continue;
            sure++;
            wrong += v->guess != v->label;
        }
    }
    r->coverage = sure / (double)l->cases_n;
    r->wrong_when_sure = sure > 0 ? wrong / sure : 0;
    arena_close(a);
}

static void
measure(const struct learner *l, struct arena *a, struct learn_report *r)
{
    const size_t n = l->cases_n, labels_n = l->labels_n;
    struct answers all = answers_new(l, a), others = answers_new(l, a);
    double share;

    for (uint32_t part = 0; part < LEARN_PARTS; part++)
        answer_part(l, part, all.scores);
    for (size_t i = 0; i < n; i++)
        all.labels[i] = l->cases[i].label;
    for (uint32_t part = 0; part < LEARN_PARTS; part++)
        verify_part(l, &all, part, &others);
    r->q = measure_quality(a, all.v, n, labels_n);
    r->right = measure_interval(a, all.v, n);
    count_sure(l, &all, &others, r);
    r->ece = measure_ece_interval(a, all.v, n);
    r->answered = arena_alloc(a, labels_n * sizeof(*r->answered));
    for (size_t i = 0; i < n; i++)
        r->answered[all.v[i].guess] += 1 / (double)n;
    learn_groups(l, a, all.v, r);
    r->sharpness = measure_sharpness(all.scores, all.labels, n, labels_n);
    for (size_t i = 0; i < n; i++)
        all.v[i] = verify(all.scores + i * labels_n, labels_n, all.labels[i],
                          r->sharpness);
    r->sure_from = measure_sure_from(a, all.v, n, r->risk, &share);
}

bool
learner_fit(struct learner *l, struct arena *a, const struct learn_how *how,
            const struct model **ret_m, struct learn_report *ret_report,
            struct err *err)
{
    struct learn_report r = { .risk = how->risk };
    struct model *m;

    l->how = *how;
    if (l->cases_n < LEARN_LEAST || l->labels_n < 2)
        return fail(err, ERR_INPUT,
                    "%zu cases and %zu labels: want %d cases and 2 labels",
                    l->cases_n, l->labels_n, LEARN_LEAST);
    measure(l, a, &r);
    m = learner_fit_once(l, a, LEARN_PARTS);
    if (m->features_n == 0)
        return fail(err, ERR_INPUT, "no word stands in two cases");
    r.majority = majority(m);
    m->sharpness = (float)r.sharpness;
    m->sure_from = (float)r.sure_from;
    *ret_m = m;
    *ret_report = r;
    return true;
}
