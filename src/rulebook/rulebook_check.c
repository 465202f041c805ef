/*
 * rulebook_check: faults of meaning that any file can have: a basis that is
 * missing, a key that stands twice, a row that never holds; and what all the
 * checks share. The others are in rulebook_check_names.c, _tables.c and
 * _dispatch.c.
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

    if (c == 0)
        c = (a->from > b->from) - (a->from < b->from);
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
    for (size_t i = 0; i < k->n; i++) {
        k->at[i] = (struct keyed_row){ join_key(c, id, i), i, 0 };
        if (sheet_at(id)->basis_at != SIZE_MAX)
            k->at[i].from = sheet_basis(c->book, id, i)->from;
    }
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

bool
first_gap(const struct checking *c, enum sheet_id id,
          const struct keyed_row *rows, size_t n, struct basis *days)
{
    for (size_t i = 0; i < n && days->from <= days->to; i++) {
        const struct basis *b = sheet_basis(c->book, id, rows[i].row);

        if (b->from > b->to)
            continue;
        if (b->from > days->from)
            break; /* the rows behind it begin even later */
        if (b->to >= days->from)
            days->from = b->to + 1;
    }
    return days->from <= days->to;
}

struct basis
days_in_calendar(const struct checking *c, const struct basis *basis)
{
    struct basis b = *basis;

    b.from = b.from < c->from ? c->from : b.from;
    b.to = b.to > c->to ? c->to : b.to;
    return b;
}

bool
overlap(const struct checking *c, enum sheet_id id, size_t i, size_t j)
{
    const struct basis *a, *b;

    if (sheet_at(id)->basis_at == SIZE_MAX)
        return true;
    a = sheet_basis(c->book, id, i);
    b = sheet_basis(c->book, id, j);
    return a->from <= b->to && b->from <= a->to;
}

/* Report a row of the same key before at that holds on a common day. */
static void
check_repeat(const struct checking *c, enum sheet_id id, size_t at)
{
    const struct keyed_row *rows = c->keys[id].at;
    struct buf b = { .a = c->a };

    for (size_t i = at; i-- > 0 && str_eq(rows[i].key, rows[at].key);) {
        size_t x = rows[i].row, y = rows[at].row;

        if (!overlap(c, id, x, y))
            continue;
        buf_addf(&b,
                 "与第 %zu 行重复，且有效期重叠：请删除一行，或用 valid_from、"
                 "valid_to 分开",
                 row_line(c, id, x < y ? x : y));
        fault_at(c, id, x < y ? y : x, sheet_at(id)->key[0], buf_str(&b));
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
    check_names(&c);
    check_levels(&c);
    check_dispatch(&c);
    check_deadlines(&c);
    check_escalations(&c);
    check_exits(&c);
    check_access(&c);
    check_keep(&c);
    check_forms(&c);
    check_wordlists(&c, files, files_n);
    check_feelings(&c);
    check_replies(&c);
    check_calendar(&c);
}

void
fault_add(struct fault_list *f, struct fault fault)
{
    if (f->n == FAULTS_MAX)
        return;
    f->at = arena_grow(f->a, f->at, f->n, &f->room, sizeof(*f->at));
    f->at[f->n++] = fault;
}
