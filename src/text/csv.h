/*
 * csv: rows of a CSV file (RFC 4180) with the place of every cell.
 *
 * Strict: UTF-8 with or without a byte order mark, quotes closed and only
 * around whole cells; cells may hold commas, doubled quotes and line ends.
 * Blanks around an unquoted cell and empty lines are dropped. At most
 * 64 KiB a cell and 64 cells a row.
 *
 * csv_open and csv_next read a file of any size piece by piece; csv_read
 * reads a small one whole, with names for its columns. csv_put_cell writes.
 */
#ifndef TEXT_CSV_H
#define TEXT_CSV_H

#include "base/arena.h"
#include "base/buf.h"

enum {
    CSV_CELL_BYTES = 64 * 1024,
    CSV_COLUMNS = 64,
    CSV_TABLE_BYTES = 8 * 1024 * 1024 /* of a file read whole */
};

struct csv_cell {
    struct str text;
    size_t line, column; /* where it begins; from 1, column in characters */
};

struct csv_row {
    const struct csv_cell *cells;
    size_t n; /* >= 1 */
    size_t line;
};

/* Why reading stopped. */
struct csv_fault {
    size_t line, column; /* as in csv_cell; 0 when it is the whole file */
    struct str text;     /* one sentence, zh-Hans; static */
};

struct csv_reader;

/* Owns: in a, apart from libcsv's cell, which csv_close frees. */
struct csv_reader *csv_open(struct arena *a);
void csv_close(struct csv_reader *r); /* NULL is fine */

enum csv_step {
    CSV_ROW,  /* *ret_row is the next row */
    CSV_MORE, /* *bytes is used up: give the next piece, or call csv_last */
    CSV_WRONG /* see csv_why; nothing more can be read */
};

/*
 * Take bytes until a row is complete, and move *bytes past it.
 *
 * Owns:  the row belongs to r and holds until the next call.
 */
enum csv_step csv_next(struct csv_reader *r, struct str *bytes,
                       struct csv_row *ret_row);

/* The file has ended: its last row when no line end stood behind it (CSV_ROW),
 * nothing (CSV_MORE), or a quote that was never closed (CSV_WRONG). */
enum csv_step csv_last(struct csv_reader *r, struct csv_row *ret_row);

struct csv_fault csv_why(const struct csv_reader *r);

/* A whole file: the first row names the columns. */
struct csv_table {
    struct csv_row header;
    const struct csv_row *rows;
    size_t rows_n;
};

/*
 * Owns:  everything lives in a; bytes are copied.
 * Fails: false at the first fault, also when there is no header or more than
 *        CSV_TABLE_BYTES. Rows may be shorter or longer than the header.
 */
bool csv_read(struct arena *a, struct str bytes, struct csv_table *ret_table,
              struct csv_fault *ret_fault);

/* The number of the column, or SIZE_MAX. Capitals matter. */
size_t csv_column(const struct csv_table *t, struct str name);

/* The text of a cell; "" behind the end of a row or when column is SIZE_MAX. */
struct str csv_text(const struct csv_row *row, size_t column);

/*
 * Write a cell in quotes. What a spreadsheet would run as a formula (it begins
 * with = + - @, a tab or a line end; OWASP, "CSV Injection") gets a ' in front.
 */
void csv_put_cell(struct buf *out, struct str s);

#endif
