/*
 * Thousands of random commands at random times against the core. Whatever
 * comes: nothing asserts, a refusal leaves no events, the same question gets
 * the same answer, a due timer always yields an event, stages follow the
 * picture in appeal.h, the first unit stays, and all events do happen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "feature/appeal/appeal_test_kit.h"

#include <cmocka.h>

enum { CASES = 300, COMMANDS = 400, TICKS_AT_ONCE = 60 };

#define IN(stage) (1U << APPEAL_STAGE_##stage)

enum {
    SENT = IN(QUEUED) | IN(DISPATCHED),
    GONE = IN(MERGED) | IN(WITHDRAWN) | IN(CLOSED)
};

/* Where one command may lead, by stage before. */
static const unsigned next_stages[] = {
    [APPEAL_STAGE_NONE] = SENT | IN(DIVERTED),
    [APPEAL_STAGE_QUEUED] = SENT | IN(DIVERTED) | GONE,
    [APPEAL_STAGE_PLACED] = SENT | IN(DIVERTED) | GONE,
    [APPEAL_STAGE_DISPATCHED] =
        SENT | IN(DISPUTED) | IN(HANDLING) | IN(DIVERTED) | IN(REPLIED) | GONE,
    [APPEAL_STAGE_DISPUTED] =
        IN(DISPUTED) | IN(DISPATCHED) | IN(WITHDRAWN) | IN(CLOSED),
    [APPEAL_STAGE_HANDLING] =
        IN(HANDLING) | IN(DISPUTED) | IN(PAUSED) | IN(REPLIED) | GONE,
    [APPEAL_STAGE_PAUSED] = IN(PAUSED) | IN(HANDLING) | GONE,
    [APPEAL_STAGE_REPLIED] =
        IN(REPLIED) | IN(HANDLING) | IN(REVIEW) | IN(CLOSED),
    [APPEAL_STAGE_REVIEW] = IN(REVIEW) | IN(CLOSED),
    [APPEAL_STAGE_CLOSED] = IN(CLOSED) | SENT | IN(ARCHIVED),
    [APPEAL_STAGE_DIVERTED] = IN(DIVERTED) | SENT | IN(ARCHIVED),
    [APPEAL_STAGE_MERGED] = IN(MERGED) | SENT | IN(ARCHIVED),
    [APPEAL_STAGE_WITHDRAWN] = IN(WITHDRAWN) | SENT | IN(ARCHIVED),
    [APPEAL_STAGE_ARCHIVED] = IN(ARCHIVED) | SENT,
};

/* xorshift64: the same numbers on every machine. */
static uint64_t
draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static int64_t
up_to(uint64_t *seed, int64_t n)
{
    return (int64_t)(draw(seed) % (uint64_t)(n + 1));
}

static struct str
one_of(uint64_t *seed, const char *const *words, size_t n)
{
    return str_of(words[draw(seed) % n]);
}

#define ONE_OF(seed, words)                                                    \
    one_of(seed, words, sizeof(words) / sizeof((words)[0]))

/* The reason that the town lists for a command. */
static struct str
listed_reason(const struct payload_type *type)
{
    static const char *const listed[][2] = {
        { "object", "not_ours" }, { "pause", "wait" },
        { "extend", "complex" },  { "reopen", "news" },
        { "reply", "no_basis" },  { "withdraw", "solved" },
    };

    for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++)
        if (str_eq(str_of(type->name), str_of(listed[i][0])))
            return str_of(listed[i][1]);
    return STR("");
}

/* What was suggested for all that is noted. */
#define SUGGESTED                                                              \
    "matter - - 0 M1:700 M2:200\nlevel - - 0 L3:700\nunit - - 1 LAMPS:900\n"

/* Of fields that have one good value. */
static struct str
always(struct str name)
{
    static const char *const values[][2] = {
        { "exit", "E1" },           { "unit", "PARKS" },
        { "account", "zhang" },     { "fields", "texts" },
        { "purpose", "handling" },  { "notice", "1" },
        { "notice_lang", "en" },    { "source", "" },
        { "suggested", SUGGESTED },
    };

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        if (str_eq(name, str_of(values[i][0])))
            return str_of(values[i][1]);
    if (str_eq(name, STR("hash")) || str_eq(name, STR("file_key")))
        return STR("00112233445566778899aabbccddeeff"
                   "00112233445566778899aabbccddeeff");
    return STR("字");
}

