/*
 * utf8: is a text well-formed UTF-8 (RFC 3629: no overlong forms, no
 * surrogates, at most U+10FFFF), and what are its characters.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

bool utf8_valid(struct str s);

/* Bytes of the well-formed character at the start of s; 0 when none is. */
size_t utf8_next(struct str s, uint32_t *ret_char);

/* Write c, at most U+10FFFF, as UTF-8. Returns how many bytes it takes. */
size_t utf8_put(char ret_bytes[4], uint32_t c);

/* The first n characters of s (all of it when it has fewer). */
struct str utf8_head(struct str s, size_t n);

#endif
