/* See utf8.h. */
#include "base/utf8.h"

/* Continuation bytes that follow lead, and the bits lead carries. */
static size_t
tail_of(unsigned char lead, uint32_t *ret_bits)
{
    if (lead < 0x80) {
        *ret_bits = lead;
        return 0;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        *ret_bits = lead & 0x1FU;
        return 1;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *ret_bits = lead & 0x0FU;
        return 2;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *ret_bits = lead & 0x07U;
        return 3;
    }
    return SIZE_MAX;
}

size_t
utf8_next(struct str s, uint32_t *ret_char)
{
    static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
    uint32_t c;
    size_t tail;

    if (s.n == 0)
        return 0;
    tail = tail_of((unsigned char)s.p[0], &c);
    if (tail >= s.n)
        return 0;
    for (size_t i = 1; i <= tail; i++) {
        unsigned char b = (unsigned char)s.p[i];

        if ((b & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (b & 0x3FU);
    }
    if (c < least[tail] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    *ret_char = c;
    return tail + 1;
}

size_t
utf8_put(char ret_bytes[4], uint32_t c)
{
    static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    const size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        ret_bytes[i] = (char)(0x80 | (c & 0x3F));
    ret_bytes[0] = (char)(lead[n] | c);
    return n;
}

/* Most of what is written here takes three bytes a character; of these only
 * E0 (overlong forms) and ED (surrogates) need a second look. */
static bool
is_plain_three(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.p;

    return s.n >= 3 && p[0] >= 0xE1 && p[0] <= 0xEF && p[0] != 0xED &&
           (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

bool
utf8_valid(struct str s)
{
    while (s.n > 0) {
        uint32_t c;
        size_t k = is_plain_three(s) ? 3 : utf8_next(s, &c);

        if (k == 0)
            return false;
        s = (struct str){ s.p + k, s.n - k };
    }
    return true;
}

struct str
utf8_head(struct str s, size_t n)
{
    struct str rest = s;

    for (; n > 0 && rest.n > 0; n--) {
        uint32_t c;
        size_t k = utf8_next(rest, &c);

        if (k == 0)
            break;
        rest = (struct str){ rest.p + k, rest.n - k };
    }
    return (struct str){ s.p, s.n - rest.n };
}
