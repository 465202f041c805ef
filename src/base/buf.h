/*
 * buf: text being built, in an arena. Start with { .a = arena }.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/str.h"

struct buf {
    struct arena *a;
    char *p;
    size_t n, room;
};

void buf_add(struct buf *b, struct str s);
void buf_add_char(struct buf *b, char c);
void buf_add_i64(struct buf *b, int64_t v);
void buf_add_hex(struct buf *b, const void *p, size_t n); /* lower case */

/* For the query of an address: all but letters, digits and -._~ is written with
 * percent signs (RFC 3986, section 2). */
void buf_add_url(struct buf *b, struct str s);

/* A JSON text with quotes; escapes only \" \\ and controls as \u00xx. */
void buf_add_json(struct buf *b, struct str s);

/* printf for what people read; texts of any length go through buf_add. */
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

static inline struct str
buf_str(const struct buf *b)
{
    return (struct str){ b->p, b->n };
}

/* The text with a NUL behind it, for the doors to libc and SQLite. */
const char *buf_cstr(struct buf *b);

#endif
