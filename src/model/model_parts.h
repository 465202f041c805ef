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
    float sharpness;   /* probability = softmax(score * sharpness) */
    float weight_unit; /* weight = stored * weight_unit */
    uint32_t *keys;    /* ascending */
    int16_t *rows;     /* by feature; see model_row */
    size_t row_n;      /* numbers of a row in memory */
    struct model_slot *slots;
    uint32_t slots_mask;
    const struct form *form;
};

enum {
    RARENESS_UNIT = 2048,
    ROW_STEP = 8 /* so many numbers are worked on at once */
};

/*
 * What is known of a feature, side by side so that it costs one look into
 * memory: its rareness in units of 1/RARENESS_UNIT, the weight for each label,
 * zeros up to a multiple of ROW_STEP.
 */
static inline int16_t *
model_row(const struct model *m, size_t feature)
{
    return m->rows + feature * m->row_n;
}

/* Room for rows of labels_n labels. Owns: a. */
void model_rows_new(struct arena *a, struct model *m, size_t features_n);

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

/* The file of m (docs/model-format.md). */
void model_write(const struct model *m, struct buf *out);

struct model_desk {
    struct form_char *chars;
    struct text_span spans[MODEL_BLOCKS]; /* of chars, by block */
    struct feature_run *runs;
    uint32_t *found;   /* the feature of each run; features_n: unknown */
    uint16_t *counts;  /* by feature; zero between uses */
    uint32_t *touched; /* features seen in the block */
    double *scores, *all;
    float *row_sum;
};

/* Has the block characters whose runs are looked at? */
static inline bool
block_has_runs(const struct model *m, const struct model_desk *desk, size_t i)
{
    return desk->spans[i].n > 0 && m->blocks[i].weight > 0;
}

/*
 * The characters of all texts of a case, a space between two, and where those
 * of each block stand: of a joined block everywhere, of a field nowhere.
 * ret_chars has room for MODEL_CHARS.
 */
struct blocks {
    const struct model_block *at;
    size_t n;
};
void features_texts(const struct form *f, struct blocks blocks,
                    const struct str *values, struct form_char *ret_chars,
                    struct text_span *ret_spans);

/*
 * Count the features of the runs of a block, whose characters are at the desk:
 * fills runs, found, counts and touched. Who calls it sets the counts back to
 * zero.
 */
struct counted_runs {
    size_t runs_n, touched_n;
};
struct counted_runs desk_count(const struct model *m, struct model_desk *desk,
                               size_t block);

/* Value of a feature that was counted n times, before scaling. */
float model_value(const struct model *m, size_t feature, size_t n);

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
