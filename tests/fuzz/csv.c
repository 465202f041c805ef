/*
 * A CSV file gives the same rows read whole and read in pieces, every cell is
 * UTF-8 and lies inside the file.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "rulebook/csv.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static void
look_at(const struct csv_row *row)
{
    if (row->n < 1 || row->n > CSV_COLUMNS || row->line < 1)
        abort();
    for (size_t i = 0; i < row->n; i++)
        if (!utf8_valid(row->cells[i].text) || row->cells[i].line < 1 ||
            row->cells[i].column < 1 || row->cells[i].text.n > CSV_CELL_BYTES)
            abort();
}

/* Rows of the file in pieces of the given length; SIZE_MAX when refused. */
static size_t
rows_in_pieces(struct arena *a, struct str file, size_t piece)
{
    struct csv_reader *r = csv_open(a);
    struct csv_row row;
    enum csv_step step = CSV_MORE;
    size_t rows = 0;

    while (file.n > 0 && step != CSV_WRONG) {
        struct str part = { file.p, file.n < piece ? file.n : piece };

        file.p += part.n;
        file.n -= part.n;
        while ((step = csv_next(r, &part, &row)) == CSV_ROW) {
            look_at(&row);
            rows++;
        }
    }
    if (step != CSV_WRONG && (step = csv_last(r, &row)) == CSV_ROW) {
        look_at(&row);
        rows++;
    }
    csv_close(r);
    return step == CSV_WRONG ? SIZE_MAX : rows;
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct arena *a = arena_open();
    const struct str file = { (const char *)bytes, n };
    size_t rows = rows_in_pieces(a, file, SIZE_MAX);
    struct csv_table table;
    struct csv_fault fault;

    if (rows_in_pieces(a, file, 1) != rows ||
        rows_in_pieces(a, file, 7) != rows)
        abort();
    if (csv_read(a, file, &table, &fault)) {
        look_at(&table.header);
        for (size_t i = 0; i < table.rows_n; i++)
            look_at(&table.rows[i]);
        if (table.rows_n + 1 != rows)
            abort();
    }
    arena_close(a);
    return 0;
}
