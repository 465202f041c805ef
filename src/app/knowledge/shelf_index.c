/* See shelf_index.h. */
#include "app/knowledge/shelf_index.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/form/form.h"

static int
by_hash(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

    return a < b ? -1 : a > b;
}

/* A character of three or four bytes: no other has a simplified one. */
static void
put_char(struct buf *out, uint32_t c)
{
    if (c >= 0x10000) {
        buf_add_char(out, (char)(0xF0 | c >> 18));
        buf_add_char(out, (char)(0x80 | (c >> 12 & 0x3F)));
    } else {
        buf_add_char(out, (char)(0xE0 | c >> 12));
    }
    buf_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
    buf_add_char(out, (char)(0x80 | (c & 0x3F)));
}

/* Who writes in traditional characters finds the same. */
static struct str
simplified(struct arena *a, struct str text)
{
    struct buf out = { .a = a };
    uint32_t c;

    while (text.n > 0) {
        size_t n = utf8_next(text, &c);

        if (n == 0)
            break;
        if (char_simplified(c) != c)
            put_char(&out, char_simplified(c));
        else
            buf_add(&out, (struct str){ text.p, n });
        text = (struct str){ text.p + n, text.n - n };
    }
    return buf_str(&out);
}

/* Owns: a. work: for what is needed during the call. */
static struct pair_set
pairs_of(const struct shelf_index *ix, struct arena *a, struct arena *work,
         struct str text)
{
    struct gram_list grams = grams_of(work, &ix->key, text, DOC_GRAMS);
    uint64_t *all = arena_alloc(work, (grams.n + 1) * sizeof(*all));
    struct pair_set set = { all, 0, NULL, 0 };

    for (size_t i = 0; i < grams.n; i++)
        all[i] = grams.at[i].hash;
    qsort(all, grams.n, sizeof(*all), by_hash);
    for (size_t i = 0; i < grams.n; i++)
        if (i == 0 || all[i] != all[i - 1])
            all[set.n++] = all[i];
    set.at = arena_copy(a, all, (set.n + 1) * sizeof(*all));
    return set;
}

static struct str
body_of(struct arena *a, const struct knowledge_text *t)
{
    struct buf b = { .a = a };

    buf_add(&b, t->question);
    buf_add_char(&b, '\n');
    buf_add(&b, t->answer);
    return buf_str(&b);
}

static bool
put_bytes(void *context, const void *p, size_t n)
{
    struct buf *b = context;

    buf_add(b, (struct str){ p, n });
    return true;
}

/* How many entries have each pair. */
static void
count_pairs(struct shelf_index *ix, struct arena *work)
{
    uint64_t *every;
    size_t n = 0, all = 0;

    for (size_t i = 0; i < ix->n; i++)
        all += ix->pairs[i].n;
    every = arena_alloc(work, (all + 1) * sizeof(*every));
    for (size_t i = 0; i < ix->n; i++)
        for (size_t k = 0; k < ix->pairs[i].n; k++)
            every[n++] = ix->pairs[i].at[k];
    qsort(every, n, sizeof(*every), by_hash);
    for (size_t i = 0; i < n; i++)
        ix->hashes_n += i == 0 || every[i] != every[i - 1];
    ix->hashes = arena_alloc(ix->a, (ix->hashes_n + 1) * sizeof(*ix->hashes));
    ix->counts = arena_alloc(ix->a, (ix->hashes_n + 1) * sizeof(*ix->counts));
    for (size_t i = 0, at = 0; i < n; i++) {
        at += i > 0 && every[i] != every[i - 1];
        ix->hashes[at] = every[i];
        ix->counts[at]++;
    }
}

