/*
 * What no unit has, oldest first, and the quarrels that wait for a ruling.
 * Each case says why it is here, and can be placed or dispatched at once.
 */
#include "pages/staff/lists/queue.h"

#include "api/answer.h"
#include "event/gen/appeal_events.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "pages/staff/lists/inbox.h"
#include "rulebook/access/access.h"
#include "templates.h"

enum { QUEUE_ROWS = 20, DISPUTED_ROWS = 20, CANDIDATES = 4 };

/* The newest event of the case that says why it waits. */
static const struct appeal_queued_v1 *
queued(const struct appeal_file *file)
{
    for (size_t i = file->records.n; i > 0; i--)
        if (file->records.at[i - 1].type == &appeal_queued_v1_type)
            return file->records.at[i - 1].data;
    return NULL;
}

/* "M0301 12, M0402 11" */
static void
put_candidates(const struct page *p, struct str list, struct queue_row *row)
{
    struct str one, code;

    while (str_cut(&list, ',', &one) && row->candidates.at_n < CANDIDATES) {
        struct buf name = { .a = p->rq->a };

        if (!str_cut(&one, ' ', &code) || !rules_matter_is_leaf(p->rules, code))
            continue;
        buf_addf(&name, "%.*s (%.*s)", STR_ARG(page_matter(p, code)),
                 STR_ARG(one.p == NULL ? STR("") : one));
        option_add(p, &row->candidates,
                   (struct option){ code, buf_str(&name), false });
    }
}

static bool
may(const struct staff *s, const struct appeal *a,
    const struct payload_type *type)
{
    return s->actor.role.n > 0 && appeal_may(a, type, &s->actor, s->p.rules);
}

static bool
put_row(const struct staff *s, const struct appeal_file *file,
        struct queue_row *row, struct err *err)
{
    const struct page *p = &s->p;
    const struct appeal_queued_v1 *q = queued(file);
    const struct appeal_text title = { &file->records.at[0], "title", "show" };
    struct appeal_view shown;
    struct buf id = { .a = p->rq->a }, action = { .a = p->rq->a };

    id_put(&id, file->id);
    row->id = buf_str(&id);
    row->code = file->s.code;
    row->stage = page_words(p, "stage.", appeal_stage_word(file->s.stage));
    row->received_at = file->s.received_at;
    row->once = once_key(p);
    row->left =
        left_until(p->h.now, file->s.clock[APPEAL_WARNING_DISPATCH].due, 0);
    row->may_place = file->s.stage == APPEAL_STAGE_QUEUED &&
                     may(s, &file->s, &appeal_place_type);
    row->may_dispatch = file->s.stage == APPEAL_STAGE_PLACED &&
                        may(s, &file->s, &appeal_dispatch_type);
    buf_addf(&action, "/w/%.*s/%s", STR_ARG(row->id),
             row->may_dispatch ? "dispatch" : "place");
    row->action = buf_str(&action);
    if (file->s.matter.n > 0)
        row->matter = page_matter(p, file->s.matter);
    if (q != NULL) {
        row->why = page_words(p, "queue_reason.",
                              str_of(appeal_queue_reason_words[q->reason]));
        put_candidates(p, q->candidates, row);
    }
    if (!look_begin(p->rq, file, &shown, err))
        return false;
    row->hidden = (shown.groups & ACCESS_PUBLIC) == 0;
    row->untitled = (shown.groups & ACCESS_TEXTS) == 0;
    return row->untitled ||
           appeal_file_text(api_of(p->rq)->engine, p->rq->a, &title,
                            &row->title, &row->erased, err);
}

/* The ids of a page of cases; *ret_last is the number of the last one. */
static bool
read_ids(const struct page *p, int64_t after, struct id ids[QUEUE_ROWS + 1],
         int64_t numbers[QUEUE_ROWS + 1], size_t *ret_n, struct err *err)
{
    const struct value v[] = { value_int(after), value_int(QUEUE_ROWS + 1) };
    struct cursor *cur;

    *ret_n = 0;
    if (!store_query(engine_store(api_of(p->rq)->engine), QUERY_APPEAL_UNPLACED,
                     v, 2, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (*ret_n <= QUEUE_ROWS && cursor_next(cur, err)) {
        numbers[*ret_n] = cursor_int(cur);
        ids[(*ret_n)++] = cursor_id(cur);
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static bool
read_count(const struct page *p, struct queue_view *v, struct err *err)
{
    struct cursor *cur;

    if (!store_query(engine_store(api_of(p->rq)->engine),
                     QUERY_APPEAL_UNPLACED_COUNT, NULL, 0, &cur, err))
        return false;
    err->kind = ERR_NONE;
    if (cursor_next(cur, err))
        v->all_n = cursor_int(cur);
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static bool
read_rows(const struct staff *s, struct queue_view *v, struct err *err)
{
    struct arena *a = s->p.rq->a;
    struct queue_row *rows = arena_alloc(a, QUEUE_ROWS * sizeof(*rows));
    struct id ids[QUEUE_ROWS + 1];
    int64_t numbers[QUEUE_ROWS + 1], after = 0;
    struct buf next = { .a = a };
    size_t n;

    (void)str_i64(http_query(s->p.rq, "after"), &after);
    if (!read_ids(&s->p, after, ids, numbers, &n, err))
        return false;
    v->rows = rows;
    for (size_t i = 0; i < n && i < QUEUE_ROWS; i++) {
        struct buf hex = { .a = a };
        struct appeal_file file;

        id_put(&hex, ids[i]);
        if (!appeal_file_load(api_of(s->p.rq)->engine, a, buf_str(&hex), &file,
                              err) ||
            !put_row(s, &file, &rows[v->rows_n], err))
            return false;
        rows[v->rows_n].nth = (int64_t)i + 1;
        v->rows_n += !rows[v->rows_n].hidden;
    }
    if (n > QUEUE_ROWS) {
        buf_addf(&next, "/w/queue?after=%lld",
                 (long long)numbers[QUEUE_ROWS - 1]);
        v->next = buf_str(&next);
    }
    return true;
}

/* What no unit has is for those who may list the cases of all units. */
static bool
has_all(const struct staff *s)
{
    const struct access_lister who = { s->actor.role, s->actor.unit, "list" };
    struct str unit;

    return access_list(s->p.rules, &who, STR(""), &unit) && unit.n == 0;
}

void
pages_queue(const struct http_request *rq, struct http_response *rs)
{
    const struct inbox_ask ask = { .stage = STR("disputed"),
                                   .due = -1,
                                   .most = DISPUTED_ROWS };
    struct queue_view v = { .all_n = 0 };
    struct inbox_rows disputed;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!has_all(&s)) {
        staff_refused(rq, rs);
        return;
    }
    v.frame = staff_frame(&s, SAY_staff_queue);
    if (!read_rows(&s, &v, &err) || !read_count(&s.p, &v, &err) ||
        !inbox_read(&s, &ask, &disputed, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    v.disputed = disputed.at;
    v.disputed_n = disputed.n;
    v.disputed_more = disputed.more;
    v.units = staff_codes(&s.p, CODE_UNIT);
    v.matters = staff_codes(&s.p, CODE_MATTER);
    v.frame.queue = true;
    html_staff_queue(&s.p.h, &v);
    page_send(&s.p, 200);
}
