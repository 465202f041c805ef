/*
 * Points as people write them: what is read, what is not, and that writing
 * gives back what was read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/point.h"

static void
degrees_are_read_to_the_seventh_decimal(void **state)
{
    static const struct {
        const char *text;
        int limit;
        int32_t degrees;
    } right[] = {
        { "0", 180, 0 },
        { "-0", 180, 0 },
        { "116.4", 180, 1164000000 },
        { "007.5", 180, 75000000 },
        { "-0.0000001", 180, -1 },
        { "180", 180, 1800000000 },
        { "-180.0000000", 180, -1800000000 },
        { "90.0", 90, 900000000 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
        int32_t v = 42;

        assert_true(degree_parse(str_of(right[i].text), right[i].limit, &v));
        assert_int_equal(v, right[i].degrees);
    }
}

static void
what_is_no_degree_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",     "-",    ".",    ".5",         "5.",   "+1",  "1e2",
        " 1",   "1 ",   "--1",  "1.",         "1.-5", "1,5", "90.0000001",
        "9999", "90.1", "1..2", "1.00000000", "１",   "0x1", "nan",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        int32_t v = 42;

        assert_false(degree_parse(str_of(wrong[i]), 90, &v));
        assert_int_equal(v, 42);
    }
}

static void
a_point_is_a_geo_uri_and_comes_back(void **state)
{
    static const char *const points[] = {
        "geo:36.0671,120.3826",
        "geo:-33.0000001,-180",
        "geo:90,0.5",
        "geo:0,0",
    };
    struct arena *a = arena_open();

    (void)state;
    for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
        struct point p = { 0, 0 };
        struct buf b = { .a = a };

        assert_true(point_parse(str_of(points[i]), &p));
        point_put(&b, p);
        assert_string_equal(buf_cstr(&b), points[i]);
        assert_int_equal(point_is_known(p), i != 3);
    }
    arena_close(a);
}

static void
what_is_no_point_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "geo:",
        "36,120",
        "geo:36",
        "geo:36,",
        "geo:,120",
        "geo:91,120",
        "geo:36,181",
        "geo:36,120,5",
        "geo:36,120;u=5",
        "GEO:36,120",
        "geo:36, 120",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct point p = { 7, 7 };

        assert_false(point_parse(str_of(wrong[i]), &p));
        assert_int_equal(p.lon, 7);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(degrees_are_read_to_the_seventh_decimal),
        cmocka_unit_test(what_is_no_degree_is_refused),
        cmocka_unit_test(a_point_is_a_geo_uri_and_comes_back),
        cmocka_unit_test(what_is_no_point_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
