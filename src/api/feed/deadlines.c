/*
 * What a unit must do and by when: GET /api/v1/units/{unit}/deadlines.ics.
 * Its open cases with the nearest times, and those in which it assists; the
 * running clocks become the entries of a calendar (calendar.h).
 */
#include <stdlib.h>
#include <string.h>

#include "api/access/viewer.h"
#include "api/feed/calendar.h"
#include "api/feed/feed.h"
#include "feature/appeal/appeal.h"
#include "rulebook/access/access.h"

enum { STAGES = 4, CLOCKS = 5 };

/* A case that is due. */
struct due {
    struct id id;
    int64_t at;
    bool assists; /* the unit only helps here; at is its own time */
};

struct due_cases {
    struct arena *a;
    struct due *at;
    size_t n, room;
};

static int
soonest_first(const void *a, const void *b)
{
    const struct due *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return memcmp(x->id.b, y->id.b, ID_BYTES);
}

/* The rows of a query: id, due_at. */
struct asked {
    enum query query;
    const struct value *v;
    size_t v_n;
    bool assists;
};

static bool
collect_rows(const struct http_request *rq, const struct asked *q,
             struct due_cases *cases, struct err *err)
{
    struct cursor *cur;

    if (!store_query(engine_store(api_of(rq)->engine), q->query, q->v, q->v_n,
                     &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct due *d;

        cases->at = arena_grow(cases->a, cases->at, cases->n, &cases->room,
                               sizeof(*cases->at));
        d = &cases->at[cases->n++];
        d->id = cursor_id(cur);
        d->at = cursor_int(cur);
        d->assists = q->assists;
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static bool
collect_stage(const struct http_request *rq, struct str unit,
              enum appeal_stage stage, struct due_cases *cases, struct err *err)
{
    const struct value v[3] = { value_text(unit),
                                value_text(appeal_stage_word(stage)),
                                value_int(FEED_DEADLINES) };
    const struct asked q = { QUERY_APPEAL_DUE_SOON, v, 3, false };

    return collect_rows(rq, &q, cases, err);
}

static bool
collect_assisting(const struct http_request *rq, struct str unit,
                  struct due_cases *cases, struct err *err)
{
    const struct value v[2] = { value_text(unit), value_int(FEED_DEADLINES) };
    const struct asked q = { QUERY_APPEAL_ASSIST_SOON, v, 2, true };

    return collect_rows(rq, &q, cases, err);
}

/* The stages in which a clock of the lead runs. */
static bool
collect(const struct http_request *rq, struct str unit, struct due_cases *cases,
        struct err *err)
{
    static const enum appeal_stage stages[STAGES] = { APPEAL_STAGE_DISPATCHED,
                                                      APPEAL_STAGE_DISPUTED,
                                                      APPEAL_STAGE_HANDLING,
                                                      APPEAL_STAGE_PAUSED };

    for (size_t i = 0; i < STAGES; i++)
        if (!collect_stage(rq, unit, stages[i], cases, err))
            return false;
    if (!collect_assisting(rq, unit, cases, err))
        return false;
    if (cases->n > 0)
        qsort(cases->at, cases->n, sizeof(*cases->at), soonest_first);
    if (cases->n > FEED_DEADLINES)
        cases->n = FEED_DEADLINES;
    return true;
}

/* One line: what is due, how urgent, about what, which case. */
static struct str
summary(const struct http_request *rq, const struct appeal *s, const char *step)
{
    const struct matter *m = rules_matter(answer_rules(rq), s->matter);
    struct buf out = { .a = rq->a };

    buf_add(&out, answer_phrase(rq, "step.", str_of(step)));
    buf_add(&out, STR(" · "));
    buf_add(&out, answer_phrase(rq, "level.", s->level));
    buf_add(&out, STR(" · "));
    buf_add(&out, m == NULL ? s->matter : answer_name(rq, &m->name));
    buf_add(&out, STR(" · "));
    buf_add(&out, s->code);
    return buf_str(&out);
}

static struct str
description(const struct http_request *rq, const struct appeal *s)
{
    const struct place *p = rules_place(answer_rules(rq), s->place);
    struct buf out = { .a = rq->a };

    buf_add(&out, answer_phrase(rq, "stage.", appeal_stage_word(s->stage)));
    if (s->place.n > 0) {
        buf_add_char(&out, '\n');
        buf_add(&out, p == NULL ? s->place : answer_name(rq, &p->name));
    }
    return buf_str(&out);
}

/* A clock that becomes an entry. */
struct entry_clock {
    const char *step;
    struct str uid; /* the same for every version of the entry */
    struct appeal_clock times;
    int64_t changed_at;
};

static void
add_clock(const struct http_request *rq, struct calendar *out,
          const struct appeal *s, const struct entry_clock *c)
{
    const char *const prefix = "urn:uuid:";
    struct buf uid = { .a = rq->a };

    feed_put_uuid(rq, &uid, c->uid);

    const struct calendar_entry e = {
        .uid = { uid.p + strlen(prefix), uid.n - strlen(prefix) },
        .summary = summary(rq, s, c->step),
        .description = description(rq, s),
        .category = answer_phrase(rq, "step.", str_of(c->step)),
        .due_at = c->times.due,
        .warn_at = c->times.warn,
        .changed_at = c->changed_at,
        .version = s->version,
        .priority = str_eq(s->level, STR("L1"))   ? 1
                    : str_eq(s->level, STR("L2")) ? 3
                                                  : 5,
    };

    calendar_add(out, &e);
}

static bool
is_against(const struct appeal *s, struct str unit)
{
    for (size_t i = 0; i < s->reported_n; i++)
        if (str_eq(s->reported[i], unit))
            return true;
    return false;
}

/* The clocks of the lead that run. The answer's stands still in a pause. */
static void
add_lead(const struct http_request *rq, struct calendar *out,
         const struct appeal *s, int64_t changed_at)
{
    static const enum appeal_warning clocks[CLOCKS] = {
        APPEAL_WARNING_SIGN_IN, APPEAL_WARNING_CONTACT, APPEAL_WARNING_CLOSE,
        APPEAL_WARNING_SECOND, APPEAL_WARNING_CONFER
    };

    for (size_t i = 0; i < CLOCKS; i++) {
        const char *step = appeal_warning_words[clocks[i]];
        bool still = s->stage == APPEAL_STAGE_PAUSED &&
                     (clocks[i] == APPEAL_WARNING_CLOSE ||
                      clocks[i] == APPEAL_WARNING_SECOND);
        struct buf uid = { .a = rq->a };

        if (s->clock[clocks[i]].due == 0 || still)
            continue;
        buf_addf(&uid, "due/%lld/%s", (long long)s->number, step);
        const struct entry_clock c = { step, buf_str(&uid), s->clock[clocks[i]],
                                       changed_at };
        add_clock(rq, out, s, &c);
    }
}

/* The own clock of a unit that assists. */
static void
add_assisting(const struct http_request *rq, struct calendar *out,
              const struct appeal *s, struct entry_clock *c)
{
    struct buf uid = { .a = rq->a };

    buf_addf(&uid, "due/%lld/assist/%.*s", (long long)s->number,
             STR_ARG(http_param(rq, "unit")));
    c->step = "assist";
    c->uid = buf_str(&uid);
    add_clock(rq, out, s, c);
}

static void
add_case(const struct http_request *rq, struct calendar *out,
         const struct due *d, const struct record_list *records,
         struct str viewer)
{
    struct entry_clock c = { .times = { .due = d->at } };
    struct appeal s = { .version = 0 };

    for (size_t i = 0; i < records->n; i++) {
        const struct event ev = { records->at[i].type, records->at[i].data };

        c.changed_at = records->at[i].occurred_at;
        appeal_apply(&s, &ev, c.changed_at);
    }
    if (is_against(&s, viewer))
        return; /* to the viewer's unit it is not there */
    if (d->assists)
        add_assisting(rq, out, &s, &c);
    else
        add_lead(rq, out, &s, c.changed_at);
}

static bool
add_cases(const struct http_request *rq, struct calendar *out, struct str unit,
          struct err *err)
{
    struct store *st = engine_store(api_of(rq)->engine);
    struct due_cases cases = { .a = rq->a };
    struct str viewer = viewer_of(rq, answer_rules(rq)).actor.unit;

    if (!collect(rq, unit, &cases, err))
        return false;
    for (size_t i = 0; i < cases.n; i++) {
        struct record_list records = { .a = rq->a };

        if (!store_load(st, appeal_stream(rq->a, cases.at[i].id), &records,
                        err))
            return false;
        add_case(rq, out, &cases.at[i], &records, viewer);
    }
    return true;
}

static struct str
title(const struct http_request *rq, const struct unit *u)
{
    struct buf out = { .a = rq->a };

    buf_add(&out, answer_phrase(rq, "calendar.", STR("deadlines")));
    buf_add(&out, STR(" · "));
    buf_add(&out, answer_name(rq, &u->name));
    return buf_str(&out);
}

static bool
may_export(const struct http_request *rq, struct str unit)
{
    struct rules r = answer_rules(rq);
    struct actor a = viewer_of(rq, r).actor;
    const struct access_lister who = { a.role, a.unit, "export" };
    struct str of;

    return access_list(r, &who, unit, &of);
}

void
api_deadlines(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };
    const struct unit *u = rules_unit(answer_rules(rq), http_param(rq, "unit"));
    struct calendar *calendar;
    struct err err;

    if (!answer_query_ok(rq, rs, none))
        return;
    if (u == NULL) {
        answer_missing(rq, rs, "unknown_unit", "unit");
        return;
    }
    if (!may_export(rq, u->code)) {
        const struct verdict no = refuse(REFUSED_RIGHT, "no_right", "unit");

        answer_refused(rq, rs, &no);
        return;
    }
    calendar = calendar_open(rq->a, title(rq, u));
    if (!add_cases(rq, calendar, u->code, &err)) {
        calendar_close(calendar);
        answer_failed(rq, rs, &err);
        return;
    }
    calendar_put(calendar, answer_body(rs, "text/calendar; charset=utf-8"));
    calendar_close(calendar);
    answer_tagged(rq, rs, ANSWER_PRIVATE);
}
