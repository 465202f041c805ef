/*
 * What the matcher promises: every word, wherever it stands, in one pass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/matcher.h"

enum { WORDS = 6 };

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

static const struct matcher *
matcher_of(struct arena *a, const struct str *words, size_t n)
{
    uint32_t *values = arena_alloc(a, (n + 1) * sizeof(*values));

    for (size_t i = 0; i < n; i++)
        values[i] = (uint32_t)i;
    return matcher_new(a, words, values, n);
}

static void
overlapping_words_are_all_found_in_order_of_their_ends(void **state)
{
    const struct str words[] = { STR("she"), STR("he"), STR("hers"),
                                 STR("his") };
    const struct matcher *m = matcher_of(*state, words, 4);
    size_t n;
    const struct match *f = matcher_find(m, *state, STR("ushers"), &n);

    assert_int_equal(n, 3);
    assert_int_equal(f[0].value, 0);
    assert_int_equal(f[0].at, 1);
    assert_int_equal(f[1].value, 1);
    assert_int_equal(f[1].at, 2);
    assert_int_equal(f[2].value, 2);
    assert_int_equal(f[2].at, 2);
    assert_int_equal(f[2].n, 4);
}

static void
chinese_words_are_found_inside_longer_ones(void **state)
{
    const struct str words[] = { STR("燃气"), STR("燃气泄漏"), STR("泄漏") };
    const struct matcher *m = matcher_of(*state, words, 3);
    size_t n;
    const struct match *f = matcher_find(m, *state, STR("有燃气泄漏！"), &n);

    assert_int_equal(n, 3);
    assert_int_equal(f[0].value, 0);
    assert_int_equal(f[1].value, 1);
    assert_int_equal(f[2].value, 2);
    assert_int_equal(f[1].at, 3);
    assert_int_equal(f[1].n, 12);
}

static void
the_same_word_may_stand_twice_and_empty_words_are_left_out(void **state)
{
    const struct str words[] = { STR("a"), STR(""), STR("a") };
    const struct matcher *m = matcher_of(*state, words, 3);
    size_t n;
    const struct match *f = matcher_find(m, *state, STR("ba"), &n);

    assert_int_equal(n, 2);
    assert_int_equal(f[0].value, 0);
    assert_int_equal(f[1].value, 2);
}

static void
a_matcher_without_words_finds_nothing(void **state)
{
    const struct matcher *m = matcher_of(*state, NULL, 0);
    size_t n;

    (void)matcher_find(m, *state, STR("任何文字"), &n);
    assert_int_equal(n, 0);
}

static size_t
count_by_hand(const struct str *words, size_t n, struct str text)
{
    size_t found = 0;

    for (size_t end = 1; end <= text.n; end++)
        for (size_t w = 0; w < n; w++)
            if (words[w].n > 0 &&
                str_ends((struct str){ text.p, end }, words[w]))
                found++;
    return found;
}

static void
it_finds_what_a_search_by_hand_finds(void **state)
{
    uint32_t seed = 7;

    for (int round = 0; round < 2000; round++) {
        struct str words[WORDS];
        char *text = arena_alloc(*state, 40);
        size_t n;

        for (size_t i = 0; i < 40; i++) {
            seed = seed * 1103515245U + 12345U;
            text[i] = (char)('a' + (seed >> 16) % 3);
        }
        for (size_t w = 0; w < WORDS; w++)
            words[w] = (struct str){ text + w * 3, w % 5 };
        (void)matcher_find(matcher_of(*state, words, WORDS), *state,
                           (struct str){ text, 40 }, &n);
        assert_int_equal(n,
                         count_by_hand(words, WORDS, (struct str){ text, 40 }));
    }
}

static void
normal_texts_have_half_width_small_letters(void **state)
{
    struct str s = text_normalise(*state, STR("ＡＢｃ　１２３４５！Ab路灯"));

    assert_true(str_eq(s, STR("abc 12345!ab路灯")));
    s = text_normalise(*state, STR("\xff"
                                   "A"));
    assert_true(str_eq(s, STR("\xff"
                              "a")));
    assert_int_equal(text_normalise(*state, STR("")).n, 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(overlapping_words_are_all_found_in_order_of_their_ends),
        T(chinese_words_are_found_inside_longer_ones),
        T(the_same_word_may_stand_twice_and_empty_words_are_left_out),
        T(a_matcher_without_words_finds_nothing),
        T(it_finds_what_a_search_by_hand_finds),
        T(normal_texts_have_half_width_small_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
