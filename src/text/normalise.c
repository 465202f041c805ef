/*
 * normalise: the form in which texts are compared. See matcher.h.
 */
#include "text/matcher.h"

#include "base/utf8.h"

/* Full-width "！" (U+FF01) to "～" (U+FF5E) stand for ASCII 0x21 to 0x7E. */
static uint32_t
half_width(uint32_t c)
{
    if (c == 0x3000)
        return ' ';
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + 0x21 : c;
}

struct str
text_normalise(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0, used;

    for (size_t i = 0; i < s.n; i += used) {
        uint32_t c = 0;

        used = utf8_next((struct str){ s.p + i, s.n - i }, &c);
        c = half_width(c);
        if (used > 0 && c < 0x80) {
            p[n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
            continue;
        }
        if (used == 0)
            used = 1; /* not UTF-8: kept as it is */
        for (size_t k = 0; k < used; k++)
            p[n++] = s.p[i + k];
    }
    return (struct str){ p, n };
}
