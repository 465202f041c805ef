/*
 * csv: libcsv with places. libcsv gives no positions, so it is fed one byte at
 * a time and the reader counts lines and characters beside it. See csv.h.
 */
#include "text/csv.h"

#include <csv.h>
#include <string.h>

#include "base/utf8.h"

enum { BLOCK = 4096 };

static const unsigned char bom[3] = { 0xEF, 0xBB, 0xBF };

/* A cell of the row being read: its text stands in the reader's room. */
struct span {
    size_t at, n;
    size_t line, column;
};

struct csv_reader {
    struct csv_parser parser;
    struct arena *a;
    struct csv_fault why;
    bool wrong;
    bool row_done;
    bool in_row;         /* the row has begun */
    bool was_cr;         /* the byte before was CR: LF belongs to it */
    size_t bom_n;        /* bytes of a mark seen so far; 3 when past it */
    size_t line, column; /* of the next byte */
    size_t cell_line, cell_column; /* where the cell being read begins */
    char *room;                    /* texts of the row */
    size_t room_n, room_bytes;
    struct span spans[CSV_COLUMNS];
    size_t spans_n;
    struct csv_cell cells[CSV_COLUMNS];
};

struct csv_reader *
csv_open(struct arena *a)
{
    struct csv_reader *r = arena_new(a, struct csv_reader);

    r->a = a;
    r->line = r->column = 1;
    r->cell_line = r->cell_column = 1;
    (void)csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI); /* never fails */
    csv_set_blk_size(&r->parser, BLOCK);
    return r;
}

void
csv_close(struct csv_reader *r)
{
    if (r != NULL)
        csv_free(&r->parser);
}

struct csv_fault
csv_why(const struct csv_reader *r)
{
    return r->why;
}

/* Keep the first fault. */
static void
wrong_at(struct csv_reader *r, size_t line, size_t column, struct str text)
{
    if (r->wrong)
        return;
    r->wrong = true;
    r->why = (struct csv_fault){ line, column, text };
}

/* Room for n more bytes of texts. */
static void
need_room(struct csv_reader *r, size_t n)
{
    size_t bytes = r->room_bytes == 0 ? BLOCK : r->room_bytes;
    char *larger;

    while (bytes < r->room_n + n)
        bytes *= 2;
    if (bytes == r->room_bytes)
        return;
    larger = arena_alloc(r->a, bytes);
    if (r->room_n > 0)
        memcpy(larger, r->room, r->room_n);
    r->room = larger;
    r->room_bytes = bytes;
}

/* libcsv: a cell is complete. The next one begins behind the current byte. */
static void
on_cell(void *p, size_t n, void *data)
{
    struct csv_reader *r = data;
    const struct str text = { p, n };
    struct span *s;

    if (r->spans_n == CSV_COLUMNS) {
        wrong_at(r, r->cell_line, r->cell_column,
                 STR("一行超过 64 列：请检查逗号和引号"));
        return;
    }
    if (!utf8_valid(text))
        wrong_at(r, r->cell_line, r->cell_column,
                 STR("不是 UTF-8 文字：请另存为 UTF-8 编码的 CSV"));
    s = &r->spans[r->spans_n++];
    *s = (struct span){ r->room_n, n, r->cell_line, r->cell_column };
    need_room(r, n);
    if (n > 0)
        memcpy(r->room + r->room_n, p, n);
    r->room_n += n;
    r->cell_line = r->line;
    r->cell_column = r->column + 1;
}

/* libcsv: the row is complete. */
static void
on_row(int end, void *data)
{
    struct csv_reader *r = data;

    (void)end;
    r->row_done = true;
}

/* Move the place past byte c. */
static void
count(struct csv_reader *r, unsigned char c)
{
    if (c == '\n' && r->was_cr) {
        r->was_cr = false;
        return;
    }
    r->was_cr = c == '\r';
    if (c == '\n' || c == '\r') {
        r->line++;
        r->column = 1;
    } else if ((c & 0xC0) != 0x80) {
        r->column++;
    }
}

/* Give c to libcsv and keep the places. */
static void
feed(struct csv_reader *r, unsigned char c)
{
    bool blank = c == '\r' || c == '\n' || c == ' ' || c == '\t';

    if (!r->in_row && !blank) {
        r->in_row = true;
        r->cell_line = r->line;
        r->cell_column = r->column;
    }
    if (c == 0)
        wrong_at(r, r->line, r->column, STR("文件中有零字节：不是 CSV 文本"));
    else if (csv_parse(&r->parser, &c, 1, on_cell, on_row, r) != 1)
        wrong_at(r, r->line, r->column,
                 STR("引号位置不对：整格加引号，格内的引号写两遍"));
    else if (r->parser.entry_pos > CSV_CELL_BYTES)
        wrong_at(r, r->cell_line, r->cell_column,
                 STR("一格超过 64 KiB：请检查是否少了引号"));
    count(r, c);
}

