/*
 * Long numbers: identity, cards, phones. A run is the digits from one place
 * on with single separators left out; the kinds are tried on it from the
 * surest to the least sure.
 */
#include <string.h>

#include "codes/number_check.h"
#include "mask/sheet.h"

enum { RUN_MOST = 40, GAP_MOST = 2, GROUPS_MOST = 4, CUE_GAP = 6 };

/* Digits that stand together, perhaps with separators between them. */
struct run {
    char digit[RUN_MOST + 1]; /* and a NUL; 'X' may stand as the 18th */
    size_t at[RUN_MOST];      /* the character each stands at */
    size_t n;
};

static bool
is_separator(uint32_t c)
{
    return c == ' ' || c == '-' || c == '_' || c == '.' || c == '(' ||
           c == ')' || c == 0x2010 || c == 0x2011 || c == 0x2013 ||
           c == 0x2014 || c == 0x2212 || c == 0xB7 || c == 0x00A0;
}

/* The digits from character i on. */
static void
collect(const struct sheet *s, size_t i, bool han, struct run *r)
{
    size_t gap = 0;

    r->n = 0;
    for (; r->n < RUN_MOST && gap <= GAP_MOST; i++) {
        int v = sheet_digit(s, i, han);

        if (v < 0 && !(r->n == IDENTITY_CHARS - 1 && sheet_char(s, i) == 'x')) {
            if (!is_separator(sheet_char(s, i)))
                break;
            gap++;
            continue;
        }
        r->at[r->n] = i;
        r->digit[r->n++] = v < 0 ? 'X' : (char)('0' + v);
        gap = 0;
    }
    r->digit[r->n] = '\0';
}

/* Is there no digit right behind the first k? */
static bool
ends_at(const struct run *r, size_t k)
{
    return r->n == k || (r->n > k && r->at[k] != r->at[k - 1] + 1);
}

/* Groups in which the digits from..to are written; *ret_short is the length
 * of the shortest. */
static size_t
groups(const struct run *r, size_t from, size_t to, size_t *ret_short)
{
    size_t n = 1, length = 1;

    *ret_short = RUN_MOST;
    for (size_t i = from + 1; i <= to; i++) {
        if (i < to && r->at[i] == r->at[i - 1] + 1) {
            length++;
            continue;
        }
        *ret_short = length < *ret_short ? length : *ret_short;
        n += i < to;
        length = 1;
    }
    return n;
}

/* A few groups of two or more, or every digit by itself. */
static bool
grouped(const struct run *r, size_t from, size_t to)
{
    size_t shortest, n = groups(r, from, to, &shortest);

    return n == to - from || n == 1 || (n <= GROUPS_MOST && shortest > 1);
}

/* Characters of the number that the first k digits make, or 0. */
static size_t
end_of(const struct run *r, size_t k)
{
    return k == 0 ? 0 : r->at[k - 1] + 1;
}

static size_t
identity_digits(const struct run *r)
{
    static const size_t lengths[] = { IDENTITY_CHARS, IDENTITY_CHARS_OLD };

    for (size_t i = 0; i < 2; i++)
        if (ends_at(r, lengths[i]) &&
            identity_number_shape((struct str){ r->digit, lengths[i] }))
            return lengths[i];
    return 0;
}

/* A card by its check digit, or any long number behind a word for one. */
static size_t
card_digits(const struct sheet *s, const struct run *r)
{
    size_t k = 0, shortest;

    for (size_t n = BANK_CARD_LEAST; n <= BANK_CARD_MOST; n++)
        if (ends_at(r, n) && bank_card_check((struct str){ r->digit, n }) &&
            (groups(r, 0, n, &shortest) == 1 || shortest > 2))
            return n;
    if (!sheet_cued(s, r->at[0], WORD_CARD, CUE_GAP))
        return 0;
    while (k < r->n && r->digit[k] != 'X')
        k++;
    return k >= 9 && k <= 28 ? k : 0;
}

