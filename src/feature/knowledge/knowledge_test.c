/* Answers to be looked up: who writes, who publishes, and how long they hold.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/knowledge/knowledge.h"
#include "told_kit.h"

#include <cmocka.h> /* last */

static const struct right rights[] = {
    RIGHT("knowledge_write", "handler", "lead"),
    RIGHT("knowledge_write", "operator", "any"),
    RIGHT("knowledge_revise", "handler", "lead"),
    RIGHT("knowledge_revise", "operator", "any"),
    RIGHT("knowledge_submit", "handler", "lead"),
    RIGHT("knowledge_send_back", "head", "lead"),
    RIGHT("knowledge_approve", "head", "lead"),
    RIGHT("knowledge_approve", "handler", "lead"), /* for four eyes */
    RIGHT("knowledge_withdraw", "operator", "any"),
    RIGHT("knowledge_withdraw", "handler", "lead"),
    RIGHT("tick", "system", "any"),
};
static const struct unit units[] = { { .code = TEXT("WATER"), EVER },
                                     { .code = TEXT("ROADS"), EVER } };
static const struct matter matters[] = { { .code = TEXT("M1"), EVER } };
static const struct place places[] = { { .code = TEXT("1"), EVER } };
static const struct rulebook book = {
    .rights = rights,
    .rights_n = sizeof(rights) / sizeof(rights[0]),
    .units = units,
    .units_n = 2,
    .matters = matters,
    .matters_n = 1,
    .places = places,
    .places_n = 1,
};

struct tale {
    struct told told;
    struct knowledge now;
};

static const struct actor handler = { TEXT("handler"), TEXT("h-1"),
                                      TEXT("WATER") };
static const struct actor other = { TEXT("handler"), TEXT("h-2"),
                                    TEXT("ROADS") };
static const struct actor head = { TEXT("head"), TEXT("k-1"), TEXT("WATER") };
static const struct actor operator1 = { TEXT("operator"), TEXT("o-1"),
                                        TEXT("HOT") };

static int
begin(void **state)
{
    return told_begin(state, sizeof(struct tale));
}

static bool
tell(struct tale *t, const struct actor *actor, const struct payload_type *type,
     const void *data)
{
    const struct command cmd = { type, data, *actor, t->told.at };
    const struct rules r = { &book, moment_day(t->told.at) };

    t->told.out = (struct event_list){ .a = t->told.a };
    t->told.verdict = knowledge_decide(&t->now, &cmd, r, &t->told.out);
    for (size_t i = 0; i < t->told.out.n; i++)
        knowledge_apply(&t->now, &t->told.out.at[i], t->told.at);
    return t->told.verdict.reason == ACCEPTED;
}

static const struct knowledge_write water = {
    .title = TEXT("停水怎么查"),
    .question = TEXT("家里没水了，什么时候来水？"),
    .answer = TEXT("在供水公告里查，也可以打热线问。"),
    .matter = TEXT("M1"),
    .basis = TEXT("供水服务规范"),
    .unit = TEXT("WATER"),
    .valid_until = TEXT("2026-12-31"),
};

static bool
submit(struct tale *t)
{
    const struct knowledge_submit c = { 0 };

    return tell(t, &handler, &knowledge_submit_type, &c);
}

static bool
approve(struct tale *t, const struct actor *by)
{
    const struct knowledge_approve c = { 0 };

    return tell(t, by, &knowledge_approve_type, &c);
}

static void
publish(struct tale *t)
{
    assert_true(tell(t, &handler, &knowledge_write_type, &water));
    assert_true(submit(t));
    assert_true(approve(t, &head));
}

static bool
tick(struct tale *t)
{
    const struct knowledge_tick c = { 0 };

    return tell(t, &told_program, &knowledge_tick_type, &c);
}

