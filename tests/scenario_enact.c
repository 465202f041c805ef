/* The word enact: a rulebook with one cell changed; see scenario_run.h. */
#include "scenario_run.h"
#include "sys/file.h"
#include "text/csv.h"

enum { BOOK_BYTES = 8 << 20 };

/* Is every word of the row's description one of its cells? */
static bool
row_is(const struct csv_row *row, struct str words)
{
    for (struct str w = next_word(&words); w.n > 0; w = next_word(&words)) {
        bool found = false;

        for (size_t i = 0; i < row->n; i++)
            found |= str_eq(row->cells[i].text, w);
        if (!found)
            return false;
    }
    return true;
}

static void
put_row(struct buf *out, const struct csv_row *row, size_t column,
        struct str value)
{
    for (size_t i = 0; i < row->n; i++) {
        struct str cell = i == column ? value : row->cells[i].text;

        if (i > 0)
            buf_add_char(out, ',');
        buf_add_char(out, '"');
        for (size_t k = 0; k < cell.n; k++) {
            if (cell.p[k] == '"')
                buf_add_char(out, '"');
            buf_add_char(out, cell.p[k]);
        }
        buf_add_char(out, '"');
    }
    buf_add_char(out, '\n');
}

/* What is to be changed in the copied rulebook: one cell of one row. */
struct change_of_book {
    struct str file, row;
    struct piece cell;
};

static bool
changed_file(struct story *st, const struct change_of_book *c, struct str bytes,
             struct buf *out)
{
    struct csv_table t;
    struct csv_fault why;
    size_t column, changed = 0;

    if (!csv_read(st->a, bytes, &t, &why))
        return fail(&st->err, ERR_INPUT, "%.*s is no table", STR_ARG(c->file));
    column = csv_column(&t, c->cell.key);
    put_row(out, &t.header, SIZE_MAX, STR(""));
    for (size_t i = 0; i < t.rows_n; i++) {
        bool here = changed == 0 && row_is(&t.rows[i], c->row);

        changed += here;
        put_row(out, &t.rows[i], here ? column : SIZE_MAX, c->cell.value);
    }
    if (changed == 0 || column == SIZE_MAX)
        return fail(&st->err, ERR_INPUT, "%.*s has no such row or column",
                    STR_ARG(c->file));
    return true;
}

static bool
copy_file(struct story *st, const char *name, const char *to,
          const struct change_of_book *c)
{
    struct buf from = { .a = st->a }, path = { .a = st->a };
    struct buf out = { .a = st->a };
    struct str bytes;

    buf_addf(&from, "%s/%s", st->rulebook, name);
    buf_addf(&path, "%s/%s", to, name);
    if (!file_read(st->a, buf_cstr(&from), BOOK_BYTES, &bytes, &st->err))
        return false;
    if (!str_eq(str_of(name), c->file))
        return file_write_new(buf_cstr(&path), bytes, 0600, &st->err);
    return changed_file(st, c, bytes, &out) &&
           file_write_new(buf_cstr(&path), buf_str(&out), 0600, &st->err);
}

/* Copy the .csv files of the rulebook with one cell changed. */
static bool
copy_book(struct story *st, const char *to, const struct change_of_book *c)
{
    struct name_list names = { 0 };
    bool ok = file_make_dir(to, &st->err) &&
              file_list(st->a, st->rulebook, &names, &st->err);

    for (size_t i = 0; ok && i < names.n; i++)
        if (str_ends(str_of(names.at[i]), STR(".csv")))
            ok = copy_file(st, names.at[i], to, c);
    return ok;
}

/* enact DAY | FILE | words of the row | column: value */
bool
enact_changed(struct story *st, const struct line *l)
{
    struct buf to = { .a = st->a };
    struct str rest = l->head, hash;
    struct fault_list faults = { .a = st->a };
    struct rulebook_files files;
    struct enactment n = { .files = &files,
                           .by = { STR("officer"), STR("enact"), STR("") },
                           .now = st->now };
    struct change_of_book c;

    (void)next_word(&rest);
    if (!day_parse(str_trim(rest), &n.from_day) || l->n != 3)
        return fail(&st->err, ERR_INPUT,
                    "enact DAY | FILE | words of the row | column: value");
    c = (struct change_of_book){ l->piece[0].key, l->piece[1].key,
                                 l->piece[2] };
    buf_addf(&to, "%s/book%d", st->root, ++st->books);
    return copy_book(st, buf_cstr(&to), &c) &&
           rulebook_folder(st->a, buf_cstr(&to), &files, &st->err) &&
           engine_enact(st->e, &n, &faults, &hash, &st->err);
}
