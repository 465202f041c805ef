/*
 * terms: what a text is looked up by. Pairs of neighbouring characters of the
 * text in the form of text_normalise, each as a keyed hash, so that nobody
 * reads words out of an index without its key. Signs and blanks part; a
 * character that stands alone is a term by itself.
 */
#ifndef SIMILAR_TERMS_H
#define SIMILAR_TERMS_H

#include "base/arena.h"

struct term_key {
    uint64_t k[2];
};

/* SipHash-2-4 (Aumasson and Bernstein, 2012). */
uint64_t term_hash(const struct term_key *key, struct str s);

/* The same of the eight bytes of first + (second << 32), the lowest first: two
 * characters, second 0 when there is one. */
uint64_t pair_hash(const struct term_key *key, uint32_t first, uint32_t second);

/* One pair, in order of the text. */
struct gram {
    uint64_t hash;
    uint32_t at;    /* byte in gram_list.text */
    uint16_t bytes; /* of the pair */
    bool follows;   /* begins with the last character of the one before */
};

struct gram_list {
    struct str text; /* a copy, as it was written */
    struct gram *at;
    size_t n;
};

/* The first most pairs of a text. Owns: a. */
struct gram_list grams_of(struct arena *a, const struct term_key *key,
                          struct str text, size_t most);

#endif
