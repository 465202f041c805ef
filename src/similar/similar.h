/*
 * similar: which texts of an index are like this one.
 *
 * First BM25 (Robertson et al.: k1 = 1.2, b = .75) with rounded lengths over
 * the rarest pairs of the query, as many as stay within a budget of postings;
 * texts that cannot be among the best are passed over (MaxScore). Then the best
 * texts are looked at with all pairs, and ranked anew:
 *
 *     sum over pairs of weight * (tf (k1 + 1) / (tf + k1 (1 - b + b dl / avdl))
 *                                 + .5 when it stands in the title)
 *     times 1 + COVER_WEIGHT * cover^3
 *     times 1 + NEAR_WEIGHT * (how near place, matter and time are, 0..3)
 *
 * with tf at most 3, weight = ln(1 + (N - df + .5) / (df + .5))^RARE_POWER, and
 * cover the part of the weight of the pairs that stand in any text, 0..1. Power
 * and weight of rare pairs and of cover were chosen on one half of real
 * messages and measured on the other (docs/testing.md); runs of pairs and finer
 * counts than 3 made no difference or harm.
 *
 * Texts that are nearly the same (pasted again, small edits) are the best of a
 * first look by very few, the rarest pairs, whose Jaccard index of the sets of
 * pairs is then worked out exactly.
 */
#ifndef SIMILAR_SIMILAR_H
#define SIMILAR_SIMILAR_H

#include "similar/segment/segment_write.h"

enum {
    SIMILAR_MOST = 100,       /* answers */
    SIMILAR_GRAMS = 1000,     /* pairs of a query; the rest is not seen */
    SIMILAR_CANDIDATES = 150, /* looked at with all pairs */
    SIMILAR_BUDGET = 2000000, /* postings of the first look */
    /* a query of more pairs than these has rare ones enough */
    SIMILAR_LONG = 64,
    SIMILAR_LONG_CANDIDATES = SIMILAR_MOST,
    SIMILAR_LONG_BUDGET = 250000,
    SIMILAR_SHARED = 5 /* pieces of text that are named */
};

struct similar_ask {
    struct str text;          /* title and body of the query */
    struct str place, matter; /* only texts whose codes begin so; "" any */
    int64_t from, to;         /* only from <= moment < to */
    size_t k;                 /* answers wanted, at most SIMILAR_MOST */
    /* What the query is about, where known: nearer texts come first. */
    struct str near_place, near_matter;
    int64_t near_at; /* 0: not known */
    size_t budget;   /* 0: SIMILAR_BUDGET */
};

struct similar_hit {
    size_t part; /* number of the segment in the call */
    uint32_t doc;
    double score;   /* of similar_find; only to compare with others */
    double jaccard; /* of the sets of pairs, 0..1 */
    struct str shared[SIMILAR_SHARED]; /* of the query; what weighs most first
                                        */
    size_t shared_n;
};

struct similar_hits {
    struct similar_hit *at; /* best first; of equals the newer first */
    size_t n;
};

/* Parts in order of age, oldest first. Owns: a. */
struct similar_hits similar_find(struct arena *a, const struct term_key *key,
                                 const struct segment_part *parts, size_t n,
                                 const struct similar_ask *ask);

/* Texts with a Jaccard index of at least that; those nearest first. ask: text,
 * place, matter, from, to, k. Owns: a. */
struct similar_hits similar_repeats(struct arena *a, const struct term_key *key,
                                    const struct segment_part *parts, size_t n,
                                    const struct similar_ask *ask,
                                    double jaccard);

/* The newest living text of a name. */
bool similar_named(const struct term_key *key, const struct segment_part *parts,
                   size_t n, struct str name, size_t *ret_part,
                   uint32_t *ret_doc);

#endif
