/*
 * What a rulebook answers: rows by code, name and day, and words in a text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rulebook/classify.h"
#include "rulebook/small_city.h"

static struct rules
on_day(const struct city *c, const char *day)
{
    struct rules r = { &c->book, 0 };

    assert_true(day_parse(str_of(day), &r.day));
    return r;
}

static struct rules
today(struct city *c)
{
    assert_true(read_city(c));
    return on_day(c, "2026-09-18");
}

static void
rows_are_found_by_code_and_by_name(void **state)
{
    struct rules r = today(*state);
    const struct place *p = rules_place(r, STR("370202001"));

    assert_non_null(p);
    assert_int_equal(p->aliases_n, 2);
    assert_true(str_eq(p->name.en, STR("香港中路街道")));
    assert_ptr_equal(rules_place_named(r, STR("港中路")), p);
    assert_null(rules_place(r, STR("999")));
    assert_non_null(rules_unit_named(r, STR("路灯管理处")));
    assert_int_equal(rules_matter(r, STR("light"))->questions_n, 2);
    assert_true(rules_matter_is_leaf(r, STR("light")));
    assert_false(rules_matter_is_leaf(r, STR("city")));
    assert_false(rules_matter_is_leaf(r, STR("nothing")));
    assert_non_null(rules_exit(r, STR("E6")));
    assert_non_null(rules_reason(r, STR("return"), STR("not_ours")));
    assert_null(rules_reason(r, STR("pause"), STR("not_ours")));
    assert_non_null(rules_escalation(r, STR("L1"), 2));
    assert_null(rules_escalation(r, STR("L1"), 3));
}

static void
a_look_up_names_the_day(void **state)
{
    struct city *c = *state;

    assert_int_equal(rules_number(today(c), STR("pause_days"), 0), 20);
    assert_int_equal(
        rules_number(on_day(c, "2025-12-31"), STR("pause_days"), 0), 30);
    assert_int_equal(rules_number(today(c), STR("nothing"), 7), 7);
    assert_true(
        str_eq(rules_setting(today(c), STR("region"), STR("")), STR("370200")));
}

static struct str
lead_of(struct rules r, const char *matter, const char *place)
{
    const struct dispatch *d = rules_dispatch(r, str_of(matter), str_of(place));

    return d == NULL ? STR("nobody") : d->lead;
}

static void
dispatch_takes_the_nearest_matter_then_the_nearest_place(void **state)
{
    struct rules r = today(*state);

    assert_true(str_eq(lead_of(r, "light", "370202001"), STR("u_light")));
    assert_true(str_eq(lead_of(r, "noise", "370202001001"), STR("u_hk")));
    assert_true(str_eq(lead_of(r, "noise", "370202"), STR("u_dist")));
    assert_true(str_eq(lead_of(r, "noise", "370200"), STR("@street")));
    assert_true(str_eq(lead_of(r, "noise", ""), STR("@street")));
    assert_true(str_eq(lead_of(r, "nothing", "370200"), STR("nobody")));
    assert_true(str_eq(rules_street_unit(r, STR("370202001001")), STR("u_hk")));
    assert_int_equal(rules_street_unit(r, STR("370200")).n, 0);
}

static void
a_place_is_read_and_served_from_the_top_down(void **state)
{
    struct city *c = *state;
    struct rules r = today(c);
    const struct str community = STR("370202001001");

    assert_true(str_eq(rules_place_path(c->a, r, community),
                       STR("青岛市/市南区/香港中路街道/浮山所社区")));
    assert_int_equal(rules_place_path(c->a, r, STR("~外地")).n, 0);
    assert_true(str_eq(rules_district_unit(r, community), STR("u_dist")));
    assert_true(str_eq(rules_district_unit(r, STR("370202")), STR("u_dist")));
    assert_int_equal(rules_district_unit(r, STR("370200")).n, 0);
    assert_int_equal(rules_district_unit(r, STR("")).n, 0);
}

static void
an_exact_level_comes_before_any_level(void **state)
{
    struct rules r = today(*state);
    const struct deadline *d =
        rules_deadline(r, STR("hotline"), STR("L1"), STR("contact"));

    assert_int_equal(d->term.unit, DUE_MINUTE);
    d = rules_deadline(r, STR("hotline"), STR("L2"), STR("contact"));
    assert_int_equal(d->term.unit, DUE_WORKDAY);
    assert_int_equal(d->warn_percent, 50);
    d = rules_deadline(r, STR("hotline"), STR("L2"), STR("archive"));
    assert_true(d->term.roll);
    assert_null(rules_deadline(r, STR("petition"), STR("L2"), STR("close")));
    assert_true(str_eq(rules_level(r, 3, 0, 0, 0), STR("L1")));
    assert_true(str_eq(rules_level(r, 0, 1, 3, 2), STR("L3")));
}

static void
words_and_places_are_found_in_a_text(void **state)
{
    struct city *c = *state;
    struct rules r = today(c);
    size_t n;
    struct str text = text_normalise(c->a, STR("港中路 KTV 门口路灯不亮"));
    const struct match *m = matcher_find(r.book->matcher, c->a, text, &n);

    assert_int_equal(n, 2);
    assert_true(str_eq(r.book->words[m[0].value].target, STR("noise")));
    assert_true(str_eq(r.book->words[m[1].value].target, STR("light")));
    m = matcher_find(r.book->gazetteer, c->a, text, &n);
    assert_int_equal(n, 1);
    assert_true(str_eq(r.book->places[m[0].value].code, STR("370202001")));
}

/* A book of places only: rules_place_near looks at nothing else. */
static struct str
near(const struct place *places, size_t n, struct point p, int64_t metres)
{
    const struct rulebook book = { .places = places, .places_n = n };

    return rules_place_near((struct rules){ &book, 100 }, p, metres);
}

