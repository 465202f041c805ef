/* model_predict: scores, probabilities, the best three. See model.h. */
#include <math.h>
#include <string.h>

#include "base/attr.h"
#include "model/model_parts.h"

enum { AHEAD = 16 }; /* so many runs before its turn a slot is fetched */

struct model_desk *
model_desk_new(struct arena *a, const struct model *m)
{
    struct model_desk *d = arena_new(a, struct model_desk);
    const size_t row = m->labels_n * sizeof(double);
    const size_t most = (size_t)MODEL_CHARS * RUN_MOST;

    d->chars = arena_alloc(a, MODEL_CHARS * sizeof(*d->chars));
    d->runs = arena_alloc(a, most * sizeof(*d->runs));
    d->found = arena_alloc(a, most * sizeof(*d->found));
    d->counts = arena_alloc(a, (m->features_n + 1) * sizeof(*d->counts));
    d->touched = arena_alloc(a, (most + 1) * sizeof(*d->touched));
    d->scores = arena_alloc(a, row);
    d->all = arena_alloc(a, row);
    d->row_sum = arena_alloc(a, m->row_n * sizeof(*d->row_sum));
    return d;
}

float
model_value(const struct model *m, size_t feature, size_t n)
{
    /* 1 + ln n */
    static const float logs[] = { 0,       1,       1.6931F, 2.0986F, 2.3863F,
                                  2.6094F, 2.7918F, 2.9459F, 3.0794F };
    float tf =
        n < sizeof(logs) / sizeof(*logs) ? logs[n] : 1 + (float)log((double)n);

    return tf * (float)model_row(m, feature)[0] / (float)RARENESS_UNIT;
}

/* The features of the runs; what lies far away in memory is asked for early. */
static void
find_runs(const struct model *m, struct model_desk *desk, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t soon = i + AHEAD < n ? i + AHEAD : n - 1;
        size_t feature = model_feature(m, desk->runs[i].key);

        PREFETCH(&m->slots[desk->runs[soon].key & m->slots_mask]);
        feature = feature == SIZE_MAX ? m->features_n : feature;
        desk->found[i] = (uint32_t)feature;
        PREFETCH(&desk->counts[feature]);
    }
}

struct counted_runs
desk_count(const struct model *m, struct model_desk *desk, size_t block)
{
    const struct text_span span = desk->spans[block];
    struct counted_runs c = { 0, 0 };

    c.runs_n = features_runs(desk->chars + span.first, span.n, (uint32_t)block,
                             desk->runs);
    find_runs(m, desk, c.runs_n);
    desk->counts[m->features_n] = 1; /* the unknown is never new */
    for (size_t i = 0; i < c.runs_n; i++) {
        uint32_t feature = desk->found[i];

        desk->touched[c.touched_n] = feature;
        c.touched_n += desk->counts[feature] == 0;
        desk->counts[feature] =
            (uint16_t)(desk->counts[feature] + (feature < m->features_n));
        PREFETCH(model_row(m, feature));
    }
    return c;
}

static void
add_row(const struct model *m, size_t feature, float value, float *sum)
{
    const int16_t *row = model_row(m, feature);

    for (size_t at = 0; at < m->row_n; at += ROW_STEP)
        for (size_t k = 0; k < ROW_STEP; k++)
            sum[at + k] += value * (float)row[at + k];
}

/* Add the sum of rows, whose first number is no weight, to the scores. */
static void
add_scores(const struct model *m, struct model_desk *desk, double scale)
{
    for (size_t l = 0; l < m->labels_n; l++)
        desk->scores[l] +=
            (double)desk->row_sum[l + 1] * scale * (double)m->weight_unit;
    memset(desk->row_sum, 0, m->row_n * sizeof(*desk->row_sum));
}

/* Add what a block of text says. False when nothing in it is known. */
static bool
add_text(const struct model *m, struct model_desk *desk, size_t block)
{
    struct counted_runs c = desk_count(m, desk, block);
    float square = 0;

    for (size_t i = 0; i < c.touched_n; i++) {
        size_t feature = desk->touched[i];
        float v = model_value(m, feature, desk->counts[feature]);

        desk->counts[feature] = 0;
        square += v * v;
        add_row(m, feature, v, desk->row_sum);
    }
    if (square > 0)
        add_scores(m, desk, m->blocks[block].weight / sqrt((double)square));
    return square > 0;
}

