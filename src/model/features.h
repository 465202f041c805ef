/*
 * features: what a model looks at. A feature is a hash of 32 bits of its block
 * and its characters; of a million features some hundred share theirs with
 * another, which costs nothing that can be measured.
 */
#ifndef MODEL_FEATURES_H
#define MODEL_FEATURES_H

#include "text/form/form.h"

/* Characters of a case that belong together. */
struct text_span {
    size_t first, n;
};

enum {
    RUN_MOST = 3,                 /* characters of a run */
    VALUES_MOST = 16,             /* fields of a case */
    FIELD_FEATURES = 16 * 17 / 2, /* of a case at most: values and pairs */
};

/* A run of characters of a block. */
struct feature_run {
    uint32_t key;
    uint16_t at; /* number of its first character */
    uint16_t n;  /* 1 to RUN_MOST */
};

/*
 * All runs of 1 to RUN_MOST characters, in order; ret_runs has room for
 * RUN_MOST * n. Returns how many. n is below 65,536.
 */
size_t features_runs(const struct form_char *chars, size_t n, uint32_t block,
                     struct feature_run *ret_runs);

/* A value of a field, whole. */
struct field_value {
    uint32_t block;
    struct str value; /* trimmed, not empty */
};

/* The features of values and of all their pairs (FIELD_FEATURES at most); the
 * first n are the values themselves. Returns how many. */
size_t features_fields(const struct field_value *values, size_t n,
                       uint32_t *ret_keys);

#endif
