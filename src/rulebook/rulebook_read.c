/*
 * rulebook_read: bytes of a rulebook folder into tables, by the description in
 * rulebook_sheet.c. Only form is judged here; sense is rulebook_check's. See
 * rulebook.h.
 */
#include "rulebook/rulebook_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rulebook/feeling/feeling.h"
#include "rulebook/reply/reply.h"

struct reading {
    struct arena *a;
    struct rulebook *book;
    struct fault_list *faults;
    bool ok;
    struct str file;           /* the file being read */
    const struct sheet *sheet; /* and its form */
    const struct calendar_row *calendar;
    size_t calendar_n;
};

/* Report text at a place of the file being read. */
static void
fault(struct reading *r, size_t line, size_t column, struct str text)
{
    const struct fault f = { r->file, line, column, text };

    r->ok = false;
    fault_add(r->faults, f);
}

/* Read a cell into row and report what is wrong with it. */
static void
read_cell(struct reading *r, const struct column *c,
          const struct csv_cell *cell, char *row)
{
    struct str text = str_trim(cell->text);
    struct str should = cell_read(r->a, c, text, row);
    struct buf b = { .a = r->a };

    if (should.n == 0)
        return;
    buf_add(&b, str_of(c->name));
    buf_add(&b, STR(" 的值“"));
    buf_add(&b, utf8_head(text, 20));
    buf_add(&b, STR("”不对："));
    buf_add(&b, should);
    fault(r, cell->line, cell->column, buf_str(&b));
}

static bool
has_column(const struct columns *c, struct str name)
{
    for (size_t i = 0; i < c->n; i++)
        if (str_eq(name, str_of(c->at[i].name)))
            return true;
    return false;
}

static bool
is_column(const struct sheet *s, struct str name)
{
    return has_column(s->columns, name) ||
           (s->basis_at != SIZE_MAX && has_column(&basis_columns, name));
}

static void
need_columns(struct reading *r, const struct csv_table *t,
             const struct columns *columns)
{
    for (size_t i = 0; i < columns->n; i++) {
        const struct column *c = &columns->at[i];
        struct buf b = { .a = r->a };

        if (c->may_miss || csv_column(t, str_of(c->name)) != SIZE_MAX)
            continue;
        buf_addf(&b, "缺少列 %s：请在第一行补上", c->name);
        fault(r, t->header.line, 1, buf_str(&b));
    }
}

/* Every column once, none missing, none unknown. */
static bool
header_is_right(struct reading *r, const struct csv_table *t)
{
    bool before = r->ok, right;

    r->ok = true;
    for (size_t i = 0; i < t->header.n; i++) {
        const struct csv_cell *c = &t->header.cells[i];
        struct buf b = { .a = r->a };

        buf_add(&b, STR("列名“"));
        buf_add(&b, utf8_head(c->text, 20));
        if (!is_column(r->sheet, c->text))
            buf_add(&b, STR("”不认识：请改正或删除这一列"));
        else if (csv_column(t, c->text) != i)
            buf_add(&b, STR("”重复：请删除一列"));
        else
            continue;
        fault(r, c->line, c->column, buf_str(&b));
    }
    need_columns(r, t, r->sheet->columns);
    if (r->sheet->basis_at != SIZE_MAX)
        need_columns(r, t, &basis_columns);
    right = r->ok;
    r->ok = before && right;
    return right;
}

/* Where each column of the sheet stands in the file, basis columns last. */
struct places {
    size_t at[CSV_COLUMNS];
    size_t basis_at[CSV_COLUMNS];
};

static void
find_columns(const struct csv_table *t, const struct columns *columns,
             size_t *ret_at)
{
    for (size_t i = 0; i < columns->n; i++)
        ret_at[i] = csv_column(t, str_of(columns->at[i].name));
}

