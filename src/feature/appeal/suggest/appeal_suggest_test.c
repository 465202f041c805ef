/* What had been suggested, written and read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/appeal/suggest/appeal_suggest.h"

#include <cmocka.h> /* last */

static void
what_is_written_is_read_again(void **state)
{
    struct arena *a = arena_open();
    struct buf out = { .a = a };
    const struct offer level = { .of = APPEAL_SUGGESTION_LEVEL,
                                 .at = { { STR("L3"), 700 } },
                                 .n = 1 };
    const struct offer matter = { .of = APPEAL_SUGGESTION_MATTER,
                                  .model = STR("model/matter"),
                                  .version = STR("2026.1"),
                                  .sure = true,
                                  .at = { { STR("M1"), 812 },
                                          { STR("M2"), 101 } },
                                  .n = 2 };
    struct appeal_suggested_v1 e;
    struct offer o;

    (void)state;
    offer_put(&out, &level);
    offer_put(&out, &matter);
    assert_true(offer_find(buf_str(&out), APPEAL_SUGGESTION_MATTER, &o));
    assert_true(o.sure && o.n == 2 && str_eq(o.version, STR("2026.1")));
    e = offer_answered(&o, STR("M2"));
    assert_int_equal(e.rank, 2);
    assert_int_equal(e.probability, 812);
    assert_true(str_eq(e.first, STR("M1")) && e.sure == 1);
    e = offer_answered(&o, STR("M9"));
    assert_int_equal(e.rank, 0);
    assert_true(offer_find(buf_str(&out), APPEAL_SUGGESTION_LEVEL, &o));
    assert_true(o.model.n == 0 && o.version.n == 0 && !o.sure);
    assert_false(offer_find(buf_str(&out), APPEAL_SUGGESTION_UNIT, &o));
    arena_close(a);
}

static void
rubbish_is_none(void **state)
{
    static const char *const bad[] = {
        "",
        "matter",
        "matter - -",
        "matter - - ",
        "matter - - 0 M1",
        "matter - - 0 M1:1001",
        "matter - - 0 M1:-1",
        "matter - - 0 :1",
        "matter - - 0 M 1:1",
        "matter - - 0 a:1 b:1 c:1 d:1",
        "matter model/ 1 0 M1:1",
        "matter m\xf9 1 0 M1:1",
    };
    struct offer o;

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(offer_find(str_of(bad[i]), APPEAL_SUGGESTION_MATTER, &o));
}

/* A code that could not be read again is left out, with what follows. */
static void
other_signs_in_a_code_end_the_list(void **state)
{
    struct arena *a = arena_open();
    struct buf out = { .a = a };
    const struct offer unit = { .of = APPEAL_SUGGESTION_UNIT,
                                .at = { { STR("U_A"), 5 },
                                        { STR("~某 局"), 4 } },
                                .n = 2 };
    struct buf code = { .a = arena_open() };
    struct offer level = { .of = APPEAL_SUGGESTION_LEVEL, .n = 1 };
    struct offer o;

    (void)state;
    for (int i = 0; i < 81; i++)
        buf_add_char(&code, 'x');
    level.at[0].code = buf_str(&code); /* longer than an event takes */
    offer_put(&out, &unit);
    offer_put(&out, &level);
    assert_true(offer_find(buf_str(&out), APPEAL_SUGGESTION_UNIT, &o));
    assert_int_equal(o.n, 1);
    assert_true(offer_find(buf_str(&out), APPEAL_SUGGESTION_LEVEL, &o));
    assert_int_equal(o.n, 0);
    arena_close(code.a);
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(rubbish_is_none),
        cmocka_unit_test(other_signs_in_a_code_end_the_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
