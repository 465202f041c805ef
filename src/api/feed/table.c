/*
 * The list of cases as a table (CSV, RFC 4180): GET /api/v1/appeals.csv, and
 * the columns that `gongzhi export --csv` writes too.
 */
#include "api/feed/feed.h"
#include "api/list.h"
#include "text/csv.h"

enum { TABLE_MOST = 10000, TABLE_TEXTS = 6, TABLE_TIMES = 2 };

void
feed_put_header(struct buf *out)
{
    buf_add(out, STR("number,code,stage,level,matter,place,lead,received_at,"
                     "due_at,source\r\n"));
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
    buf_add(out, STR("\r\n"));
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
    struct list_asked asked;
    struct list_sink sink = { feed_put_row, NULL };
    int64_t next, bom;
    struct err err;

    if (!answer_query_ok(rq, rs, names) || !list_read(rq, rs, limits, &asked) ||
        !answer_number(rq, rs, &marked, &bom))
        return;
    sink.out = answer_body(rs, "text/csv; charset=utf-8; header=present");
    if (bom != 0) /* old spreadsheets know UTF-8 by it */
        buf_add(sink.out, STR("\xEF\xBB\xBF"));
    feed_put_header(sink.out);
    if (!list_run(rq, &asked, &sink, &next, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    add_next(rq, rs, next);
    http_add_header(rs, "Content-Disposition",
                    STR("attachment; filename=\"appeals.csv\""));
    answer_tagged(rq, rs, ANSWER_PRIVATE);
}
