/* What is covered, what stays, and that limits hold. People are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mask/mask.h"

static struct arena *a;
static const struct masker *masker;

static int
open_masker(void **state)
{
    (void)state;
    a = arena_open();
    masker = masker_new(a, NULL, 0);
    return 0;
}

static int
close_masker(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static void
must_mask(const char *text, const char *want)
{
    struct mask_spans spans;
    struct buf out = { .a = a };

    assert_true(mask_find(masker, a, str_of(text), &spans));
    mask_put(&out, str_of(text), &spans);
    assert_string_equal(buf_cstr(&out), want);
}

static void
must_stay(const char *text)
{
    must_mask(text, text);
}

static void
names_lose_all_but_the_surname(void **state)
{
    (void)state;
    must_mask("我叫李小明，业主张伟。", "我叫李某某，业主张某某。");
    must_mask("王先生、张国强到场", "王先生、张某某到场");
    must_mask("法定代表人：欧阳修文", "法定代表人：欧阳某某");
    must_mask("我是陳偉強，請處理這個問題", "我是陳某某，請處理這個問題");
    must_mask("村民阿依古丽·买买提反映", "村民阿某某反映");
    must_mask("业主赵建国反映，后来发现赵建国没来",
              "业主赵某某反映，后来发现赵某某没来");
}

static void
words_that_look_like_names_stay(void **state)
{
    (void)state;
    must_stay("高兴的是安全问题解决了，常常黄金时间堵车");
    must_stay("马路周围何时整改，于是石家庄人很高兴");
    must_stay("尊敬的胡书记：您好！张先生和李女士、王师傅");
    must_stay("黄兴路与张家村、周家湾的路面");
    must_stay("张某某、李某已被答复");
}

static void
identity_numbers_go_with_slips_too(void **state)
{
    (void)state;
    must_mask("身份证11010519491231002X。", "身份证【身份证号】。");
    must_mask("11010519491231002x", "【身份证号】");
    must_mask("110105 19491231 0021", "【身份证号】");
    must_mask("１１０１０５１９４９１２３１００２Ｘ", "【身份证号】");
    must_mask("一一零一零五一九四九一二三一零零二一", "【身份证号】");
    must_mask("号110105491231002，", "号【身份证号】，");
    must_stay("编号110105194913310021，"); /* no such month */
}

static void
phones_are_found_however_written(void **state)
{
    (void)state;
    must_mask("13800138000", "【手机号】");
    must_mask("138 0013 8000，138-0013-8000", "【手机号】，【手机号】");
    must_mask("+86 13800138000", "【手机号】");
    must_mask("1-3-8-0-0-1-3-8-0-0-0", "【手机号】");
    must_mask("一三八零零一三八零零零", "【手机号】");
    must_mask("幺叁捌〇〇壹叁捌〇〇〇", "【手机号】");
    must_mask("138零零138零零零", "【手机号】");
    must_mask("13800138000/13900139000", "【手机号】/【手机号】");
    must_mask("13800138000 13900139000", "【手机号】 【手机号】");
    must_mask("010-60000000、(0731)80000000-123", "【电话】、【电话】");
    must_mask("电话：80000000", "电话：【电话】");
}

static void
other_numbers_stay(void **state)
{
    (void)state;
    must_stay("请拨12345或400-000-0000，110");
    must_stay("2019年12月31日10:00至2020-01-02共12345678元");
    must_stay("二〇一九年三月，一百二十三万元");
    must_stay("工单A00045581，单号20191231000012345");
    must_stay("面积80000000平方米");
}

static void
cards_and_codes(void **state)
{
    (void)state;
    must_mask("6222 0212 3456 7890 128", "【账号】");
    must_mask("账号：1234567890123", "账号：【账号】");
    must_mask("代码91110000600037341L", "代码【信用代码】");
    must_mask("护照E12345678", "护照【证件号】");
    must_stay("编号E12345678，6222021234567890129元");
}

