/* See tile_name.h. */
#include "api/log/tile_name.h"

enum { GROUP = 3 }; /* digits */

/* A number from least to most as one writes it: no sign, no zero in front. */
static bool
plain_number(struct str s, int64_t least, int64_t most, unsigned *ret_n)
{
    int64_t n;

    if (s.n == 0 || s.n > GROUP || s.p[0] == '+' || s.p[0] == '-' ||
        (s.p[0] == '0' && s.n > 1) || !str_i64(s, &n) || n < least || n > most)
        return false;
    *ret_n = (unsigned)n;
    return true;
}

/* Three digits more at the end of *number. */
static bool
add_group(struct str s, uint64_t *number)
{
    if (s.n != GROUP)
        return false;
    for (size_t i = 0; i < GROUP; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *number = *number * 10 + (uint64_t)(s.p[i] - '0');
    }
    return true;
}

/* ".p" at the end of the last group says that the width comes behind it. */
static bool
take_width(const struct str *segments, size_t *n, struct str *last,
           unsigned *ret_width)
{
    *ret_width = TILE_WIDTH;
    *last = segments[*n - 1];
    if (*n < 2 || !str_ends(segments[*n - 2], STR(".p")))
        return true;
    *last = segments[*n - 2];
    last->n -= 2;
    *n -= 1;
    return plain_number(segments[*n], 1, TILE_WIDTH - 1, ret_width);
}

bool
tile_name_parse(struct str level, const struct str *segments, size_t n,
                struct tile_name *ret_tile)
{
    struct tile_name t = { 0, 0, 0 };
    struct str last;

    if (n == 0 || !plain_number(level, 0, TILE_LEVELS - 1, &t.level) ||
        !take_width(segments, &n, &last, &t.width))
        return false;
    for (size_t i = 0; i + 1 < n; i++) {
        struct str group = segments[i];

        if (group.n == 0 || group.p[0] != 'x')
            return false;
        group = (struct str){ group.p + 1, group.n - 1 };
        if (!add_group(group, &t.number) || t.number == 0)
            return false; /* x000 in front says nothing */
    }
    if (!add_group(last, &t.number))
        return false;
    *ret_tile = t;
    return true;
}
