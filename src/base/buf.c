/* See buf.h. */
#include "base/buf.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LEAST_ROOM = 64 };

/* Make room for n more bytes and one NUL. */
static void
make_room(struct buf *b, size_t n)
{
    size_t room;
    char *p;

    if (b->room - b->n > n)
        return;
    room = (b->n + n + 1) * 2;
    if (room < LEAST_ROOM)
        room = LEAST_ROOM;
    if (arena_extend(b->a, b->p, b->room, room)) {
        b->room = room;
        return;
    }
    p = arena_alloc(b->a, room);
    if (b->n > 0)
        memcpy(p, b->p, b->n);
    b->p = p;
    b->room = room;
}

void
buf_add(struct buf *b, struct str s)
{
    if (s.n == 0)
        return;
    make_room(b, s.n);
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void
buf_add_char(struct buf *b, char c)
{
    make_room(b, 1);
    b->p[b->n++] = c;
}

void
buf_add_i64(struct buf *b, int64_t v)
{
    char digits[24];
    size_t at = sizeof(digits);
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do {
        digits[--at] = (char)('0' + u % 10);
        u /= 10;
    } while (u > 0);
    if (v < 0)
        digits[--at] = '-';
    buf_add(b, (struct str){ digits + at, sizeof(digits) - at });
}

void
buf_add_hex(struct buf *b, const void *p, size_t n)
{
    static const char digit[] = "0123456789abcdef";
    const unsigned char *c = p;

    make_room(b, n * 2);
    for (size_t i = 0; i < n; i++) {
        b->p[b->n++] = digit[c[i] >> 4];
        b->p[b->n++] = digit[c[i] & 15];
    }
}

static bool
needs_escape(unsigned char c)
{
    return c == '"' || c == '\\' || c < 0x20;
}

static void
add_escape(struct buf *b, unsigned char c)
{
    if (c >= 0x20) {
        buf_add_char(b, '\\');
        buf_add_char(b, (char)c);
        return;
    }
    buf_add(b, STR("\\u00"));
    buf_add_hex(b, &c, 1);
}

void
buf_add_url(struct buf *b, struct str s)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789-._~";
    static const char hex[] = "0123456789ABCDEF";

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (memchr(plain, c, sizeof(plain) - 1) != NULL) {
            buf_add_char(b, (char)c);
            continue;
        }
        buf_add_char(b, '%');
        buf_add_char(b, hex[c >> 4]);
        buf_add_char(b, hex[c & 15]);
    }
}

void
buf_add_json(struct buf *b, struct str s)
{
    size_t from = 0;

    buf_add_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (!needs_escape(c))
            continue;
        buf_add(b, (struct str){ s.p + from, i - from });
        add_escape(b, c);
        from = i + 1;
    }
    if (from < s.n)
        buf_add(b, (struct str){ s.p + from, s.n - from });
    buf_add_char(b, '"');
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n <= 0)
        return;
    make_room(b, (size_t)n);
    va_start(args, fmt);
    (void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
    va_end(args);
    b->n += (size_t)n;
}

const char *
buf_cstr(struct buf *b)
{
    make_room(b, 0);
    b->p[b->n] = '\0';
    return b->p;
}
