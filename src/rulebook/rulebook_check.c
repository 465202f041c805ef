/*
 * rulebook_check: faults of meaning that any file can have: a basis that is
 * missing, a key that stands twice, a word that names nothing, a circle of
 * parents. What one table must be in itself is in rulebook_check_tables.c.
 *
 * Gaps are looked for in the years of the calendar only: outside them no
 * deadline can be set, so no case can be taken in. See rulebook.h.
 */
#include "rulebook/rulebook_sheet.h"

#include <stdlib.h>

/* So many different days of change are looked at; more are a fault. */
enum { DAYS_MAX = 200 };

void
fault_in(const struct checking *c, enum sheet_id id, struct str text)
{
    fault_add(c->faults,
              (struct fault){ str_of(sheet_at(id)->file), 0, 0, text });
}

void
fault_at(const struct checking *c, enum sheet_id id, size_t row,
         const char *column, struct str text)
{
    const struct csv_table *t = &c->tables[id];
    struct fault f = { str_of(sheet_at(id)->file), 0, 0, text };
    size_t k = column == NULL ? 0 : csv_column(t, str_of(column));

    if (row < t->rows_n) {
        const struct csv_row *at = &t->rows[row];

        f.line = at->line;
        f.column = 1;
        if (k < at->n) {
            f.line = at->cells[k].line;
            f.column = at->cells[k].column;
        }
    }
    fault_add(c->faults, f);
}

size_t
row_line(const struct checking *c, enum sheet_id id, size_t row)
{
    const struct csv_table *t = &c->tables[id];

    return row < t->rows_n ? t->rows[row].line : 0;
}

struct str
cell_text(const struct checking *c, enum sheet_id id, size_t row,
          const char *column)
{
    const struct csv_table *t = &c->tables[id];

    if (row >= t->rows_n)
        return STR("");
    return str_trim(csv_text(&t->rows[row], csv_column(t, str_of(column))));
}

void
add_day(struct buf *b, int32_t day)
{
    buf_add(b, STR("自 "));
    day_put(b, day);
    buf_add(b, STR(" 起"));
}

static int
compare_days(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

/* The days of days, in order and each once. */
static size_t
sort_days(int32_t *days, size_t n)
{
    size_t kept = 0;

    qsort(days, n, sizeof(*days), compare_days);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || days[i] != days[kept - 1])
            days[kept++] = days[i];
    return kept;
}

const int32_t *
days_of_change(const struct checking *c, unsigned sheets, size_t *ret_n)
{
    int32_t *days;
    size_t n = 0, room = 1;

    for (int id = 0; id < SHEETS; id++)
        if ((sheets & 1U << id) != 0)
            room += 2 * sheet_rows(c->book, (enum sheet_id)id);
    days = arena_alloc(c->a, room * sizeof(*days));
    days[n++] = c->from;
    for (int id = 0; id < SHEETS; id++) {
        if ((sheets & 1U << id) == 0)
            continue;
        for (size_t i = 0; i < sheet_rows(c->book, (enum sheet_id)id); i++) {
            const struct basis *b = sheet_basis(c->book, (enum sheet_id)id, i);

            if (b->from > c->from && b->from <= c->to)
                days[n++] = b->from;
            if (b->to >= c->from && b->to < c->to)
                days[n++] = b->to + 1;
        }
    }
    n = sort_days(days, n);
    *ret_n = n < DAYS_MAX ? n : DAYS_MAX;
    return days;
}

static int
compare_keys(const void *left, const void *right)
{
    const struct keyed_row *a = left, *b = right;
    int c = str_cmp(a->key, b->key);

    return c != 0 ? c : (a->row > b->row) - (a->row < b->row);
}

static struct str
join_key(const struct checking *c, enum sheet_id id, size_t row)
{
    const struct sheet *s = sheet_at(id);
    struct buf b = { .a = c->a };

    for (size_t i = 0; i < KEY_COLUMNS && s->key[i] != NULL; i++) {
        if (i > 0)
            buf_add_char(&b, KEY_JOINT);
        buf_add(&b, cell_text(c, id, row, s->key[i]));
    }
    return buf_str(&b);
}

static void
sort_keys(struct checking *c, enum sheet_id id)
{
    struct key_list *k = &c->keys[id];

    if (sheet_at(id)->key[0] == NULL)
        return;
    k->n = sheet_rows(c->book, id);
    k->at = arena_alloc(c->a, (k->n + 1) * sizeof(*k->at));
    for (size_t i = 0; i < k->n; i++)
        k->at[i] = (struct keyed_row){ join_key(c, id, i), i };
    qsort(k->at, k->n, sizeof(*k->at), compare_keys);
}

