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
    uint64_t docs_n;         /* texts that have it */
    double weight;           /* the rarer the more */
    struct posting_list *in; /* by part */
};

/* What a filter lets through, in one part. */
struct filter {
    struct code_range places, matters;
};

struct query {
    struct arena *a;
    struct parts parts;
    const struct similar_ask *ask;
    struct gram_list grams;
    uint32_t *term_of; /* of each gram */
    struct query_term *terms;
    size_t terms_n;
    struct filter *filters; /* by part; NULL: nothing is asked for */
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

/* Find the postings of all terms. */
void query_look_up(struct query *q);

struct parts parts_of(const struct segment_part *at, size_t n);

/* Is the text alive, and does the ask let it through? */
bool query_lets(const struct query *q, size_t part, uint32_t doc);

/* The most best candidates of a first look: BM25 with rounded lengths, by the
 * rarest terms that together have no more postings than the budget, one at
 * least. Texts that are no better than the last of them are passed over by the
 * peaks of terms (MaxScore: Turtle and Flood, 1995). In no order. Owns: a of
 * the query. */
struct candidate *first_look(const struct query *q, size_t budget, size_t most,
                             size_t *ret_n);

/* The terms that any text has, the rarest first. Owns: a of the query. */
struct query_term *query_rarest(const struct query *q, size_t *ret_n);

/* By part and text. */
void query_by_place(struct candidate *c, size_t n);

/* Does a text have the term? Texts in order of place, and one walk a term. */
struct walk {
    struct postings ps;
    size_t part; /* begin with SIZE_MAX */
};
unsigned walk_seek(struct walk *w, const struct query *q,
                   const struct query_term *t, const struct candidate *c);

/* What is known of the candidates when all pairs are looked up: sorted by part
 * and text here; bits of term t in candidate c at c * terms_n + t. */
unsigned char *query_bits(const struct query *q, struct candidate *c, size_t n);

/* Score and shared pieces of each candidate by its bits, best first. */
struct similar_hits query_rank(const struct query *q, const struct candidate *c,
                               size_t n, const unsigned char *bits);

/* The order of hits that are equally good, for qsort. */
int hit_newer_first(const struct similar_hit *x, const struct similar_hit *y);

#endif
