/* segment_file: the layout that reading and writing share. Numbers lie in the
 * order of bytes of the machine; the foot says which. Not for others. */
#ifndef SIMILAR_SEGMENT_FILE_H
#define SIMILAR_SEGMENT_FILE_H

#include <stdint.h>
#include <string.h>

#include "similar/segment.h"

enum {
    HEAD_BYTES = 8,
    TERM_BYTES = 24, /* hash 8, place 8, texts 4, bytes 4 */
    SKIP_BYTES = 8,  /* last text 4, end 4 */
    DOC_NAME = 8,    /* after the moment: place of the name */
    DOC_UNIQUE = 12,
    DOC_NAME_N = 14,
    DOC_PLACE_N = 15,
    DOC_PLACE = 16,
    DOC_MATTER = DOC_PLACE + SEGMENT_CODE_MOST,
    DOC_MATTER_N = DOC_MATTER + SEGMENT_CODE_MOST,
    DOC_BYTES = DOC_MATTER_N + 4,
    KEY_BYTES_EACH = 8,
    LENGTH_BYTES = 2,
    LENGTH_MOST = 65535
};

#define SEGMENT_MAGIC "gzsim\n1\n"
#define SEGMENT_ORDER UINT64_C(0x0102030405060708)

/* The last bytes of a segment. */
struct foot {
    uint64_t order;
    uint64_t docs_n, terms_n, keys_n, length;
    uint64_t terms_at, lengths_at, docs_at, names_at, keys_at, foot_at;
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
