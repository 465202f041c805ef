/* The registry of models: what was told, and what follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/model/model_line.h"

#include <cmocka.h> /* last */

#define TEXT(t)                                                                \
    {                                                                          \
        t, sizeof(t) - 1                                                       \
    }
#define EVER .basis = { TEXT("设计"), BASIS_DESIGN, -25567, 2932896 }
#define RIGHT(c, r)                                                            \
    {                                                                          \
        TEXT(c), TEXT(r), TEXT("any"), EVER                                    \
    }

static const struct right rights[] = {
    RIGHT("model_enter", "officer"),  RIGHT("model_approve", "officer"),
    RIGHT("model_use", "officer"),    RIGHT("model_rollback", "officer"),
    RIGHT("model_retire", "officer"),
};
static const struct rulebook book = {
    .rights = rights,
    .rights_n = sizeof(rights) / sizeof(rights[0]),
};
static const struct actor one = { TEXT("officer"), TEXT("o-1"), { NULL, 0 } };
static const struct actor two = { TEXT("officer"), TEXT("o-2"), { NULL, 0 } };
static const struct actor program = { TEXT("system"),
                                      { NULL, 0 },
                                      { NULL, 0 } };

struct tale {
    struct arena *a;
    struct model_line *now;
    struct verdict verdict;
    size_t events;
};

static void
tell(struct tale *t, const struct actor *who, const struct payload_type *type,
     const void *data)
{
    const struct command cmd = { type, data, *who, 1000 };
    const struct rules r = { &book, 20000 };
    struct event_list out = { .a = t->a };

    t->verdict = model_decide(t->now, &cmd, r, &out);
    t->events = out.n;
    for (size_t i = 0; i < out.n; i++)
        model_apply(t->now, &out.at[i], 1000);
}

static void
enter(struct tale *t, const struct actor *who, const char *version)
{
    struct buf sha256 = { .a = t->a };
    struct model_enter c = {
        .of = MODEL_OF_MATTER,
        .version = str_of(version),
        .card_sha256 = STR("0000000000000000000000000000000000000000000000000"
                           "000000000000000"),
        .purpose = STR("试用"),
        .data = STR("六十件"),
        .owner = STR("数据科"),
        .cases = 60,
        .labels = 3,
    };

    for (int i = 0; i < 64; i++)
        buf_add_char(&sha256, version[0]);
    c.sha256 = buf_str(&sha256);
    tell(t, who, &model_enter_type, &c);
}

static void
approve(struct tale *t, const struct actor *who, const char *version)
{
    const struct model_approve c = { str_of(version), STR("看过") };

    tell(t, who, &model_approve_type, &c);
}

static void
use(struct tale *t, const char *version)
{
    const struct model_use c = { str_of(version) };

    tell(t, &one, &model_use_type, &c);
}

static void
roll_back(struct tale *t)
{
    const struct model_rollback c = { STR("不好") };

    tell(t, &one, &model_rollback_type, &c);
}

static void
retire(struct tale *t, const char *version)
{
    const struct model_retire c = { str_of(version), STR("不再用") };

    tell(t, &one, &model_retire_type, &c);
}

static void
must_refuse(const struct tale *t, const char *rule)
{
    assert_int_not_equal(t->verdict.reason, ACCEPTED);
    assert_string_equal(t->verdict.rule, rule);
    assert_int_equal(t->events, 0);
}

static void
must_use(const struct tale *t, const char *version)
{
    const struct model_version *v = model_in_use(t->now);

    assert_int_equal(t->verdict.reason, ACCEPTED);
    if (version == NULL)
        assert_null(v);
    else
        assert_true(v != NULL && str_eq(v->entered.version, str_of(version)));
}

static int
begin(void **state)
{
    struct arena *a = arena_open();
    struct tale *t = arena_new(a, struct tale);

    t->a = a;
    t->now = arena_new(a, struct model_line);
    *state = t;
    return 0;
}

static int
end(void **state)
{
    arena_close(((struct tale *)*state)->a);
    return 0;
}

