/* See segment_writer.h. */
#include "similar/segment/segment_writer.h"

#include <stdlib.h>

#include "similar/segment/block.h"

enum { PIECE = 64 * 1024, VARINT_MORE = 0x80, VARINT_MOST = 5 };

static void
put_now(struct segment_writer *w, const void *p, size_t n)
{
    w->ok = w->ok && (n == 0 || w->sink.put(w->sink.context, p, n));
}

static void
put(struct segment_writer *w, const void *p, size_t n)
{
    w->n += n;
    if (w->pending.n + n > PIECE) {
        put_now(w, w->pending.p, w->pending.n);
        w->pending.n = 0;
    }
    if (n > PIECE)
        put_now(w, p, n);
    else
        buf_add(&w->pending, (struct str){ p, n });
}

static void
add(struct buf *b, const void *p, size_t n)
{
    buf_add(b, (struct str){ p, n });
}

void
segment_writer_begin(struct segment_writer *w, struct arena *a,
                     struct segment_sink sink)
{
    *w = (struct segment_writer){ .a = a, .sink = sink, .ok = true };
    w->terms.a = w->list.a = w->skips.a = w->pending.a = w->lengths.a = a;
    w->foot.order = SEGMENT_ORDER;
    put(w, SEGMENT_MAGIC, HEAD_BYTES);
}

void
segment_writer_length(struct segment_writer *w, uint32_t length)
{
    uint32_t n = length < LENGTH_MOST ? length : LENGTH_MOST;

    buf_add_char(&w->lengths, (char)length_code(n));
    w->foot.length += n;
    w->foot.docs_n++;
}

void
segment_writer_code(struct segment_writer *w, struct str code)
{
    code.n = code.n < SEGMENT_CODE_MOST ? code.n : SEGMENT_CODE_MOST;
    w->codes = arena_grow(w->a, w->codes, w->codes_n, &w->codes_room,
                          sizeof(*w->codes));
    w->codes[w->codes_n++] = code;
}

static int
by_code(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Each code once, and the peaks of this mean length. */
void
segment_writer_texts_end(struct segment_writer *w)
{
    const struct segment about = { .docs_n = (uint32_t)w->foot.docs_n,
                                   .length = w->foot.length };
    float impacts[IMPACTS];
    size_t n = 0;

    if (w->codes_n > 0)
        qsort(w->codes, w->codes_n, sizeof(*w->codes), by_code);
    for (size_t i = 0; i < w->codes_n; i++)
        if (i == 0 || !str_eq(w->codes[n - 1], w->codes[i]))
            w->codes[n++] = w->codes[i];
    w->codes_n = n;
    impact_table(segment_mean(&about), impacts);
    for (size_t i = 0; i < IMPACTS; i++) {
        unsigned peak = (unsigned)((double)impacts[i] * IMPACT_STEP) + 1;

        w->peaks[i] = (unsigned char)(peak < UINT8_MAX ? peak : UINT8_MAX);
    }
}

/* The text that ends a block, and where its bytes end. */
static void
add_skip(struct segment_writer *w, uint32_t last)
{
    const uint32_t skip[2] = { last, (uint32_t)w->list.n };

    add(&w->skips, skip, sizeof(skip));
}

static void
add_full(struct segment_writer *w, const uint32_t *v)
{
    unsigned char bytes[1 + BLOCK_WIDTH_BYTES * 32];
    unsigned width = block_width(v);

    bytes[0] = (unsigned char)width;
    block_pack(v, width, bytes + 1);
    add(&w->list, bytes, 1 + (size_t)BLOCK_WIDTH_BYTES * width);
}

static void
add_tail(struct segment_writer *w, const uint32_t *v, size_t n)
{
    unsigned char bytes[VARINT_MOST * BLOCK_DOCS];
    size_t used = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t rest = v[i];

        for (; rest >= VARINT_MORE; rest >>= 7)
            bytes[used++] = (unsigned char)(rest | VARINT_MORE);
        bytes[used++] = (unsigned char)rest;
    }
    add(&w->list, bytes, used);
}

/* The postings in blocks; returns the peak. */
static unsigned
add_blocks(struct segment_writer *w, const struct posting *at, size_t n)
{
    const unsigned char *lengths = (const unsigned char *)w->lengths.p;
    uint32_t v[BLOCK_DOCS], next = 0;
    unsigned peak = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned p = w->peaks[at[i].bits * LENGTH_CODES + lengths[at[i].doc]];

        peak = p > peak ? p : peak;
        v[i % BLOCK_DOCS] = (at[i].doc - next) << POSTING_BITS | at[i].bits;
        next = at[i].doc + 1;
        if ((i + 1) % BLOCK_DOCS != 0)
            continue;
        add_full(w, v);
        add_skip(w, at[i].doc);
    }
    add_tail(w, v, n % BLOCK_DOCS);
    return peak;
}

