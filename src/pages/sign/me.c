/* A resident's own cases: by his phone, and joined by query code; see sign.h.
 */
#include "api/answer.h"
#include "event/gen/account_events.h"
#include "identity/phone/phone.h"
#include "pages/own/own.h"
#include "pages/pages.h"
#include "pages/sign/sign.h"
#include "sys/clock.h"
#include "templates.h"

enum { COUNTRY = 3, HEAD = 3, TAIL = 4 };

static struct str
masked(const struct page *p, struct str number)
{
    struct buf b = { .a = p->rq->a };

    buf_add(&b, (struct str){ number.p + COUNTRY, HEAD });
    buf_add(&b, STR("****"));
    buf_add(&b, (struct str){ number.p + number.n - TAIL, TAIL });
    return buf_str(&b);
}

static bool
fill(const struct page *p, struct me_view *v, struct err *err)
{
    struct own_case *cases =
        arena_alloc(p->rq->a, PERSON_CASES * sizeof(*cases));
    struct person_cases *ids = arena_new(p->rq->a, struct person_cases);
    struct str number;
    bool ok = own_cases(p, ids, &number, err);

    v->phone = ok && number.n > COUNTRY + HEAD + TAIL;
    v->may_prove = !v->phone && phone_is_offered(api_of(p->rq)->identity);
    if (v->phone)
        v->hidden = masked(p, number);
    for (size_t i = 0; i < ids->n && ok; i++) {
        ok = own_case_of(p, ids->at[i], &cases[i], err);
        cases[i].joined = ids->joined[i];
    }
    v->cases = cases;
    v->cases_n = ids->n;
    return ok;
}

static void
put_me(struct page *p, struct me_view *v, unsigned status)
{
    struct err err;

    if (!fill(p, v, &err)) {
        page_failed(p, &err);
        return;
    }
    v->wrong = status >= 400;
    v->layout = page_layout(p, SAY_me_title);
    v->layout.here = STR("/me");
    v->layout.wrong = v->wrong;
    html_sign_me(&p->h, v);
    page_send(p, status);
}

void
pages_me(const struct http_request *rq, struct http_response *rs)
{
    struct me_view v = { .code = STR("") };
    struct page p;

    page_begin(&p, rq, rs);
    if (own_resident(&p))
        put_me(&p, &v, 200);
}

/* His command; the program gives it for him. */
static bool
join(const struct page *p, struct id case_id, struct err *err)
{
    const struct account_join_case c = { case_id };
    const struct command cmd = {
        &account_join_case_type, &c, { .role = STR("system") }, clock_now()
    };
    struct outcome o;

    if (!engine_do(api_of(p->rq)->engine, p->rq->a,
                   account_stream(p->rq->a, p->visitor.account), &cmd, &o, err))
        return false;
    return o.verdict.reason == ACCEPTED ||
           fail(err, ERR_INPUT, "join: %s", o.verdict.rule);
}

void
pages_join(const struct http_request *rq, struct http_response *rs)
{
    struct me_view v = { .code = STR("") };
    struct buf code = { .a = rq->a };
    struct form form;
    struct page p;
    struct err err;
    struct id id;

    page_begin(&p, rq, rs);
    if (!own_resident(&p) || !page_form(&p, &form))
        return;
    v.code = str_trim(form_value(&form, "code"));
    for (size_t i = 0; i < v.code.n && code.n < HTTP_URI_BYTES; i++)
        if (v.code.p[i] != ' ')
            buf_add_char(&code, v.code.p[i]);
    if (engine_query_number(api_of(rq)->engine, buf_str(&code)) == 0)
        put_me(&p, &v, 422);
    else if (!engine_find(api_of(rq)->engine, rq->a, buf_str(&code), &id,
                          &err) ||
             !join(&p, id, &err))
        page_failed(&p, &err);
    else
        page_redirect(rs, STR("/me"));
}
