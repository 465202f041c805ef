/* The staff's list of entries; see knowledge.h. */
#include "api/answer.h"
#include "pages/knowledge/knowledge.h"
#include "pages/pages.h"
#include "rulebook/access/access.h"
#include "templates.h"

static struct knowledge_line
line_of(const struct page *p, const struct knowledge_row *r)
{
    return (struct knowledge_line){
        .hex = r->hex,
        .title = r->title,
        .unit = page_unit(p, r->unit),
        .draft = page_words(p, "knowledge_draft.", r->draft),
        .live = page_words(p, "knowledge_live.", r->live),
        .waits = !str_eq(r->draft, STR("none")),
        .soon =
            r->over_at != 0 && r->over_at <= knowledge_soon(p->rules, p->h.now),
        .over_at = r->over_at,
        .changed_at = r->changed_at,
    };
}

/* Which are listed, by the parameter show. */
static void
choose(const struct page *p, struct knowledge_list_view *v,
       struct knowledge_rows_ask *ask)
{
    struct str show = http_query(p->rq, "show");

    v->written = str_eq(show, STR("written"));
    v->submitted = str_eq(show, STR("submitted"));
    v->published = str_eq(show, STR("published"));
    v->soon = str_eq(show, STR("soon"));
    v->all = !v->written && !v->submitted && !v->published && !v->soon;
    if (v->written || v->submitted)
        ask->draft = show;
    if (v->published)
        ask->live = show;
    if (v->soon)
        ask->over_by = knowledge_soon(p->rules, p->h.now);
    (void)knowledge_rows_after(http_query(p->rq, "after"), ask);
}

static struct str
next_address(const struct page *p, const struct knowledge_list_view *v,
             const struct knowledge_rows *rows)
{
    struct str next = knowledge_rows_next(p->rq, rows);
    struct buf b = { .a = p->rq->a };

    if (next.n == 0)
        return next;
    buf_add(&b, STR("/w/knowledge?show="));
    buf_add_url(&b, v->all ? STR("all") : http_query(p->rq, "show"));
    buf_addf(&b, "&after=%.*s", STR_ARG(next));
    return buf_str(&b);
}

void
pages_knowledge(const struct http_request *rq, struct http_response *rs)
{
    struct knowledge_rows_ask ask = { .unit = STR("") };
    struct knowledge_list_view v = { .lines = NULL };
    struct knowledge_line *lines;
    struct knowledge_rows rows;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    v.frame = staff_frame(&s, SAY_knowledge_title);
    v.frame.knowledge = true;
    v.may_write =
        access_right(s.p.rules, s.actor.role, STR("do knowledge_write"));
    choose(&s.p, &v, &ask);
    if (!knowledge_rows(rq, &ask, &rows, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    lines = arena_alloc(rq->a, (rows.n + 1) * sizeof(*lines));
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = line_of(&s.p, &rows.at[i]);
    v.lines = lines;
    v.lines_n = rows.n;
    v.next = next_address(&s.p, &v, &rows);
    html_knowledge_list(&s.p.h, &v);
    page_send(&s.p, 200);
}
