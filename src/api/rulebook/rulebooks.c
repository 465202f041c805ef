/*
 * Rulebooks over HTTP: those that were enacted, and one more.
 *
 * Any page of any site may make a browser on this machine send a form with
 * files here. None may make it add the header X-Gongzhi-Role, which is asked
 * for first.
 */
#include "api/answer.h"
#include "api/json.h"
#include "api/rulebook/upload.h"
#include "sys/clock.h"

static void
put_rulebook(struct buf *out, struct rulebooks *rb, size_t nth)
{
    const struct rulebook_enacted it = rulebooks_at(rb, nth);
    struct buf day = { .a = out->a };

    day_put(&day, it.from);
    json_open(out, '{');
    json_text(out, "hash", it.book->hash);
    json_text(out, "from", buf_str(&day));
    json_time(out, "enacted_at", it.enacted_at);
    json_text(out, "by", it.by);
    json_text(out, "standing",
              upload_standing(rb, nth, moment_day(clock_now())));
    buf_add_char(out, '}');
}

void
api_rulebooks(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };
    struct rulebooks *rb = engine_rulebooks(api_of(rq)->engine);
    const size_t n = rulebooks_count(rb);
    struct buf *out;

    if (!answer_query_ok(rq, rs, none))
        return;
    out = answer_json(rs);
    buf_add_char(out, '{');
    json_name(out, "rulebooks");
    json_open(out, '[');
    for (size_t i = 0; i < n; i++)
        put_rulebook(out, rb, i);
    buf_add(out, STR("]}\n"));
}

static void
answer_faulty(struct http_response *rs, const struct fault_list *faults)
{
    const struct http_problem p = { 422, "rulebook_faults", NULL,
                                    STR("规则库有问题，没有启用 the rulebook "
                                        "has faults and was not enacted") };
    struct buf list = { .a = rs->body.a };

    buf_add_char(&list, '[');
    for (size_t i = 0; i < faults->n; i++) {
        const struct fault *f = &faults->at[i];

        json_open(&list, '{');
        json_text(&list, "file", f->file);
        json_int(&list, "line", (int64_t)f->line);
        json_int(&list, "column", (int64_t)f->column);
        json_text(&list, "message", f->text);
        buf_add_char(&list, '}');
    }
    buf_add_char(&list, ']');
    http_put_problem(rs, &p);
    http_add_member(rs, "faults", buf_str(&list));
}

static void
answer_taken(struct http_response *rs, const struct upload *u)
{
    const struct http_problem p = { 409, "enacted_already", NULL,
                                    str_of(u->err.text) };

    http_put_problem(rs, &p);
}

static void
answer_enacted(const struct http_request *rq, struct http_response *rs,
               const struct upload *u)
{
    struct buf *out = answer_json(rs), day = { .a = rq->a };

    day_put(&day, u->from);
    json_open(out, '{');
    json_text(out, "hash", u->hash);
    json_text(out, "from", buf_str(&day));
    json_bool(out, "dry_run", u->dry_run);
    buf_add(out, STR("}\n"));
    if (u->dry_run)
        return;
    rs->status = 201;
    http_add_header(rs, "Location", STR("/api/v1/rulebooks"));
}

void
api_enact(const struct http_request *rq, struct http_response *rs)
{
    const struct verdict nobody =
        refuse(REFUSED_VALUE, "required", "X-Gongzhi-User");
    struct upload u = { .a = rq->a };
    struct http_problem p;
    struct form form;

    if (!answer_staff(rq, rs, &u.by))
        return;
    if (u.by.id.n == 0) { /* the log says who it was */
        answer_refused(rq, rs, &nobody);
        return;
    }
    if (!form_read(rq, &form, &p)) {
        http_put_problem(rs, &p);
        return;
    }
    switch (upload_enact(api_of(rq)->engine, &form, &u)) {
    case UPLOAD_DONE:
        answer_enacted(rq, rs, &u);
        break;
    case UPLOAD_REFUSED:
        answer_refused(rq, rs, &u.verdict);
        break;
    case UPLOAD_FAULTY:
        answer_faulty(rs, &u.faults);
        break;
    case UPLOAD_TAKEN:
        answer_taken(rs, &u);
        break;
    case UPLOAD_FAILED:
        answer_failed(rq, rs, &u.err);
        break;
    }
}
