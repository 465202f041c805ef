/* Signing in and out; see sign.h. */
#include "api/access/program.h"
#include "api/access/viewer.h"
#include "api/answer.h"
#include "identity/oidc/flow.h"
#include "identity/phone/phone.h"
#include "pages/pages.h"
#include "pages/prefs.h"
#include "pages/sign/sign.h"
#include "rulebook/access/access.h"
#include "templates.h"

enum { MINUTE_SECONDS = 60, PEOPLE_MOST = 24 };

static struct identity *
identity_of(const struct page *p)
{
    return api_of(p->rq)->identity;
}

bool
sign_is_safe(struct page *p)
{
    if (identity_is_safe(identity_of(p), p->rq))
        return true;
    page_problem(p, 403, SAY_sign_unsafe, SAY_sign_unsafe_text);
    return false;
}

static int64_t
minutes_of(int64_t seconds)
{
    return (seconds + MINUTE_SECONDS - 1) / MINUTE_SECONDS;
}

struct str
sign_next(enum visitor_kind kind, struct str back)
{
    back = back_address(back);
    if (str_eq(back, STR("/")))
        return kind == VISITOR_RESIDENT ? STR("/me") : STR("/w");
    return back;
}

/* Does a role act for one unit, as handlers do, or for the whole city? It does
 * too when without a unit it may list no cases, and with one it may. */
static bool
is_of_unit(struct rules r, struct str role)
{
    const struct access_lister anywhere = { role, STR(""), "list" };
    struct str unit;

    for (size_t i = 0; i < r.book->rights_n; i++)
        if (str_eq(r.book->rights[i].role, role) &&
            !str_eq(r.book->rights[i].relation, STR("any")))
            return true;
    return access_right(r, role, STR("list case")) &&
           !access_list(r, &anywhere, STR(""), &unit);
}

static bool
busiest_unit(const struct page *p, struct str *ret_unit, struct err *err)
{
    struct cursor *c;

    *ret_unit = STR("");
    err->kind = ERR_NONE;
    if (!store_query(engine_store(api_of(p->rq)->engine),
                     QUERY_APPEAL_BUSIEST_LEAD, NULL, 0, &c, err))
        return false;
    if (cursor_next(c, err))
        *ret_unit = arena_str(p->rq->a, cursor_text(c));
    cursor_close(c);
    return err->kind == ERR_NONE;
}

/* One for each role of the rulebook; handlers of the busiest unit. */
static void
put_people(const struct page *p, struct in_view *v, struct str busiest)
{
    struct option_list roles = staff_roles(p, STR(""));
    struct demo_person *people =
        arena_alloc(p->rq->a, PEOPLE_MOST * sizeof(*people));

    for (size_t i = 0; i < roles.at_n && i < PEOPLE_MOST; i++) {
        struct actor a = { .role = roles.at[i].value };
        struct buf who = { .a = p->rq->a };

        if (is_of_unit(p->rules, a.role))
            a.unit = busiest;
        buf_addf(&who, "%.*s:%.*s:demo-%.*s", STR_ARG(a.role), STR_ARG(a.unit),
                 STR_ARG(a.role));
        people[i] =
            (struct demo_person){ buf_str(&who), staff_actor_words(p, &a) };
        v->people_n = i + 1;
    }
    v->people = people;
}

static void
put_in(struct page *p, struct in_view *v, unsigned status)
{
    struct str busiest;
    struct err err;

    v->layout = page_layout(p, SAY_sign_title);
    v->layout.here = STR("/in");
    v->layout.wrong = v->wrong || v->wait || v->busy;
    v->demo = identity_is_demo(identity_of(p));
    v->sso = sso_name(identity_of(p));
    if (phone_is_offered(identity_of(p)))
        v->phone = sign_by_phone(p->rq->a, STR("/in/phone"), v->back);
    v->others = v->phone.n > 0 || v->sso.n > 0;
    if (v->demo && !busiest_unit(p, &busiest, &err)) {
        page_failed(p, &err);
        return;
    }
    if (v->demo)
        put_people(p, v, busiest);
    html_sign_in(&p->h, v);
    page_send(p, status);
}

void
pages_in(const struct http_request *rq, struct http_response *rs)
{
    struct in_view v = { .back = back_address(http_query(rq, "back")) };
    struct page p;

    page_begin(&p, rq, rs);
    if (!sign_is_safe(&p))
        return;
    if (p.visitor.kind == VISITOR_HALF)
        page_redirect(rs, STR("/in/totp"));
    else
        put_in(&p, &v, 200);
}

struct str
sign_second(struct arena *a, struct str back)
{
    struct buf b = { .a = a };

    buf_add(&b, STR("/in/totp?back="));
    buf_add_url(&b, back_address(back));
    return buf_str(&b);
}

