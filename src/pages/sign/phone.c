/* A resident proves a phone; see sign.h and identity/phone/phone.h. */
#include "identity/phone/phone.h"

#include "api/answer.h"
#include "pages/pages.h"
#include "pages/prefs.h"
#include "pages/sign/sign.h"
#include "templates.h"

enum { MINUTE_SECONDS = 60 };

static struct identity *
identity_of(const struct page *p)
{
    return api_of(p->rq)->identity;
}

static bool
is_offered(struct page *p)
{
    if (!phone_is_offered(identity_of(p))) {
        page_problem(p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
        return false;
    }
    return sign_is_safe(p);
}

struct str
sign_by_phone(struct arena *a, struct str path, struct str back)
{
    struct str next = sign_next(VISITOR_RESIDENT, back);
    struct buf b = { .a = a };

    if (str_eq(next, sign_next(VISITOR_RESIDENT, STR(""))))
        return path;
    buf_add(&b, path);
    buf_add(&b, STR("?back="));
    buf_add_url(&b, next);
    return buf_str(&b);
}

static void
put_phone(struct page *p, struct phone_view *v, unsigned status)
{
    v->wrong = status >= 400;
    v->layout = page_layout(p, SAY_phone_title);
    v->layout.here = sign_by_phone(p->rq->a, STR("/in/phone"), v->back);
    v->layout.wrong = v->wrong;
    html_sign_phone(&p->h, v);
    page_send(p, status);
}

void
pages_phone(const struct http_request *rq, struct http_response *rs)
{
    struct phone_view v = { .back = back_address(http_query(rq, "back")) };
    struct page p;

    page_begin(&p, rq, rs);
    if (is_offered(&p))
        put_phone(&p, &v, 200);
}

/* The short message, in his language. */
static struct str
words(void *context, struct str code)
{
    const struct page *p = context;
    struct html h = { .out = { .a = p->rq->a }, .lang = p->h.lang };

    for (size_t at = 0; html_say_to(&h, SAY_phone_sms, &at) != 0;)
        html_text(&h, code);
    return buf_str(&h.out);
}

void
pages_phone_send(const struct http_request *rq, struct http_response *rs)
{
    struct phone_view v = { .number = STR("") };
    struct phone_answer answer;
    struct phone_wish wish;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!is_offered(&p) || !page_form(&p, &form))
        return;
    v.number = str_trim(form_value(&form, "number"));
    v.back = back_address(form_value(&form, "back"));
    wish = (struct phone_wish){ v.number, words, &p };
    if (!phone_send(identity_of(&p), rq, rs, &wish, &answer, &err)) {
        page_failed(&p, &err);
        return;
    }
    v.bad_number = answer.result == PHONE_BAD_NUMBER;
    v.wait = answer.result == PHONE_WAIT;
    v.unsent = answer.result == PHONE_UNSENT;
    v.minutes = (answer.wait + MINUTE_SECONDS - 1) / MINUTE_SECONDS;
    if (answer.result == PHONE_DONE)
        page_redirect(rs, sign_by_phone(rq->a, STR("/in/phone/code"), v.back));
    else
        put_phone(&p, &v, v.wait ? 429 : v.unsent ? 503 : 422);
}

static void
put_code(struct page *p, struct phone_view *v, unsigned status)
{
    struct err err;

    if (!phone_look(identity_of(p), p->rq, &v->number, &v->code, &err)) {
        page_failed(p, &err);
        return;
    }
    v->over = v->over || v->number.n == 0;
    if (v->over && status == 200)
        status = 410;
    v->wrong = status >= 400;
    v->layout = page_layout(p, SAY_phone_code_title);
    v->layout.here = sign_by_phone(p->rq->a, STR("/in/phone/code"), v->back);
    v->again = sign_by_phone(p->rq->a, STR("/in/phone"), v->back);
    v->layout.wrong = v->wrong;
    html_sign_phone_code(&p->h, v);
    page_send(p, status);
}

void
pages_phone_code(const struct http_request *rq, struct http_response *rs)
{
    struct phone_view v = { .back = back_address(http_query(rq, "back")) };
    struct page p;

    page_begin(&p, rq, rs);
    if (is_offered(&p))
        put_code(&p, &v, 200);
}

void
pages_phone_prove(const struct http_request *rq, struct http_response *rs)
{
    struct phone_view v = { .number = STR("") };
    struct phone_answer answer;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!is_offered(&p) || !page_form(&p, &form))
        return;
    v.back = back_address(form_value(&form, "back"));
    if (!phone_prove(identity_of(&p), rq, rs, form_value(&form, "code"),
                     &answer, &err)) {
        page_failed(&p, &err);
        return;
    }
    v.bad_code = answer.result == PHONE_WRONG;
    v.over = answer.result == PHONE_OVER;
    if (answer.result == PHONE_DONE)
        page_redirect(rs, sign_next(VISITOR_RESIDENT, v.back));
    else
        put_code(&p, &v, v.over ? 410 : 422);
}
