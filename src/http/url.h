/*
 * url: the written form of addresses: percent signs and parameters.
 */
#ifndef HTTP_URL_H
#define HTTP_URL_H

#include "http/message.h"

/*
 * Undo the percent signs; plus: a + is a blank, as in forms.
 *
 * Owns:  *ret_text is in a.
 * Fails: false when a percent sign is not followed by two hex digits, or the
 *        text holds a NUL or is not UTF-8.
 */
bool url_decode(struct arena *a, struct str s, bool plus, struct str *ret_text);

/*
 * Read a=1&b=2 into pairs, which must have room. Owns: texts are in a.
 * Fails: false when one cannot be decoded, has no name or stands there twice,
 * or when there are too many.
 */
bool url_query(struct arena *a, struct str s, struct http_pairs *pairs);

/* Has it neither blanks nor controls? */
bool url_is_clean(struct str target);

/* The path of a target; "http://name/path" is its absolute form (RFC 9112,
 * section 3.2.2). */
struct str url_path(struct str target);

/* The "name:port" of a target in absolute form; empty for another. */
struct str url_host(struct str target);

/* Divide at the first sep: s becomes what stands before it. *ret_rest is
 * empty when there is none. */
void url_split(struct str *s, char sep, struct str *ret_rest);

#endif
