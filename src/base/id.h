/*
 * id: 128 bits, written as 32 lower-case hex digits. All zero means "none".
 * New ids are UUIDv7 (RFC 9562): made in sys/, in order of time.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/buf.h"

enum { ID_BYTES = 16, ID_HEX = 32 };

struct id {
    unsigned char b[ID_BYTES];
};

bool id_is_none(struct id id);
bool id_eq(struct id a, struct id b);
void id_put(struct buf *b, struct id id); /* 32 hex digits */
bool id_parse(struct str hex, struct id *ret_id);

/* Read exactly n bytes from 2n lower-case hex digits. */
bool hex_parse(struct str hex, void *ret_bytes, size_t n);

#endif
