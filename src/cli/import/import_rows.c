/* See import_rows.h. */
#include "cli/import/import_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "feature/appeal/appeal.h"
#include "sys/file.h"
#include "text/csv.h"
#include "text/point.h"

enum {
    FILE_BYTES = 512 * 1024 * 1024,
    PARTS = 6,
    TITLE_CHARS = 200,
    BODY_CHARS = 20000
};

/* Columns of the file, by their numbers. */
struct columns {
    size_t time, title, detail, outside_id, caller, reply, reply_time, unit,
        outcome, kind, channel, lon, lat, point, place_code;
    size_t text[PARTS], place[PARTS];
    size_t text_n, place_n;
};

struct reading {
    struct import_rows *rows;
    const struct import_map *map;
    const char *path;
    struct columns col;
};

static size_t
column_named(const struct csv_row *header, struct str name)
{
    for (size_t i = 0; i < header->n; i++)
        if (str_eq(str_trim(header->cells[i].text), name))
            return i;
    return SIZE_MAX;
}

static bool
find_column(const struct reading *rd, const struct csv_row *header,
            const char *key, size_t *ret_column, struct err *err)
{
    struct str name = import_map_get(rd->map, key);

    *ret_column = SIZE_MAX;
    if (name.n == 0)
        return true;
    *ret_column = column_named(header, name);
    if (*ret_column != SIZE_MAX)
        return true;
    return fail(err, ERR_INPUT, "%s:1: no column %.*s (%s of the map)",
                rd->path, STR_ARG(name), key);
}

/* Columns joined by + in the map. */
static bool
find_columns(const struct reading *rd, const struct csv_row *header,
             const char *key, size_t ret_columns[PARTS], size_t *ret_n,
             struct err *err)
{
    struct str rest = import_map_get(rd->map, key), name;

    *ret_n = 0;
    while (rest.n > 0 && *ret_n < PARTS && str_cut(&rest, '+', &name)) {
        size_t c = column_named(header, name);

        if (c == SIZE_MAX)
            return fail(err, ERR_INPUT, "%s:1: no column %.*s (%s of the map)",
                        rd->path, STR_ARG(name), key);
        ret_columns[(*ret_n)++] = c;
    }
    return true;
}

static bool
read_header(struct reading *rd, const struct csv_row *h, struct err *err)
{
    struct columns *c = &rd->col;

    return find_column(rd, h, "time", &c->time, err) &&
           find_column(rd, h, "title", &c->title, err) &&
           find_column(rd, h, "detail", &c->detail, err) &&
           find_column(rd, h, "outside_id", &c->outside_id, err) &&
           find_column(rd, h, "caller", &c->caller, err) &&
           find_column(rd, h, "reply", &c->reply, err) &&
           find_column(rd, h, "reply_time", &c->reply_time, err) &&
           find_column(rd, h, "unit", &c->unit, err) &&
           find_column(rd, h, "outcome", &c->outcome, err) &&
           find_column(rd, h, "kind", &c->kind, err) &&
           find_column(rd, h, "channel_column", &c->channel, err) &&
           find_column(rd, h, "lon", &c->lon, err) &&
           find_column(rd, h, "lat", &c->lat, err) &&
           find_column(rd, h, "point", &c->point, err) &&
           find_column(rd, h, "place_code", &c->place_code, err) &&
           find_columns(rd, h, "text", c->text, &c->text_n, err) &&
           find_columns(rd, h, "place", c->place, &c->place_n, err);
}

/* The trimmed text of a cell; the map's word for "nothing" is nothing. */
static struct str
cell(const struct reading *rd, const struct csv_row *row, size_t column)
{
    struct str s = str_trim(csv_text(row, column));
    struct str nothing = import_map_get(rd->map, "empty");

    if (nothing.n > 0 && str_eq(s, nothing))
        return STR("");
    return arena_str(rd->rows->a, s);
}

static struct str
joined(const struct reading *rd, const struct csv_row *row,
       const size_t *columns, size_t n, struct str between)
{
    struct buf b = { .a = rd->rows->a };

    for (size_t i = 0; i < n; i++) {
        struct str s = cell(rd, row, columns[i]);

        if (s.n > 0 && b.n > 0)
            buf_add(&b, between);
        buf_add(&b, s);
    }
    return buf_str(&b);
}

