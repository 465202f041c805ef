/*
 * What the calendar promises, with the holidays of 2024 to 2026 as the State
 * Council published them. The table stands here as well as in the rulebook,
 * so that a city's edit of the rulebook cannot make a wrong count pass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rulebook/calendar.h"

enum { DAYS_ROOM = 128, COUNT_MAX = 60 };

/* Spans of days off, first and last; and single worked days. */
static const char *const off_spans[][2] = {
    { "2024-01-01", "2024-01-01" }, { "2024-02-10", "2024-02-17" },
    { "2024-04-04", "2024-04-06" }, { "2024-05-01", "2024-05-05" },
    { "2024-06-10", "2024-06-10" }, { "2024-09-15", "2024-09-17" },
    { "2024-10-01", "2024-10-07" }, { "2025-01-01", "2025-01-01" },
    { "2025-01-28", "2025-02-04" }, { "2025-04-04", "2025-04-06" },
    { "2025-05-01", "2025-05-05" }, { "2025-05-31", "2025-06-02" },
    { "2025-10-01", "2025-10-08" }, { "2026-01-01", "2026-01-03" },
    { "2026-02-15", "2026-02-23" }, { "2026-04-04", "2026-04-06" },
    { "2026-05-01", "2026-05-05" }, { "2026-06-19", "2026-06-21" },
    { "2026-09-25", "2026-09-27" }, { "2026-10-01", "2026-10-07" },
};

static const char *const worked[] = {
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11",
    "2024-09-14", "2024-09-29", "2024-10-12", "2025-01-26", "2025-02-08",
    "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14",
    "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
};

enum {
    OFF_SPANS = sizeof(off_spans) / sizeof(off_spans[0]),
    WORKED = sizeof(worked) / sizeof(worked[0])
};

struct table {
    struct calendar c;
    int32_t off[DAYS_ROOM], work[DAYS_ROOM];
    struct arena *a;
};

static int32_t
day_of(const char *text)
{
    int32_t day = 0;

    assert_true(day_parse(str_of(text), &day));
    return day;
}

static int
open_table(void **state)
{
    struct arena *a = arena_open();
    struct table *t = arena_new(a, struct table);

    t->a = a;
    for (size_t i = 0; i < OFF_SPANS; i++)
        for (int32_t d = day_of(off_spans[i][0]); d <= day_of(off_spans[i][1]);
             d++)
            t->off[t->c.off_n++] = d;
    for (size_t i = 0; i < WORKED; i++)
        t->work[t->c.work_n++] = day_of(worked[i]);
    t->c.off = t->off;
    t->c.work = t->work;
    t->c.first_year = 2024;
    t->c.last_year = 2026;
    *state = t;
    return 0;
}

static int
close_table(void **state)
{
    struct table *t = *state;

    arena_close(t->a);
    return 0;
}

static void
assert_due(const struct table *t, const char *start, struct term term,
           const char *due)
{
    int64_t at = 0;
    int year = 0;

    assert_true(calendar_due(&t->c, day_start(day_of(start)) + 9 * HOUR_MS,
                             term, &at, &year));
    assert_int_equal(at, day_end(day_of(due)));
}

static struct term
workdays(int64_t n)
{
    return (struct term){ n, DUE_WORKDAY, false };
}

static struct term
days_rolled(int64_t n)
{
    return (struct term){ n, DUE_DAY, true };
}

static void
the_vectors_of_the_law_hold(void **state)
{
    assert_due(*state, "2026-09-18", workdays(5), "2026-09-24");
    assert_due(*state, "2026-09-18", days_rolled(15), "2026-10-08");
    assert_due(*state, "2025-12-17", days_rolled(60), "2026-02-24");
}

static void
each_year_has_its_number_of_working_days(void **state)
{
    const struct table *t = *state;
    int n[3] = { 0, 0, 0 };

    for (int32_t d = day_of("2024-01-01"); d <= day_of("2026-12-31"); d++)
        if (calendar_is_workday(&t->c, d))
            n[day_to_date(d).year - 2024]++;
    assert_int_equal(n[0], 251);
    assert_int_equal(n[1], 248);
    assert_int_equal(n[2], 248);
}