static void
two_people_bring_a_model_to_use(void **state)
{
    struct tale *t = *state;

    must_use(t, NULL); /* in a line that has not begun */
    enter(t, &one, "a");
    use(t, "a");
    must_refuse(t, "model_not_approved");
    approve(t, &one, "a");
    must_refuse(t, "four_eyes");
    approve(t, &program, "a");
    must_refuse(t, "no_right");
    approve(t, &two, "b");
    must_refuse(t, "no_such_model");
    approve(t, &two, "a");
    approve(t, &two, "a");
    must_refuse(t, "model_state");
    use(t, "a");
    must_use(t, "a");
    use(t, "a");
    must_refuse(t, "model_state");
    assert_true(
        str_eq(model_state_word(t->now, model_in_use(t->now)), STR("in_use")));
}

static void
a_version_and_a_file_are_entered_once(void **state)
{
    struct tale *t = *state;

    enter(t, &one, "a");
    enter(t, &two, "a");
    must_refuse(t, "model_version_taken");
    enter(t, &two, "a2"); /* the same digest under another name */
    must_refuse(t, "model_entered_before");
    enter(t, &one, "b c");
    must_refuse(t, "malformed_name");
    enter(t, &program, "d");
    must_refuse(t, "no_right");
}

static void
a_roll_back_goes_to_what_was_before(void **state)
{
    static const char *const versions[] = { "a", "b", "c" };
    struct tale *t = *state;

    roll_back(t);
    must_refuse(t, "no_model_in_use");
    for (int i = 0; i < 3; i++) {
        enter(t, &one, versions[i]);
        approve(t, &two, versions[i]);
        use(t, versions[i]);
    }
    retire(t, "c");
    must_refuse(t, "model_is_in_use");
    retire(t, "b");
    assert_int_equal(t->verdict.reason, ACCEPTED);
    use(t, "b");
    must_refuse(t, "model_state");
    roll_back(t); /* b is retired: passed over */
    must_use(t, "a");
    use(t, "c");
    must_use(t, "c");
    roll_back(t);
    must_use(t, "a");
    roll_back(t);
    must_use(t, NULL); /* the words alone */
    roll_back(t);
    must_refuse(t, "no_model_in_use");
}

static void
a_night_is_written_down_once(void **state)
{
    struct tale *t = *state;
    struct model_watch w = { .version = STR("a"),
                             .day = 20000,
                             .cases = 300,
                             .psi = 310,
                             .flags = STR("labels") };

    enter(t, &one, "a");
    tell(t, &one, &model_watch_type, &w);
    must_refuse(t, "no_right");
    tell(t, &program, &model_watch_type, &w);
    assert_int_equal(t->events, 1);
    tell(t, &program, &model_watch_type, &w);
    assert_int_equal(t->verdict.reason, ACCEPTED);
    assert_int_equal(t->events, 0);
    w.day++;
    tell(t, &program, &model_watch_type, &w);
    assert_int_equal(t->now->at[0].watched.day, 20001);
    assert_int_equal(t->now->at[0].watched.psi, 310);
}

/* More uses than are remembered: the newest are. */
static void
long_use_forgets_the_oldest(void **state)
{
    struct tale *t = *state;

    for (int i = 0; i < 2; i++) {
        enter(t, &one, i == 0 ? "a" : "b");
        approve(t, &two, i == 0 ? "a" : "b");
    }
    for (int i = 0; i < 2 * MODEL_VERSIONS + 1; i++)
        use(t, i % 2 == 0 ? "a" : "b");
    must_use(t, "a");
    roll_back(t);
    must_use(t, "b");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_people_bring_a_model_to_use, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_version_and_a_file_are_entered_once,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_roll_back_goes_to_what_was_before,
                                        begin, end),
        cmocka_unit_test_setup_teardown(a_night_is_written_down_once, begin,
                                        end),
        cmocka_unit_test_setup_teardown(long_use_forgets_the_oldest, begin,
                                        end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
