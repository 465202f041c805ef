/* See url.h. */
#include "http/url.h"

#include <string.h>

#include "base/utf8.h"

static int
hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* The byte at i, which moves to the last of its characters; -1 when it is not
 * well written. */
static int
next_byte(struct str s, size_t *i, bool plus)
{
    int high, low;

    if (plus && s.p[*i] == '+')
        return ' ';
    if (s.p[*i] != '%')
        return (unsigned char)s.p[*i];
    if (s.n - *i < 3)
        return -1;
    high = hex(s.p[*i + 1]);
    low = hex(s.p[*i + 2]);
    *i += 2;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool
url_decode(struct arena *a, struct str s, bool plus, struct str *ret_text)
{
    char *text = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        int byte = next_byte(s, &i, plus);

        if (byte <= 0)
            return false;
        text[n++] = (char)byte;
    }
    if (!utf8_valid((struct str){ text, n }))
        return false;
    *ret_text = (struct str){ text, n };
    return true;
}

void
url_split(struct str *s, char sep, struct str *ret_rest)
{
    const char *at = s->n == 0 ? NULL : memchr(s->p, sep, s->n);

    *ret_rest = STR("");
    if (at == NULL)
        return;
    *ret_rest = (struct str){ at + 1, s->n - (size_t)(at - s->p) - 1 };
    s->n = (size_t)(at - s->p);
}

bool
url_is_clean(struct str target)
{
    for (size_t i = 0; i < target.n; i++)
        if ((unsigned char)target.p[i] <= ' ' || target.p[i] == 0x7f)
            return false;
    return target.n > 0;
}

struct str
url_path(struct str target)
{
    struct str scheme = STR("http://"), rest = target, path;

    if (!str_starts(target, scheme))
        return target;
    rest.p += scheme.n;
    rest.n -= scheme.n;
    url_split(&rest, '/', &path);
    if (rest.n + scheme.n == target.n)
        return STR("/");
    return (struct str){ path.p - 1, path.n + 1 };
}

struct str
url_host(struct str target)
{
    struct str scheme = STR("http://"), path;

    if (!str_starts(target, scheme))
        return STR("");
    target.p += scheme.n;
    target.n -= scheme.n;
    url_split(&target, '/', &path);
    return target;
}

static bool
is_there(const struct http_pairs *pairs, struct str name)
{
    for (size_t i = 0; i < pairs->n; i++)
        if (str_eq(pairs->at[i].name, name))
            return true;
    return false;
}

bool
url_query(struct arena *a, struct str s, struct http_pairs *pairs)
{
    while (s.n > 0) {
        struct http_pair p;
        struct str value, rest;

        url_split(&s, '&', &rest);
        if (s.n > 0) {
            url_split(&s, '=', &value);
            if (pairs->n == pairs->room || !url_decode(a, s, true, &p.name) ||
                !url_decode(a, value, true, &p.value) || p.name.n == 0 ||
                is_there(pairs, p.name))
                return false;
            pairs->at[pairs->n++] = p;
        }
        s = rest;
    }
    return true;
}
