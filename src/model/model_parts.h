/* model_parts: the inside of a model, for src/model and for src/learn, which
 * makes one. */
#ifndef MODEL_MODEL_PARTS_H
#define MODEL_MODEL_PARTS_H

#include "model/features.h"
#include "model/model.h"

/* Where a feature stands in the tables; index is from 1, 0 is free. */
struct model_slot {
    uint32_t key, index;
};

struct model_label_row {
    struct str name;
    float bias;
    float share; /* of the training cases */
};

struct model {
    struct model_block blocks[MODEL_BLOCKS];
    size_t blocks_n;
    struct model_label_row *labels;
    size_t labels_n, features_n, trained_on;
    float sure_from;
    float sharpness;    /* probability = softmax(score * sharpness) */
    float weight_unit;  /* weight = stored * weight_unit */
    uint32_t *keys;     /* ascending */
    uint16_t *rareness; /* by feature, in units of 1/RARENESS_UNIT */
    int16_t *weights;   /* by feature, then label */
    struct model_slot *slots;
    uint32_t slots_mask;
    const struct form *form;
};

enum { RARENESS_UNIT = 4096 };

/* Make slots and form of a model whose other parts are set. Owns: a. */
void model_ready(struct arena *a, struct model *m);

/* Index of a feature, or SIZE_MAX. */
static inline size_t
model_feature(const struct model *m, uint32_t key)
{
    uint32_t h = key & m->slots_mask; /* a key is a hash already */

    while (m->slots[h].index != 0 && m->slots[h].key != key)
        h = (h + 1) & m->slots_mask;
    return m->slots[h].index == 0 ? SIZE_MAX : m->slots[h].index - 1;
}

/* The file of m (docs/model-format.md), without the digest behind it. */
void model_write(const struct model *m, struct buf *out);

struct model_desk {
    struct form_char *chars;
    struct feature_run *runs;
    uint16_t *counts;  /* by feature; zero between uses */
    uint32_t *touched; /* features seen in the block */
    double *scores, *all;
    double *block_scores;
};

/* The features of a block of text: fills desk->chars and runs. */
size_t desk_runs(const struct model *m, struct model_desk *desk, size_t block,
                 struct str text, size_t *ret_chars_n);

/*
 * Count the features of the runs: desk->counts and touched, of which there are
 * as many as it returns. *ret_length is the length of their vector. Who calls
 * it sets the counts back to zero.
 */
size_t desk_count(const struct model *m, struct model_desk *desk, size_t runs_n,
                  double *ret_length);

/* Value of a feature that was counted n times, before scaling. */
double model_value(const struct model *m, size_t feature, size_t n);

/* The known features of all fields; length of their vector is the root of how
 * many. values_n of them are whole values, of the blocks named. */
struct desk_fields {
    size_t features[FIELD_FEATURES];
    size_t n;
    size_t value_feature[VALUES_MOST]; /* or SIZE_MAX */
    size_t value_block[VALUES_MOST];
    size_t values_n;
    double scale; /* of each: weight of the block / length */
};
void desk_fields(const struct model *m, const struct str *values,
                 struct desk_fields *ret_fields);

#endif
