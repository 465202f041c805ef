/* What is found on a shelf of a few entries, and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/knowledge/shelf_index.h"

#include <cmocka.h> /* last: its fail() is not ours */

static const struct {
    const char *title, *question, *answer;
} written[] = {
    { "停水了怎么查恢复时间", "家里突然没水了，什么时候来水？",
      "在供水公告里按街道查，也可以打热线。" },
    { "路灯不亮怎么报修", "门口的路灯坏了，找谁修？",
      "说清楚灯杆编号和路段，通常三天内修好。" },
    { "公积金怎么提取", "租房可以提取公积金吗？",
      "符合条件的可以按季度提取，什么时候都能申请。" },
    { "老旧小区加装电梯怎么申请", "几楼的人同意才能装电梯？",
      "按民法典的人数和面积表决。" },
};

enum { ENTRIES = sizeof(written) / sizeof(written[0]) };

static struct arena *a;
static struct shelf_index *ix;

static int
set_up(void **state)
{
    struct shelf_entry *at;

    (void)state;
    a = arena_open();
    at = arena_alloc(a, ENTRIES * sizeof(*at));
    for (size_t i = 0; i < ENTRIES; i++) {
        at[i].hex = (struct str){ &"0123456789"[i], 1 };
        at[i].text.title = str_of(written[i].title);
        at[i].text.question = str_of(written[i].question);
        at[i].text.answer = str_of(written[i].answer);
        at[i].published_at = (int64_t)i + 1;
    }
    ix = shelf_index_make(a, at, ENTRIES);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static size_t
first(const char *text, size_t *ret_n)
{
    struct shelf_found f = shelf_index_find(ix, a, str_of(text), .25);

    *ret_n = f.n;
    return f.n == 0 ? SIZE_MAX : f.at[0];
}

static void
a_short_question_finds_its_entry(void **state)
{
    size_t n;

    (void)state;
    assert_int_equal(first("停水", &n), 0);
    assert_int_equal(n, 1);
    assert_int_equal(first("路燈壞了", &n), 1); /* in traditional characters */
    assert_int_equal(first("提取公积金", &n), 2);
    assert_int_equal(first("装电梯", &n), 3);
}

static void
a_long_complaint_finds_what_its_matter_is_called(void **state)
{
    size_t n;

    (void)state;
    assert_int_equal(
        first(
            "我住在河滨路，昨天晚上回家的时候发现楼下一整排路灯不亮，孩子放"
            "学回来摔了一跤，物业说不归他们管，让我打电话报修，希望尽快处理。",
            &n),
        1);
    assert_int_equal(n, 1);
}

static void
what_all_entries_share_finds_none(void **state)
{
    size_t n;

    (void)state;
    assert_int_equal(first("学校午餐的价格怎么这么高，什么时候能降下来？", &n),
                     SIZE_MAX);
    assert_int_equal(first("", &n), SIZE_MAX);
    assert_int_equal(first("？！", &n), SIZE_MAX);
}

static void
an_empty_shelf_is_fine(void **state)
{
    struct shelf_index *none = shelf_index_make(a, NULL, 0);

    (void)state;
    assert_int_equal(shelf_index_find(none, a, STR("停水"), .25).n, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_question_finds_its_entry),
        cmocka_unit_test(a_long_complaint_finds_what_its_matter_is_called),
        cmocka_unit_test(what_all_entries_share_finds_none),
        cmocka_unit_test(an_empty_shelf_is_fine),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