void
segment_writer_term(struct segment_writer *w, uint64_t hash,
                    const struct posting *at, size_t n)
{
    unsigned char term[TERM_BYTES];
    uint64_t where;
    uint32_t about[2];

    w->list.n = w->skips.n = 0;
    where = (uint64_t)add_blocks(w, at, n) << PEAK_SHIFT | w->n;
    about[0] = (uint32_t)n;
    about[1] = (uint32_t)(w->skips.n + w->list.n);
    memcpy(term, &hash, sizeof(hash));
    memcpy(term + 8, &where, sizeof(where));
    memcpy(term + 16, about, sizeof(about));
    add(&w->terms, term, sizeof(term));
    put(w, w->skips.p, w->skips.n);
    put(w, w->list.p, w->list.n);
    w->foot.terms_n++;
}

void
segment_writer_terms_end(struct segment_writer *w)
{
    w->foot.terms_at = w->n;
    put(w, w->terms.p, w->terms.n);
    w->foot.lengths_at = w->n;
    put(w, w->lengths.p, w->lengths.n);
    w->foot.moments_at = w->n;
}

static uint32_t
number_of(const struct segment_writer *w, struct str code)
{
    const struct str *found;

    code.n = code.n < SEGMENT_CODE_MOST ? code.n : SEGMENT_CODE_MOST;
    found = w->codes_n == 0 ? NULL
                            : bsearch(&code, w->codes, w->codes_n,
                                      sizeof(*w->codes), by_code);
    return found == NULL ? UINT32_MAX : (uint32_t)(found - w->codes);
}

static size_t
name_bytes(struct str name)
{
    return name.n < SEGMENT_NAME_MOST ? name.n : SEGMENT_NAME_MOST;
}

static void
put_doc(struct segment_writer *w, const struct segment_doc *doc)
{
    const uint16_t counts[2] = {
        (uint16_t)(doc->unique < LENGTH_MOST ? doc->unique : LENGTH_MOST),
        (uint16_t)(doc->length < LENGTH_MOST ? doc->length : LENGTH_MOST)
    };
    unsigned char p[DOC_BYTES] = { 0 };

    memcpy(p, &w->names, sizeof(w->names));
    memcpy(p + DOC_UNIQUE, counts, sizeof(counts));
    p[DOC_NAME_N] = (unsigned char)name_bytes(doc->name);
    w->names += (uint32_t)name_bytes(doc->name);
    put(w, p, sizeof(p));
}

void
segment_writer_doc(struct segment_writer *w, enum column column,
                   const struct segment_doc *doc)
{
    uint32_t code;

    if (column == COLUMN_MOMENT) {
        put(w, &doc->at, sizeof(doc->at));
    } else if (column == COLUMN_DOC) {
        put_doc(w, doc);
    } else if (column == COLUMN_NAME) {
        put(w, doc->name.p, name_bytes(doc->name));
    } else {
        code = number_of(w, column == COLUMN_PLACE ? doc->place : doc->matter);
        put(w, &code, sizeof(code));
    }
}

static void
put_codes(struct segment_writer *w)
{
    w->foot.codes_at = w->n;
    w->foot.codes_n = w->codes_n;
    for (size_t i = 0; i < w->codes_n; i++) {
        unsigned char p[CODE_BYTES] = { 0 };

        if (w->codes[i].n > 0)
            memcpy(p, w->codes[i].p, w->codes[i].n);
        p[CODE_N] = (unsigned char)w->codes[i].n;
        put(w, p, sizeof(p));
    }
    w->foot.names_at = w->n;
}

void
segment_writer_column_end(struct segment_writer *w, enum column column)
{
    uint64_t *const next[COLUMNS] = { &w->foot.places_at, &w->foot.matters_at,
                                      &w->foot.docs_at, &w->foot.codes_at,
                                      &w->foot.keys_at };

    *next[column] = w->n;
    if (column == COLUMN_DOC)
        put_codes(w);
}

void
segment_writer_key(struct segment_writer *w, uint64_t key)
{
    put(w, &key, sizeof(key));
    w->foot.keys_n++;
}

bool
segment_writer_end(struct segment_writer *w)
{
    w->foot.foot_at = w->n;
    put(w, &w->foot, sizeof(w->foot));
    put_now(w, w->pending.p, w->pending.n);
    return w->ok;
}
