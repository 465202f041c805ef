/* A CSV file into an index; see similar_cli.h. */
#include "cli/similar/similar_cli.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "text/csv.h"

enum {
    PIECE = 64 * 1024,
    BLOCK = 1000, /* rows between commits */
    COLUMNS = 6
};

static const char *const names[COLUMNS] = { "id",    "title",  "detail",
                                            "place", "matter", "time" };
enum {
    AT_ID,
    AT_TITLE,
    AT_DETAIL,
    NEEDED,
    AT_PLACE = NEEDED,
    AT_MATTER,
    AT_TIME
};

struct adding {
    struct similar_index *ix;
    const char *path;
    struct arena *a; /* of the file */
    struct arena *block;
    struct str ids[BLOCK]; /* that wait for the commit */
    size_t ids_n;
    size_t column[COLUMNS]; /* SIZE_MAX: none */
    bool has_header;
    struct add_done done;
};

static bool
read_header(struct adding *ad, const struct csv_row *row, struct err *err)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        ad->column[c] = SIZE_MAX;
        for (size_t i = 0; i < row->n; i++)
            if (str_eq(row->cells[i].text, str_of(names[c])))
                ad->column[c] = i;
        if (c < NEEDED && ad->column[c] == SIZE_MAX)
            return fail(err, ERR_INPUT, "%s: no column %s", ad->path, names[c]);
    }
    ad->has_header = true;
    return true;
}

static bool
is_known(struct adding *ad, struct str id)
{
    for (size_t i = 0; i < ad->ids_n; i++)
        if (str_eq(ad->ids[i], id))
            return true;
    return similar_has(ad->ix, id);
}

/* What is wrong with a row, or NULL. */
static const char *
read_row(const struct adding *ad, const struct csv_row *row,
         struct similar_doc *ret_doc)
{
    struct str time = csv_text(row, ad->column[AT_TIME]);

    *ret_doc = (struct similar_doc){
        .name = csv_text(row, ad->column[AT_ID]),
        .title = csv_text(row, ad->column[AT_TITLE]),
        .body = csv_text(row, ad->column[AT_DETAIL]),
        .place = csv_text(row, ad->column[AT_PLACE]),
        .matter = csv_text(row, ad->column[AT_MATTER]),
    };
    if (ret_doc->name.n == 0)
        return "没有编号 no id";
    if (ret_doc->name.n > SEGMENT_NAME_MOST)
        return "编号太长 the id is longer than 200 bytes";
    if (ret_doc->title.n == 0 && ret_doc->body.n == 0)
        return "没有文字 no text";
    if (ret_doc->place.n > SEGMENT_CODE_MOST ||
        ret_doc->matter.n > SEGMENT_CODE_MOST)
        return "代码太长 a code is longer than 20 bytes";
    if (time.n > 0 && !moment_parse(time, &ret_doc->at))
        return "时间有误 no such time";
    return NULL;
}

static bool
end_block(struct adding *ad, struct err *err)
{
    uint64_t position = similar_position(ad->ix);
    bool more = true;

    similar_commit(ad->ix);
    ad->ids_n = 0;
    arena_reset(ad->block);
    if (!similar_is_full(ad->ix))
        return true;
    if (!similar_flush(ad->ix, position, err))
        return false;
    while (more)
        if (!similar_tend(ad->ix, clock_now(), &more, err))
            return false;
    return true;
}

static bool
take_row(struct adding *ad, const struct csv_row *row, struct err *err)
{
    struct similar_doc doc;
    const char *wrong;

    if (!ad->has_header)
        return read_header(ad, row, err);
    wrong = read_row(ad, row, &doc);
    if (wrong != NULL) {
        (void)fprintf(stderr, "%s:%zu: %s\n", ad->path, row->line, wrong);
        ad->done.wrong++;
        return true;
    }
    if (is_known(ad, doc.name)) {
        ad->done.known++;
        return true;
    }
    similar_add(ad->ix, &doc, true);
    ad->ids[ad->ids_n++] = arena_str(ad->block, doc.name);
    ad->done.added++;
    return ad->ids_n < BLOCK || end_block(ad, err);
}

/* All rows that are whole in what was read so far. */
static bool
take_rows(struct adding *ad, struct csv_reader *r, struct str piece, bool last,
          struct err *err)
{
    struct csv_row row;
    enum csv_step step;

    for (;;) {
        struct csv_fault why;

        step = last ? csv_last(r, &row) : csv_next(r, &piece, &row);
        if (step == CSV_MORE)
            return true;
        if (step == CSV_ROW) {
            if (!take_row(ad, &row, err))
                return false;
            if (last)
                return true;
            continue;
        }
        why = csv_why(r);
        return fail(err, ERR_INPUT, "%s:%zu:%zu: %.*s", ad->path, why.line,
                    why.column, STR_ARG(why.text));
    }
}

static bool
take_file(struct adding *ad, FILE *f, struct err *err)
{
    struct csv_reader *r = csv_open(ad->a);
    char *piece = arena_alloc(ad->a, PIECE);
    size_t n = PIECE;
    bool ok = true;

    while (ok && n == PIECE) {
        n = fread(piece, 1, PIECE, f);
        ok = take_rows(ad, r, (struct str){ piece, n }, false, err);
    }
    ok = ok && take_rows(ad, r, STR(""), true, err);
    if (ok && ferror(f))
        ok = file_fail(err, "cannot read", ad->path);
    csv_close(r);
    return ok;
}

bool
similar_add_file(struct similar_index *ix, const char *path,
                 struct add_done *ret_done, struct err *err)
{
    FILE *f = fopen(path, "re");
    struct arena *a;
    struct adding *ad;
    struct err later;
    bool ok;

    if (f == NULL)
        return file_fail(err, "cannot open", path);
    a = arena_open();
    ad = arena_new(a, struct adding);
    ad->ix = ix;
    ad->path = path;
    ad->a = a;
    ad->block = arena_open();
    ok = take_file(ad, f, err);
    if (ok && !ad->has_header)
        ok = fail(err, ERR_INPUT, "%s: no column id", path);
    if (!similar_flush(ix, similar_position(ix) + ad->done.added, &later)) {
        *err = ok ? later : *err;
        ok = false;
    }
    *ret_done = ad->done;
    (void)fclose(f); /* it was only read */
    arena_close(ad->block);
    arena_close(a);
    return ok;
}
