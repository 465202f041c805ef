/* Suggestions from the rulebook's words, from a model, and looked over at
 * night: a folder of its own, with a model that is learned here. */
#include "app/suggest/suggest.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/model/model_night.h"
#include "app/model/models.h"
#include "app/suggest/weigh.h"
#include "event/gen/appeal_events.h"
#include "learn/card.h"
#include "sys/clock.h"

#include <cmocka.h>

struct kit {
    struct arena *a;
    struct engine *e;
    const char *dir, *model;
    struct suggester *s;
    int64_t now;
};

static const struct model_block blocks[] = {
    { { "title", 5 }, BLOCK_TEXT, 1 },
    { { "detail", 6 }, BLOCK_TEXT, 1 },
};

/* Two matters, told apart by words that no list has; sixty cases of each. */
static void
make_model(const struct kit *k, const char *version)
{
    const struct card card = { .purpose = STR("试用"),
                               .data = STR("编写的"),
                               .period = STR(""),
                               .owner = STR("数据科"),
                               .version = str_of(version),
                               .approved_by = STR("") };
    const struct learn_how how = { 0.2, LEARN_COST, false };
    struct learner *l = learner_new(k->a, blocks, 2);
    struct learn_report report;
    const struct model *m;
    struct err err;

    for (int i = 0; i < 120; i++) {
        struct buf title = { .a = k->a };
        const bool dark = i % 2 == 0;

        buf_addf(&title, dark ? "第%d段黑咕隆咚" : "第%d班车迟到", i);
        const struct str values[] = { buf_str(&title),
                                      dark ? STR("夜里黑咕隆咚")
                                           : STR("班车总迟到") };

        assert_true(learner_add(l, values, dark ? STR("M0301") : STR("M0401"),
                                (struct learn_group){ .place = STR("") },
                                &err));
    }
    assert_true(learner_fit(l, k->a, &how, &m, &report, &err));
    if (!card_save(k->model, &card, m, &report, &err))
        fail_msg("%s", err.text);
}

static void
tell(const struct kit *k, const char *account, const struct payload_type *type,
     const void *data)
{
    const struct command cmd = {
        type, data, { STR("officer"), str_of(account), STR("") }, k->now
    };
    const struct model_order order = { MODEL_OF_MATTER, &cmd, NULL };
    struct outcome o;
    struct err err;

    if (!models_do(k->e, k->dir, k->a, &order, &o, &err))
        fail_msg("%s", err.text);
    if (o.verdict.reason != ACCEPTED)
        fail_msg("refused: %s", o.verdict.rule);
}

static void
put_to_use(const struct kit *k, const char *version)
{
    const struct model_approve approve = { str_of(version), STR("看过") };
    const struct model_use use = { str_of(version) };
    struct model_enter enter = { .of = MODEL_OF_MATTER };
    struct err err;

    make_model(k, version);
    if (!model_files_put(k->a, k->dir, k->model, &enter.sha256, &err))
        fail_msg("%s", err.text);
    tell(k, "o-1", &model_enter_type, &enter);
    tell(k, "o-2", &model_approve_type, &approve);
    tell(k, "o-1", &model_use_type, &use);
    assert_true(suggester_refresh(k->s, &err));
}

static int
set_up(void **state)
{
    struct arena *a = arena_open();
    struct kit *k = arena_new(a, struct kit);
    struct buf dir = { .a = a }, model = { .a = a };
    struct engine_birth birth = { .rulebook_dir = "rulebook/default" };
    const char *where = getenv("TMPDIR");
    struct engine_options o = { .mode = STORE_WRITE, .unsafe_sync_off = 1 };
    static int number;
    struct err err;

    where = where == NULL ? "/tmp" : where;
    buf_addf(&dir, "%s/suggest.%d.%d", where, (int)getpid(), number);
    buf_addf(&model, "%s/model.%d.%d", where, (int)getpid(), number++);
    k->a = a;
    k->model = buf_cstr(&model);
    birth.dir = o.dir = k->dir = buf_cstr(&dir);
    birth.now = k->now = clock_now();
    birth.from_day = moment_day(birth.now) - 400;
    if (!engine_create(&birth, &err) || !engine_open(&o, &k->e, &err))
        fail_msg("%s", err.text);
    k->s = suggester_open(k->e, k->dir);
    *state = k;
    return 0;
}