static void
add_entry(struct shelf_index *ix, struct builder *builder, struct arena *work,
          size_t i)
{
    const struct shelf_entry *e = &ix->entries[i];
    struct buf whole = { .a = work };
    const struct similar_doc doc = {
        .name = e->hex,
        .title = simplified(work, e->text.title),
        .body = simplified(work, body_of(work, &e->text)),
        .place = e->text.place,
        .matter = e->text.matter,
        .at = e->published_at,
    };

    builder_add(builder, work, &doc);
    buf_add(&whole, doc.title);
    buf_add_char(&whole, '\n');
    buf_add(&whole, doc.body);
    ix->pairs[i] = pairs_of(ix, ix->a, work, buf_str(&whole));
    ix->titles[i] = pairs_of(ix, ix->a, work, doc.title);
    ix->questions[i] =
        pairs_of(ix, ix->a, work, simplified(work, e->text.question));
}

/* A pair that no entry has weighs most. */
static float
weight_of(const struct shelf_index *ix, uint64_t hash)
{
    const uint64_t *p =
        bsearch(&hash, ix->hashes, ix->hashes_n, sizeof(*ix->hashes), by_hash);
    double count = p == NULL ? 1 : ix->counts[p - ix->hashes];

    return (float)log(1 + (double)ix->n / count);
}

/* Owns: a. */
static void
weigh(const struct shelf_index *ix, struct arena *a, struct pair_set *set)
{
    set->weight = arena_alloc(a, (set->n + 1) * sizeof(*set->weight));
    for (size_t i = 0; i < set->n; i++) {
        set->weight[i] = weight_of(ix, set->at[i]);
        set->whole += (double)set->weight[i];
    }
}

struct shelf_index *
shelf_index_make(struct arena *a, struct shelf_entry *entries, size_t n)
{
    struct shelf_index *ix = arena_new(a, struct shelf_index);
    struct arena *built = arena_open(), *work = arena_open();
    struct buf bytes = { .a = built };
    struct builder *builder = builder_new(built, &ix->key);
    bool ok;

    ix->a = a;
    ix->entries = entries;
    ix->n = n;
    ix->pairs = arena_alloc(a, (n + 1) * sizeof(*ix->pairs));
    ix->titles = arena_alloc(a, (n + 1) * sizeof(*ix->titles));
    ix->questions = arena_alloc(a, (n + 1) * sizeof(*ix->questions));
    for (size_t i = 0; i < n; i++) {
        add_entry(ix, builder, work, i);
        arena_reset(work);
    }
    count_pairs(ix, work);
    for (size_t i = 0; i < n; i++) {
        weigh(ix, a, &ix->titles[i]);
        weigh(ix, a, &ix->questions[i]);
    }
    ok = builder_end(builder, (struct segment_sink){ put_bytes, &bytes }) &&
         segment_open(arena_str(a, buf_str(&bytes)), &ix->part.segment);
    assert(ok); /* it is our own */
    (void)ok;
    arena_close(work);
    arena_close(built);
    return ix;
}

/* The part of the weight of a set that stands in another, too. */
static double
part_in(const struct pair_set *of, const struct pair_set *in)
{
    double shared = 0;

    for (size_t i = 0, k = 0; i < of->n && k < in->n;) {
        uint64_t x = of->at[i], y = in->at[k];

        if (x == y)
            shared += (double)of->weight[i];
        i += x <= y;
        k += y <= x;
    }
    return of->whole > 0 ? shared / of->whole : 0;
}

struct shelf_found
shelf_index_find(const struct shelf_index *ix, struct arena *a, struct str text,
                 double least)
{
    const struct similar_ask ask = { .text = simplified(a, text),
                                     .from = INT64_MIN,
                                     .to = INT64_MAX,
                                     .k = SIMILAR_MOST };
    struct similar_hits hits = similar_find(a, &ix->key, &ix->part, 1, &ask);
    struct pair_set query = pairs_of(ix, a, a, ask.text);
    struct shelf_found found = {
        arena_alloc(a, (hits.n + 1) * sizeof(*found.at)), 0
    };

    weigh(ix, a, &query);
    for (size_t i = 0; i < hits.n; i++) {
        size_t at = hits.at[i].doc;

        if (part_in(&query, &ix->pairs[at]) >= least ||
            part_in(&ix->titles[at], &query) >= least ||
            part_in(&ix->questions[at], &query) >= least)
            found.at[found.n++] = at;
    }
    return found;
}
