/* See segment_writer.h. */
#include "similar/segment_writer.h"

enum { PIECE = 64 * 1024, VARINT_MORE = 0x80 };

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
    w->terms.a = w->list.a = w->skips.a = w->pending.a = a;
    w->foot.order = SEGMENT_ORDER;
    put(w, SEGMENT_MAGIC, HEAD_BYTES);
}

static void
put_varint(struct buf *b, uint32_t v)
{
    for (; v >= VARINT_MORE; v >>= 7)
        buf_add_char(b, (char)(v | VARINT_MORE));
    buf_add_char(b, (char)v);
}

/* The text that ends a block, and where its bytes end. */
static void
add_skip(struct segment_writer *w, uint32_t last)
{
    const uint32_t skip[2] = { last, (uint32_t)w->list.n };

    add(&w->skips, skip, sizeof(skip));
}

void
segment_writer_term(struct segment_writer *w, uint64_t hash,
                    const struct posting *at, size_t n)
{
    const uint64_t where[2] = { hash, w->n };
    uint32_t next = 0, about[2];

    w->list.n = w->skips.n = 0;
    for (size_t i = 0; i < n; i++) {
        put_varint(&w->list, (at[i].doc - next) << POSTING_BITS | at[i].bits);
        next = at[i].doc + 1;
        if ((i + 1) % BLOCK_DOCS == 0 || i + 1 == n)
            add_skip(w, at[i].doc);
    }
    if (n <= BLOCK_DOCS)
        w->skips.n = 0;
    about[0] = (uint32_t)n;
    about[1] = (uint32_t)(w->skips.n + w->list.n);
    add(&w->terms, where, sizeof(where));
    add(&w->terms, about, sizeof(about));
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
}

void
segment_writer_length(struct segment_writer *w, uint32_t length)
{
    uint16_t n = (uint16_t)(length < LENGTH_MOST ? length : LENGTH_MOST);

    put(w, &n, sizeof(n));
    w->foot.length += n;
    w->foot.docs_n++;
}

void
segment_writer_lengths_end(struct segment_writer *w)
{
    w->foot.docs_at = w->n;
}

static void
put_code(unsigned char *p, unsigned char *ret_n, struct str s)
{
    *ret_n = (unsigned char)(s.n < SEGMENT_CODE_MOST ? s.n : SEGMENT_CODE_MOST);
    if (*ret_n > 0)
        memcpy(p, s.p, *ret_n);
}

static size_t
name_bytes(struct str name)
{
    return name.n < SEGMENT_NAME_MOST ? name.n : SEGMENT_NAME_MOST;
}

void
segment_writer_doc(struct segment_writer *w, const struct segment_doc *doc,
                   uint32_t name_at)
{
    unsigned char p[DOC_BYTES] = { 0 };
    uint16_t unique =
        (uint16_t)(doc->unique < LENGTH_MOST ? doc->unique : LENGTH_MOST);

    memcpy(p, &doc->at, sizeof(doc->at));
    memcpy(p + DOC_NAME, &name_at, sizeof(name_at));
    memcpy(p + DOC_UNIQUE, &unique, sizeof(unique));
    p[DOC_NAME_N] = (unsigned char)name_bytes(doc->name);
    put_code(p + DOC_PLACE, p + DOC_PLACE_N, doc->place);
    put_code(p + DOC_MATTER, p + DOC_MATTER_N, doc->matter);
    put(w, p, sizeof(p));
}

void
segment_writer_docs_end(struct segment_writer *w)
{
    w->foot.names_at = w->n;
}

void
segment_writer_name(struct segment_writer *w, struct str name)
{
    put(w, name.p, name_bytes(name));
}

void
segment_writer_names_end(struct segment_writer *w)
{
    w->foot.keys_at = w->n;
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
