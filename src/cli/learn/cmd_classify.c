/* The command classify: what the rows of a CSV file are about, by a model. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/learn/cases.h"
#include "learn/card.h"

struct classing {
    struct arena *row_a; /* emptied after each row */
    const struct model *m;
    struct model_desk *desk;
    struct sheet *sheet;
    size_t columns[MODEL_BLOCKS];
    size_t row, rows_n, bad_rows;
};

static void
put_guess(struct buf *out, const struct classing *k, const struct prediction *p,
          size_t at)
{
    struct buf cell = { .a = k->row_a };

    buf_add_char(out, ',');
    if (at >= p->top_n)
        return;
    buf_add(&cell, model_label(k->m, p->top[at].label));
    buf_addf(&cell, " %.4f", p->top[at].probability);
    csv_put_cell(out, buf_str(&cell));
}

/* A line of the answer. An answer that is not sure shows its two best guesses
 * where others have second and third. */
static void
put_line(struct classing *k, struct str name, const struct str *values)
{
    struct prediction p = model_predict(k->m, k->desk, values);
    struct buf out = { .a = k->row_a }, words = { .a = k->row_a };
    const size_t next = p.sure ? 1 : 0;

    model_because(k->m, k->desk, values, p.top[0].label, &words);
    csv_put_cell(&out, name);
    buf_add_char(&out, ',');
    csv_put_cell(&out,
                 p.sure ? model_label(k->m, p.top[0].label) : STR("not sure"));
    buf_addf(&out, ",%.4f", p.top[0].probability);
    put_guess(&out, k, &p, next);
    put_guess(&out, k, &p, next + 1);
    buf_add_char(&out, ',');
    csv_put_cell(&out, buf_str(&words));
    buf_add_char(&out, '\n');
    (void)fwrite(out.p, 1, out.n, stdout);
}

static void
take_row(struct classing *k, const struct csv_row *row)
{
    struct str values[MODEL_BLOCKS], name = csv_text(row, k->row);
    struct buf number = { .a = k->row_a };

    k->rows_n++;
    if (!sheet_is_whole(k->sheet, row)) {
        k->bad_rows++;
        return;
    }
    for (size_t i = 0; i < model_blocks(k->m); i++)
        values[i] = csv_text(row, k->columns[i]);
    buf_addf(&number, "%zu", k->rows_n);
    put_line(k, k->row == SIZE_MAX ? buf_str(&number) : name, values);
    arena_reset(k->row_a);
}

static bool
take_rows(struct classing *k, struct err *err)
{
    struct csv_row row;
    bool end = false;

    k->row = sheet_column(k->sheet, STR("row"));
    if (!cases_columns(k->sheet, model_block(k->m, 0), model_blocks(k->m),
                       k->columns, err))
        return false;
    (void)puts("row,label,probability,second,third,words");
    while (sheet_next(k->sheet, &row, &end, err) && !end)
        take_row(k, &row);
    if (fflush(stdout) != 0 || ferror(stdout))
        return fail(err, ERR_IO, "standard output cannot be written");
    return end;
}

int
cmd_classify(struct cli *c)
{
    const char *model = cli_option(c, "--model");
    const char *path = "-";
    struct classing k = { .bad_rows = 0 };
    struct card card;
    struct err err;
    bool ok;

    if (!cli_words(c, 0, 1) || model == NULL)
        return EXIT_USAGE;
    if (c->argc == 1)
        path = c->argv[0];
    if (!card_load(c->a, model, &card, &k.m, &err))
        return cli_fail(c, &err);
    if (card.approved_by.n == 0)
        (void)fprintf(stderr, "%s: nobody has approved this model yet\n",
                      card_path(c->a, model));
    if (!sheet_open(c->a, path, &k.sheet, &err))
        return cli_fail(c, &err);
    k.desk = model_desk_new(c->a, k.m);
    k.row_a = arena_open();
    ok = take_rows(&k, &err);
    arena_close(k.row_a);
    sheet_close(k.sheet);
    if (!ok)
        return cli_fail(c, &err);
    return k.bad_rows == 0 ? EXIT_DONE : EXIT_REFUSED;
}
