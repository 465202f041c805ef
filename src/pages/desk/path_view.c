/* See path_view.h. */
#include "pages/desk/path_view.h"

static struct str
percent(const struct page *p, int permille)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "%d.%d%%", permille / 10, permille % 10);
    return buf_str(&b);
}

static void
put_units(const struct page *p, const struct path_sum *sum, struct path_view *v)
{
    struct path_unit_line *lines =
        arena_alloc(p->rq->a, (sum->units_n + 1) * sizeof(*lines));

    for (size_t i = 0; i < sum->units_n; i++) {
        const struct path_unit *u = &sum->units[i];

        lines[i] = (struct path_unit_line){
            .unit = page_unit(p, u->unit),
            .cases = (int64_t)u->cases,
            .on_time = (int64_t)u->on_time,
            .timed = u->worked_n > 0,
            .median = u->median_ms,
            .timed_n = (int64_t)u->worked_n,
            .rated = u->satisfied >= 0,
            .satisfied = percent(p, u->satisfied < 0 ? 0 : u->satisfied),
            .rated_n = (int64_t)(u->yes + u->mostly + u->no),
        };
    }
    v->units = lines;
    v->units_n = sum->units_n;
}

static void
put_replies(const struct page *p, const struct path_found *f,
            struct path_view *v)
{
    struct path_reply_line *lines =
        arena_alloc(p->rq->a, (f->replies_n + 1) * sizeof(*lines));

    for (size_t i = 0; i < f->replies_n; i++)
        lines[i] = (struct path_reply_line){
            .code = f->replies[i].code,
            .unit = page_unit(p, f->replies[i].unit),
            .text = f->replies[i].text,
            .at = f->replies[i].at,
        };
    v->replies = lines;
    v->replies_n = f->replies_n;
}

static void
put_entries(const struct page *p, const struct path_found *f,
            struct path_view *v)
{
    struct path_entry_line *lines =
        arena_alloc(p->rq->a, (f->knowledge_n + 1) * sizeof(*lines));

    for (size_t i = 0; i < f->knowledge_n; i++)
        lines[i] = (struct path_entry_line){
            .hex = f->knowledge[i].entry.hex,
            .title = f->knowledge[i].entry.text.title,
            .used = (int64_t)f->knowledge[i].used,
        };
    v->entries = lines;
    v->entries_n = f->knowledge_n;
}

bool
path_view_of(const struct page *p, const struct desk_known *known,
             struct str self, struct path_view *ret_view, struct err *err)
{
    struct path_found *f = arena_new(p->rq->a, struct path_found);

    if (!path_find(p->rq, known, self, f, err))
        return false;
    *ret_view = (struct path_view){
        .looked = (int64_t)f->looked,
        .others = (int64_t)f->sum.others,
    };
    put_units(p, &f->sum, ret_view);
    put_replies(p, f, ret_view);
    put_entries(p, f, ret_view);
    return true;
}
