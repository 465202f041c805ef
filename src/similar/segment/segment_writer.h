/* segment_writer: the bytes of one segment in their order, for builder and
 * merge: first what is known of all texts, then all terms in rising order, then
 * the texts column by column, then the keys. Not for others. */
#ifndef SIMILAR_SEGMENT_WRITER_H
#define SIMILAR_SEGMENT_WRITER_H

#include "base/buf.h"
#include "similar/segment/impact.h"
#include "similar/segment/segment_file.h"
#include "similar/segment/segment_write.h"

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
    struct buf terms, list, skips, pending, lengths;
    struct str *codes; /* of places and matters; sorted after codes_end */
    size_t codes_n, codes_room;
    uint32_t names; /* bytes of those before */
    unsigned char peaks[IMPACTS];
};

void segment_writer_begin(struct segment_writer *w, struct arena *a,
                          struct segment_sink sink);

/* Length of each text and the codes of them all, in any order; borrowed. */
void segment_writer_length(struct segment_writer *w, uint32_t length);
void segment_writer_code(struct segment_writer *w, struct str code);
void segment_writer_texts_end(struct segment_writer *w);

/* One term; n > 0, texts in rising order. */
void segment_writer_term(struct segment_writer *w, uint64_t hash,
                         const struct posting *at, size_t n);
void segment_writer_terms_end(struct segment_writer *w);

/* Each column from first to last, and in it each text. */
enum column {
    COLUMN_MOMENT,
    COLUMN_PLACE,
    COLUMN_MATTER,
    COLUMN_DOC,
    COLUMN_NAME,
    COLUMNS
};
void segment_writer_doc(struct segment_writer *w, enum column column,
                        const struct segment_doc *doc);
void segment_writer_column_end(struct segment_writer *w, enum column column);

void segment_writer_key(struct segment_writer *w, uint64_t key);
bool segment_writer_end(struct segment_writer *w);

#endif
