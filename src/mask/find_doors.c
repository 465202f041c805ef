/*
 * Where in a street somebody lives: house numbers, buildings, stairs and
 * doors (路38号3栋2单元501), and the names of compounds (某某小区). Roads,
 * villages and communities stay.
 */
#include "mask/sheet.h"

enum {
    DIGITS_MOST = 5,
    NUMBER_MOST = 7,   /* characters of one number with its letters */
    PIECES_MOST = 8,   /* of one address */
    HYPHENED_MOST = 5, /* groups of 3-2-501 */
    DOOR_DIGITS = 3,   /* of a number in a list */
    NAME_MOST = 8,     /* characters of a compound's name before its ending */
    ENDING_MOST = 3
};

/* How much an ending says by itself. */
enum sure {
    SURE_NOT,   /* no ending */
    SURE_CHAIN, /* only beside another piece: 楼 层 户 */
    SURE_HOUSE, /* 号: behind a road or a compound, or beside another piece */
    SURE_LANE,  /* 弄: with digits behind a road */
    SURE_GROUP, /* 组: behind a village */
    SURE_DOOR,  /* 房: with three digits or more */
    SURE_BLOCK, /* 栋 幢 座: unless it counts buildings */
    SURE_YES    /* 号楼 单元 室 */
};

/* Endings, the longer first. */
static const struct {
    uint32_t c[ENDING_MOST];
    enum sure sure;
} endings[] = {
    { { 0x53F7, 0x95E8, 0x9762 }, SURE_YES }, /* 号门面 */
    { { 0x53F7, 0x697C, 0 }, SURE_YES },      /* 号楼 */
    { { 0x53F7, 0x680B, 0 }, SURE_YES },      /* 号栋 */
    { { 0x53F7, 0x9662, 0 }, SURE_YES },      /* 号院 */
    { { 0x53F7, 0x623F, 0 }, SURE_YES },      /* 号房 */
    { { 0x53F7, 0x94FA, 0 }, SURE_YES },      /* 号铺 */
    { { 0x5355, 0x5143, 0 }, SURE_YES },      /* 单元 */
    { { 0x95E8, 0x9762, 0 }, SURE_DOOR },     /* 门面 */
    { { 0x5BA4, 0, 0 }, SURE_YES },           /* 室 */
    { { 0x680B, 0, 0 }, SURE_BLOCK },         /* 栋 */
    { { 0x5E62, 0, 0 }, SURE_BLOCK },         /* 幢 */
    { { 0x5EA7, 0, 0 }, SURE_CHAIN },         /* 座 */
    { { '#', 0, 0 }, SURE_CHAIN },
    { { 0x623F, 0, 0 }, SURE_DOOR },  /* 房 */
    { { 0x5F04, 0, 0 }, SURE_LANE },  /* 弄 */
    { { 0x53F7, 0, 0 }, SURE_HOUSE }, /* 号 */
    { { 0x7EC4, 0, 0 }, SURE_GROUP }, /* 组 */
    { { 0x697C, 0, 0 }, SURE_CHAIN }, /* 楼 */
    { { 0x5C42, 0, 0 }, SURE_CHAIN }, /* 层 */
    { { 0x6237, 0, 0 }, SURE_CHAIN }  /* 户 */
};

/* One number with its ending. */
struct piece {
    size_t to;     /* behind the ending */
    size_t digits; /* ASCII digits in the number */
    bool han;      /* written in Chinese */
    enum sure sure;
};

/* Is there one of these characters at i? set ends with 0. */
static bool
one_of(const struct sheet *s, size_t i, const uint32_t *set)
{
    uint32_t c = sheet_char(s, i);

    while (*set != 0 && *set != c)
        set++;
    return c != 0 && *set == c;
}

/* 十 百: in numbers of several characters. */
static bool
is_han_number(const struct sheet *s, size_t i)
{
    uint32_t c = sheet_char(s, i);

    return c == 0x5341 || c == 0x767E ||
           (c > 0xFF && sheet_digit(s, i, true) >= 0);
}

/* The end of a number at i: 12, A12, 12A, A, 12-3, 十二, 甲; i when none. */
static size_t
door_number(const struct sheet *s, size_t i, struct piece *p)
{
    static const uint32_t stems[] = { 0x7532, 0x4E59, 0x4E19, 0x4E01, 0 };
    size_t k = i, most = i + NUMBER_MOST;

    p->digits = 0;
    p->han = false;
    if (one_of(s, i, stems))
        return i + 1;
    p->han = is_han_number(s, i);
    if (p->han) {
        while (k < i + 4 && is_han_number(s, k))
            k++;
        return k;
    }
    while (k < most &&
           (sheet_is_letter(s, k) || sheet_digit(s, k, false) >= 0 ||
            (k > i && sheet_char(s, k) == '-'))) {
        p->digits += sheet_digit(s, k, false) >= 0;
        k++;
    }
    return p->digits > DIGITS_MOST || (p->digits == 0 && k > i + 1) ? i : k;
}

