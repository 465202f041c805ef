/* What a resident asks about his own data: the list, and a new one; see
 * request.h. */
#include "api/answer.h"
#include "event/fill.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "pages/request/request.h"
#include "templates.h"

enum { KEY_HEX = 32 };

void
pages_own_requests(const struct http_request *rq, struct http_response *rs)
{
    struct own_requests_view v = { .lines = NULL };
    struct request_line *lines;
    struct request_rows rows;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!own_resident(&p))
        return;
    if (!request_rows_of(rq, p.visitor.account, &rows, &err)) {
        page_failed(&p, &err);
        return;
    }
    lines = arena_alloc(rq->a, (rows.n + 1) * sizeof(*lines));
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = request_line_of(&p, &rows.at[i]);
    v.lines = lines;
    v.lines_n = rows.n;
    v.layout = page_layout(&p, SAY_request_own);
    html_request_own_list(&p.h, &v);
    page_send(&p, 200);
}

/* All that can be asked for, and about which of his cases. */
static bool
put_choices(const struct page *p, const struct form *form,
            struct own_request_new_view *v, struct err *err)
{
    struct str kind = STR("see"), chosen = STR("");
    struct person_cases *cases = arena_new(p->rq->a, struct person_cases);
    struct str phone;

    if (form != NULL) {
        kind = form_value(form, "kind");
        chosen = form_value(form, "case");
    }
    for (int i = 1; i <= REQUEST_KIND_WITHDRAW_CONSENT; i++) {
        struct str word = str_of(request_kind_words[i]);

        option_add(p, &v->kinds,
                   (struct option){ word, page_words(p, "request_kind.", word),
                                    str_eq(word, kind) });
    }
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
        option_add(p, &v->cases,
                   (struct option){ one.code, buf_str(&name),
                                    str_eq(one.code, chosen) });
    }
    return true;
}

static void
put_new(struct page *p, const struct form *form, struct str fault)
{
    struct own_request_new_view v = { .fault = fault, .once = once_key(p) };
    struct err err;

    v.layout = page_layout(p, SAY_request_new);
    v.layout.here = STR("/me/requests/new");
    v.layout.wrong = fault.n > 0;
    if (form != NULL)
        v.body = form_value(form, "body");
    if (!put_choices(p, form, &v, &err)) {
        page_failed(p, &err);
        return;
    }
    html_request_own_new(&p->h, &v);
    page_send(p, fault.n > 0 ? 422 : 200);
}

void
pages_own_request_new(const struct http_request *rq, struct http_response *rs)
{
    struct page p;

    page_begin(&p, rq, rs);
    if (own_resident(&p))
        put_new(&p, NULL, STR(""));
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
read_wish(const struct page *p, const struct form *form,
          struct request_wish *wish, struct verdict *ret_verdict,
          struct err *err)
{
    struct str code = str_trim(form_value(form, "case"));

    wish->actor = p->visitor.actor;
    wish->now = p->h.now;
    wish->submit.way = REQUEST_WAY_ACCOUNT;
    wish->submit.account = p->visitor.account;
    wish->submit.body = str_trim(form_value(form, "body"));
    *ret_verdict = payload_set(&request_submit_type, &wish->submit, STR("kind"),
                               form_value(form, "kind"));
    return ret_verdict->reason != ACCEPTED || code.n == 0 ||
           read_case(p, code, &wish->submit.case_id, ret_verdict, err);
}

/* A form that is sent twice makes one request. */
static void
put_once(const struct page *p, const struct form *form, struct once *once,
         struct request_wish *wish)
{
    struct str key = form_value(form, "once");
    struct buf text = { .a = p->rq->a };

    if (key.n != KEY_HEX)
        return;
    buf_addf(&text, "request %.*s %d ", STR_ARG(p->visitor.account),
             (int)wish->submit.kind);
    id_put(&text, wish->submit.case_id);
    buf_add(&text, wish->submit.body);
    *once = engine_once(api_of(p->rq)->engine, key, buf_str(&text));
    wish->once = once;
}

void
pages_own_request_send(const struct http_request *rq, struct http_response *rs)
{
    struct request_wish wish = { .once = NULL };
    struct buf to = { .a = rq->a };
    struct outcome o;
    struct once once;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!own_resident(&p) || !page_form(&p, &form))
        return;
    if (!read_wish(&p, &form, &wish, &o.verdict, &err)) {
        page_failed(&p, &err);
        return;
    }
    put_once(&p, &form, &once, &wish);
    if (o.verdict.reason == ACCEPTED && !request_take(rq, &wish, &o, &err)) {
        page_failed(&p, &err);
        return;
    }
    if (o.verdict.reason != ACCEPTED) {
        put_new(&p, &form, refusal_words(&p, &o.verdict));
        return;
    }
    jobs_wake(api_of(rq)->jobs);
    buf_add(&to, STR("/me/requests/"));
    id_put(&to, o.id);
    page_redirect(rs, buf_str(&to));
}