/* A byte order mark at the very start is dropped, a part of one is not. */
static void
take(struct csv_reader *r, unsigned char c)
{
    size_t seen = r->bom_n;

    if (seen < sizeof(bom) && c == bom[seen]) {
        r->bom_n++;
        return;
    }
    if (seen < sizeof(bom)) {
        r->bom_n = sizeof(bom);
        for (size_t i = 0; i < seen; i++)
            feed(r, bom[i]);
    }
    feed(r, c);
}

/* Hand out the complete row and be ready for the next one. */
static enum csv_step
give_row(struct csv_reader *r, struct csv_row *ret_row)
{
    for (size_t i = 0; i < r->spans_n; i++) {
        const struct span *s = &r->spans[i];

        r->cells[i] = (struct csv_cell){
            .text = { r->room == NULL ? "" : r->room + s->at, s->n },
            .line = s->line,
            .column = s->column,
        };
    }
    *ret_row = (struct csv_row){ r->cells, r->spans_n, r->spans[0].line };
    r->row_done = false;
    r->in_row = false;
    return CSV_ROW;
}

static void
start_row(struct csv_reader *r)
{
    if (r->in_row)
        return;
    r->spans_n = 0;
    r->room_n = 0;
}

enum csv_step
csv_next(struct csv_reader *r, struct str *bytes, struct csv_row *ret_row)
{
    start_row(r);
    while (!r->wrong && bytes->n > 0) {
        take(r, (unsigned char)bytes->p[0]);
        *bytes = (struct str){ bytes->p + 1, bytes->n - 1 };
        if (r->row_done && !r->wrong)
            return give_row(r, ret_row);
    }
    return r->wrong ? CSV_WRONG : CSV_MORE;
}

enum csv_step
csv_last(struct csv_reader *r, struct csv_row *ret_row)
{
    start_row(r);
    if (!r->wrong && r->bom_n > 0 && r->bom_n < sizeof(bom))
        wrong_at(r, 1, 1, STR("不是 UTF-8 文字：请另存为 UTF-8 编码的 CSV"));
    if (!r->wrong && csv_fini(&r->parser, on_cell, on_row, r) != 0)
        wrong_at(r, r->cell_line, r->cell_column,
                 STR("引号没有结束：请在这一格末尾补上引号"));
    if (r->wrong)
        return CSV_WRONG;
    return r->row_done ? give_row(r, ret_row) : CSV_MORE;
}

/* A copy of a row that stays. */
static struct csv_row
keep_row(struct arena *a, struct csv_row row)
{
    struct csv_cell *cells =
        arena_copy(a, row.cells, row.n * sizeof(row.cells[0]));

    for (size_t i = 0; i < row.n; i++)
        cells[i].text = arena_str(a, cells[i].text);
    row.cells = cells;
    return row;
}

/* All rows of bytes, the header too. */
static bool
read_rows(struct arena *a, struct csv_reader *r, struct str bytes,
          struct csv_table *t)
{
    struct csv_row *rows = NULL;
    size_t n = 0, room = 0;
    struct csv_row row;
    enum csv_step step;

    do {
        step = csv_next(r, &bytes, &row);
        if (step == CSV_MORE)
            step = csv_last(r, &row);
        if (step == CSV_ROW) {
            rows = arena_grow(a, rows, n, &room, sizeof(*rows));
            rows[n++] = keep_row(a, row);
        }
    } while (step == CSV_ROW);
    if (step == CSV_WRONG)
        return false;
    if (n == 0) {
        wrong_at(r, 0, 0, STR("文件是空的：第一行应写列名"));
        return false;
    }
    *t = (struct csv_table){ rows[0], rows + 1, n - 1 };
    return true;
}

bool
csv_read(struct arena *a, struct str bytes, struct csv_table *ret_table,
         struct csv_fault *ret_fault)
{
    struct csv_reader *r = csv_open(a);
    struct csv_table t;
    bool ok = false;

    if (bytes.n > CSV_TABLE_BYTES)
        wrong_at(r, 0, 0, STR("文件超过 8 MiB：请拆分或删减"));
    else
        ok = read_rows(a, r, bytes, &t);
    if (ok)
        *ret_table = t;
    else
        *ret_fault = r->why;
    csv_close(r);
    return ok;
}

size_t
csv_column(const struct csv_table *t, struct str name)
{
    for (size_t i = 0; i < t->header.n; i++)
        if (str_eq(t->header.cells[i].text, name))
            return i;
    return SIZE_MAX;
}

struct str
csv_text(const struct csv_row *row, size_t column)
{
    return column < row->n ? row->cells[column].text : STR("");
}
