/* See similar.h. */
#include "similar/rank.h"

#include <stdlib.h>

enum { REPEAT_BUDGET = 30000 };

struct similar_hits
similar_find(struct arena *a, const struct term_key *key,
             const struct segment_part *parts, size_t n,
             const struct similar_ask *ask)
{
    struct query q =
        query_begin(a, key, parts_of(parts, n), ask, SIMILAR_GRAMS);
    bool is_long = q.terms_n > SIMILAR_LONG;
    size_t most = is_long ? SIMILAR_LONG_CANDIDATES : SIMILAR_CANDIDATES;
    size_t budget = is_long ? SIMILAR_LONG_BUDGET : SIMILAR_BUDGET, found;
    struct candidate *c;
    unsigned char *bits;

    query_look_up(&q);
    c = first_look(&q, ask->budget > 0 ? ask->budget : budget, most, &found);
    bits = query_bits(&q, c, found);
    return query_rank(&q, c, found, bits);
}

static int
by_jaccard(const void *a, const void *b)
{
    const struct similar_hit *x = a, *y = b;

    if (x->jaccard != y->jaccard)
        return x->jaccard < y->jaccard ? 1 : -1;
    return hit_newer_first(x, y);
}

/* Those that are alike enough, the nearest first, at most k. */
static void
keep_alike(struct similar_hits *hits, double jaccard, size_t k)
{
    size_t n = 0;

    for (size_t i = 0; i < hits->n; i++)
        if (hits->at[i].jaccard >= jaccard)
            hits->at[n++] = hits->at[i];
    if (n > 0)
        qsort(hits->at, n, sizeof(*hits->at), by_jaccard);
    hits->n = n < k ? n : k;
}

/* Texts whose number of pairs lets them share so much at all. */
static size_t
of_like_length(const struct query *q, struct candidate *c, size_t n,
               double jaccard)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        double x = (double)q->terms_n;
        double y =
            segment_doc(&q->parts.at[c[i].part].segment, c[i].doc).unique;

        if (x >= jaccard * y && y >= jaccard * x)
            c[kept++] = c[i];
    }
    return kept;
}

/* Leave out those that lack too many pairs of the query to share so much: most
 * are out after a part of the pairs. score: how many they lack. */
static size_t
sieve(const struct query *q, struct candidate *c, size_t n, double jaccard)
{
    struct walk *w = arena_new(q->a, struct walk);
    double most = (1 - jaccard) * (double)q->terms_n;
    size_t terms_n;
    const struct query_term *terms = query_rarest(q, &terms_n);

    n = of_like_length(q, c, n, jaccard);
    query_by_place(c, n);
    for (size_t i = 0; i < n; i++)
        c[i].score = (double)(q->terms_n - terms_n);
    for (size_t t = 0; t < terms_n && n > 0; t++) {
        size_t kept = 0;

        w->part = SIZE_MAX;
        for (size_t i = 0; i < n; i++) {
            c[i].score += walk_seek(w, q, &terms[t], &c[i]) == 0 ? 1 : 0;
            if (c[i].score <= most)
                c[kept++] = c[i];
        }
        n = kept;
    }
    return n;
}

struct similar_hits
similar_repeats(struct arena *a, const struct term_key *key,
                const struct segment_part *parts, size_t n,
                const struct similar_ask *ask, double jaccard)
{
    struct similar_ask all = *ask;
    struct similar_hits hits;
    struct candidate *c;
    struct query q;
    size_t found;

    all.k = SIMILAR_MOST;
    q = query_begin(a, key, parts_of(parts, n), &all, (size_t)2 * DOC_GRAMS);
    query_look_up(&q);
    c = first_look(&q, REPEAT_BUDGET, SIMILAR_MOST, &found);
    found = sieve(&q, c, found, jaccard);
    hits = query_rank(&q, c, found, query_bits(&q, c, found));
    keep_alike(&hits, jaccard, ask->k);
    return hits;
}

bool
similar_named(const struct term_key *key, const struct segment_part *parts,
              size_t n, struct str name, size_t *ret_part, uint32_t *ret_doc)
{
    enum { EACH = 16 };
    uint32_t docs[EACH], hash;

    name.n = name.n < SEGMENT_NAME_MOST ? name.n : SEGMENT_NAME_MOST;
    hash = name_key(key, name);
    for (size_t part = n; part-- > 0;) {
        size_t found = segment_key(&parts[part].segment, hash, docs, EACH);

        for (size_t i = 0; i < found; i++)
            if (!part_is_dead(&parts[part], docs[i]) &&
                str_eq(segment_doc(&parts[part].segment, docs[i]).name, name)) {
                *ret_part = part;
                *ret_doc = docs[i];
                return true;
            }
    }
    return false;
}
