/* Strong emotion and risk at intake, in what is added, and judged by people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "feature/appeal/appeal_test_kit.h"
#include "feature/appeal/feeling/appeal_feeling.h"

static bool
receive(struct tale *t, const char *body, const char *source)
{
    const struct appeal_receive c = {
        .subject_id = { { 1 } },
        .contact_id = { { 2 } },
        .number = 7,
        .channel = APPEAL_CHANNEL_HOTLINE,
        .title = STR("路灯不亮"),
        .body = str_of(body),
        .source = str_of(source),
    };

    return tale_put(t, who("operator", "o", "HOT"), &appeal_receive_type, &c);
}

static bool
add(struct tale *t, const char *text)
{
    const struct appeal_add_material c = { .text = str_of(text) };

    return tale_put(t, who("operator", "o", "HOT"), &appeal_add_material_type,
                    &c);
}

static bool
judge(struct tale *t, enum appeal_feeling feeling,
      enum appeal_judgement judgement)
{
    const struct appeal_judge_feeling c = { .feeling = feeling,
                                            .judgement = judgement };

    return tale_put(t, who("operator", "o", "HOT"), &appeal_judge_feeling_type,
                    &c);
}

/* How many events of the newest answer tell a feeling. */
static size_t
found(const struct tale *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->out.n; i++)
        n += t->out.at[i].type == &appeal_feeling_found_v1_type;
    return n;
}

static void
what_is_found_is_noted_by_row(void **state)
{
    struct tale *t = *state;
    const struct appeal_feeling_found_v1 *e;

    assert_true(receive(t, "黑得让人绝望，绝望，迟早出人命", ""));
    assert_int_equal(found(t), 2);
    e = tale_event(&t->out, 1)->data;
    assert_int_equal(e->feeling, APPEAL_FEELING_EMOTION);
    assert_int_equal(e->degree, 2);
    assert_true(str_eq(e->rows, STR("1")));
    assert_true(str_eq(e->rules, STR("the town's")));
    assert_int_equal(t->now.felt[FEELING_LIFE].degree, 3);
    assert_int_equal(appeal_attention(&t->now), 3);
    assert_int_equal(t->now.risk, 1); /* no setting raises it */
}

static void
nothing_is_noted_of_a_calm_text(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, "三盏不亮", ""));
    assert_int_equal(found(t), 0);
    assert_int_equal(appeal_attention(&t->now), 0);
}

static void
a_setting_raises_the_risk(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, "全楼联名要求修好", ""));
    assert_int_equal(t->now.risk, 3);
}

static void
what_is_added_can_only_raise(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, "黑得让人绝望", ""));
    assert_true(add(t, "还是绝望"));
    assert_int_equal(found(t), 0);
    assert_true(add(t, "出人命了，谢谢"));
    assert_int_equal(found(t), 1);
    assert_int_equal(t->now.felt[FEELING_EMOTION].degree, 2);
    assert_int_equal(appeal_attention(&t->now), 3);
}

static void
history_is_left_alone(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, "黑得让人绝望", "old"));
    assert_int_equal(found(t), 0);
}

static void
a_person_confirms_or_sets_aside(void **state)
{
    struct tale *t = *state;

    assert_true(receive(t, "黑得让人绝望", ""));
    assert_false(judge(t, APPEAL_FEELING_MEDIA, APPEAL_JUDGEMENT_CONFIRMED));
    assert_string_equal(t->verdict.rule, "feeling_not_found");
    assert_true(judge(t, APPEAL_FEELING_EMOTION, APPEAL_JUDGEMENT_SET_ASIDE));
    assert_int_equal(appeal_attention(&t->now), 0);
    assert_int_equal(t->now.felt[FEELING_EMOTION].degree, 2);
    assert_false(judge(t, APPEAL_FEELING_EMOTION, APPEAL_JUDGEMENT_SET_ASIDE));
    assert_string_equal(t->verdict.rule, "judged_already");
    assert_true(judge(t, APPEAL_FEELING_EMOTION, APPEAL_JUDGEMENT_CONFIRMED));
    assert_int_equal(appeal_attention(&t->now), 2);
}

#define T(f) cmocka_unit_test_setup_teardown(f, tale_open, tale_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(what_is_found_is_noted_by_row), T(nothing_is_noted_of_a_calm_text),
        T(a_setting_raises_the_risk),     T(what_is_added_can_only_raise),
        T(history_is_left_alone),         T(a_person_confirms_or_sets_aside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
