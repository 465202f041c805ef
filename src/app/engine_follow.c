/* What the engine does by itself: timers, reactors, rebuild. */
#include "app/engine_internal.h"

#include <stdio.h>
#include <string.h>

#include "app/request/request_carry.h"
#include "event/gen/assessment_events.h"
#include "event/gen/request_events.h"
#include "feature/appeal/appeal.h"
#include "sys/clock.h"

enum { DUE_AT_ONCE = 100, IDLE_MOST = 1000, LEAVES_AT_ONCE = 500 };

static const struct actor the_system = {
    .role = { "system", 6 },
    .id = { NULL, 0 },
    .unit = { NULL, 0 },
};

/* Another command may have moved the timer since it was found due. */
static bool
is_still_due(struct engine *e, struct arena *a, const struct due_stream *due,
             int64_t now, bool *ret_due, struct err *err)
{
    struct loaded l = { .module = NULL };
    struct rules r;
    int64_t next;

    if (!engine_load(e, a, due->stream, &l, err))
        return false;
    r = engine_promised(e, l.module, l.state, engine_rules(e, now));
    next = l.module->next_due(l.state, r);
    *ret_due = next != 0 && next <= now;
    return true;
}

static bool
fire_one(struct engine *e, struct arena *a, const struct due_stream *due,
         int64_t now, bool *ret_fired, struct err *err)
{
    const struct module *m = module_of(due->stream);
    struct command tick = { .actor = the_system, .now = now };
    struct outcome o;
    bool still;

    if (m == NULL || m->tick == NULL)
        return fail(err, ERR_CORRUPT, "%.*s has a timer and no clocks",
                    STR_ARG(due->stream));
    tick.type = m->tick;
    tick.data = arena_alloc(a, m->tick->size);
    if (!engine_do(e, a, due->stream, &tick, &o, err))
        return false;
    *ret_fired = o.verdict.reason == ACCEPTED && o.events_n > 0;
    if (*ret_fired)
        return true;
    if (!is_still_due(e, a, due, now, &still, err))
        return false;
    if (!still)
        return true;
    return fail(err, ERR_CORRUPT,
                "the timer of %.*s is due and nothing follows (%s); run "
                "`gongzhi rebuild`",
                STR_ARG(due->stream),
                o.verdict.rule == NULL ? "no event" : o.verdict.rule);
}

/* idle counts timers in a row that had moved meanwhile; too many mean that the
 * table does not follow the log. */
struct timer_run {
    uint64_t fired;
    size_t idle;
};

/* Fire what was found due, each at its own time when until is NULL. */
static bool
fire_all(struct engine *e, struct arena *a, const struct due_list *due,
         const int64_t *until, struct timer_run *run, struct err *err)
{
    for (size_t i = 0; i < due->n; i++) {
        int64_t now = until != NULL ? *until : due->at[i].due_at;
        bool one = false;

        if (!fire_one(e, a, &due->at[i], now, &one, err))
            return false;
        run->fired += one;
        run->idle = one ? 0 : run->idle + 1;
        if (run->idle > IDLE_MOST)
            return fail(err, ERR_CORRUPT,
                        "timers do not follow their streams; "
                        "run `gongzhi rebuild`");
    }
    return true;
}

bool
engine_timers(struct engine *e, int64_t until, bool as_due, uint64_t *ret_fired,
              struct err *err)
{
    struct arena *a = arena_open();
    struct due_list due = { NULL, 1 };
    struct timer_run run = { 0, 0 };
    bool ok = true;

    while (ok && due.n > 0) {
        size_t max = as_due ? 1 : DUE_AT_ONCE; /* an earlier one may appear */

        arena_reset(a);
        ok = store_due(e->store, a, until, max, &due, err);
        ok = ok && fire_all(e, a, &due, as_due ? NULL : &until, &run, err);
    }
    arena_close(a);
    *ret_fired = run.fired;
    return ok;
}

/* A refusal means that it was counted or told before. */
static bool
assess(struct engine *e, struct arena *a, const struct record *r,
       struct err *err)
{
    const struct appeal_reviewed_v1 *ev = r->data;
    struct assessment_assess c = {
        .unit = ev->unit,
        .position = (int64_t)r->position,
        .failed = ev->result == APPEAL_REVIEW_RESULT_COUNT,
    };
    const struct command cmd = { &assessment_assess_type, &c, the_system,
                                 r->occurred_at };
    struct change name = { 0 };
    struct buf stream = { .a = a };
    struct outcome o;

    change_name(&name, r->stream);
    c.case_id = name.id;
    buf_add(&stream, STR("assessment/"));
    buf_add(&stream, ev->unit);
    return engine_do(e, a, buf_str(&stream), &cmd, &o, err);
}

static bool
inform(struct engine *e, struct arena *a, const struct record *r,
       struct id child, struct err *err)
{
    struct appeal_inform c = {
        .at_version = r->version,
        .what = str_of(r->type->name),
    };
    const struct command cmd = { &appeal_inform_type, &c, the_system,
                                 r->occurred_at };
    struct change name = { 0 };
    struct outcome o;

