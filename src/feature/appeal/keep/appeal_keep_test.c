/* When things end, what bars it, and where facts come from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "feature/appeal/keep/appeal_facts.h"
#include "feature/appeal/keep/appeal_keep.h"

#include <cmocka.h>

#define W(word)                                                                \
    {                                                                          \
        word, sizeof(word) - 1                                                 \
    }
#define ROW(c, g, t, n, u, act)                                                \
    {                                                                          \
        .class = W(c), .regime = W(g), .trigger = W(t), .count = n,            \
        .unit = W(u), .action = W(act), .basis = {                             \
            .text = W("依据"),                                                 \
            .to = 40000                                                        \
        }                                                                      \
    }

static const struct retention rows[] = {
    ROW("contact", "any", "closing", 12, "month", "deidentify"),
    ROW("contact", "petition", "closing", 2, "year", "deidentify"),
    ROW("texts", "hotline", "creation", 10, "day", "erase"),
    ROW("texts", "petition", "closing", 1, "year", "keep"),
};

static const struct sharing shared[] = {
    { .receiver = W("external"),
      .way = W("dispatch"),
      .purpose = W("handling"),
      .basis = { .to = 40000 } },
};

static const struct rulebook book = {
    .retention = rows,
    .retention_n = sizeof(rows) / sizeof(rows[0]),
    .sharing = shared,
    .sharing_n = 1,
};
static const struct rules now = { &book, 20000 };

static int64_t
day(int year, int month, int d)
{
    return day_start(date_to_day((struct date){ year, month, d }));
}

static struct appeal
ended(enum appeal_regime regime, int64_t at)
{
    return (struct appeal){ .version = 3,
                            .stage = APPEAL_STAGE_CLOSED,
                            .regime = regime,
                            .received_at = at - DAY_MS,
                            .closed_at = at };
}

static void
a_row_of_the_own_regime_goes_first(void **state)
{
    struct appeal s = ended(APPEAL_REGIME_HOTLINE, day(2026, 9, 8));

    (void)state;
    assert_int_equal(appeal_contact_term(&s, now).at, day(2027, 9, 9) - 1);
    s.regime = APPEAL_REGIME_PETITION;
    assert_int_equal(appeal_contact_term(&s, now).at, day(2028, 9, 9) - 1);
    assert_null(appeal_texts_term(&s, now).row);
}

static void
months_are_those_of_the_calendar(void **state)
{
    static const struct retention six =
        ROW("contact", "any", "closing", 6, "month", "deidentify");

    (void)state;
    assert_int_equal(retention_end(&six, day(2026, 8, 31)),
                     day(2027, 3, 1) - 1);
    assert_int_equal(retention_end(&six, day(2027, 8, 31)),
                     day(2028, 3, 1) - 1); /* a leap year: the 29th */
    /* whatever is over on a day is found on it */
    for (int32_t i = 0; i < 1500; i++) {
        int64_t from = day_start(20000 + i), end = retention_end(&six, from);

        assert_true(from <= retention_reach(&six, end + 1));
    }
}

static void
an_open_case_has_no_end(void **state)
{
    struct appeal s = ended(APPEAL_REGIME_HOTLINE, day(2026, 9, 8));

    (void)state;
    s.stage = APPEAL_STAGE_HANDLING;
    s.closed_at = 0;
    assert_int_equal(appeal_contact_term(&s, now).at, 0);
    assert_int_equal(appeal_texts_term(&s, now).at,
                     retention_end(&rows[2], s.received_at));
}