static int
tear_down(void **state)
{
    struct kit *k = *state;

    suggester_close(k->s);
    engine_close(k->e);
    arena_close(k->a);
    return 0;
}

static struct suggestion
asked(const struct kit *k, const char *title, const char *body)
{
    const struct suggest_ask ask = { str_of(title), str_of(body),
                                     STR("990101002001"), k->now };
    struct suggestion s;

    suggest(k->s, k->a, &ask, &s);
    return s;
}

static void
the_words_answer_alone(void **state)
{
    const struct kit *k = *state;
    struct suggestion s = asked(k, "路灯不亮", "幸福路的路灯坏了，路灯不亮");
    const struct suggest_answer *m = &s.of[MODEL_OF_MATTER];

    assert_true(m->n > 0 && m->sure && m->version.n == 0);
    assert_true(str_eq(m->at[0].code, STR("M0302")));
    assert_true(m->at[0].probability > 0 && m->at[0].probability <= 1);
    assert_true(m->because.n > 0);
    assert_true(s.of[MODEL_OF_LEVEL].n == 1);
    assert_true(s.of[MODEL_OF_UNIT].n > 0);
    assert_true(s.of[MODEL_OF_KIND].n == 0 && !s.of[MODEL_OF_KIND].sure);
    s = asked(k, "黑咕隆咚", "夜里黑咕隆咚");
    assert_true(s.of[MODEL_OF_MATTER].n == 0 && !s.of[MODEL_OF_MATTER].sure);
}

static void
a_model_answers_where_words_know_nothing(void **state)
{
    const struct kit *k = *state;
    struct suggestion s;
    const struct suggest_answer *m = &s.of[MODEL_OF_MATTER];
    double sum = 0;

    put_to_use(k, "1");
    assert_true(suggester_is_whole(k->s, MODEL_OF_MATTER));
    s = asked(k, "黑咕隆咚", "夜里黑咕隆咚");
    assert_true(str_eq(m->at[0].code, STR("M0301")) && m->sure);
    assert_true(str_eq(m->version, STR("1")) && m->because.n > 0);
    assert_true(str_eq(s.of[MODEL_OF_UNIT].version, STR("")));
    for (size_t i = 0; i < m->n; i++)
        sum += m->at[i].probability;
    assert_true(sum > 0.5 && sum < 1.0001);
    /* a matter that the model never saw is still found by its words */
    s = asked(k, "小区物业公司不作为", "物业公司物业服务差，物业管理混乱");
    assert_true(str_eq(s.of[MODEL_OF_MATTER].at[0].code, STR("M0101")));
    assert_false(s.of[MODEL_OF_MATTER].sure); /* the model is not */
}

/* What the words leave open is the model's; the sum stays 1. */
static void
words_and_model_are_mixed(void **state)
{
    const struct kit *k = *state;
    struct weighed words = weighed_new(k->a), learned = weighed_new(k->a), all;
    const struct mixing how = { 300, 100 };
    struct suggest_answer top;

    weighed_add(&words, STR("A"), 0.5);
    weighed_add(&learned, STR("B"), 0.8);
    weighed_add(&learned, STR("C"), 0.2);
    weighed_add(&learned, STR(""), 1); /* a label that is none today */
    all = weighed_mix(k->a, &words, &learned, &how);
    weighed_top(&all, &top);
    assert_int_equal(top.n, 3);
    assert_true(str_eq(top.at[0].code, STR("B")));
    /* (0.5 * 0.8 * 100 + 0.8 * 300) / 400 */
    assert_true(fabs(top.at[0].probability - 0.7) < 1e-9);
    assert_true(fabs(top.at[1].probability + top.at[2].probability - 0.3) <
                1e-9);
}

enum { ASKERS = 4, ASKED_MOST = 200, SWAPS = 20 };

static void *
ask_on(void *kit)
{
    const struct kit *k = kit;
    size_t answered = 0;

    for (int i = 0; i < ASKED_MOST; i++) {
        const struct suggest_ask ask = { STR("黑咕隆咚"), STR("夜里黑咕隆咚"),
                                         STR(""), k->now };
        struct arena *a = arena_open();
        struct suggestion s;

        suggest(k->s, a, &ask, &s);
        answered += s.of[MODEL_OF_MATTER].version.n > 0
                        ? str_eq(s.of[MODEL_OF_MATTER].at[0].code, STR("M0301"))
                        : s.of[MODEL_OF_MATTER].n == 0;
        arena_close(a);
    }
    return (void *)answered; /* NOLINT: a count */
}

