/*
 * rulebook_check_names: does every cell that names a row of another file name
 * one that is there, on every day on which its own row holds? And do parents
 * lead to a top? See rulebook_sheet.h.
 */
#include "rulebook/rulebook_sheet.h"

/* A cell that names a row of another file. */
struct reference {
    enum sheet_id from, to;
    const char *column;
    const char *others; /* " @street " and the like that are right as well */
};

/* clang-format off */
static const struct reference references[] = {
    { SHEET_PLACES,     SHEET_PLACES,   "parent",    NULL },
    { SHEET_PLACES,     SHEET_UNITS,    "unit",      NULL },
    { SHEET_UNITS,      SHEET_UNITS,    "parent",    NULL },
    { SHEET_MATTERS,    SHEET_MATTERS,  "parent",    NULL },
    { SHEET_DISPATCH,   SHEET_MATTERS,  "matter",    NULL },
    { SHEET_FORMS,      SHEET_MATTERS,  "matter",    " * " },
    { SHEET_DISPATCH,   SHEET_PLACES,   "place",     " * " },
    { SHEET_DISPATCH,   SHEET_UNITS,    "lead",      " @street @district " },
    { SHEET_DISPATCH,   SHEET_UNITS,    "assisting", " @street @district " },
    { SHEET_DISPATCH,   SHEET_UNITS,    "fallback",  " @district " },
    { SHEET_ESCALATION, SHEET_UNITS,    "to",
      " @leader @parent @street @supervision " },
};
/* clang-format on */

enum { REFERENCES = sizeof(references) / sizeof(references[0]) };

static bool
is_one_of(struct str word, const char *list)
{
    struct str rest = str_of(list), piece;

    while (str_cut(&rest, ' ', &piece))
        if (piece.n > 0 && str_eq(piece, word))
            return true;
    return false;
}

/* Does code, in a cell of row, name rows that hold whenever row does? */
static void
check_code(const struct checking *c, const struct reference *ref, size_t row,
           struct str code)
{
    const struct key_list *k = &c->keys[ref->to];
    struct basis days =
        days_in_calendar(c, sheet_basis(c->book, ref->from, row));
    struct buf b = { .a = c->a };
    size_t first, n = find_key(k, code, &first);

    buf_add(&b, STR("“"));
    buf_add(&b, code);
    buf_addf(&b, "”在 %s 中", sheet_at(ref->to)->file);
    if (n == 0) {
        buf_add(&b, STR("不存在：请改正，或在那里补上一行"));
    } else if (first_gap(c, ref->to, k->at + first, n, &days)) {
        buf_add(&b, STR("自 "));
        day_put(&b, days.from);
        buf_add(&b, STR(" 起不生效，而这一行仍有效：请对齐 valid_from、"
                        "valid_to"));
    } else {
        return;
    }
    fault_at(c, ref->from, row, ref->column, buf_str(&b));
}

static void
check_reference(const struct checking *c, const struct reference *ref)
{
    for (size_t i = 0; i < sheet_rows(c->book, ref->from); i++) {
        struct str rest = cell_text(c, ref->from, i, ref->column), code;

        while (str_cut(&rest, ';', &code))
            if (code.n > 0 &&
                (ref->others == NULL || !is_one_of(code, ref->others)))
                check_code(c, ref, i, code);
    }
}

/* Urgency, risk and difficulty are raised to 1, 2 or 3. */
static bool
is_raised_grade(struct str s)
{
    return s.n == 1 && s.p[0] >= '1' && s.p[0] <= '3';
}

static void
check_word(const struct checking *c, size_t row)
{
    static const struct reference to_matter = { SHEET_WORDS, SHEET_MATTERS,
                                                "target", NULL };
    static const struct reference to_exit = { SHEET_WORDS, SHEET_EXITS,
                                              "target", NULL };
    const struct word *w = &c->book->words[row];

    switch (w->kind) {
    case WORD_MATTER:
        check_code(c, &to_matter, row, w->target);
        if (w->weight == 0)
            fault_at(c, SHEET_WORDS, row, "weight",
                     STR("权重不能为 0：请填 1 到 100，表示反对时填负数"));
        break;
    case WORD_URGENCY:
    case WORD_RISK:
    case WORD_DIFFICULTY:
        if (!is_raised_grade(w->target))
            fault_at(c, SHEET_WORDS, row, "target", STR("应为 1、2 或 3"));
        break;
    case WORD_EXIT:
        check_code(c, &to_exit, row, w->target);
        break;
    case WORD_NONE:
        break;
    }
}

