/* writer: the bytes of one segment in their order, for builder and merge: all
 * terms in rising order, then the texts in three rounds, then the keys. Not
 * for others. */
#ifndef SIMILAR_WRITER_H
#define SIMILAR_WRITER_H

#include "base/buf.h"
#include "similar/segment_file.h"
#include "similar/segment_write.h"

struct posting {
    uint32_t doc;
    uint32_t bits;
};

struct writer {
    struct arena *a;
    struct segment_sink sink;
    bool ok;
    uint64_t n; /* bytes so far */
    struct foot foot;
    struct buf terms, list, skips, pending;
};

void writer_begin(struct writer *w, struct arena *a, struct segment_sink sink);

/* One term; n > 0, texts in rising order. */
void writer_term(struct writer *w, uint64_t hash, const struct posting *at,
                 size_t n);
void writer_terms_end(struct writer *w);

void writer_length(struct writer *w, uint32_t length);
void writer_lengths_end(struct writer *w);
void writer_doc(struct writer *w, const struct segment_doc *doc,
                uint32_t name_at);
void writer_docs_end(struct writer *w);
void writer_name(struct writer *w, struct str name);
void writer_names_end(struct writer *w);
void writer_key(struct writer *w, uint64_t key);
bool writer_end(struct writer *w);

#endif