size_t
find_key(const struct key_list *k, struct str key, size_t *ret_first)
{
    size_t low = 0, high = k->n, n = 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (str_cmp(k->at[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + n < k->n && str_eq(k->at[low + n].key, key))
        n++;
    *ret_first = low;
    return n;
}

static bool
overlap(const struct checking *c, enum sheet_id id, size_t i, size_t j)
{
    const struct basis *a, *b;

    if (sheet_at(id)->basis_at == SIZE_MAX)
        return true;
    a = sheet_basis(c->book, id, i);
    b = sheet_basis(c->book, id, j);
    return a->from <= b->to && b->from <= a->to;
}

/* Report the first earlier row of the same key that holds on a common day. */
static void
check_repeat(const struct checking *c, enum sheet_id id, size_t at)
{
    const struct keyed_row *rows = c->keys[id].at;
    struct buf b = { .a = c->a };

    for (size_t i = at; i-- > 0 && str_eq(rows[i].key, rows[at].key);) {
        if (!overlap(c, id, rows[i].row, rows[at].row))
            continue;
        buf_addf(&b,
                 "与第 %zu 行重复，且有效期重叠：请删除一行，或用 valid_from、"
                 "valid_to 分开",
                 row_line(c, id, rows[i].row));
        fault_at(c, id, rows[at].row, sheet_at(id)->key[0], buf_str(&b));
        return;
    }
}

static void
check_basis(const struct checking *c, enum sheet_id id, size_t row)
{
    const struct basis *b = sheet_basis(c->book, id, row);

    if (b->text.n == 0)
        fault_at(c, id, row, "basis",
                 STR("缺少依据：请在 basis 写明法规、文件或决定及其条款"));
    if (b->kind == BASIS_NONE)
        fault_at(c, id, row, "basis_kind",
                 STR("缺少依据种类：请填 law、local 或 design"));
    if (b->from > b->to)
        fault_at(c, id, row, "valid_from",
                 STR("这一行永远不生效：valid_from 晚于 valid_to，请改正"));
}

static void
check_days(const struct checking *c, enum sheet_id id)
{
    size_t n;

    (void)days_of_change(c, 1U << id, &n);
    if (n == DAYS_MAX)
        fault_in(c, id,
                 STR("不同的生效日期太多（200 个以上），无法逐一核对：请合并"));
}

static void
check_sheet(const struct checking *c, enum sheet_id id)
{
    size_t n = sheet_rows(c->book, id);

    if (sheet_at(id)->basis_at != SIZE_MAX)
        check_days(c, id);
    for (size_t i = 0; i < n && sheet_at(id)->basis_at != SIZE_MAX; i++)
        check_basis(c, id, i);
    for (size_t i = 0; i < c->keys[id].n; i++)
        check_repeat(c, id, i);
}

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

bool
first_gap(const struct checking *c, enum sheet_id id,
          const struct keyed_row *rows, size_t n, struct basis *days)
{
    while (days->from <= days->to) {
        int32_t reach = days->from - 1;

        for (size_t i = 0; i < n; i++) {
            const struct basis *b = sheet_basis(c->book, id, rows[i].row);

            if (holds(b, days->from) && b->to > reach)
                reach = b->to;
        }
        if (reach < days->from)
            return true;
        days->from = reach + 1;
    }
    return false;
}

struct basis
days_in_calendar(const struct checking *c, const struct basis *basis)
{
    struct basis b = *basis;

    b.from = b.from < c->from ? c->from : b.from;
    b.to = b.to > c->to ? c->to : b.to;
    return b;
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

/* The bytes of the sheet's file were read before, so they read again; a file
 * that is not there leaves an empty table. */
static void
open_table(struct checking *c, enum sheet_id id,
           const struct rulebook_file *files, size_t files_n)
{
    struct csv_fault ignored;

    for (size_t i = 0; i < files_n; i++)
        if (str_eq(files[i].path, str_of(sheet_at(id)->file)))
            (void)csv_read(c->a, files[i].bytes, &c->tables[id], &ignored);
}

static void
open_checking(struct checking *c, const struct rulebook_file *files,
              size_t files_n)
{
    const struct calendar *cal = &c->book->calendar;
    const bool none = cal->first_year == 0;

    c->from = date_to_day((struct date){ none ? 1900 : cal->first_year, 1, 1 });
    c->to = date_to_day((struct date){ none ? 9999 : cal->last_year, 12, 31 });
    for (int id = 0; id < SHEETS; id++) {
        open_table(c, (enum sheet_id)id, files, files_n);
        sort_keys(c, (enum sheet_id)id);
    }
}

void
rulebook_check(const struct rulebook *book, const struct rulebook_file *files,
               size_t files_n, struct fault_list *faults)
{
    struct checking c = { .book = book, .a = faults->a, .faults = faults };

    open_checking(&c, files, files_n);
    for (int id = 0; id < SHEETS; id++)
        check_sheet(&c, (enum sheet_id)id);
    for (size_t i = 0; i < REFERENCES; i++)
        check_reference(&c, &references[i]);
    for (size_t i = 0; i < book->words_n; i++)
        check_word(&c, i);
    check_circles(&c, SHEET_PLACES);
    check_circles(&c, SHEET_UNITS);
    check_circles(&c, SHEET_MATTERS);
    check_levels(&c);
    check_dispatch(&c);
    check_deadlines(&c);
    check_escalations(&c);
    check_exits(&c);
    check_calendar(&c);
}
