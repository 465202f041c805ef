/*
 * Codes of letters and digits: unified social credit codes, plates, permits,
 * mail and names on WeChat and QQ.
 */
#include <string.h>

#include "codes/number_check.h"
#include "mask/sheet.h"

enum {
    CUE_GAP = 6,
    LOCAL_MOST = 64, /* of a mail address, RFC 5321 */
    HOST_MOST = 253,
    CHAT_LEAST = 5,
    CHAT_MOST = 20,
    PLATE_TAIL = 5 /* behind province and letter */
};

static bool
is_alnum(const struct sheet *s, size_t i)
{
    return sheet_is_letter(s, i) || sheet_digit(s, i, false) >= 0;
}

/* The letters and digits from i on as ASCII, at most room - 1. */
static size_t
alnum_run(const struct sheet *s, size_t i, char *text, size_t room)
{
    size_t n = 0;

    while (n + 1 < room && is_alnum(s, i + n)) {
        text[n] = (char)sheet_char(s, i + n);
        n++;
    }
    text[n] = '\0';
    return n;
}

/* The short names of provinces that stand on plates. */
static bool
is_province(uint32_t c)
{
    static const uint32_t set[] = {
        0x4EAC, 0x6D25, 0x6CAA, 0x6E1D, 0x5180, 0x8C6B, 0x4E91, 0x8FBD,
        0x9ED1, 0x6E58, 0x7696, 0x9C81, 0x65B0, 0x82CF, 0x6D59, 0x8D63,
        0x9102, 0x6842, 0x7518, 0x664B, 0x8499, 0x9655, 0x5409, 0x95FD,
        0x8D35, 0x7CA4, 0x9752, 0x85CF, 0x5DDD, 0x5B81, 0x743C
    }; /* 京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼 */

    for (size_t i = 0; i < sizeof(set) / sizeof(*set); i++)
        if (set[i] == c)
            return true;
    return false;
}

/* 警学挂港澳领试超: the last character of some plates. */
static bool
is_plate_end(uint32_t c)
{
    return c == 0x8B66 || c == 0x5B66 || c == 0x6302 || c == 0x6E2F ||
           c == 0x6FB3 || c == 0x9886 || c == 0x8BD5 || c == 0x8D85;
}

static bool
is_plate_gap(uint32_t c)
{
    return c == 0xB7 || c == '.' || c == ' ' || c == '-' || c == 0x2022 ||
           c == 0x30FB || c == 0x2027;
}

/*
 * The end of letters and digits of a plate that begin at i, or 0: five of
 * them, six for new energy, four before 警 and the like (GA 36-2018); three at
 * least are digits.
 */
static size_t
plate_tail(const struct sheet *s, size_t i)
{
    size_t n = 0, digits = 0;

    while (n < PLATE_TAIL + 2 && is_alnum(s, i + n)) {
        digits += sheet_digit(s, i + n, false) >= 0;
        n++;
    }
    if (digits < 3)
        return 0;
    if (n == PLATE_TAIL - 1 && is_plate_end(sheet_char(s, i + n)))
        return i + n + 1;
    return n == PLATE_TAIL || n == PLATE_TAIL + 1 ? i + n : 0;
}

static size_t
plate_end(const struct sheet *s, size_t i)
{
    size_t letter = i + 1;

    if (!is_province(sheet_char(s, i)) || !sheet_is_letter(s, letter))
        return 0;
    return plate_tail(s, letter + 1 + is_plate_gap(sheet_char(s, letter + 1)));
}

/* WJ, perhaps the province, five characters: the armed police. */
static size_t
armed_police_end(const struct sheet *s, size_t i)
{
    size_t at = i + 2;

    if (sheet_char(s, i) != 'w' || sheet_char(s, i + 1) != 'j')
        return 0;
    at += is_province(sheet_char(s, at));
    return plate_tail(s, at + is_plate_gap(sheet_char(s, at)));
}

/* A plate without its province, behind 车牌: a letter and the tail. */
static size_t
bare_plate_end(const struct sheet *s, size_t i)
{
    if (!sheet_is_letter(s, i) || !sheet_cued(s, i, WORD_PLATE, CUE_GAP))
        return 0;
    return plate_tail(s, i + 1 + is_plate_gap(sheet_char(s, i + 1)));
}

