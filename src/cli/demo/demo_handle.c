/* Handling: the unit works towards its answer; demo_end.c has the rest. */
#include "cli/demo/demo_internal.h"

static struct actor
handler(struct str unit)
{
    return demo_actor("handler", "h-1", unit);
}

static bool
is_urgent(const struct appeal *s)
{
    return str_eq(s->level, STR("L1")) || str_eq(s->level, STR("L2"));
}

static const struct appeal_clock *
answer_due(const struct appeal *s)
{
    return &s->clock[s->round > 1 ? APPEAL_WARNING_SECOND
                                  : APPEAL_WARNING_CLOSE];
}

/* Answers come a little faster still: they are what one waits for. */
static int64_t
answers_in(const struct demo *d, int64_t ms)
{
    return demo_is_lively(d) ? demo_wait(d, ms / 3) : ms;
}

/* When the unit means to answer: most in time, the slow ones often not. */
static void
plan(struct demo *d, struct demo_case *c, const struct appeal *s)
{
    bool slow = demo_is_slow(s->lead);
    int64_t left = answer_due(s)->due - d->now;
    int64_t share = slow ? demo_between(&c->chance, 55, 165)
                         : demo_between(&c->chance, 18, 98);

    if (!slow && demo_chance(&c->chance, 3))
        share = demo_between(&c->chance, 100, 140);
    if (left < HOUR_MS)
        left = HOUR_MS;
    /* who is late is late by the clock on the wall */
    left = left / 100 * share;
    c->reply_at = d->now + (slow || share >= 100 ? left : answers_in(d, left));
    if (!is_urgent(s) && demo_office(d, s, c->reply_at) < answer_due(s)->due)
        c->reply_at = demo_office(d, s, c->reply_at);
    c->planned = s->round;
}

/* A part of the way to the answer. */
static void
go_on(struct demo *d, size_t index, const struct appeal *s)
{
    struct demo_case *c = &d->cases[index];
    int64_t left = c->reply_at - d->now;
    int64_t at = d->now + left / 100 * demo_between(&c->chance, 15, 45);

    if (left < demo_wait(d, HOUR_MS))
        at = d->now + demo_wait(d, demo_between(&c->chance, 3, 15) * MINUTE_MS);
    else if (!is_urgent(s))
        at = demo_office(d, s, at);
    demo_later(d, STEP_WORK, index, at);
}

/* Send it and go on, whether it was refused or not. */
static bool
act(struct demo *d, size_t index, const struct appeal *s,
    const struct command *cmd, struct err *err)
{
    bool ok;

    if (!demo_send(d, &d->cases[index], cmd, &ok, err))
        return false;
    go_on(d, index, s);
    return true;
}

static bool
contact(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    struct demo_random *r = &d->cases[index].chance;
    const struct appeal_contact m = {
        .reached = demo_chance(r, 93),
        .how = demo_one_of(r, "电话|电话|电话|上门|现场见面"),
    };
    struct command cmd =
        demo_command(d, &appeal_contact_type, &m, handler(s->lead));

    return act(d, index, s, &cmd, err);
}

static bool
reply(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    struct demo_case *c = &d->cases[index];
    int64_t draw = demo_between(&c->chance, 1, 100);
    struct demo_answer a = {
        .outcome = draw <= 66   ? APPEAL_OUTCOME_SUPPORTED
                   : draw <= 80 ? APPEAL_OUTCOME_PARTLY
                   : draw <= 94 ? APPEAL_OUTCOME_EXPLAINED
                                : APPEAL_OUTCOME_UNSUPPORTED,
        .round = s->round,
    };
    struct appeal_reply m = { .outcome = a.outcome };
    struct command cmd =
        demo_command(d, &appeal_reply_type, &m, handler(s->lead));
    bool ok;

    demo_answer_make(d->turn, &c->chance, &c->about, &a);
    m.text = a.text;
    m.reason = a.reason;
    m.alternative = a.alternative;
    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    if (!ok)
        go_on(d, index, s);
    else
        demo_later(d, STEP_WORK, index,
                   demo_by_day(d, d->now + demo_wait(d, demo_between(&c->chance,
                                                                     1, 70) *
                                                            HOUR_MS)));
    return true;
}

