/* See block.h. */
#include "similar/segment/block.h"

#include <string.h>

enum { LANES = 4, ROWS = BLOCK_NUMBERS / LANES, WORD_BITS = 32 };

typedef uint32_t lanes __attribute__((vector_size(BLOCK_WIDTH_BYTES)));

static inline lanes
load(const void *p)
{
    lanes v;

    memcpy(&v, p, sizeof(v));
    return v;
}

unsigned
block_width(const uint32_t *v)
{
    uint32_t all = 0;
    unsigned width = 0;

    for (int i = 0; i < BLOCK_NUMBERS; i++)
        all |= v[i];
    for (; all > 0; all >>= 1)
        width++;
    return width;
}

void
block_pack(const uint32_t *v, unsigned width, unsigned char *ret_bytes)
{
    lanes word = { 0 };
    unsigned used = 0;

    for (unsigned row = 0; row < ROWS && width > 0; row++) {
        lanes x = load(v + (size_t)LANES * row);

        word |= x << used;
        used += width;
        if (used < WORD_BITS)
            continue;
        memcpy(ret_bytes, &word, sizeof(word));
        ret_bytes += sizeof(word);
        used -= WORD_BITS;
        word = used > 0 ? x >> (width - used) : (lanes){ 0 };
    }
}

void
block_unpack(const unsigned char *bytes, unsigned width, uint32_t *ret_v)
{
    const uint32_t mask = width < WORD_BITS ? (1U << width) - 1 : UINT32_MAX;
    unsigned at = 0; /* bit of the lane */

    for (unsigned row = 0; row < ROWS; row++, at += width) {
        const unsigned char *p =
            bytes + (size_t)(at / WORD_BITS) * sizeof(lanes);
        unsigned used = at % WORD_BITS;
        lanes x = { 0 };

        if (width > 0)
            x = load(p) >> used;
        if (used + width > WORD_BITS)
            x |= load(p + sizeof(lanes)) << (WORD_BITS - used);
        x &= mask;
        memcpy(ret_v + (size_t)LANES * row, &x, sizeof(x));
    }
}
