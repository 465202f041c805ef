/* block: numbers of one width, many at once. Not for others. */
#ifndef SIMILAR_SEGMENT_BLOCK_H
#define SIMILAR_SEGMENT_BLOCK_H

#include <stdint.h>

enum { BLOCK_NUMBERS = 128, BLOCK_WIDTH_BYTES = 16 };

/* Bits that the largest of BLOCK_NUMBERS needs, 0..32. */
unsigned block_width(const uint32_t *v);

/* BLOCK_NUMBERS of width bits each, as BLOCK_WIDTH_BYTES * width bytes. Number
 * i is in lane i % 4, so that four are moved at once (Lemire and Boytsov,
 * 2015). */
void block_pack(const uint32_t *v, unsigned width, unsigned char *ret_bytes);
void block_unpack(const unsigned char *bytes, unsigned width, uint32_t *ret_v);

#endif