/* Words that mostly make sense for a field. */
static struct str
random_text(uint64_t *seed, const struct payload_type *type,
            const struct field *f)
{
    static const char *const units[] = { "LAMPS", "ROADS",       "PARKS",
                                         "HOT",   "LAMPS;PARKS", "~外地" };
    static const char *const titles[] = { "路灯不亮", "楼顶违建", "您好",
                                          "着火了",   "路灯触电", "绝望" };
    static const char *const matters[] = { "M1", "M2" };
    static const char *const places[] = { "990101", "~外地", "" };
    static const char *const points[] = { "geo:36.1,120.4", "" };
    static const char *const answers[] = { "pole=LG-1", "", "", "" };
    struct str name = str_of(f->name);

    if (up_to(seed, 15) == 0)
        return up_to(seed, 1) == 0 ? STR("") : STR("rubbish");
    if (str_eq(name, STR("reason")))
        return listed_reason(type);
    if (str_eq(name, STR("lead")) || str_eq(name, STR("units")) ||
        str_eq(name, STR("to")) || str_eq(name, STR("proposed")) ||
        str_eq(name, STR("assisting")) || str_eq(name, STR("receiver")))
        return ONE_OF(seed, units);
    if (str_eq(name, STR("title")) || str_eq(name, STR("body")))
        return ONE_OF(seed, titles);
    if (str_eq(name, STR("matter")))
        return ONE_OF(seed, matters);
    if (str_eq(name, STR("place")))
        return ONE_OF(seed, places);
    if (str_eq(name, STR("point")))
        return ONE_OF(seed, points);
    if (str_eq(name, STR("answers")))
        return ONE_OF(seed, answers);
    if (str_eq(name, STR("against")))
        return up_to(seed, 7) == 0 ? STR("LAMPS") : STR("");
    return always(name);
}

static void
fill_field(uint64_t *seed, const struct payload_type *type,
           const struct field *f, unsigned char *data)
{
    struct str text;
    int64_t number;
    unsigned choice;
    struct id id = { { 0 } };

    switch (f->kind) {
    case FIELD_TEXT:
        text = random_text(seed, type, f);
        memcpy(data + f->offset, &text, sizeof(text));
        break;
    case FIELD_INT:
    case FIELD_TIME:
        number = f->min + up_to(seed, f->max < 20 ? f->max - f->min : 20);
        memcpy(data + f->offset, &number, sizeof(number));
        break;
    case FIELD_CHOICE:
        choice = (unsigned)(draw(seed) % f->words_n);
        memcpy(data + f->offset, &choice, sizeof(choice));
        break;
    case FIELD_ID:
        id.b[0] = (unsigned char)(1 + up_to(seed, 1));
        memcpy(data + f->offset, &id, sizeof(id));
        break;
    }
}

/* Commands that end a case; rarely drawn, so that lives get long. */
static bool
ends(const struct payload_type *type)
{
    return type == &appeal_divert_type || type == &appeal_merge_type ||
           type == &appeal_withdraw_type || type == &appeal_erase_type ||
           type == &appeal_close_history_type;
}

/* Mostly one that is possible now. */
static const struct payload_type *
random_command(uint64_t *seed, const struct tale *t)
{
    static const struct payload_type *const onward[] = {
        &appeal_sign_in_type, &appeal_contact_type,  &appeal_assist_done_type,
        &appeal_reply_type,   &appeal_callback_type, &appeal_review_type,
    };
    const struct actor anyone = who("operator", "zhang", "LAMPS");

    if (t->now.stage == APPEAL_STAGE_NONE)
        return &appeal_receive_type;
    if (up_to(seed, 3) == 0)
        return onward[draw(seed) % (sizeof(onward) / sizeof(onward[0]))];
    for (;;) {
        const struct payload_type *type =
            appeal_types[draw(seed) % APPEAL_TYPES_N];

        if (type->version != 0 || (ends(type) && up_to(seed, 15) > 0))
            continue;
        if (up_to(seed, 7) == 0 ||
            appeal_may(&t->now, type, &anyone, tale_rules(t)))
            return type;
    }
}

static struct actor
random_actor(uint64_t *seed, const struct tale *t)
{
    static const char *const roles[] = { "operator", "operator", "operator",
                                         "operator", "operator", "operator",
                                         "operator", "importer", "citizen",
                                         "system",   "handler" };
    static const char *const units[] = { "LAMPS", "ROADS", "PARKS", "HOT", "" };
    static const char *const people[] = { "zhang", "zhang", "li" };
    struct actor a = { ONE_OF(seed, roles), ONE_OF(seed, people), t->now.lead };

    if (up_to(seed, 1) == 0)
        a.unit = ONE_OF(seed, units);
    return a;
}

static void
assert_same_value(const struct field *f, const void *a, const void *b)
{
    switch (f->kind) {
    case FIELD_TEXT:
        if ((f->flags & FIELD_PERSONAL) != 0)
            assert_true(
                str_eq(field_personal(f, a)->text, field_personal(f, b)->text));
        else
            assert_true(str_eq(field_text(f, a), field_text(f, b)));
        break;
    case FIELD_INT:
    case FIELD_TIME:
        assert_int_equal(field_number(f, a), field_number(f, b));
        break;
    case FIELD_CHOICE:
        assert_true(str_eq(field_choice(f, a), field_choice(f, b)));
        break;
    case FIELD_ID:
        assert_true(id_eq(field_id(f, a), field_id(f, b)));
        break;
    }
}

static void
assert_same_events(const struct event_list *a, const struct event_list *b)
{
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const struct event *x = tale_event(a, i), *y = tale_event(b, i);

        assert_ptr_equal(x->type, y->type);
        for (size_t k = 0; k < x->type->fields_n; k++)
            assert_same_value(&x->type->fields[k], x->data, y->data);
    }
}

