/*
 * The life of one appeal: a command goes in, events come out, and every
 * refusal names its rule and field. Longer stories stand in tests/scenario.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/appeal/appeal_test_kit.h"

#include <cmocka.h>

/* Short for a command with its fields, given by an operator of the lead's unit.
 */
#define PUT(t, command, ...)                                                   \
    tale_put(t, who("operator", "zhang", "LAMPS"), &appeal_##command##_type,   \
             &(const struct appeal_##command){ __VA_ARGS__ })

/* A command without fields. */
#define DO(t, command) PUT(t, command, .unused = 0)

#define TEXT(literal)                                                          \
    {                                                                          \
        literal, sizeof(literal) - 1                                           \
    }

static const struct appeal_receive lamp = {
    .channel = APPEAL_CHANNEL_HOTLINE,
    .title = TEXT("路灯不亮"),
    .body = TEXT("晚上很黑"),
    .subject_id = { { 1 } },
    .number = 7,
};

static bool
receive(struct tale *t, struct appeal_receive r)
{
    return tale_put(t, who("citizen", "", ""), &appeal_receive_type, &r);
}

static void
assert_refused(const struct tale *t, enum reason reason, const char *rule,
               const char *field)
{
    assert_int_equal(t->verdict.reason, reason);
    assert_string_equal(t->verdict.rule, rule);
    if (field == NULL)
        assert_null(t->verdict.field);
    else
        assert_string_equal(t->verdict.field, field);
    assert_int_equal(t->out.n, 0);
}

/* The first event of a type in the newest answer, or NULL. */
static const void *
first(const struct tale *t, const struct payload_type *type)
{
    for (size_t i = 0; i < t->out.n; i++)
        if (tale_event(&t->out, i)->type == type)
            return tale_event(&t->out, i)->data;
    return NULL;
}

static void
assert_moment(int64_t at, const char *text)
{
    struct arena *a = arena_open();
    struct buf b = { .a = a };

    moment_put(&b, at);
    assert_string_equal(buf_cstr(&b), text);
    arena_close(a);
}

static void
handling(struct tale *t)
{
    assert_true(receive(t, lamp));
    assert_true(DO(t, sign_in));
    assert_true(PUT(t, contact, .reached = 1));
}

static void
answered(struct tale *t)
{
    assert_true(
        PUT(t, reply, .outcome = APPEAL_OUTCOME_SUPPORTED, .text = STR("好")));
}

static void
a_clear_message_is_placed_promised_and_dispatched_at_once(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, lamp));
    assert_int_equal(t->out.n, 4);
    assert_ptr_equal(tale_event(&t->out, 0)->type, &appeal_received_v3_type);
    assert_ptr_equal(tale_event(&t->out, 1)->type, &appeal_placed_v1_type);
    assert_ptr_equal(tale_event(&t->out, 2)->type, &appeal_promised_v1_type);
    assert_ptr_equal(tale_event(&t->out, 3)->type, &appeal_dispatched_v1_type);
    assert_int_equal(t->now.stage, APPEAL_STAGE_DISPATCHED);
    assert_true(str_eq(t->now.lead, STR("LAMPS")));
    assert_moment(t->now.clock[APPEAL_WARNING_CLOSE].due / 1000 * 1000,
                  "2026-09-15T23:59:59+08:00");
}

static void
a_receipt_of_any_version_is_applied(void **state)
{
    const struct appeal_received_v1 old = { .number = 7,
                                            .channel = APPEAL_CHANNEL_LETTER,
                                            .place = STR("990101"),
                                            .earlier = 2 };
    const struct appeal_received_v2 new = { .number = 7,
                                            .channel = APPEAL_CHANNEL_LETTER,
                                            .place = STR("990101"),
                                            .earlier = 2 };
    const struct event of_old = { &appeal_received_v1_type, &old };
    const struct event of_new = { &appeal_received_v2_type, &new };
    const struct event other = { &appeal_queued_v1_type, &old };
    struct appeal a = { .version = 0 }, b = { .version = 0 };
    struct appeal_received_v3 receipt;

    (void)state;
    appeal_apply(&a, &of_old, 5);
    appeal_apply(&b, &of_new, 5);
    assert_int_equal(a.stage, APPEAL_STAGE_QUEUED);
    assert_int_equal(a.number, 7);
    assert_int_equal(a.channel, APPEAL_CHANNEL_LETTER);
    assert_true(str_eq(a.place, STR("990101")));
    assert_int_equal(a.earlier, 2);
    assert_int_equal(a.received_at, 5);
    assert_int_equal(b.stage, a.stage);
    assert_int_equal(b.number, a.number);
    assert_int_equal(b.channel, a.channel);
    assert_true(str_eq(b.place, a.place));
    assert_int_equal(b.earlier, a.earlier);
    assert_int_equal(b.received_at, a.received_at);
    assert_false(appeal_received(&other, &receipt));
}