void
pages_in_send(const struct http_request *rq, struct http_response *rs)
{
    struct in_view v = { .back = STR("/") };
    struct sign_in_answer answer;
    struct credentials said;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!sign_is_safe(&p) || !page_form(&p, &form))
        return;
    v.account = str_trim(form_value(&form, "account"));
    v.back = back_address(form_value(&form, "back"));
    said = (struct credentials){ v.account, form_value(&form, "password") };
    if (!sign_in_password(identity_of(&p), rq, rs, &said, &answer, &err)) {
        page_failed(&p, &err);
        return;
    }
    v.wrong = answer.result == SIGN_IN_WRONG;
    v.wait = answer.result == SIGN_IN_WAIT;
    v.busy = answer.result == SIGN_IN_BUSY;
    v.minutes = minutes_of(answer.wait);
    if (v.busy)
        http_add_header(rs, "Retry-After", STR("5"));
    if (answer.result == SIGN_IN_SECOND)
        page_redirect(rs, sign_second(rq->a, v.back));
    else if (answer.result == SIGN_IN_DONE)
        page_redirect(rs, sign_next(VISITOR_RESIDENT, v.back));
    else
        put_in(&p, &v, v.busy ? 503 : v.wait ? 429 : 422);
}

static void
put_second(struct page *p, struct second_view *v, unsigned status)
{
    v->layout = page_layout(p, SAY_sign_second);
    v->layout.here = STR("/in/totp");
    v->layout.wrong = v->wrong || v->wait;
    html_sign_second(&p->h, v);
    page_send(p, status);
}

void
pages_second(const struct http_request *rq, struct http_response *rs)
{
    struct second_view v = { .back = back_address(http_query(rq, "back")) };
    struct page p;

    page_begin(&p, rq, rs);
    if (p.visitor.kind == VISITOR_HALF)
        put_second(&p, &v, 200);
    else
        page_redirect(rs, STR("/in"));
}

void
pages_second_send(const struct http_request *rq, struct http_response *rs)
{
    struct second_view v = { .back = STR("/") };
    struct sign_in_answer answer;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!sign_is_safe(&p) || !page_form(&p, &form))
        return;
    if (p.visitor.kind != VISITOR_HALF) {
        page_redirect(rs, STR("/in"));
        return;
    }
    v.back = back_address(form_value(&form, "back"));
    if (!sign_in_second(identity_of(&p), rq, rs,
                        str_trim(form_value(&form, "code")), &answer, &err)) {
        page_failed(&p, &err);
        return;
    }
    v.wrong = answer.result == SIGN_IN_WRONG;
    v.wait = answer.result == SIGN_IN_WAIT;
    v.minutes = minutes_of(answer.wait);
    if (answer.recovered)
        page_redirect(rs, STR("/me/sessions"));
    else if (answer.result == SIGN_IN_DONE)
        page_redirect(rs, sign_next(VISITOR_STAFF, v.back));
    else
        put_second(&p, &v, v.wait ? 429 : 422);
}

/* role:unit of one's own account. */
/* As somebody else one looks for something else. */
static void
start_task(struct page *p, struct str next)
{
    cookie_keep_today(p->rq, p->rs, "purpose", STR(""));
    page_redirect(p->rs, next);
}

void
pages_act_as(const struct http_request *rq, struct http_response *rs)
{
    struct actor as = { .id = STR("") };
    struct str said;
    struct form form;
    struct page p;
    struct err err;
    bool may;

    page_begin(&p, rq, rs);
    if (!page_form(&p, &form))
        return;
    said = form_value(&form, "as");
    (void)(str_cut(&said, ':', &as.role) && str_cut(&said, ':', &as.unit));
    if (!sign_in_act_as(identity_of(&p), rq, rs, as, &may, &err))
        page_failed(&p, &err);
    else if (!may)
        page_problem(&p, 403, SAY_staff_as_bad, SAY_staff_as_bad_text);
    else
        start_task(&p, back_address(form_value(&form, "back")));
}

/* One of those on offer, or as it was filled in. */
static void
put_who(struct buf *out, const struct form *form)
{
    if (form_has(form, "who")) {
        buf_add(out, form_value(form, "who"));
        return;
    }
    buf_add(out, form_value(form, "role"));
    buf_add_char(out, ':');
    buf_add(out, form_value(form, "unit"));
    buf_add_char(out, ':');
    buf_add(out, str_trim(form_value(form, "account")));
}

void
pages_in_demo(const struct http_request *rq, struct http_response *rs)
{
    struct buf said = { .a = rq->a };
    struct actor as;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!identity_is_demo(identity_of(&p))) {
        page_problem(&p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
        return;
    }
    if (!sign_is_safe(&p) || !page_form(&p, &form))
        return;
    put_who(&said, &form);
    if (!viewer_actor(p.rules, buf_str(&said), &as))
        page_problem(&p, 422, SAY_staff_as_bad, SAY_staff_as_bad_text);
    else if (!sign_in_demo(identity_of(&p), rq, rs, as, &err))
        page_failed(&p, &err);
    else
        start_task(&p, sign_next(VISITOR_STAFF, form_value(&form, "back")));
}

bool
pages_admit(const struct http_request *rq, struct http_response *rs)
{
    struct visitor v;

    identity_visitor(api_of(rq)->identity, rq, &v);
    if (v.kind == VISITOR_STAFF || program_speaks(rq))
        return true;
    page_sign_in(rq, rs, STR("/w"));
    return false;
}
