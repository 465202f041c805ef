/*
 * segment_write: making segments, out of texts and out of older segments.
 */
#ifndef SIMILAR_SEGMENT_WRITE_H
#define SIMILAR_SEGMENT_WRITE_H

#include "similar/segment/segment.h"

/* Where the bytes go, in order. False: the rest is not given any more. */
struct segment_sink {
    bool (*put)(void *context, const void *p, size_t n);
    void *context;
};

/* A text to be found later. Longer names and codes are cut. */
struct similar_doc {
    struct str name; /* what find gives back; unique in the index */
    struct str title, body;
    struct str place, matter;
    int64_t at;
};

enum { DOC_GRAMS = 20000 }; /* of title and of body; the rest is not seen */

/* Texts for one segment. Owns: everything in the arena of builder_new. */
struct builder;

struct builder *builder_new(struct arena *a, const struct term_key *key);

/* work: for what is needed during the call. */
void builder_add(struct builder *b, struct arena *work,
                 const struct similar_doc *doc);
size_t builder_docs(const struct builder *b);
size_t builder_grams(const struct builder *b); /* a measure of its memory */

/* Write the segment. False when the sink would not have it. */
bool builder_end(struct builder *b, struct segment_sink sink);

/* A segment and those of its texts that are gone: bit doc % 8 of byte
 * doc / 8. dead NULL: none. */
struct segment_part {
    struct segment segment;
    const unsigned char *dead;
};

static inline bool
part_is_dead(const struct segment_part *part, uint32_t doc)
{
    return part->dead != NULL && (part->dead[doc / 8] >> (doc % 8) & 1) != 0;
}

/* One segment out of several, in this order, without the dead. */
enum { MERGE_MOST = 64 };
bool segments_merge(const struct segment_part *parts, size_t n,
                    struct segment_sink sink);

/* The hash under which a name stands among the keys. */
uint32_t name_key(const struct term_key *key, struct str name);

#endif
