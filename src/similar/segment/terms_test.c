/* What a text is looked up by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "similar/segment/terms.h"

#include <cmocka.h>

static const struct term_key key = { { 1, 2 } };

/* The vector of the paper's reference code: key 00..0f, text 00..0e. */
static void
hashes_are_siphash(void **state)
{
    const struct term_key k = { { UINT64_C(0x0706050403020100),
                                  UINT64_C(0x0f0e0d0c0b0a0908) } };
    char text[15];

    (void)state;
    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = (char)i;
    assert_true(term_hash(&k, (struct str){ text, sizeof(text) }) ==
                UINT64_C(0xa129ca6149be45e5));
}

/* The pairs of a text with bars between; > before one that follows. */
static void
has_pairs(const char *text, const char *want)
{
    struct arena *a = arena_open();
    struct gram_list l = grams_of(a, &key, str_of(text), 100);
    struct buf b = { .a = a };

    for (size_t i = 0; i < l.n; i++) {
        struct str pair = { l.text.p + l.at[i].at, l.at[i].bytes };

        buf_add(&b, l.at[i].follows ? STR(">") : STR("|"));
        buf_add(&b, pair);
    }
    assert_string_equal(buf_cstr(&b), want);
    arena_close(a);
}

static void
pairs_are_of_neighbours(void **state)
{
    (void)state;
    has_pairs("路灯坏了", "|路灯>灯坏>坏了");
    has_pairs("路灯，坏了。", "|路灯|坏了");
    has_pairs("灯 坏了", "|灯|坏了");
    has_pairs("ＡＢ3路", "|ＡＢ>Ｂ3>3路");
    has_pairs("", "");
    has_pairs("，。!", "");
    has_pairs("灯", "|灯");
}

static void
only_so_many_pairs_are_taken(void **state)
{
    struct arena *a = arena_open();

    (void)state;
    assert_int_equal(grams_of(a, &key, STR("一二三四五六"), 3).n, 3);
    assert_int_equal(grams_of(a, &key, STR("\xff\xfe灯\xff坏了"), 9).n, 2);
    arena_close(a);
}

/* A pair is hashed as its two characters, each as four bytes. */
static void
pairs_are_hashed_as_eight_bytes(void **state)
{
    const unsigned char bytes[8] = { 0x11, 0x22, 0x33, 0, 0x44, 0x55, 0, 0 };

    (void)state;
    assert_true(pair_hash(&key, 0x332211, 0x5544) ==
                term_hash(&key, (struct str){ (const char *)bytes, 8 }));
}

/* Width and case are nothing to a pair. */
static void
pairs_are_of_the_normal_form(void **state)
{
    struct arena *a = arena_open();
    struct gram_list x = grams_of(a, &key, STR("ＡＢ３路"), 100);
    struct gram_list y = grams_of(a, &key, STR("ab3路"), 100);

    (void)state;
    assert_int_equal(x.n, 3);
    assert_int_equal(y.n, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(x.at[i].hash == y.at[i].hash);
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_siphash),
        cmocka_unit_test(pairs_are_of_neighbours),
        cmocka_unit_test(only_so_many_pairs_are_taken),
        cmocka_unit_test(pairs_are_hashed_as_eight_bytes),
        cmocka_unit_test(pairs_are_of_the_normal_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
