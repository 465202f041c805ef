/* One request of somebody: how it stands, taking it back, reading and fetching
 * his data; see request.h. */
#include "api/answer.h"
#include "pages/case_words.h"
#include "pages/pages.h"
#include "pages/request/request.h"
#include "rulebook/access/access.h"
#include "templates.h"

/* A signed-on person's own, or one made by the code of this case. */
static bool
is_his(const struct request_asker *x, const struct request *s)
{
    if (s->way != x->way)
        return false;
    return x->way == REQUEST_WAY_CODE
               ? id_eq(s->case_id, x->c.file.id)
               : str_eq(s->account, x->c.p.visitor.account);
}

/* The request of the address, when it is his. Of another's he is told that
 * there is none. False: it was answered. */
static bool
begin(struct request_asker *x, const struct http_request *rq,
      struct http_response *rs, struct request_file *ret_file)
{
    struct page *p = &x->c.p;
    struct err err;

    if (!request_asker_begin(x, rq, rs))
        return false;
    if (!request_file_load(api_of(rq)->engine, rq->a, http_param(rq, "id"),
                           ret_file, &err)) {
        if (err.kind != ERR_NOT_FOUND) {
            page_failed(p, &err);
            return false;
        }
    } else if (is_his(x, &ret_file->s)) {
        return true;
    }
    page_problem(p, 404, SAY_request_none_such, SAY_request_none_such_text);
    return false;
}

static struct actor
citizen_of(const struct request_asker *x)
{
    struct actor a = { .role = STR("citizen") };

    if (x->way == REQUEST_WAY_ACCOUNT)
        a = x->c.p.visitor.actor;
    return a;
}

/* Whoever else has the code reads this page too: of name and number it tells as
 * little as the receipt of the case. */
static void
cover(const struct page *p, struct request_told *told)
{
    told->new_name = masked(p->rq->a, told->new_name, STR(" "));
    told->new_contact = masked(p->rq->a, told->new_contact, STR(" "));
}

void
pages_own_request(const struct http_request *rq, struct http_response *rs)
{
    struct request_asker *x = arena_new(rq->a, struct request_asker);
    struct own_request_view v = { .may_drop = false };
    struct request_file file;
    const struct request_telling telling = {
        &file, (unsigned)(ACCESS_TEXTS | ACCESS_CONTACT), false
    };
    struct page *p = &x->c.p;
    struct read_list reads;
    struct actor actor;
    struct err err;

    if (!begin(x, rq, rs, &file))
        return;
    if (!request_tell(p, &telling, &v.told, &err) ||
        !reads_of_case(rq, file.id, &reads, &err)) {
        page_failed(p, &err);
        return;
    }
    if (x->way == REQUEST_WAY_CODE)
        cover(p, &v.told);
    v.looks = look_lines(p, &reads);
    actor = citizen_of(x);
    v.layout = page_layout(p, SAY_request_one);
    v.base = x->base;
    v.back = (struct own_back){ x->base, page_say(p->h.lang, SAY_request_own) };
    v.may_drop = request_may(&file.s, &request_drop_type, &actor, p->rules);
    v.may_fetch = request_may_fetch(&file.s, p->h.now);
    v.waits = file.s.stage == REQUEST_STAGE_SUBMITTED;
    v.fetch_until = file.s.fetch_until;
    html_request_own_one(&p->h, &v);
    page_send(p, 200);
}

void
pages_own_request_drop(const struct http_request *rq, struct http_response *rs)
{
    static const struct request_drop nothing;
    struct request_asker *x = arena_new(rq->a, struct request_asker);
    struct command cmd = { .type = &request_drop_type, .data = &nothing };
    struct request_file file;
    const struct request_order order = { &file, &cmd, NULL };
    struct buf to = { .a = rq->a };
    struct outcome o;
    struct form form;
    struct err err;

    if (!begin(x, rq, rs, &file) || !page_form(&x->c.p, &form))
        return;
    cmd.actor = citizen_of(x);
    cmd.now = x->c.p.h.now;
    if (!request_do(rq, &order, &o, &err)) {
        page_failed(&x->c.p, &err);
        return;
    }
    /* when it cannot be taken back any more, the page tells how it stands */
    buf_addf(&to, "%.*s/%.*s", STR_ARG(x->base), STR_ARG(file.hex));
    page_redirect(rs, buf_str(&to));
}

/* His data, when they may be fetched now. False: it was answered. */
static bool
fetch(struct request_asker *x, const struct http_request *rq,
      struct http_response *rs, struct request_file *ret_file,
      struct person_data *ret_data)
{
    struct page *p = &x->c.p;
    struct err err;

    if (!begin(x, rq, rs, ret_file))
        return false;
    if (!request_may_fetch(&ret_file->s, p->h.now)) {
        page_problem(p, 410, SAY_request_over, SAY_request_over_text);
        return false;
    }
    if (!request_data(rq, ret_file, ret_data, &err)) {
        page_failed(p, &err);
        return false;
    }
    http_add_header(rs, "Cache-Control", STR("no-store"));
    return true;
}

void
pages_own_request_data(const struct http_request *rq, struct http_response *rs)
{
    struct request_asker *x = arena_new(rq->a, struct request_asker);
    struct own_data_view v = { .base = STR("") };
    struct buf base = { .a = rq->a };
    struct request_file file;
    struct person_data data;

    if (!fetch(x, rq, rs, &file, &data))
        return;
    buf_addf(&base, "%.*s/%.*s", STR_ARG(x->base), STR_ARG(file.hex));
    v.layout = page_layout(&x->c.p, SAY_data_title);
    v.base = buf_str(&base);
    v.back =
        (struct own_back){ v.base, page_say(x->c.p.h.lang, SAY_request_one) };
    v.told = request_data_told(&x->c.p, &data);
    html_request_own_data(&x->c.p.h, &v);
    page_send(&x->c.p, 200);
}

void
pages_own_request_json(const struct http_request *rq, struct http_response *rs)
{
    struct request_asker *x = arena_new(rq->a, struct request_asker);
    struct request_file file;
    struct person_data data;

    if (!fetch(x, rq, rs, &file, &data))
        return;
    request_data_json(answer_body(rs, "application/json"), &data);
    http_add_header(rs, "Content-Disposition",
                    STR("attachment; filename=\"my-data.json\""));
}

void
pages_own_request_csv(const struct http_request *rq, struct http_response *rs)
{
    struct request_asker *x = arena_new(rq->a, struct request_asker);
    struct request_file file;
    struct person_data data;

    if (!fetch(x, rq, rs, &file, &data))
        return;
    request_data_csv(answer_body(rs, "text/csv; charset=utf-8"), &data);
    http_add_header(rs, "Content-Disposition",
                    STR("attachment; filename=\"my-data.csv\""));
}
