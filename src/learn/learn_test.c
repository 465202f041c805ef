/* What is learned from few cases, and that a model survives its file. */
#include "learn/learn.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "model/model_parts.h"

static const struct model_block blocks[] = {
    { { "title", 5 }, BLOCK_TEXT, 0.6 },
    { { "street", 6 }, BLOCK_FIELD, 1 },
};

/* Made-up titles: twelve lamps, twelve buses. */
static void
teach(struct learner *l)
{
    static const char *const where[] = { "东门口", "西门外", "桥头",   "广场",
                                         "学校旁", "菜场",   "河边",   "医院",
                                         "公园",   "车站",   "小区里", "后街" };
    struct err err;

    for (int i = 0; i < 24; i++) {
        struct buf title = { .a = arena_open() };
        const bool lamp = i % 2 == 0;

        buf_addf(&title, lamp ? "%s路灯不亮了" : "%s公交车晚点", where[i / 2]);
        const struct str values[] = { buf_str(&title), STR("北街") };

        assert_true(learner_add(
            l, values, lamp ? STR("市政/照明") : STR("交通"),
            (struct learn_group){ STR("北街"), i % 3 ? STR("web") : STR("") },
            &err));
        arena_close(title.a);
    }
}

static const struct model *
taught(struct arena *a)
{
    struct learner *l = learner_new(a, blocks, 2);
    const struct model *m = NULL;
    const struct learn_how how = { 0.05, LEARN_COST, false };
    struct learn_report r;
    struct err err;

    teach(l);
    assert_true(learner_fit(l, a, &how, &m, &r, &err));
    assert_true(r.q.n == 24 && r.q.accuracy > 0.9);
    return m;
}

static void
a_new_text_finds_its_label_and_the_words_say_why(void **state)
{
    struct arena *a = arena_open();
    const struct model *m = taught(a);
    struct model_desk *desk = model_desk_new(a, m);
    const struct str values[] = { STR("巷子里的路灯不亮"), STR("") };
    struct prediction p = model_predict(m, desk, values);
    struct buf words = { .a = a };

    (void)state;
    assert_true(str_eq(model_label(m, p.top[0].label), STR("市政/照明")));
    model_because(m, desk, values, p.top[0].label, &words);
    assert_true(str_starts(buf_str(&words), STR("路灯不亮 ")));
    arena_close(a);
}

static void
traditional_and_wide_characters_are_the_same(void **state)
{
    struct arena *a = arena_open();
    const struct model *m = taught(a);
    struct model_desk *desk = model_desk_new(a, m);
    const struct str hans[] = { STR("路灯不亮A"), STR("") };
    const struct str hant[] = { STR("路燈不亮Ａ"), STR("") };
    double first = model_predict(m, desk, hans).all[0];

    (void)state;
    assert_true(model_predict(m, desk, hant).all[0] == first);
    arena_close(a);
}

static void
a_model_says_the_same_after_its_file(void **state)
{
    struct arena *a = arena_open();
    const struct model *m = taught(a), *again = NULL;
    struct buf bytes = { .a = a };
    const struct str values[] = { STR("公交车"), STR("北街") };
    const char *why = NULL;

    (void)state;
    model_write(m, &bytes);
    assert_true(model_read(a, buf_str(&bytes), &again, &why));
    assert_true(
        model_predict(m, model_desk_new(a, m), values).top[0].probability ==
        model_predict(again, model_desk_new(a, again), values)
            .top[0]
            .probability);
    arena_close(a);
}

static void
a_file_cut_anywhere_is_refused(void **state)
{
    struct arena *a = arena_open();
    const struct model *m = taught(a), *again = NULL;
    struct buf bytes = { .a = a };
    const char *why = NULL;

    (void)state;
    model_write(m, &bytes);
    for (size_t n = 0; n < bytes.n; n++)
        assert_false(model_read(a, (struct str){ bytes.p, n }, &again, &why));
    buf_add_char(&bytes, 'x');
    assert_false(model_read(a, buf_str(&bytes), &again, &why));
    arena_close(a);
}

static void
what_is_unknown_gets_the_shares_and_is_not_sure(void **state)
{
    struct arena *a = arena_open();
    const struct model *m = taught(a);
    const struct str values[] = { STR("xyz"), STR("") };
    struct prediction p = model_predict(m, model_desk_new(a, m), values);

    (void)state;
    assert_false(p.sure);
    assert_true(p.top[0].probability == 0.5);
    arena_close(a);
}

