/* See rank.h. */
#include "similar/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "similar/segment/impact.h"

#define RARE_POWER   1.35 /* of the idf */
#define COVER_WEIGHT 12
#define NEAR_WEIGHT  0.1
#define NEAR_MS      (30.0 * 24 * 3600 * 1000) /* half as near after that */

struct parts
parts_of(const struct segment_part *at, size_t n)
{
    struct parts p = { at, n, 0, 1 };
    uint64_t length = 0;

    for (size_t i = 0; i < n; i++) {
        p.docs_n += at[i].segment.docs_n;
        length += at[i].segment.length;
    }
    if (length > 0)
        p.mean = (double)length / p.docs_n;
    return p;
}

static int
by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static void
look_up(const struct query *q, struct query_term *t)
{
    double idf;

    t->in = arena_alloc(q->a, (q->parts.n + 1) * sizeof(*t->in));
    for (size_t i = 0; i < q->parts.n; i++) {
        t->in[i] = segment_find(&q->parts.at[i].segment, t->hash);
        t->docs_n += t->in[i].docs_n;
    }
    idf = log(1 + ((double)q->parts.docs_n - (double)t->docs_n + 0.5) /
                      ((double)t->docs_n + 0.5));
    t->weight = exp(RARE_POWER * log(idf));
}

void
query_look_up(struct query *q)
{
    for (size_t i = 0; i < q->terms_n; i++)
        look_up(q, &q->terms[i]);
}