/* A title that is too long goes on in the body; nothing is lost. */
static void
fit_title(struct arena *a, struct import_row *r)
{
    struct buf body = { .a = a };
    struct str whole = r->title.n > 0 ? r->title : r->detail;

    if (r->title.n > 0 && str_chars(whole) <= TITLE_CHARS)
        return;
    r->title = utf8_head(whole, r->title.n > 0 ? TITLE_CHARS : 30);
    if (whole.p == r->detail.p)
        return;
    buf_add(&body, whole);
    buf_add_char(&body, '\n');
    buf_add(&body, r->detail);
    r->detail = buf_str(&body);
}

void
import_reject(struct import_rows *rows, const struct import_row *row,
              struct str why)
{
    rows->rejects = arena_grow(rows->a, rows->rejects, rows->rejects_n,
                               &rows->rejects_room, sizeof(*rows->rejects));
    rows->rejects[rows->rejects_n++] =
        (struct reject){ row->line, row->outside_id, why };
}

/* Foreign tables write more decimals than anybody can measure. */
static struct str
seven_decimals(struct str s)
{
    size_t dot = str_find(s, STR("."));

    return dot < s.n && s.n - dot > 8 ? (struct str){ s.p, dot + 8 } : s;
}

/* The point of a row, from one column or from two; "" when it has none, and
 * what cannot be read as it stands: fault_of will say so. */
static struct str
point_of(struct reading *rd, const struct csv_row *row)
{
    struct str text = cell(rd, row, rd->col.point);
    struct str lon = seven_decimals(cell(rd, row, rd->col.lon));
    struct str lat = seven_decimals(cell(rd, row, rd->col.lat));
    struct buf b = { .a = rd->rows->a };
    struct point p;

    if (text.n == 0 && lon.n + lat.n > 0) {
        buf_add(&b, STR("geo:"));
        buf_add(&b, lat);
        buf_add_char(&b, ',');
        buf_add(&b, lon);
        text = buf_str(&b);
    }
    return point_parse(text, &p) && !point_is_known(p) ? STR("") : text;
}

/* What makes a row unusable, or "". */
static struct str
fault_of(const struct import_row *r, struct str time, struct str reply_time)
{
    struct point p;

    if (r->point.n > 0 && !point_parse(r->point, &p))
        return STR("point: 坐标读不出，或超出范围");
    if (r->outside_id.n == 0 || r->outside_id.n > 80)
        return STR("outside_id: 缺编号或超过 80 字节");
    if (time.n == 0 || r->at == 0)
        return STR("time: 时间读不出");
    if (r->title.n == 0)
        return STR("title: 没有内容");
    if (str_chars(r->detail) > BODY_CHARS)
        return STR("detail: 超过 20000 字");
    if (str_chars(r->reply) > BODY_CHARS)
        return STR("reply: 超过 20000 字");
    if (reply_time.n > 0 && (r->reply_at == 0 || r->reply_at < r->at))
        return STR("reply_time: 读不出，或早于诉求时间");
    return STR("");
}

static void
take_row(struct reading *rd, const struct csv_row *row)
{
    struct import_rows *rows = rd->rows;
    const struct columns *c = &rd->col;
    struct str time = cell(rd, row, c->time);
    struct str reply_time = cell(rd, row, c->reply_time);
    struct import_row r = {
        .line = row->line,
        .outside_id = cell(rd, row, c->outside_id),
        .title = c->text_n > 0 ? joined(rd, row, c->text, c->text_n, STR(" "))
                               : cell(rd, row, c->title),
        .detail = cell(rd, row, c->detail),
        .caller = cell(rd, row, c->caller),
        .place_code = cell(rd, row, c->place_code),
        .point = point_of(rd, row),
        .place = joined(rd, row, c->place, c->place_n, STR("\x1f")),
        .unit = cell(rd, row, c->unit),
        .reply = cell(rd, row, c->reply),
        .outcome = import_map_word(rd->map, "outcome",
                                   cell(rd, row, c->outcome), STR("")),
        .kind =
            import_map_word(rd->map, "kind", cell(rd, row, c->kind), STR("")),
        .channel = import_map_word(rd->map, "source", cell(rd, row, c->channel),
                                   import_map_get(rd->map, "channel")),
    };
    struct str why;

    if (!moment_parse(time, &r.at))
        r.at = 0;
    if (!moment_parse(reply_time, &r.reply_at))
        r.reply_at = 0;
    fit_title(rows->a, &r);
    why = fault_of(&r, time, reply_time);
    if (why.n > 0) {
        import_reject(rows, &r, why);
        return;
    }
    rows->at =
        arena_grow(rows->a, rows->at, rows->n, &rows->room, sizeof(*rows->at));
    rows->at[rows->n++] = r;
}