static void
a_model_is_exchanged_while_others_ask(void **state)
{
    struct kit *k = *state;
    const struct model_use use = { STR("1") };
    const struct model_rollback back = { STR("试") };
    pthread_t askers[ASKERS];
    struct err err;

    put_to_use(k, "1");
    for (int i = 0; i < ASKERS; i++)
        assert_int_equal(pthread_create(&askers[i], NULL, ask_on, k), 0);
    for (int i = 0; i < SWAPS; i++) {
        if (i % 2 == 0)
            tell(k, "o-1", &model_rollback_type, &back);
        else
            tell(k, "o-1", &model_use_type, &use);
        assert_true(suggester_refresh(k->s, &err));
    }
    for (int i = 0; i < ASKERS; i++) {
        void *answered;

        assert_int_equal(pthread_join(askers[i], &answered), 0);
        assert_int_equal((size_t)answered, ASKED_MOST);
    }
    assert_true(asked(k, "黑咕隆咚", "夜里").of[MODEL_OF_MATTER].n > 0);
}

static struct id
receive(const struct kit *k, const char *title, const char *body, int64_t at)
{
    const struct appeal_receive c = { .channel = APPEAL_CHANNEL_LETTER,
                                      .title = str_of(title),
                                      .body = str_of(body),
                                      .contact = STR("13900000001") };
    const struct command cmd = {
        &appeal_receive_type, &c, { STR("citizen"), STR(""), STR("") }, at
    };
    struct outcome o;
    struct err err;

    if (!engine_receive(k->e, k->a, &cmd, &o, &err))
        fail_msg("%s", err.text);
    assert_int_equal(o.verdict.reason, ACCEPTED);
    return o.id;
}

static void
erase(const struct kit *k, struct id id)
{
    const struct appeal_erase c = { .basis = STR("个人信息保护法47") };
    const struct command cmd = {
        &appeal_erase_type, &c, { STR("officer"), STR("o-1"), STR("") }, k->now
    };
    struct outcome o;
    struct err err;

    assert_true(engine_do(k->e, k->a, appeal_stream(k->a, id), &cmd, &o, &err));
    assert_int_equal(o.verdict.reason, ACCEPTED);
}

static const struct model_watched_v1 *
watched(const struct kit *k)
{
    struct models all;
    struct err err;

    assert_true(models_load(k->e, k->a, &all, &err));
    return &model_in_use(all.at[MODEL_OF_MATTER])->watched;
}

static void
a_night_tells_what_has_moved(void **state)
{
    const struct kit *k = *state;
    const int64_t yesterday = day_start(moment_day(k->now)) - HOUR_MS;
    const struct model_watched_v1 *w;
    struct err err;

    put_to_use(k, "1");
    for (int i = 0; i < 199; i++)
        (void)receive(k, "黑咕隆咚", "夜里黑咕隆咚", yesterday);
    erase(k, receive(k, "黑咕隆咚", "夜里黑咕隆咚", yesterday));
    assert_true(model_night(k->e, k->dir, k->now, &err));
    assert_int_equal(watched(k)->version.n, 0); /* 199: too few */
    (void)receive(k, "黑咕隆咚", "夜里黑咕隆咚", yesterday);
    (void)receive(k, "班车迟到", "今天的",
                  k->now); /* not of a day that ended */
    assert_true(model_night(k->e, k->dir, k->now, &err));
    w = watched(k);
    assert_int_equal(w->cases, 200);
    assert_int_equal(w->day, moment_day(k->now) - 1);
    /* half and half became one of two: (1 - .5) ln 2 + (.0001 - .5) ln .0002 */
    assert_true(w->psi > 4000 && w->psi < 5000);
    assert_true(str_find(w->flags, STR("labels")) != SIZE_MAX);
    assert_true(w->confidence > 500 && w->confidence_was > 500);
    assert_true(model_night(k->e, k->dir, k->now, &err)); /* once a day */
    assert_int_equal(watched(k)->cases, 200);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_words_answer_alone, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            a_model_answers_where_words_know_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_model_is_exchanged_while_others_ask,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_and_model_are_mixed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_night_tells_what_has_moved, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