static bool
pause_clock(struct demo *d, size_t index, const struct appeal *s,
            struct err *err)
{
    struct demo_case *c = &d->cases[index];
    const struct appeal_pause m = {
        .reason = demo_one_of(&c->chance, "await_test|await_citizen"),
        .approver = STR("ld-1"),
        .days = demo_between(&c->chance, 3, 8),
    };
    struct command cmd =
        demo_command(d, &appeal_pause_type, &m, handler(s->lead));
    bool ok;

    d->refusal_is_story = is_urgent(s); /* such a level cannot pause */
    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    c->reply_at += ok ? m.days * DAY_MS : 0;
    demo_later(d, STEP_WORK, index,
               demo_office(
                   d, s, d->now + demo_wait(d, ok ? 2 * DAY_MS : HOUR_MS / 4)));
    return true;
}

static bool
extend(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    struct demo_case *c = &d->cases[index];
    bool alone = (c->todo & TODO_ALONE) != 0;
    const struct appeal_extend m = {
        .reason = STR("complex"),
        .note = STR("需要等待配件到货和现场检测，延期办理，敬请谅解。"),
        .approver = alone ? STR("h-1") : STR("ld-1"),
        .days = demo_between(&c->chance, 3, 7),
    };
    struct command cmd =
        demo_command(d, &appeal_extend_type, &m, handler(s->lead));

    if (s->clock[APPEAL_WARNING_CLOSE].due < d->now) { /* too late for it */
        demo_later(d, STEP_WORK, index, d->now + demo_wait(d, MINUTE_MS));
        return true;
    }
    d->refusal_is_story = alone;
    if (alone)
        c->todo = (c->todo & ~(unsigned)TODO_ALONE) | TODO_EXTEND;
    else if (!is_urgent(s))
        c->reply_at += m.days * DAY_MS / 2;
    return act(d, index, s, &cmd, err);
}

static bool
confer(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    struct str street = rules_street_unit(d->city.rules, s->place);
    const struct appeal_confer m = {
        .topic = STR("明确各单位分工和完成时间"),
        .units = street.n > 0 ? street : STR("D_990101"),
    };
    struct command cmd =
        demo_command(d, &appeal_confer_type, &m, handler(s->lead));

    return act(d, index, s, &cmd, err);
}

static bool
conclude(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    const struct appeal_conclude m = {
        .agreement = STR("主办单位三日内完成整改，街道负责入户告知和秩序。"),
    };
    struct command cmd =
        demo_command(d, &appeal_conclude_type, &m, handler(s->lead));

    return act(d, index, s, &cmd, err);
}

/* The street whistles; the department comes in a later step. */
static bool
whistle(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    const struct appeal_whistle m = {
        .units = STR("U_FIRE"),
        .need = STR("请到现场共同核查，街道一家解决不了。"),
    };
    struct command cmd =
        demo_command(d, &appeal_whistle_type, &m, handler(s->lead));

    return act(d, index, s, &cmd, err);
}

static bool
feedback(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    struct demo_random *r = &d->cases[index].chance;
    const struct appeal_feedback m = {
        .text = demo_one_of(
            r, "已派专人了解情况，正在研究办理办法。|已与相关单位商定，三日内给"
               "出方案。|正在核对材料，有进展马上告诉您。"),
    };
    struct command cmd =
        demo_command(d, &appeal_feedback_type, &m, handler(s->lead));

    return act(d, index, s, &cmd, err);
}

static bool
supervise(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    const struct appeal_supervise m = {
        .cause = STR("超过承诺时限仍未答复"),
    };
    struct command cmd =
        demo_command(d, &appeal_supervise_type, &m,
                     demo_actor("supervisor", "sv-1", STR("U_SUPERVISION")));

    return act(d, index, s, &cmd, err);
}

/* The first of a list that has not done its part, or "". */
static struct str
to_come(const struct appeal_helper *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!list[i].done)
            return list[i].unit;
    return STR("");
}