static uint32_t
term_number(const struct query *q, uint64_t hash)
{
    size_t low = 0, high = q->terms_n;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (q->terms[middle].hash <= hash)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static void
start_filters(struct query *q)
{
    const struct similar_ask *ask = q->ask;

    if (ask->place.n == 0 && ask->matter.n == 0 && ask->from == INT64_MIN &&
        ask->to == INT64_MAX)
        return;
    q->filters = arena_alloc(q->a, (q->parts.n + 1) * sizeof(*q->filters));
    for (size_t i = 0; i < q->parts.n; i++) {
        const struct segment *s = &q->parts.at[i].segment;

        q->filters[i].places = segment_codes(s, ask->place);
        q->filters[i].matters = segment_codes(s, ask->matter);
    }
}

struct query
query_begin(struct arena *a, const struct term_key *key, struct parts parts,
            const struct similar_ask *ask, size_t most)
{
    struct query q = { .a = a, .parts = parts, .ask = ask };
    uint64_t *hashes;

    q.grams = grams_of(a, key, ask->text, most);
    hashes = arena_alloc(a, (q.grams.n + 1) * sizeof(*hashes));
    for (size_t i = 0; i < q.grams.n; i++)
        hashes[i] = q.grams.at[i].hash;
    qsort(hashes, q.grams.n, sizeof(*hashes), by_hash);
    q.terms = arena_alloc(a, (q.grams.n + 1) * sizeof(*q.terms));
    for (size_t i = 0; i < q.grams.n; i++)
        if (i == 0 || hashes[i] != hashes[i - 1])
            q.terms[q.terms_n++].hash = hashes[i];
    q.term_of = arena_alloc(a, (q.grams.n + 1) * sizeof(*q.term_of));
    for (size_t i = 0; i < q.grams.n; i++)
        q.term_of[i] = term_number(&q, q.grams.at[i].hash);
    start_filters(&q);
    return q;
}

bool
query_lets(const struct query *q, size_t part, uint32_t doc)
{
    const struct segment *s = &q->parts.at[part].segment;
    int64_t at;

    if (part_is_dead(&q->parts.at[part], doc))
        return false;
    if (q->filters == NULL)
        return true;
    at = segment_moment(s, doc);
    return segment_code_in(s->places, doc, &q->filters[part].places) &&
           segment_code_in(s->matters, doc, &q->filters[part].matters) &&
           at >= q->ask->from && at < q->ask->to;
}

static int
by_place(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    return (x->doc > y->doc) - (x->doc < y->doc);
}

void
query_by_place(struct candidate *c, size_t n)
{
    if (n > 0)
        qsort(c, n, sizeof(*c), by_place);
}

unsigned
walk_seek(struct walk *w, const struct query *q, const struct query_term *t,
          const struct candidate *c)
{
    if (c->part != w->part) {
        w->part = c->part;
        postings_start(&w->ps, &t->in[c->part],
                       q->parts.at[c->part].segment.docs_n);
    }
    return postings_seek(&w->ps, c->doc);
}

unsigned char *
query_bits(const struct query *q, struct candidate *c, size_t n)
{
    unsigned char *bits = arena_alloc(q->a, n * q->terms_n + 1);
    struct walk *w = arena_new(q->a, struct walk);

    query_by_place(c, n);
    for (size_t t = 0; t < q->terms_n; t++) {
        w->part = SIZE_MAX;
        for (size_t i = 0; i < n; i++)
            bits[i * q->terms_n + t] =
                (unsigned char)walk_seek(w, q, &q->terms[t], &c[i]);
    }
    return bits;
}

/* Pieces of the query that a text has: pairs that follow each other. */
struct piece {
    struct str text;
    double weight;
};

static int
by_weight(const void *a, const void *b)
{
    const struct piece *x = a, *y = b;

    return (x->weight < y->weight) - (x->weight > y->weight);
}

static void
name_shared(const struct query *q, const unsigned char *bits,
            struct similar_hit *hit)
{
    struct piece *pieces =
        arena_alloc(q->a, (q->grams.n + 1) * sizeof(*pieces));
    const char *text = q->grams.text.p;
    bool in_piece = false;
    size_t n = 0;

    for (size_t i = 0; i < q->grams.n; i++) {
        const struct gram *g = &q->grams.at[i];
        uint32_t t = q->term_of[i];

        if (bits[t] == 0) {
            in_piece = false;
            continue;
        }
        if (!in_piece || !g->follows)
            pieces[n++] = (struct piece){ { text + g->at, 0 }, 0 };
        in_piece = true;
        pieces[n - 1].text.n =
            (size_t)(text + g->at + g->bytes - pieces[n - 1].text.p);
        pieces[n - 1].weight += q->terms[t].weight;
    }
    if (n > 0)
        qsort(pieces, n, sizeof(*pieces), by_weight);
    hit->shared_n = 0;
    for (size_t i = 0; i < n && hit->shared_n < SIMILAR_SHARED; i++)
        hit->shared[hit->shared_n++] = pieces[i].text;
}

/* The part of the query's weight that the text has, of what any text has, to
 * the third power. */
static double
cover(const struct query *q, const unsigned char *bits)
{
    double all = 0, found = 0, part;

    for (size_t t = 0; t < q->terms_n; t++) {
        const struct query_term *term = &q->terms[t];

        all += term->docs_n > 0 ? term->weight : 0;
        found += bits[t] != 0 ? term->weight : 0;
    }
    part = all > 0 ? found / all : 0;
    return part * part * part;
}

/* The part of the code asked about that is the same from its beginning. */
static double
same_start(struct str a, struct str b)
{
    size_t n = 0;

    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return a.n == 0 ? 0 : (double)n / (double)a.n;
}

static double
nearness(const struct similar_ask *ask, const struct segment_doc *d)
{
    double ms = (double)ask->near_at - (double)d->at;
    double near = same_start(ask->near_place, d->place) +
                  same_start(ask->near_matter, d->matter);

    if (ask->near_at != 0)
        near += NEAR_MS / (NEAR_MS + (ms < 0 ? -ms : ms));
    return near;
}

static void
score(const struct query *q, const unsigned char *bits, struct similar_hit *hit)
{
    struct segment_doc d =
        segment_doc(&q->parts.at[hit->part].segment, hit->doc);
    double damp = impact_damp(d.length, q->parts.mean), sum = 0;
    size_t common = 0;

    for (size_t t = 0; t < q->terms_n; t++)
        if (bits[t] != 0) {
            sum += q->terms[t].weight * impact_of(bits[t], damp);
            common++;
        }
    sum *= 1 + COVER_WEIGHT * cover(q, bits);
    hit->score = sum * (1 + NEAR_WEIGHT * nearness(q->ask, &d));
    hit->jaccard =
        d.unique + q->terms_n > common
            ? (double)common / (double)(d.unique + q->terms_n - common)
            : 1;
}

int
hit_newer_first(const struct similar_hit *x, const struct similar_hit *y)
{
    if (x->part != y->part)
        return x->part < y->part ? 1 : -1;
    return (x->doc < y->doc) - (x->doc > y->doc);
}

static int
by_score(const void *a, const void *b)
{
    const struct similar_hit *x = a, *y = b;

    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    return hit_newer_first(x, y);
}

struct similar_hits
query_rank(const struct query *q, const struct candidate *c, size_t n,
           const unsigned char *bits)
{
    struct similar_hits hits = { .n = n };
    size_t k = q->ask->k < SIMILAR_MOST ? q->ask->k : SIMILAR_MOST;

    hits.at = arena_alloc(q->a, (n + 1) * sizeof(*hits.at));
    for (size_t i = 0; i < n; i++) {
        hits.at[i].part = c[i].part;
        hits.at[i].doc = c[i].doc;
        score(q, bits + i * q->terms_n, &hits.at[i]);
        hits.at[i].shared_n = i; /* its row, until it is sorted */
    }
    if (n > 0)
        qsort(hits.at, n, sizeof(*hits.at), by_score);
    hits.n = n < k ? n : k;
    for (size_t i = 0; i < hits.n; i++)
        name_shared(q, bits + hits.at[i].shared_n * q->terms_n, &hits.at[i]);
    return hits;
}
