/* Measures on answers that can be worked out by hand, and the mix of two. */
#include "model/measure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/model.h"

static bool
near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

/* Three labels: one right of two, one right of one, none of one. */
static const struct verified four[] = {
    { 0, 0, 0.9, 0.1, true },
    { 0, 1, 0.6, 0.9, true },
    { 1, 1, 0.8, 0.2, true },
    { 2, 0, 0.7, 1.2, false },
};

static void
shares_and_f1_are_as_by_hand(void **state)
{
    struct arena *a = arena_open();
    struct quality q = measure_quality(a, four, 4, 3);

    (void)state;
    assert_true(q.n == 4 && near(q.accuracy, 0.5) && near(q.top3, 0.75));
    assert_true(near(q.brier, (0.1 + 0.9 + 0.2 + 1.2) / 4));
    /* F1: 2*1/(2+2), 2*1/(2+1), 0 */
    assert_true(near(q.macro_f1, (0.5 + 2.0 / 3 + 0) / 3));
    /* each alone in its bin: |.9-1| + |.6-0| + |.8-1| + |.7-0| */
    assert_true(near(q.ece, (0.1 + 0.6 + 0.2 + 0.7) / 4));
    arena_close(a);
}

static void
the_threshold_keeps_the_risk(void **state)
{
    struct arena *a = arena_open();
    double share;

    (void)state;
    assert_true(near(measure_sure_from(a, four, 4, 0, &share), 0.8));
    assert_true(near(share, 0.5));
    assert_true(near(measure_sure_from(a, four, 4, 0.5, &share), 0.6));
    assert_true(near(share, 1));
    assert_true(near(measure_sure_from(a, four + 1, 1, 0.5, &share), 1));
    assert_true(near(share, 0));
    arena_close(a);
}

static void
equal_probabilities_are_kept_or_dropped_together(void **state)
{
    struct arena *a = arena_open();
    const struct verified v[] = { { 0, 0, 0.9, 0, true },
                                  { 0, 0, 0.5, 0, true },
                                  { 0, 1, 0.5, 0, true } };
    double share;

    (void)state;
    assert_true(near(measure_sure_from(a, v, 3, 0.1, &share), 0.9));
    assert_true(near(share, 1.0 / 3));
    arena_close(a);
}

/* Three of four are right whenever the scores are one apart: ln 3 is best. */
static void
sharpness_makes_the_truth_likeliest(void **state)
{
    const double scores[] = { 1, 0, 1, 0, 1, 0, 1, 0 };
    const uint32_t labels[] = { 0, 0, 0, 1 };

    (void)state;
    assert_true(fabs(measure_sharpness(scores, labels, 4, 2) - log(3)) < 1e-4);
}

static void
intervals_hold_the_share_and_gaps_need_cases(void **state)
{
    struct arena *a = arena_open();
    struct verified v[200] = { { 0, 0, 0, 0, false } };
    bool marked[200] = { false };
    struct interval i;
    double gap;

    (void)state;
    for (size_t k = 0; k < 200; k++) {
        marked[k] = k < 100;
        v[k].guess = k < 50 || (k >= 100 && k < 110) ? 1 : 0;
    }
    i = measure_interval(a, v, 200);
    assert_true(i.low > 0.6 && i.low < 0.7 && i.high > 0.7 && i.high < 0.8);
    assert_true(measure_gap(a, v, marked, 200, &gap, &i));
    assert_true(near(gap, 0.5 - 0.9));
    assert_true(i.low < gap && gap < i.high && i.high < 0);
    for (size_t k = 29; k < 200; k++)
        marked[k] = false;
    assert_false(measure_gap(a, v, marked, 200, &gap, &i));
    arena_close(a);
}

/* 40 marked cases, 60 others; label 1 is the answer to 30 of 40 and 30 of 60.
 */
static void
shares_of_answers_are_compared(void **state)
{
    struct verified v[100] = { { 0, 0, 0.5, 0, false } };
    const struct verified_list all = { v, 100, 2 };
    bool marked[100] = { false };
    struct fairness f;

    (void)state;
    for (size_t k = 0; k < 100; k++) {
        marked[k] = k < 40;
        v[k].guess = k < 30 || k >= 70;
        v[k].label = k < 35 || k >= 70; /* 35 in, 30 out: enough to compare */
    }
    assert_true(measure_fairness(&all, marked, &f));
    assert_true(near(fabs(f.answered.in - f.answered.out), 0.25));
    assert_true(f.answered.interval.low < f.answered.interval.high);
    assert_true(near(f.ratio, 0.5)); /* label 0: 10 of 40, 30 of 60 */
    assert_true(f.found.known && f.found.label == 1);
    assert_true(near(f.found.in, 30.0 / 35) && near(f.found.out, 1));
    for (size_t k = 29; k < 100; k++)
        marked[k] = false;
    assert_false(measure_fairness(&all, marked, &f));
}

static void
calibration_has_an_interval(void **state)
{
    struct arena *a = arena_open();
    struct verified v[100] = { { 0, 0, 0, 0, false } };
    struct interval i;
    struct quality q;

    (void)state;
    for (size_t k = 0; k < 100; k++) {
        v[k].probability = 0.85;
        v[k].guess = k < 30;
    }
    q = measure_quality(a, v, 100, 2);
    i = measure_ece_interval(a, v, 100);
    assert_true(near(q.ece, 0.15) && near(q.confidence, 0.85));
    assert_true(i.low < 0.15 && i.high > 0.15 && i.high < 0.3);
    arena_close(a);
}

/* (0.6 - 0.5) ln 1.2 + (0.4 - 0.5) ln 0.8 */
static void
shares_that_move_have_an_index(void **state)
{
    const double was[] = { 0.5, 0.5 }, now[] = { 0.6, 0.4 }, gone[] = { 1, 0 };

    (void)state;
    assert_true(near(measure_psi(was, was, 2), 0));
    assert_true(fabs(measure_psi(was, now, 2) - 0.1 * (log(1.2) - log(0.8))) <
                1e-9);
    assert_true(measure_psi(was, gone, 2) > 0.25 &&
                isfinite(measure_psi(was, gone, 2)));
}

static void
words_count_less_the_more_was_learned(void **state)
{
    const double words[] = { 1, 0 }, learned[] = { 0, 1 };
    double all[2];

    (void)state;
    model_blend(words, learned, 2, 0, 100, all);
    assert_true(near(all[0], 1) && near(all[1], 0));
    model_blend(words, learned, 2, 100, 100, all);
    assert_true(near(all[0], 0.5) && near(all[1], 0.5));
    model_blend(words, learned, 2, 300, 100, all);
    assert_true(near(all[0], 0.25) && near(all[1], 0.75));
    model_blend(words, learned, 2, 0, 0, all);
    assert_true(near(all[1], 1));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_and_f1_are_as_by_hand),
        cmocka_unit_test(the_threshold_keeps_the_risk),
        cmocka_unit_test(equal_probabilities_are_kept_or_dropped_together),
        cmocka_unit_test(sharpness_makes_the_truth_likeliest),
        cmocka_unit_test(intervals_hold_the_share_and_gaps_need_cases),
        cmocka_unit_test(shares_of_answers_are_compared),
        cmocka_unit_test(calibration_has_an_interval),
        cmocka_unit_test(shares_that_move_have_an_index),
        cmocka_unit_test(words_count_less_the_more_was_learned),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
