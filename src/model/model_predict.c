/* model_predict: scores, probabilities, the best three. See model.h. */
#include <math.h>
#include <string.h>

#include "model/model_parts.h"

struct model_desk *
model_desk_new(struct arena *a, const struct model *m)
{
    struct model_desk *d = arena_new(a, struct model_desk);
    const size_t row = m->labels_n * sizeof(double);

    d->chars = arena_alloc(a, MODEL_CHARS * sizeof(*d->chars));
    d->runs = arena_alloc(a, MODEL_CHARS * RUN_MOST * sizeof(*d->runs));
    d->counts = arena_alloc(a, m->features_n * sizeof(*d->counts));
    d->touched = arena_alloc(a, MODEL_CHARS * RUN_MOST * sizeof(*d->touched));
    d->scores = arena_alloc(a, row);
    d->all = arena_alloc(a, row);
    d->block_scores = arena_alloc(a, row);
    return d;
}

size_t
desk_runs(const struct model *m, struct model_desk *desk, size_t block,
          struct str text, size_t *ret_chars_n)
{
    *ret_chars_n = form_chars(m->form, text, desk->chars, MODEL_CHARS);
    return features_runs(desk->chars, *ret_chars_n, (uint32_t)block,
                         desk->runs);
}

double
model_value(const struct model *m, size_t feature, size_t n)
{
    /* 1 + ln n */
    static const double logs[] = { 0,      1,      1.6931, 2.0986, 2.3863,
                                   2.6094, 2.7918, 2.9459, 3.0794 };
    double tf = n < sizeof(logs) / sizeof(*logs) ? logs[n] : 1 + log((double)n);

    return tf * m->rareness[feature] / RARENESS_UNIT;
}

size_t
desk_count(const struct model *m, struct model_desk *desk, size_t runs_n,
           double *ret_length)
{
    size_t touched_n = 0;
    double square = 0;

    for (size_t i = 0; i < runs_n; i++) {
        size_t feature = model_feature(m, desk->runs[i].key);

        if (feature == SIZE_MAX)
            continue;
        if (desk->counts[feature]++ == 0)
            desk->touched[touched_n++] = (uint32_t)feature;
    }
    for (size_t i = 0; i < touched_n; i++) {
        size_t feature = desk->touched[i];
        double v = model_value(m, feature, desk->counts[feature]);

        square += v * v;
    }
    *ret_length = sqrt(square);
    return touched_n;
}

static void
add_weights(const struct model *m, size_t feature, double value, double *scores)
{
    const int16_t *w = m->weights + feature * m->labels_n;

    for (size_t l = 0; l < m->labels_n; l++)
        scores[l] += value * w[l];
}

/* Add what a block of text says. False when nothing in it is known. */
static bool
add_text(const struct model *m, struct model_desk *desk, size_t block,
         struct str text)
{
    size_t chars_n, touched_n;
    double length;

    touched_n =
        desk_count(m, desk, desk_runs(m, desk, block, text, &chars_n), &length);
    memset(desk->block_scores, 0, m->labels_n * sizeof(double));
    for (size_t i = 0; i < touched_n; i++) {
        size_t feature = desk->touched[i];

        add_weights(m, feature, model_value(m, feature, desk->counts[feature]),
                    desk->block_scores);
        desk->counts[feature] = 0;
    }
    if (length <= 0)
        return false;
    for (size_t l = 0; l < m->labels_n; l++)
        desk->scores[l] += desk->block_scores[l] * m->blocks[block].weight /
                           length * (double)m->weight_unit;
    return true;
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
        add_weights(m, f.features[i], f.scale * (double)m->weight_unit,
                    desk->scores);
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
    for (size_t i = 0; i < m->blocks_n; i++)
        if (m->blocks[i].kind == BLOCK_TEXT && values[i].n > 0 &&
            add_text(m, desk, i, values[i]))
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