static void
the_nearest_small_place_is_found_within_so_many_metres(void **state)
{
#define PLACE(c, k, x, y, last)                                                \
    {                                                                          \
        .code = STR(c), .kind = STR(k), .lon = x, .lat = y, .basis = {         \
            .from = 0,                                                         \
            .to = last                                                         \
        }                                                                      \
    }
    /* At 60 degrees north a degree of longitude is half of one of latitude:
     * 0.001 degrees are 55.6 m and 111.2 m. */
    const struct place places[] = {
        PLACE("street", "street", 1200000000, 600000000, 200),
        PLACE("nowhere", "community", 0, 0, 200),
        PLACE("east", "community", 1200010000, 600000000, 200),
        PLACE("north", "grid", 1200000000, 600010000, 200),
        PLACE("past", "grid", 1200000000, 600000000, 99),
        PLACE("date_line", "community", -1799999000, -10000000, 200),
    };
#undef PLACE
    const size_t n = sizeof(places) / sizeof(places[0]);
    const struct point here = { 1200000000, 600000000 };

    (void)state;
    assert_true(str_eq(near(places, n, here, 60), STR("east")));
    assert_true(str_eq(near(places, n, here, 56), STR("east")));
    assert_int_equal(near(places, n, here, 55).n, 0);
    assert_true(
        str_eq(near(places, n, (struct point){ 1200000000, 600004000 }, 500),
               STR("north")));
    assert_true(
        str_eq(near(places, n, (struct point){ 1799999000, -10000000 }, 25),
               STR("date_line")));
    assert_int_equal(near(places, n, (struct point){ 1, 1 }, 1000).n, 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_city, close_city)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(rows_are_found_by_code_and_by_name),
        T(a_look_up_names_the_day),
        T(dispatch_takes_the_nearest_matter_then_the_nearest_place),
        T(a_place_is_read_and_served_from_the_top_down),
        T(an_exact_level_comes_before_any_level),
        T(words_and_places_are_found_in_a_text),
        cmocka_unit_test(
            the_nearest_small_place_is_found_within_so_many_metres),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
