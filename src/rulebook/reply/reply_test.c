/* What a reply has, lacks and says plainly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rulebook/reply/reply.h"
#include "rulebook/small_city.h"

#define HEAD "word,kind,instead,basis,basis_kind,valid_from,valid_to\n"
#define LAW  ",自编,design,,\n"

static const char words[] =
    HEAD "条例》,basis," LAW "已修复,result," LAW "电话,contact," LAW
         "个工作日,time," LAW "核处,jargon,查处理" LAW;

static void
read_words(struct city *c, const char *bytes)
{
    struct rulebook_file files[FILES + 1];

    for (size_t i = 0; i < FILES; i++)
        files[i] = c->files[i];
    files[FILES] = (struct rulebook_file){ STR("reply.csv"), str_of(bytes) };
    c->faults.n = 0;
    assert_true(rulebook_read(c->a, files, FILES + 1, &c->book, &c->faults));
    rulebook_check(&c->book, files, FILES + 1, &c->faults);
}

static struct reply_check
look(struct city *c, const char *question, const char *reply)
{
    const struct rules r = { &c->book, 20700 };
    const struct question q = { str_of(question), STR("") };
    struct reply_check check;

    rules_check_reply(c->a, r, &q, str_of(reply), &check);
    return check;
}

static void
a_whole_reply_has_four_parts(void **state)
{
    struct city *c = *state;
    struct reply_check check;

    read_words(c, words);
    assert_int_equal(c->faults.n, 0);
    check = look(c, "路灯不亮",
                 "根据《照明条例》，三盏路灯已修复，5个工作日内再查一次。"
                 "如有问题请打电话0990-1234567。");
    for (int k = 0; k < REPLY_PARTS; k++)
        assert_true(check.has[k]);
    assert_int_equal(check.jargon_n, 0);
    assert_int_equal(check.sentences_long, 0);
    assert_int_equal(check.about, 22); /* 路灯 of 路灯 灯不 不亮 */
    assert_false(check.elsewhere);
    assert_true(look(c, "路灯不亮", "河水很清").elsewhere);
}

static void
a_word_for_a_phone_needs_its_number(void **state)
{
    struct city *c = *state;

    read_words(c, words);
    assert_false(look(c, "", "请打电话").has[REPLY_CONTACT]);
    assert_false(look(c, "", "请打电话1234").has[REPLY_CONTACT]);
    assert_true(look(c, "", "请打电话12345").has[REPLY_CONTACT]);
}

static void
the_date_at_the_end_is_no_time(void **state)
{
    struct city *c = *state;

    read_words(c, words);
    assert_false(look(c, "", "您的来信收到了。2026年9月4日").has[REPLY_TIME]);
    assert_true(look(c, "",
                     "将于9月修好，请您放心，谢谢您的来信和支持，"
                     "祝您生活愉快。2026年9月4日")
                    .has[REPLY_TIME]);
}

static void
what_is_not_plain_is_told_once(void **state)
{
    struct city *c = *state;
    struct buf b = { .a = c->a };
    struct reply_check check;

    read_words(c, words);
    for (int i = 0; i < 80; i++)
        buf_add(&b, STR("长"));
    buf_add(&b, STR("。短。已转核处，已转核处。"));
    check = look(c, "", buf_cstr(&b));
    assert_int_equal(check.sentences_long, 1);
    assert_int_equal(check.jargon_n, 1);
    assert_true(str_eq(check.jargon[0]->instead, STR("查处理")));
    assert_int_equal(check.about, -1);
}

static void
jargon_has_plainer_words(void **state)
{
    struct city *c = *state;

    read_words(c, HEAD "核处,jargon," LAW "已修复,result,好了" LAW);
    assert_int_equal(c->faults.n, 2);
}

static void
without_the_file_nothing_is_advised(void **state)
{
    struct city *c = *state;
    struct reply_check check;

    assert_true(read_city(c));
    check = look(c, "路灯", "路灯已修复");
    assert_false(check.has[REPLY_RESULT]);
    assert_int_equal(check.about, -1);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_city, close_city)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_whole_reply_has_four_parts),
        T(a_word_for_a_phone_needs_its_number),
        T(the_date_at_the_end_is_no_time),
        T(what_is_not_plain_is_told_once),
        T(jargon_has_plainer_words),
        T(without_the_file_nothing_is_advised),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
