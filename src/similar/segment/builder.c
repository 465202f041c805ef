/* Making a segment out of texts; see segment_write.h. The pairs of all texts
 * are noted as they come and sorted once. */
#include "similar/segment/segment_writer.h"

#include <stdlib.h>

/* The highest bits of a hash, by which nearly all is sorted. */
enum {
    DIGIT_BITS = 11,
    DIGITS = 3,
    DIGIT = 1 << DIGIT_BITS,
    LOWEST = 64 - DIGITS * DIGIT_BITS
};

/* One pair of one text. */
struct noted {
    uint64_t hash;
    uint32_t doc;
    uint32_t title;
};

struct builder {
    struct arena *a;
    struct term_key key;
    struct noted *noted;
    struct segment_doc *docs; /* texts in the arena */
    size_t noted_n, noted_room, docs_n, docs_room;
};

struct builder *
builder_new(struct arena *a, const struct term_key *key)
{
    struct builder *b = arena_new(a, struct builder);

    b->a = a;
    b->key = *key;
    return b;
}

size_t
builder_docs(const struct builder *b)
{
    return b->docs_n;
}

size_t
builder_grams(const struct builder *b)
{
    return b->noted_n;
}

uint32_t
name_key(const struct term_key *key, struct str name)
{
    const struct term_key other = { { ~key->k[0], key->k[1] } };

    return (uint32_t)term_hash(&other, name);
}

/* Room for n more. */
static void
reserve(struct builder *b, size_t n)
{
    size_t room = 2 * (b->noted_n + n);
    struct noted *larger;

    if (b->noted_n + n <= b->noted_room)
        return;
    larger = arena_alloc(b->a, room * sizeof(*larger));
    if (b->noted_n > 0)
        memcpy(larger, b->noted, b->noted_n * sizeof(*larger));
    b->noted = larger;
    b->noted_room = room;
}

static void
note(struct builder *b, const struct gram_list *l, uint32_t title)
{
    reserve(b, l->n);
    for (size_t i = 0; i < l->n; i++)
        b->noted[b->noted_n++] =
            (struct noted){ l->at[i].hash, (uint32_t)b->docs_n, title };
}

static struct str
cut(struct arena *a, struct str s, size_t most)
{
    return arena_str(a, (struct str){ s.p, s.n < most ? s.n : most });
}

void
builder_add(struct builder *b, struct arena *work,
            const struct similar_doc *doc)
{
    struct gram_list title = grams_of(work, &b->key, doc->title, DOC_GRAMS);
    struct gram_list body = grams_of(work, &b->key, doc->body, DOC_GRAMS);
    struct segment_doc *d;

    note(b, &title, 1);
    note(b, &body, 0);
    b->docs =
        arena_grow(b->a, b->docs, b->docs_n, &b->docs_room, sizeof(*b->docs));
    d = &b->docs[b->docs_n++];
    *d = (struct segment_doc){ .at = doc->at, .length = (uint32_t)body.n };
    d->name = cut(b->a, doc->name, SEGMENT_NAME_MOST);
    d->place = cut(b->a, doc->place, SEGMENT_CODE_MOST);
    d->matter = cut(b->a, doc->matter, SEGMENT_CODE_MOST);
}

/* Those that the digits left in the wrong order: hardly any. */
static void
insert_rest(struct noted *at, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct noted x = at[i];
        size_t to = i;

        for (; to > 0 && at[to - 1].hash > x.hash; to--)
            at[to] = at[to - 1];
        at[to] = x;
    }
}

/* Sort by hash, keeping the order of those that are equal (LSD radix sort). */
static struct noted *
sorted(struct builder *b)
{
    struct noted *from = b->noted, *other;
    size_t *first = arena_alloc(b->a, DIGIT * sizeof(*first));

    other = arena_alloc(b->a, (b->noted_n + 1) * sizeof(*other));
    for (int d = 0; d < DIGITS; d++) {
        int shift = LOWEST + d * DIGIT_BITS;
        struct noted *swap = other;
        size_t sum = 0;

        memset(first, 0, DIGIT * sizeof(*first));
        for (size_t i = 0; i < b->noted_n; i++)
            first[from[i].hash >> shift & (DIGIT - 1)]++;
        for (size_t i = 0; i < DIGIT; i++) {
            size_t n = first[i];

            first[i] = sum;
            sum += n;
        }
        for (size_t i = 0; i < b->noted_n; i++)
            other[first[from[i].hash >> shift & (DIGIT - 1)]++] = from[i];
        other = from;
        from = swap;
    }
    insert_rest(from, b->noted_n);
    return from;
}

/* Postings of the term at i; returns the place of the next term. */
static size_t
gather(struct builder *b, const struct noted *at, size_t i, struct posting *out,
       size_t *ret_n)
{
    uint64_t hash = at[i].hash;
    size_t n = 0;

    for (; i < b->noted_n && at[i].hash == hash; i++) {
        if (n == 0 || out[n - 1].doc != at[i].doc) {
            out[n++] = (struct posting){ at[i].doc, 0 };
            b->docs[at[i].doc].unique++;
        }
        if (at[i].title != 0)
            out[n - 1].bits |= POSTING_TITLE;
        else if ((out[n - 1].bits & POSTING_BODY) < POSTING_BODY)
            out[n - 1].bits++;
    }
    *ret_n = n;
    return i;
}

static int
by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static void
write_keys(const struct builder *b, struct segment_writer *w)
{
    uint64_t *keys = arena_alloc(b->a, (b->docs_n + 1) * sizeof(*keys));

    for (size_t i = 0; i < b->docs_n; i++)
        keys[i] = (uint64_t)name_key(&b->key, b->docs[i].name) << 32 | i;
    if (b->docs_n > 0)
        qsort(keys, b->docs_n, sizeof(*keys), by_number);
    for (size_t i = 0; i < b->docs_n; i++)
        segment_writer_key(w, keys[i]);
}

bool
builder_end(struct builder *b, struct segment_sink sink)
{
    struct posting *list = arena_alloc(b->a, (b->docs_n + 1) * sizeof(*list));
    const struct noted *at = sorted(b);
    struct segment_writer w;
    size_t n;

    segment_writer_begin(&w, b->a, sink);
    for (size_t i = 0; i < b->docs_n; i++) {
        segment_writer_length(&w, b->docs[i].length);
        segment_writer_code(&w, b->docs[i].place);
        segment_writer_code(&w, b->docs[i].matter);
    }
    segment_writer_texts_end(&w);
    for (size_t i = 0; i < b->noted_n;) {
        uint64_t hash = at[i].hash;

        i = gather(b, at, i, list, &n);
        segment_writer_term(&w, hash, list, n);
    }
    segment_writer_terms_end(&w);
    for (enum column c = COLUMN_MOMENT; c < COLUMNS; c++) {
        for (size_t i = 0; i < b->docs_n; i++)
            segment_writer_doc(&w, c, &b->docs[i]);
        segment_writer_column_end(&w, c);
    }
    write_keys(b, &w);
    return segment_writer_end(&w);
}
