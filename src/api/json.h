/*
 * json: members of an object being written. A comma is set when one stands
 * before.
 */
#ifndef API_JSON_H
#define API_JSON_H

#include "base/buf.h"

void json_name(struct buf *out, const char *name);
void json_text(struct buf *out, const char *name, struct str value);
void json_int(struct buf *out, const char *name, int64_t value);
void json_bool(struct buf *out, const char *name, bool value);
void json_time(struct buf *out, const char *name, int64_t at); /* 0: nothing */

/* "name":["...", ...] of hashes of 32 bytes one after another, in hex. */
void json_hashes(struct buf *out, const char *name, struct str hashes);

/* { or [ as the next element of a list. */
void json_open(struct buf *out, char bracket);

#endif
