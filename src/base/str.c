/* See str.h. */
#include "base/str.h"

#include <string.h>

struct str
str_of(const char *text)
{
    return (struct str){ text, text == NULL ? 0 : strlen(text) };
}

bool
str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int
str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

    if (c != 0)
        return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool
str_starts(struct str s, struct str start)
{
    return s.n >= start.n && str_eq((struct str){ s.p, start.n }, start);
}

bool
str_ends(struct str s, struct str end)
{
    return s.n >= end.n &&
           str_eq((struct str){ s.p + (s.n - end.n), end.n }, end);
}

size_t
str_chars(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] & 0xC0) != 0x80)
            n++;
    return n;
}

/* Bytes of the blank at the start of s, or 0. */
static size_t
blank_at(struct str s)
{
    if (s.n > 0 &&
        (s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n'))
        return 1;
    return str_starts(s, STR("\u3000")) ? 3 : 0;
}

struct str
str_trim(struct str s)
{
    size_t k;

    while ((k = blank_at(s)) > 0)
        s = (struct str){ s.p + k, s.n - k };
    while (s.n > 0) {
        if (blank_at((struct str){ s.p + (s.n - 1), 1 }) == 1)
            s.n--;
        else if (str_ends(s, STR("\u3000")))
            s.n -= 3;
        else
            break;
    }
    return s;
}

size_t
str_find(struct str s, struct str needle)
{
    if (needle.n == 0)
        return 0;
    for (size_t i = 0; i + needle.n <= s.n; i++)
        if (s.p[i] == needle.p[0] && memcmp(s.p + i, needle.p, needle.n) == 0)
            return i;
    return SIZE_MAX;
}

bool
str_cut(struct str *rest, char sep, struct str *ret_piece)
{
    const char *end;
    size_t n;

    if (rest->p == NULL)
        return false;
    end = rest->n == 0 ? NULL : memchr(rest->p, sep, rest->n);
    n = end == NULL ? rest->n : (size_t)(end - rest->p);
    *ret_piece = str_trim((struct str){ rest->p, n });
    if (end == NULL)
        *rest = (struct str){ NULL, 0 };
    else
        *rest = (struct str){ end + 1, rest->n - n - 1 };
    return true;
}

bool
str_i64(struct str s, int64_t *ret_v)
{
    bool minus = s.n > 0 && s.p[0] == '-';
    uint64_t v = 0;
    size_t i = minus ? 1 : 0;

    if (i == s.n)
        return false;
    for (; i < s.n; i++) {
        uint64_t digit = (uint64_t)(unsigned char)s.p[i] - '0';

        if (digit > 9 || v > (INT64_MAX - digit) / 10)
            return false;
        v = v * 10 + digit;
    }
    *ret_v = minus ? -(int64_t)v : (int64_t)v;
    return true;
}

bool
str_is_of(struct str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                     (c >= 'a' && c <= 'z');

        if (!plain && (c == '\0' || strchr(more, c) == NULL))
            return false;
    }
    return true;
}

bool
str_is_name(struct str s)
{
    return str_is_of(s, "_-.");
}

uint64_t
str_hash(struct str s)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
    return h;
}