void
desk_fields(const struct model *m, const struct str *values,
            struct desk_fields *ret_fields)
{
    struct field_value given[VALUES_MOST];
    uint32_t keys[FIELD_FEATURES];
    struct desk_fields f = { .n = 0 };
    size_t keys_n;

    for (size_t i = 0; i < m->blocks_n; i++) {
        struct str v = str_trim(values[i]);

        if (m->blocks[i].kind != BLOCK_FIELD || v.n == 0)
            continue;
        given[f.values_n] = (struct field_value){ (uint32_t)i, v };
        f.value_block[f.values_n++] = i;
        f.scale = m->blocks[i].weight;
    }
    keys_n = features_fields(given, f.values_n, keys);
    for (size_t i = 0; i < keys_n; i++) {
        size_t feature = model_feature(m, keys[i]);

        if (i < f.values_n)
            f.value_feature[i] = feature;
        if (feature != SIZE_MAX)
            f.features[f.n++] = feature;
    }
    if (f.n > 0)
        f.scale /= sqrt((double)f.n);
    *ret_fields = f;
}

static bool
add_fields(const struct model *m, struct model_desk *desk,
           const struct str *values)
{
    struct desk_fields f;

    desk_fields(m, values, &f);
    for (size_t i = 0; i < f.n; i++)
        add_row(m, f.features[i], 1, desk->row_sum);
    add_scores(m, desk, f.scale);
    return f.n > 0;
}

static void
to_probabilities(const struct model *m, struct model_desk *desk)
{
    double most = desk->scores[0], sum = 0;

    for (size_t l = 1; l < m->labels_n; l++)
        if (desk->scores[l] > most)
            most = desk->scores[l];
    for (size_t l = 0; l < m->labels_n; l++) {
        desk->all[l] = exp((desk->scores[l] - most) * (double)m->sharpness);
        sum += desk->all[l];
    }
    for (size_t l = 0; l < m->labels_n; l++)
        desk->all[l] /= sum;
}

/* The shares of the training data, whose sum may be a little off. */
static void
to_shares(const struct model *m, struct model_desk *desk)
{
    double sum = 0;

    for (size_t l = 0; l < m->labels_n; l++)
        sum += (double)m->labels[l].share;
    for (size_t l = 0; l < m->labels_n; l++)
        desk->all[l] = sum > 0 ? (double)m->labels[l].share / sum
                               : 1.0 / (double)m->labels_n;
}

static void
put_top(struct prediction *p, size_t label, double probability)
{
    size_t at = p->top_n < MODEL_TOP ? p->top_n++ : MODEL_TOP;

    for (; at > 0 && p->top[at - 1].probability < probability; at--)
        if (at < MODEL_TOP)
            p->top[at] = p->top[at - 1];
    if (at < MODEL_TOP)
        p->top[at] = (struct model_guess){ label, probability };
}

struct prediction
model_predict(const struct model *m, struct model_desk *desk,
              const struct str *values)
{
    struct prediction p = { .top_n = 0, .all = desk->all };
    bool known = false;

    for (size_t l = 0; l < m->labels_n; l++)
        desk->scores[l] = (double)m->labels[l].bias;
    features_texts(m->form, (struct blocks){ m->blocks, m->blocks_n }, values,
                   desk->chars, desk->spans);
    for (size_t i = 0; i < m->blocks_n; i++)
        if (block_has_runs(m, desk, i) && add_text(m, desk, i))
            known = true;
    if (add_fields(m, desk, values))
        known = true;
    if (known)
        to_probabilities(m, desk);
    else
        to_shares(m, desk);
    for (size_t l = 0; l < m->labels_n; l++)
        put_top(&p, l, desk->all[l]);
    p.sure = known && p.top[0].probability >= (double)m->sure_from;
    return p;
}
