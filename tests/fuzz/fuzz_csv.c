/*
 * Whatever the CSV reader accepts, written back with quotes, must read as the
 * same cells; and pieces must read as the whole.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "text/csv.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
put_row(struct buf *b, const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        struct str s = csv_text(row, i);

        buf_add(b, i == 0 ? STR("\"") : STR(",\""));
        for (size_t k = 0; k < s.n; k++) {
            if (s.p[k] == '"')
                buf_add_char(b, '"');
            buf_add_char(b, s.p[k]);
        }
        buf_add_char(b, '"');
    }
    buf_add_char(b, '\n');
}

static void
put_table(struct buf *b, const struct csv_table *t)
{
    put_row(b, &t->header);
    for (size_t i = 0; i < t->rows_n; i++)
        put_row(b, &t->rows[i]);
}

/* The rows of bytes, read in pieces of size; false when one is wrong. */
static bool
put_pieces(struct buf *b, struct str bytes, size_t size)
{
    struct csv_reader *r = csv_open(b->a);
    struct str piece = { NULL, 0 };
    struct csv_row row;
    enum csv_step step;

    for (;;) {
        step = csv_next(r, &piece, &row);
        if (step == CSV_MORE && bytes.n > 0) {
            piece = (struct str){ bytes.p, size < bytes.n ? size : bytes.n };
            bytes = (struct str){ bytes.p + piece.n, bytes.n - piece.n };
            continue;
        }
        if (step == CSV_MORE)
            step = csv_last(r, &row);
        if (step != CSV_ROW)
            break;
        if (row.cells[row.n - 1].line < row.line || row.cells[0].column < 1)
            abort();
        put_row(b, &row);
    }
    if (step == CSV_WRONG && csv_why(r).text.n == 0)
        abort();
    csv_close(r);
    return step == CSV_MORE;
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena *a = arena_open();
    struct str bytes = { (const char *)data, size };
    struct csv_table t;
    struct csv_fault f;

    if (csv_read(a, bytes, &t, &f)) {
        struct buf once = { .a = a }, twice = { .a = a }, pieces = { .a = a };

        put_table(&once, &t);
        if (!csv_read(a, buf_str(&once), &t, &f))
            abort();
        put_table(&twice, &t);
        if (!str_eq(buf_str(&once), buf_str(&twice)))
            abort();
        if (!put_pieces(&pieces, bytes, 1 + size % 7) ||
            !str_eq(buf_str(&once), buf_str(&pieces)))
            abort();
    } else if (f.text.n == 0) {
        abort();
    }
    arena_close(a);
    return 0;
}
