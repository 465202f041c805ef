/* The list of accounts, and opening one; see accounts.h. */
#include "api/answer.h"
#include "event/gen/account_events.h"
#include "identity/session.h"
#include "pages/pages.h"
#include "pages/staff/accounts/accounts.h"
#include "rulebook/access/access.h"
#include "sys/clock.h"
#include "templates.h"

enum { LINES = 50 };

/* Columns of query account_search, in order. */
static bool
read_lines(const struct page *p, struct str after, struct account_line *lines,
           size_t *ret_n, struct err *err)
{
    const struct value v[] = {
        value_text(after),
        value_text(http_query(p->rq, "begins")),
        value_text(http_query(p->rq, "role")),
        value_int(LINES + 1),
    };
    struct cursor *c;

    *ret_n = 0;
    err->kind = ERR_NONE;
    if (!store_query(engine_store(api_of(p->rq)->engine), QUERY_ACCOUNT_SEARCH,
                     v, 4, &c, err))
        return false;
    while (cursor_next(c, err)) {
        struct account_line *l = &lines[(*ret_n)++];
        struct str state;

        l->account = arena_str(p->rq->a, cursor_text(c));
        l->resident = str_eq(cursor_text(c), STR("resident"));
        state = cursor_text(c);
        l->open = str_eq(state, STR("open"));
        l->locked = str_eq(state, STR("locked"));
        l->closed = str_eq(state, STR("closed"));
        l->unset = cursor_int(c) == 0;
    }
    cursor_close(c);
    return err->kind == ERR_NONE;
}

static bool
put_acting(const struct page *p, struct account_line *l, struct err *err)
{
    struct buf b = { .a = p->rq->a };
    struct actor *grants;
    size_t n;

    if (!session_grants(api_of(p->rq)->identity, p->rq->a, l->account, &grants,
                        &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct actor as = { grants[i].role, STR(""), grants[i].unit };

        buf_add(&b, i > 0 ? STR("； ") : STR(""));
        buf_add(&b, staff_actor_words(p, &as));
    }
    l->acting = buf_str(&b);
    return true;
}

static struct str
next_page(const struct page *p, struct str last)
{
    struct buf b = { .a = p->rq->a };

    buf_add(&b, STR("/w/accounts?after="));
    buf_add_url(&b, last);
    buf_add(&b, STR("&begins="));
    buf_add_url(&b, http_query(p->rq, "begins"));
    buf_add(&b, STR("&role="));
    buf_add_url(&b, http_query(p->rq, "role"));
    return buf_str(&b);
}

static void
put_list(struct staff *s, struct accounts_view *v, unsigned status)
{
    struct account_line *lines =
        arena_alloc(s->p.rq->a, (LINES + 1) * sizeof(*lines));
    struct err err;
    bool ok = read_lines(&s->p, http_query(s->p.rq, "after"), lines, &v->rows_n,
                         &err);

    if (v->rows_n > LINES) {
        v->rows_n = LINES;
        v->next = next_page(&s->p, lines[LINES - 1].account);
    }
    for (size_t i = 0; i < v->rows_n && ok; i++)
        ok = put_acting(&s->p, &lines[i], &err);
    if (!ok) {
        page_failed(&s->p, &err);
        return;
    }
    v->rows = lines;
    v->begins = http_query(s->p.rq, "begins");
    v->roles = staff_roles(&s->p, http_query(s->p.rq, "role"));
    v->operates =
        access_right(s->p.rules, s->actor.role, STR("operate accounts"));
    v->frame = staff_frame(s, SAY_accounts_title);
    v->frame.accounts = true;
    v->frame.layout.here = STR("/w/accounts");
    v->frame.layout.wrong = status >= 400;
    html_accounts_list(&s->p.h, v);
    page_send(&s->p, status);
}

void
pages_accounts(const struct http_request *rq, struct http_response *rs)
{
    struct accounts_view v = { .operates = false };
    struct staff s;

    staff_begin(&s, rq, rs);
    put_list(&s, &v, 200);
}

void
pages_accounts_open(const struct http_request *rq, struct http_response *rs)
{
    struct account_open open = { .subject_id = id_new(),
                                 .kind = ACCOUNT_KIND_STAFF };
    struct accounts_view v = { .operates = false };
    struct command cmd = { &account_open_type, &open, { .role = STR("") }, 0 };
    struct buf to = { .a = rq->a };
    struct outcome o;
    struct form form;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form))
        return;
    v.account = open.account = str_trim(form_value(&form, "account"));
    v.name = open.name = str_trim(form_value(&form, "name"));
    cmd.actor = s.actor;
    cmd.now = clock_now();
    buf_add(&to, STR("/w/accounts/"));
    buf_add_url(&to, open.account);
    if (!engine_do(api_of(rq)->engine, rq->a,
                   account_stream(rq->a, open.account), &cmd, &o, &err)) {
        page_failed(&s.p, &err);
    } else if (o.verdict.reason == ACCEPTED) {
        page_redirect(rs, buf_str(&to));
    } else {
        v.error = page_words(&s.p, "refusal.", str_of(o.verdict.rule));
        put_list(&s, &v, 422);
    }
}
