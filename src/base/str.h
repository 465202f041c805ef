/*
 * str: borrowed text. A struct str points at bytes that somebody else owns,
 * is UTF-8, and is not NUL-terminated. Pass it by value.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *p;
    size_t n; /* bytes */
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_ARG(s)   (int)(s).n, (s).p /* for "%.*s" */

struct str str_of(const char *text); /* NULL gives empty */
bool str_eq(struct str a, struct str b);
int str_cmp(struct str a, struct str b); /* bytes; as memcmp */
bool str_starts(struct str s, struct str start);
bool str_ends(struct str s, struct str end);
size_t str_chars(struct str s); /* Unicode code points */

/* Without the blanks (space, tab, CR, LF, U+3000) at both ends. */
struct str str_trim(struct str s);

/* Offset of the first needle in s, or SIZE_MAX. An empty needle is at 0. */
size_t str_find(struct str s, struct str needle);

/*
 * Take the piece of *rest before the next sep, trimmed, and move *rest past
 * it. False when *rest is used up (p is NULL after the last piece).
 */
bool str_cut(struct str *rest, char sep, struct str *ret_piece);

/* Only A-Z a-z 0-9 and the bytes of more. The empty text is. */
bool str_is_of(struct str s, const char *more);

/* Only A-Z a-z 0-9 _ - and dots: a name that can stand in headers, cookies and
 * actors as it is. The empty text is one. */
bool str_is_name(struct str s);

/* Read a whole decimal number; false on rubbish, overflow or emptiness. */
bool str_i64(struct str s, int64_t *ret_v);

/* FNV-1a, 64 bits. Without a key: whoever chooses texts can make them meet. */
uint64_t str_hash(struct str s);

#endif
