/* The first look; see rank.h. */
#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "similar/rank.h"
#include "similar/segment/impact.h"

enum {
    WINDOW = 16384, /* texts whose scores are summed at once */
    GROUP = 16,     /* and looked at */
    SEEK_COST = 12  /* postings that are read while one text is looked for */
};

/* Sums of floats differ a little by the order in which they are made. */
#define NEARLY 0.9999F

/* The best candidates so far; the worst of them stands first (a heap). */
struct best {
    struct candidate *at;
    size_t n, most;
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

    if (b->n == b->most) {
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

struct query_term *
query_rarest(const struct query *q, size_t *ret_n)
{
    struct query_term *at = arena_alloc(q->a, (q->terms_n + 1) * sizeof(*at));
    size_t n = 0;

    for (size_t i = 0; i < q->terms_n; i++)
        if (q->terms[i].docs_n > 0)
            at[n++] = q->terms[i];
    if (n > 0)
        qsort(at, n, sizeof(*at), rarest_first);
    *ret_n = n;
    return at;
}

/* How many of the n rarest stay within the budget. */
static size_t
affordable(const struct query_term *at, size_t n, size_t budget)
{
    uint64_t sum = 0;
    size_t chosen = 0;

    for (; chosen < n; chosen++) {
        sum += at[chosen].docs_n;
        if (chosen > 0 && sum > budget)
            break;
    }
    return chosen;
}

/* A term in one part. */
struct look_term {
    float weight, peak; /* peak: the most it gives to any text */
    float rest;         /* the most that it and those behind it give */
    size_t of_window;   /* postings, about */
    struct postings ps;
};

struct look {
    const struct query *q;
    const struct query_term *chosen;
    size_t chosen_n;
    struct best best;

    size_t part;
    struct look_term *terms, **order; /* the highest peak first */
    size_t n;
    const unsigned char *lengths;
    float impacts[IMPACTS];
    float score[WINDOW];
    uint32_t from;          /* the first text of the window */
    uint32_t alive[WINDOW]; /* texts of it that may reach the bar */
    size_t alive_n;
};

/* What a text must reach. */
static float
bar(const struct look *l)
{
    return l->best.n < l->best.most ? 0 : (float)l->best.at[0].score * NEARLY;
}

static float
impact(const struct look *l, unsigned bits, uint32_t doc)
{
    return l->impacts[bits * LENGTH_CODES + l->lengths[doc] % LENGTH_CODES];
}

/* Of all texts below to. */
static void
add_term(struct look *l, struct look_term *t, uint32_t to)
{
    struct postings *ps = &t->ps;

    postings_skip(ps, l->from);
    for (;;) {
        uint32_t i = ps->i;

        if (i == ps->n && !postings_block(ps))
            return;
        for (i = ps->i; i < ps->n && ps->doc[i] < to; i++)
            l->score[ps->doc[i] - l->from] +=
                t->weight * impact(l, postings_bits(ps, i), ps->doc[i]);
        ps->i = i;
        if (i < ps->n)
            return;
    }
}

/* Terms whose rest can lift a text over the bar come first: how many. */
static size_t
essential(const struct look *l, float least)
{
    size_t n = l->n;

    while (n > 0 && l->order[n - 1]->rest < least)
        n--;
    return n;
}

/* Does any of GROUP scores reach least? */
static bool
any_reaches(const float *score, float least)
{
    typedef float lanes __attribute__((vector_size(16)));
    typedef int32_t masks __attribute__((vector_size(16)));
    masks any = { 0 };
    uint64_t halves[2];

    for (size_t i = 0; i < GROUP; i += 4) {
        lanes four;

        memcpy(&four, score + i, sizeof(four));
        any |= four >= least;
    }
    memcpy(halves, &any, sizeof(halves));
    return (halves[0] | halves[1]) != 0;
}

/* Those of the n texts of the window that may reach the bar with what is not
 * summed yet. */
static void
survive(struct look *l, uint32_t n, float least)
{
    least = least > 0 ? least : FLT_MIN;
    l->alive_n = 0;
    for (uint32_t i = 0; i < n; i += GROUP) {
        if (!any_reaches(&l->score[i], least))
            continue;
        for (uint32_t k = i; k < i + GROUP; k++)
            if (l->score[k] >= least && query_lets(l->q, l->part, l->from + k))
                l->alive[l->alive_n++] = k;
    }
}

static void
seek_term(struct look *l, struct look_term *t)
{
    for (size_t i = 0; i < l->alive_n; i++) {
        uint32_t doc = l->from + l->alive[i];

        l->score[l->alive[i]] +=
            t->weight * impact(l, postings_seek(&t->ps, doc), doc);
    }
}

/* The terms from first on, for those that may still reach the bar. Many texts
 * are met by reading all postings of the window, few by looking for each. */
static void
complete(struct look *l, size_t first, uint32_t to, float least)
{
    for (size_t t = first; t < l->n && l->alive_n > 0; t++) {
        struct look_term *term = l->order[t];
        size_t n = 0;

        for (size_t i = 0; i < l->alive_n; i++) {
            l->alive[n] = l->alive[i];
            n += l->score[l->alive[i]] + term->rest >= least;
        }
        l->alive_n = n;
        if (n * SEEK_COST > term->of_window)
            add_term(l, term, to);
        else
            seek_term(l, term);
    }
}

static void
look_at_window(struct look *l, uint32_t n)
{
    float least = bar(l);
    size_t first = essential(l, least);

    memset(l->score, 0, sizeof(l->score));
    for (size_t t = 0; t < first; t++)
        add_term(l, l->order[t], l->from + n);
    survive(l, n, least - (first < l->n ? l->order[first]->rest : 0));
    complete(l, first, l->from + n, least);
    for (size_t i = 0; i < l->alive_n; i++) {
        float score = l->score[l->alive[i]];
        struct candidate c = { l->part, l->from + l->alive[i], (double)score };

        if (score >= least)
            offer(&l->best, &c);
    }
}

static int
by_peak(const void *a, const void *b)
{
    const struct look_term *x = *(struct look_term *const *)a;
    const struct look_term *y = *(struct look_term *const *)b;

    if (x->peak != y->peak)
        return x->peak < y->peak ? 1 : -1;
    return (x > y) - (x < y);
}

static void
start_part(struct look *l)
{
    const struct segment *s = &l->q->parts.at[l->part].segment;
    float rest = 0;

    l->n = 0;
    l->lengths = s->lengths;
    impact_table(segment_mean(s), l->impacts);
    for (size_t i = 0; i < l->chosen_n; i++) {
        const struct posting_list *in = &l->chosen[i].in[l->part];
        struct look_term *t = &l->terms[l->n];

        if (in->docs_n == 0)
            continue;
        t->weight = (float)l->chosen[i].weight;
        t->peak = t->weight * (float)in->peak / (float)IMPACT_STEP;
        t->of_window = (size_t)((uint64_t)in->docs_n * WINDOW / s->docs_n);
        postings_start(&t->ps, in, s->docs_n);
        l->order[l->n++] = t;
    }
    if (l->n > 0)
        qsort(l->order, l->n, sizeof(struct look_term *), by_peak);
    for (size_t t = l->n; t-- > 0;) {
        rest += l->order[t]->peak;
        l->order[t]->rest = rest;
    }
}

static void
look_at_part(struct look *l)
{
    uint32_t n = l->q->parts.at[l->part].segment.docs_n;

    start_part(l);
    for (l->from = 0; l->n > 0 && l->from < n; l->from += WINDOW)
        look_at_window(l, n - l->from < WINDOW ? n - l->from : WINDOW);
}

struct candidate *
first_look(const struct query *q, size_t budget, size_t most, size_t *ret_n)
{
    struct look *l = arena_new(q->a, struct look);

    l->q = q;
    l->chosen = query_rarest(q, &l->chosen_n);
    l->chosen_n = affordable(l->chosen, l->chosen_n, budget);
    l->terms = arena_alloc(q->a, (l->chosen_n + 1) * sizeof(*l->terms));
    l->order =
        arena_alloc(q->a, (l->chosen_n + 1) * sizeof(struct look_term *));
    l->best.at = arena_alloc(q->a, (most + 1) * sizeof(*l->best.at));
    l->best.most = most;
    for (l->part = 0; l->part < q->parts.n; l->part++)
        look_at_part(l);
    *ret_n = l->best.n;
    return l->best.at;
}
