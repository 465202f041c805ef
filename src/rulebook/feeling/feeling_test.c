/* What counts as a word of feeling and risk, and what does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rulebook/feeling/feeling.h"
#include "rulebook/small_city.h"

#define HEAD "word,kind,of,weight,note,basis,basis_kind,valid_from,valid_to\n"
#define LAW  ",,自编,design,,\n"

static const char words[] = HEAD
    "集体上访,collective,,40" LAW "上访,collective,,8" LAW "受伤,life,,20" LAW
    "气愤,emotion,,20" LAW "老人,vulnerable,,10" LAW "!!,emotion,,4" LAW
    "不会,deny,collective;life,4" LAW "没有,deny,life,4" LAW
    "有没有,except,," LAW "老人公园,except,," LAW "非常,degree,,150" LAW
    "有点,degree,,50" LAW "曝光,media,,40,旧,自编,design,,2026-06-30\n";

static bool
read_words(struct city *c, const char *bytes)
{
    struct rulebook_file files[FILES + 1];
    bool ok;

    for (size_t i = 0; i < FILES; i++)
        files[i] = c->files[i];
    files[FILES] = (struct rulebook_file){ STR("feelings.csv"), str_of(bytes) };
    c->faults.n = 0;
    ok = rulebook_read(c->a, files, FILES + 1, &c->book, &c->faults);
    if (ok)
        rulebook_check(&c->book, files, FILES + 1, &c->faults);
    return ok;
}

static struct feeling
feel(struct city *c, const char *title, const char *body)
{
    const struct str texts[] = { str_of(title), str_of(body) };
    const struct rules r = { &c->book, 20700 }; /* 2026-09-04 */
    struct feeling f;

    rules_feel(c->a, r, texts, 2, &f);
    return f;
}

static void
assert_points(struct city *c, const char *text, enum feeling_kind kind,
              int points)
{
    struct feeling f = feel(c, "", text);

    assert_int_equal(f.points[kind], points);
}

static void
words_add_up_to_levels(void **state)
{
    struct city *c = *state;
    struct feeling f;

    assert_true(read_words(c, words));
    assert_int_equal(c->faults.n, 0);
    f = feel(c, "老人受伤", "我们要集体上访");
    assert_int_equal(f.level[FEELING_VULNERABLE], 1);
    assert_int_equal(f.level[FEELING_LIFE], 2);
    assert_int_equal(f.level[FEELING_COLLECTIVE], 3);
    assert_int_equal(f.level[FEELING_EMOTION], 0);
    assert_int_equal(f.hits_n, 3); /* 上访 lies in 集体上访 */
    assert_int_equal(f.hits[2].text, 1);
    assert_int_equal(f.hits[2].at, 9);
    assert_int_equal(f.hits[2].n, 12);
}

static void
a_word_counts_once_at_its_strongest(void **state)
{
    struct city *c = *state;
    struct feeling f;

    assert_true(read_words(c, words));
    assert_points(c, "气愤，气愤，非常气愤，有点气愤", FEELING_EMOTION, 30);
    assert_points(c, "有点气愤", FEELING_EMOTION, 10);
    assert_points(c, "非常，气愤", FEELING_EMOTION, 20);
    f = feel(c, "", "气愤，气愤，非常气愤，非常气愤");
    assert_int_equal(f.hits_n, 4);
    for (size_t i = 0; i < f.hits_n; i++)
        assert_int_equal(f.hits[i].counts, i == 2);
}

static void
negation_reaches_in_its_part_of_the_sentence(void **state)
{
    struct city *c = *state;

    assert_true(read_words(c, words));
    assert_points(c, "我们不会集体上访", FEELING_COLLECTIVE, 0);
    assert_points(c, "他不会管，我们集体上访", FEELING_COLLECTIVE, 40);
    assert_points(c, "没有人受伤", FEELING_LIFE, 0);
    assert_points(c, "没有路灯的路上有人受伤", FEELING_LIFE, 20);
    assert_points(c, "有没有人受伤", FEELING_LIFE, 20);
    assert_points(c, "没有上访", FEELING_COLLECTIVE, 8); /* not of it */
    assert_int_equal(feel(c, "", "没有人受伤").hits_n, 1);
}

static void
writings_are_compared_in_one_form(void **state)
{
    struct city *c = *state;

    assert_true(read_words(c, words));
    assert_points(c, "集體上訪", FEELING_COLLECTIVE, 40);
    assert_points(c, "集*体 上-访", FEELING_COLLECTIVE, 40);
    assert_points(c, "集体。上访", FEELING_COLLECTIVE, 8);
    assert_points(c, "！！", FEELING_EMOTION, 4);
    assert_points(c, "集体\n\t上访", FEELING_COLLECTIVE, 40);
}

static void
exceptions_and_old_words_are_nothing(void **state)
{
    struct city *c = *state;

    assert_true(read_words(c, words));
    assert_points(c, "老人公园", FEELING_VULNERABLE, 0);
    assert_points(c, "老人公园里的老人", FEELING_VULNERABLE, 10);
    assert_points(c, "曝光", FEELING_MEDIA, 0);
}

static void
an_exception_of_a_word_itself_is_for_its_pieces(void **state)
{
    static const char *const orders[] = {
        HEAD "无,deny,,4" LAW "无良,except,," LAW "无良,emotion,,20" LAW
             "奸商,emotion,,10" LAW,
        HEAD "奸商,emotion,,10" LAW "无良,emotion,,20" LAW "无良,except,," LAW
             "无,deny,,4" LAW,
    };
    struct city *c = *state;

    for (size_t i = 0; i < 2; i++) {
        assert_true(read_words(c, orders[i]));
        assert_int_equal(c->faults.n, 0);
        assert_points(c, "无良奸商", FEELING_EMOTION, 30);
        assert_points(c, "无奸商", FEELING_EMOTION, 0);
    }
}

static void
without_the_file_nothing_is_found(void **state)
{
    struct city *c = *state;

    assert_true(read_city(c));
    assert_int_equal(feel(c, "集体上访", "受伤").hits_n, 0);
}

static void
faults_are_told(void **state)
{
    struct city *c = *state;

    assert_true(read_words(c, HEAD "气愤,emotion,life,20" LAW
                                   "不会,deny,anger,4" LAW "很,degree,," LAW));
    assert_int_equal(c->faults.n, 3);
    for (size_t i = 0; i < c->faults.n; i++)
        assert_true(str_eq(c->faults.at[i].file, STR("feelings.csv")));
    assert_false(read_words(c, HEAD "气愤,anger,,20" LAW));
}

static void
kinds_have_names(void **state)
{
    enum feeling_kind kind = FEELING_EMOTION;

    (void)state;
    for (int k = 0; k < FEELING_KINDS; k++) {
        assert_true(feeling_named(feeling_word((enum feeling_kind)k), &kind));
        assert_int_equal(kind, k);
    }
    assert_false(feeling_named(STR("deny"), &kind));
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_city, close_city)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(words_add_up_to_levels),
        T(a_word_counts_once_at_its_strongest),
        T(negation_reaches_in_its_part_of_the_sentence),
        T(writings_are_compared_in_one_form),
        T(exceptions_and_old_words_are_nothing),
        T(an_exception_of_a_word_itself_is_for_its_pieces),
        T(without_the_file_nothing_is_found),
        T(faults_are_told),
        T(kinds_have_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