static void
hold_and_law_bar_erasure(void **state)
{
    struct appeal s = ended(APPEAL_REGIME_HOTLINE, day(2026, 9, 8));
    struct appeal_bar bar;

    (void)state;
    assert_true(appeal_may_erase(&s, now, day(2026, 9, 9), &bar));
    s.hold =
        (struct appeal_held){ .basis = STR("法院"), .until = day(2026, 10, 1) };
    assert_false(appeal_may_erase(&s, now, day(2026, 9, 9), &bar));
    assert_string_equal(bar.rule, "legal_hold");
    assert_true(str_eq(bar.basis, STR("法院")));
    assert_int_equal(bar.until, day(2026, 10, 1));
    assert_true(appeal_may_erase(&s, now, day(2026, 10, 1), &bar));
    s = ended(APPEAL_REGIME_PETITION, day(2026, 9, 8));
    assert_false(appeal_may_erase(&s, now, day(2027, 9, 8), &bar));
    assert_string_equal(bar.rule, "must_be_kept");
    assert_int_equal(bar.until, day(2027, 9, 9) - 1);
    assert_true(appeal_may_erase(&s, now, day(2027, 9, 9), &bar));
    s.erased = true;
    assert_false(appeal_may_erase(&s, now, day(2027, 9, 9), &bar));
    assert_string_equal(bar.rule, "person_erased");
}

static void
only_what_is_listed_is_given(void **state)
{
    struct sharing_ask ask = { STR("~外地"), STR("dispatch"), STR("") };

    (void)state;
    assert_ptr_equal(rules_sharing(now, &ask), &shared[0]);
    ask.way = STR("handover");
    assert_null(rules_sharing(now, &ask));
    ask = (struct sharing_ask){ STR("U_WATER"), STR("dispatch"), STR("") };
    assert_null(rules_sharing(now, &ask));
}

static struct record
record_of(const struct payload_type *type, const void *data, const char *actor)
{
    return (struct record){
        .type = type, .data = data, .actor = str_of(actor), .position = 7
    };
}

static void
a_later_fact_supersedes(void **state)
{
    static const struct appeal_received_v3 receipt = {
        .place = W("990101"),
        .title = { .commitment = W("ab") },
    };
    static const struct appeal_placed_v1 guess = { .matter = W("M1"),
                                                   .how = APPEAL_HOW_KEYWORDS };
    static const struct appeal_placed_v1 person = { .matter = W("M2"),
                                                    .place = W("990102"),
                                                    .how = APPEAL_HOW_PERSON };
    static const struct appeal_material_added_v1 more = {
        .text = { .commitment = W("cd") }
    };
    struct record at[] = {
        record_of(&appeal_received_v3_type, &receipt, "operator:w@HOT"),
        record_of(&appeal_placed_v1_type, &guess, "citizen"),
        record_of(&appeal_placed_v1_type, &person, "operator:w@HOT"),
        record_of(&appeal_material_added_v1_type, &more, "citizen"),
        record_of(&appeal_material_added_v1_type, &more, "citizen"),
    };
    const struct record_list records = { .at = at, .n = 5 };
    static const struct {
        const char *name;
        enum appeal_source source;
        int version;
        bool current;
    } want[] = {
        { "place", APPEAL_SOURCE_CITIZEN, 1, false },
        { "title", APPEAL_SOURCE_CITIZEN, 1, true },
        { "matter", APPEAL_SOURCE_RULES, 1, false },
        { "matter", APPEAL_SOURCE_STAFF, 2, true },
        { "place", APPEAL_SOURCE_STAFF, 2, true },
        { "material", APPEAL_SOURCE_CITIZEN, 1, true },
        { "material", APPEAL_SOURCE_CITIZEN, 2, true },
    };
    struct arena *a = arena_open();
    const struct appeal_fact_list l = appeal_facts(a, &records);

    (void)state;
    assert_int_equal(l.n, sizeof(want) / sizeof(want[0]));
    for (size_t i = 0; i < l.n; i++) {
        assert_string_equal(l.at[i].name, want[i].name);
        assert_int_equal(l.at[i].source, want[i].source);
        assert_int_equal(l.at[i].version, want[i].version);
        assert_int_equal(l.at[i].current, want[i].current);
        assert_int_equal(l.at[i].record->position, 7);
    }
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_of_the_own_regime_goes_first),
        cmocka_unit_test(months_are_those_of_the_calendar),
        cmocka_unit_test(an_open_case_has_no_end),
        cmocka_unit_test(hold_and_law_bar_erasure),
        cmocka_unit_test(only_what_is_listed_is_given),
        cmocka_unit_test(a_later_fact_supersedes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
