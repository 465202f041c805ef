/*
 * The inbox: what is open at a unit, nearest time first. Pages go on from the
 * last row that was seen, not from a count: a case that comes in meanwhile
 * shifts nothing.
 */
#include "pages/staff/lists/inbox.h"

#include "api/access/look.h"
#include "api/answer.h"
#include "pages/pages.h"
#include "rulebook/access/access.h"
#include "templates.h"

enum { ROWS = 50 };

/* Stages in which somebody has the case. */
static const enum appeal_stage stages[] = {
    APPEAL_STAGE_PLACED,   APPEAL_STAGE_DISPATCHED, APPEAL_STAGE_DISPUTED,
    APPEAL_STAGE_HANDLING, APPEAL_STAGE_PAUSED,     APPEAL_STAGE_REPLIED,
    APPEAL_STAGE_REVIEW,
};
enum { STAGES = sizeof(stages) / sizeof(stages[0]) };

static bool
is_stage(struct str word)
{
    for (int i = 0; i < STAGES; i++)
        if (str_eq(word, appeal_stage_word(stages[i])))
            return true;
    return false;
}

static bool
is_level(struct str word)
{
    return str_eq(word, STR("L1")) || str_eq(word, STR("L2")) ||
           str_eq(word, STR("L3")) || str_eq(word, STR("L4"));
}

/* "DUE.NUMBER" */
static bool
read_key(struct str key, struct inbox_ask *ask)
{
    struct str due;

    return str_cut(&key, '.', &due) && str_i64(due, &ask->due) &&
           str_i64(key, &ask->number) && ask->due >= 0 && ask->number >= 0;
}

/* What the address asks for; words that are none are passed over. Who may not
 * have all units begins with his own. */
static struct inbox_ask
read_ask(const struct staff *s)
{
    const struct http_request *rq = s->p.rq;
    const struct access_lister who = { s->actor.role, s->actor.unit, "list" };
    struct inbox_ask ask = { .due = -1, .most = ROWS };
    struct str unit = http_query(rq, "unit");

    if (rules_unit(s->p.rules, unit) == NULL)
        unit = STR("");
    ask.refused = !access_list(s->p.rules, &who, unit, &ask.unit);
    if (is_stage(http_query(rq, "stage")))
        ask.stage = http_query(rq, "stage");
    if (is_level(http_query(rq, "level")))
        ask.level = http_query(rq, "level");
    if (http_query(rq, "before").n > 0)
        ask.back = read_key(http_query(rq, "before"), &ask);
    else if (!read_key(http_query(rq, "after"), &ask))
        ask.due = -1;
    return ask;
}

/* "/w?unit=U_WATER&stage=&level=&after=1.2&page=2" */
static struct str
address(const struct staff *s, const struct inbox_ask *ask, const char *way,
        struct str key, int64_t turn)
{
    struct buf b = { .a = s->p.rq->a };

    buf_addf(&b, "/w?unit=%.*s&stage=%.*s&level=%.*s",
             STR_ARG(ask->unit.n > 0 ? ask->unit : STR("all")),
             STR_ARG(ask->stage), STR_ARG(ask->level));
    if (turn > 1)
        buf_addf(&b, "&%s=%.*s&page=%lld", way, STR_ARG(key), (long long)turn);
    return buf_str(&b);
}

static void
put_filters(const struct staff *s, const struct inbox_ask *ask,
            struct inbox_view *v)
{
    static const char *const levels[] = { "L1", "L2", "L3", "L4" };

    v->units = staff_units(&s->p, ask->unit);
    for (int i = 0; i < STAGES; i++) {
        struct str word = appeal_stage_word(stages[i]);

        option_add(&s->p, &v->stages,
                   (struct option){ word, page_words(&s->p, "stage.", word),
                                    str_eq(word, ask->stage) });
    }
    for (int i = 0; i < 4; i++) {
        struct str word = str_of(levels[i]);

        option_add(&s->p, &v->levels,
                   (struct option){ word, page_words(&s->p, "level.", word),
                                    str_eq(word, ask->level) });
    }
    v->whose = ask->unit.n > 0 ? page_unit(&s->p, ask->unit)
                               : page_say(s->p.h.lang, SAY_staff_all_units);
    v->narrowed = ask->stage.n > 0 || ask->level.n > 0;
}