    change_name(&name, r->stream);
    c.of = name.id;
    return engine_do(e, a, appeal_stream(a, child), &cmd, &o, err);
}

static bool
inform_children(struct engine *e, struct arena *a, const struct record *r,
                struct err *err)
{
    struct id *children = NULL;
    struct change name = { 0 };
    struct value v;
    struct cursor *c;
    size_t n = 0, room = 0;

    change_name(&name, r->stream);
    v = value_bytes(name.id.b, ID_BYTES);
    if (!store_query(e->store, QUERY_APPEAL_CHILDREN, &v, 1, &c, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(c, err)) {
        children = arena_grow(a, children, n, &room, sizeof(*children));
        children[n++] = cursor_id(c);
    }
    cursor_close(c);
    if (err->kind != ERR_NONE)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!inform(e, a, r, children[i], err))
            return false;
    return true;
}

/* Most leaves concern nobody else: the word is read without decoding them. A
 * text of JSON cannot hold the name unescaped. */
static struct str
type_of(struct str leaf)
{
    const struct str name = STR("\"type\":\"");
    size_t at = str_find(leaf, name), end;
    struct str rest;

    if (at == SIZE_MAX)
        return STR("");
    rest = (struct str){ leaf.p + at + name.n, leaf.n - at - name.n };
    end = str_find(rest, STR("\""));
    return (struct str){ rest.p, end == SIZE_MAX ? rest.n : end };
}

static bool
react_to(struct engine *e, struct arena *a, struct str leaf, uint64_t position,
         struct err *err)
{
    struct str type = type_of(leaf);
    bool review = str_eq(type, STR("appeal_reviewed"));
    bool news = str_eq(type, STR("appeal_replied")) ||
                str_eq(type, STR("appeal_fed_back")) ||
                str_eq(type, STR("appeal_informed"));
    bool charged = str_eq(type, STR("request_charged"));
    struct record r;

    if (!review && !news && !charged)
        return true;
    if (!record_decode(a, modules_registry(), leaf, &r))
        return fail(err, ERR_CORRUPT,
                    "a leaf of the log cannot be read; run "
                    "`gongzhi verify`");
    r.position = position;
    if (r.type == &appeal_reviewed_v1_type)
        return assess(e, a, &r, err);
    if (r.type == &request_charged_v1_type)
        return request_carry(e, a, &r, err);
    return inform_children(e, a, &r, err);
}

bool
engine_react(struct engine *e, struct err *err)
{
    struct arena *a = arena_open();
    struct leaf_list leaves = { NULL, 1 };
    uint64_t at;
    bool ok = store_follower(e->store, STR("reactor"), &at, err);

    while (ok && leaves.n > 0) {
        arena_reset(a);
        ok = store_leaves(e->store, a, at, LEAVES_AT_ONCE, &leaves, err);
        for (size_t i = 0; ok && i < leaves.n; i++)
            ok = react_to(e, a, leaves.at[i], at + i, err);
        at += ok ? leaves.n : 0;
        if (ok && leaves.n > 0)
            ok = store_follower_set(e->store, STR("reactor"), at, err);
    }
    arena_close(a);
    return ok;
}

static bool
stream_rows(void *context, struct arena *a, const struct record_list *records,
            struct row_list *ret_rows, int64_t *ret_due, struct err *err)
{
    struct engine *e = context;
    struct loaded l = { .module = module_of(records->at[0].stream) };
    struct event_list none = { .a = a };
    struct happened *all = arena_alloc(a, records->n * sizeof(*all));
    struct change c = { .is_new = true,
                        .events = &none,
                        .happened = all,
                        .happened_n = records->n,
                        .first = 1 };
    struct rules now;

    if (l.module == NULL)
        return true; /* the city's own stream has no readings */
    l.stream = records->at[0].stream;
    l.records = *records;
    l.state = arena_alloc(a, l.module->state_size);
    for (size_t i = 0; i < records->n; i++) {
        const struct event ev = { records->at[i].type, records->at[i].data };

        l.module->apply(l.state, &ev, records->at[i].occurred_at);
        all[i] = (struct happened){ ev, records->at[i].occurred_at };
    }
    if (!engine_caller_of(e, a, &l, &c.caller, err))
        return false;
    c.state = l.state;
    change_name(&c, l.stream);
    l.module->rows(&c, ret_rows);
    now = engine_rules(e, records->at[0].occurred_at);
    *ret_due =
        l.module->next_due(l.state, engine_promised(e, l.module, l.state, now));
    return true;
}

bool
engine_rebuild(struct engine *e,
               void (*progress)(void *context, uint64_t done, uint64_t all),
               struct err *err)
{
    const struct rebuild how = { stream_rows, e, progress };

    return store_rebuild(e->store, &how, err) && engine_order_lists(e, err);
}
