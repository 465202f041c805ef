/* One request of a resident: how it stands, taking it back, fetching his data;
 * see request.h. */
#include "api/answer.h"
#include "api/request/request_data.h"
#include "pages/pages.h"
#include "pages/request/request.h"
#include "rulebook/access/access.h"
#include "templates.h"

/* The request of the address, when it is his. Of another's he is told that
 * there is none. False: it was answered. */
static bool
begin(struct page *p, struct request_file *ret_file)
{
    struct err err;

    if (!own_resident(p))
        return false;
    if (!request_file_load(api_of(p->rq)->engine, p->rq->a,
                           http_param(p->rq, "id"), ret_file, &err)) {
        if (err.kind != ERR_NOT_FOUND) {
            page_failed(p, &err);
            return false;
        }
    } else if (ret_file->s.way == REQUEST_WAY_ACCOUNT &&
               str_eq(ret_file->s.account, p->visitor.account)) {
        return true;
    }
    page_problem(p, 404, SAY_request_none_such, SAY_request_none_such_text);
    return false;
}

void
pages_own_request(const struct http_request *rq, struct http_response *rs)
{
    struct own_request_view v = { .may_drop = false };
    struct request_file file;
    const struct request_telling telling = {
        &file, (unsigned)(ACCESS_TEXTS | ACCESS_CONTACT), false
    };
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!begin(&p, &file))
        return;
    if (!request_tell(&p, &telling, &v.told, &err)) {
        page_failed(&p, &err);
        return;
    }
    v.layout = page_layout(&p, SAY_request_one);
    v.may_drop =
        request_may(&file.s, &request_drop_type, &p.visitor.actor, p.rules);
    v.may_fetch = request_may_fetch(&file.s, p.h.now);
    v.fetch_until = file.s.fetch_until;
    html_request_own_one(&p.h, &v);
    page_send(&p, 200);
}

void
pages_own_request_drop(const struct http_request *rq, struct http_response *rs)
{
    static const struct request_drop nothing;
    struct command cmd = { .type = &request_drop_type, .data = &nothing };
    struct request_file file;
    const struct request_order order = { &file, &cmd, NULL };
    struct buf to = { .a = rq->a };
    struct outcome o;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!begin(&p, &file) || !page_form(&p, &form))
        return;
    cmd.actor = p.visitor.actor;
    cmd.now = p.h.now;
    if (!request_do(rq, &order, &o, &err)) {
        page_failed(&p, &err);
        return;
    }
    /* when it cannot be taken back any more, the page tells how it stands */
    buf_add(&to, STR("/me/requests/"));
    buf_add(&to, file.hex);
    page_redirect(rs, buf_str(&to));
}

void
pages_own_request_data(const struct http_request *rq, struct http_response *rs)
{
    struct request_file file;
    struct person_data data;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!begin(&p, &file))
        return;
    if (!request_may_fetch(&file.s, p.h.now)) {
        page_problem(&p, 410, SAY_request_over, SAY_request_over_text);
        return;
    }
    if (!request_data(rq, &file, &data, &err)) {
        page_failed(&p, &err);
        return;
    }
    request_data_json(answer_body(rs, "application/json"), &data);
    http_add_header(rs, "Content-Disposition",
                    STR("attachment; filename=\"my-data.json\""));
    http_add_header(rs, "Cache-Control", STR("no-store"));
}
