/* The rows of the inbox; see inbox.h. */
#include "api/answer.h"
#include "api/list.h"
#include "pages/staff/lists/inbox.h"

/* A case without a term comes last: appeal_inbox gives it this moment. */
#define NO_TERM INT64_C(4000000000000000)

/*
 * When the pre-warning of the answer fires. The row has no moment of its own
 * for it, so it is counted from the receipt with the rulebook's percentage; a
 * case that was paused or extended has its exact one on its page.
 */
static int64_t
warn_at(const struct page *p, struct str level, int64_t from, int64_t due)
{
    const struct deadline *d = rules_deadline(
        p->rules,
        rules_setting(p->rules, STR("default_regime"), STR("hotline")), level,
        STR("close"));

    if (d == NULL || d->warn_percent == 0 || due == NO_TERM)
        return 0;
    return from + (due - from) / 100 * d->warn_percent;
}

static struct str
key_of(struct arena *a, int64_t due, int64_t number)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%lld.%lld", (long long)due, (long long)number);
    return buf_str(&b);
}

static struct left
left_of(const struct page *p, struct str stage, int64_t due, int64_t warn)
{
    struct left l = left_until(p->h.now, due == NO_TERM ? 0 : due, warn);

    if (str_eq(stage, STR("paused")))
        l = (struct left){ .stands = true, .due = due };
    return l;
}

/* False: the row is of a case that the viewer may not know of. */
static bool
read_row(const struct page *p, struct cursor *cur,
         const struct list_hidden *hidden, struct inbox_row *row,
         struct str *ret_key)
{
    struct arena *a = p->rq->a;
    struct buf id = { .a = a };
    int64_t due = cursor_int(cur), number = cursor_int(cur);
    struct str level, stage;

    if (list_hides(hidden, number))
        return false;

    *ret_key = key_of(a, due, number);
    id_put(&id, cursor_id(cur));
    row->id = buf_str(&id);
    row->code = arena_str(a, cursor_text(cur));
    row->matter = page_matter(p, arena_str(a, cursor_text(cur)));
    row->place = page_street(p, arena_str(a, cursor_text(cur)));
    level = arena_str(a, cursor_text(cur));
    stage = arena_str(a, cursor_text(cur));
    row->lead = page_unit(p, arena_str(a, cursor_text(cur)));
    row->received_at = cursor_int(cur);
    row->attention = cursor_int(cur);
    row->level = page_words(p, "level.", level);
    row->urgent = staff_is_urgent(level);
    row->stage = page_words(p, "stage.", stage);
    row->left =
        left_of(p, stage, due, warn_at(p, level, row->received_at, due));
    return true;
}

static void
turn_round(struct inbox_rows *rows)
{
    for (size_t i = 0; i + 1 < rows->n - i; i++) {
        size_t other = rows->n - 1 - i;
        struct inbox_row row = rows->at[i];
        struct str key = rows->keys[i];

        rows->at[i] = rows->at[other];
        rows->at[other] = row;
        rows->keys[i] = rows->keys[other];
        rows->keys[other] = key;
    }
}

bool
inbox_read(const struct staff *s, const struct inbox_ask *ask,
           struct inbox_rows *ret_rows, struct err *err)
{
    struct arena *a = s->p.rq->a;
    const bool first = ask->due < 1;
    const struct value v[] = {
        value_text(ask->unit),
        value_text(ask->stage),
        value_int(first ? 0 : ask->due),
        value_int(first ? INT64_MAX : ask->number),
        value_text(ask->level),
        value_int(ask->most + 1),
    };
    struct inbox_rows rows = {
        .at = arena_alloc(a, (size_t)ask->most * sizeof(*rows.at)),
        .keys = arena_alloc(a, (size_t)ask->most * sizeof(*rows.keys)),
    };
    struct list_hidden hidden;
    struct cursor *cur;

    if (!list_hide(s->p.rq, 0, INT64_MAX, &hidden, err) ||
        !store_query(engine_store(api_of(s->p.rq)->engine),
                     ask->back ? QUERY_APPEAL_DESK_BACK : QUERY_APPEAL_DESK, v,
                     sizeof(v) / sizeof(v[0]), &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        if (rows.n == (size_t)ask->most) {
            rows.more = true;
            break;
        }
        rows.n +=
            read_row(&s->p, cur, &hidden, &rows.at[rows.n], &rows.keys[rows.n]);
    }
    cursor_close(cur);
    if (ask->back && rows.n > 0)
        turn_round(&rows);
    *ret_rows = rows;
    return err->kind == ERR_NONE;
}
