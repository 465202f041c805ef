/* A CSV file into an index; see similar_cli.h. */
#include "cli/similar/similar_cli.h"

#include <stdio.h>

#include "base/date.h"
#include "cli/learn/sheet.h"
#include "sys/clock.h"

enum {
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
    struct arena *block;
    struct str ids[BLOCK]; /* that wait for the commit */
    size_t ids_n;
    size_t column[COLUMNS]; /* SIZE_MAX: none */
    struct add_done done;
};

static bool
read_header(struct adding *ad, const struct sheet *s, struct err *err)
{
    for (size_t c = 0; c < NEEDED; c++)
        if (!sheet_need(s, str_of(names[c]), &ad->column[c], err))
            return false;
    for (size_t c = NEEDED; c < COLUMNS; c++)
        ad->column[c] = sheet_column(s, str_of(names[c]));
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

static bool
take_rows(struct adding *ad, struct sheet *s, struct err *err)
{
    struct csv_row row;
    bool end = false;

    if (!read_header(ad, s, err))
        return false;
    for (;;) {
        if (!sheet_next(s, &row, &end, err))
            return false;
        if (end)
            return true;
        if (!take_row(ad, &row, err))
            return false;
    }
}

bool
similar_add_file(struct similar_index *ix, const char *path,
                 struct add_done *ret_done, struct err *err)
{
    struct arena *a = arena_open();
    struct adding *ad = arena_new(a, struct adding);
    struct sheet *s = NULL;
    struct err later;
    bool ok;

    ad->ix = ix;
    ad->path = path;
    ad->block = arena_open();
    ok = sheet_open(a, path, &s, err) && take_rows(ad, s, err);
    if (!similar_flush(ix, similar_position(ix) + ad->done.added, &later)) {
        *err = ok ? later : *err;
        ok = false;
    }
    *ret_done = ad->done;
    sheet_close(s);
    arena_close(ad->block);
    arena_close(a);
    return ok;
}
