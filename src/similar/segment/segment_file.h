/* segment_file: the layout that reading and writing share. Numbers lie in the
 * order of bytes of the machine; the foot says which. Not for others. */
#ifndef SIMILAR_SEGMENT_FILE_H
#define SIMILAR_SEGMENT_FILE_H

#include <stdint.h>
#include <string.h>

#include "similar/segment/segment.h"

enum {
    HEAD_BYTES = 8,
    TERM_BYTES = 24, /* hash 8, place 7, peak 1, texts 4, bytes 4 */
    PEAK_SHIFT = 56,
    SKIP_BYTES = 8, /* last text 4, end 4 */
    MOMENT_BYTES = 8,
    CODE_NUMBER = 4,
    DOC_UNIQUE = 4, /* after the place of the name */
    DOC_LENGTH = 6,
    DOC_NAME_N = 8,
    DOC_BYTES = 12,
    CODE_BYTES = 24, /* the code, from CODE_N on its length */
    CODE_N = SEGMENT_CODE_MOST,
    KEY_BYTES_EACH = 8,
    LENGTH_MOST = 65535
};

#define SEGMENT_MAGIC "gzsim\n2\n"
#define SEGMENT_ORDER UINT64_C(0x0102030405060708)

/* The last bytes of a segment. */
struct foot {
    uint64_t order;
    uint64_t docs_n, terms_n, codes_n, keys_n, length;
    uint64_t terms_at, lengths_at, moments_at, places_at, matters_at, docs_at;
    uint64_t codes_at, names_at, keys_at, foot_at;
};

static inline uint64_t
read_u64(const unsigned char *p)
{
    uint64_t v;

    memcpy(&v, p, sizeof(v));
    return v;
}

static inline uint32_t
read_u32(const unsigned char *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof(v));
    return v;
}

static inline uint16_t
read_u16(const unsigned char *p)
{
    uint16_t v;

    memcpy(&v, p, sizeof(v));
    return v;
}

#endif
