/* A CSV file as messages of topics; see topics_file.h. */
#include "cli/topics/topics_file.h"

#include <stdlib.h>

#include "base/date.h"
#include "cli/learn/sheet.h"

enum {
    AT_ID,
    AT_TITLE,
    AT_TIME,
    NEEDED,
    AT_DETAIL = NEEDED,
    AT_USER,
    AT_PLACE,
    AT_MATTER,
    AT_AGREE,
    AT_AGAINST,
    COLUMNS
};

static const char *const names[COLUMNS] = { "id",     "title", "time",
                                            "detail", "user",  "place",
                                            "matter", "agree", "against" };

enum { SUPPORT_MOST = 1000000000, IDS_FIRST = 1024 };

struct reading {
    struct topics *t;
    struct arena *a;
    const char *path;
    FILE *wrong;
    size_t column[COLUMNS]; /* SIZE_MAX: none */
    uint64_t *ids;          /* hashes of those that were seen; 0 free */
    size_t ids_n, ids_room;
    struct topics_read done;
};

/* A number that is nearly never that of another text, and never 0. */
static uint64_t
number_of(struct str s)
{
    uint64_t h = str_hash(s);

    return h == 0 ? 1 : h;
}

/* Put into the set; false when it was there. */
static bool
set_add(uint64_t *set, size_t room, uint64_t v)
{
    size_t i = (size_t)(v ^ v >> 32) & (room - 1);

    for (; set[i] != 0; i = (i + 1) & (room - 1))
        if (set[i] == v)
            return false;
    set[i] = v;
    return true;
}

static bool
is_new(struct reading *r, struct str id)
{
    if (r->ids_room <= 2 * r->ids_n) {
        size_t room = r->ids_room == 0 ? IDS_FIRST : 4 * r->ids_room;
        uint64_t *ids = arena_alloc(r->a, room * sizeof(*ids));

        for (size_t i = 0; i < r->ids_room; i++)
            if (r->ids[i] != 0)
                (void)set_add(ids, room, r->ids[i]);
        r->ids = ids;
        r->ids_room = room;
    }
    if (!set_add(r->ids, r->ids_room, number_of(id)))
        return false;
    r->ids_n++;
    return true;
}

static bool
read_count(struct str s, uint32_t *ret_n)
{
    int64_t n = 0;

    if (s.n > 0 && (!str_i64(s, &n) || n < 0 || n > SUPPORT_MOST))
        return false;
    *ret_n = (uint32_t)n;
    return true;
}

/* What is wrong with a row, or NULL. */
static const char *
read_row(struct reading *r, const struct csv_row *row,
         struct topic_message *ret)
{
    struct str user = csv_text(row, r->column[AT_USER]);

    *ret = (struct topic_message){
        .id = csv_text(row, r->column[AT_ID]),
        .title = csv_text(row, r->column[AT_TITLE]),
        .body = csv_text(row, r->column[AT_DETAIL]),
        .place = csv_text(row, r->column[AT_PLACE]),
        .matter = csv_text(row, r->column[AT_MATTER]),
        .person = user.n > 0 ? number_of(user) : 0,
    };
    if (ret->id.n == 0)
        return "没有编号 no id";
    if (ret->id.n > TOPIC_ID_MOST)
        return "编号太长 the id is longer than 200 bytes";
    if (ret->title.n + ret->body.n == 0)
        return "没有文字 no text";
    if (!moment_parse(csv_text(row, r->column[AT_TIME]), &ret->at))
        return "时间有误 no such time";
    if (!read_count(csv_text(row, r->column[AT_AGREE]), &ret->agree) ||
        !read_count(csv_text(row, r->column[AT_AGAINST]), &ret->against))
        return "数目有误 agree or against is no number";
    if (!is_new(r, ret->id))
        return "编号重复 this id was there before";
    return NULL;
}

static void
take_row(struct reading *r, const struct csv_row *row)
{
    struct topic_message m;
    const char *wrong = read_row(r, row, &m);

    if (wrong != NULL) {
        if (r->wrong != NULL)
            (void)fprintf(r->wrong, "%s:%zu: %s\n", r->path, row->line, wrong);
        r->done.wrong++;
        return;
    }
    (void)topics_add(r->t, &m); /* all that it refuses was looked at */
    r->done.rows++;
    if (m.at > r->done.newest)
        r->done.newest = m.at;
}

static bool
take_rows(struct reading *r, struct sheet *s, struct err *err)
{
    struct csv_row row;
    bool end = false;

    for (size_t c = 0; c < NEEDED; c++)
        if (!sheet_need(s, str_of(names[c]), &r->column[c], err))
            return false;
    for (size_t c = NEEDED; c < COLUMNS; c++)
        r->column[c] = sheet_column(s, str_of(names[c]));
    while (!end) {
        if (!sheet_next(s, &row, &end, err))
            return false;
        if (!end)
            take_row(r, &row);
    }
    return true;
}

bool
topics_read_file(struct topics *t, const char *path, FILE *wrong,
                 struct topics_read *ret_read, struct err *err)
{
    struct reading r = { .t = t,
                         .a = arena_open(),
                         .path = path,
                         .wrong = wrong,
                         .done = { 0, 0, INT64_MIN } };
    struct sheet *s = NULL;
    bool ok;

    ok = sheet_open(r.a, path, &s, err) && take_rows(&r, s, err);
    if (ok)
        topics_settle(t, INT64_MAX);
    sheet_close(s);
    arena_close(r.a);
    *ret_read = r.done;
    return ok;
}
