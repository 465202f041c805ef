/* Setting an account up by its link, and where one is signed in; see sign.h. */
#include "api/answer.h"
#include "identity/oidc/flow.h"
#include "pages/pages.h"
#include "pages/sign/sign.h"
#include "templates.h"
#include "web/qr.h"

enum { GROUP = 4, CODES_LOW = 3 };

/* For authenticator programs (the Key URI format they share). */
static struct str
secret_address(const struct page *p, const struct setup *s)
{
    struct str site = page_words(p, "site.", STR("name"));
    struct buf b = { .a = p->rq->a };

    buf_add(&b, STR("otpauth://totp/"));
    buf_add_url(&b, site);
    buf_add_char(&b, ':');
    buf_add_url(&b, s->account);
    buf_add(&b, STR("?secret="));
    base32_put(&b, s->totp, sizeof(s->totp));
    buf_add(&b, STR("&issuer="));
    buf_add_url(&b, site);
    return buf_str(&b);
}

static struct str
secret_groups(const struct page *p, const struct setup *s)
{
    struct buf plain = { .a = p->rq->a }, b = { .a = p->rq->a };

    base32_put(&plain, s->totp, sizeof(s->totp));
    for (size_t i = 0; i < plain.n; i++) {
        if (i > 0 && i % GROUP == 0)
            buf_add_char(&b, ' ');
        buf_add_char(&b, plain.p[i]);
    }
    return buf_str(&b);
}

static void
put_setup(struct page *p, const struct setup *s, struct setup_view *v,
          unsigned status)
{
    v->layout = page_layout(p, SAY_setup_title);
    v->layout.here = STR(""); /* the link stands in no other page */
    v->layout.wrong = status >= 400;
    v->action = p->rq->path;
    if (s->purpose != SETUP_FIRST)
        v->sso = sso_name(api_of(p->rq)->identity);
    v->token = http_param(p->rq, "token");
    v->account = s->account;
    v->staff = s->staff;
    v->reset = s->purpose == SETUP_RESET;
    if (s->staff && !v->done) {
        v->picture = qr_picture(p->rq->a, secret_address(p, s),
                                page_say(p->h.lang, SAY_setup_picture));
        v->secret = secret_groups(p, s);
    }
    html_sign_setup(&p->h, v);
    page_send(p, status);
}

/* False: the answer is written. */
static bool
find(struct page *p, struct setup *ret_setup)
{
    struct err err;

    if (!sign_is_safe(p))
        return false;
    if (!setup_find(api_of(p->rq)->identity, p->rq->a,
                    http_param(p->rq, "token"), ret_setup, &err)) {
        page_failed(p, &err);
        return false;
    }
    if (ret_setup->found)
        return true;
    page_problem(p, 404, SAY_setup_gone, SAY_setup_gone_text);
    return false;
}

void
pages_setup(const struct http_request *rq, struct http_response *rs)
{
    struct setup_view v = { .done = false };
    struct setup s;
    struct page p;

    page_begin(&p, rq, rs);
    if (find(&p, &s))
        put_setup(&p, &s, &v, 200);
}

void
pages_setup_send(const struct http_request *rq, struct http_response *rs)
{
    struct setup_view v = { .done = false };
    struct setup_answer answer;
    struct setup_wish wish;
    struct setup s;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!find(&p, &s) || !page_form(&p, &form))
        return;
    wish = (struct setup_wish){ form_value(&form, "password"),
                                form_value(&form, "code") };
    if (!setup_use(api_of(rq)->identity, rq->a, &s, &wish, &answer, &err)) {
        page_failed(&p, &err);
        return;
    }
    v.is_short = answer.fault == PASSWORD_SHORT;
    v.is_long = answer.fault == PASSWORD_LONG;
    v.is_common = answer.fault == PASSWORD_COMMON;
    v.is_account = answer.fault == PASSWORD_OF_ACCOUNT;
    v.bad_code = answer.result == SETUP_BAD_CODE;
    v.busy = answer.result == SETUP_BUSY;
    v.done = answer.result == SETUP_DONE;
    v.codes_n = v.done && s.staff ? RECOVERY_CODES : 0;
    for (size_t i = 0; i < v.codes_n; i++)
        v.codes[i].code = answer.codes[i];
    put_setup(&p, &s, &v, v.done ? 200 : v.busy ? 503 : 422);
}

static bool
put_rows(struct page *p, struct sessions_view *v, struct err *err)
{
    struct identity *id = api_of(p->rq)->identity;
    struct session_list list;
    struct session_row *rows;

    if (!session_list(id, p->rq->a, &p->visitor, &list, err) ||
        !recovery_left(id, p->visitor.account, &v->codes_left, err))
        return false;
    rows = arena_alloc(p->rq->a, (list.at_n + 1) * sizeof(*rows));
    for (size_t i = 0; i < list.at_n; i++) {
        const struct session_line *l = &list.at[i];
        const struct actor as = { l->role, STR(""), l->unit };

        rows[i] = (struct session_row){ staff_actor_words(p, &as), l->agent,
                                        l->here, l->made_at, l->seen_at };
    }
    v->rows = rows;
    v->rows_n = list.at_n;
    v->others = list.at_n > 1;
    v->staff = p->visitor.kind == VISITOR_STAFF && !identity_is_demo(id);
    v->low = v->codes_left < CODES_LOW;
    return true;
}

static bool
is_in(struct page *p)
{
    if (p->visitor.kind == VISITOR_STAFF || p->visitor.kind == VISITOR_RESIDENT)
        return true;
    page_sign_in(p->rq, p->rs, STR("/me/sessions"));
    return false;
}

void
pages_sessions(const struct http_request *rq, struct http_response *rs)
{
    struct sessions_view v = { .rows = NULL };
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!is_in(&p))
        return;
    if (!put_rows(&p, &v, &err)) {
        page_failed(&p, &err);
        return;
    }
    v.layout = page_layout(&p, SAY_sign_sessions);
    html_sign_sessions(&p.h, &v);
    page_send(&p, 200);
}

void
pages_sessions_end(const struct http_request *rq, struct http_response *rs)
{
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!is_in(&p) || !page_form(&p, &form))
        return;
    if (!session_end_others(api_of(rq)->identity, p.visitor.account,
                            p.visitor.session, &err))
        page_failed(&p, &err);
    else
        page_redirect(rs, STR("/me/sessions"));
}
