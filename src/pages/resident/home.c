/*
 * The first page: where to report, where to look, and what was solved lately,
 * told by matter and street alone.
 */
#include "pages/resident/home.h"

#include "api/answer.h"
#include "pages/pages.h"
#include "templates.h"

enum { SOLVED = 3, LOOK_BACK = 2000 };

/* Among the newest LOOK_BACK cases, so that the page costs the same in any
 * city. */
static bool
read_solved(const struct page *p, struct home_view *v, struct err *err)
{
    struct store *st = engine_store(api_of(p->rq)->engine);
    struct solved_line *lines = arena_alloc(p->rq->a, SOLVED * sizeof(*lines));
    struct value from[2] = { value_int(0), value_int(SOLVED) };
    struct cursor *cur;

    if (!store_query(st, QUERY_APPEAL_NEWEST_NUMBER, NULL, 0, &cur, err))
        return false;
    err->kind = ERR_NONE;
    if (cursor_next(cur, err))
        from[0] = value_int(cursor_int(cur) - LOOK_BACK);
    cursor_close(cur);
    if (err->kind != ERR_NONE ||
        !store_query(st, QUERY_APPEAL_SOLVED_LATELY, from, 2, &cur, err))
        return false;
    v->solved = lines;
    while (cursor_next(cur, err)) {
        struct str matter = cursor_text(cur), place = cursor_text(cur);
        int64_t received_at = cursor_int(cur);

        lines[v->solved_n++] = (struct solved_line){
            .matter = page_matter(p, arena_str(p->rq->a, matter)),
            .place = page_street(p, arena_str(p->rq->a, place)),
            .took = cursor_int(cur) - received_at,
        };
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static void
put_home(struct page *p, struct str sought, unsigned status)
{
    struct home_view v = {
        .layout = page_layout(p, SAY_home_title),
        .code = sought,
        .not_found = status == 404,
    };
    struct err err;

    if (!read_solved(p, &v, &err)) {
        page_failed(p, &err);
        return;
    }
    v.layout.wrong = v.not_found;
    html_resident_home(&p->h, &v);
    page_send(p, status);
}

void
pages_home(const struct http_request *rq, struct http_response *rs)
{
    struct page p;

    page_begin(&p, rq, rs);
    put_home(&p, STR(""), 200);
}

/* POST, so that the code stands in no address but its own. */
void
pages_find(const struct http_request *rq, struct http_response *rs)
{
    struct buf path = { .a = rq->a };
    struct engine *e = api_of(rq)->engine;
    struct form form;
    struct page p;
    struct str sought;
    int64_t number;

    page_begin(&p, rq, rs);
    if (!page_form(&p, &form))
        return;
    sought = form_value(&form, "code");
    number = page_query_number(&p, sought);
    if (number == 0) {
        put_home(&p, sought, 404);
        return;
    }
    buf_add(&path, STR("/c/"));
    engine_query_code(e, number, &path);
    page_redirect(rs, buf_str(&path));
}
