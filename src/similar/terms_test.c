/* What a text is looked up by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "similar/terms.h"

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
        assert_true(l.at[i].hash == term_hash(&key, pair));
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
    has_pairs("ＡＢ3路", "|ab>b3>3路");
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

static void
bands_do_not_know_an_order(void **state)
{
    uint32_t x[DUP_BANDS], y[DUP_BANDS];
    struct min_hash m, n;

    (void)state;
    min_hash_start(&m);
    min_hash_start(&n);
    for (uint64_t i = 0; i < 50; i++) {
        min_hash_add(&m, (i + 1) * (i + 1));
        min_hash_add(&n, (50 - i) * (50 - i));
        min_hash_add(&n, 4);
    }
    min_hash_bands(&m, x);
    min_hash_bands(&n, y);
    assert_memory_equal(x, y, sizeof(x));
    for (uint64_t i = 0; i < 50; i++)
        min_hash_add(&n, term_hash(&key, (struct str){ (char *)&i, 8 }));
    min_hash_bands(&n, y);
    assert_memory_not_equal(x, y, sizeof(x));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_siphash),
        cmocka_unit_test(pairs_are_of_neighbours),
        cmocka_unit_test(only_so_many_pairs_are_taken),
        cmocka_unit_test(bands_do_not_know_an_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
