/*
 * What administrators do with an account. What cannot be taken back is asked
 * about once more; a set-up link is shown on the page that answers, and
 * nowhere else.
 */
#include "api/answer.h"
#include "event/gen/account_events.h"
#include "feature/account/account.h"
#include "identity/session.h"
#include "identity/setup.h"
#include "pages/pages.h"
#include "pages/sign/sign.h"
#include "pages/staff/accounts/accounts.h"
#include "sys/clock.h"
#include "templates.h"

/* One deed, and the fields of its form. */
struct deed {
    struct staff *s;
    struct str account, act;
    const struct form *form;
};

/* *ret_v says whether it was refused. */
static bool
tell(const struct deed *d, const struct payload_type *type, const void *data,
     struct verdict *ret_v, struct err *err)
{
    const struct http_request *rq = d->s->p.rq;
    const struct command cmd = { type, data, d->s->actor, clock_now() };
    struct outcome o;

    if (!engine_do(api_of(rq)->engine, rq->a, account_stream(rq->a, d->account),
                   &cmd, &o, err))
        return false;
    *ret_v = o.verdict;
    return true;
}

static bool
rename_it(const struct deed *d, struct verdict *v, struct err *err)
{
    const struct account_rename c = { str_trim(form_value(d->form, "name")) };

    return tell(d, &account_rename_type, &c, v, err);
}

static bool
lock(const struct deed *d, struct verdict *v, struct err *err)
{
    const struct account_lock c = { str_trim(form_value(d->form, "reason")) };

    return tell(d, &account_lock_type, &c, v, err);
}

static bool
unlock(const struct deed *d, struct verdict *v, struct err *err)
{
    const struct account_unlock c = { 0 };

    return tell(d, &account_unlock_type, &c, v, err);
}

static bool
close_it(const struct deed *d, struct verdict *v, struct err *err)
{
    const struct account_close c = { str_trim(form_value(d->form, "reason")) };

    return tell(d, &account_close_type, &c, v, err) &&
           (v->reason != ACCEPTED ||
            setup_forget(api_of(d->s->p.rq)->identity, d->account, err));
}

static bool
sign_out(const struct deed *d, struct verdict *v, struct err *err)
{
    const struct account_sign_out c = { 0 };

    return tell(d, &account_sign_out_type, &c, v, err) &&
           (v->reason != ACCEPTED ||
            session_end_others(api_of(d->s->p.rq)->identity, d->account, NULL,
                               err));
}

static bool
reset(const struct deed *d, struct verdict *v, struct err *err)
{
    const struct account_reset c = { 0 };

    return tell(d, &account_reset_type, &c, v, err) &&
           (v->reason != ACCEPTED ||
            setup_forget(api_of(d->s->p.rq)->identity, d->account, err));
}

static bool
grant(const struct deed *d, struct verdict *v, struct err *err)
{
    const struct account_grant c = { form_value(d->form, "role"),
                                     form_value(d->form, "unit") };

    return tell(d, &account_grant_type, &c, v, err);
}

static bool
revoke(const struct deed *d, struct verdict *v, struct err *err)
{
    const struct account_revoke c = { form_value(d->form, "role"),
                                      form_value(d->form, "unit") };

    return tell(d, &account_revoke_type, &c, v, err);
}

/* Deeds of the one and of the other power; ask: it cannot be taken back. */
static const struct act {
    const char *word;
    bool (*run)(const struct deed *d, struct verdict *v, struct err *err);
    bool authorises, asks;
    enum say what;
} acts[] = {
    { "rename", rename_it, false, false, SAY_accounts_rename },
    { "lock", lock, false, false, SAY_accounts_lock },
    { "unlock", unlock, false, false, SAY_accounts_unlock },
    { "close", close_it, false, true, SAY_accounts_close_ask },
    { "sign_out", sign_out, false, true, SAY_accounts_sign_out_ask },
    { "reset", reset, false, true, SAY_accounts_reset_ask },
    { "grant", grant, true, false, SAY_accounts_grant },
    { "revoke", revoke, true, false, SAY_accounts_revoke },
};

