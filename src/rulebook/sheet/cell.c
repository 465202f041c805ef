/* What the text of a cell becomes, or what it should be; see cell_read in
 * rulebook_sheet.h. */
#include <string.h>

#include "rulebook/rulebook_sheet.h"
#include "text/point.h"

/* 1900-01-01 and 9999-12-31: what an empty valid_from or valid_to means. */
static const int32_t FIRST_DAY = -25567;
static const int32_t LAST_DAY = 2932896;

/* Is word one of " one two "? */
static bool
is_listed(struct str word, const char *list)
{
    struct str rest = str_of(list), piece;

    while (str_cut(&rest, ' ', &piece))
        if (piece.n > 0 && str_eq(piece, word))
            return true;
    return false;
}

static bool
is_word(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_')
            return false;
    }
    return s.n > 0;
}

/* The readers of each kind give "" or what the text should be. */
static struct str
read_word(struct arena *a, const struct column *c, struct str s)
{
    struct buf b = { .a = a };

    if (s.n == 0 && c->optional)
        return STR("");
    if (c->words == NULL)
        return is_word(s) ? STR("") : STR("应为小写字母、数字或下划线");
    if (is_listed(s, c->words))
        return STR("");
    buf_add(&b, STR("应为以下之一："));
    buf_add(&b, str_trim(str_of(c->words)));
    return buf_str(&b);
}

static struct str
read_text(struct arena *a, const struct column *c, struct str s,
          struct str *ret_text)
{
    *ret_text = s;
    if (c->kind == CELL_WORD)
        return read_word(a, c, s);
    return c->kind == CELL_NEED && s.n == 0 ? STR("不能为空") : STR("");
}

static struct str
read_number(struct arena *a, const struct column *c, struct str s,
            int64_t *ret_v)
{
    struct buf b = { .a = a };
    int64_t v = 0;

    if (s.n == 0 && c->optional)
        return STR("");
    if (str_i64(s, &v) && v >= c->min && v <= c->max) {
        *ret_v = v;
        return STR("");
    }
    buf_add(&b, STR("应为整数，从 "));
    buf_add_i64(&b, c->min);
    buf_add(&b, STR(" 到 "));
    buf_add_i64(&b, c->max);
    return buf_str(&b);
}

static struct str
read_degree(const struct column *c, struct str s, int32_t *ret_v)
{
    if (s.n == 0 || degree_parse(s, (int)c->max, ret_v))
        return STR("");
    return c->max == LON_MAX ? STR("应为十进制度数，-180 到 180，最多七位小数")
                             : STR("应为十进制度数，-90 到 90，最多七位小数");
}

/* A digit 0..3. */
static bool
is_grade(struct str s)
{
    return s.n == 1 && s.p[0] >= '0' && s.p[0] <= '3';
}

static struct str
read_grade(struct str s, int *ret_v)
{
    if (!is_grade(s))
        return STR("应为 0、1、2 或 3");
    *ret_v = s.p[0] - '0';
    return STR("");
}

static struct str
read_grades(struct str s, unsigned *ret_bits)
{
    struct str rest = s, piece;
    unsigned bits = 0;

    if (str_eq(s, STR("*"))) {
        *ret_bits = 0xF;
        return STR("");
    }
    while (str_cut(&rest, '|', &piece)) {
        if (!is_grade(piece))
            return STR("应为 *，或用 | 连接的 0 到 3，如 2|3");
        bits |= 1U << (piece.p[0] - '0');
    }
    *ret_bits = bits;
    return STR("");
}

static struct str
read_yes(struct str s, bool *ret_yes)
{
    *ret_yes = is_listed(s, " yes 是 1 true ");
    if (*ret_yes || s.n == 0 || is_listed(s, " no 否 0 false "))
        return STR("");
    return STR("应为 yes 或 no");
}

static struct str
read_day(enum cell_kind kind, struct str s, int32_t *ret_day)
{
    if (kind == CELL_FROM && s.n == 0)
        *ret_day = FIRST_DAY;
    else if (kind == CELL_TO && s.n == 0)
        *ret_day = LAST_DAY;
    else if (!day_parse(s, ret_day))
        return STR("应为存在的日期，如 2026-09-18");
    return STR("");
}

static struct str
read_unit(struct str s, enum due_unit *ret_unit)
{
    return due_unit_parse(s, ret_unit)
               ? STR("")
               : STR("应为 minute、hour、workday 或 day");
}

static struct str
read_word_kind(struct str s, enum word_kind *ret_kind)
{
    static const char *const names[] = { "",     "matter",     "urgency",
                                         "risk", "difficulty", "exit" };

    for (int k = WORD_MATTER; k <= WORD_EXIT; k++)
        if (str_eq(s, str_of(names[k]))) {
            *ret_kind = (enum word_kind)k;
            return STR("");
        }
    return STR("应为 matter、urgency、risk、difficulty 或 exit");
}

static struct str
read_basis_kind(struct str s, enum basis_kind *ret_kind)
{
    static const char *const names[] = { "", "law", "local", "design" };

    for (int k = BASIS_NONE; k <= BASIS_DESIGN; k++)
        if (str_eq(s, str_of(names[k]))) {
            *ret_kind = (enum basis_kind)k;
            return STR("");
        }
    return STR("应为 law、local 或 design");
}

static struct str
read_list(struct arena *a, const struct column *c, struct str s, char *row)
{
    struct str *list = NULL;
    const void *pieces;
    struct str rest = s, piece;
    size_t n = 0, room = 0;

    while (str_cut(&rest, ';', &piece)) {
        if (piece.n == 0)
            continue;
        list = arena_grow(a, list, n, &room, sizeof(*list));
        list[n++] = piece;
    }
    pieces = list;
    memcpy(row + c->at, &pieces, sizeof(pieces));
    memcpy(row + c->count_at, &n, sizeof(n));
    return STR("");
}

struct str
cell_read(struct arena *a, const struct column *c, struct str text, void *row)
{
    void *at = (char *)row + c->at;

    switch (c->kind) {
    case CELL_NAME:
        if (text.n == 0)
            memcpy(&text, (char *)row + c->else_at, sizeof(text));
        return read_text(a, c, text, at);
    case CELL_TEXT:
    case CELL_NEED:
    case CELL_WORD:
        return read_text(a, c, text, at);
    case CELL_LIST:
        return read_list(a, c, text, row);
    case CELL_NUMBER:
        return read_number(a, c, text, at);
    case CELL_DEGREE:
        return read_degree(c, text, at);
    case CELL_GRADE:
        return read_grade(text, at);
    case CELL_GRADES:
        return read_grades(text, at);
    case CELL_YES:
        return read_yes(text, at);
    case CELL_UNIT:
        return read_unit(text, at);
    case CELL_WORD_KIND:
        return read_word_kind(text, at);
    case CELL_BASIS_KIND:
        return read_basis_kind(text, at);
    case CELL_DAY:
    case CELL_FROM:
    case CELL_TO:
        return read_day(c->kind, text, at);
    }
    return STR("");
}
