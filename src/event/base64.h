/*
 * base64: RFC 4648 section 4, with padding.
 */
#ifndef EVENT_BASE64_H
#define EVENT_BASE64_H

#include "base/buf.h"

void base64_put(struct buf *out, const void *p, size_t n);

/*
 * Read a whole text of at most max bytes when decoded. False when it is not
 * the one right encoding of its bytes, or they are more.
 */
bool base64_parse(struct str text, unsigned char *ret_bytes, size_t max,
                  size_t *ret_n);

#endif