static void
a_term_of_no_days_ends_with_the_start_day_or_the_next_working_day(void **state)
{
    assert_due(*state, "2026-09-18", workdays(0), "2026-09-18");
    assert_due(*state, "2026-09-19", workdays(0), "2026-09-20");
    assert_due(*state, "2026-10-01", days_rolled(0), "2026-10-08");
    assert_due(*state, "2026-10-01", (struct term){ 0, DUE_DAY, false },
               "2026-10-01");
}

static void
natural_days_that_do_not_roll_end_on_a_holiday(void **state)
{
    assert_due(*state, "2026-09-18", (struct term){ 15, DUE_DAY, false },
               "2026-10-03");
}

static void
hours_and_minutes_count_from_the_moment(void **state)
{
    const struct table *t = *state;
    int64_t at = 0;
    int year = 0;

    assert_true(calendar_due(&t->c, 1000, (struct term){ 24, DUE_HOUR, true },
                             &at, &year));
    assert_int_equal(at, 1000 + 24 * HOUR_MS);
    assert_true(calendar_due(
        &t->c, 1000, (struct term){ 30, DUE_MINUTE, false }, &at, &year));
    assert_int_equal(at, 1000 + 30 * MINUTE_MS);
    assert_true(calendar_due(&t->c, 1000, (struct term){ 0 }, &at, &year));
    assert_int_equal(at, 1000);
}

static int
missing_year(const struct table *t, const char *start, struct term term)
{
    int64_t at = -1;
    int year = 0;

    assert_false(
        calendar_due(&t->c, day_start(day_of(start)), term, &at, &year));
    assert_int_equal(at, -1);
    return year;
}

static void
no_deadline_is_guessed_in_a_year_without_calendar(void **state)
{
    const struct table *t = *state;
    const struct table none = { .c = { 0 } };
    const struct term far = { INT64_MAX, DUE_MINUTE, false };

    assert_int_equal(missing_year(t, "2026-12-30", workdays(2)), 2027);
    assert_int_equal(missing_year(t, "2026-12-30", days_rolled(2)), 2027);
    assert_int_equal(missing_year(t, "2023-06-01", workdays(0)), 2023);
    assert_int_equal(missing_year(&none, "2025-06-01", workdays(1)), 2025);
    assert_int_equal(missing_year(t, "2025-06-01", workdays(5000)), 2027);
    assert_int_equal(missing_year(t, "2025-06-01", far), 9999);
    assert_int_equal(missing_year(t, "2025-06-01", days_rolled(INT64_MAX)),
                     9999);
    assert_due(t, "2023-12-31", workdays(1), "2024-01-02");
    assert_true(calendar_covers(&t->c, day_of("2024-01-01")));
    assert_true(calendar_covers(&t->c, day_of("2026-12-31")));
    assert_false(calendar_covers(&t->c, day_of("2027-01-01")));
    assert_false(calendar_covers(&none.c, day_of("2025-01-01")));
}

static bool
is_workday_by_hand(int32_t day)
{
    for (size_t i = 0; i < WORKED; i++)
        if (day_of(worked[i]) == day)
            return true;
    for (size_t i = 0; i < OFF_SPANS; i++)
        if (day >= day_of(off_spans[i][0]) && day <= day_of(off_spans[i][1]))
            return false;
    return day_weekday(day) < 5;
}

/* Whether each day from 2024-01-01 is worked, judged apart from calendar.c. */
static bool *
days_by_hand(struct arena *a, int32_t first, int32_t last)
{
    bool *is = arena_alloc(a, (size_t)(last - first + 1) * sizeof(*is));

    for (int32_t d = first; d <= last; d++)
        is[d - first] = is_workday_by_hand(d);
    return is;
}

/* The last day of the term by counting each one, or -1 past the table. */
static int32_t
due_by_hand(const bool *is, int32_t n, int32_t start, struct term t)
{
    int32_t day = start;
    int64_t left = t.count;

    while (left > 0) {
        day++;
        if (t.unit == DUE_DAY) {
            left--;
            continue;
        }
        if (day >= n)
            return -1;
        left -= is[day];
    }
    if (t.unit == DUE_DAY && !t.roll)
        return day;
    while (day < n && !is[day])
        day++;
    return day < n ? day : -1;
}

static void
assert_as_by_hand(const struct table *t, const bool *is, int32_t start,
                  struct term term)
{
    int32_t first = day_of("2024-01-01"), n = day_of("2026-12-31") - first + 1;
    int32_t expected = due_by_hand(is, n, start, term);
    int64_t at = 0;
    int year = 0;

