/* The lists of what is held and what was given to whom; see keep.h. */
#include "pages/staff/keep/keep.h"

#include "api/answer.h"
#include "api/keep/register.h"
#include "pages/pages.h"
#include "pages/staff/lists/access.h"
#include "rulebook/access/access.h"
#include "templates.h"

struct str
receiver_words(const struct page *p, struct str receiver)
{
    return rules_unit(p->rules, receiver) != NULL ||
                   str_starts(receiver, STR("~"))
               ? page_unit(p, receiver)
               : receiver;
}

void
pages_holds(const struct http_request *rq, struct http_response *rs)
{
    struct holds_view v = { .lines = NULL };
    struct buf next = { .a = rq->a };
    struct hold_line *lines;
    struct hold_list l;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    v.frame = staff_frame(&s, SAY_staff_holds);
    v.frame.sharing = true;
    if (!register_holds(rq, page_turn(rq, "after", 0, INT64_MAX), REGISTER_PAGE,
                        &l, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    lines = arena_alloc(rq->a, (l.n + 1) * sizeof(*lines));
    for (size_t i = 0; i < l.n; i++) {
        struct buf who = { .a = rq->a };

        buf_addf(&who, "%.*s", STR_ARG(l.at[i].account));
        if (l.at[i].unit.n > 0) {
            buf_add(&who, STR(" · "));
            buf_add(&who, page_unit(&s.p, l.at[i].unit));
        }
        lines[i] = (struct hold_line){
            .code = l.at[i].code,
            .basis = l.at[i].basis,
            .who = buf_str(&who),
            .since = l.at[i].since,
            .until = l.at[i].until,
        };
    }
    v.lines = lines;
    v.lines_n = l.n;
    if (l.n == REGISTER_PAGE)
        buf_addf(&next, "/w/holds?after=%lld", (long long)l.at[l.n - 1].number);
    v.next = buf_str(&next);
    html_staff_holds(&s.p.h, &v);
    page_send(&s.p, 200);
}

static void
put_shares(const struct page *p, const struct share_list *l,
           struct sharing_view *v)
{
    struct share_line *lines =
        arena_alloc(p->rq->a, (l->n + 1) * sizeof(*lines));

    for (size_t i = 0; i < l->n; i++) {
        const struct share_row *r = &l->at[i];

        lines[i] = (struct share_line){
            .at = r->at,
            .code = r->code,
            .receiver = receiver_words(p, r->receiver),
            .way = page_words(p, "way.", r->way),
            .what = access_what(p, r->fields),
            .purpose = r->purpose.n == 0
                           ? r->purpose
                           : page_words(p, "purpose.", r->purpose),
            .basis = r->basis,
            .mark = r->mark,
            .n = r->first_leaf < 0 ? 0 : r->n,
        };
    }
    v->lines = lines;
    v->lines_n = l->n;
}

/* "/w/sharing?page=2&receiver=..." */
static struct str
address(const struct http_request *rq, const char *path, int64_t page,
        struct str receiver)
{
    struct html h = { .out = { .a = rq->a } };

    buf_addf(&h.out, "%s?page=%lld", path, (long long)page);
    if (receiver.n > 0) {
        buf_add(&h.out, STR("&receiver="));
        html_url(&h, receiver);
    }
    return buf_str(&h.out);
}

/* The table, in as many parts as it takes. */
static void
put_parts(const struct page *p, const struct share_ask *ask, int64_t all,
          struct sharing_view *v)
{
    size_t n = (size_t)((all + REGISTER_PART - 1) / REGISTER_PART);
    struct share_part *parts;

    n = n == 0 ? 1 : n > PAGE_TURNS_MOST ? PAGE_TURNS_MOST : n;
    parts = arena_alloc(p->rq->a, n * sizeof(*parts));
    for (size_t i = 0; i < n; i++)
        parts[i] = (struct share_part){
            .number = n == 1 ? 0 : (int64_t)i + 1,
            .table =
                address(p->rq, "/w/sharing.csv", (int64_t)i + 1, ask->receiver),
        };
    v->parts = parts;
    v->parts_n = n;
}

void
pages_sharing(const struct http_request *rq, struct http_response *rs)
{
    int64_t page = page_turn(rq, "page", 1, PAGE_TURNS_MOST);
    struct sharing_view v = { .lines = NULL };
    struct share_ask ask = { .most = REGISTER_PAGE };
    struct share_list l;
    struct staff s;
    struct err err;
    int64_t all;

    staff_begin(&s, rq, rs);
    v.frame = staff_frame(&s, SAY_staff_sharing);
    v.frame.sharing = true;
    ask.receiver =
        staff_code(&s.p, CODE_UNIT, str_trim(http_query(rq, "receiver")));
    if (ask.receiver.n > RECEIVER_BYTES)
        ask.receiver = STR("");
    ask.skip = (page - 1) * REGISTER_PAGE;
    if (!register_shares(rq, &ask, &l, &err) ||
        !register_count(rq, ask.receiver, &all, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    put_shares(&s.p, &l, &v);
    v.receiver = ask.receiver;
    v.takes = access_right(s.p.rules, s.actor.role, STR("export sharing"));
    put_parts(&s.p, &ask, all, &v);
    if (l.n == REGISTER_PAGE)
        v.next = address(rq, "/w/sharing", page + 1, ask.receiver);
    html_staff_sharing(&s.p.h, &v);
    page_send(&s.p, 200);
}
