/* Points on the map, read and written. See point.h. */
#include "text/point.h"

enum { DECIMALS = 7 };

/* Take the digits at the front of *s, at most max of them. */
static bool
take_digits(struct str *s, size_t max, int64_t *ret_v, size_t *ret_n)
{
    size_t n = 0;
    int64_t v = 0;

    for (; n < s->n && s->p[n] >= '0' && s->p[n] <= '9'; n++) {
        if (n == max)
            return false;
        v = v * 10 + (s->p[n] - '0');
    }
    *s = (struct str){ s->p + n, s->n - n };
    *ret_v = v;
    *ret_n = n;
    return n > 0;
}

bool
degree_parse(struct str s, int limit, int32_t *ret_degrees)
{
    const bool south_or_west = s.n > 0 && s.p[0] == '-';
    int64_t whole, part = 0;
    size_t n;

    if (south_or_west)
        s = (struct str){ s.p + 1, s.n - 1 };
    if (!take_digits(&s, 3, &whole, &n))
        return false;
    if (s.n > 0 && s.p[0] == '.') {
        s = (struct str){ s.p + 1, s.n - 1 };
        if (!take_digits(&s, DECIMALS, &part, &n))
            return false;
        for (; n < DECIMALS; n++)
            part *= 10;
    }
    whole = whole * DEGREE + part;
    if (s.n > 0 || whole > (int64_t)limit * DEGREE)
        return false;
    *ret_degrees = (int32_t)(south_or_west ? -whole : whole);
    return true;
}

void
degree_put(struct buf *b, int32_t degrees)
{
    const int64_t v = degrees < 0 ? -(int64_t)degrees : degrees;
    int64_t part = v % DEGREE;
    int places = DECIMALS;

    for (; places > 0 && part % 10 == 0; places--)
        part /= 10;
    buf_addf(b, "%s%lld", degrees < 0 ? "-" : "", (long long)(v / DEGREE));
    if (places > 0)
        buf_addf(b, ".%0*lld", places, (long long)part);
}

bool
point_parse(struct str s, struct point *ret_point)
{
    const struct str scheme = STR("geo:");
    struct point p;
    size_t comma;
    struct str lat;

    if (!str_starts(s, scheme))
        return false;
    s = (struct str){ s.p + scheme.n, s.n - scheme.n };
    comma = str_find(s, STR(","));
    if (comma == SIZE_MAX)
        return false;
    lat = (struct str){ s.p, comma };
    s = (struct str){ s.p + comma + 1, s.n - comma - 1 };
    if (!degree_parse(lat, LAT_MAX, &p.lat) ||
        !degree_parse(s, LON_MAX, &p.lon))
        return false;
    *ret_point = p;
    return true;
}

void
point_put(struct buf *b, struct point p)
{
    buf_add(b, STR("geo:"));
    degree_put(b, p.lat);
    buf_add_char(b, ',');
    degree_put(b, p.lon);
}
