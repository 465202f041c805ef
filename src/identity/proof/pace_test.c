/*
 * How often somebody may do something, by a clock of the test: so many at
 * once, then evenly; others and other kinds are not touched; a full table lets
 * those through who did little, and keeps those who did much.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/date.h"
#include "identity/proof/pace.h"

#include <cmocka.h> /* last */

static const int64_t START = INT64_C(1000000);
static const struct str ONE = { "one", 3 };
static const int64_t hourly[PACE_KINDS] = {
    [PACE_INTAKE] = 60, [PACE_LOOK_UP] = 1000000, [PACE_ACT] = 1,
    [PACE_SIGN_IN] = 7, [PACE_SENDING] = 3600,    [PACE_PHONE] = 3,
};

static int
setup(void **state)
{
    *state = pace_open(hourly);
    return 0;
}

static int
teardown(void **state)
{
    pace_close(*state);
    return 0;
}

static void
use_up(struct pace *p, enum pace_kind kind, struct str who)
{
    for (int64_t i = 0; i < hourly[kind]; i++)
        assert_int_equal(pace_try(p, kind, who, START), 0);
}

static void
so_many_at_once_and_then_evenly(void **state)
{
    struct pace *p = *state;

    use_up(p, PACE_INTAKE, ONE);
    assert_int_equal(pace_try(p, PACE_INTAKE, ONE, START), 60);
    assert_int_equal(pace_try(p, PACE_INTAKE, ONE, START + 1), 60);
    assert_int_equal(pace_try(p, PACE_INTAKE, ONE, START + 59 * SECOND_MS), 1);
    assert_int_equal(pace_try(p, PACE_INTAKE, ONE, START + 60 * SECOND_MS), 0);
    assert_int_equal(pace_try(p, PACE_INTAKE, ONE, START + 60 * SECOND_MS), 60);
}

static void
what_was_refused_does_not_count(void **state)
{
    struct pace *p = *state;

    use_up(p, PACE_PHONE, ONE);
    for (int i = 0; i < 100; i++)
        assert_int_equal(pace_try(p, PACE_PHONE, ONE, START), 1200);
    assert_int_equal(pace_try(p, PACE_PHONE, ONE, START + 1200 * SECOND_MS), 0);
}

static void
after_an_hour_all_is_as_before(void **state)
{
    struct pace *p = *state;

    use_up(p, PACE_SIGN_IN, ONE);
    for (int64_t i = 0; i < hourly[PACE_SIGN_IN]; i++)
        assert_int_equal(
            pace_try(p, PACE_SIGN_IN, ONE, START + 3600 * SECOND_MS), 0);
    assert_true(pace_try(p, PACE_SIGN_IN, ONE, START + 3600 * SECOND_MS) > 0);
}

static void
others_and_other_kinds_are_not_touched(void **state)
{
    struct pace *p = *state;

    use_up(p, PACE_ACT, ONE);
    assert_int_equal(pace_try(p, PACE_ACT, ONE, START), 3600);
    assert_int_equal(pace_try(p, PACE_ACT, STR("another"), START), 0);
    assert_int_equal(pace_try(p, PACE_ACT, STR(""), START), 0);
    assert_int_equal(pace_try(p, PACE_PHONE, ONE, START), 0);
}

/* 100 000 others that come once each do not push out who came 60 times. */
static void
a_full_table_keeps_whoever_did_much(void **state)
{
    struct pace *p = *state;
    char who[16];

    use_up(p, PACE_INTAKE, ONE);
    for (int i = 0; i < 100000; i++) {
        int n = snprintf(who, sizeof(who), "%d", i);

        assert_int_equal(
            pace_try(p, PACE_SENDING, (struct str){ who, (size_t)n }, START),
            0);
    }
    assert_true(pace_try(p, PACE_INTAKE, ONE, START) > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(so_many_at_once_and_then_evenly, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(what_was_refused_does_not_count, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(after_an_hour_all_is_as_before, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(others_and_other_kinds_are_not_touched,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_table_keeps_whoever_did_much,
                                        setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