static void
ask(const struct deed *d, const struct act *act)
{
    struct page *p = &d->s->p;
    struct confirm_view v = {
        .account = d->account,
        .act = d->act,
        .what = page_say(p->h.lang, act->what),
        .reason = str_trim(form_value(d->form, "reason")),
    };

    v.frame = staff_frame(d->s, SAY_accounts_sure);
    v.frame.accounts = true;
    v.frame.layout.here = STR("/w/accounts");
    html_accounts_confirm(&p->h, &v);
    page_send(p, 200);
}

static void
answer(const struct deed *d, const struct verdict *verdict)
{
    struct page *p = &d->s->p;
    struct account_view v = { .done = false };
    struct buf to = { .a = p->rq->a };

    if (verdict->reason == ACCEPTED) {
        buf_add(&to, STR("/w/accounts/"));
        buf_add_url(&to, d->account);
        buf_add(&to, STR("?done=1"));
        page_redirect(p->rs, buf_str(&to));
        return;
    }
    v.error = page_words(p, "refusal.", str_of(verdict->rule));
    account_page(d->s, d->account, &v,
                 verdict->reason == REFUSED_RIGHT ? 403 : 422);
}

static void
run(const struct deed *d, const struct act *act)
{
    struct verdict v = accept();
    struct err err;

    if (act->asks && !str_eq(form_value(d->form, "sure"), STR("1")))
        ask(d, act);
    else if (act->run(d, &v, &err))
        answer(d, &v);
    else
        page_failed(&d->s->p, &err);
}

/* The link stands in this one answer, and in no log; under a name that is not
 * ours it would lead elsewhere. */
static void
give_link(const struct deed *d)
{
    struct page *p = &d->s->p;
    const bool first = str_eq(form_value(d->form, "purpose"), STR("setup"));
    const struct account_give_link c = { first ? ACCOUNT_LINK_SETUP
                                               : ACCOUNT_LINK_RESET };
    struct account_view v = { .done = false };
    struct buf whole = { .a = p->rq->a };
    struct verdict verdict;
    struct str path;
    struct err err;

    if (!sign_is_safe(p))
        return;
    if (!tell(d, &account_give_link_type, &c, &verdict, &err)) {
        page_failed(p, &err);
        return;
    }
    if (verdict.reason != ACCEPTED) {
        answer(d, &verdict);
        return;
    }
    if (!setup_link(api_of(p->rq)->identity, p->rq->a, d->account,
                    first ? SETUP_NEW : SETUP_RESET, &path, &err)) {
        page_failed(p, &err);
        return;
    }
    buf_add(&whole, page_site(p));
    buf_add(&whole, path);
    v.link = buf_str(&whole);
    v.hours = setup_hours(api_of(p->rq)->identity);
    account_page(d->s, d->account, &v, 200);
}

static void
act_on(const struct http_request *rq, struct http_response *rs, bool authorises)
{
    struct deed d = { .account = http_param(rq, "account") };
    struct form form;
    struct staff s;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form))
        return;
    d.s = &s;
    d.form = &form;
    d.act = form_value(&form, "act");
    if (!authorises && str_eq(d.act, STR("link"))) {
        give_link(&d);
        return;
    }
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
        if (acts[i].authorises == authorises &&
            str_eq(d.act, str_of(acts[i].word))) {
            run(&d, &acts[i]);
            return;
        }
    page_problem(&s.p, 422, SAY_problem_bad, SAY_problem_bad_text);
}

void
pages_account_operate(const struct http_request *rq, struct http_response *rs)
{
    act_on(rq, rs, false);
}

void
pages_account_authorise(const struct http_request *rq, struct http_response *rs)
{
    act_on(rq, rs, true);
}
