/* See similar.h. */
#include "similar/rank.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW = 16384 }; /* texts whose scores are summed at once */

/* The best candidates so far; the worst of them stands first (a heap). */
struct best {
    struct candidate at[SIMILAR_CANDIDATES];
    size_t n;
};

/* Scores of the first look are equal often: then the newer is better. */
static bool
is_worse(const struct candidate *x, const struct candidate *y)
{
    if (x->score != y->score)
        return x->score < y->score;
    if (x->part != y->part)
        return x->part < y->part;
    return x->doc < y->doc;
}

static void
swap(struct candidate *x, struct candidate *y)
{
    struct candidate c = *x;

    *x = *y;
    *y = c;
}

static void
sink_first(struct best *b)
{
    size_t i = 0, child = 1;

    while (child < b->n) {
        if (child + 1 < b->n && is_worse(&b->at[child + 1], &b->at[child]))
            child++;
        if (!is_worse(&b->at[child], &b->at[i]))
            return;
        swap(&b->at[child], &b->at[i]);
        i = child;
        child = 2 * i + 1;
    }
}

static void
offer(struct best *b, const struct candidate *c)
{
    size_t i = b->n;

    if (b->n == SIMILAR_CANDIDATES) {
        if (is_worse(c, &b->at[0]))
            return;
        b->at[0] = *c;
        sink_first(b);
        return;
    }
    b->at[b->n++] = *c;
    for (; i > 0 && is_worse(&b->at[i], &b->at[(i - 1) / 2]); i = (i - 1) / 2)
        swap(&b->at[i], &b->at[(i - 1) / 2]);
}

static int
rarest_first(const void *a, const void *b)
{
    const struct query_term *x = a, *y = b;

    if (x->docs_n != y->docs_n)
        return x->docs_n < y->docs_n ? -1 : 1;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

/* The rarest terms that together have no more postings than the budget, one at
 * least. */
static struct query_term *
choose(const struct query *q, size_t *ret_n)
{
    struct query_term *at = arena_alloc(q->a, (q->terms_n + 1) * sizeof(*at));
    size_t budget = q->ask->budget > 0 ? q->ask->budget : SIMILAR_BUDGET;
    uint64_t sum = 0;
    size_t n = 0, chosen = 0;

    for (size_t i = 0; i < q->terms_n; i++)
        if (q->terms[i].docs_n > 0)
            at[n++] = q->terms[i];
    if (n > 0)
        qsort(at, n, sizeof(*at), rarest_first);
    for (; chosen < n; chosen++) {
        sum += at[chosen].docs_n;
        if (chosen > 0 && sum > budget)
            break;
    }
    *ret_n = chosen;
    return at;
}

/* The postings of the chosen terms in one part, and the scores of a window. */
struct look {
    const struct query *q;
    size_t part;
    struct postings *ps;
    const struct query_term *terms;
    size_t n;
    float damp[WINDOW], score[WINDOW];
    struct best best;
};

static void
add_term(struct look *l, size_t t, uint32_t from, uint32_t to)
{
    struct postings *ps = &l->ps[t];
    double idf = l->terms[t].idf;

    for (;;) {
        if (ps->i == ps->n && !postings_block(ps))
            return;
        for (; ps->i < ps->n && ps->doc[ps->i] < to; ps->i++) {
            uint32_t i = ps->doc[ps->i] - from;

            l->score[i] +=
                (float)query_weight(idf, ps->bits[ps->i], l->damp[i]);
        }
        if (ps->i < ps->n)
            return;
    }
}

static void
look_at_window(struct look *l, uint32_t from, uint32_t to)
{
    const struct segment *s = &l->q->parts.at[l->part].segment;
    double worst;

    for (uint32_t i = from; i < to; i++) {
        l->damp[i - from] = (float)query_damp(l->q, segment_length(s, i));
        l->score[i - from] = 0;
    }
    for (size_t t = 0; t < l->n; t++)
        add_term(l, t, from, to);
    for (uint32_t i = from; i < to; i++) {
        struct candidate c = { l->part, i, l->score[i - from] };

        worst = l->best.n < SIMILAR_CANDIDATES ? 0 : l->best.at[0].score;
        if (c.score > 0 && c.score >= worst && query_lets(l->q, l->part, i))
            offer(&l->best, &c);
    }
}

static void
look_at_part(struct look *l)
{
    uint32_t n = l->q->parts.at[l->part].segment.docs_n;

    for (size_t t = 0; t < l->n; t++)
        postings_start(&l->ps[t], &l->terms[t].in[l->part], n);
    for (uint32_t from = 0; from < n; from += WINDOW)
        look_at_window(l, from, n - from < WINDOW ? n : from + WINDOW);
}

struct similar_hits
similar_find(struct arena *a, const struct term_key *key,
             const struct segment_part *parts, size_t n,
             const struct similar_ask *ask)
{
    struct query q =
        query_begin(a, key, parts_of(parts, n), ask, SIMILAR_GRAMS);
    struct look *l = arena_new(a, struct look);
    unsigned char *bits;

    query_look_up(&q, NULL);
    l->q = &q;
    l->terms = choose(&q, &l->n);
    l->ps = arena_alloc(a, (l->n + 1) * sizeof(*l->ps));
    for (l->part = 0; l->n > 0 && l->part < n; l->part++)
        look_at_part(l);
    bits = query_bits(&q, l->best.at, l->best.n);
    return query_rank(&q, l->best.at, l->best.n, bits);
}

static bool
is_noted(const struct best *b, size_t part, uint32_t doc)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->at[i].part == part && b->at[i].doc == doc)
            return true;
    return false;
}

/* The texts that have a band in common, newest first. */
static void
of_band(const struct query *q, uint32_t band, struct best *b)
{
    enum { EACH = 32 };
    uint32_t docs[EACH];

    for (size_t part = q->parts.n; part-- > 0;) {
        size_t n = segment_key(&q->parts.at[part].segment, band, docs, EACH);

        for (size_t i = 0; i < n && b->n < SIMILAR_CANDIDATES; i++)
            if (!is_noted(b, part, docs[i]) && query_lets(q, part, docs[i]))
                b->at[b->n++] = (struct candidate){ part, docs[i], 0 };
    }
}

/* The texts that have any band of the query's pairs in common with it. */
static struct best *
of_bands(const struct query *q)
{
    struct best *b = arena_new(q->a, struct best);
    uint32_t bands[DUP_BANDS];
    struct min_hash m;

    min_hash_start(&m);
    for (size_t i = 0; i < q->terms_n; i++)
        min_hash_add(&m, q->terms[i].hash);
    min_hash_bands(&m, bands);
    for (size_t i = 0; q->terms_n > 0 && i < DUP_BANDS; i++)
        of_band(q, bands[i], b);
    return b;
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

struct similar_hits
similar_repeats(struct arena *a, const struct term_key *key,
                const struct segment_part *parts, size_t n,
                const struct similar_ask *ask, double jaccard)
{
    struct similar_ask all = *ask;
    bool *wanted = arena_alloc(a, n + 1);
    struct similar_hits hits;
    struct query q;
    struct best *b;

    all.k = SIMILAR_MOST;
    q = query_begin(a, key, parts_of(parts, n), &all, (size_t)2 * DOC_GRAMS);
    b = of_bands(&q);
    for (size_t i = 0; i < b->n; i++)
        wanted[b->at[i].part] = true;
    query_look_up(&q, wanted);
    hits = query_rank(&q, b->at, b->n, query_bits(&q, b->at, b->n));
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