static bool
is_ending(const struct sheet *s, size_t i, const uint32_t *ending,
          size_t *ret_n)
{
    size_t n = 0;

    while (n < ENDING_MOST && ending[n] != 0) {
        if (sheet_char(s, i + n) != ending[n])
            return false;
        n++;
    }
    *ret_n = n;
    return true;
}

/* A number and its ending at i. */
static bool
read_piece(const struct sheet *s, size_t i, struct piece *p)
{
    size_t k = door_number(s, i, p), n;

    if (k == i)
        return false;
    k += sheet_char(s, k) == ' ';
    for (size_t e = 0; e < sizeof(endings) / sizeof(*endings); e++)
        if (is_ending(s, k, endings[e].c, &n)) {
            p->to = k + n;
            p->sure = endings[e].sure;
            return true;
        }
    return false;
}

/* What stands before a number of things: 共有建了达等这那每几约近第前后两座上
 */
static bool
counts_before(const struct sheet *s, size_t i)
{
    static const uint32_t set[] = { 0x5171, 0x6709, 0x5EFA, 0x4E86, 0x8FBE,
                                    0x7B49, 0x8FD9, 0x90A3, 0x6BCF, 0x51E0,
                                    0x7EA6, 0x8FD1, 0x7B2C, 0x524D, 0x540E,
                                    0x51FA, 0x76D6, 0x591A, 0x6574, 0x53E6,
                                    0x67D0, 0 };

    return i > 0 && one_of(s, i - 1, set);
}

/* What makes a number with an ending one of things, or of something else:
 * 楼房别高住多线文令公桥价产子间建 */
static bool
counts_behind(const struct sheet *s, size_t i)
{
    static const uint32_t set[] = { 0x697C, 0x623F, 0x522B, 0x9AD8, 0x4F4F,
                                    0x591A, 0x7EBF, 0x6587, 0x4EE4, 0x516C,
                                    0x6865, 0x4EF7, 0x4EA7, 0x5B50, 0x95F4,
                                    0x5EFA, 0x5C4B, 0x5916, 0x5185, 0 };

    return one_of(s, i, set);
}

/* 3室2厅, 两单元: a plan of a flat, a count. */
static bool
is_plan(const struct sheet *s, size_t i, const struct piece *p)
{
    return sheet_char(s, p->to + 1) == 0x5385 || /* 厅 */
           sheet_char(s, p->to) == 0x5385 || sheet_char(s, i) == 0x4E24;
}

/* Is it a place by itself, with what stands around it? */
static bool
stands_alone(const struct sheet *s, size_t i, const struct piece *p)
{
    bool behind_place = (s->at[i].ends & (WORD_ESTATE | WORD_ROAD)) != 0 ||
                        (i > 0 && s->at[i - 1].kind == MASK_COMPOUND);
    bool counted =
        counts_before(s, i) || counts_behind(s, p->to) || is_plan(s, i, p);

    switch (p->sure) {
    case SURE_HOUSE:
        return behind_place && !counts_behind(s, p->to);
    case SURE_LANE:
        return p->digits > 0 && behind_place;
    case SURE_GROUP: /* behind 村 or 社区 */
        return i > 0 && (s->at[i - 1].c == 0x6751 || s->at[i - 1].c == 0x533A);
    case SURE_DOOR:
        return p->digits >= 3 && p->digits <= 4 && !counted;
    case SURE_BLOCK:
        return !counted && (!p->han || behind_place);
    case SURE_YES:
        return !counted && (p->han || p->digits > 0 || behind_place);
    case SURE_NOT:
    case SURE_CHAIN:
        break;
    }
    return false;
}

/* Bare digits behind the last piece: 3栋501、502. */
static size_t
bare_door(const struct sheet *s, size_t i)
{
    size_t k = i, to = i, n;

    k += sheet_char(s, k) == '-' || sheet_char(s, k) == ' ';
    do {
        for (n = 0; n < DIGITS_MOST && sheet_digit(s, k, false) >= 0; n++)
            k++;
        if (n != 3 && n != 4)
            break;
        to = k;
    } while (sheet_char(s, k++) == 0x3001); /* 、 */
    return to;
}

