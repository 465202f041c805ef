/*
 * A tile has one address, that of C2SP tlog-tiles, and no other one is read.
 */
#include "api/log/tile_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h> /* last: its fail() is not ours */

/* Read "LEVEL/A/B/...". */
static bool
parse(const char *path, struct tile_name *ret_tile)
{
    struct str rest = str_of(path), level, segments[TILE_SEGMENTS];
    size_t n = 0;

    assert_true(str_cut(&rest, '/', &level));
    while (n < TILE_SEGMENTS && str_cut(&rest, '/', &segments[n]))
        n++;
    return tile_name_parse(level, segments, n, ret_tile);
}

static void
reads(const char *path, unsigned level, uint64_t number, unsigned width)
{
    struct tile_name t;

    assert_true(parse(path, &t));
    assert_int_equal(t.level, level);
    assert_int_equal(t.number, number);
    assert_int_equal(t.width, width);
}

static void
the_examples_of_the_standard_are_read(void **state)
{
    (void)state;
    reads("0/x001/x234/067", 0, 1234067, 256);
    reads("0/x001/x234/067.p/8", 0, 1234067, 8);
    reads("1/000.p/255", 1, 0, 255);
    reads("63/999", 63, 999, 256);
    reads("2/x999/999", 2, 999999, 256);
}

static void
another_spelling_is_none(void **state)
{
    static const char *const wrong[] = {
        "0/67",        "0/0067",     "0/x000/067", "0/001/067",   "0/x01/067",
        "0/x001",      "00/067",     "64/067",     "-1/067",      "+1/067",
        "a/067",       "0/067.p",    "0/067.p/0",  "0/067.p/256", "0/067.p/08",
        "0/067/8",     "0/x067.p/8", "0/.p/8",     "0/0x1",       "0/06a",
        "0/067.p/8/1", "0/+67",      "/067",       "0/",
    };
    struct tile_name t;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        if (parse(wrong[i], &t))
            fail_msg("%s was read", wrong[i]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard_are_read),
        cmocka_unit_test(another_spelling_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
