/* See cases.h. */
#include "cli/learn/cases.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "sys/file.h"

/* Chosen together with LEARN_COST, on the folds that are reported. */
static const double FIRST_TEXT = 0.6, OTHERS = 0, JOINED = 1, ALONE = 1;

/* Fold of a row, by the name of the row. */
struct fold {
    struct str row;
    unsigned part;
};

struct folds {
    struct fold *at;
    size_t n;
};

/* What is needed while rows come in. */
struct reading {
    const struct cases_from *from;
    struct sheet *sheet;
    struct model_block blocks[MODEL_BLOCKS];
    size_t columns[MODEL_BLOCKS];
    size_t blocks_n, label, place, channel, day, row;
    struct folds folds;
    struct cases *cases;
};

static bool
add_blocks(const char *list, enum block_kind kind,
           struct model_block blocks[MODEL_BLOCKS], size_t *n, struct err *err)
{
    struct str rest = list == NULL ? (struct str){ NULL, 0 } : str_of(list);
    struct str name;

    while (rest.p != NULL && str_cut(&rest, ',', &name)) {
        if (*n == MODEL_BLOCKS - 1 || name.n == 0 || name.n > MODEL_NAME_BYTES)
            return fail(err, ERR_INPUT,
                        "want at most %d columns, each of 1 to %d bytes",
                        MODEL_BLOCKS - 1, MODEL_NAME_BYTES);
        blocks[(*n)++] = (struct model_block){ name, kind, ALONE };
    }
    return true;
}

bool
cases_blocks(const struct cases_from *from,
             struct model_block ret_blocks[MODEL_BLOCKS], size_t *ret_n,
             struct err *err)
{
    size_t texts;

    *ret_n = 0;
    if (!add_blocks(from->texts, BLOCK_TEXT, ret_blocks, ret_n, err))
        return false;
    texts = *ret_n;
    for (size_t i = 0; i < texts; i++)
        if (texts > 1 && !from->apart)
            ret_blocks[i].weight = i == 0 ? FIRST_TEXT : OTHERS;
    if (texts > 1 && !from->apart)
        ret_blocks[(*ret_n)++] =
            (struct model_block){ STR("*"), BLOCK_JOINED, JOINED };
    if (!add_blocks(from->fields, BLOCK_FIELD, ret_blocks, ret_n, err))
        return false;
    return *ret_n > 0 || fail(err, ERR_INPUT, "no column is named");
}

bool
cases_columns(const struct sheet *s, const struct model_block *blocks, size_t n,
              size_t *ret_columns, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        ret_columns[i] = SIZE_MAX;
        if (blocks[i].kind != BLOCK_JOINED &&
            !sheet_need(s, blocks[i].name, &ret_columns[i], err))
            return false;
    }
    return true;
}

static int
by_row(const void *x, const void *y)
{
    const struct fold *a = x, *b = y;

    return str_cmp(a->row, b->row);
}

static bool
read_folds(struct arena *a, const char *path, struct folds *ret,
           struct err *err)
{
    struct str bytes;
    struct csv_table t;
    struct csv_fault fault;
    size_t row, fold;

    if (!file_read(a, path, CSV_TABLE_BYTES, &bytes, err))
        return false;
    if (!csv_read(a, bytes, &t, &fault))
        return fail(err, ERR_INPUT, "%s:%zu:%zu: %.*s", path, fault.line,
                    fault.column, STR_ARG(fault.text));
    row = csv_column(&t, STR("row"));
    fold = csv_column(&t, STR("fold"));
    ret->at = arena_alloc(a, (t.rows_n + 1) * sizeof(*ret->at));
    for (; ret->n < t.rows_n; ret->n++) {
        struct fold *f = &ret->at[ret->n];
        struct str part = csv_text(&t.rows[ret->n], fold);

        f->row = csv_text(&t.rows[ret->n], row);
        if (f->row.n == 0 || part.n != 1 || part.p[0] < '0' ||
            part.p[0] >= '0' + LEARN_PARTS)
            return fail(err, ERR_INPUT,
                        "%s:%zu: want columns row and fold, a fold from 0 to "
                        "%d",
                        path, t.rows[ret->n].line, LEARN_PARTS - 1);
        f->part = (unsigned)(part.p[0] - '0');
    }
    qsort(ret->at, ret->n, sizeof(*ret->at), by_row);
    return true;
}

