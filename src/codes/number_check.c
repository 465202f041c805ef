/* See number_check.h. */
#include "codes/number_check.h"

#include <string.h>

#include "base/date.h"

enum {
    BIRTH_AT = 6,    /* where the day of birth stands */
    CREDIT_MOD = 31, /* characters of the alphabet of GB 32100 */
    PLATE_TAIL = 5,
    HAN_BYTES = 3
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
all_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]))
            return false;
    return true;
}

static int
number(const char *p, size_t n)
{
    int v = 0;

    for (size_t i = 0; i < n; i++)
        v = v * 10 + (p[i] - '0');
    return v;
}

/* The first two digits name a province (GB/T 2260), 81 to 83 people of Hong
 * Kong, Macao and Taiwan, 91 foreigners. */
static bool
is_province(int v)
{
    static const struct {
        int from, to;
    } ranges[] = { { 11, 15 }, { 21, 23 }, { 31, 37 }, { 41, 46 }, { 50, 54 },
                   { 61, 65 }, { 71, 71 }, { 81, 83 }, { 91, 91 } };

    for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
        if (v >= ranges[i].from && v <= ranges[i].to)
            return true;
    return false;
}

/* Does the day MMDD exist in the year? */
static bool
is_birthday(int year, const char *month_and_day)
{
    struct date d = { year, number(month_and_day, 2),
                      number(month_and_day + 2, 2) };
    struct date same;

    if (year < 1880 || year > 2100 || d.month < 1 || d.month > 12)
        return false;
    same = day_to_date(date_to_day(d));
    return same.month == d.month && same.day == d.day;
}

bool
identity_number_shape(struct str s)
{
    if (s.n == IDENTITY_CHARS_OLD)
        return all_digits(s) && is_province(number(s.p, 2)) &&
               is_birthday(1900 + number(s.p + BIRTH_AT, 2),
                           s.p + BIRTH_AT + 2);
    if (s.n != IDENTITY_CHARS ||
        !all_digits((struct str){ s.p, IDENTITY_CHARS - 1 }))
        return false;
    if (strchr("0123456789Xx", s.p[IDENTITY_CHARS - 1]) == NULL)
        return false;
    return is_province(number(s.p, 2)) &&
           is_birthday(number(s.p + BIRTH_AT, 4), s.p + BIRTH_AT + 4);
}

bool
identity_number_check(struct str s)
{
    static const int weight[] = { 7, 9, 10, 5,  8, 4, 2, 1, 6,
                                  3, 7, 9,  10, 5, 8, 4, 2 };
    int sum = 0;
    char last;

    if (s.n != IDENTITY_CHARS || !identity_number_shape(s))
        return false;
    for (size_t i = 0; i < IDENTITY_CHARS - 1; i++)
        sum += (s.p[i] - '0') * weight[i];
    last = s.p[IDENTITY_CHARS - 1];
    return "10X98765432"[sum % 11] == (last == 'x' ? 'X' : last);
}

bool
credit_code_check(struct str s)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int sum = 0, weight = 1, value = 0;

    if (s.n != CREDIT_CODE_CHARS)
        return false;
    for (size_t i = 0; i < CREDIT_CODE_CHARS; i++) {
        char c = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 'a' + 'A')
                                                : s.p[i];
        const char *at = memchr(alphabet, c, sizeof(alphabet) - 1);

        if (at == NULL)
            return false;
        value = (int)(at - alphabet);
        if (i < CREDIT_CODE_CHARS - 1)
            sum += value * weight;
        weight = weight * 3 % CREDIT_MOD;
    }
    return value == (CREDIT_MOD - sum % CREDIT_MOD) % CREDIT_MOD;
}

bool
bank_card_check(struct str s)
{
    int sum = 0;

    if (s.n < BANK_CARD_LEAST || s.n > BANK_CARD_MOST || !all_digits(s) ||
        s.p[0] < '3' || s.p[0] > '6')
        return false;
    for (size_t i = 0; i < s.n; i++) {
        int v = (s.p[s.n - 1 - i] - '0') * (i % 2 == 0 ? 1 : 2);

        sum += v > 9 ? v - 9 : v;
    }
    return sum % 10 == 0;
}

/* Does s begin with one character of the list? Its bytes, or 0. */
static size_t
starts_with_one(struct str s, const char *list)
{
    struct str all = str_of(list);

    for (size_t i = 0; i + HAN_BYTES <= all.n; i += HAN_BYTES)
        if (str_starts(s, (struct str){ all.p + i, HAN_BYTES }))
            return HAN_BYTES;
    return 0;
}

static bool
is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool
plate_check(struct str s)
{
    static const char provinces[] = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙"
                                    "陕吉闽贵粤青藏川宁琼";
    const struct str dot = STR("·");
    size_t at = starts_with_one(s, provinces), n = 0;

    if (at == 0 || at >= s.n || !is_letter(s.p[at++]))
        return false;
    if (str_starts((struct str){ s.p + at, s.n - at }, dot))
        at += dot.n;
    while (at < s.n && (is_letter(s.p[at]) || is_digit(s.p[at]))) {
        at++;
        n++;
    }
    if (at == s.n)
        return n == PLATE_TAIL || n == PLATE_TAIL + 1;
    return n == PLATE_TAIL - 1 && at + HAN_BYTES == s.n &&
           starts_with_one((struct str){ s.p + at, HAN_BYTES },
                           "警学挂港澳领试超") > 0;
}
