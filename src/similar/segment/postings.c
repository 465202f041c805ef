/* Going through the postings of a term; see segment.h. */
#include "similar/segment/block.h"
#include "similar/segment/segment_file.h"

void
postings_start(struct postings *ps, const struct posting_list *list,
               uint32_t docs_n)
{
    uint64_t skips = (uint64_t)(list->docs_n / BLOCK_DOCS) * SKIP_BYTES;
    bool fits = skips <= list->bytes;

    ps->skips = list->p;
    ps->full = fits ? list->docs_n / BLOCK_DOCS : 0;
    ps->tail = fits ? list->docs_n % BLOCK_DOCS : 0;
    ps->data = ps->next = fits && skips > 0 ? list->p + skips : list->p;
    ps->end = list->bytes > 0 ? list->p + list->bytes : list->p;
    ps->docs_n = docs_n;
    ps->block = ps->before = ps->n = ps->i = 0;
}

/* Up to five bytes of seven bits, the lowest first. */
static inline const unsigned char *
read_varint(const unsigned char *p, const unsigned char *end, uint32_t *ret)
{
    uint32_t v = 0;
    int shift = 0;

    while (p < end && (*p & 0x80) != 0 && shift < 28) {
        v |= (uint32_t)(*p++ & 0x7f) << shift;
        shift += 7;
    }
    if (p < end)
        v |= (uint32_t)*p++ << shift;
    *ret = v;
    return p;
}

static void
read_tail(struct postings *ps)
{
    const unsigned char *p = ps->next;
    uint64_t doc = ps->before;
    uint32_t v, n = 0;

    for (; n < ps->tail && p < ps->end; n++) {
        p = read_varint(p, ps->end, &v);
        doc += v >> POSTING_BITS;
        if (doc >= ps->docs_n)
            break;
        ps->doc[n] = (uint32_t)doc++;
        ps->packed[n] = v;
    }
    ps->tail = 0;
    ps->n = n;
}

static void
read_full(struct postings *ps)
{
    const uint32_t *v = ps->packed;
    uint64_t doc = ps->before;
    size_t left = (size_t)(ps->end - ps->next);
    unsigned width = left > 0 ? *ps->next : 0;

    if (width > 32 || left < 1 + (size_t)BLOCK_WIDTH_BYTES * width)
        return;
    block_unpack(ps->next + 1, width, ps->packed);
    for (int i = 0; i < BLOCK_DOCS; i++) {
        doc += v[i] >> POSTING_BITS;
        ps->doc[i] = (uint32_t)doc++;
    }
    if (doc > ps->docs_n)
        return;
    ps->before = (uint32_t)doc;
    ps->next += 1 + (size_t)BLOCK_WIDTH_BYTES * width;
    ps->n = BLOCK_DOCS;
}

bool
postings_block(struct postings *ps)
{
    ps->i = ps->n = 0;
    if (ps->block < ps->full) {
        read_full(ps);
        ps->block++;
    } else {
        read_tail(ps);
    }
    if (ps->n == 0) { /* at the end, or it is not in order */
        ps->block = ps->full;
        ps->tail = 0;
    }
    return ps->n > 0;
}

static uint32_t
last_of(const struct postings *ps, uint32_t block)
{
    return read_u32(ps->skips + (size_t)block * SKIP_BYTES);
}

/* The first block from ps->block on whose last text is not below doc; steps
 * that halve, without branches that cannot be foreseen. */
static uint32_t
block_of(const struct postings *ps, uint32_t doc)
{
    uint32_t low = ps->block, n = ps->full - ps->block;

    while (n > 1) {
        uint32_t half = n / 2;

        low += (last_of(ps, low + half - 1) < doc) * half;
        n -= half;
    }
    return low + (last_of(ps, low) < doc);
}

/* Go to the first block that may hold doc, without reading those between. */
static void
skip_to(struct postings *ps, uint32_t doc)
{
    uint32_t to = block_of(ps, doc);
    size_t most = (size_t)(ps->end - ps->data);
    uint32_t from;

    if (to == ps->block)
        return;
    from = read_u32(ps->skips + (size_t)(to - 1) * SKIP_BYTES + 4);
    ps->before = last_of(ps, to - 1) + 1;
    ps->next = ps->data + (from < most ? from : most);
    ps->block = to;
}

/* The first of the block, from i on, that is not below doc; there is one. */
static uint32_t
place_in(const struct postings *ps, uint32_t doc)
{
    const uint32_t *low = ps->doc + ps->i;
    uint32_t n = ps->n - ps->i;

    while (n > 1) {
        uint32_t half = n / 2;

        low += low[half - 1] < doc ? (size_t)half : 0;
        n -= half;
    }
    return (uint32_t)(low - ps->doc);
}

void
postings_skip(struct postings *ps, uint32_t doc)
{
    if (ps->n == 0 || ps->doc[ps->n - 1] < doc) {
        ps->n = 0;
        if (ps->block < ps->full)
            skip_to(ps, doc);
        while (postings_block(ps) && ps->doc[ps->n - 1] < doc)
            continue;
    }
    if (ps->i < ps->n)
        ps->i = place_in(ps, doc);
}

unsigned
postings_seek(struct postings *ps, uint32_t doc)
{
    postings_skip(ps, doc);
    return ps->i < ps->n && ps->doc[ps->i] == doc ? postings_bits(ps, ps->i)
                                                  : 0;
}