static void
every_decision_names_its_rulebook(void **state)
{
    struct tale *t = *state;
    const struct appeal_placed_v1 *placed;
    const struct appeal_dispatched_v1 *sent;

    assert_true(receive(t, lamp));
    placed = first(t, &appeal_placed_v1_type);
    sent = first(t, &appeal_dispatched_v1_type);
    assert_true(str_eq(placed->rules, t->book.hash));
    assert_true(str_eq(sent->rules, t->book.hash));
    assert_int_equal(placed->rules_day, moment_day(t->at));
}

static void
an_emergency_is_not_dispatched(void **state)
{
    struct tale *t = *state;
    struct appeal_receive r = lamp;

    r.body = STR("路灯着火了");
    assert_true(receive(t, r));
    assert_int_equal(t->now.stage, APPEAL_STAGE_DIVERTED);
    assert_null(first(t, &appeal_dispatched_v1_type));
    assert_int_equal(appeal_next_due(&t->now, tale_promised(t)), 0);
}

static void
what_names_no_matter_goes_to_a_person(void **state)
{
    struct tale *t = *state;
    struct appeal_receive r = lamp;
    const struct appeal_queued_v1 *e;

    r.title = STR("您好");
    assert_true(receive(t, r));
    e = first(t, &appeal_queued_v1_type);
    assert_non_null(e);
    assert_int_equal(e->reason, APPEAL_QUEUE_REASON_NO_MATCH);
    assert_null(first(t, &appeal_placed_v1_type));
}

static void
a_message_that_names_two_matters_equally_is_not_guessed(void **state)
{
    struct tale *t = *state;
    struct appeal_receive r = lamp;
    const struct appeal_queued_v1 *e;

    r.title = STR("路灯和违建");
    assert_true(receive(t, r));
    e = first(t, &appeal_queued_v1_type);
    assert_non_null(e);
    assert_int_equal(e->reason, APPEAL_QUEUE_REASON_AMBIGUOUS);
}

static void
nothing_but_receive_begins_a_case(void **state)
{
    struct tale *t = *state;

    assert_false(DO(t, sign_in));
    assert_refused(t, REFUSED_STAGE, "no_such_case", NULL);
    assert_true(receive(t, lamp));
    assert_false(receive(t, lamp));
    assert_refused(t, REFUSED_STAGE, "not_at_this_stage", NULL);
}

static void
a_missing_title_is_refused_by_name(void **state)
{
    struct tale *t = *state;
    struct appeal_receive r = lamp;

    r.title = STR("");
    assert_false(receive(t, r));
    assert_refused(t, REFUSED_VALUE, "required", "title");
}

static void
only_the_leading_unit_answers(void **state)
{
    struct tale *t = *state;
    const struct appeal_reply r = { .outcome = APPEAL_OUTCOME_SUPPORTED,
                                    .text = STR("好") };

    handling(t);
    assert_false(
        tale_put(t, who("handler", "li", "ROADS"), &appeal_reply_type, &r));
    assert_refused(t, REFUSED_RIGHT, "no_right", NULL);
    assert_true(
        tale_put(t, who("handler", "li", "LAMPS"), &appeal_reply_type, &r));
}

static void
a_menu_shows_what_would_be_accepted(void **state)
{
    struct tale *t = *state;
    struct actor lamps = who("handler", "li", "LAMPS");
    struct actor roads = who("handler", "li", "ROADS");

    assert_true(receive(t, lamp));
    assert_true(
        appeal_may(&t->now, &appeal_sign_in_type, &lamps, tale_rules(t)));
    assert_false(
        appeal_may(&t->now, &appeal_sign_in_type, &roads, tale_rules(t)));
    assert_false(
        appeal_may(&t->now, &appeal_pause_type, &lamps, tale_rules(t)));
}

static void
the_citizen_is_spoken_with_before_the_answer(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, lamp));
    assert_true(DO(t, sign_in));
    assert_false(
        PUT(t, reply, .outcome = APPEAL_OUTCOME_SUPPORTED, .text = STR("好")));
    assert_refused(t, REFUSED_RULE, "contact_first", NULL);
}