static void
read_row(struct reading *r, const struct csv_row *from, const struct places *p,
         char *row)
{
    const struct sheet *s = r->sheet;

    for (size_t i = 0; i < s->columns->n; i++)
        if (p->at[i] != SIZE_MAX)
            read_cell(r, &s->columns->at[i], &from->cells[p->at[i]], row);
    for (size_t i = 0; i < basis_columns.n && s->basis_at != SIZE_MAX; i++)
        read_cell(r, &basis_columns.at[i], &from->cells[p->basis_at[i]],
                  row + s->basis_at);
}

/* All rows of the table. A row of another length is reported and left zero,
 * so that row i stays row i. */
static char *
read_rows(struct reading *r, const struct csv_table *t)
{
    char *rows = arena_alloc(r->a, t->rows_n * r->sheet->row_bytes);
    struct places p = { { 0 }, { 0 } };

    find_columns(t, r->sheet->columns, p.at);
    find_columns(t, &basis_columns, p.basis_at);
    for (size_t i = 0; i < t->rows_n; i++) {
        const struct csv_row *row = &t->rows[i];
        struct buf b = { .a = r->a };

        if (row->n == t->header.n) {
            read_row(r, row, &p, rows + i * r->sheet->row_bytes);
            continue;
        }
        buf_addf(&b, "这一行有 %zu 格，第一行有 %zu 列：请补齐或删去逗号",
                 row->n, t->header.n);
        fault(r, row->line, 1, buf_str(&b));
    }
    return rows;
}

static const struct rulebook_file *
find_file(const struct rulebook_file *files, size_t n, struct str path)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(files[i].path, path))
            return &files[i];
    return NULL;
}

/* Put rows into the book. Its pointers differ in type, so they are copied. */
static void
keep_rows(struct reading *r, const char *rows, size_t n)
{
    const struct sheet *s = r->sheet;
    const void *p = rows;

    if (s->rows_at == SIZE_MAX) {
        r->calendar = p;
        r->calendar_n = n;
        return;
    }
    memcpy((char *)r->book + s->rows_at, &p, sizeof(p));
    memcpy((char *)r->book + s->rows_n_at, &n, sizeof(n));
}

static void
read_sheet(struct reading *r, const struct rulebook_file *file)
{
    struct csv_table t;
    struct csv_fault f;

    if (file == NULL && r->sheet->may_miss)
        return;
    if (file == NULL) {
        fault(r, 0, 0, STR("缺少这个文件：请从默认规则手册中复制"));
        return;
    }
    if (!csv_read(r->a, file->bytes, &t, &f)) {
        fault(r, f.line, f.column, f.text);
        return;
    }
    if (header_is_right(r, &t))
        keep_rows(r, read_rows(r, &t), t.rows_n);
}

static int
compare_days(const void *left, const void *right)
{
    int32_t a, b;

    memcpy(&a, left, sizeof(a));
    memcpy(&b, right, sizeof(b));
    return (a > b) - (a < b);
}

/* The days of one kind, in order. */
static int32_t *
days_of_kind(const struct reading *r, struct str kind, size_t *ret_n)
{
    int32_t *days = arena_alloc(r->a, (r->calendar_n + 1) * sizeof(*days));
    size_t n = 0;

    for (size_t i = 0; i < r->calendar_n; i++)
        if (str_eq(r->calendar[i].kind, kind))
            days[n++] = r->calendar[i].day;
    qsort(days, n, sizeof(*days), compare_days);
    *ret_n = n;
    return days;
}

/* Covered are the first year and those that follow it without a gap; nothing
 * is guessed behind a gap. */
static void
cover_years(struct calendar *c, const int32_t *years, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int year = day_to_date(years[i]).year;

        if (c->first_year == 0)
            c->first_year = c->last_year = year;
        else if (year == c->last_year + 1)
            c->last_year = year;
    }
}

