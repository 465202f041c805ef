/*
 * segment: a part of the index that never changes: the postings of some texts
 * by term, and what is kept of each text. Bytes in one piece, a file that is
 * mapped or a piece of memory. Reading is safe on any bytes: what does not fit
 * is not found.
 *
 *     head       magic and format
 *     postings   of one term after another
 *     terms      hash, place of its postings, peak, texts; in order of hash
 *     lengths    of the texts, rounded, one byte each (impact.h)
 *     moments, places, matters    of the texts, in columns to filter by
 *     docs       what else is kept of each text
 *     codes      of places and matters, in order, each once
 *     names      of the texts, one after another
 *     keys       hash of the name << 32 | text; in order
 *     foot       where all that stands; see segment_file.h
 *
 * Postings are in blocks of 128 texts, each the gap to the text before and 3
 * bits (enum posting_bits): full blocks packed (block.h), the rest as varints.
 * In front of them stands the last text and the end of each full block, so that
 * blocks are skipped. The peak of a term is the most that it counts in any text
 * of the segment.
 */
#ifndef SIMILAR_SEGMENT_H
#define SIMILAR_SEGMENT_H

#include <string.h>

#include "base/arena.h"
#include "similar/segment/terms.h"

enum {
    SEGMENT_NAME_MOST = 200, /* bytes */
    SEGMENT_CODE_MOST = 20,  /* of place and matter; longer ones are cut */
    SEGMENT_DOCS_MOST = 100000000
};

/* What a posting says: how often in the body (3 stands for more, too), and
 * whether in the title. Never 0. */
enum posting_bits { POSTING_BODY = 3, POSTING_TITLE = 4, POSTING_BITS = 3 };

struct segment {
    struct str bytes; /* borrowed */
    uint32_t docs_n, codes_n;
    uint64_t terms_n, keys_n;
    uint64_t length; /* of all texts, in terms */
    uint64_t terms_at, docs_at, codes_at, names_at, keys_at;
    const unsigned char *lengths, *moments, *places, *matters;
};

/* False when the bytes are no segment. Looks at head and foot only. */
bool segment_open(struct str bytes, struct segment *ret_segment);

/* What is kept of a text. Borrowed from the segment. */
struct segment_doc {
    struct str name;
    struct str place, matter;
    int64_t at;      /* ms since 1970 UTC */
    uint32_t unique; /* different terms in title and body */
    uint32_t length; /* of the body, in terms */
};

struct segment_doc segment_doc(const struct segment *s, uint32_t doc);
int64_t segment_moment(const struct segment *s, uint32_t doc);

/* Mean length of the texts, as it was when their peaks were worked out. */
double segment_mean(const struct segment *s);

/* A place or matter; empty when there is no such number. */
struct str segment_code(const struct segment *s, uint32_t number);

/* Numbers of the codes that begin so: from <= number < to. */
struct code_range {
    uint32_t from, to;
};

struct code_range segment_codes(const struct segment *s, struct str start);

/* Is the code at doc of a column (places or matters) in the range? */
static inline bool
segment_code_in(const unsigned char *column, uint32_t doc,
                const struct code_range *range)
{
    uint32_t code;

    memcpy(&code, column + (size_t)doc * sizeof(code), sizeof(code));
    return code - range->from < range->to - range->from;
}

/* The postings of one term. docs_n 0: none. */
struct posting_list {
    const unsigned char *p;
    uint32_t bytes, docs_n;
    unsigned peak; /* hundredths */
};

struct posting_list segment_find(const struct segment *s, uint64_t hash);

/* Term number i of the segment, i < terms_n. */
struct posting_list segment_term(const struct segment *s, uint64_t i,
                                 uint64_t *ret_hash);

/* The texts of a key, newest first, at most most. */
size_t segment_key(const struct segment *s, uint32_t hash, uint32_t *ret_docs,
                   size_t most);

/* Key number i, i < keys_n. */
uint64_t segment_key_at(const struct segment *s, uint64_t i);

enum { BLOCK_DOCS = 128 };

/* Going through postings in order of texts. */
struct postings {
    const unsigned char *skips, *data, *end, *next; /* next block */
    uint32_t docs_n, block, full, tail; /* full blocks, then varints */
    uint32_t before;                    /* one behind the last one read */
    uint32_t n, i;                      /* of the block that is read */
    uint32_t doc[BLOCK_DOCS];
    uint32_t packed[BLOCK_DOCS]; /* gap and bits */
};

static inline unsigned
postings_bits(const struct postings *ps, uint32_t i)
{
    return ps->packed[i] & ((1U << POSTING_BITS) - 1);
}

/* docs_n: of the segment; no text behind it is given. */
void postings_start(struct postings *ps, const struct posting_list *list,
                    uint32_t docs_n);

/* Read the next block; false at the end. i is 0 then, n > 0. */
bool postings_block(struct postings *ps);

/* Go to the first posting that is not below doc; n is 0 when there is none. */
void postings_skip(struct postings *ps, uint32_t doc);

/* The bits of a text, 0 when it is not there. Texts in rising order only. */
unsigned postings_seek(struct postings *ps, uint32_t doc);

#endif
