/*
 * The list of cases as a table (CSV, RFC 4180): GET /api/v1/appeals.csv, and
 * the columns that `gongzhi export --csv` writes too. What leaves over HTTP
 * carries a mark of whoever took it (access/mark.h).
 */
#include "api/access/mark.h"
#include "api/access/viewer.h"
#include "api/feed/feed.h"
#include "api/list.h"
#include "sys/clock.h"
#include "text/csv.h"

enum { TABLE_MOST = 10000, TABLE_TEXTS = 6, TABLE_TIMES = 2 };

void
feed_put_header(struct buf *out)
{
    buf_add(out, STR("number,code,stage,level,matter,place,lead,received_at,"
                     "due_at,source"));
}

void
feed_put_row(struct buf *out, int64_t number, struct cursor *cur)
{
    buf_add_i64(out, number);
    for (int i = 0; i < TABLE_TEXTS; i++) { /* code .. lead */
        buf_add_char(out, ',');
        csv_put_cell(out, cursor_text(cur));
    }
    for (int i = 0; i < TABLE_TIMES; i++) { /* received, due */
        int64_t at = cursor_int(cur);

        buf_add_char(out, ',');
        if (at != 0)
            moment_put(out, at);
    }
    buf_add_char(out, ',');
    csv_put_cell(out, cursor_text(cur));
}

/* The rows, until they are put in the order of the mark. */
struct marked {
    struct arena *a;
    const struct store *st;
    struct str mark;
    struct str *rows;
    int64_t *numbers;
    size_t n, rows_room, numbers_room;
};

static void
put_marked(void *context, int64_t number, struct cursor *cur)
{
    struct marked *m = context;
    struct buf row = { .a = m->a };

    feed_put_row(&row, number, cur);
    buf_add_char(&row, ',');
    buf_add(&row, mark_row(m->st, m->a, m->mark, number));
    buf_add(&row, STR("\r\n"));
    m->rows = arena_grow(m->a, m->rows, m->n, &m->rows_room, sizeof(*m->rows));
    m->numbers = arena_grow(m->a, m->numbers, m->n, &m->numbers_room,
                            sizeof(*m->numbers));
    m->rows[m->n] = buf_str(&row);
    m->numbers[m->n++] = number;
}

static void
put_in_order(const struct marked *m, struct buf *out)
{
    size_t *order = arena_alloc(m->a, (m->n + 1) * sizeof(*order));

    mark_order(m->st, m->mark, m->numbers, m->n, order);
    for (size_t i = 0; i < m->n; i++)
        buf_add(out, m->rows[order[i]]);
}

/* Who takes the table along is written down. */
static bool
note(const struct http_request *rq, const struct actor *actor,
     const struct marked *m, struct err *err)
{
    const struct access_export taken = { *actor, m->mark, (int64_t)m->n,
                                         clock_now() };

    return access_note_export(api_of(rq)->access, &taken, err);
}

/* Where the table goes on (RFC 8288). */
static void
add_next(const struct http_request *rq, struct http_response *rs, int64_t next)
{
    static const char *const kept[] = { "stage", "unit", "level", "limit",
                                        "bom" };
    struct buf link = { .a = rq->a };

    if (next == 0)
        return;
    buf_addf(&link, "</api/v1/appeals.csv?after=%lld", (long long)next);
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
        feed_put_argument(&link, kept[i], http_query(rq, kept[i]));
    buf_add(&link, STR(">; rel=\"next\""));
    http_add_header(rs, "Link", buf_str(&link));
}

void
api_table(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "stage", "unit", "level", "after",
                                         "limit", "bom",  NULL };
    static const struct list_limits limits = { TABLE_MOST, TABLE_MOST,
                                               "export" };
    static const struct number_range marked = { "bom", 0, 1, 0 };
    const struct actor actor = viewer_of(rq, answer_rules(rq)).actor;
    struct marked m = { .a = rq->a, .st = engine_store(api_of(rq)->engine) };
    const struct list_sink sink = { put_marked, &m };
    struct buf file = { .a = rq->a }, *out;
    struct list_asked asked;
    int64_t next, bom;
    struct err err;

    if (!answer_query_ok(rq, rs, names) || !list_read(rq, rs, limits, &asked) ||
        !answer_number(rq, rs, &marked, &bom))
        return;
    m.mark = mark_of(m.st, rq->a, &actor, moment_day(clock_now()));
    if (!list_run(rq, &asked, &sink, &next, &err) ||
        !note(rq, &actor, &m, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_body(rs, "text/csv; charset=utf-8; header=present");
    if (bom != 0) /* old spreadsheets know UTF-8 by it */
        buf_add(out, STR("\xEF\xBB\xBF"));
    feed_put_header(out);
    buf_add(out, STR(",export\r\n"));
    put_in_order(&m, out);
    add_next(rq, rs, next);
    buf_addf(&file, "attachment; filename=\"appeals-%.*s.csv\"",
             STR_ARG(m.mark));
    http_add_header(rs, "Content-Disposition", buf_str(&file));
    answer_tagged(rq, rs, ANSWER_PRIVATE);
}