/* Assisting and summoned units do their part one after another. */
static bool
assist(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    struct str helper = to_come(s->helpers, s->helpers_n);
    struct str summoned = to_come(s->summoned, s->summoned_n);
    const struct appeal_assist_done done = {
        .note = STR("本单位负责的部分已完成，已告知主办单位。"),
    };
    const struct appeal_answer_whistle there = {
        .note = STR("已到场，与街道共同检查并提出整改意见。"),
    };
    struct command cmd =
        helper.n > 0
            ? demo_command(d, &appeal_assist_done_type, &done, handler(helper))
            : demo_command(d, &appeal_answer_whistle_type, &there,
                           handler(summoned));

    return act(d, index, s, &cmd, err);
}

/* The things that happen to some cases, in this order, each once. */
static const struct {
    enum demo_todo todo;
    demo_do *doing;
} extras[] = {
    { TODO_FEEDBACK, feedback }, { TODO_WHISTLE, whistle },
    { TODO_CONFER, confer },     { TODO_PAUSE, pause_clock },
    { TODO_EXTEND, extend },
};

/* Does it fit the case? */
static bool
fits(const struct demo *d, const struct appeal *s, enum demo_todo todo)
{
    bool street = str_starts(s->lead, STR("S_")) &&
                  str_eq(s->lead, rules_street_unit(d->city.rules, s->place));

    if (todo == TODO_WHISTLE)
        return street;
    if (todo == TODO_CONFER)
        return !street && s->round == 1;
    if (todo == TODO_FEEDBACK)
        return answer_due(s)->due - d->now > 2 * DAY_MS;
    if (todo == TODO_EXTEND)
        return !is_urgent(s);
    return true;
}

static bool
do_extra(struct demo *d, size_t index, const struct appeal *s, bool *ret_done,
         struct err *err)
{
    struct demo_case *c = &d->cases[index];

    *ret_done = false;
    for (size_t i = 0; i < sizeof(extras) / sizeof(extras[0]); i++) {
        if ((c->todo & (unsigned)extras[i].todo) == 0)
            continue;
        c->todo &= ~(unsigned)extras[i].todo;
        if (!fits(d, s, extras[i].todo))
            continue;
        *ret_done = true;
        return extras[i].doing(d, index, s, err);
    }
    return true;
}

/* An answer before any contact, refused; then the contact. */
static bool
before_contact(struct demo *d, size_t index, const struct appeal *s,
               struct err *err)
{
    struct demo_case *c = &d->cases[index];
    const struct appeal_reply hasty = {
        .outcome = APPEAL_OUTCOME_SUPPORTED,
        .text = STR("已办结。"),
    };
    struct command cmd =
        demo_command(d, &appeal_reply_type, &hasty, handler(s->lead));
    bool ok;

    if ((c->todo & TODO_HASTE) != 0) {
        c->todo &= ~(unsigned)TODO_HASTE;
        d->refusal_is_story = true;
        if (!demo_send(d, c, &cmd, &ok, err))
            return false;
        d->refusal_is_story = false;
    }
    return contact(d, index, s, err);
}

bool
demo_handle(struct demo *d, size_t index, const struct appeal *s,
            struct err *err)
{
    struct demo_case *c = &d->cases[index];
    bool done;

    if (c->planned != s->round)
        plan(d, c, s);
    if (!s->contacted && s->privacy != APPEAL_PRIVACY_ANONYMOUS)
        return before_contact(d, index, s, err);
    if (s->conferring)
        return conclude(d, index, s, err);
    if (to_come(s->helpers, s->helpers_n).n > 0 ||
        to_come(s->summoned, s->summoned_n).n > 0)
        return assist(d, index, s, err);
    if (d->now > answer_due(s)->due + DAY_MS && !s->supervised &&
        (c->todo & TODO_SUPERVISE) != 0)
        return supervise(d, index, s, err);
    if (!do_extra(d, index, s, &done, err))
        return false;
    if (done)
        return true;
    if (d->now >= c->reply_at)
        return reply(d, index, s, err);
    demo_later(d, STEP_WORK, index, c->reply_at);
    return true;
}