    if (!calendar_due(&t->c, day_start(first + start), term, &at, &year)) {
        assert_int_equal(expected, -1);
        assert_int_equal(year, 2027);
        return;
    }
    assert_int_equal(at, day_end(first + expected));
}

static void
it_agrees_with_a_count_of_every_day(void **state)
{
    const struct table *t = *state;
    int32_t first = day_of("2024-01-01"), last = day_of("2026-12-31");
    const bool *is = days_by_hand(t->a, first, last);

    for (int32_t start = 0; start <= last - first; start++)
        for (int64_t count = 0; count <= COUNT_MAX; count++) {
            assert_as_by_hand(t, is, start, workdays(count));
            assert_as_by_hand(t, is, start, days_rolled(count));
            assert_as_by_hand(t, is, start,
                              (struct term){ count, DUE_DAY, false });
        }
}

static struct str
explained(const struct table *t, const char *start, struct term term)
{
    struct buf b = { .a = t->a };

    calendar_explain(&t->c, day_start(day_of(start)), term, &b);
    return buf_str(&b);
}

static void
the_explanation_shows_every_step(void **state)
{
    struct str s = explained(*state, "2026-09-18", workdays(5));

    assert_true(str_eq(s, STR("起算日 2026-09-18 不计入\n"
                              "期限 5 个工作日\n"
                              "2026-09-19 星期六，周末休息，不计\n"
                              "2026-09-20 星期日，调休上班，计为第 1 个工作日\n"
                              "到期 2026-09-24 星期四 24:00\n")));
    s = explained(*state, "2026-09-18", days_rolled(15));
    assert_true(str_find(s, STR("2026-10-03 星期六，节假日，顺延\n")) !=
                SIZE_MAX);
    assert_true(str_ends(s, STR("到期 2026-10-08 星期四 24:00\n")));
    s = explained(*state, "2026-12-30", workdays(5));
    assert_true(str_find(s, STR("2027 年")) != SIZE_MAX);
    s = explained(*state, "2026-09-18", (struct term){ 2, DUE_HOUR, false });
    assert_true(str_ends(s, STR("到期 2026-09-18T02:00:00+08:00\n")));
}

static void
a_term_that_reaches_a_provisional_year_says_so(void **state)
{
    const struct str word = STR("年的放假安排尚未公布，按法定节假日暂计");
    struct table *t = *state;

    t->c.provisional_year = 2026;
    assert_false(calendar_is_provisional(&t->c, day_of("2025-12-31")));
    assert_true(calendar_is_provisional(&t->c, day_of("2026-01-01")));
    assert_false(calendar_is_provisional(&t->c, day_of("2027-01-01")));
    assert_int_equal(str_find(explained(t, "2025-12-24", workdays(5)), word),
                     SIZE_MAX);
    assert_true(str_ends(explained(t, "2025-12-30", workdays(2)),
                         STR("2026 年的放假安排尚未公布，按法定节假日暂计\n"
                             "到期 2026-01-04 星期日 24:00\n")));
    assert_true(str_find(explained(t, "2025-12-20", days_rolled(15)), word) !=
                SIZE_MAX);
    t->c.provisional_year = 0;
    assert_int_equal(str_find(explained(t, "2025-12-30", workdays(2)), word),
                     SIZE_MAX);
}

static void
units_have_words(void **state)
{
    enum due_unit u = DUE_NONE;

    (void)state;
    assert_true(due_unit_parse(STR("workday"), &u));
    assert_int_equal(u, DUE_WORKDAY);
    assert_false(due_unit_parse(STR("week"), &u));
    assert_false(due_unit_parse(STR(""), &u));
    assert_int_equal(u, DUE_WORKDAY);
    assert_true(str_eq(due_unit_word(DUE_MINUTE), STR("minute")));
    assert_int_equal(due_unit_word(DUE_NONE).n, 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_table, close_table)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(the_vectors_of_the_law_hold),
        T(each_year_has_its_number_of_working_days),
        T(a_term_of_no_days_ends_with_the_start_day_or_the_next_working_day),
        T(natural_days_that_do_not_roll_end_on_a_holiday),
        T(hours_and_minutes_count_from_the_moment),
        T(no_deadline_is_guessed_in_a_year_without_calendar),
        T(it_agrees_with_a_count_of_every_day),
        T(the_explanation_shows_every_step),
        T(a_term_that_reaches_a_provisional_year_says_so),
        T(units_have_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
