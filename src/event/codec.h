/*
 * codec: events and records to canonical JSON and back. One pair of functions
 * serves every event; the field tables in event/gen tell it where things are.
 *
 * Canonical: fields in schema order, no blanks, whole numbers without sign of
 * zero or leading zeros, texts in valid UTF-8 with only \" \\ and \u00xx
 * (lower case, controls) escaped. Whatever would re-encode differently is
 * refused, because the log hashes these bytes. docs/log-format.md is the
 * specification.
 */
#ifndef EVENT_CODEC_H
#define EVENT_CODEC_H

#include "base/buf.h"
#include "event/event.h"

/*
 * One entry of the log: a leaf of the tree is its encoding.
 *   {"stream":S,"version":N,"type":S,"type_version":N,"occurred_at":N,
 *    "recorded_at":N,"actor":S,"data":{...}}
 */
struct record {
    struct str stream; /* "appeal/018f..." */
    int64_t version;   /* place in the stream, from 1 */
    const struct payload_type *type;
    int64_t occurred_at; /* when it happened; ms since 1970 UTC */
    int64_t recorded_at; /* when the log took it */
    struct str actor;    /* "handler:zhang@U_WATER"; no personal data */
    const void *data;
    uint64_t position; /* leaf number, from 0; not part of the leaf */
};

struct record_list {
    struct arena *a;
    struct record *at;
    size_t n, room;
};

/* Append the payload as one JSON object. Personal fields give their
 * commitment, which must be there when there is a text. */
void payload_encode(struct buf *out, const struct payload_type *type,
                    const void *data);

/*
 * Read a canonical JSON object into a fresh payload of the given type.
 *
 * Owns:  *ret_data lives in a and borrows nothing from json.
 * Fails: false when json is not the canonical form of a payload that keeps
 *        the limits of the type.
 */
bool payload_decode(struct arena *a, const struct payload_type *type,
                    struct str json, const void **ret_data);

void record_encode(struct buf *out, const struct record *r);

/* As payload_decode; also false when the registry does not know the type. */
bool record_decode(struct arena *a, const struct registry *reg, struct str leaf,
                   struct record *ret_record);

#endif