static void
another_person_publishes(void **state)
{
    struct tale *t = *state;

    assert_true(tell(t, &handler, &knowledge_write_type, &water));
    assert_int_equal(t->now.draft, KNOWLEDGE_DRAFT_WRITTEN);
    assert_false(approve(t, &head)); /* nobody asked for it yet */
    assert_string_equal(t->told.verdict.rule, "knowledge_stage");
    assert_true(submit(t));
    assert_false(approve(t, &handler));
    assert_string_equal(t->told.verdict.rule, "four_eyes");
    assert_true(approve(t, &head));
    assert_int_equal(t->now.live, KNOWLEDGE_LIVE_PUBLISHED);
    assert_int_equal(t->now.draft, KNOWLEDGE_DRAFT_NONE);
    assert_int_equal(t->now.edition, 1);
    assert_true(str_eq(t->now.published.title, water.title));
}

static void
a_unit_writes_for_itself(void **state)
{
    struct tale *t = *state;
    struct knowledge_write w = water;

    assert_false(tell(t, &other, &knowledge_write_type, &w));
    assert_int_equal(t->told.verdict.reason, REFUSED_RIGHT);
    w.unit = STR(""); /* its own */
    assert_true(tell(t, &other, &knowledge_write_type, &w));
    assert_true(str_eq(t->now.drafted.unit, STR("ROADS")));
    t->now = (struct knowledge){ .version = 0 };
    w.unit = STR("WATER");
    assert_true(tell(t, &operator1, &knowledge_write_type, &w));
    assert_false(tell(t, &other, &knowledge_submit_type,
                      &(struct knowledge_submit){ 0 }));
}

static void
what_is_published_stays_while_a_newer_text_waits(void **state)
{
    struct tale *t = *state;
    struct knowledge_revise r = { 0 };
    const struct event given = { &knowledge_write_type, &water };
    const struct knowledge_send_back back = { TEXT("写得不清楚") };

    publish(t);
    payload_carry(&given, &knowledge_revise_type, &r);
    r.answer = STR("新的说法");
    assert_true(tell(t, &handler, &knowledge_revise_type, &r));
    assert_true(str_eq(t->now.published.answer, water.answer));
    assert_true(submit(t));
    assert_true(tell(t, &head, &knowledge_send_back_type, &back));
    assert_true(str_eq(t->now.note, back.note));
    assert_true(submit(t));
    assert_true(approve(t, &head));
    assert_true(str_eq(t->now.published.answer, r.answer));
    assert_int_equal(t->now.edition, 2);
}

static void
it_expires_by_itself_and_comes_back_with_a_new_day(void **state)
{
    struct tale *t = *state;
    struct knowledge_revise r = { 0 };
    const struct event given = { &knowledge_write_type, &water };
    int64_t last;

    publish(t);
    assert_true(moment_parse(STR("2026-12-31 23:59"), &last));
    assert_true(knowledge_holds(0, t->now.published.valid_until, last));
    assert_true(knowledge_next_due(&t->now) > last);
    t->told.at = last;
    assert_true(tick(t));
    assert_int_equal(t->told.out.n, 0);
    t->told.at = knowledge_next_due(&t->now);
    assert_true(tick(t));
    assert_int_equal(t->now.live, KNOWLEDGE_LIVE_EXPIRED);
    assert_int_equal(knowledge_next_due(&t->now), 0);
    payload_carry(&given, &knowledge_revise_type, &r);
    assert_false(tell(t, &handler, &knowledge_revise_type, &r));
    assert_string_equal(t->told.verdict.rule, "knowledge_over");
    r.valid_until = STR("");
    assert_true(tell(t, &handler, &knowledge_revise_type, &r));
    assert_true(submit(t));
    assert_true(approve(t, &head));
    assert_int_equal(t->now.live, KNOWLEDGE_LIVE_PUBLISHED);
}

static void
a_wrong_answer_is_withdrawn_at_once(void **state)
{
    struct tale *t = *state;
    const struct knowledge_withdraw w = { TEXT("电话号码变了") };

    assert_false(tell(t, &operator1, &knowledge_withdraw_type, &w));
    assert_string_equal(t->told.verdict.rule, "no_such_knowledge");
    publish(t);
    assert_false(tell(t, &other, &knowledge_withdraw_type, &w));
    assert_true(tell(t, &operator1, &knowledge_withdraw_type, &w));
    assert_int_equal(t->now.live, KNOWLEDGE_LIVE_WITHDRAWN);
    assert_false(tell(t, &operator1, &knowledge_withdraw_type, &w));
    assert_string_equal(t->told.verdict.rule, "knowledge_stage");
}