/* The score of a label for runs of one block, in doubles and run by run: each
 * run brings its feature's part divided by how often it occurs. */
static double
score_by_hand(const struct model *m, const struct feature_run *runs, size_t n,
              size_t label)
{
    double sum = 0, square = 0;

    for (size_t i = 0; i < n; i++) {
        size_t feature = model_feature(m, runs[i].key), times = 0;
        double v;

        if (feature == SIZE_MAX)
            continue;
        for (size_t k = 0; k < n; k++)
            times += runs[k].key == runs[i].key;
        v = (1 + log((double)times)) * model_row(m, feature)[0] / RARENESS_UNIT;
        square += v * v / (double)times;
        sum += v * model_row(m, feature)[1 + label] / (double)times;
    }
    return (double)m->labels[label].bias +
           sum * (double)m->weight_unit * m->blocks[0].weight / sqrt(square);
}

static void
fast_scores_are_those_worked_out_by_hand(void **state)
{
    struct arena *a = arena_open();
    const struct model *m = taught(a);
    const struct str values[] = {
        STR("路灯路灯路灯不亮了，公交车站的路灯也不亮，公园路灯"), STR("")
    };
    struct form_char chars[100];
    struct feature_run runs[300];
    size_t n = form_chars(m->form, values[0], chars, 100);
    struct prediction p = model_predict(m, model_desk_new(a, m), values);
    double first, second;

    (void)state;
    n = features_runs(chars, n, 0, runs);
    first = score_by_hand(m, runs, n, 0) * (double)m->sharpness;
    second = score_by_hand(m, runs, n, 1) * (double)m->sharpness;
    assert_true(fabs(p.all[0] - 1 / (1 + exp(second - first))) < 1e-4);
    arena_close(a);
}

/* A text of weight 0 is read as a part of the joined block alone. */
static void
a_joined_block_reads_all_texts(void **state)
{
    static const struct model_block three[] = {
        { { "title", 5 }, BLOCK_TEXT, 0.6 },
        { { "detail", 6 }, BLOCK_TEXT, 0 },
        { { "*", 1 }, BLOCK_JOINED, 1 },
    };
    struct arena *a = arena_open();
    struct learner *l = learner_new(a, three, 3);
    const struct learn_how how = { 0.05, LEARN_COST, false };
    const struct model *m = NULL;
    struct learn_report r;
    struct err err;

    (void)state;
    for (int i = 0; i < 20; i++) {
        const struct str values[] = { STR("您好"),
                                      i % 2 ? STR("路灯不亮") : STR("车晚点"),
                                      STR("") };

        assert_true(learner_add(l, values, i % 2 ? STR("灯") : STR("车"),
                                (struct learn_group){ .place = STR("") },
                                &err));
        learner_put(l, (unsigned)i % LEARN_PARTS);
    }
    assert_true(learner_fit(l, a, &how, &m, &r, &err));
    assert_true(r.q.accuracy == 1);
    {
        const struct str asked[] = { STR(""), STR("路灯"), STR("") };
        struct model_desk *desk = model_desk_new(a, m);
        struct prediction p = model_predict(m, desk, asked);
        struct buf words = { .a = a };

        assert_true(str_eq(model_label(m, p.top[0].label), STR("灯")));
        model_because(m, desk, asked, p.top[0].label, &words);
        assert_true(str_starts(buf_str(&words), STR("路灯 ")));
    }
    arena_close(a);
}

static void
upper_levels_sum_up(void **state)
{
    struct arena *a = arena_open();
    const struct model *m = taught(a);
    const struct str values[] = { STR("路灯"), STR("") };
    struct prediction p = model_predict(m, model_desk_new(a, m), values);
    struct model_part *parts;

    (void)state;
    assert_int_equal(model_level(m, a, &p, 1, &parts), 2);
    assert_true(str_eq(parts[0].name, STR("市政")));
    assert_true(parts[0].probability == p.top[0].probability);
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_text_finds_its_label_and_the_words_say_why),
        cmocka_unit_test(traditional_and_wide_characters_are_the_same),
        cmocka_unit_test(a_model_says_the_same_after_its_file),
        cmocka_unit_test(a_file_cut_anywhere_is_refused),
        cmocka_unit_test(what_is_unknown_gets_the_shares_and_is_not_sure),
        cmocka_unit_test(fast_scores_are_those_worked_out_by_hand),
        cmocka_unit_test(a_joined_block_reads_all_texts),
        cmocka_unit_test(upper_levels_sum_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
