/* How failures of duty add up: counted, passed, forgotten, referred. */
#include <assert.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/assessment/assessment.h"

#include <cmocka.h>

/* Without settings: two failures within twelve months refer. */
static const struct rulebook book = { .settings_n = 0 };

struct unit_tale {
    struct arena *a;
    struct assessment now;
    struct event_list out;
    struct verdict verdict;
};

static int
open_unit(void **state)
{
    struct arena *a = arena_open();
    struct unit_tale *t = arena_new(a, struct unit_tale);

    t->a = a;
    *state = t;
    return 0;
}

static int
close_unit(void **state)
{
    arena_close(((struct unit_tale *)*state)->a);
    return 0;
}

/* The panel decided on a case on a day. */
static bool
assess(struct unit_tale *t, unsigned char case_n, bool failed, int32_t day)
{
    const struct assessment_assess c = {
        .unit = STR("LAMPS"),
        .case_id = { { case_n } },
        .position = case_n, /* decisions come in the order of the log */
        .failed = failed,
    };
    const struct command cmd = { .type = &assessment_assess_type,
                                 .data = &c,
                                 .actor = { .role = STR("system") },
                                 .now = day_start(day) };
    const struct rules r = { &book, day };

    t->out = (struct event_list){ .a = t->a };
    t->verdict = assessment_decide(&t->now, &cmd, r, &t->out);
    for (size_t i = 0; i < t->out.n; i++)
        assessment_apply(&t->now, &t->out.at[i], cmd.now);
    return t->verdict.reason == ACCEPTED;
}

static void
two_failures_in_a_row_refer_the_unit(void **state)
{
    struct unit_tale *t = *state;
    const struct unit_referred_v1 *e;

    assert_true(assess(t, 1, true, 1000));
    assert_int_equal(t->now.failures, 1);
    assert_true(assess(t, 2, true, 1100));
    assert(t->out.at != NULL && t->out.n == 2);
    assert_ptr_equal(t->out.at[1].type, &unit_referred_v1_type);
    e = t->out.at[1].data;
    assert_int_equal(e->failures, 2);
    assert_true(str_eq(e->discipline, STR("U_DISCIPLINE")));
    assert_int_equal(t->now.referrals, 1);
}

static void
after_a_referral_the_row_begins_anew(void **state)
{
    struct unit_tale *t = *state;

    for (unsigned char i = 1; i <= 4; i++) {
        assert_true(assess(t, i, true, 1000 + i));
        assert_int_equal(t->now.referrals, i / 2);
    }
    assert_int_equal(t->now.failures, 0);
}

static void
a_pass_ends_the_row(void **state)
{
    struct unit_tale *t = *state;

    assert_true(assess(t, 1, true, 1000));
    assert_true(assess(t, 2, false, 1010));
    assert_int_equal(t->now.failures, 0);
    assert_true(assess(t, 3, true, 1020));
    assert_int_equal(t->now.failures, 1);
    assert_int_equal(t->now.referrals, 0);
}

static void
the_window_is_a_year(void **state)
{
    struct unit_tale *t = *state;

    assert_true(assess(t, 1, true, 1000));
    assert_true(assess(t, 2, true, 1366));
    assert_int_equal(t->now.failures, 1);
    assert_true(assess(t, 3, true, 1366 + 365));
    assert_int_equal(t->now.referrals, 1);
}

static void
a_decision_counts_once(void **state)
{
    struct unit_tale *t = *state;

    assert_true(assess(t, 1, true, 1000));
    assert_false(assess(t, 1, true, 1000));
    assert_string_equal(t->verdict.rule, "already_counted");
    assert_string_equal(t->verdict.field, "position");
    assert_int_equal(t->out.n, 0);
    assert_int_equal(t->now.failures, 1);
}

static void
only_the_system_counts(void **state)
{
    struct unit_tale *t = *state;
    const struct assessment_assess c = { .unit = STR("LAMPS"),
                                         .case_id = { { 1 } } };
    const struct command cmd = { .type = &assessment_assess_type,
                                 .data = &c,
                                 .actor = { .role = STR("reviewer") } };
    struct event_list out = { .a = t->a };
    struct verdict v =
        assessment_decide(&t->now, &cmd, (struct rules){ &book, 0 }, &out);

    assert_int_equal(v.reason, REFUSED_RIGHT);
    assert_int_equal(out.n, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_unit, close_unit)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(two_failures_in_a_row_refer_the_unit),
        T(after_a_referral_the_row_begins_anew),
        T(a_pass_ends_the_row),
        T(the_window_is_a_year),
        T(a_decision_counts_once),
        T(only_the_system_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
