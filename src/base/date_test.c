/* Days of the week, and weeks. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* 1970-01-01 was a Thursday. */
static void
weeks_begin_on_monday(void **state)
{
    (void)state;
    assert_int_equal(day_week(-4), -1);
    assert_int_equal(day_week(-3), 0); /* Monday, 1969-12-29 */
    assert_int_equal(day_week(3), 0);
    assert_int_equal(day_week(4), 1);
    assert_int_equal(week_monday(0), -3);
    for (int32_t day = -800; day < 21000; day++)
        assert_int_equal(week_monday(day_week(day)) + day_weekday(day), day);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weeks_begin_on_monday),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