static void
a_unit_withdraws_what_it_published(void **state)
{
    struct tale *t = *state;
    const struct knowledge_withdraw w = { TEXT("换单位了") };
    struct knowledge_revise r = { 0 };
    const struct event given = { &knowledge_write_type, &water };

    publish(t);
    payload_carry(&given, &knowledge_revise_type, &r);
    r.unit = STR("ROADS");
    assert_true(tell(t, &operator1, &knowledge_revise_type, &r));
    assert_false(tell(t, &other, &knowledge_withdraw_type, &w));
    assert_int_equal(t->told.verdict.reason, REFUSED_RIGHT);
    assert_true(tell(t, &handler, &knowledge_withdraw_type, &w));
}

static void
codes_and_days_must_be_real(void **state)
{
    struct tale *t = *state;
    struct knowledge_write w = water;

    w.unit = STR("NOBODY");
    assert_false(tell(t, &operator1, &knowledge_write_type, &w));
    assert_string_equal(t->told.verdict.rule, "unknown_unit");
    w = water;
    w.matter = STR("M2");
    assert_false(tell(t, &operator1, &knowledge_write_type, &w));
    assert_string_equal(t->told.verdict.rule, "unknown_matter");
    w = water;
    w.place = STR("2");
    assert_false(tell(t, &operator1, &knowledge_write_type, &w));
    assert_string_equal(t->told.verdict.rule, "unknown_place");
    w = water;
    w.valid_from = STR("2026-02-30");
    assert_false(tell(t, &operator1, &knowledge_write_type, &w));
    assert_string_equal(t->told.verdict.rule, "not_a_day");
    w.valid_from = STR("2027-01-01");
    assert_false(tell(t, &operator1, &knowledge_write_type, &w));
    assert_string_equal(t->told.verdict.rule, "knowledge_over");
    w = water;
    w.title = STR("");
    assert_false(tell(t, &operator1, &knowledge_write_type, &w));
    assert_int_equal(t->told.verdict.reason, REFUSED_VALUE);
    assert_int_equal(t->now.version, 0);
}

static void
menus_say_what_would_be_taken(void **state)
{
    struct tale *t = *state;
    const struct rules r = { &book, moment_day(t->told.at) };

    assert_true(knowledge_may(&t->now, &knowledge_write_type, &handler, r));
    assert_false(knowledge_may(&t->now, &knowledge_write_type, &head, r));
    assert_true(tell(t, &handler, &knowledge_write_type, &water));
    assert_true(submit(t));
    assert_false(knowledge_may(&t->now, &knowledge_approve_type, &handler, r));
    assert_true(knowledge_may(&t->now, &knowledge_approve_type, &head, r));
    assert_true(knowledge_may(&t->now, &knowledge_revise_type, &handler, r));
    assert_false(knowledge_may(&t->now, &knowledge_revise_type, &other, r));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_person_publishes, begin,
                                        told_end),
        cmocka_unit_test_setup_teardown(a_unit_writes_for_itself, begin,
                                        told_end),
        cmocka_unit_test_setup_teardown(
            what_is_published_stays_while_a_newer_text_waits, begin, told_end),
        cmocka_unit_test_setup_teardown(
            it_expires_by_itself_and_comes_back_with_a_new_day, begin,
            told_end),
        cmocka_unit_test_setup_teardown(a_wrong_answer_is_withdrawn_at_once,
                                        begin, told_end),
        cmocka_unit_test_setup_teardown(a_unit_withdraws_what_it_published,
                                        begin, told_end),
        cmocka_unit_test_setup_teardown(codes_and_days_must_be_real, begin,
                                        told_end),
        cmocka_unit_test_setup_teardown(menus_say_what_would_be_taken, begin,
                                        told_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
