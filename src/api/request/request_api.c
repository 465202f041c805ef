/* Requests about one's own data, for programs; see request_list.h. */
#include <string.h>

#include "api/access/viewer.h"
#include "api/answer.h"
#include "api/command_in.h"
#include "api/json.h"
#include "api/request/request_do.h"
#include "api/request/request_list.h"
#include "app/appeal/appeal_file.h"
#include "rulebook/access/access.h"
#include "sys/clock.h"

static void
put_row(struct buf *out, const struct request_row *r)
{
    json_open(out, '{');
    json_text(out, "id", r->hex);
    json_text(out, "kind", r->kind);
    json_text(out, "way", r->way);
    json_text(out, "stage", r->stage);
    json_text(out, "outcome", r->outcome);
    json_time(out, "submitted_at", r->submitted_at);
    json_time(out, "due_at", r->due_at);
    buf_add_char(out, '}');
}

void
api_requests(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "answered", "after", NULL };
    static const struct number_range answered = { "answered", 0, 1, 0 };
    const struct verdict bad = refuse(REFUSED_VALUE, "not_a_number", "after");
    struct request_rows_ask ask;
    struct request_rows l;
    struct str next;
    int64_t which;
    struct buf *out;
    struct err err;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &answered, &which))
        return;
    ask.answered = which != 0;
    if (!request_rows_after(http_query(rq, "after"), &ask)) {
        answer_refused(rq, rs, &bad);
        return;
    }
    if (!request_rows_all(rq, &ask, &l, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add(out, STR("{\"requests\":["));
    for (size_t i = 0; i < l.n; i++)
        put_row(out, &l.at[i]);
    buf_add_char(out, ']');
    next = request_rows_next(rq, &l);
    if (next.n > 0)
        json_text(out, "next", next);
    buf_add(out, STR("}\n"));
}

/* What is personal in its records, by the name of the field. */
static bool
put_texts(const struct http_request *rq, const struct request_file *file,
          unsigned groups, struct buf *out, struct err *err)
{
    for (size_t i = 0; i < file->records.n; i++) {
        const struct record *r = &file->records.at[i];

        for (size_t k = 0; k < r->type->fields_n; k++) {
            const struct field *f = &r->type->fields[k];
            const struct appeal_text wanted = { r, f->name, "citizen" };
            struct str text;
            bool erased;

            if ((f->flags & FIELD_PERSONAL) == 0 ||
                (groups & request_field_group(str_of(f->name))) == 0)
                continue;
            if (!appeal_file_text(api_of(rq)->engine, rq->a, &wanted, &text,
                                  &erased, err))
                return false;
            if (text.n > 0)
                json_text(out, f->name, text);
        }
    }
    return true;
}

/* Cases that a deletion may not touch, and why. */
static bool
put_bars(const struct http_request *rq, const struct request_file *file,
         struct buf *out, struct err *err)
{
    struct request_bars *bars = arena_new(rq->a, struct request_bars);

    if (file->s.kind != REQUEST_KIND_DELETE || !request_is_open(&file->s))
        return true;
    if (!request_bars(rq, file, bars, err))
        return false;
    json_int(out, "cases", (int64_t)bars->cases.n);
    json_name(out, "bars");
    json_open(out, '[');
    for (size_t i = 0; i < bars->n; i++) {
        json_open(out, '{');
        json_text(out, "code", bars->at[i].code);
        json_text(out, "rule", str_of(bars->at[i].bar.rule));
        json_text(out, "basis", bars->at[i].bar.basis);
        json_time(out, "until", bars->at[i].bar.until);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    return true;
}

static void
put_events(const struct request_file *file, struct buf *out)
{
    json_name(out, "events");
    json_open(out, '[');
    for (size_t i = 0; i < file->records.n; i++) {
        const struct record *r = &file->records.at[i];

        json_open(out, '{');
        json_text(out, "type", str_of(r->type->name));
        json_time(out, "at", r->occurred_at);
        json_text(out, "by", r->actor);
        json_int(out, "position", (int64_t)r->position);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void
put_state(const struct request_file *file, struct buf *out)
{
    const struct request *s = &file->s;

    json_text(out, "id", file->hex);
    json_text(out, "kind", str_of(request_kind_words[s->kind]));
    json_text(out, "way", str_of(request_way_words[s->way]));
    json_text(out, "stage", request_stage_word(s->stage));
    json_text(out, "outcome", str_of(request_outcome_words[s->outcome]));
    json_time(out, "submitted_at", s->submitted_at);
    json_time(out, "due_at", s->due_at);
    json_time(out, "answered_at", s->answered_at);
    json_time(out, "fetch_until", s->fetch_until);
    json_bool(out, "prolonged", s->prolonged);
    json_bool(out, "late", s->late);
}

/* The one that the path names. */
static bool
load(const struct http_request *rq, struct http_response *rs,
     struct request_file *ret_file)
{
    struct err err;

    if (request_file_load(api_of(rq)->engine, rq->a, http_param(rq, "id"),
                          ret_file, &err))
        return true;
    if (err.kind == ERR_NOT_FOUND)
        answer_missing(rq, rs, "no_such_request", "id");
    else
        answer_failed(rq, rs, &err);
    return false;
}

void
api_request(const struct http_request *rq, struct http_response *rs)
{
    struct buf *out;
    struct request_file file;
    unsigned groups;
    struct err err;

    if (!load(rq, rs, &file))
        return;
    if (!request_look(rq, &file, &groups, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add_char(out, '{');
    put_state(&file, out);
    if (!put_texts(rq, &file, groups, out, &err) ||
        !put_bars(rq, &file, out, &err)) {
        out->n = 0;
        answer_failed(rq, rs, &err);
        return;
    }
    put_events(&file, out);
    buf_add(out, STR("}\n"));
}

static void
put_done(const struct http_request *rq, struct http_response *rs,
         const struct outcome *o, struct str hex)
{
    struct request_file file;
    struct buf *out;
    struct err err;

    if (o->verdict.reason != ACCEPTED) {
        answer_refused(rq, rs, &o->verdict);
        return;
    }
    if (!request_file_load(api_of(rq)->engine, rq->a, hex, &file, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    jobs_wake(api_of(rq)->jobs);
    out = answer_json(rs);
    buf_add_char(out, '{');
    put_state(&file, out);
    put_events(&file, out);
    buf_add(out, STR("}\n"));
    if (o->repeated)
        http_add_header(rs, "Idempotency-Replayed", STR("true"));
}

/* One written down at the counter. */
void
api_request_take(const struct http_request *rq, struct http_response *rs)
{
    struct command_in c = { .cmd = { .type = &request_submit_type,
                                     .now = clock_now() } };
    struct request_wish wish;
    struct buf hex = { .a = rq->a };
    struct outcome o;
    struct err err;

    if (!answer_staff(rq, rs, &c.cmd.actor) ||
        !command_in_read(rq, rs, COMMAND_BARE, &c))
        return;
    memcpy(&wish.submit, c.cmd.data, sizeof(wish.submit));
    wish.submit.way = REQUEST_WAY_COUNTER;
    wish.actor = c.cmd.actor;
    wish.now = c.cmd.now;
    wish.once = c.once;
    if (!request_take(rq, &wish, &o, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    id_put(&hex, o.id);
    put_done(rq, rs, &o, buf_str(&hex));
    if (o.verdict.reason == ACCEPTED && !o.repeated)
        rs->status = 201;
}

void
api_request_do(const struct http_request *rq, struct http_response *rs)
{
    struct command_in c = { .cmd = { .type = request_command(
                                         http_param(rq, "command")),
                                     .now = clock_now() } };
    struct request_file file;
    struct request_order order = { &file, &c.cmd, NULL };
    struct outcome o;
    struct err err;

    if (!answer_staff(rq, rs, &c.cmd.actor) || !load(rq, rs, &file))
        return;
    c.stream = file.stream;
    if (!command_in_read(rq, rs, COMMAND_FIELDS, &c))
        return;
    order.once = c.once;
    if (request_do(rq, &order, &o, &err))
        put_done(rq, rs, &o, file.hex);
    else
        answer_failed(rq, rs, &err);
}
