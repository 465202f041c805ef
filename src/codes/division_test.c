/*
 * The national division codes: what codes and names find, in the whole table
 * of rulebook/divisions, and what is not guessed.
 */
#include "codes/division.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

static struct arena *a;
static struct divisions d;

static int
load(void **state)
{
    struct err err = { .text = "" };
    struct str bytes;

    (void)state;
    a = arena_open();
    if (!file_read(a, "rulebook/divisions/divisions.csv", 4 << 20, &bytes,
                   &err) ||
        !divisions_read(a, bytes, &d, &err))
        fail_msg("%s", err.text);
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

/* "430104 湖南省/长沙市/岳麓区", "unknown", or "2: path path" */
static const char *
said(const struct division_find *f)
{
    struct buf b = { .a = a };

    if (f->n == 0)
        return "unknown";
    if (f->n > 1)
        buf_addf(&b, "%zu:", f->n);
    for (size_t i = 0; i < f->n && i < DIVISION_CANDIDATES; i++) {
        if (f->n == 1)
            division_put_code(&b, f->at[i]);
        buf_add_char(&b, ' ');
        division_put_path(&b, &d, f->at[i]);
    }
    return buf_cstr(&b);
}

static const char *
found(const char *text, enum division_how how)
{
    struct division_find f;

    division_find(a, &d, str_of(text), how, &f);
    return said(&f);
}

static void
codes_of_every_length_are_found(void **state)
{
    static const char *const want[][2] = {
        { "11", "110000 北京市" },
        { "110000", "110000 北京市" },
        { "1101", "110100 北京市/市辖区" },
        { "110105", "110105 北京市/朝阳区" },
        { "110105000", "110105 北京市/朝阳区" },
        { "110101001", "110101001 北京市/东城区/东华门街道" },
        { "110101001000", "110101001 北京市/东城区/东华门街道" },
        { "110101001007", "110101001 北京市/东城区/东华门街道" },
        { "441900", "441900 广东省/东莞市" },
        { "441900003", "441900003 广东省/东莞市/东城街道" },
        { "419001", "419001 河南省/济源市" },
        { "99", "unknown" },
        { "110199", "unknown" },
        { "1", "unknown" },
        { "1101050", "unknown" },
        { "11010x", "unknown" },
        { "11010100100x", "unknown" },
        { "", "unknown" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
        struct division_find f = { .n = 0 };

        f.at[0] = division_coded(&d, str_of(want[i][0]));
        f.n = f.at[0] != NULL;
        assert_string_equal(said(&f), want[i][1]);
    }
}

static void
names_are_found_with_and_without_their_endings(void **state)
{
    static const char *const want[][2] = {
        { "湖南省长沙市岳麓区", "430104 湖南省/长沙市/岳麓区" },
        { "湖南长沙岳麓", "430104 湖南省/长沙市/岳麓区" },
        { "湖南省 长沙市 / 岳麓区", "430104 湖南省/长沙市/岳麓区" },
        { "湖南省岳麓区麓山南路932号", "430104 湖南省/长沙市/岳麓区" },
        { "长沙市岳麓区桔子洲街道",
          "430104003 湖南省/长沙市/岳麓区/桔子洲街道" },
        { "岳麓区", "430104 湖南省/长沙市/岳麓区" },
        { "北京市朝阳区", "110105 北京市/朝阳区" },
        { "北京市市辖区朝阳区", "110105 北京市/朝阳区" },
        { "北京", "110000 北京市" },
        { "新疆", "650000 新疆维吾尔自治区" },
        { "内蒙古自治区呼和浩特", "150100 内蒙古自治区/呼和浩特市" },
        { "恩施土家族苗族自治州利川市",
          "422802 湖北省/恩施土家族苗族自治州/利川市" },
        { "湖北恩施州", "unknown" },
        { "延边", "222400 吉林省/延边朝鲜族自治州" },
        { "广东省东莞市东城街道", "441900003 广东省/东莞市/东城街道" },
        { "河南省济源市", "419001 河南省/济源市" },
        { "重庆市云阳县", "500235 重庆市/云阳县" },
        /* the city and its county are both called so: the city holds both */
        { "长沙", "430100 湖南省/长沙市" },
        { "吉林", "220000 吉林省" },
        { "吉林市", "220200 吉林省/吉林市" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
        assert_string_equal(found(want[i][0], DIVISION_ANYWHERE), want[i][1]);
}

static void
what_could_be_two_places_is_told_not_guessed(void **state)
{
    (void)state;
    assert_string_equal(found("朝阳区", DIVISION_ANYWHERE),
                        "2: 北京市/朝阳区 吉林省/长春市/朝阳区");
    assert_int_equal(strncmp(found("城关镇", DIVISION_ANYWHERE), "88: ", 4), 0);
    assert_non_null(strstr(found("海南", DIVISION_ANYWHERE), "海南省"));
    assert_non_null(strstr(found("海南", DIVISION_ANYWHERE), "海南藏族自治州"));
    assert_string_equal(found("安澜市澜城区", DIVISION_ANYWHERE), "unknown");
    assert_string_equal(found("", DIVISION_ANYWHERE), "unknown");
    assert_string_equal(found(" / ", DIVISION_ANYWHERE), "unknown");
    assert_string_equal(found("省", DIVISION_ANYWHERE), "unknown");
}

/* A road that is called after a place is not that place. */
static void
a_name_inside_another_word_does_not_count(void **state)
{
    (void)state;
    assert_string_equal(found("北京路12号", DIVISION_ANYWHERE), "unknown");
    assert_string_equal(found("北京市朝阳路12号", DIVISION_ANYWHERE),
                        "110000 北京市");
    assert_string_equal(found("北京市朝阳，8号楼", DIVISION_ANYWHERE),
                        "110105 北京市/朝阳区");
}

static void
an_uncertain_text_must_begin_at_the_top(void **state)
{
    (void)state;
    assert_string_equal(found("湖南省长沙市岳麓区", DIVISION_FROM_TOP),
                        "430104 湖南省/长沙市/岳麓区");
    assert_string_equal(found("长沙市岳麓", DIVISION_FROM_TOP),
                        "430104 湖南省/长沙市/岳麓区");
    assert_string_equal(found("岳麓区", DIVISION_FROM_TOP), "unknown");
    assert_string_equal(found("湖南长沙岳麓", DIVISION_FROM_TOP), "unknown");
    assert_string_equal(found("东华门街道", DIVISION_FROM_TOP), "unknown");
    assert_string_equal(found("市辖区", DIVISION_FROM_TOP), "unknown");
}

static void
the_rest_of_an_address_is_left(void **state)
{
    struct division_find f;

    (void)state;
    division_find(a, &d, STR(" 湖南省长沙市岳麓区 麓山南路932号"),
                  DIVISION_ANYWHERE, &f);
    assert_int_equal(f.n, 1);
    assert_true(str_eq(f.rest, STR(" 麓山南路932号")));
}

static void
a_table_out_of_form_is_refused_with_its_line(void **state)
{
    static const char *const wrong[][2] = {
        { "code,name\n11,北京市\n110,三位\n", ":3:" },
        { "11,北京市\n11,北京市\n", ":2:" },
        { "12,天津市\n11,北京市\n", ":2:" },
        { "11\n", ":1:" },
        { "11,\n", ":1:" },
        { "11,a,b\n", ":1:" },
        { "11,\"北京市\"\n", ":1:" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct divisions t;
        struct err err = { .text = "" };

        assert_false(divisions_read(a, str_of(wrong[i][0]), &t, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_non_null(strstr(err.text, wrong[i][1]));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_of_every_length_are_found),
        cmocka_unit_test(names_are_found_with_and_without_their_endings),
        cmocka_unit_test(what_could_be_two_places_is_told_not_guessed),
        cmocka_unit_test(a_name_inside_another_word_does_not_count),
        cmocka_unit_test(an_uncertain_text_must_begin_at_the_top),
        cmocka_unit_test(the_rest_of_an_address_is_left),
        cmocka_unit_test(a_table_out_of_form_is_refused_with_its_line),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
