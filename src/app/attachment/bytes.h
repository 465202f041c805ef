/* bytes: numbers and words inside of files. */
#ifndef APP_ATTACHMENT_BYTES_H
#define APP_ATTACHMENT_BYTES_H

#include <string.h>

#include "base/str.h"

/* n <= 4 bytes from at on as a number, high byte first; they must be there. */
static inline uint32_t
bytes_big(struct str s, size_t at, int n)
{
    uint32_t v = 0;

    for (int i = 0; i < n; i++)
        v = v << 8 | (unsigned char)s.p[at + (size_t)i];
    return v;
}

/* The same, low byte first. */
static inline uint32_t
bytes_little(struct str s, size_t at, int n)
{
    uint32_t v = 0;

    while (n-- > 0)
        v = v << 8 | (unsigned char)s.p[at + (size_t)n];
    return v;
}

/* Does the word stand there? */
static inline bool
bytes_are(struct str s, size_t at, struct str word)
{
    return at <= s.n && s.n - at >= word.n &&
           memcmp(s.p + at, word.p, word.n) == 0;
}

#endif
