/*
 * sheet: a CSV file whose first row names its columns, read row by row, of any
 * length. Faults name file and line.
 */
#ifndef CLI_LEARN_SHEET_H
#define CLI_LEARN_SHEET_H

#include "base/err.h"
#include "text/csv.h"

struct sheet;

/* Owns: a; close it. "-" is standard input. An empty file has no columns.
 * Fails: ERR_NOT_FOUND, ERR_IO, ERR_INPUT when the header is no CSV. */
bool sheet_open(struct arena *a, const char *path, struct sheet **ret_sheet,
                struct err *err);
void sheet_close(struct sheet *s); /* NULL is fine */

/* The number of a column, or SIZE_MAX. */
size_t sheet_column(const struct sheet *s, struct str name);

/* Fails: ERR_INPUT, the column is missing. */
bool sheet_need(const struct sheet *s, struct str name, size_t *ret_column,
                struct err *err);

size_t sheet_columns(const struct sheet *s); /* how many */

/* Has a row as many cells as the first? Else that is said on standard error, as
 * of a row that is left out. */
bool sheet_is_whole(const struct sheet *s, const struct csv_row *row);

/*
 * The next row. *ret_end: there is none.
 *
 * Owns:  the row holds until the next call.
 * Fails: ERR_INPUT when what follows is no CSV; ERR_IO.
 */
bool sheet_next(struct sheet *s, struct csv_row *ret_row, bool *ret_end,
                struct err *err);

#endif
