/* What somebody asks about his own data: the list, and a new one; see
 * request.h. */
#include "api/answer.h"
#include "event/fill.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "pages/request/request.h"
#include "templates.h"

void
pages_own_requests(const struct http_request *rq, struct http_response *rs)
{
    struct request_asker *x = arena_new(rq->a, struct request_asker);
    struct own_requests_view v = { .lines = NULL };
    struct page *p = &x->c.p;
    struct request_line *lines;
    struct request_rows rows;
    struct err err;

    if (!request_asker_begin(x, rq, rs))
        return;
    if (!(x->way == REQUEST_WAY_CODE
              ? request_rows_of_code(rq, x->c.file.id, &rows, &err)
              : request_rows_of(rq, p->visitor.account, &rows, &err))) {
        page_failed(p, &err);
        return;
    }
    lines = arena_alloc(rq->a, (rows.n + 1) * sizeof(*lines));
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = request_line_of(p, &rows.at[i]);
    v.lines = lines;
    v.lines_n = rows.n;
    v.base = x->base;
    v.back = (struct own_back){ x->back, x->back_name };
    v.layout = page_layout(p, SAY_request_own);
    html_request_own_list(&p->h, &v);
    page_send(p, 200);
}

void
request_put_kinds(const struct page *p, struct str chosen, bool by_code,
                  struct option_list *list)
{
    for (int i = 1; i <= REQUEST_KIND_WITHDRAW_CONSENT; i++) {
        struct str word = str_of(request_kind_words[i]);
        bool elsewhere =
            i == REQUEST_KIND_TRANSFER || i == REQUEST_KIND_WITHDRAW_CONSENT;

        if (by_code && elsewhere)
            continue;
        option_add(p, list,
                   (struct option){ word, page_words(p, "request_kind.", word),
                                    str_eq(word, chosen) });
    }
}

/* About which of his cases. */
static bool
put_cases(const struct page *p, struct str chosen, struct option_list *list,
          struct err *err)
{
    struct person_cases *cases = arena_new(p->rq->a, struct person_cases);
    struct str phone;

    if (!own_cases(p, cases, &phone, err))
        return false;
    for (size_t i = 0; i < cases->n; i++) {
        struct buf name = { .a = p->rq->a };
        struct own_case one;

        if (!own_case_of(p, cases->at[i], &one, err))
            return false;
        buf_add(&name, one.code);
        buf_add(&name, STR(" "));
        buf_add(&name, one.matter);
        option_add(p, list,
                   (struct option){ one.code, buf_str(&name),
                                    str_eq(one.code, chosen) });
    }
    return true;
}

/* form: what was sent and refused, or NULL. */
static void
put_new(struct request_asker *x, const struct form *form, struct str fault)
{
    struct own_request_new_view v = { .fault = fault,
                                      .once = once_key(&x->c.p) };
    struct str kind = STR("see"), chosen = STR("");
    struct buf here = { .a = x->c.p.rq->a };
    struct page *p = &x->c.p;
    struct err err;

    v.layout = page_layout(p, SAY_request_new);
    buf_add(&here, x->base);
    buf_add(&here, STR("/new"));
    v.layout.here = buf_str(&here);
    v.layout.wrong = fault.n > 0;
    v.by_code = x->way == REQUEST_WAY_CODE;
    v.base = x->base;
    v.back = (struct own_back){ x->base, page_say(p->h.lang, SAY_request_own) };
    if (form != NULL) {
        kind = form_value(form, "kind");
        chosen = form_value(form, "case");
        v.body = form_value(form, "body");
        v.new_name = form_value(form, "new_name");
        v.new_contact = form_value(form, "new_contact");
        v.statement = form_value(form, "statement");
    }
    request_put_kinds(p, kind, v.by_code, &v.kinds);
    if (!v.by_code && !put_cases(p, chosen, &v.cases, &err)) {
        page_failed(p, &err);
        return;
    }
    html_request_own_new(&p->h, &v);
    page_send(p, fault.n > 0 ? 422 : 200);
}

void
pages_own_request_new(const struct http_request *rq, struct http_response *rs)
{
    struct request_asker *x = arena_new(rq->a, struct request_asker);

    if (request_asker_begin(x, rq, rs))
        put_new(x, NULL, STR(""));
}

/* The case of a query code. What leads to no case is answered like a case of
 * another's, so that nobody tries codes here. False: failed. */
static bool
read_case(const struct page *p, struct str code, struct id *ret_id,
          struct verdict *ret_verdict, struct err *err)
{
    struct engine *e = api_of(p->rq)->engine;

    err->kind = ERR_NOT_FOUND;
    if (engine_query_number(e, code) != 0 &&
        engine_find(e, p->rq->a, code, ret_id, err))
        return true;
    *ret_verdict = refuse(REFUSED_VALUE, "no_such_case", "case");
    return err->kind == ERR_NOT_FOUND;
}

/* From the form to the wish; false: failed. What is wrong is in *ret_verdict.
 */
static bool
read_wish(const struct request_asker *x, const struct form *form,
          struct request_wish *wish, struct verdict *ret_verdict,
          struct err *err)
{
    const struct page *p = &x->c.p;
    struct request_submit *s = &wish->submit;
    struct str code = str_trim(form_value(form, "case"));

    wish->now = p->h.now;
    s->way = x->way;
    s->body = str_trim(form_value(form, "body"));
    s->new_name = str_trim(form_value(form, "new_name"));
    s->new_contact = str_trim(form_value(form, "new_contact"));
    s->statement = str_trim(form_value(form, "statement"));
    *ret_verdict = payload_set(&request_submit_type, s, STR("kind"),
                               form_value(form, "kind"));
    if (x->way == REQUEST_WAY_CODE) {
        wish->actor = (struct actor){ .role = STR("citizen") };
        s->case_id = x->c.file.id;
        return true;
    }
    wish->actor = p->visitor.actor;
    s->account = p->visitor.account;
    return ret_verdict->reason != ACCEPTED || code.n == 0 ||
           read_case(p, code, &s->case_id, ret_verdict, err);
}

void
pages_own_request_send(const struct http_request *rq, struct http_response *rs)
{
    struct request_asker *x = arena_new(rq->a, struct request_asker);
    struct request_wish wish = { .once = NULL };
    struct buf to = { .a = rq->a }, what = { .a = rq->a };
    struct page *p = &x->c.p;
    struct outcome o;
    struct once once;
    struct form form;
    struct err err;

    if (!request_asker_begin(x, rq, rs) || !page_form(p, &form))
        return;
    if (!read_wish(x, &form, &wish, &o.verdict, &err)) {
        page_failed(p, &err);
        return;
    }
    buf_addf(&what, "%.*s %.*s", STR_ARG(x->base),
             STR_ARG(wish.submit.account));
    if (page_once(p, &form, buf_str(&what), &once))
        wish.once = &once;
    if (o.verdict.reason == ACCEPTED && !request_take(rq, &wish, &o, &err)) {
        page_failed(p, &err);
        return;
    }
    if (o.verdict.reason != ACCEPTED) {
        put_new(x, &form, refusal_words(p, &o.verdict));
        return;
    }
    jobs_wake(api_of(rq)->jobs);
    buf_add(&to, x->base);
    buf_add_char(&to, '/');
    id_put(&to, o.id);
    page_redirect(rs, buf_str(&to));
}
