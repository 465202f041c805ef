/* Who looked at all that is a resident's; see looks.h and own.h. */
#include "pages/own/looks.h"

#include "api/answer.h"
#include "api/request/request_list.h"
#include "pages/own/own.h"
#include "pages/pages.h"
#include "pages/staff/lists/access.h"
#include "templates.h"

enum { PAGE_LINES = 50, PAGES_MOST = READS_SEVERAL / PAGE_LINES - 1 };

struct look_list
look_lines(const struct page *p, const struct read_list *reads)
{
    struct look_seen *lines =
        arena_alloc(p->rq->a, (reads->n + 1) * sizeof(*lines));

    for (size_t i = 0; i < reads->n; i++) {
        const struct read_row *r = &reads->at[i];

        lines[i] = (struct look_seen){
            .hour = r->hour,
            .role = page_words(p, "role.", r->role),
            .unit = r->unit.n > 0 ? page_unit(p, r->unit) : STR(""),
            .purpose = page_words(p, "purpose.", r->purpose),
            .what = access_what(p, r->fields),
        };
    }
    return (struct look_list){ lines, reads->n };
}

/* What a page of looks is made from. */
struct gathered {
    struct person_cases cases;
    struct request_rows requests;
    struct read_list reads;
    struct look_list looks;
};

/* Every line about one case or request. */
static void
name_lines(struct gathered *g, struct str hex, const struct look_seen *said)
{
    for (size_t i = 0; i < g->reads.n; i++)
        if (str_eq(g->reads.at[i].id, hex)) {
            g->looks.lines[i].href = said->href;
            g->looks.lines[i].about = said->about;
        }
}

static bool
is_meant(const struct gathered *g, struct str hex)
{
    for (size_t i = 0; i < g->reads.n; i++)
        if (str_eq(g->reads.at[i].id, hex))
            return true;
    return false;
}

static bool
name_case(const struct page *p, struct id id, struct gathered *g,
          struct err *err)
{
    struct buf hex = { .a = p->rq->a }, href = { .a = p->rq->a };
    struct look_seen said = { .hour = 0 };
    struct own_case one;

    id_put(&hex, id);
    if (!is_meant(g, buf_str(&hex)))
        return true;
    if (!own_case_of(p, id, &one, err))
        return false;
    buf_addf(&href, "/c/%.*s/access", STR_ARG(one.code));
    said.href = buf_str(&href);
    said.about = one.matter.n > 0 ? one.matter : one.code;
    name_lines(g, buf_str(&hex), &said);
    return true;
}

static bool
name_all(const struct page *p, struct gathered *g, struct err *err)
{
    for (size_t i = 0; i < g->cases.n; i++)
        if (!name_case(p, g->cases.at[i], g, err))
            return false;
    for (size_t i = 0; i < g->requests.n; i++) {
        const struct request_row *r = &g->requests.at[i];
        struct look_seen said = { .about =
                                      page_words(p, "request_kind.", r->kind) };
        struct buf href = { .a = p->rq->a };

        buf_addf(&href, "/me/requests/%.*s", STR_ARG(r->hex));
        said.href = buf_str(&href);
        name_lines(g, r->hex, &said);
    }
    return true;
}

static struct str
address(const struct page *p, int64_t page)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "/me/access?page=%lld", (long long)page);
    return buf_str(&b);
}

/* One more line than is shown tells that there is another page. */
static bool
gather(const struct page *p, int64_t page, struct gathered *g, struct err *err)
{
    struct id *ids =
        arena_alloc(p->rq->a, (PERSON_CASES + REQUEST_PAGE) * sizeof(*ids));
    struct read_several ask = { .cases = ids,
                                .skip = (page - 1) * PAGE_LINES,
                                .most = PAGE_LINES + 1 };
    struct str phone;

    if (!own_cases(p, &g->cases, &phone, err) ||
        !request_rows_of(p->rq, p->visitor.account, &g->requests, err))
        return false;
    for (size_t i = 0; i < g->cases.n; i++)
        ids[ask.cases_n++] = g->cases.at[i];
    for (size_t i = 0; i < g->requests.n; i++)
        ids[ask.cases_n++] = g->requests.at[i].id;
    return reads_of_cases(p->rq, &ask, &g->reads, err);
}

static bool
fill(const struct page *p, int64_t page, struct own_looks_view *v,
     struct err *err)
{
    struct gathered *g = arena_new(p->rq->a, struct gathered);

    if (!gather(p, page, g, err))
        return false;
    if (g->reads.n > PAGE_LINES) {
        g->reads.n = PAGE_LINES;
        v->older = address(p, page + 1);
    }
    if (page > 1)
        v->newer = address(p, page - 1);
    g->looks = look_lines(p, &g->reads);
    if (!name_all(p, g, err))
        return false;
    v->looks = g->looks;
    return true;
}

void
pages_own_looks(const struct http_request *rq, struct http_response *rs)
{
    struct own_looks_view v = { .older = STR("") };
    struct page p;
    struct err err;
    int64_t page;

    page_begin(&p, rq, rs);
    if (!own_resident(&p))
        return;
    page = page_turn(rq, "page", 1, PAGES_MOST);
    v.layout = page_layout(&p, SAY_looks_title);
    if (!fill(&p, page, &v, &err)) {
        page_failed(&p, &err);
        return;
    }
    html_own_looks(&p.h, &v);
    page_send(&p, 200);
}