/* 11 digits from 13 to 19, perhaps with 86 before them. */
static size_t
mobile_digits(const struct run *r)
{
    static const char *const before[] = { "", "86", "0086", "0" };

    for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++) {
        size_t n = strlen(before[i]);

        if (r->n >= n + 11 && strncmp(r->digit, before[i], n) == 0 &&
            r->digit[n] == '1' && r->digit[n + 1] >= '3' &&
            ends_at(r, n + 11) && grouped(r, n, n + 11))
            return n + 11;
    }
    return 0;
}

/* An extension: up to five digits behind a hyphen. */
static size_t
with_extension(const struct sheet *s, const struct run *r, size_t k)
{
    size_t n = k;

    if (r->n == k || sheet_char(s, r->at[k - 1] + 1) != '-')
        return k;
    do {
        n++;
    } while (n < r->n && r->at[n] == r->at[n - 1] + 1);
    return n - k <= 5 ? n : k;
}

/* Area code and number, or a number alone behind a word for a phone. */
static size_t
phone_digits(const struct sheet *s, const struct run *r)
{
    size_t shortest;

    if (r->digit[0] == '0' && r->n > 9 && r->digit[1] != '0') {
        bool brief = r->digit[1] < '3'; /* 010, 021 ... */
        size_t least = brief ? 3 + 8 : 4 + 7, most = brief ? 3 + 8 : 4 + 8;

        for (size_t k = most; k >= least; k--)
            if (ends_at(r, k) && groups(r, 0, k, &shortest) <= GROUPS_MOST &&
                (shortest > 1 || shortest == k))
                return with_extension(s, r, k);
        return 0;
    }
    if (r->digit[0] < '2' || r->digit[0] > '8' ||
        !sheet_cued(s, r->at[0], WORD_PHONE, CUE_GAP))
        return 0;
    for (size_t k = 8; k >= 7; k--)
        if (ends_at(r, k) && groups(r, 0, k, &shortest) <= 2 && shortest > 2)
            return with_extension(s, r, k);
    return 0;
}

/* Which kind begins at character i; *ret_to is its end. */
static enum mask_kind
long_number(const struct sheet *s, size_t i, bool han, size_t *ret_to)
{
    struct run r;
    size_t to;

    collect(s, i, han, &r);
    if (r.n < 7)
        return MASK_KINDS;
    if (r.n >= IDENTITY_CHARS && ends_at(&r, IDENTITY_CHARS) &&
        !identity_number_check((struct str){ r.digit, IDENTITY_CHARS }) &&
        bank_card_check((struct str){ r.digit, IDENTITY_CHARS })) {
        *ret_to = end_of(&r, IDENTITY_CHARS);
        return MASK_BANK;
    }
    if ((to = end_of(&r, identity_digits(&r))) > 0)
        return *ret_to = to, MASK_IDENTITY;
    if ((to = end_of(&r, mobile_digits(&r))) > 0)
        return *ret_to = to, MASK_MOBILE;
    if ((to = end_of(&r, card_digits(s, &r))) > 0)
        return *ret_to = to, MASK_BANK;
    if ((to = end_of(&r, phone_digits(s, &r))) > 0)
        return *ret_to = to, MASK_PHONE;
    return MASK_KINDS;
}

/* Where a number that begins at i begins to be covered: + and ( go too. */
static size_t
front(const struct sheet *s, size_t i)
{
    return i > 0 && (s->at[i - 1].c == '+' || s->at[i - 1].c == '(') ? i - 1
                                                                     : i;
}

void
find_numbers(struct sheet *s)
{
    size_t to;

    for (size_t i = 0; i < s->n; i++) {
        enum mask_kind kind = MASK_KINDS;

        if (sheet_digit(s, i, true) < 0)
            continue;
        if (sheet_digit(s, i, false) >= 0 &&
            (i == 0 || sheet_digit(s, i - 1, false) < 0))
            kind = long_number(s, i, false, &to);
        if (kind == MASK_KINDS && (i == 0 || sheet_digit(s, i - 1, true) < 0))
            kind = long_number(s, i, true, &to);
        if (kind != MASK_KINDS && sheet_take(s, kind, front(s, i), to))
            i = to - 1;
    }
}
