/* Signing on with a provider, and out of it; see sign.h. */
#include "api/answer.h"
#include "identity/oidc/flow.h"
#include "pages/pages.h"
#include "pages/prefs.h"
#include "pages/sign/sign.h"
#include "sys/log.h"
#include "templates.h"

/* The provider cannot be asked: its fault, or too many ask. */
static void
put_away(struct page *p, const struct err *err)
{
    if (err->kind != ERR_IO && err->kind != ERR_INPUT &&
        err->kind != ERR_BUSY) {
        page_failed(p, err);
        return;
    }
    log_failure("sign-on", err);
    http_add_header(p->rs, "Retry-After", STR("30"));
    page_problem(p, 503, SAY_sso_away, SAY_sso_away_text);
}

static bool
has_provider(struct page *p)
{
    if (sso_name(api_of(p->rq)->identity).n > 0)
        return true;
    page_problem(p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
    return false;
}

/* A link of another's signs nobody on: to the page whose form does. */
void
pages_sso(const struct http_request *rq, struct http_response *rs)
{
    struct buf to = { .a = rq->a };
    struct page p;

    page_begin(&p, rq, rs);
    if (!has_provider(&p))
        return;
    buf_add(&to, STR("/in?back="));
    buf_add_url(&to, back_address(http_query(rq, "back")));
    page_redirect(rs, buf_str(&to));
}

/* Is the set-up link of the form one that a sign-on may use? False: the answer
 * is written. */
static bool
takes_link(struct page *p, struct str token, struct str *ret_account)
{
    struct setup s;
    struct err err;

    if (!setup_find(api_of(p->rq)->identity, p->rq->a, token, &s, &err)) {
        page_failed(p, &err);
        return false;
    }
    *ret_account = s.account;
    if (s.found && s.purpose != SETUP_FIRST)
        return true;
    page_problem(p, 404, SAY_setup_gone, SAY_setup_gone_text);
    return false;
}

/* A page leads on by itself. */
static void
lead_on(struct page *p, struct str to)
{
    struct buf b = { .a = p->rq->a };

    buf_add(&b, STR("0; url="));
    buf_add(&b, to);
    http_add_header(p->rs, "Refresh", buf_str(&b));
}

/* A form of ours, so that nobody is led by a link of another's into being
 * signed on, or into joining what he is at the provider to that other's
 * account. A page leads on, for a form may not (form-action 'self' holds for
 * where it is led to, too); the one that joins something waits to be read. */
void
pages_sso_begin(const struct http_request *rq, struct http_response *rs)
{
    struct identity *id = api_of(rq)->identity;
    struct on_view v = { .name = sso_name(id) };
    struct sso_wish wish;
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!has_provider(&p) || !sign_is_safe(&p) || !page_form(&p, &form))
        return;
    wish.setup = form_value(&form, "setup");
    wish.back = back_address(form_value(&form, "back"));
    if (wish.setup.n > 0 && !takes_link(&p, wish.setup, &v.account))
        return;
    if (!sso_begin(id, rq, rs, &wish, &v.to, &err)) {
        put_away(&p, &err);
        return;
    }
    v.layout = page_layout(&p, SAY_sso_on);
    v.layout.here = STR("/in");
    html_sign_on(&p.h, &v);
    page_send(&p, 200);
    if (v.account.n == 0)
        lead_on(&p, v.to);
}

void
pages_sso_back(const struct http_request *rq, struct http_response *rs)
{
    struct sso_answer answer;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!has_provider(&p) || !sign_is_safe(&p))
        return;
    if (!sso_finish(api_of(rq)->identity, rq, rs, &answer, &err)) {
        put_away(&p, &err);
        return;
    }
    switch (answer.result) {
    case SSO_DONE:
        page_redirect(rs, sign_next(answer.kind, answer.back));
        break;
    case SSO_SECOND:
        page_redirect(rs, sign_second(rq->a, answer.back));
        break;
    case SSO_REFUSED:
        page_problem(&p, 403, SAY_sso_refused, SAY_sso_refused_text);
        break;
    case SSO_STRANGE:
        page_problem(&p, 403, SAY_sso_strange, SAY_sso_strange_text);
        break;
    case SSO_BAD_TOKEN:
        page_problem(&p, 403, SAY_sso_bad, SAY_sso_bad_text);
        break;
    case SSO_UNKNOWN:
        page_problem(&p, 403, SAY_sso_unknown, SAY_sso_unknown_text);
        break;
    }
}

/* Out here; a page leads on to the provider, for a form may not. */
void
pages_out(const struct http_request *rq, struct http_response *rs)
{
    struct identity *id = api_of(rq)->identity;
    struct out_view v = { .name = sso_name(id) };
    struct form form;
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    if (!page_form(&p, &form))
        return;
    if (!sso_logout(id, rq, &v.to, &err)) {
        log_failure("sign-on", &err); /* out here at least */
        v.to = STR("");
    }
    cookie_keep_today(rq, rs, "purpose", STR(""));
    /* W3C Clear Site Data; language and text size stay */
    http_add_header(rs, "Clear-Site-Data", STR("\"cache\", \"storage\""));
    if (!session_end(id, rq, rs, &err)) {
        page_failed(&p, &err);
    } else if (v.to.n == 0) {
        page_redirect(rs, STR("/in"));
    } else {
        v.layout = page_layout(&p, SAY_sso_out);
        v.layout.here = STR("/in");
        p.h.token = STR("");
        html_sign_out(&p.h, &v);
        page_send(&p, 200);
    }
}
