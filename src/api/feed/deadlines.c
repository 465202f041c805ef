/*
 * What a unit must do and by when: GET /api/v1/units/{unit}/deadlines.ics.
 * Its open cases with the nearest times; their running clocks become the
 * entries of a calendar (calendar.h).
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

static bool
collect_stage(const struct http_request *rq, struct str unit,
              enum appeal_stage stage, struct due_cases *cases, struct err *err)
{
    const struct value v[3] = { value_text(unit),
                                value_text(appeal_stage_word(stage)),
                                value_int(FEED_DEADLINES) };
    struct cursor *cur;

    if (!store_query(engine_store(api_of(rq)->engine), QUERY_APPEAL_DUE_SOON, v,
                     3, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct due *d;

        cases->at = arena_grow(cases->a, cases->at, cases->n, &cases->room,
                               sizeof(*cases->at));
        d = &cases->at[cases->n++];
        d->id = cursor_id(cur);
        d->at = cursor_int(cur);
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
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

static void
add_clock(const struct http_request *rq, struct calendar *out,
          const struct appeal *s, enum appeal_warning which, int64_t changed_at)
{
    const char *step = appeal_warning_words[which];
    const char *const prefix = "urn:uuid:";
    struct buf name = { .a = rq->a }, uid = { .a = rq->a };

    buf_addf(&name, "due/%lld/%s", (long long)s->number, step);
    feed_put_uuid(rq, &uid, buf_str(&name));

    const struct calendar_entry e = {
        .uid = { uid.p + strlen(prefix), uid.n - strlen(prefix) },
        .summary = summary(rq, s, step),
        .description = description(rq, s),
        .category = answer_phrase(rq, "step.", str_of(step)),
        .due_at = s->clock[which].due,
        .warn_at = s->clock[which].warn,
        .changed_at = changed_at,
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

/* The clocks of the lead that run. The answer's stands still in a pause. A
 * case against the viewer's unit is not there. */
static void
add_case(const struct http_request *rq, struct calendar *out,
         const struct record_list *records, struct str viewer)
{
    static const enum appeal_warning clocks[CLOCKS] = {
        APPEAL_WARNING_SIGN_IN, APPEAL_WARNING_CONTACT, APPEAL_WARNING_CLOSE,
        APPEAL_WARNING_SECOND, APPEAL_WARNING_CONFER
    };
    struct appeal s = { .version = 0 };
    int64_t changed_at = 0;

    for (size_t i = 0; i < records->n; i++) {
        const struct event ev = { records->at[i].type, records->at[i].data };

        changed_at = records->at[i].occurred_at;
        appeal_apply(&s, &ev, changed_at);
    }
    for (size_t i = 0; i < CLOCKS && !is_against(&s, viewer); i++) {
        bool still = s.stage == APPEAL_STAGE_PAUSED &&
                     (clocks[i] == APPEAL_WARNING_CLOSE ||
                      clocks[i] == APPEAL_WARNING_SECOND);

        if (s.clock[clocks[i]].due != 0 && !still)
            add_clock(rq, out, &s, clocks[i], changed_at);
    }
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
        add_case(rq, out, &records, viewer);
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
