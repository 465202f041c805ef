/* One account: what it may act as, and what happened to it; see accounts.h. */
#include "api/answer.h"
#include "event/gen/account_events.h"
#include "feature/account/account.h"
#include "pages/case_words.h"
#include "pages/pages.h"
#include "pages/staff/accounts/accounts.h"
#include "rulebook/access/access.h"
#include "templates.h"

enum { EVENTS_SHOWN = 200 };

/* What it may act as, a reason, a way to sign in: whatever an event says that
 * is not about a person. */
static struct str
detail_of(const struct page *p, const struct record *r)
{
    struct actor as = { STR(""), STR(""), STR("") };

    if (r->type == &account_granted_v1_type) {
        const struct account_granted_v1 *e = r->data;

        as.role = e->role;
        as.unit = e->unit;
    } else if (r->type == &account_revoked_v1_type) {
        const struct account_revoked_v1 *e = r->data;

        as.role = e->role;
        as.unit = e->unit;
    } else if (r->type == &account_locked_v1_type) {
        return ((const struct account_locked_v1 *)r->data)->reason;
    } else if (r->type == &account_closed_v1_type) {
        return ((const struct account_closed_v1 *)r->data)->reason;
    } else if (r->type == &account_factor_set_v1_type) {
        return str_of(
            account_factor_words[((const struct account_factor_set_v1 *)r->data)
                                     ->factor]);
    }
    return staff_actor_words(p, &as);
}

/* The newest name. */
static bool
put_name(const struct page *p, struct str stream,
         const struct record_list *list, struct account_view *v,
         struct err *err)
{
    struct text_request rq = { .stream = stream,
                               .field = STR("name"),
                               .purpose = STR("account") };
    bool erased;

    for (size_t i = 0; i < list->n; i++) {
        const struct record *r = &list->at[i];

        if (r->type == &account_opened_v1_type)
            rq.subject =
                ((const struct account_opened_v1 *)r->data)->subject_id;
        if (r->type == &account_opened_v1_type ||
            r->type == &account_renamed_v1_type)
            rq.version = r->version;
    }
    return store_text(engine_store(api_of(p->rq)->engine), p->rq->a, &rq,
                      &v->name, &erased, err);
}

static void
put_events(const struct page *p, const struct record_list *list,
           struct account_view *v)
{
    size_t n = list->n < EVENTS_SHOWN ? list->n : EVENTS_SHOWN;
    struct account_event_line *lines =
        arena_alloc(p->rq->a, (n + 1) * sizeof(*lines));

    for (size_t i = 0; i < n; i++) {
        const struct record *r = &list->at[list->n - 1 - i];

        lines[i] = (struct account_event_line){
            .at = r->occurred_at,
            .what = page_words(p, "event.", str_of(r->type->name)),
            .detail = detail_of(p, r),
            .by = actor_words(p, r->actor, true),
        };
    }
    v->events = lines;
    v->events_n = n;
    v->more_events = list->n > n;
}

static void
put_state(struct staff *s, const struct account *it, struct account_view *v)
{
    struct grant_line *grants =
        arena_alloc(s->p.rq->a, (it->grants_n + 1) * sizeof(*grants));

    for (size_t i = 0; i < it->grants_n; i++) {
        const struct actor as = { it->grants[i].role, STR(""),
                                  it->grants[i].unit };

        grants[i] = (struct grant_line){ as.role, as.unit,
                                         staff_actor_words(&s->p, &as) };
    }
    v->grants = grants;
    v->grants_n = it->grants_n;
    v->resident = it->kind == ACCOUNT_KIND_RESIDENT;
    v->closed = it->closed;
    v->locked = it->locked && !it->closed;
    v->open = !it->locked && !it->closed;
    v->unset = it->factors == 0;
    v->own = str_eq(s->actor.id, it->code);
    v->operates =
        !v->own && !it->closed &&
        access_right(s->p.rules, s->actor.role, STR("operate accounts"));
    v->authorises =
        !v->own && !it->closed && !v->resident &&
        access_right(s->p.rules, s->actor.role, STR("authorise accounts"));
    v->roles = staff_roles(&s->p, STR(""));
    v->units = staff_units(&s->p, STR(""));
}

void
account_page(struct staff *s, struct str account, struct account_view *v,
             unsigned status)
{
    struct store *st = engine_store(api_of(s->p.rq)->engine);
    struct record_list list = { .a = s->p.rq->a };
    struct account *it = arena_new(s->p.rq->a, struct account);
    struct str stream = account_stream(s->p.rq->a, account);
    struct buf here = { .a = s->p.rq->a };
    struct err err;

    if (!store_load(st, stream, &list, &err)) {
        page_failed(&s->p, &err);
        return;
    }
    if (list.n == 0) {
        page_problem(&s->p, 404, SAY_accounts_none, SAY_accounts_none_text);
        return;
    }
    for (size_t i = 0; i < list.n; i++)
        account_apply(it, &(struct event){ list.at[i].type, list.at[i].data });
    if (!put_name(&s->p, stream, &list, v, &err)) {
        page_failed(&s->p, &err);
        return;
    }
    v->account = account;
    put_events(&s->p, &list, v);
    put_state(s, it, v);
    buf_add(&here, STR("/w/accounts/"));
    buf_add_url(&here, account);
    v->frame = staff_frame(s, SAY_accounts_one);
    v->frame.accounts = true;
    v->frame.layout.here = buf_str(&here);
    v->frame.layout.wrong = status >= 400;
    html_accounts_one(&s->p.h, v);
    page_send(&s->p, status);
}

void
pages_account(const struct http_request *rq, struct http_response *rs)
{
    struct account_view v = { .done = http_query(rq, "done").n > 0 };
    struct staff s;

    staff_begin(&s, rq, rs);
    account_page(&s, http_param(rq, "account"), &v, 200);
}
