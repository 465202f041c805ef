/*
 * What the case code and the query code promise to people who copy them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codes/case_code.h"

static int
open_arena(void **state)
{
    *state = arena_open();
    return 0;
}

static int
close_arena(void **state)
{
    arena_close(*state);
    return 0;
}

static int32_t
day_of(struct str s)
{
    int32_t day = 0;

    assert_true(day_parse(s, &day));
    return day;
}

static struct str
code_of(struct arena *a, int64_t number)
{
    struct buf b = { .a = a };

    case_code_put(&b, STR("370200"), day_of(STR("2026-09-18")), STR("TL"),
                  number);
    return buf_str(&b);
}

static struct str
why_not(struct arena *a, struct str text)
{
    struct case_code code;
    struct str why = STR("");

    assert_false(case_code_parse(a, text, &code, &why));
    assert_true(why.n > 0);
    return why;
}

static void
assert_has(struct str text, struct str part)
{
    assert_true(str_find(text, part) != SIZE_MAX);
}

/* The vector of the Global Release Identifier, which uses the same system. */
static void
the_check_character_agrees_with_a_published_one(void **state)
{
    (void)state;
    assert_int_equal(iso7064_mod37_36(STR("A12425GABC1234002")), 'M');
    assert_int_equal(iso7064_mod37_36(STR("a1")), 0);
    assert_int_equal(iso7064_mod37_36(STR("A-1")), 0);
}

static void
a_case_code_reads_back_as_it_was_made(void **state)
{
    struct str text = code_of(*state, 1234567890123);
    struct case_code c;
    struct str why;

    assert_int_equal(text.n, CASE_CODE_CHARS);
    assert_true(str_starts(text, STR("37020020260918TL7890123")));
    assert_true(case_code_parse(*state, text, &c, &why));
    assert_true(str_eq(c.region, STR("370200")));
    assert_true(str_eq(c.channel, STR("TL")));
    assert_int_equal(c.day, day_of(STR("2026-09-18")));
    assert_int_equal(c.sequence, 7890123);
}

static void
blanks_hyphens_small_letters_and_full_width_are_forgiven(void **state)
{
    struct buf b = { .a = *state };
    struct str text = code_of(*state, 42);
    struct case_code c;
    struct str why;

    buf_add(&b, STR(" ３７0200-20260918　tl 0000042-"));
    buf_add_char(&b, text.p[23]);
    assert_true(case_code_parse(*state, buf_str(&b), &c, &why));
    assert_int_equal(c.sequence, 42);
}

static void
every_single_wrong_character_is_noticed(void **state)
{
    struct str good = code_of(*state, 765);
    struct case_code c;
    struct str why;

    for (size_t i = 0; i < good.n; i++)
        for (int other = '0'; other <= 'Z'; other++) {
            char *p = arena_copy(*state, good.p, good.n);

            p[i] = (char)other;
            if (other == good.p[i] || (other > '9' && other < 'A'))
                continue;
            assert_false(
                case_code_parse(*state, (struct str){ p, good.n }, &c, &why));
        }
}

static void
swapped_neighbours_are_noticed(void **state)
{
    struct str good = code_of(*state, 1928374);
    struct case_code c;
    struct str why;

    for (size_t i = 0; i + 1 < good.n; i++) {
        char *p = arena_copy(*state, good.p, good.n);

        if (p[i] == p[i + 1])
            continue;
        p[i] = good.p[i + 1];
        p[i + 1] = good.p[i];
        assert_false(
            case_code_parse(*state, (struct str){ p, good.n }, &c, &why));
    }
}

static void
a_wrong_code_is_told_what_is_wrong(void **state)
{
    assert_has(why_not(*state, STR("3702")), STR("实际为 4 个"));
    assert_has(why_not(*state, STR("37020？")), STR("第 6 个字符"));
    assert_has(why_not(*state, STR("\xff")), STR("UTF-8"));
    assert_has(why_not(*state, STR("37O20020260918TL0000042X")),
               STR("第 3 位应为数字"));
    assert_has(why_not(*state, STR("37020020260918TL00000420")),
               STR("校验字符"));
}

static void
a_day_that_does_not_exist_is_no_case_code(void **state)
{
    struct buf b = { .a = *state };

    buf_add(&b, STR("37020020260230TL0000042"));
    buf_add_char(&b, iso7064_mod37_36(buf_str(&b)));
    assert_has(why_not(*state, buf_str(&b)), STR("20260230"));
}

static void
a_query_code_reads_back_as_it_was_made(void **state)
{
    static const unsigned char tag[6] = { 0xff, 0x01, 0x80, 0x7e, 0x55, 0xaa };
    const int64_t numbers[] = { 1, 31, 32, 1000000, (INT64_C(1) << 35) - 1 };
    char first[QUERY_TAG_CHARS], again[QUERY_TAG_CHARS];

    for (size_t i = 0; i < 5; i++) {
        struct buf b = { .a = *state };
        int64_t number = 0;

        query_code_put(&b, numbers[i], tag);
        assert_int_equal(b.n, QUERY_CODE_CHARS + 3);
        assert_true(query_code_parse(buf_str(&b), &number, again));
        assert_int_equal(number, numbers[i]);
        if (i == 0)
            for (size_t k = 0; k < QUERY_TAG_CHARS; k++)
                first[k] = again[k];
        assert_memory_equal(first, again, QUERY_TAG_CHARS);
    }
}

static void
a_query_code_may_be_read_aloud(void **state)
{
    int64_t number = 0;
    char tag[QUERY_TAG_CHARS];

    (void)state;
    assert_true(query_code_parse(STR("ooooo1o oooooil2345"), &number, tag) ==
                false);
    assert_true(query_code_parse(STR("OOOO-O1O-O OOOO il23"), &number, tag));
    assert_int_equal(number, 32);
    assert_memory_equal(tag, "000001123", QUERY_TAG_CHARS);
    assert_false(query_code_parse(STR("0000-0001-0000-000U"), &number, tag));
    assert_false(query_code_parse(STR("0000-0000-0000-0000"), &number, tag));
    assert_false(query_code_parse(STR(""), &number, tag));
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(the_check_character_agrees_with_a_published_one),
        T(a_case_code_reads_back_as_it_was_made),
        T(blanks_hyphens_small_letters_and_full_width_are_forgiven),
        T(every_single_wrong_character_is_noticed),
        T(swapped_neighbours_are_noticed),
        T(a_wrong_code_is_told_what_is_wrong),
        T(a_day_that_does_not_exist_is_no_case_code),
        T(a_query_code_reads_back_as_it_was_made),
        T(a_query_code_may_be_read_aloud),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