/* A letter or two and seven to nine digits behind a word for such a thing. */
static size_t
permit_end(const struct sheet *s, size_t i)
{
    size_t letters = 0, digits = 0;

    if (!sheet_cued(s, i, WORD_PERMIT, CUE_GAP))
        return 0;
    while (letters < 2 && sheet_is_letter(s, i + letters))
        letters++;
    while (sheet_digit(s, i + letters + digits, false) >= 0 && digits < 12)
        digits++;
    return digits >= 6 && digits <= 11 && letters + digits >= 8
               ? i + letters + digits
               : 0;
}

static size_t
credit_code_end(const struct sheet *s, size_t i)
{
    char text[CREDIT_CODE_CHARS + 2];

    return alnum_run(s, i, text, sizeof(text)) == CREDIT_CODE_CHARS &&
                   credit_code_check((struct str){ text, CREDIT_CODE_CHARS })
               ? i + CREDIT_CODE_CHARS
               : 0;
}

void
find_codes(struct sheet *s)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t to;

        if ((to = plate_end(s, i)) > 0) {
            (void)sheet_take(s, MASK_PLATE, i, to);
            continue;
        }
        if (!is_alnum(s, i) || (i > 0 && is_alnum(s, i - 1)))
            continue;
        if ((to = credit_code_end(s, i)) > 0)
            (void)sheet_take(s, MASK_CREDIT_CODE, i, to);
        else if ((to = permit_end(s, i)) > 0)
            (void)sheet_take(s, MASK_PERMIT, i, to);
        else if ((to = armed_police_end(s, i)) > 0 ||
                 (to = bare_plate_end(s, i)) > 0)
            (void)sheet_take(s, MASK_PLATE, i, to);
    }
}

static bool
is_local(const struct sheet *s, size_t i)
{
    uint32_t c = sheet_char(s, i);

    return is_alnum(s, i) ||
           (c > ' ' && c < 0x7F && strchr("._%+-", (int)c) != NULL);
}

static bool
is_host(const struct sheet *s, size_t i)
{
    uint32_t c = sheet_char(s, i);

    return is_alnum(s, i) || c == '.' || c == '-';
}

/* A mail address around the @ at i. */
static void
take_mail(struct sheet *s, size_t i)
{
    size_t from = i, to = i + 1;

    while (from > 0 && i - from < LOCAL_MOST && is_local(s, from - 1))
        from--;
    while (to - i <= HOST_MOST && is_host(s, to))
        to++;
    while (to > i + 1 && !is_alnum(s, to - 1))
        to--;
    while (from < i && !is_alnum(s, from))
        from++;
    if (from < i && to > i + 3)
        (void)sheet_take(s, MASK_MAIL, from, to);
}

void
find_mail(struct sheet *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].c == '@')
            take_mail(s, i);
}

/* A name of 5 to 20 letters, digits, - and _ (WeChat), digits for QQ. */
static size_t
account_end(const struct sheet *s, size_t i)
{
    size_t n = 0, digits = 0;

    while (n <= CHAT_MOST &&
           (is_alnum(s, i + n) || sheet_char(s, i + n) == '_' ||
            (sheet_char(s, i + n) == '-' && is_alnum(s, i + n + 1)))) {
        digits += sheet_digit(s, i + n, false) >= 0;
        n++;
    }
    return n >= CHAT_LEAST && n <= CHAT_MOST &&
                   (digits > 0 || sheet_is_letter(s, i))
               ? i + n
               : 0;
}

void
find_accounts(struct sheet *s)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t to;

        if (!is_alnum(s, i) || !sheet_cued(s, i, WORD_CHAT, CUE_GAP) ||
            (i > 0 && is_alnum(s, i - 1) && (s->at[i].ends & WORD_CHAT) == 0))
            continue;
        if ((to = account_end(s, i)) > 0)
            (void)sheet_take(s, MASK_ACCOUNT, i, to);
    }
}