/* The end of the address that begins at i, or i. */
static size_t
door_end(const struct sheet *s, size_t i)
{
    struct piece p, first = { .sure = SURE_NOT };
    size_t to = i, n = 0, blocks = 0;

    for (size_t k = i; n < PIECES_MOST && read_piece(s, k, &p); k = to) {
        if (n == 0)
            first = p;
        n++;
        blocks += p.sure >= SURE_HOUSE;
        to = p.to;
        if (sheet_char(s, to) == 0x9644 && /* 附: 38号附2号 */
            sheet_digit(s, to + 1, true) >= 0)
            to++;
    }
    if (n == 0)
        return i;
    if (bare_door(s, to) > to && blocks > 0)
        return bare_door(s, to);
    return (n > 1 && blocks > 0 && !counts_before(s, i) &&
            !is_plan(s, i, &first)) ||
                   stands_alone(s, i, &first)
               ? to
               : i;
}

/* 3-2-501 behind a compound or road, or before 室. */
static size_t
hyphened_end(const struct sheet *s, size_t i)
{
    size_t k = i, groups = 0, n;
    bool behind = (s->at[i].ends & (WORD_ESTATE | WORD_ROAD)) != 0;

    for (;; k++) {
        for (n = 0; n < DIGITS_MOST && sheet_digit(s, k, false) >= 0; n++)
            k++;
        groups += n > 0;
        if (n == 0 || groups > HYPHENED_MOST || sheet_char(s, k) != '-')
            break;
    }
    if (groups < 2 || groups > HYPHENED_MOST || n == 0)
        return i;
    if (sheet_char(s, k) == 0x5BA4) /* 室 */
        return k + 1;
    return behind ? k + (sheet_char(s, k) == 0x53F7) : i; /* 号 */
}

/* Where the number that ends before k begins: 12, a4, 14#; k when none. */
static size_t
number_start(const struct sheet *s, size_t k)
{
    size_t end = k - (k > 0 && s->at[k - 1].c == '#'), n = 0;

    while (n < end && n <= DOOR_DIGITS &&
           sheet_digit(s, end - n - 1, false) >= 0)
        n++;
    if (n == 0 || n > DOOR_DIGITS || s->at[end - n].kind != MASK_KINDS)
        return k;
    n += n < end && sheet_is_letter(s, end - n - 1);
    return n < end && sheet_is_letter(s, end - n - 1) ? k : end - n;
}

/* Where a list of numbers begins that ends in the one at i: 3、4、5栋. */
static size_t
list_start(const struct sheet *s, size_t i)
{
    static const uint32_t joints[] = { 0x3001, 0xFF0C, ',', '~',    0x548C,
                                       0x81F3, 0x5230, '-', 0x53CA, 0 };
    size_t k = i, from;

    while (k > 1 && !is_han_number(s, i) && one_of(s, k - 1, joints)) {
        from = number_start(s, k - 1);
        if (from == k - 1)
            break;
        k = from;
    }
    return k;
}

void
find_doors(struct sheet *s)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t to;

        if (i > 0 &&
            (sheet_is_letter(s, i - 1) || sheet_digit(s, i - 1, false) >= 0 ||
             (is_han_number(s, i - 1) && is_han_number(s, i))))
            continue;
        to = hyphened_end(s, i);
        to = to > i ? to : door_end(s, i);
        if (to > i && sheet_take(s, MASK_DOOR, list_start(s, i), to))
            i = to - 1;
    }
}

/* Where the name before the ending at p begins; p when there is none. */
static size_t
name_start(const struct sheet *s, size_t p)
{
    size_t k = p;

    while (k > 0 && p - k < NAME_MOST && (s->at[k].ends & WORD_BEFORE) == 0 &&
           s->at[k - 1].kind == MASK_KINDS &&
           (sheet_is_han(s, k - 1) || sheet_is_letter(s, k - 1) ||
            sheet_digit(s, k - 1, false) >= 0))
        k--;
    return k;
}

/* 小区 公寓 宿舍 楼盘: what such endings follow is often no name. */
static bool
is_plain(const struct sheet *s, size_t i)
{
    uint32_t c = sheet_char(s, i);

    return c == 0x5C0F || c == 0x516C || c == 0x5BBF || c == 0x697C;
}

void
find_compounds(struct sheet *s)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t from, to = i + s->at[i].place;

        /* The last of endings that touch: 花园小区. */
        while (to > i && to < s->n && s->at[to].place > 0)
            to += s->at[to].place;
        if (to == i)
            continue;
        from = name_start(s, i);
        if (i - from >= (is_plain(s, i) ? 2 : 1) &&
            !(is_plain(s, i) && s->at[from].common == i - from) &&
            (s->at[to].starts & WORD_PLACE) == 0)
            (void)sheet_take(s, MASK_COMPOUND, from, to);
        i = to - 1;
    }
}
