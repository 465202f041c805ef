/* The sharing register and the holds, for programs; see register.h. */
#include "api/access/mark.h"
#include "api/access/viewer.h"
#include "api/answer.h"
#include "api/feed/feed.h"
#include "api/keep/register.h"
#include "sys/clock.h"
#include "text/csv.h"

static const struct number_range pages = { "page", 1, 100000, 1 };

/* receiver and page of so many rows of the query. False: it was answered. */
static bool
read_ask(const struct http_request *rq, struct http_response *rs, int64_t rows,
         struct share_ask *ret_ask)
{
    static const char *const names[] = { "receiver", "page", NULL };
    const struct verdict too_long =
        refuse(REFUSED_VALUE, "too_long", "receiver");
    int64_t page;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &pages, &page))
        return false;
    *ret_ask = (struct share_ask){ str_trim(http_query(rq, "receiver")),
                                   (page - 1) * rows, rows };
    if (ret_ask->receiver.n <= RECEIVER_BYTES)
        return true;
    answer_refused(rq, rs, &too_long);
    return false;
}

void
api_sharing(const struct http_request *rq, struct http_response *rs)
{
    struct share_list l;
    struct share_ask ask;
    struct buf *out;
    struct err err;

    if (!read_ask(rq, rs, REGISTER_PAGE, &ask))
        return;
    if (!register_shares(rq, &ask, &l, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add(out, STR("{\"sharing\":["));
    for (size_t i = 0; i < l.n; i++) {
        const struct share_row *r = &l.at[i];

        json_open(out, '{');
        json_time(out, "at", r->at);
        json_text(out, "code", r->code);
        json_text(out, "receiver", r->receiver);
        json_text(out, "way", r->way);
        json_text(out, "fields", r->fields);
        json_text(out, "purpose", r->purpose);
        json_text(out, "basis", r->basis);
        json_text(out, "mark", r->mark);
        json_int(out, "count", r->n);
        json_time(out, "since", r->since);
        if (r->first_leaf >= 0) {
            json_int(out, "first_leaf", r->first_leaf);
            json_int(out, "last_leaf", r->last_leaf);
        }
        buf_add_char(out, '}');
    }
    buf_add(out, STR("]}\n"));
}

void
api_holds(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "after", NULL };
    static const struct number_range after = { "after", 0, INT64_MAX, 0 };
    struct hold_list l;
    struct buf *out;
    struct err err;
    int64_t from;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &after, &from))
        return;
    if (!register_holds(rq, from, REGISTER_PAGE, &l, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add(out, STR("{\"holds\":["));
    for (size_t i = 0; i < l.n; i++) {
        const struct hold_row *r = &l.at[i];

        json_open(out, '{');
        json_int(out, "number", r->number);
        json_text(out, "code", r->code);
        json_text(out, "basis", r->basis);
        json_text(out, "account", r->account);
        json_text(out, "unit", r->unit);
        json_time(out, "since", r->since);
        json_time(out, "until", r->until);
        buf_add_char(out, '}');
    }
    buf_add(out, STR("]}\n"));
}

static void
put_row(struct buf *out, const struct store *st, struct str mark,
        const struct share_row *r, int64_t n)
{
    const struct str cells[] = { r->code,    r->receiver, r->way, r->fields,
                                 r->purpose, r->basis,    r->mark };

    moment_put(out, r->at);
    for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
        buf_add_char(out, ',');
        csv_put_cell(out, cells[i]);
    }
    buf_add_char(out, ',');
    buf_add(out, mark_row(st, out->a, mark, n));
    buf_addf(out, ",%lld,", (long long)r->n);
    moment_put(out, r->since);
    if (r->first_leaf >= 0)
        buf_addf(out, ",%lld,%lld\r\n", (long long)r->first_leaf,
                 (long long)r->last_leaf);
    else
        buf_add(out, STR(",,\r\n"));
}

/* To the part behind (RFC 8288). */
static void
lead_on(const struct http_request *rq, struct http_response *rs,
        const struct share_ask *ask)
{
    struct buf link = { .a = rq->a };

    buf_addf(&link, "</w/sharing.csv?page=%lld",
             (long long)(ask->skip / REGISTER_PART) + 2);
    if (ask->receiver.n > 0) {
        buf_add(&link, STR("&receiver="));
        buf_add_url(&link, ask->receiver);
    }
    buf_add(&link, STR(">; rel=\"next\""));
    http_add_header(rs, "Link", buf_str(&link));
}

void
api_sharing_table(const struct http_request *rq, struct http_response *rs)
{
    const struct actor actor = viewer_of(rq, answer_rules(rq)).actor;
    const struct store *st = engine_store(api_of(rq)->engine);
    struct access_export taken = { .viewer = actor, .now = clock_now() };
    struct buf file = { .a = rq->a }, *out;
    struct share_list l;
    struct share_ask ask;
    struct err err;
    int64_t all;

    if (!read_ask(rq, rs, REGISTER_PART, &ask))
        return;
    taken.mark = mark_of(st, rq->a, &actor, moment_day(taken.now));
    if (!register_shares(rq, &ask, &l, &err) ||
        !register_count(rq, ask.receiver, &all, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    taken.rows = (int64_t)l.n;
    if (!access_note_export(api_of(rq)->access, &taken, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_body(rs, "text/csv; charset=utf-8; header=present");
    buf_add(out, STR("at,code,receiver,way,fields,purpose,basis,mark,export,"
                     "count,since,first_leaf,last_leaf\r\n"));
    for (size_t i = 0; i < l.n; i++)
        put_row(out, st, taken.mark, &l.at[i], (int64_t)i + 1);
    if (ask.skip + (int64_t)l.n < all)
        lead_on(rq, rs, &ask);
    buf_addf(&file, "attachment; filename=\"sharing-%.*s-%lld.csv\"",
             STR_ARG(taken.mark), (long long)(ask.skip / REGISTER_PART) + 1);
    http_add_header(rs, "Content-Disposition", buf_str(&file));
    answer_tagged(rq, rs, ANSWER_PRIVATE);
}
