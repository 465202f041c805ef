/* rank: a query against segments, for similar_find and similar_repeats. Not
 * for others. */
#ifndef SIMILAR_RANK_H
#define SIMILAR_RANK_H

#include "similar/similar.h"

struct parts {
    const struct segment_part *at;
    size_t n;
    uint32_t docs_n; /* of all */
    double mean;     /* length */
};

/* A different pair of the query. */
struct query_term {
    uint64_t hash;
    uint64_t docs_n; /* texts that have it */
    double idf;
    struct posting_list *in; /* by part */
};

struct query {
    struct arena *a;
    struct parts parts;
    const struct similar_ask *ask;
    struct gram_list grams;
    uint32_t *term_of; /* of each gram */
    struct query_term *terms;
    size_t terms_n;
};

/* A text that may be an answer. */
struct candidate {
    size_t part;
    uint32_t doc;
    double score;
};

/* most: pairs that are seen. */
struct query query_begin(struct arena *a, const struct term_key *key,
                         struct parts parts, const struct similar_ask *ask,
                         size_t most);

/* Find the postings of all terms, in the parts that are wanted (NULL: all). */
void query_look_up(struct query *q, const bool *wanted);

struct parts parts_of(const struct segment_part *at, size_t n);

/* Is the text alive, and does the ask let it through? */
bool query_lets(const struct query *q, size_t part, uint32_t doc);

/* 1 - b + b dl / avdl, times k1. */
double query_damp(const struct query *q, uint32_t length);

/* The part of a pair in the score of a text. */
double query_weight(double idf, unsigned bits, double damp);

/* What is known of the candidates when all pairs are looked up: sorted by part
 * and text here; bits of term t in candidate c at c * terms_n + t. */
unsigned char *query_bits(const struct query *q, struct candidate *c, size_t n);

/* Score and shared pieces of each candidate by its bits, best first. */
struct similar_hits query_rank(const struct query *q, const struct candidate *c,
                               size_t n, const unsigned char *bits);

/* The order of hits that are equally good, for qsort. */
int hit_newer_first(const struct similar_hit *x, const struct similar_hit *y);

#endif
