/*
 * What no unit has, oldest or newest first, and the quarrels that wait for a
 * ruling. Each case says why it is here, and can be placed or dispatched at
 * once.
 */
#include "pages/staff/lists/queue.h"

#include "api/answer.h"
#include "event/gen/appeal_events.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "pages/staff/lists/inbox.h"
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

/* What the address asks for. */
struct queue_ask {
    struct str matter, street; /* empty: any; matter "-": none yet */
    bool newest;               /* first */
    int64_t after;             /* the last number that was seen; 0: none */
};

/* Words that are none are passed over. */
static struct queue_ask
read_ask(const struct page *p)
{
    struct queue_ask ask = { .after = 0 };
    struct str matter = http_query(p->rq, "matter");
    struct str street = http_query(p->rq, "street");

    if (str_eq(matter, STR("-")) || rules_matter_is_leaf(p->rules, matter))
        ask.matter = matter;
    if (rules_place(p->rules, street) != NULL)
        ask.street = street;
    ask.newest = str_eq(http_query(p->rq, "sort"), STR("newest"));
    ask.after = page_turn(p->rq, "after", 0, INT64_MAX);
    return ask;
}

/* "/w/queue?matter=M0301&street=&sort=newest&after=12" */
static struct str
address(const struct page *p, const struct queue_ask *ask, int64_t after)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "/w/queue?matter=%.*s&street=%.*s&sort=%s",
             STR_ARG(ask->matter), STR_ARG(ask->street),
             ask->newest ? "newest" : "oldest");
    if (after > 0)
        buf_addf(&b, "&after=%lld", (long long)after);
    return buf_str(&b);
}

static void
put_filters(const struct page *p, const struct queue_ask *ask,
            struct queue_view *v)
{
    const struct rulebook *book = p->rules.book;
    const struct str none = page_say(p->h.lang, SAY_staff_no_matter);

    option_add(p, &v->sorts,
               (struct option){ STR("oldest"),
                                page_say(p->h.lang, SAY_staff_oldest),
                                !ask->newest });
    option_add(p, &v->sorts,
               (struct option){ STR("newest"),
                                page_say(p->h.lang, SAY_staff_newest),
                                ask->newest });
    option_add(
        p, &v->of_matters,
        (struct option){ STR("-"), none, str_eq(ask->matter, STR("-")) });
    for (size_t i = 0; i < book->matters_n; i++) {
        struct str code = book->matters[i].code;

        if (rules_matter(p->rules, code) == &book->matters[i] &&
            rules_matter_is_leaf(p->rules, code))
            option_add(p, &v->of_matters,
                       (struct option){ code, page_matter(p, code),
                                        str_eq(code, ask->matter) });
    }
    for (size_t i = 0; i < book->places_n; i++) {
        const struct place *one = &book->places[i];

        if ((str_eq(one->kind, STR("street")) ||
             str_eq(one->kind, STR("town"))) &&
            rules_place(p->rules, one->code) == one)
            option_add(p, &v->of_streets,
                       (struct option){ one->code, page_name(p, &one->name),
                                        str_eq(one->code, ask->street) });
    }
    v->narrowed = ask->matter.n > 0 || ask->street.n > 0;
    v->here = address(p, ask, ask->after);
    if (ask->after > 0)
        v->first = address(p, ask, 0);
}

/* The ids and numbers of a page of cases. */
static bool
read_ids(const struct page *p, const struct queue_ask *ask,
         struct id ids[QUEUE_ROWS + 1], int64_t numbers[QUEUE_ROWS + 1],
         size_t *ret_n, struct err *err)
{
    const int64_t way = ask->newest ? -1 : 1;
    const struct value v[] = {
        value_text(ask->matter),
        value_text(ask->street),
        value_int(way),
        value_int(ask->after > 0 ? ask->after * way : -INT64_MAX),
        value_int(QUEUE_ROWS + 1),
    };
    struct cursor *cur;

    *ret_n = 0;
    if (!store_query(engine_store(api_of(p->rq)->engine), QUERY_APPEAL_UNPLACED,
                     v, sizeof(v) / sizeof(v[0]), &cur, err))
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
read_count(const struct page *p, const struct queue_ask *ask,
           struct queue_view *v, struct err *err)
{
    const struct value values[] = { value_text(ask->matter),
                                    value_text(ask->street) };
    struct cursor *cur;

    if (!store_query(engine_store(api_of(p->rq)->engine),
                     QUERY_APPEAL_UNPLACED_COUNT, values, 2, &cur, err))
        return false;
    err->kind = ERR_NONE;
    if (cursor_next(cur, err))
        v->all_n = cursor_int(cur);
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static bool
read_rows(const struct staff *s, const struct queue_ask *ask,
          struct queue_view *v, struct err *err)
{
    struct arena *a = s->p.rq->a;
    struct queue_row *rows = arena_alloc(a, QUEUE_ROWS * sizeof(*rows));
    struct id ids[QUEUE_ROWS + 1];
    int64_t numbers[QUEUE_ROWS + 1];
    size_t n;

    if (!read_ids(&s->p, ask, ids, numbers, &n, err))
        return false;
    v->rows = rows;
    for (size_t i = 0; i < n && i < QUEUE_ROWS; i++) {
        struct appeal_file file;

        if (!appeal_file_of(api_of(s->p.rq)->engine, a, ids[i], &file, err) ||
            !put_row(s, &file, &rows[v->rows_n], err))
            return false;
        rows[v->rows_n].nth = (int64_t)i + 1;
        v->rows_n += !rows[v->rows_n].hidden;
    }
    if (n > QUEUE_ROWS)
        v->next = address(&s->p, ask, numbers[QUEUE_ROWS - 1]);
    return true;
}

void
pages_queue(const struct http_request *rq, struct http_response *rs)
{
    const struct inbox_ask ask = { .stage = STR("disputed"),
                                   .due = -1,
                                   .most = DISPUTED_ROWS };
    struct queue_view v = { .all_n = 0 };
    struct inbox_rows disputed;
    struct queue_ask wanted;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!staff_lists_all(&s)) {
        staff_refused(rq, rs);
        return;
    }
    wanted = read_ask(&s.p);
    v.frame = staff_frame(&s, SAY_staff_queue);
    if (!read_rows(&s, &wanted, &v, &err) ||
        !read_count(&s.p, &wanted, &v, &err) ||
        !inbox_read(&s, &ask, &disputed, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    v.disputed = disputed.at;
    v.disputed_n = disputed.n;
    v.disputed_more = disputed.more;
    put_filters(&s.p, &wanted, &v);
    v.units = staff_codes(&s.p, CODE_UNIT);
    v.matters = staff_codes(&s.p, CODE_MATTER);
    v.frame.queue = true;
    html_staff_queue(&s.p.h, &v);
    page_send(&s.p, 200);
}
