/* impact: what a pair counts in a text, as BM25 has it (similar.h). Lengths are
 * rounded for the first look. Not for others. */
#ifndef SIMILAR_SEGMENT_IMPACT_H
#define SIMILAR_SEGMENT_IMPACT_H

#include "similar/segment/segment.h"

#define IMPACT_K1    1.2
#define IMPACT_B     0.75
#define IMPACT_TITLE 0.5
#define IMPACT_STEP  100.0 /* peaks are kept in hundredths, rounded up */

/* 1 - b + b dl / avdl, times k1. */
static inline double
impact_damp(double length, double mean)
{
    return IMPACT_K1 * (1 - IMPACT_B + IMPACT_B * length / mean);
}

/* To be multiplied by the idf; at most 2.7. */
static inline double
impact_of(unsigned bits, double damp)
{
    double tf = bits & POSTING_BODY;
    double title = (bits & POSTING_TITLE) != 0 ? IMPACT_TITLE : 0;

    return tf * (IMPACT_K1 + 1) / (tf + damp) + title;
}

/* Sixteen steps of one, then eight to each doubling. */
static inline unsigned
length_code(uint32_t length)
{
    unsigned octave = 0;

    while (length >> octave >= 16)
        octave++;
    return 8 * octave + (length >> octave);
}

static inline uint32_t
length_of_code(unsigned code)
{
    unsigned octave = code < 16 ? 0 : code / 8 - 1;

    return (uint32_t)(code - 8 * octave) << octave;
}

enum { LENGTH_CODES = 128 }; /* of lengths to 65535: 112 */

/* The impacts of all bits and codes, by bits * LENGTH_CODES + code. */
enum { IMPACTS = LENGTH_CODES << POSTING_BITS };

static inline void
impact_table(double mean, float *ret_impacts)
{
    for (unsigned i = 0; i < IMPACTS; i++)
        ret_impacts[i] = (float)impact_of(
            i / LENGTH_CODES,
            impact_damp(length_of_code(i % LENGTH_CODES), mean));
}

#endif
