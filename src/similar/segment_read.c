/* Reading a segment; see segment.h. */
#include "similar/segment_file.h"

/* Do n things of size bytes lie from at to end exactly? */
static bool
fits(uint64_t at, uint64_t n, uint64_t size, uint64_t end)
{
    return at <= end && (end - at) % size == 0 && (end - at) / size == n;
}

static bool
in_order(const struct foot *f, uint64_t bytes)
{
    return f->order == SEGMENT_ORDER && f->docs_n <= SEGMENT_DOCS_MOST &&
           f->foot_at + sizeof(*f) == bytes && f->terms_at >= HEAD_BYTES &&
           fits(f->terms_at, f->terms_n, TERM_BYTES, f->lengths_at) &&
           f->lengths_at <= f->docs_at && f->docs_at <= f->names_at &&
           f->docs_at - f->lengths_at >= f->docs_n * LENGTH_BYTES &&
           fits(f->docs_at, f->docs_n, DOC_BYTES, f->names_at) &&
           f->names_at <= f->keys_at &&
           fits(f->keys_at, f->keys_n, KEY_BYTES_EACH, f->foot_at);
}

bool
segment_open(struct str bytes, struct segment *ret_segment)
{
    struct foot f;

    if (bytes.n < HEAD_BYTES + sizeof(f) ||
        memcmp(bytes.p, SEGMENT_MAGIC, HEAD_BYTES) != 0)
        return false;
    memcpy(&f, bytes.p + bytes.n - sizeof(f), sizeof(f));
    if (f.foot_at > bytes.n || !in_order(&f, bytes.n))
        return false;
    *ret_segment = (struct segment){
        .bytes = bytes,
        .docs_n = (uint32_t)f.docs_n,
        .terms_n = f.terms_n,
        .keys_n = f.keys_n,
        .length = f.length,
        .postings_end = f.terms_at,
        .terms_at = f.terms_at,
        .lengths_at = f.lengths_at,
        .docs_at = f.docs_at,
        .names_at = f.names_at,
        .names_end = f.keys_at,
        .keys_at = f.keys_at,
    };
    return true;
}

static const unsigned char *
at(const struct segment *s, uint64_t offset)
{
    return (const unsigned char *)s->bytes.p + offset;
}

static struct str
code(const unsigned char *p, unsigned n)
{
    return (struct str){ (const char *)p,
                         n < SEGMENT_CODE_MOST ? n : SEGMENT_CODE_MOST };
}

uint32_t
segment_length(const struct segment *s, uint32_t doc)
{
    return read_u16(at(s, s->lengths_at + (uint64_t)doc * LENGTH_BYTES));
}

struct segment_doc
segment_doc(const struct segment *s, uint32_t doc)
{
    const unsigned char *p = at(s, s->docs_at + (uint64_t)doc * DOC_BYTES);
    uint64_t name = s->names_at + read_u32(p + DOC_NAME);
    struct segment_doc d = {
        .at = (int64_t)read_u64(p),
        .unique = read_u16(p + DOC_UNIQUE),
        .length = segment_length(s, doc),
        .place = code(p + DOC_PLACE, p[DOC_PLACE_N]),
        .matter = code(p + DOC_MATTER, p[DOC_MATTER_N]),
        .name = { "", 0 },
    };

    if (name <= s->names_end && p[DOC_NAME_N] <= s->names_end - name)
        d.name = (struct str){ s->bytes.p + name, p[DOC_NAME_N] };
    return d;
}

struct posting_list
segment_term(const struct segment *s, uint64_t i, uint64_t *ret_hash)
{
    const unsigned char *p = at(s, s->terms_at + i * TERM_BYTES);
    uint64_t from = read_u64(p + 8);
    struct posting_list l = { NULL, read_u32(p + 20), read_u32(p + 16) };

    *ret_hash = read_u64(p);
    if (from < HEAD_BYTES || from > s->postings_end ||
        l.bytes > s->postings_end - from || l.docs_n > s->docs_n)
        return (struct posting_list){ NULL, 0, 0 };
    l.p = at(s, from);
    return l;
}

/* The first of n sorted entries of size bytes whose number is not below v.
 * Hashes lie evenly, so the search begins where v should be. */
struct row {
    const unsigned char *p;
    uint64_t n;
    size_t size;
};

