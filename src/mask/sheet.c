/* See sheet.h. */
#include "mask/sheet.h"

int
sheet_digit(const struct sheet *s, size_t i, bool han)
{
    /* Ten digits in each of the ways of writing them, in order of value. */
    static const uint32_t ways[][10] = {
        { 0x96F6, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
          0x516B, 0x4E5D }, /* 零一二三四五六七八九 */
        { 0x3007, 0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2,
          0x634C, 0x7396 }, /* 〇壹贰叁肆伍陆柒捌玖 */
        { 0x25CB, 0x5E7A, 0x4E24, 0, 0, 0, 0, 0, 0, 0 } /* ○幺两 */
    };
    uint32_t c = sheet_char(s, i);

    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    for (size_t w = 0; han && c > 0xFF && w < 3; w++)
        for (int v = 0; v < 10; v++)
            if (ways[w][v] == c)
                return v;
    return -1;
}

bool
sheet_is_letter(const struct sheet *s, size_t i)
{
    uint32_t c = sheet_char(s, i);

    return c >= 'a' && c <= 'z';
}

bool
sheet_is_han(const struct sheet *s, size_t i)
{
    uint32_t c = sheet_char(s, i);

    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/* 号 码 是 为 名 有 和 brackets, colons, blanks: what stands between a word
 * and the number it speaks of. */
static bool
is_filler(uint32_t c)
{
    static const uint32_t set[] = { 0x53F7, 0x7801, 0x662F, 0x4E3A, 0xFF1A,
                                    ':',    ' ',    '(',    0xFF08, ')',
                                    '-',    0x201C, '"',    ',',    0xFF0C,
                                    '.',    '#',    '\n' };

    for (size_t i = 0; i < sizeof(set) / sizeof(*set); i++)
        if (set[i] == c)
            return true;
    return false;
}

bool
sheet_cued(const struct sheet *s, size_t i, uint32_t uses, size_t gap)
{
    for (;; i--, gap--) {
        if ((s->at[i].ends & uses) != 0)
            return true;
        if (i == 0 || gap == 0 || !is_filler(s->at[i - 1].c))
            return false;
    }
}

bool
sheet_take(struct sheet *s, enum mask_kind kind, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (s->at[i].kind != MASK_KINDS)
            return false;
    for (size_t i = from; i < to; i++)
        s->at[i].kind = (uint8_t)kind;
    s->at[from].first = from < to;
    return from < to;
}
