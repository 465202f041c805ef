/* How like cases were handled: time on working days, units, what is folded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "event/gen/appeal_events.h"
#include "feature/path/path.h"

#include <cmocka.h> /* last: its fail() is not ours */

static const struct calendar calendar = { .first_year = 2026,
                                          .last_year = 2027 };

static int64_t
at(const char *text)
{
    int64_t moment = 0;

    assert_true(moment_parse(str_of(text), &moment));
    return moment;
}

static void
a_weekend_does_not_count(void **state)
{
    struct calendar c = calendar;

    (void)state;
    /* Friday to Monday */
    assert_int_equal(
        path_working_ms(&c, at("2026-11-06 16:00"), at("2026-11-09 10:00")),
        18 * HOUR_MS);
    assert_int_equal(
        path_working_ms(&c, at("2026-11-07 10:00"), at("2026-11-08 18:00")), 0);
    assert_int_equal(
        path_working_ms(&c, at("2026-11-09 10:00"), at("2026-11-09 09:00")), 0);
    /* a year without a calendar has ordinary weeks */
    assert_int_equal(
        path_working_ms(&c, at("2030-11-08 12:00"), at("2030-11-11 12:00")),
        24 * HOUR_MS);
    /* nor does a holiday */
    const int32_t off[] = { moment_day(at("2026-11-03 12:00")) };

    c.off = off;
    c.off_n = 1;
    assert_int_equal(
        path_working_ms(&c, at("2026-11-02 12:00"), at("2026-11-04 12:00")),
        24 * HOUR_MS);
}

static void
a_case_is_read_from_its_records(void **state)
{
    const struct appeal_signed_in_v1 in = { STR("LAMPS") };
    const struct appeal_replied_v1 reply = { .unit = STR("LAMPS"),
                                             .late = 5,
                                             .round = 1 };
    const struct appeal_replied_v1 again = { .unit = STR("ROADS"), .round = 2 };
    const struct appeal_drew_on_v1 drew = { { { 7 } }, 1, 1 };
    const struct appeal_rated_v1 rated = { .satisfied =
                                               APPEAL_SATISFIED_MOSTLY };
    const struct record records[] = {
        { .type = &appeal_signed_in_v1_type,
          .data = &in,
          .occurred_at = at("2026-11-03 09:00") },
        { .type = &appeal_replied_v1_type,
          .data = &reply,
          .occurred_at = at("2026-11-03 15:00") },
        { .type = &appeal_drew_on_v1_type, .data = &drew },
        { .type = &appeal_rated_v1_type, .data = &rated },
        { .type = &appeal_replied_v1_type, .data = &again },
    };
    struct path_case p = path_case_of(records, 5, &calendar);

    (void)state;
    assert_true(str_eq(p.unit, STR("LAMPS")));
    assert_int_equal(p.worked_ms, 6 * HOUR_MS);
    assert_false(p.on_time);
    assert_int_equal(p.satisfied, APPEAL_SATISFIED_MOSTLY);
    assert_int_equal(p.knowledge.b[0], 7);
    p = path_case_of(&records[1], 1, &calendar);
    assert_int_equal(p.worked_ms, -1); /* nobody signed in */
    assert_int_equal(path_case_of(records, 1, &calendar).unit.n, 0);
}

static void
units_are_added_up_and_small_ones_folded(void **state)
{
    const struct id one = { { 1 } }, two = { { 2 } };
    const struct path_case cases[] = {
        { STR("A"), 10, true, APPEAL_SATISFIED_YES, 1, one },
        { STR("B"), 50, true, APPEAL_SATISFIED_NONE, 2, two },
        { STR("A"), 30, false, APPEAL_SATISFIED_MOSTLY, 3, two },
        { STR("A"), -1, true, APPEAL_SATISFIED_UNREACHED, 4, { { 0 } } },
        { STR(""), -1, false, APPEAL_SATISFIED_NONE, 0, { { 0 } } },
        { STR("A"), 20, true, APPEAL_SATISFIED_NO, 5, { { 0 } } },
    };
    struct path_sum *sum = calloc(1, sizeof(*sum));

    (void)state;
    assert_non_null(sum);
    path_sum(cases, 6, (struct path_terms){ 3, 80 }, sum);
    assert_int_equal(sum->answered, 5);
    assert_int_equal(sum->units_n, 1);
    assert_int_equal(sum->others, 1);
    assert_true(str_eq(sum->units[0].unit, STR("A")));
    assert_int_equal(sum->units[0].cases, 4);
    assert_int_equal(sum->units[0].on_time, 3);
    assert_int_equal(sum->units[0].worked_n, 3);
    assert_int_equal(sum->units[0].median_ms, 20);
    assert_int_equal(sum->units[0].satisfied, 600); /* (1 + .8) / 3 */
    assert_int_equal(sum->used_n, 2);
    assert_int_equal(sum->used[0].knowledge.b[0], 2);
    assert_int_equal(sum->used[0].n, 2);
    path_sum(cases, 2, (struct path_terms){ 1, 80 }, sum);
    assert_int_equal(sum->units_n, 2);
    assert_int_equal(sum->units[1].satisfied, -1);
    path_sum(NULL, 0, (struct path_terms){ 1, 80 }, sum);
    assert_int_equal(sum->answered, 0);
    free(sum);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_weekend_does_not_count),
        cmocka_unit_test(a_case_is_read_from_its_records),
        cmocka_unit_test(units_are_added_up_and_small_ones_folded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
