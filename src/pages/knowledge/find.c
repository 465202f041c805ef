/* Looking up what is published, for anybody; see knowledge.h. */
#include "api/answer.h"
#include "base/utf8.h"
#include "pages/knowledge/knowledge.h"
#include "pages/pages.h"
#include "templates.h"

enum { FOUND = 20, SKIP_MOST = 10000, QUERY_MOST = 60 };

struct found_line
found_line_of(const struct page *p, const struct shelf_entry *e)
{
    return (struct found_line){
        .hex = e->hex,
        .title = e->text.title,
        .question = e->text.question,
        .answer = e->text.answer,
        .unit = page_unit(p, e->text.unit),
        .matter =
            e->text.matter.n > 0 ? page_matter(p, e->text.matter) : STR(""),
        .basis = e->text.basis,
        .place = e->text.place.n > 0 ? page_place(p, e->text.place) : STR(""),
        .valid_until = e->text.valid_until,
        .published_at = e->published_at,
    };
}

static size_t
skip_of(const struct page *p)
{
    int64_t n;

    return str_i64(http_query(p->rq, "skip"), &n) && n > 0 && n <= SKIP_MOST
               ? (size_t)n
               : 0;
}

static struct str
next_address(const struct page *p, struct str query, size_t skip)
{
    struct buf b = { .a = p->rq->a };

    buf_add(&b, STR("/knowledge?q="));
    buf_add_url(&b, query);
    buf_addf(&b, "&skip=%zu", skip);
    return buf_str(&b);
}

void
pages_knowledge_find(const struct http_request *rq, struct http_response *rs)
{
    struct find_view v = { .lines = NULL };
    struct shelf_answers found;
    struct shelf_ask ask;
    struct found_line *lines;
    struct buf here = { .a = rq->a };
    struct page p;
    struct err err;

    page_begin(&p, rq, rs);
    v.layout = page_layout(&p, SAY_knowledge_find);
    v.query = utf8_head(str_trim(http_query(rq, "q")), QUERY_MOST);
    v.sought = v.query.n > 0;
    ask = (struct shelf_ask){
        .text = v.query,
        .matter = STR(""),
        .place = STR(""),
        .now = p.h.now,
        .skip = skip_of(&p),
        .k = FOUND,
    };
    if (!shelf_find(api_of(rq)->shelf, rq->a, &ask, &found, &err)) {
        page_failed(&p, &err);
        return;
    }
    lines = arena_alloc(rq->a, (found.n + 1) * sizeof(*lines));
    for (size_t i = 0; i < found.n; i++)
        lines[i] = found_line_of(&p, &found.at[i]);
    v.lines = lines;
    v.lines_n = found.n;
    if (found.more)
        v.next = next_address(&p, v.query, ask.skip + FOUND);
    buf_add(&here, STR("/knowledge"));
    if (v.sought) {
        buf_add(&here, STR("?q="));
        buf_add_url(&here, v.query);
    }
    v.layout.here = buf_str(&here);
    html_knowledge_find(&p.h, &v);
    page_send(&p, 200);
}

void
pages_knowledge_entry(const struct http_request *rq, struct http_response *rs)
{
    struct entry_view v;
    const struct shelf_entry *e = NULL;
    struct page p;
    struct err err;
    struct id id;

    page_begin(&p, rq, rs);
    if (id_parse(http_param(rq, "id"), &id) &&
        !shelf_one(api_of(rq)->shelf, rq->a, id, p.h.now, &e, &err)) {
        page_failed(&p, &err);
        return;
    }
    if (e == NULL) {
        page_problem(&p, 404, SAY_knowledge_none_such,
                     SAY_knowledge_none_such_text);
        return;
    }
    v.layout = page_layout(&p, SAY_knowledge_find);
    v.line = found_line_of(&p, e);
    v.layout.title = v.line.title;
    html_knowledge_entry(&p.h, &v);
    page_send(&p, 200);
}
