/* Writing down at the counter what somebody asks about his own data; see
 * request.h. */
#include <string.h>

#include "api/answer.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "pages/request/request.h"
#include "templates.h"

/* form: what was sent and refused, or NULL. */
static void
put_form(struct staff *s, const struct form *form, struct str fault)
{
    static const struct form nothing;
    const struct form *f = form == NULL ? &nothing : form;
    struct request_take_view v = {
        .frame = staff_frame(s, SAY_request_take),
        .fault = fault,
        .once = once_key(&s->p),
        .taken = http_query(s->p.rq, "taken"),
        .name = form_value(f, "name"),
        .contact = form_value(f, "contact"),
        .agent = form_value(f, "agent"),
        .code = form_value(f, "case"),
        .body = form_value(f, "body"),
        .new_name = form_value(f, "new_name"),
        .new_contact = form_value(f, "new_contact"),
        .statement = form_value(f, "statement"),
    };

    request_put_kinds(&s->p, form_value(f, "kind"), false, &v.kinds);
    if (v.taken.n != ID_HEX || !str_is_name(v.taken))
        v.taken = STR("");
    v.frame.takes_in = true;
    v.frame.layout.here = STR("/w/requests/new");
    v.frame.layout.wrong = fault.n > 0;
    html_request_take(&s->p.h, &v);
    page_send(&s->p, fault.n > 0 ? 422 : 200);
}

void
pages_request_new(const struct http_request *rq, struct http_response *rs)
{
    struct staff s;

    staff_begin(&s, rq, rs);
    put_form(&s, NULL, STR(""));
}

/* The case of a code; false: failed. */
static bool
read_case(const struct staff *s, struct str code, struct id *ret_id,
          struct verdict *ret_verdict, struct err *err)
{
    const struct http_request *rq = s->p.rq;

    if (engine_find(api_of(rq)->engine, rq->a, code, ret_id, err))
        return true;
    *ret_verdict = refuse(REFUSED_VALUE, "no_such_case", "case_id");
    return err->kind == ERR_NOT_FOUND;
}

static bool
read_wish(const struct staff *s, const struct form *form,
          struct request_wish *wish, struct verdict *ret_verdict,
          struct err *err)
{
    struct str code = str_trim(form_value(form, "case"));
    const void *data;

    *ret_verdict = command_form(&s->p, &request_submit_type, form, &data);
    memcpy(&wish->submit, data, sizeof(wish->submit));
    wish->submit.way = REQUEST_WAY_COUNTER;
    wish->actor = s->actor;
    wish->now = s->p.h.now;
    return ret_verdict->reason != ACCEPTED || code.n == 0 ||
           read_case(s, code, &wish->submit.case_id, ret_verdict, err);
}

void
pages_request_take(const struct http_request *rq, struct http_response *rs)
{
    struct request_wish wish = { .once = NULL };
    struct buf to = { .a = rq->a }, what = { .a = rq->a };
    struct outcome o;
    struct once once;
    struct form form;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form))
        return;
    if (!read_wish(&s, &form, &wish, &o.verdict, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    buf_addf(&what, "counter %.*s", STR_ARG(s.actor.id));
    if (page_once(&s.p, &form, buf_str(&what), &once))
        wish.once = &once;
    if (o.verdict.reason == ACCEPTED && !request_take(rq, &wish, &o, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    if (o.verdict.reason != ACCEPTED) {
        put_form(&s, &form, refusal_words(&s.p, &o.verdict));
        return;
    }
    jobs_wake(api_of(rq)->jobs);
    buf_add(&to, STR("/w/requests/new?taken="));
    id_put(&to, o.id);
    page_redirect(rs, buf_str(&to));
}
