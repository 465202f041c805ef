/* segment_writer: the bytes of one segment in their order, for builder and
 * merge: all terms in rising order, then the texts in three rounds, then the
 * keys. Not for others. */
#ifndef SIMILAR_SEGMENT_WRITER_H
#define SIMILAR_SEGMENT_WRITER_H

#include "base/buf.h"
#include "similar/segment_file.h"
#include "similar/segment_write.h"

struct posting {
    uint32_t doc;
    uint32_t bits;
};

struct segment_writer {
    struct arena *a;
    struct segment_sink sink;
    bool ok;
    uint64_t n; /* bytes so far */
    struct foot foot;
    struct buf terms, list, skips, pending;
};

void segment_writer_begin(struct segment_writer *w, struct arena *a,
                          struct segment_sink sink);

/* One term; n > 0, texts in rising order. */
void segment_writer_term(struct segment_writer *w, uint64_t hash,
                         const struct posting *at, size_t n);
void segment_writer_terms_end(struct segment_writer *w);

void segment_writer_length(struct segment_writer *w, uint32_t length);
void segment_writer_lengths_end(struct segment_writer *w);
void segment_writer_doc(struct segment_writer *w, const struct segment_doc *doc,
                        uint32_t name_at);
void segment_writer_docs_end(struct segment_writer *w);
void segment_writer_name(struct segment_writer *w, struct str name);
void segment_writer_names_end(struct segment_writer *w);
void segment_writer_key(struct segment_writer *w, uint64_t key);
bool segment_writer_end(struct segment_writer *w);

#endif
