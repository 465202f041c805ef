/* See sheet.h. */
#include "cli/learn/sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "sys/file.h"

enum { PIECE = 64 * 1024, COLUMNS_SHOWN = 80 };

struct sheet {
    const char *path;
    FILE *file;
    struct csv_reader *reader;
    struct str rest; /* of piece */
    struct str names[CSV_COLUMNS];
    size_t names_n;
    char piece[PIECE];
};

bool
sheet_next(struct sheet *s, struct csv_row *ret_row, bool *ret_end,
           struct err *err)
{
    enum csv_step step = csv_next(s->reader, &s->rest, ret_row);
    struct csv_fault fault;

    while (step == CSV_MORE && !feof(s->file)) {
        s->rest = (struct str){ s->piece, fread(s->piece, 1, PIECE, s->file) };
        if (ferror(s->file))
            return fail(err, ERR_IO, "%s cannot be read", s->path);
        step = csv_next(s->reader, &s->rest, ret_row);
    }
    if (step == CSV_MORE)
        step = csv_last(s->reader, ret_row);
    *ret_end = step == CSV_MORE;
    if (step != CSV_WRONG)
        return true;
    fault = csv_why(s->reader);
    return fail(err, ERR_INPUT, "%s:%zu:%zu: %.*s", s->path, fault.line,
                fault.column, STR_ARG(fault.text));
}

static bool
read_header(struct sheet *s, struct arena *a, struct err *err)
{
    struct csv_row row;
    bool end = false;

    if (!sheet_next(s, &row, &end, err))
        return false;
    s->names_n = end ? 0 : row.n;
    for (size_t i = 0; i < s->names_n; i++)
        s->names[i] = arena_str(a, str_trim(row.cells[i].text));
    return true;
}

bool
sheet_open(struct arena *a, const char *path, struct sheet **ret_sheet,
           struct err *err)
{
    struct sheet *s = arena_new(a, struct sheet);
    bool piped = strcmp(path, "-") == 0;

    s->path = piped ? "standard input" : path;
    s->file = piped ? stdin : fopen(path, "re");
    if (s->file == NULL)
        return file_fail(err, "cannot open", path);
    s->reader = csv_open(a);
    if (!read_header(s, a, err)) {
        sheet_close(s);
        return false;
    }
    *ret_sheet = s;
    return true;
}

void
sheet_close(struct sheet *s)
{
    if (s == NULL)
        return;
    csv_close(s->reader);
    if (s->file != stdin)
        (void)fclose(s->file);
}

size_t
sheet_column(const struct sheet *s, struct str name)
{
    for (size_t i = 0; i < s->names_n; i++)
        if (str_eq(s->names[i], name))
            return i;
    return SIZE_MAX;
}

/* "id, title, detail", as far as a line has room. */
static struct str
columns_of(const struct sheet *s, struct arena *a)
{
    struct buf b = { .a = a };

    for (size_t i = 0; i < s->names_n; i++) {
        buf_add(&b, i == 0 ? STR("") : STR(", "));
        buf_add(&b, s->names[i]);
    }
    return s->names_n == 0 ? STR("none: the file is empty")
                           : utf8_head(buf_str(&b), COLUMNS_SHOWN);
}

bool
sheet_need(const struct sheet *s, struct str name, size_t *ret_column,
           struct err *err)
{
    struct arena *a;
    struct str has;

    *ret_column = sheet_column(s, name);
    if (*ret_column != SIZE_MAX)
        return true;
    a = arena_open();
    has = columns_of(s, a);
    (void)fail(err, ERR_INPUT, "%s:1: 没有这一列 no column %.*s; it has %.*s",
               s->path, STR_ARG(name), STR_ARG(has));
    arena_close(a);
    return false;
}

size_t
sheet_columns(const struct sheet *s)
{
    return s->names_n;
}

bool
sheet_is_whole(const struct sheet *s, const struct csv_row *row)
{
    if (row->n == sheet_columns(s))
        return true;
    (void)fprintf(stderr,
                  "%s:%zu: another number of cells than the first row has; "
                  "left out\n",
                  s->path, row->line);
    return false;
}
