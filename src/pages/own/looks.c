/* Who looked at all that is a resident's; see looks.h and own.h. */
#include "pages/own/looks.h"

#include "api/answer.h"
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

/* Which case each line is about; a case is read once. */
static bool
name_cases(const struct page *p, const struct person_cases *cases,
           const struct read_list *reads, struct look_list *looks,
           struct err *err)
{
    for (size_t c = 0; c < cases->n; c++) {
        struct own_case one = { .code = STR("") };
        struct buf hex = { .a = p->rq->a };

        id_put(&hex, cases->at[c]);
        for (size_t i = 0; i < reads->n; i++) {
            if (!str_eq(reads->at[i].id, buf_str(&hex)))
                continue;
            if (one.code.n == 0 && !own_case_of(p, cases->at[c], &one, err))
                return false;
            looks->lines[i].code = one.code;
            looks->lines[i].matter = one.matter;
        }
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
fill(const struct page *p, int64_t page, struct own_looks_view *v,
     struct err *err)
{
    struct person_cases *cases = arena_new(p->rq->a, struct person_cases);
    struct read_several ask = { .cases = cases->at,
                                .skip = (page - 1) * PAGE_LINES,
                                .most = PAGE_LINES + 1 };
    struct read_list reads;
    struct str phone;

    if (!own_cases(p, cases, &phone, err))
        return false;
    ask.cases_n = cases->n;
    v->cases = cases->n > 0;
    if (!reads_of_cases(p->rq, &ask, &reads, err))
        return false;
    if (reads.n > PAGE_LINES) {
        reads.n = PAGE_LINES;
        v->older = address(p, page + 1);
    }
    if (page > 1)
        v->newer = address(p, page - 1);
    v->looks = look_lines(p, &reads);
    return name_cases(p, cases, &reads, &v->looks, err);
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
    if (!str_i64(http_query(rq, "page"), &page) || page < 1 ||
        page > PAGES_MOST)
        page = 1;
    v.layout = page_layout(&p, SAY_looks_title);
    if (!fill(&p, page, &v, &err)) {
        page_failed(&p, &err);
        return;
    }
    html_own_looks(&p.h, &v);
    page_send(&p, 200);
}