static void
build_calendar(struct reading *r)
{
    struct calendar *c = &r->book->calendar;
    size_t sure_n, provisional_n;
    const int32_t *sure = days_of_kind(r, STR("year"), &sure_n);
    const int32_t *provisional =
        days_of_kind(r, STR("provisional"), &provisional_n);

    c->off = days_of_kind(r, STR("off"), &c->off_n);
    c->work = days_of_kind(r, STR("work"), &c->work_n);
    cover_years(c, sure, sure_n);
    cover_years(c, provisional, provisional_n);
    if (provisional_n > 0)
        c->provisional_year = day_to_date(provisional[0]).year;
}

static void
build_matcher(struct reading *r)
{
    struct rulebook *book = r->book;
    size_t n = book->words_n;
    struct str *words = arena_alloc(r->a, (n + 1) * sizeof(*words));
    uint32_t *values = arena_alloc(r->a, (n + 1) * sizeof(*values));

    for (size_t i = 0; i < n; i++) {
        words[i] = text_normalise(r->a, book->words[i].word);
        values[i] = (uint32_t)i;
    }
    book->matcher = matcher_new(r->a, words, values, n);
}

/* Words for places, and the place each stands for. */
struct gazetteer {
    struct str *words;
    uint32_t *values;
    size_t n;
};

static void
add_place_word(struct reading *r, struct gazetteer *g, struct str word,
               size_t place)
{
    g->words[g->n] = text_normalise(r->a, word);
    g->values[g->n++] = (uint32_t)place;
}

static void
build_gazetteer(struct reading *r)
{
    struct rulebook *book = r->book;
    struct gazetteer g = { .n = 0 };
    size_t room = 1;

    for (size_t i = 0; i < book->places_n; i++)
        room += 2 + book->places[i].aliases_n;
    g.words = arena_alloc(r->a, room * sizeof(*g.words));
    g.values = arena_alloc(r->a, room * sizeof(*g.values));
    for (size_t i = 0; i < book->places_n; i++) {
        const struct place *p = &book->places[i];

        add_place_word(r, &g, p->name.hans, i);
        if (!str_eq(p->name.hant, p->name.hans))
            add_place_word(r, &g, p->name.hant, i);
        for (size_t k = 0; k < p->aliases_n; k++)
            add_place_word(r, &g, p->aliases[k], i);
    }
    book->gazetteer = matcher_new(r->a, g.words, g.values, g.n);
}

/* letters/NAME.md; other files are not ours. */
static void
read_letters(struct reading *r, const struct rulebook_file *files, size_t n)
{
    const struct str folder = STR("letters/"), end = STR(".md");
    struct letter *letters = arena_alloc(r->a, (n + 1) * sizeof(*letters));
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        struct str path = files[i].path;

        if (!str_starts(path, folder) || !str_ends(path, end) ||
            path.n <= folder.n + end.n)
            continue;
        r->file = arena_str(r->a, path);
        if (!utf8_valid(files[i].bytes))
            fault(r, 0, 0, STR("不是 UTF-8 文字：请另存为 UTF-8 编码"));
        letters[k++] = (struct letter){
            .name = arena_str(r->a, (struct str){ path.p + folder.n,
                                                  path.n - folder.n - end.n }),
            .text = arena_str(r->a, files[i].bytes),
        };
    }
    r->book->letters = letters;
    r->book->letters_n = k;
}

bool
rulebook_read(struct arena *a, const struct rulebook_file *files,
              size_t files_n, struct rulebook *ret_book,
              struct fault_list *faults)
{
    struct rulebook book = { .settings = NULL };
    struct reading r = { .a = a, .book = &book, .faults = faults, .ok = true };

    for (int id = 0; id < SHEETS; id++) {
        r.sheet = sheet_at((enum sheet_id)id);
        r.file = str_of(r.sheet->file);
        read_sheet(&r, find_file(files, files_n, r.file));
    }
    read_letters(&r, files, files_n);
    if (!r.ok)
        return false;
    build_calendar(&r);
    build_matcher(&r);
    build_gazetteer(&r);
    book.finder = feeling_finder_new(a, &book);
    book.reply_reader = reply_reader_new(a, &book);
    *ret_book = book;
    return true;
}