static bool
read_counts(const struct staff *s, const struct inbox_ask *ask,
            struct inbox_view *v, struct err *err)
{
    const struct value values[] = {
        value_text(ask->unit),
        value_text(ask->stage),
        value_text(ask->level),
        value_int(s->p.h.now),
        value_int(day_end(moment_day(s->p.h.now))),
    };
    struct cursor *cur;

    if (!store_query(engine_store(api_of(s->p.rq)->engine),
                     QUERY_APPEAL_DESK_COUNT, values,
                     sizeof(values) / sizeof(values[0]), &cur, err))
        return false;
    err->kind = ERR_NONE;
    if (cursor_next(cur, err)) {
        v->all_n = cursor_int(cur);
        v->late_n = cursor_int(cur);
        v->today_n = cursor_int(cur);
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

/* Where to go on and back; the first page is the one without a key. */
static void
put_turns(const struct staff *s, const struct inbox_ask *ask,
          const struct inbox_rows *rows, struct inbox_view *v)
{
    bool more_behind = ask->back || rows->more;
    bool more_before = ask->back ? rows->more : ask->due >= 0;

    v->turn = more_before ? page_turn(s->p.rq, "page", 1, PAGE_TURNS_MOST) : 1;
    if (more_before && v->turn == 1)
        v->turn = 2; /* somebody wrote the address by hand */
    v->later = v->turn > 1;
    if (rows->n == 0)
        return;
    if (more_behind)
        v->next =
            address(s, ask, "after", rows->keys[rows->n - 1], v->turn + 1);
    if (more_before)
        v->previous = address(s, ask, "before", rows->keys[0], v->turn - 1);
}

void
inbox_put(struct staff *s, struct str sought, bool not_found)
{
    const struct inbox_ask ask = read_ask(s);
    struct inbox_view v = { .frame = staff_frame(s, SAY_staff_inbox) };
    struct inbox_rows rows;
    struct err err;

    if (ask.refused) {
        staff_refused(s->p.rq, s->p.rs);
        return;
    }
    if (!inbox_read(s, &ask, &rows, &err) || !read_counts(s, &ask, &v, &err)) {
        page_failed(&s->p, &err);
        return;
    }
    v.rows = rows.at;
    v.rows_n = rows.n;
    put_filters(s, &ask, &v);
    put_turns(s, &ask, &rows, &v);
    v.frame.inbox = true;
    v.frame.layout.wrong = not_found;
    v.frame.sought = sought;
    v.frame.not_found = not_found;
    html_staff_inbox(&s->p.h, &v);
    page_send(&s->p, not_found ? 404 : 200);
}

void
pages_inbox(const struct http_request *rq, struct http_response *rs)
{
    struct staff s;

    staff_begin(&s, rq, rs);
    if (access_right(s.p.rules, s.actor.role, STR("list case")))
        inbox_put(&s, STR(""), false);
    else if (access_right(s.p.rules, s.actor.role, STR("audit reads")))
        page_redirect(rs, STR("/w/access"));
    else if (access_right(s.p.rules, s.actor.role, STR("see accounts")))
        page_redirect(rs, STR("/w/accounts"));
    else /* who runs the program has no cases */
        page_redirect(rs, STR("/w/rulebook"));
}

/* A case that the viewer may not know of is not found. */
static bool
find(const struct staff *s, struct str code, struct id *ret_id, struct err *err)
{
    bool knows;

    if (!engine_find(api_of(s->p.rq)->engine, s->p.rq->a, code, ret_id, err) ||
        !look_knows(s->p.rq, *ret_id, &knows, err))
        return false;
    return knows || fail(err, ERR_NOT_FOUND, "it is not there for this viewer");
}

/* POST, so that a query code stands in no address. */
void
pages_look(const struct http_request *rq, struct http_response *rs)
{
    struct buf code = { .a = rq->a }, path = { .a = rq->a };
    struct str sought;
    struct staff s;
    struct form form;
    struct err err;
    struct id id;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form))
        return;
    sought = str_trim(form_value(&form, "code"));
    for (size_t i = 0; i < sought.n && code.n < HTTP_URI_BYTES; i++)
        if (sought.p[i] != ' ')
            buf_add_char(&code, sought.p[i]);
    if (!find(&s, buf_str(&code), &id, &err)) {
        if (err.kind == ERR_NOT_FOUND)
            inbox_put(&s, sought, true);
        else
            page_failed(&s.p, &err);
        return;
    }
    buf_add(&path, STR("/w/"));
    id_put(&path, id);
    page_redirect(rs, buf_str(&path));
}
