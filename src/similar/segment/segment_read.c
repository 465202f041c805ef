/* Reading a segment; see segment.h. */
#include "similar/segment/segment_file.h"

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
           f->codes_n <= UINT32_MAX && f->foot_at + sizeof(*f) == bytes &&
           f->terms_at >= HEAD_BYTES &&
           fits(f->terms_at, f->terms_n, TERM_BYTES, f->lengths_at) &&
           fits(f->lengths_at, f->docs_n, 1, f->moments_at) &&
           fits(f->moments_at, f->docs_n, MOMENT_BYTES, f->places_at) &&
           fits(f->places_at, f->docs_n, CODE_NUMBER, f->matters_at) &&
           fits(f->matters_at, f->docs_n, CODE_NUMBER, f->docs_at) &&
           fits(f->docs_at, f->docs_n, DOC_BYTES, f->codes_at) &&
           fits(f->codes_at, f->codes_n, CODE_BYTES, f->names_at) &&
           f->names_at <= f->keys_at &&
           fits(f->keys_at, f->keys_n, KEY_BYTES_EACH, f->foot_at);
}

static const unsigned char *
at(const struct segment *s, uint64_t offset)
{
    return (const unsigned char *)s->bytes.p + offset;
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
        .codes_n = (uint32_t)f.codes_n,
        .terms_n = f.terms_n,
        .keys_n = f.keys_n,
        .length = f.length,
        .terms_at = f.terms_at,
        .docs_at = f.docs_at,
        .codes_at = f.codes_at,
        .names_at = f.names_at,
        .keys_at = f.keys_at,
    };
    ret_segment->lengths = at(ret_segment, f.lengths_at);
    ret_segment->moments = at(ret_segment, f.moments_at);
    ret_segment->places = at(ret_segment, f.places_at);
    ret_segment->matters = at(ret_segment, f.matters_at);
    return true;
}

struct str
segment_code(const struct segment *s, uint32_t number)
{
    const unsigned char *p;

    if (number >= s->codes_n)
        return (struct str){ "", 0 };
    p = at(s, s->codes_at + (uint64_t)number * CODE_BYTES);
    return (struct str){ (const char *)p, p[CODE_N] < SEGMENT_CODE_MOST
                                              ? p[CODE_N]
                                              : SEGMENT_CODE_MOST };
}

/* How a code stands to those that begin with start: before, among, behind. */
static int
compare_start(struct str code, struct str start)
{
    return str_starts(code, start) ? 0 : str_cmp(code, start);
}

/* The first code that is not below (or, over, that is above) start. */
static uint32_t
first_code(const struct segment *s, struct str start, bool over)
{
    uint32_t low = 0, high = s->codes_n;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int c = compare_start(segment_code(s, middle), start);

        if (c < 0 || (over && c == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct code_range
segment_codes(const struct segment *s, struct str start)
{
    return (struct code_range){ first_code(s, start, false),
                                first_code(s, start, true) };
}

int64_t
segment_moment(const struct segment *s, uint32_t doc)
{
    return (int64_t)read_u64(s->moments + (size_t)doc * MOMENT_BYTES);
}

double
segment_mean(const struct segment *s)
{
    return s->length == 0 || s->docs_n == 0
               ? 1
               : (double)s->length / (double)s->docs_n;
}

struct segment_doc
segment_doc(const struct segment *s, uint32_t doc)
{
    const unsigned char *p = at(s, s->docs_at + (uint64_t)doc * DOC_BYTES);
    uint64_t name = s->names_at + read_u32(p);
    struct segment_doc d = {
        .at = segment_moment(s, doc),
        .unique = read_u16(p + DOC_UNIQUE),
        .length = read_u16(p + DOC_LENGTH),
        .place =
            segment_code(s, read_u32(s->places + (size_t)doc * CODE_NUMBER)),
        .matter =
            segment_code(s, read_u32(s->matters + (size_t)doc * CODE_NUMBER)),
        .name = { "", 0 },
    };

    if (name <= s->keys_at && p[DOC_NAME_N] <= s->keys_at - name)
        d.name = (struct str){ s->bytes.p + name, p[DOC_NAME_N] };
    return d;
}

struct posting_list
segment_term(const struct segment *s, uint64_t i, uint64_t *ret_hash)
{
    const unsigned char *p = at(s, s->terms_at + i * TERM_BYTES);
    uint64_t from = read_u64(p + 8) & ((UINT64_C(1) << PEAK_SHIFT) - 1);
    struct posting_list l = { NULL, read_u32(p + 20), read_u32(p + 16),
                              (unsigned)(read_u64(p + 8) >> PEAK_SHIFT) };

    *ret_hash = read_u64(p);
    if (from < HEAD_BYTES || from > s->terms_at ||
        l.bytes > s->terms_at - from || l.docs_n > s->docs_n)
        return (struct posting_list){ NULL, 0, 0, 0 };
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
    const struct posting_list none = { NULL, 0, 0, 0 };
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