static void
plates_of_every_sort(void **state)
{
    (void)state;
    must_mask("湘A12345撞了粤B·D1234", "【车牌号】撞了【车牌号】");
    must_mask("京AD12345，沪a1234警，鲁B1234挂",
              "【车牌号】，【车牌号】，【车牌号】");
    must_mask("车牌号：A12345", "车牌号：【车牌号】");
    must_mask("WJ京12345", "【车牌号】");
    must_stay("湘ABCDEF，京A1，新A座123");
}

static void
mail_and_chat(void **state)
{
    (void)state;
    must_mask("邮箱a.b+c@example.com。", "邮箱【邮箱】。");
    must_mask("ａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "【邮箱】");
    must_mask("QQ：10001234，微信号 abc_12",
              "QQ：【微信QQ】，微信号 【微信QQ】");
    must_stay("@所有人，微信公众号hunan12345，微信支付300元");
}

static void
doors_go_and_roads_stay(void **state)
{
    (void)state;
    must_mask("枫林一路38号金色家园3栋1单元1204漏水",
              "枫林一路【门牌】【小区】【门牌】漏水");
    must_mask("3栋2单元501室", "【门牌】");
    must_mask("新民村12组", "新民村【门牌】");
    must_mask("A座1203室", "【门牌】");
    must_mask("在5號樓", "在【門牌】");
    must_stay("地铁2号线、5月3号，3层楼，一栋楼，共3栋");
    must_stay("我们小区、老旧小区、该花园小学");
}

static void
bytes_that_are_no_text_do_no_harm(void **state)
{
    struct mask_spans spans;
    char *large = arena_alloc(a, MASK_BYTES_MOST + 1);

    (void)state;
    must_stay("");
    must_mask("\xe5\xbc 13800138000 \xff", "\xe5\xbc 【手机号】 \xff");
    assert_true(mask_find(masker, a, (struct str){ "a\0b", 3 }, &spans));
    assert_int_equal(spans.n, 0);
    memset(large, '1', MASK_BYTES_MOST + 1);
    assert_true(
        mask_find(masker, a, (struct str){ large, MASK_BYTES_MOST }, &spans));
    assert_false(mask_find(masker, a,
                           (struct str){ large, MASK_BYTES_MOST + 1 }, &spans));
    assert_int_equal(spans.n, 0);
}

/* Were any finder to look again and again over the same characters, this would
 * take many minutes. */
static void
a_long_text_is_gone_over_once(void **state)
{
    static const char *const pieces[] = { "1-",  "3、",     "a@",   "王",
                                          "阿·", "花园",    "138 ", "业主张伟",
                                          "一",  "小区3栋", "微信a" };
    char *large = arena_alloc(a, MASK_BYTES_MOST);
    struct mask_spans spans;

    (void)state;
    for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
        size_t n = strlen(pieces[i]), all = MASK_BYTES_MOST / n * n;

        for (size_t k = 0; k < all; k++)
            large[k] = pieces[i][k % n];
        assert_true(mask_find(masker, a, (struct str){ large, all }, &spans));
        arena_close(a);
        assert_int_equal(open_masker(NULL), 0);
        large = arena_alloc(a, MASK_BYTES_MOST);
    }
}

static void
known_words_are_no_names(void **state)
{
    const struct str known[] = { STR("张伟强") };
    const struct masker *other = masker_new(a, known, 1);
    struct mask_spans spans;

    (void)state;
    assert_true(mask_find(masker, a, STR("业主张伟强来"), &spans));
    assert_int_equal(spans.n, 1);
    assert_int_equal(spans.at[0].at, 6);
    assert_int_equal(spans.at[0].n, 9);
    assert_int_equal(spans.at[0].keep, 3);
    assert_true(mask_find(other, a, STR("业主张伟强来"), &spans));
    assert_int_equal(spans.n, 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_masker, close_masker)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(names_lose_all_but_the_surname),
        T(words_that_look_like_names_stay),
        T(identity_numbers_go_with_slips_too),
        T(phones_are_found_however_written),
        T(other_numbers_stay),
        T(cards_and_codes),
        T(plates_of_every_sort),
        T(mail_and_chat),
        T(doors_go_and_roads_stay),
        T(bytes_that_are_no_text_do_no_harm),
        T(a_long_text_is_gone_over_once),
        T(known_words_are_no_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
