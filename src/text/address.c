/* See address.h. */
#include "text/address.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/matcher.h"

enum {
    LOCAL_MOST = 64,
    HOST_MOST = 189,
    LABEL_MOST = 63,
    MOBILE_DIGITS = 11,
    DIGITS_MOST = 15,
    MOBILE_BYTES = 100 /* with all that stands between the digits */
};

static bool
is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static bool
is_one_of(char c, struct str set)
{
    return memchr(set.p, c, set.n) != NULL;
}

/* Pieces of atext joined by single dots. */
static bool
is_local(struct str s)
{
    bool dot = true; /* none may come now */

    if (s.n == 0 || s.n > LOCAL_MOST || s.p[0] == '-')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.' ? dot
                          : !is_alnum(s.p[i]) &&
                                !is_one_of(s.p[i], STR("!#$%&'*+/=?^_`{|}~-")))
            return false;
        dot = s.p[i] == '.';
    }
    return !dot;
}

static bool
is_label(struct str s)
{
    if (s.n == 0 || s.n > LABEL_MOST || s.p[0] == '-' || s.p[s.n - 1] == '-')
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!is_alnum(s.p[i]) && s.p[i] != '-')
            return false;
    return true;
}

static bool
is_host(struct str s)
{
    size_t labels = 0, from = 0;

    if (s.n > HOST_MOST)
        return false;
    for (size_t i = 0; i <= s.n; i++)
        if (i == s.n || s.p[i] == '.') {
            if (!is_label((struct str){ s.p + from, i - from }))
                return false;
            from = i + 1;
            labels++;
        }
    return labels > 1;
}

bool
address_is_mail(struct str s)
{
    size_t at = str_find(s, STR("@"));

    return at != SIZE_MAX && is_local((struct str){ s.p, at }) &&
           is_host((struct str){ s.p + at + 1, s.n - at - 1 });
}

/* What people put between digits: blanks, hyphens and brackets of ASCII, the
 * no-break and narrow blanks, the dashes of U+2010 to U+2015, the minus. */
static bool
is_between(uint32_t c)
{
    return c == ' ' || c == '-' || c == '(' || c == ')' || c == 0xA0 ||
           (c >= 0x2000 && c <= 0x200B) || (c >= 0x2010 && c <= 0x2015) ||
           c == 0x202F || c == 0x2212;
}

/* The digits of a number, ASCII; false when there is anything else, or more
 * than DIGITS_MOST. */
static bool
read_digits(struct str s, char *digits, size_t *ret_n)
{
    size_t n = 0, used;

    for (size_t i = 0; i < s.n; i += used) {
        uint32_t c = 0;

        used = utf8_next((struct str){ s.p + i, s.n - i }, &c);
        if (used == 0)
            return false;
        if (is_between(c))
            continue;
        if (c < '0' || c > '9' || n == DIGITS_MOST)
            return false;
        digits[n++] = (char)c;
    }
    *ret_n = n;
    return true;
}

bool
address_mobile(struct arena *a, struct str s, struct str *ret_number)
{
    char digits[DIGITS_MOST + 1];
    struct buf number = { .a = a };
    size_t n, from;
    bool plus;

    if (s.n > MOBILE_BYTES)
        return false;
    s = str_trim(text_normalise(a, s));
    if (str_starts(s, STR("(")))
        s = (struct str){ s.p + 1, s.n - 1 };
    plus = str_starts(s, STR("+"));
    if (!read_digits((struct str){ s.p + plus, s.n - plus }, digits, &n))
        return false;
    if (n < MOBILE_DIGITS)
        return false;
    from = n - MOBILE_DIGITS;
    digits[n] = '\0';
    if (digits[from] != '1' || digits[from + 1] < '3' ||
        !((from == 0 && !plus) || (from == 2 && memcmp(digits, "86", 2) == 0) ||
          (from == 4 && !plus && memcmp(digits, "0086", 4) == 0)))
        return false;
    buf_add(&number, STR("+86"));
    buf_add(&number, (struct str){ digits + from, MOBILE_DIGITS });
    *ret_number = buf_str(&number);
    return true;
}

struct str
address_contact(struct arena *a, struct str s)
{
    struct str number;

    if (!address_mobile(a, s, &number))
        return str_trim(s);
    return (struct str){ number.p + number.n - MOBILE_DIGITS, MOBILE_DIGITS };
}
