/*
 * case_code: make and read the number of a case and the citizen's query
 * code. See case_code.h.
 */
#include "codes/case_code.h"

#include <assert.h>

#include "base/utf8.h"

enum {
    REGION_CHARS = 6,
    DAY_CHARS = 8,
    CHANNEL_CHARS = 2,
    SEQUENCE_CHARS = 7,
    DAY_AT = REGION_CHARS,
    CHANNEL_AT = DAY_AT + DAY_CHARS,
    SEQUENCE_AT = CHANNEL_AT + CHANNEL_CHARS,
    CHECK_AT = SEQUENCE_AT + SEQUENCE_CHARS,
    NUMBER_CHARS = QUERY_CODE_CHARS - QUERY_TAG_CHARS
};

static const int64_t SEQUENCES = 10000000; /* 10^7 */
static const char base36[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char base32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford */

/* The value of c in 0-9A-Z, or -1. */
static int
base36_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

/* The hybrid system of ISO/IEC 7064, clause 9, with M = 36. */
char
iso7064_mod37_36(struct str text)
{
    int p = 36;

    for (size_t i = 0; i < text.n; i++) {
        int v = base36_value(text.p[i]);

        if (v < 0)
            return 0;
        p = (p + v) % 36;
        p = (p == 0 ? 36 : p) * 2 % 37;
    }
    return base36[(37 - p) % 36];
}

static void
put_digits(struct buf *b, int64_t v, size_t n)
{
    char digits[20];

    assert(n <= sizeof(digits) && v >= 0);
    for (size_t i = n; i-- > 0; v /= 10)
        digits[i] = (char)('0' + v % 10);
    buf_add(b, (struct str){ digits, n });
}

void
case_code_put(struct buf *b, struct str region, int32_t day, struct str channel,
              int64_t number)
{
    struct date d = day_to_date(day);
    size_t before = b->n;
    char check;

    assert(region.n == REGION_CHARS && channel.n == CHANNEL_CHARS);
    assert(number >= 1);
    buf_add(b, region);
    put_digits(b, d.year, 4);
    put_digits(b, d.month, 2);
    put_digits(b, d.day, 2);
    buf_add(b, channel);
    put_digits(b, number % SEQUENCES, SEQUENCE_CHARS);
    check = iso7064_mod37_36((struct str){ b->p + before, CHECK_AT });
    assert(check != 0);
    buf_add_char(b, check);
}

/* Is c a blank or hyphen that may stand between the characters of a code? */
static bool
is_gap(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '-' || c == '\r' || c == '\n' ||
           c == 0x3000;
}

/* The capital or digit that c stands for, full-width forms too; or 0. */
static char
capital(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c = c - 0xFF01 + 0x21;
    if (c >= 'a' && c <= 'z')
        c = c - 'a' + 'A';
    return c < 0x80 && base36_value((char)c) >= 0 ? (char)c : 0;
}

/* text without gaps, in capitals. False: *b names the character. */
static bool
clean(struct str text, struct buf *ret_clean, struct buf *b)
{
    uint32_t c;

    for (size_t k, place = 1; text.n > 0; place++) {
        k = utf8_next(text, &c);
        if (k == 0) {
            buf_add(b, STR("案件编号不是合法的 UTF-8 文字"));
            return false;
        }
        if (capital(c) != 0) {
            buf_add_char(ret_clean, capital(c));
        } else if (!is_gap(c)) {
            buf_addf(b, "案件编号第 %zu 个字符“", place);
            buf_add(b, (struct str){ text.p, c < ' ' ? 0 : k });
            buf_add(b, STR("”不是数字或字母"));
            return false;
        }
        text = (struct str){ text.p + k, text.n - k };
    }
    return true;
}

/* Place of the first character of s that is no digit, from from; or s.n. */
static size_t
digits_end(struct str s, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return i;
    return s.n;
}

static int64_t
digits_value(struct str s, size_t from, size_t n)
{
    int64_t v = 0;

    for (size_t i = from; i < from + n; i++)
        v = v * 10 + (s.p[i] - '0');
    return v;
}

static bool
day_exists(struct date d)
{
    struct date back;

    if (d.year < 1900 || d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    back = day_to_date(date_to_day(d));
    return back.month == d.month && back.day == d.day;
}

static bool
check_form(struct str s, struct buf *b)
{
    size_t at;

    if (s.n != CASE_CODE_CHARS) {
        buf_addf(b, "案件编号应为 %d 个字符，实际为 %zu 个", CASE_CODE_CHARS,
                 s.n);
        return false;
    }
    at = digits_end(s, 0, CHANNEL_AT);
    if (at == s.n)
        at = digits_end(s, SEQUENCE_AT, SEQUENCE_CHARS);
    if (at < s.n) {
        buf_addf(b, "案件编号第 %zu 位应为数字，实际为“%c”", at + 1, s.p[at]);
        return false;
    }
    return true;
}

static bool
check_sense(struct str s, struct case_code *code, struct buf *b)
{
    const struct date d = {
        .year = (int)digits_value(s, DAY_AT, 4),
        .month = (int)digits_value(s, DAY_AT + 4, 2),
        .day = (int)digits_value(s, DAY_AT + 6, 2),
    };

    if (iso7064_mod37_36((struct str){ s.p, CHECK_AT }) != s.p[CHECK_AT]) {
        buf_addf(b, "案件编号的校验字符“%c”不符，请核对是否抄错",
                 s.p[CHECK_AT]);
        return false;
    }
    if (!day_exists(d)) {
        buf_addf(b, "案件编号中的日期 %.*s 不存在", DAY_CHARS, s.p + DAY_AT);
        return false;
    }
    code->region = (struct str){ s.p, REGION_CHARS };
    code->day = date_to_day(d);
    code->channel = (struct str){ s.p + CHANNEL_AT, CHANNEL_CHARS };
    code->sequence = digits_value(s, SEQUENCE_AT, SEQUENCE_CHARS);
    return true;
}

bool
case_code_parse(struct arena *a, struct str text, struct case_code *ret_code,
                struct str *ret_why)
{
    struct buf cleaned = { .a = a };
    struct buf b = { .a = a };
    struct case_code code;

    if (!clean(text, &cleaned, &b) || !check_form(buf_str(&cleaned), &b) ||
        !check_sense(buf_str(&cleaned), &code, &b)) {
        *ret_why = buf_str(&b);
        return false;
    }
    *ret_code = code;
    return true;
}

void
query_code_put(struct buf *b, int64_t number, const unsigned char tag[6])
{
    char code[QUERY_CODE_CHARS];
    uint64_t n = (uint64_t)number;
    uint64_t t = 0;

    assert(number >= 1 && n < UINT64_C(1) << (5 * NUMBER_CHARS));
    for (size_t i = 0; i < 6; i++)
        t = t << 8 | tag[i];
    t >>= 48 - 5 * QUERY_TAG_CHARS; /* the first 45 of 48 bits */
    for (size_t i = NUMBER_CHARS; i-- > 0; n >>= 5)
        code[i] = base32[n & 31];
    for (size_t i = QUERY_CODE_CHARS; i-- > NUMBER_CHARS; t >>= 5)
        code[i] = base32[t & 31];
    for (size_t i = 0; i < QUERY_CODE_CHARS; i += 4) {
        if (i > 0)
            buf_add_char(b, '-');
        buf_add(b, (struct str){ code + i, 4 });
    }
}

/* The value of c in Crockford's base 32, or -1. */
static int
base32_value(char c)
{
    if (c == 'O')
        c = '0';
    if (c == 'I' || c == 'L')
        c = '1';
    for (int v = 0; v < 32; v++)
        if (base32[v] == c)
            return v;
    return -1;
}

/* The characters of a query code without gaps; false unless there are 16. */
static bool
query_clean(struct str text, char ret_code[QUERY_CODE_CHARS])
{
    size_t n = 0;
    uint32_t c;

    for (size_t k; text.n > 0; text = (struct str){ text.p + k, text.n - k }) {
        k = utf8_next(text, &c);
        if (k == 0)
            return false;
        if (is_gap(c))
            continue;
        if (capital(c) == 0 || n == QUERY_CODE_CHARS)
            return false;
        ret_code[n++] = capital(c);
    }
    return n == QUERY_CODE_CHARS;
}

bool
query_code_parse(struct str text, int64_t *ret_number,
                 char ret_tag[QUERY_TAG_CHARS])
{
    char code[QUERY_CODE_CHARS];
    int64_t number = 0;

    if (!query_clean(text, code))
        return false;
    for (size_t i = 0; i < QUERY_CODE_CHARS; i++) {
        int v = base32_value(code[i]);

        if (v < 0)
            return false;
        code[i] = base32[v];
        if (i < NUMBER_CHARS)
            number = number * 32 + v;
    }
    if (number < 1)
        return false;
    for (size_t i = 0; i < QUERY_TAG_CHARS; i++)
        ret_tag[i] = code[NUMBER_CHARS + i];
    *ret_number = number;
    return true;
}
