/* The life of the demo city: days bring citizens, cases bring steps. */
#include "cli/demo/demo_play.h"

#include <string.h>

#include "cli/demo/demo_internal.h"

enum { PER_DAY = 36, BATCH = 400, CLUSTER_DAYS = 7 };

static unsigned
any_todo(struct demo_random *r)
{
    static const struct {
        enum demo_todo todo;
        int percent;
    } stories[] = {
        { TODO_OBJECT, 6 },        { TODO_TUG, 30 },     { TODO_FEEDBACK, 40 },
        { TODO_PAUSE, 4 },         { TODO_EXTEND, 5 },   { TODO_CONFER, 3 },
        { TODO_WHISTLE, 12 },      { TODO_REOPEN, 1 },   { TODO_SUPERVISE, 50 },
        { TODO_HASTE, 2 },         { TODO_STRANGER, 1 }, { TODO_ALONE, 20 },
        { TODO_AFTER_RULING, 30 },
    };
    unsigned todo = 0;

    for (size_t i = 0; i < sizeof(stories) / sizeof(stories[0]); i++)
        if (demo_chance(r, stories[i].percent))
            todo |= (unsigned)stories[i].todo;
    return todo;
}

struct demo_case *
demo_add_case(struct demo *d, uint64_t which)
{
    struct demo_case *c;

    d->cases = arena_grow(d->life, d->cases, d->cases_n, &d->cases_room,
                          sizeof(*d->cases));
    c = &d->cases[d->cases_n++];
    memset(c, 0, sizeof(*c));
    c->chance.state = d->o->seed * UINT64_C(0x2545F4914F6CDD1D) + which;
    (void)demo_draw(&c->chance);
    c->todo = any_todo(&c->chance);
    return c;
}

static struct demo_case *
new_case(struct demo *d)
{
    struct demo_case *c = demo_add_case(d, ++d->asked);

    c->known = true;
    c->about.words = demo_any_words(&d->city, &c->chance);
    c->about.where = demo_any_place(&d->city, &c->chance);
    c->about.way = (size_t)demo_between(&c->chance, 0, 99);
    return c;
}

/* The same citizen about the same thing, or about another one. */
static void
ask_again(struct demo *d, struct demo_case *c)
{
    size_t before = (size_t)demo_between(
        &c->chance, d->cases_n > 400 ? (int64_t)d->cases_n - 400 : 0,
        (int64_t)d->cases_n - 2);
    const struct demo_case *old = &d->cases[before];

    if (!old->known || old->citizen < 0 || old->about.flavour != DEMO_PLAIN)
        return;
    c->citizen = old->citizen;
    if (!demo_chance(&c->chance, 45))
        return;
    c->about = old->about;
    c->about.flavour = DEMO_AGAIN;
    c->same_as = before + 1;
}

static void
choose_about(struct demo *d, struct demo_case *c)
{
    int64_t draw = demo_between(&c->chance, 1, 1000);

    c->citizen = demo_chance(&c->chance, 3) ? -1 : d->citizens++;
    if (draw <= 14)
        c->about.flavour = DEMO_NOW;
    else if (draw <= 28)
        c->about.flavour = DEMO_COURT;
    else if (draw <= 32)
        c->about.flavour = DEMO_UNLAWFUL;
    else if (draw <= 75)
        c->about.flavour = DEMO_VAGUE;
    else if (draw <= 230 && d->cases_n > 30)
        ask_again(d, c);
}

/* One community, one kind of fault, in the last week. */
static void
choose_cluster(struct demo *d, struct demo_case *c)
{
    size_t first = d->cases_n - 1;

    c->citizen = d->citizens++;
    c->about.where = d->cluster;
    for (size_t i = 0; i < d->city.words_n; i++)
        if (strcmp(d->city.words[i]->matter, "M1004") == 0)
            c->about.words = d->city.words[i];
    for (size_t i = first; i > 0 && first - i < 60; i--)
        if (d->cases[i - 1].about.words == c->about.words &&
            d->cases[i - 1].about.where == d->cluster &&
            demo_chance(&c->chance, 45))
            c->same_as = i;
}

const char demo_hours[24] = { 1, 1, 1, 1, 1, 1, 2, 4, 8, 10, 10, 8,
                              5, 6, 8, 9, 8, 6, 5, 5, 4, 4,  3,  2 };

static int64_t
any_minute(struct demo_random *r)
{
    const char *share = demo_hours;
    int64_t at = 0, hour = 0;

    for (int i = 0; i < 24; i++)
        at += share[i];
    at = demo_between(r, 1, at);
    while (at > share[hour])
        at -= share[hour++];
    return hour * 60 + demo_between(r, 0, 59);
}

static bool
in_last_days(const struct demo *d, int32_t day)
{
    return day > moment_day(d->o->until) - CLUSTER_DAYS;
}

static void
plan_day(struct demo *d, int32_t day)
{
    static const int week[7] = { 112, 108, 102, 100, 96, 76, 66 };
    struct demo_random *r = &d->chance;
    int32_t days = moment_day(d->o->until) - d->o->first_day + 1;
    int64_t n = PER_DAY * week[day_weekday(day)] / 100;

    n = n * (85 + 30 * (int64_t)(day - d->o->first_day) / days) / 100;
    n += demo_between(r, -4, 6);
    for (int64_t i = 0; i < n; i++)
        demo_later(d, STEP_RECEIVE, 0,
                   day_start(day) + any_minute(r) * MINUTE_MS +
                       demo_between(r, 0, 59) * SECOND_MS);
    if (in_last_days(d, day))
        for (int64_t i = demo_between(r, 2, 6); i > 0; i--)
            demo_later(d, STEP_RECEIVE, 1,
                       day_start(day) + any_minute(r) * MINUTE_MS);
    demo_later(d, STEP_DAY, 0, day_start(day + 1));
}

