/* learner: the inside of what learns; see learn.h. */
#ifndef LEARN_LEARNER_H
#define LEARN_LEARNER_H

#include "learn/learn.h"
#include "model/model_parts.h"

/* A feature of a case. */
struct counted {
    uint32_t key;
    uint16_t n;
    uint16_t block; /* FIELDS: a value or pair of fields */
};

enum { FIELDS = 0xFFFF };

struct learn_case {
    struct str *values;
    struct counted *features; /* ascending by key */
    size_t features_n;
    uint32_t label;
    uint32_t part; /* 0 to LEARN_PARTS - 1 */
    struct learn_group group;
};

struct learner {
    struct arena *a;
    struct model_block blocks[MODEL_BLOCKS];
    size_t blocks_n;
    struct str *labels; /* MODEL_LABELS of room */
    size_t labels_n;
    struct learn_case *cases;
    size_t cases_n, cases_room;
    const struct form *form;
    struct form_char *chars;
    struct feature_run *runs;
    struct learn_how how; /* of the fit that goes on */
};

/*
 * A model of all cases that are not of part leave_out (LEARN_PARTS: of all).
 * Sharpness is 1 and sure_from 0. Owns: a.
 */
struct model *learner_fit_once(const struct learner *l, struct arena *a,
                               uint32_t leave_out);

/* learn_groups.c: the cases by length, style, words and place. Owns: a. */
void learn_groups(const struct learner *l, struct arena *a,
                  const struct verified *v, struct learn_report *ret_report);

#endif