void
cases_note_day(struct cases *c, int32_t day)
{
    if (!c->has_days || day < c->first_day)
        c->first_day = day;
    if (!c->has_days || day > c->last_day)
        c->last_day = day;
    c->has_days = true;
}

static bool
put_into_fold(const struct reading *r, const struct csv_row *row,
              struct err *err)
{
    struct fold key = { csv_text(row, r->row), 0 };
    const struct fold *found;

    if (r->from->folds == NULL)
        return true;
    found = bsearch(&key, r->folds.at, r->folds.n, sizeof(key), by_row);
    if (found == NULL)
        return fail(err, ERR_INPUT, "%s:%zu: row %.*s is in no fold",
                    r->from->path, row->line, STR_ARG(key.row));
    learner_put(r->cases->learner, found->part);
    return true;
}

/* Too short or long, or without label: told and counted. */
static bool
is_bad(struct reading *r, const struct csv_row *row)
{
    const char *why = NULL;

    if (row->n != sheet_columns(r->sheet))
        why = "another number of cells than the first row has";
    else if (str_trim(csv_text(row, r->label)).n == 0)
        why = "no label";
    else if (str_trim(csv_text(row, r->label)).n > MODEL_NAME_BYTES)
        why = "the label is too long";
    if (why == NULL)
        return false;
    (void)fprintf(stderr, "%s:%zu: %s; left out\n", r->from->path, row->line,
                  why);
    r->cases->bad_rows++;
    return true;
}

static bool
take_row(struct reading *r, const struct csv_row *row, struct err *err)
{
    struct str values[MODEL_BLOCKS];
    int64_t at;

    if (is_bad(r, row))
        return true;
    for (size_t i = 0; i < r->blocks_n; i++)
        values[i] = csv_text(row, r->columns[i]);
    if (moment_parse(str_trim(csv_text(row, r->day)), &at))
        cases_note_day(r->cases, moment_day(at));
    return learner_add(r->cases->learner, values,
                       str_trim(csv_text(row, r->label)),
                       (struct learn_group){
                           str_trim(csv_text(row, r->place)),
                           str_trim(csv_text(row, r->channel)),
                       },
                       err) &&
           put_into_fold(r, row, err);
}

static bool
find_columns(struct reading *r, struct err *err)
{
    const struct cases_from *from = r->from;

    r->place = sheet_column(r->sheet, STR("place"));
    r->channel = sheet_column(r->sheet, STR("channel"));
    r->row = sheet_column(r->sheet, STR("row"));
    r->day = sheet_column(r->sheet, STR("time"));
    if (r->day == SIZE_MAX)
        r->day = sheet_column(r->sheet, STR("date"));
    return cases_columns(r->sheet, r->blocks, r->blocks_n, r->columns, err) &&
           sheet_need(r->sheet, str_of(from->label), &r->label, err) &&
           (from->place == NULL ||
            sheet_need(r->sheet, str_of(from->place), &r->place, err)) &&
           (from->channel == NULL ||
            sheet_need(r->sheet, str_of(from->channel), &r->channel, err));
}

static bool
take_rows(struct reading *r, struct err *err)
{
    struct csv_row row;
    bool end = false;

    if (!find_columns(r, err))
        return false;
    while (sheet_next(r->sheet, &row, &end, err) && !end)
        if (!take_row(r, &row, err))
            return false;
    return end;
}

bool
cases_read(struct arena *a, const struct cases_from *from,
           struct cases *ret_cases, struct err *err)
{
    struct reading r = { .from = from, .cases = ret_cases };
    bool ok;

    *ret_cases = (struct cases){ .bad_rows = 0 };
    if (!cases_blocks(from, r.blocks, &r.blocks_n, err) ||
        (from->folds != NULL && !read_folds(a, from->folds, &r.folds, err)) ||
        !sheet_open(a, from->path, &r.sheet, err))
        return false;
    ret_cases->learner = learner_new(a, r.blocks, r.blocks_n);
    ok = take_rows(&r, err);
    sheet_close(r.sheet);
    return ok;
}
