/* One segment out of several; see segment_write.h. */
#include "similar/segment/segment_writer.h"

#define GONE UINT32_MAX

struct source {
    const struct segment_part *part;
    uint32_t *to;   /* new number of each text, or GONE */
    uint64_t i;     /* next term, then next key */
    uint64_t value; /* its hash, or the next key */
    bool more;
};

struct merge {
    struct source at[MERGE_MOST];
    size_t n;
    struct arena *a;
    struct posting *list;
    size_t list_n, list_room;
    struct segment_writer w;
};

/* New numbers from first on; returns the one behind the last. */
static uint32_t
number(struct merge *m, struct source *s, uint32_t first)
{
    uint32_t n = s->part->segment.docs_n;

    s->to = arena_alloc(m->a, ((size_t)n + 1) * sizeof(*s->to));
    for (uint32_t d = 0; d < n; d++)
        s->to[d] = part_is_dead(s->part, d) ? GONE : first++;
    return first;
}

static void
next_term(struct source *s)
{
    const struct segment *seg = &s->part->segment;

    s->more = s->i < seg->terms_n;
    if (s->more)
        (void)segment_term(seg, s->i, &s->value);
}

/* The next key of a text that lives, under its new number. */
static void
next_key(struct source *s)
{
    const struct segment *seg = &s->part->segment;

    for (s->more = false; s->i < seg->keys_n && !s->more; s->i++) {
        uint64_t key = segment_key_at(seg, s->i);
        uint32_t doc = (uint32_t)key;

        if (doc < seg->docs_n && s->to[doc] != GONE) {
            s->value = (key >> 32) << 32 | s->to[doc];
            s->more = true;
        }
    }
}

/* The smallest value that is next; NULL when there is none. */
static struct source *
smallest(struct merge *m)
{
    struct source *best = NULL;

    for (size_t i = 0; i < m->n; i++)
        if (m->at[i].more && (best == NULL || m->at[i].value < best->value))
            best = &m->at[i];
    return best;
}

static void
add(struct merge *m, uint32_t doc, unsigned bits)
{
    if (doc == GONE)
        return;
    m->list =
        arena_grow(m->a, m->list, m->list_n, &m->list_room, sizeof(*m->list));
    m->list[m->list_n++] = (struct posting){ doc, bits };
}

static void
take_postings(struct merge *m, const struct source *s)
{
    const struct segment *seg = &s->part->segment;
    struct posting_list l;
    struct postings ps;
    uint64_t hash;

    l = segment_term(seg, s->i, &hash);
    postings_start(&ps, &l, seg->docs_n);
    while (postings_block(&ps))
        for (uint32_t i = 0; i < ps.n; i++)
            add(m, s->to[ps.doc[i]], postings_bits(&ps, i));
}

static void
merge_terms(struct merge *m)
{
    const struct source *first;

    for (size_t i = 0; i < m->n; i++)
        next_term(&m->at[i]);
    while ((first = smallest(m)) != NULL && m->w.ok) {
        uint64_t hash = first->value;

        m->list_n = 0;
        for (size_t i = 0; i < m->n; i++) {
            struct source *s = &m->at[i];

            if (!s->more || s->value != hash)
                continue;
            take_postings(m, s);
            s->i++;
            next_term(s);
        }
        if (m->list_n > 0)
            segment_writer_term(&m->w, hash, m->list, m->list_n);
    }
    segment_writer_terms_end(&m->w);
}

static void
mark(bool *used, uint32_t codes_n, const unsigned char *column, uint32_t doc)
{
    uint32_t code = read_u32(column + (size_t)doc * CODE_NUMBER);

    if (code < codes_n)
        used[code] = true;
}

/* Lengths, and the codes that a text still has. */
static void
merge_texts(struct merge *m, const struct source *s)
{
    const struct segment *seg = &s->part->segment;
    bool *used = arena_alloc(m->a, (size_t)seg->codes_n + 1);

    for (uint32_t d = 0; d < seg->docs_n; d++) {
        if (s->to[d] == GONE)
            continue;
        segment_writer_length(&m->w, segment_doc(seg, d).length);
        mark(used, seg->codes_n, seg->places, d);
        mark(used, seg->codes_n, seg->matters, d);
    }
    for (uint32_t i = 0; i < seg->codes_n; i++)
        if (used[i])
            segment_writer_code(&m->w, segment_code(seg, i));
}

static void
merge_column(struct merge *m, enum column column)
{
    for (size_t i = 0; i < m->n; i++) {
        const struct segment *seg = &m->at[i].part->segment;

        for (uint32_t d = 0; d < seg->docs_n && m->w.ok; d++) {
            struct segment_doc doc;

            if (m->at[i].to[d] == GONE)
                continue;
            doc = segment_doc(seg, d);
            segment_writer_doc(&m->w, column, &doc);
        }
    }
    segment_writer_column_end(&m->w, column);
}

static void
merge_keys(struct merge *m)
{
    struct source *s;

    for (size_t i = 0; i < m->n; i++) {
        m->at[i].i = 0;
        next_key(&m->at[i]);
    }
    while ((s = smallest(m)) != NULL && m->w.ok) {
        segment_writer_key(&m->w, s->value);
        next_key(s);
    }
}

bool
segments_merge(const struct segment_part *parts, size_t n,
               struct segment_sink sink)
{
    struct arena *a = arena_open();
    struct merge *m = arena_new(a, struct merge);
    uint32_t docs = 0;
    bool ok;

    m->a = a;
    m->n = n < MERGE_MOST ? n : MERGE_MOST;
    segment_writer_begin(&m->w, a, sink);
    for (size_t i = 0; i < m->n; i++) {
        m->at[i].part = &parts[i];
        docs = number(m, &m->at[i], docs);
    }
    for (size_t i = 0; i < m->n; i++)
        merge_texts(m, &m->at[i]);
    segment_writer_texts_end(&m->w);
    merge_terms(m);
    for (enum column c = COLUMN_MOMENT; c < COLUMNS; c++)
        merge_column(m, c);
    merge_keys(m);
    ok = segment_writer_end(&m->w);
    arena_close(a);
    return ok;
}