/* How often each event happened, by tag. */
static unsigned long seen[APPEAL_TYPES_N];

/* What was given to units now was given to none that the case is against. */
static void
assert_not_given_to_the_reported(const struct tale *t)
{
    for (size_t i = 0; i < t->out.n; i++) {
        const struct event *ev = tale_event(&t->out, i);

        if (ev->type != &appeal_dispatched_v1_type &&
            ev->type != &appeal_assisting_v1_type &&
            ev->type != &appeal_summoned_v1_type)
            continue;
        for (size_t k = 0; k < t->now.reported_n; k++)
            assert_false(str_eq(field_text(&ev->type->fields[0], ev->data),
                                t->now.reported[k]));
    }
}

/* Ask, and hold the answer against the invariants. */
static void
ask(struct tale *t, struct actor actor, const struct payload_type *type,
    const void *data)
{
    const struct command cmd = { type, data, actor, t->at };
    const struct appeal_rules rules = { tale_rules(t), tale_promised(t) };
    struct event_list again = { .a = t->a };
    enum appeal_stage before = t->now.stage;
    struct str unit = t->now.first_unit;
    int64_t version = t->now.version, due;
    struct verdict v = appeal_decide(&t->now, &cmd, &rules, &again);
    bool accepted = tale_put(t, actor, type, data);

    assert_int_equal(v.reason, t->verdict.reason);
    assert_same_events(&again, &t->out);
    if (!accepted) {
        assert_non_null(t->verdict.rule);
        assert_int_equal(t->out.n, 0);
        assert_int_equal(t->now.version, version);
        return;
    }
    assert_int_equal(t->now.version, version + (int64_t)t->out.n);
    for (size_t i = 0; i < t->out.n; i++)
        seen[t->out.at[i].type->tag]++;
    if (t->out.n > 0 && (next_stages[before] & 1U << t->now.stage) == 0)
        fail_msg("%s leads from stage %d to %d", type->name, (int)before,
                 (int)t->now.stage);
    if (unit.n > 0)
        assert_true(str_eq(unit, t->now.first_unit));
    due = appeal_next_due(&t->now, tale_promised(t));
    assert_true(due >= 0 && due < t->at + 800 * DAY_MS);
    if (!appeal_is_open(&t->now) && t->now.release.account.n == 0 &&
        t->now.hold.until == 0)
        assert_int_equal(due, 0);
    assert_not_given_to_the_reported(t);
}

/* Fire what is due, at its time or late; every tick must move the case. */
static void
fire_timers(struct tale *t, int64_t until, bool as_due)
{
    const struct appeal_tick nothing = { 0 };
    int64_t due;
    int fired = 0;

    while ((due = appeal_next_due(&t->now, tale_promised(t))) != 0 &&
           due <= until) {
        t->at = as_due && due > t->at ? due : as_due ? t->at : until;
        ask(t, who("system", "", ""), &appeal_tick_type, &nothing);
        assert_int_equal(t->verdict.reason, ACCEPTED);
        assert_true(t->out.n > 0);
        assert_true(++fired < TICKS_AT_ONCE);
    }
    t->at = until;
}

static int64_t
random_wait(uint64_t *seed)
{
    static const int64_t scale[] = { MINUTE_MS, MINUTE_MS,   HOUR_MS,
                                     HOUR_MS,   6 * HOUR_MS, DAY_MS };

    return up_to(seed, 9) * scale[draw(seed) % 6];
}

static void
live_one_life(struct tale *t, uint64_t *seed)
{
    t->now = (struct appeal){ 0 };
    t->at = day_start(date_to_day((struct date){ 2026, 1, 5 })) +
            up_to(seed, 150) * DAY_MS;
    for (int i = 0; i < COMMANDS; i++) {
        const struct payload_type *type = random_command(seed, t);
        void *data = arena_alloc(t->a, type->size);

        for (size_t k = 0; k < type->fields_n; k++)
            fill_field(seed, type, &type->fields[k], data);
        ask(t, random_actor(seed, t), type, data);
        fire_timers(t, t->at + random_wait(seed), up_to(seed, 2) > 0);
    }
}

/* Is there a later version, so that this one is read but never written? */
static bool
has_successor(const struct payload_type *type)
{
    for (size_t i = 0; i < APPEAL_TYPES_N; i++)
        if (appeal_types[i]->version > type->version &&
            str_eq(str_of(appeal_types[i]->name), str_of(type->name)))
            return true;
    return false;
}

static void
random_lives_keep_the_invariants(void **state)
{
    uint64_t seed = 20260901;

    (void)state; /* each life has a town of its own */
    for (int i = 0; i < CASES; i++) {
        void *town_state;
        struct tale *t;

        assert_int_equal(tale_open(&town_state), 0);
        t = town_state;
        live_one_life(t, &seed);
        (void)tale_close(&town_state);
    }
    for (size_t i = 0; i < APPEAL_TYPES_N; i++)
        if (appeal_types[i]->version > 0 && !has_successor(appeal_types[i]) &&
            seen[appeal_types[i]->tag] == 0)
            fail_msg("%s never happened", appeal_types[i]->name);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_lives_keep_the_invariants),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