static void
a_no_needs_a_reason_and_an_alternative(void **state)
{
    struct tale *t = *state;

    handling(t);
    assert_false(
        PUT(t, reply, .outcome = APPEAL_OUTCOME_EXPLAINED, .text = STR("不")));
    assert_refused(t, REFUSED_RULE, "explain_with_alternative", "alternative");
    assert_false(PUT(t, reply, .outcome = APPEAL_OUTCOME_EXPLAINED,
                     .text = STR("不"), .alternative = STR("那里")));
    assert_refused(t, REFUSED_RULE, "reason_not_listed", "reason");
}

static void
a_late_answer_says_how_late(void **state)
{
    struct tale *t = *state;

    handling(t);
    t->at = day_end(date_to_day((struct date){ 2026, 9, 15 })) + HOUR_MS;
    answered(t);
    assert_int_equal(t->now.late, 60);
}

static void
the_first_receiver_stays_accountable(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, lamp));
    assert_true(PUT(t, dispatch, .lead = STR("ROADS")));
    assert_true(PUT(t, dispatch, .lead = STR("PARKS")));
    assert_true(str_eq(t->now.first_unit, STR("LAMPS")));
    assert_int_equal(t->now.hops, 3);
}

static void
only_a_ruling_moves_a_case_that_went_in_a_circle(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, lamp));
    assert_true(PUT(t, dispatch, .lead = STR("ROADS")));
    assert_true(PUT(t, dispatch, .lead = STR("LAMPS")));
    assert_non_null(first(t, &appeal_circled_v1_type));
    assert_int_equal(t->now.stage, APPEAL_STAGE_DISPUTED);
    assert_false(PUT(t, dispatch, .lead = STR("PARKS")));
    assert_refused(t, REFUSED_RULE, "ruling_is_due", NULL);
    assert_true(PUT(t, rule, .lead = STR("LAMPS"), .basis = STR("决定")));
    assert_false(
        PUT(t, object, .reason = STR("not_ours"), .basis = STR("三定")));
    assert_refused(t, REFUSED_RULE, "no_return_after_ruling", NULL);
}

static void
a_quarrel_does_not_stop_the_clock_of_the_case(void **state)
{
    struct tale *t = *state;
    int64_t due;

    assert_true(receive(t, lamp));
    due = t->now.clock[APPEAL_WARNING_CLOSE].due;
    assert_true(
        PUT(t, object, .reason = STR("not_ours"), .basis = STR("三定")));
    assert_int_equal(t->now.clock[APPEAL_WARNING_SIGN_IN].due, 0);
    t->at += 5 * HOUR_MS;
    assert_true(PUT(t, rule, .lead = STR("ROADS"), .basis = STR("决定")));
    assert_int_equal(t->now.clock[APPEAL_WARNING_CLOSE].due, due);
    assert_int_equal(t->now.clock[APPEAL_WARNING_SIGN_IN].due,
                     t->at + 2 * HOUR_MS);
    assert_int_equal(t->now.lost, 300);
}

static void
a_pause_that_ends_in_withdrawal_never_resumes(void **state)
{
    struct tale *t = *state;

    handling(t);
    assert_true(
        PUT(t, pause, .reason = STR("wait"), .approver = STR("li"), .days = 3));
    assert_true(PUT(t, withdraw, .reason = STR("solved")));
    assert_int_equal(appeal_next_due(&t->now, tale_promised(t)), 0);
}

static void
nobody_approves_his_own_request(void **state)
{
    struct tale *t = *state;

    handling(t);
    assert_false(PUT(t, pause, .reason = STR("wait"), .approver = STR("zhang"),
                     .days = 3));
    assert_refused(t, REFUSED_RULE, "four_eyes", "approver");
    assert_false(PUT(t, extend, .reason = STR("complex"), .note = STR("难"),
                     .approver = STR("zhang"), .days = 3));
    assert_refused(t, REFUSED_RULE, "four_eyes", "approver");
}

static void
second_handling_stays_with_the_same_unit(void **state)
{
    struct tale *t = *state;

    handling(t);
    answered(t);
    assert_true(PUT(t, rate, .solved = APPEAL_SOLVED_NO,
                    .satisfied = APPEAL_SATISFIED_YES));
    assert_int_equal(t->now.round, 2);
    assert_true(str_eq(t->now.lead, STR("LAMPS")));
    assert_false(
        PUT(t, object, .reason = STR("not_ours"), .basis = STR("三定")));
    assert_refused(t, REFUSED_RULE, "objection_too_late", NULL);
    answered(t);
    assert_true(PUT(t, rate, .solved = APPEAL_SOLVED_YES,
                    .satisfied = APPEAL_SATISFIED_NO));
    assert_int_equal(t->now.stage, APPEAL_STAGE_REVIEW);
}