/* The row of the parent of row, on a day on which both hold; false: none. */
static bool
parent_of(const struct checking *c, enum sheet_id id, size_t row,
          size_t *ret_row)
{
    const struct key_list *k = &c->keys[id];
    struct str parent = cell_text(c, id, row, "parent");
    size_t first, n = parent.n == 0 ? 0 : find_key(k, parent, &first);

    for (size_t i = 0; i < n; i++) {
        size_t other = k->at[first + i].row;

        if (overlap(c, id, row, other)) {
            *ret_row = other;
            return true;
        }
    }
    return false;
}

/* Is row the first one of a circle of parents? */
static bool
begins_circle(const struct checking *c, enum sheet_id id, size_t row)
{
    size_t at = row;

    for (size_t up = 0; up <= sheet_rows(c->book, id); up++) {
        if (!parent_of(c, id, at, &at) || at < row)
            return false;
        if (at == row)
            return true;
    }
    return false;
}

static void
check_circles(const struct checking *c, enum sheet_id id)
{
    for (size_t i = 0; i < sheet_rows(c->book, id); i++) {
        struct buf b = { .a = c->a };
        size_t at = i;

        if (!begins_circle(c, id, i))
            continue;
        buf_add(&b, STR("上级关系成了环："));
        do {
            buf_add(&b, cell_text(c, id, at, "code"));
            buf_add(&b, STR(" → "));
        } while (b.n < 200 && parent_of(c, id, at, &at) && at != i);
        buf_add(&b, cell_text(c, id, i, "code"));
        buf_add(&b, STR("，请改正其中一行的 parent"));
        fault_at(c, id, i, "parent", buf_str(&b));
    }
}

/* How wide a kind of place is; a place lies in a wider one. */
static int
width_of(struct str kind)
{
    static const char *const kinds[] = { " grid ", " community ",
                                         " street town ", " district ",
                                         " city " };
    enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

    for (int i = 0; i < KINDS; i++)
        if (is_one_of(kind, kinds[i]))
            return i;
    return KINDS;
}

enum { COMMUNITY_DIGITS = 12, GRID_DIGITS = 15 };

/* Fifteen digits, the first twelve of them its community's. */
static bool
is_grid_code(struct str code, struct str community)
{
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] < '0' || code.p[i] > '9')
            return false;
    return code.n == GRID_DIGITS && community.n == COMMUNITY_DIGITS &&
           str_starts(code, community);
}

/* Every place but a city lies in a wider one, and a grid in a community. */
static void
check_chain(const struct checking *c, size_t row)
{
    const struct place *p = &c->book->places[row];
    const bool grid = str_eq(p->kind, STR("grid"));
    size_t up;

    if (grid && !is_grid_code(p->code, p->parent))
        fault_at(c, SHEET_PLACES, row, "code",
                 STR("网格代码应为 15 位数字：所在社区的 12 位代码加 3 位"));
    if (!parent_of(c, SHEET_PLACES, row, &up))
        return; /* missing parents are told by check_reference */
    if (grid && !str_eq(c->book->places[up].kind, STR("community")))
        fault_at(c, SHEET_PLACES, row, "parent",
                 STR("网格的上级应为社区（村）"));
    else if (width_of(c->book->places[up].kind) <= width_of(p->kind))
        fault_at(
            c, SHEET_PLACES, row, "parent",
            STR("上级应比本行更大：市、区、街道或镇、社区、网格，由大到小"));
}

/* A place on the map has both coordinates, or none. */
static void
check_point(const struct checking *c, size_t row)
{
    const bool lon = cell_text(c, SHEET_PLACES, row, "lon").n > 0;
    const bool lat = cell_text(c, SHEET_PLACES, row, "lat").n > 0;

    if (lon != lat)
        fault_at(c, SHEET_PLACES, row, lon ? "lat" : "lon",
                 STR("经度和纬度只填了一个：请补齐，或都留空"));
}

void
check_names(const struct checking *c)
{
    for (size_t i = 0; i < REFERENCES; i++)
        check_reference(c, &references[i]);
    for (size_t i = 0; i < c->book->words_n; i++)
        check_word(c, i);
    for (size_t i = 0; i < c->book->places_n; i++) {
        check_point(c, i);
        check_chain(c, i);
    }
    check_circles(c, SHEET_PLACES);
    check_circles(c, SHEET_UNITS);
    check_circles(c, SHEET_MATTERS);
}
