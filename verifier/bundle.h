/*
 * bundle: what a server gives as JSON: the receipt of a case, and the proof
 * that a log goes on from an earlier one.
 */
#ifndef VERIFIER_BUNDLE_H
#define VERIFIER_BUNDLE_H

#include "tree.h"

enum {
    BUNDLE_BYTES = 16 * 1024 * 1024,
    BUNDLE_LEAVES = 100000,
    BUNDLE_TEXTS = 16, /* of a leaf */
    BUNDLE_SALT = 32   /* bytes at most */
};

/* Borrowed text. */
struct text {
    const char *p;
    size_t n;
};

/* What the citizen wrote, and what the leaf promises of it: 64 hex digits of
 * H(salt || field || text), H being the hash of the log. */
struct bundle_text {
    struct text field, text, promised;
    unsigned char salt[BUNDLE_SALT];
    size_t salt_n;
};

/* A leaf, word for word, and what it says of itself. */
struct bundle_leaf {
    uint64_t position;
    struct text leaf;
    struct path path;
    struct text stream, type, code; /* code: empty when it has none */
    int64_t version;
    int64_t recorded_at; /* ms since 1970 UTC */
    struct bundle_text *texts;
    size_t texts_n;
};

/*
 * A receipt: {"receipt":1,"checkpoint":NOTE,"leaves":[{"position":N,"leaf":S,
 * "hashes":[HEX...]}...]}, at least one leaf. A leaf may have
 * "texts":[{"field":S,"salt":HEX,"text":S}...]. Owns what it points at.
 */
struct bundle {
    struct text checkpoint;
    struct bundle_leaf *leaves;
    size_t n;
    void *json; /* of all texts */
};

/* False when it is none, or too large. Free it in both cases. */
bool bundle_read(const char *text, size_t n, struct bundle *ret_bundle);
void bundle_free(struct bundle *b);

/* {"from":N,"to":N,"hashes":[HEX...]} */
bool proof_read(const char *text, size_t n, uint64_t *ret_from,
                uint64_t *ret_to, struct path *ret_path);

#endif
