/*
 * model: what a text is about, learned from confirmed cases. A linear model
 * over runs of one to three characters, one column of weights a label; the
 * weights come from src/learn, here they are only read and applied.
 *
 *     blocks of a case -> features -> scores -> probabilities -> words
 *
 * Each column of the input (title, detail, street ...) is a block. Of a block
 * of text the features are its runs of characters (text/form/form.h), weighed
 * by 1 + ln(count) and by how rare they are, scaled to length 1 and then by
 * the weight of the block. A joined block is all texts one after another. Of a
 * block that is a field (a street, a type) the feature is the whole value, and
 * the pairs of values of two fields.
 *
 * A model holds no text but the names of its blocks and labels: a feature is
 * kept as 32 bits of a hash. It can still tell that a run of characters stood
 * in what it was trained on; docs/privacy.md.
 *
 * A label may be a path, "城乡建设/物业": model_level sums up the probability
 * of its upper levels.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "base/buf.h"
#include "text/form/form.h"

enum {
    MODEL_BLOCKS = 16,
    MODEL_LABELS = 1024,
    MODEL_FEATURES = 4 * 1024 * 1024,
    MODEL_NAME_BYTES = 200,
    MODEL_BYTES = 64 * 1024 * 1024, /* a file of a model at most */
    MODEL_CHARS = 8192 /* of all texts of a case; what follows is not read */
};

enum block_kind {
    BLOCK_TEXT,
    BLOCK_FIELD,
    BLOCK_JOINED /* all texts; nobody gives a value */
};

struct model_block {
    struct str name; /* of the column */
    enum block_kind kind;
    double weight; /* > 0; of a text 0 when it only is a part of the joined */
};

/* A model, read or being made. What is not for callers is in model_parts.h. */
struct model;

/*
 * Take a model apart.
 *
 * Owns:  a holds what is worked out; the names and weights borrow bytes.
 * Fails: *ret_why says what is wrong, in English; static.
 */
bool model_read(struct arena *a, struct str bytes, const struct model **ret_m,
                const char **ret_why);

size_t model_blocks(const struct model *m);
const struct model_block *model_block(const struct model *m, size_t i);
size_t model_labels(const struct model *m);
struct str model_label(const struct model *m, size_t i);
size_t model_features(const struct model *m);

/* Cases it was trained on. */
size_t model_trained_on(const struct model *m);

/* Below this probability the answer is "not sure"; 0 to 1, measured when the
 * model was made (model/measure.h). */
double model_sure_from(const struct model *m);

/* Room that predicting needs; one a thread. Owns: a. */
struct model_desk;
struct model_desk *model_desk_new(struct arena *a, const struct model *m);

enum { MODEL_TOP = 3 };

struct model_guess {
    size_t label;
    double probability; /* 0 to 1 */
};

struct prediction {
    struct model_guess top[MODEL_TOP]; /* best first */
    size_t top_n;                      /* 1 to MODEL_TOP */
    bool sure;                         /* top[0] is at least model_sure_from */
    const double *all;                 /* by label; the sum is 1 */
};

/*
 * What m says of a case; values[i] is the text of block i, empty when there is
 * none or the block is joined. A case without any known feature gets the shares
 * of the training data.
 *
 * Owns:  all belongs to the desk and holds until its next use.
 * Cost:  some 40 microseconds for 300 characters.
 */
struct prediction model_predict(const struct model *m, struct model_desk *desk,
                                const struct str *values);

/*
 * The words that spoke for a label and against the next best, "路灯 12, 不亮
 * 7": at most six, the strongest first, each with its share in hundredths of
 * all that spoke for it. For the case predicted last with this desk.
 *
 * Owns:  out.
 */
void model_because(const struct model *m, struct model_desk *desk,
                   const struct str *values, size_t label, struct buf *out);

/*
 * Probability of the upper levels: of the labels' first depth parts, split at
 * '/'. Returns how many there are, the most probable first.
 *
 * Owns:  a.
 */
struct model_part {
    struct str name;
    double probability;
};
size_t model_level(const struct model *m, struct arena *a,
                   const struct prediction *p, size_t depth,
                   struct model_part **ret_parts);

/*
 * Mix what the rulebook's words say with what was learned: learned counts as
 * much as words when the model was trained on half_cases cases.
 * all[i] = (words[i] * half_cases + learned[i] * n) / (half_cases + n)
 */
void model_blend(const double *words, const double *learned, size_t labels_n,
                 size_t trained_on, size_t half_cases, double *ret_all);

#endif