static bool
read_rows(struct reading *rd, struct csv_reader *csv, struct str bytes,
          struct err *err)
{
    struct csv_row row;
    enum csv_step step;
    bool header = false;

    do {
        step = csv_next(csv, &bytes, &row);
        if (step == CSV_MORE)
            step = csv_last(csv, &row);
        if (step != CSV_ROW)
            break;
        if (header)
            take_row(rd, &row);
        else if (!read_header(rd, &row, err))
            return false;
        header = true;
    } while (true);
    if (step == CSV_WRONG) {
        struct csv_fault f = csv_why(csv);

        return fail(err, ERR_INPUT, "%s:%zu:%zu: %.*s", rd->path, f.line,
                    f.column, STR_ARG(f.text));
    }
    if (!header)
        return fail(err, ERR_INPUT, "%s: the file is empty", rd->path);
    return true;
}

static int
by_line(const void *a, const void *b)
{
    const struct import_row *x = a, *y = b;

    return x->line < y->line ? -1 : x->line > y->line;
}

static int
by_outside_id(const void *a, const void *b)
{
    const struct import_row *x = a, *y = b;
    int c = str_cmp(x->outside_id, y->outside_id);

    return c != 0 ? c : by_line(a, b);
}

/* Of rows with one id the first counts. */
static void
reject_doubles(struct import_rows *rows)
{
    size_t kept = 0;

    if (rows->n == 0)
        return;
    qsort(rows->at, rows->n, sizeof(rows->at[0]), by_outside_id);
    for (size_t i = 0; i < rows->n; i++) {
        const struct import_row *r = &rows->at[i];
        struct buf why = { .a = rows->a };

        if (kept == 0 ||
            !str_eq(rows->at[kept - 1].outside_id, r->outside_id)) {
            rows->at[kept++] = *r;
            continue;
        }
        buf_addf(&why, "outside_id: 与第 %zu 行的编号重复",
                 rows->at[kept - 1].line);
        import_reject(rows, r, buf_str(&why));
    }
    rows->n = kept;
    qsort(rows->at, rows->n, sizeof(rows->at[0]), by_line);
}

static int
by_time(const void *a, const void *b)
{
    const struct deed *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->turn < y->turn ? -1 : x->turn > y->turn;
}

static void
add_deed(struct import_rows *rows, const struct import_row *r,
         enum deed_kind kind, int64_t at)
{
    rows->deeds[rows->deeds_n] = (struct deed){ at, kind, r, rows->deeds_n };
    rows->deeds_n++;
}

static void
plan(struct import_rows *rows)
{
    rows->deeds = arena_alloc(rows->a, (rows->n * 3 + 1) * sizeof(struct deed));
    for (size_t i = 0; i < rows->n; i++) {
        const struct import_row *r = &rows->at[i];

        add_deed(rows, r, DEED_RECEIVE, r->at);
        if (r->reply.n > 0)
            add_deed(rows, r, DEED_REPLY,
                     r->reply_at != 0 ? r->reply_at : r->at);
        if (r->outcome.n > 0)
            add_deed(rows, r, DEED_CLOSE, r->at);
    }
    qsort(rows->deeds, rows->deeds_n, sizeof(struct deed), by_time);
}

bool
import_rows_read(struct import_rows *rows, const struct import_map *map,
                 const char *path, struct err *err)
{
    struct reading rd = { .rows = rows, .map = map, .path = path };
    struct csv_reader *csv;
    struct str bytes;
    bool ok;

    if (!file_read(rows->a, path, FILE_BYTES, &bytes, err))
        return false;
    csv = csv_open(rows->a);
    ok = read_rows(&rd, csv, bytes, err);
    csv_close(csv);
    if (ok) {
        reject_doubles(rows);
        plan(rows);
    }
    return ok;
}