static void
an_assisting_unit_has_a_clock_of_its_own(void **state)
{
    struct tale *t = *state;
    struct appeal_receive r = lamp;
    const struct appeal_tick nothing = { 0 };
    const struct appeal_warned_v1 *e = NULL;

    r.title = STR("楼顶违建");
    assert_true(receive(t, r));
    assert_int_equal(t->now.helpers_n, 1);
    t->at = t->now.clock[APPEAL_WARNING_ASSIST].due + 1;
    for (int i = 0; i < 9; i++) {
        assert_true(
            tale_put(t, who("system", "", ""), &appeal_tick_type, &nothing));
        e = tale_event(&t->out, t->out.n - 1)->data;
        if (e->what == APPEAL_WARNING_ASSIST)
            break;
    }
    assert_int_equal(e->what, APPEAL_WARNING_ASSIST);
    assert_true(str_eq(e->unit, STR("PARKS")));
}

static void
an_erased_citizen_gets_no_more_texts(void **state)
{
    struct tale *t = *state;

    handling(t);
    assert_true(PUT(t, erase, .basis = STR("个保法 47")));
    assert_int_equal(t->now.stage, APPEAL_STAGE_CLOSED); /* no one to answer */
    assert_false(PUT(t, feedback, .text = STR("您好")));
    assert_refused(t, REFUSED_STAGE, "not_at_this_stage", NULL);
    assert_false(PUT(t, erase, .basis = STR("个保法 47")));
    assert_refused(t, REFUSED_RULE, "person_erased", NULL);
}

static void
a_merged_case_is_told_each_thing_once(void **state)
{
    struct tale *t = *state;
    const struct id other = { { 2 } };

    assert_true(receive(t, lamp));
    assert_false(PUT(t, merge, .into = other, .basis = STR("同一盏灯")));
    assert_refused(t, REFUSED_VALUE, "no_such_case", "into");
    assert_false(PUT(t, merge, .into = other, .basis = STR("同一盏灯"),
                     .into_stage = STR("closed")));
    assert_refused(t, REFUSED_RULE, "case_has_ended", "into");
    assert_true(PUT(t, merge, .into = other, .basis = STR("同一盏灯"),
                    .into_stage = STR("handling")));
    assert_true(PUT(t, inform, .of = other, .at_version = 5,
                    .what = STR("appeal_replied")));
    assert_false(PUT(t, inform, .of = other, .at_version = 5,
                     .what = STR("appeal_replied")));
    assert_refused(t, REFUSED_RULE, "already_informed", "at_version");
    assert_false(PUT(t, inform, .of = { { 3 } }, .at_version = 6,
                     .what = STR("appeal_replied")));
    assert_refused(t, REFUSED_RULE, "merged_elsewhere", "of");
}

#define T(name) cmocka_unit_test_setup_teardown(name, tale_open, tale_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_clear_message_is_placed_promised_and_dispatched_at_once),
        T(a_receipt_of_any_version_is_applied),
        T(every_decision_names_its_rulebook),
        T(an_emergency_is_not_dispatched),
        T(what_names_no_matter_goes_to_a_person),
        T(a_message_that_names_two_matters_equally_is_not_guessed),
        T(nothing_but_receive_begins_a_case),
        T(a_missing_title_is_refused_by_name),
        T(only_the_leading_unit_answers),
        T(a_menu_shows_what_would_be_accepted),
        T(the_citizen_is_spoken_with_before_the_answer),
        T(a_no_needs_a_reason_and_an_alternative),
        T(a_late_answer_says_how_late),
        T(the_first_receiver_stays_accountable),
        T(only_a_ruling_moves_a_case_that_went_in_a_circle),
        T(a_quarrel_does_not_stop_the_clock_of_the_case),
        T(a_pause_that_ends_in_withdrawal_never_resumes),
        T(nobody_approves_his_own_request),
        T(second_handling_stays_with_the_same_unit),
        T(an_assisting_unit_has_a_clock_of_its_own),
        T(an_erased_citizen_gets_no_more_texts),
        T(a_merged_case_is_told_each_thing_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