/* What will come of a case besides the work on it. */
static void
plan_sides(struct demo *d, size_t index)
{
    struct demo_case *c = &d->cases[index];
    struct demo_random *r = &c->chance;

    if (c->same_as > 0)
        demo_later(d, STEP_MERGE, index,
                   d->now + demo_wait(d, demo_between(r, 5, 40) * MINUTE_MS));
    if (c->citizen >= 0 && demo_chance(r, 9))
        demo_later(d, STEP_NUDGE, index,
                   d->now + demo_wait(d, demo_between(r, 20, 120) * HOUR_MS));
    if (demo_chance(r, 5))
        demo_later(d, STEP_ADD, index,
                   d->now + demo_wait(d, demo_between(r, 2, 60) * HOUR_MS));
    if (c->citizen >= 0 && demo_chance(r, 2))
        demo_later(d, STEP_WITHDRAW, index,
                   d->now + demo_wait(d, demo_between(r, 6, 60) * HOUR_MS));
    demo_later(d, STEP_WORK, index,
               d->now + demo_wait(d, demo_between(r, 4, 25) * MINUTE_MS));
}

bool
demo_arrive(struct demo *d, bool in_cluster, struct err *err)
{
    struct demo_case *c = new_case(d);
    size_t index = d->cases_n - 1;

    if (in_cluster && d->cluster != NULL)
        choose_cluster(d, c);
    else
        choose_about(d, c);
    if (!demo_receive(d, index, err))
        return false;
    if (!id_is_none(d->cases[index].id))
        plan_sides(d, index);
    return true;
}

static bool
new_day(struct demo *d, struct err *err)
{
    int32_t day = moment_day(d->now);

    if (!engine_react(d->e, err))
        return false;
    plan_day(d, day);
    if (d->o->progress != NULL)
        d->o->progress(d->o->context, day, d->result.cases);
    return true;
}

/* One transaction for some hundred commands. */
bool
demo_breathe(struct demo *d, struct err *err)
{
    if (d->batch < BATCH)
        return true;
    d->batch = 0;
    return store_bulk_commit(engine_store(d->e), err) &&
           store_bulk_begin(engine_store(d->e), err);
}

bool
demo_take_step(struct demo *d, const struct demo_step *step, struct err *err)
{
    switch (step->what) {
    case STEP_DAY:
        return new_day(d, err);
    case STEP_RECEIVE:
        return demo_arrive(d, step->index == 1, err);
    case STEP_WORK:
        return demo_work(d, step->index, err);
    case STEP_NUDGE:
    case STEP_ADD:
    case STEP_WITHDRAW:
    case STEP_MERGE:
        return demo_side(d, step, err);
    case STEP_LOOK:
        break; /* of those who live on only */
    }
    return true;
}

static bool
one_step(struct demo *d, struct err *err)
{
    struct demo_step s = demo_first(d);
    uint64_t fired;

    arena_reset(d->turn);
    if (!demo_breathe(d, err) || !engine_timers(d->e, s.at, true, &fired, err))
        return false;
    d->batch += (int)fired;
    d->now = s.at;
    return demo_take_step(d, &s, err);
}

/* The one with most to see; rather one that has come to its end. */
static void
choose_example(struct demo *d)
{
    int best = -1;

    for (size_t i = 0; i < d->cases_n; i++) {
        const struct demo_case *c = &d->cases[i];
        int points = c->interest + (c->slept ? 1000 : 0);

        if (points > best && !id_is_none(c->id)) {
            best = points;
            d->result.example = c->id;
        }
    }
}

static bool
play_all(struct demo *d, struct err *err)
{
    struct store *st = engine_store(d->e);
    uint64_t fired;
    bool ok = store_bulk_begin(st, err);

    if (!ok)
        return false;
    while (ok && d->steps_n > 0)
        ok = one_step(d, err);
    ok = ok && engine_timers(d->e, d->o->until, true, &fired, err) &&
         engine_react(d->e, err);
    if (!ok) {
        store_bulk_abandon(st);
        return false;
    }
    return store_bulk_commit(st, err);
}

bool
demo_open(struct demo *d, const struct demo_options *o, int64_t now,
          struct err *err)
{
    *d = (struct demo){
        .o = o,
        .e = o->e,
        .life = arena_open(),
        .turn = arena_open(),
        .now = now,
        .chance = { o->seed },
        .citizens = 1,
    };
    d->city = demo_city_of(
        d->life, engine_rules(o->e, o->until == DEMO_ENDLESS ? now : o->until));
    if (d->city.communities_n > 0 && d->city.words_n > 0) {
        d->cluster = demo_any_place(&d->city, &d->chance);
        return true;
    }
    demo_close(d);
    return fail(err, ERR_INPUT,
                "the rulebook has no communities or none of the demo's "
                "matters; use rulebook/default");
}

void
demo_close(struct demo *d)
{
    arena_close(d->turn);
    arena_close(d->life);
}

bool
demo_play(const struct demo_options *o, struct demo_result *ret_result,
          struct err *err)
{
    struct demo d;
    bool ok = demo_open(&d, o, day_start(o->first_day), err);

    if (!ok)
        return false;
    plan_day(&d, o->first_day);
    ok = play_all(&d, err);
    choose_example(&d);
    *ret_result = d.result;
    demo_close(&d);
    return ok;
}
