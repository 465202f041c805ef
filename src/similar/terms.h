/*
 * terms: what a text is looked up by. Pairs of neighbouring characters of the
 * normalised text (text_normalise), each as a keyed hash, so that nobody reads
 * words out of an index without its key. Signs and blanks part; a character
 * that stands alone is a term by itself.
 */
#ifndef SIMILAR_TERMS_H
#define SIMILAR_TERMS_H

#include "base/arena.h"

struct term_key {
    uint64_t k[2];
};

/* SipHash-2-4 (Aumasson and Bernstein, 2012). */
uint64_t term_hash(const struct term_key *key, struct str s);

/* One pair, in order of the text. */
struct gram {
    uint64_t hash;
    uint32_t at;    /* byte in gram_list.text */
    uint16_t bytes; /* of the pair */
    bool follows;   /* begins with the last character of the one before */
};

struct gram_list {
    struct str text; /* normalised */
    struct gram *at;
    size_t n;
};

/* The first most pairs of a text. Owns: a. */
struct gram_list grams_of(struct arena *a, const struct term_key *key,
                          struct str text, size_t most);

/*
 * MinHash (Broder, 1997) in bands: two texts that share the part s of their
 * pairs have at least one band in common with probability
 * 1 - (1 - s^DUP_ROWS)^DUP_BANDS: .997 for s = .8, .12 for s = .25.
 */
enum { DUP_BANDS = 8, DUP_ROWS = 3 };

struct min_hash {
    uint32_t least[DUP_BANDS * DUP_ROWS]; /* begin with min_hash_start */
};

void min_hash_start(struct min_hash *m);
void min_hash_add(struct min_hash *m, uint64_t hash);
void min_hash_bands(const struct min_hash *m, uint32_t ret_bands[DUP_BANDS]);

#endif
