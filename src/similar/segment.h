/*
 * segment: a part of the index that never changes: the postings of some texts
 * by term, and what is kept of each text. Bytes in one piece, a file that is
 * mapped or a piece of memory. Reading is safe on any bytes: what does not fit
 * is not found.
 *
 *     head       magic and format
 *     postings   of one term after another
 *     terms      hash, place of its postings, texts; in order of hash
 *     lengths    of the texts, in terms
 *     docs       what is kept of each text
 *     names      of the texts, one after another
 *     keys       hash << 32 | text: bands and names; in order
 *     foot       where all that stands; see segment_file.h
 *
 * Postings are in blocks of 128 texts, each the gap to the text before and 3
 * bits (enum posting_bits), as varints; in front of several blocks stands the
 * last text and the end of each, so that blocks are skipped.
 */
#ifndef SIMILAR_SEGMENT_H
#define SIMILAR_SEGMENT_H

#include "base/arena.h"
#include "similar/terms.h"

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
    uint32_t docs_n;
    uint64_t terms_n, keys_n;
    uint64_t length; /* of all texts, in terms */
    uint64_t postings_end, terms_at, lengths_at, docs_at, names_at, keys_at;
    uint64_t names_end;
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
uint32_t segment_length(const struct segment *s, uint32_t doc);

/* The postings of one term. docs_n 0: none. */
struct posting_list {
    const unsigned char *p;
    uint32_t bytes, docs_n;
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
    uint32_t docs_n, block, blocks, before; /* before: last of the last one */
    uint32_t n, i;                          /* of the block that is read */
    uint32_t doc[BLOCK_DOCS];
    unsigned char bits[BLOCK_DOCS];
};

/* docs_n: of the segment; no text behind it is given. */
void postings_start(struct postings *ps, const struct posting_list *list,
                    uint32_t docs_n);

/* Read the next block; false at the end. i is 0 then, n > 0. */
bool postings_block(struct postings *ps);

/* The bits of a text, 0 when it is not there. Texts in rising order only. */
unsigned postings_seek(struct postings *ps, uint32_t doc);

#endif