static uint64_t
first_from(const struct row *r, uint64_t v)
{
    uint64_t guess = (uint64_t)(((v >> 32) * r->n) >> 32), step = 16;
    uint64_t low = guess, high = guess;

    while (low > 0 && read_u64(r->p + low * r->size) >= v) {
        low = low > step ? low - step : 0;
        step *= 2;
    }
    for (step = 16; high < r->n && read_u64(r->p + high * r->size) < v;
         step *= 2)
        high = r->n - high > step ? high + step : r->n;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (read_u64(r->p + middle * r->size) < v)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct posting_list
segment_find(const struct segment *s, uint64_t hash)
{
    const struct row r = { at(s, s->terms_at), s->terms_n, TERM_BYTES };
    const struct posting_list none = { NULL, 0, 0 };
    struct posting_list l;
    uint64_t i = s->terms_n == 0 ? 0 : first_from(&r, hash), found;

    if (i >= s->terms_n)
        return none;
    l = segment_term(s, i, &found);
    return found == hash ? l : none;
}

uint64_t
segment_key_at(const struct segment *s, uint64_t i)
{
    return read_u64(at(s, s->keys_at + i * KEY_BYTES_EACH));
}

size_t
segment_key(const struct segment *s, uint32_t hash, uint32_t *ret_docs,
            size_t most)
{
    const struct row r = { at(s, s->keys_at), s->keys_n, KEY_BYTES_EACH };
    uint64_t beyond = ((uint64_t)hash << 32) | UINT32_MAX;
    uint64_t i = s->keys_n == 0 ? 0 : first_from(&r, beyond);
    size_t n = 0;

    for (; i > 0 && n < most; i--) {
        uint64_t key = segment_key_at(s, i - 1);

        if ((uint32_t)(key >> 32) != hash)
            break;
        if ((uint32_t)key < s->docs_n)
            ret_docs[n++] = (uint32_t)key;
    }
    return n;
}

void
postings_start(struct postings *ps, const struct posting_list *list,
               uint32_t docs_n)
{
    uint32_t blocks =
        list->docs_n / BLOCK_DOCS + (list->docs_n % BLOCK_DOCS != 0);
    uint64_t skips = blocks > 1 ? (uint64_t)blocks * SKIP_BYTES : 0;

    if (skips > list->bytes)
        blocks = 0;
    ps->skips = list->p;
    ps->data = ps->next = blocks == 0 ? list->p : list->p + skips;
    ps->end = blocks == 0 ? list->p : list->p + list->bytes;
    ps->docs_n = docs_n;
    ps->block = ps->before = ps->n = ps->i = 0;
    ps->blocks = blocks;
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

bool
postings_block(struct postings *ps)
{
    const unsigned char *p = ps->next;
    uint64_t doc = ps->before;
    uint32_t v, n = 0;

    ps->i = ps->n = 0;
    if (ps->block >= ps->blocks)
        return false;
    for (; n < BLOCK_DOCS && p < ps->end; n++) {
        p = read_varint(p, ps->end, &v);
        doc += v >> POSTING_BITS;
        if (doc >= ps->docs_n)
            break;
        ps->doc[n] = (uint32_t)doc++;
        ps->bits[n] = (unsigned char)(v & ((1U << POSTING_BITS) - 1));
    }
    ps->block = n < BLOCK_DOCS ? ps->blocks : ps->block + 1;
    ps->before = (uint32_t)doc;
    ps->next = p;
    ps->n = n;
    return n > 0;
}

/* Go to the first block that may hold doc, without reading those between. */
static void
skip_to(struct postings *ps, uint32_t doc)
{
    uint32_t low = ps->block, high = ps->blocks;

    if (ps->blocks < 2)
        return;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (read_u32(ps->skips + (size_t)middle * SKIP_BYTES) < doc)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > ps->block && low < ps->blocks) {
        const unsigned char *skip = ps->skips + (size_t)(low - 1) * SKIP_BYTES;
        uint32_t from = read_u32(skip + 4);

        if (from > (size_t)(ps->end - ps->data))
            from = (uint32_t)(ps->end - ps->data);
        ps->before = read_u32(skip) + 1;
        ps->next = ps->data + from;
    }
    ps->block = low;
}

unsigned
postings_seek(struct postings *ps, uint32_t doc)
{
    if (ps->n == 0 || ps->doc[ps->n - 1] < doc) {
        skip_to(ps, doc);
        do {
            if (!postings_block(ps))
                return 0;
        } while (ps->doc[ps->n - 1] < doc);
    }
    while (ps->i < ps->n && ps->doc[ps->i] < doc)
        ps->i++;
    return ps->i < ps->n && ps->doc[ps->i] == doc ? ps->bits[ps->i] : 0;
}
