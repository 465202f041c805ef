/*
 * What a rulebook is told: every fault of a spreadsheet, of form and of
 * meaning, with its place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rulebook/small_city.h"

/* Write new in place of the first old in the file. */
static void
change(struct city *c, const char *file, const char *old, const char *new)
{
    for (size_t i = 0; i < FILES; i++) {
        struct str s = c->files[i].bytes;
        size_t at = str_find(s, str_of(old)), skip = str_of(old).n;
        struct buf b = { .a = c->a };

        if (!str_eq(c->files[i].path, str_of(file)))
            continue;
        assert_true(at != SIZE_MAX);
        buf_add(&b, (struct str){ s.p, at });
        buf_add(&b, str_of(new));
        buf_add(&b, (struct str){ s.p + at + skip, s.n - at - skip });
        c->files[i].bytes = buf_str(&b);
        return;
    }
    fail();
}

static void
check_city(struct city *c)
{
    assert_true(read_city(c));
    assert_int_equal(c->faults.n, 0);
    rulebook_check(&c->book, c->files, FILES, &c->faults);
}

/* Is there a fault in the file, at line, whose text has part? */
static void
assert_fault(const struct city *c, const char *file, size_t line,
             const char *part)
{
    for (size_t i = 0; i < c->faults.n; i++) {
        const struct fault *f = &c->faults.at[i];

        if (str_eq(f->file, str_of(file)) && f->line == line &&
            str_find(f->text, str_of(part)) != SIZE_MAX)
            return;
    }
    for (size_t i = 0; i < c->faults.n; i++)
        print_message("%.*s:%zu:%zu %.*s\n", STR_ARG(c->faults.at[i].file),
                      c->faults.at[i].line, c->faults.at[i].column,
                      STR_ARG(c->faults.at[i].text));
    fail_msg("no fault in %s:%zu with %s", file, line, part);
}

static void
a_good_rulebook_has_no_faults(void **state)
{
    struct city *c = *state;

    check_city(c);
    for (size_t i = 0; i < c->faults.n; i++)
        print_message("%.*s:%zu %.*s\n", STR_ARG(c->faults.at[i].file),
                      c->faults.at[i].line, STR_ARG(c->faults.at[i].text));
    assert_int_equal(c->faults.n, 0);
    assert_int_equal(c->book.letters_n, 1);
    assert_true(str_eq(c->book.letters[0].name, STR("reply")));
    assert_int_equal(c->book.calendar.first_year, 2026);
    assert_int_equal(c->book.calendar.off_n, 2);
    assert_int_equal(c->book.calendar.work_n, 1);
}

static void
a_missing_file_is_a_fault_but_letters_are_not_needed(void **state)
{
    struct city *c = *state;

    c->files[2].path = STR("Units.csv");
    c->files[14].path = STR("letters/reply.txt");
    assert_false(read_city(c));
    assert_int_equal(c->faults.n, 1);
    assert_fault(c, "units.csv", 0, "缺少这个文件");
}

static void
columns_must_be_the_known_ones(void **state)
{
    struct city *c = *state;

    change(c, "units.csv", "leader", "lead");
    change(c, "settings.csv", "key,value", "key,key,value");
    assert_false(read_city(c));
    assert_fault(c, "units.csv", 1, "“lead”不认识");
    assert_fault(c, "units.csv", 1, "缺少列 leader");
    assert_fault(c, "settings.csv", 1, "“key”重复");
}

static void
all_faults_of_form_are_told_at_once(void **state)
{
    struct city *c = *state;

    change(c, "matters.csv", "路灯,,,1,1,3,0", "路灯,,,1,1,4,0");
    change(c, "units.csv", "u_light,bureau", "u_light,office");
    change(c, "levels.csv", "0|1|2,2|3", "0|1|,2|3");
    change(c, "deadlines.csv", "2,hour,no", "2,week,maybe");
    change(c, "dispatch.csv", "u_dist,,,清单,local,,", "u_dist,,,清单");
    change(c, "rights.csv", "sign_in,officer", "Sign in,boss");
    change(c, "exits.csv", "E3,纪检", "E3,");
    change(c, "calendar.csv", "2026-10-10", "2026-02-30");
    change(c, "phrases.csv", "Open", "\"Open");
    assert_false(read_city(c));
    assert_fault(c, "matters.csv", 3, "clarity 的值“4”不对");
    assert_fault(c, "units.csv", 3, "应为以下之一");
    assert_fault(c, "levels.csv", 3, "urgency");
    assert_fault(c, "deadlines.csv", 2, "unit 的值“week”不对");
    assert_fault(c, "deadlines.csv", 2, "roll");
    assert_fault(c, "dispatch.csv", 4, "这一行有 6 格，第一行有 9 列");
    assert_fault(c, "rights.csv", 2, "command");
    assert_fault(c, "rights.csv", 2, "role 的值“boss”不对");
    assert_fault(c, "exits.csv", 4, "hans 的值“”不对：不能为空");
    assert_fault(c, "calendar.csv", 5, "date");
    assert_fault(c, "phrases.csv", 2, "引号没有结束");
}

/* small_city's file has no lon and lat: written before there were any. */
static void
give_points(struct city *c, const char *of_city, const char *of_district)
{
    struct buf city = { .a = c->a }, district = { .a = c->a };

    buf_addf(&city, "Qingdao,,,%s,区划代码", of_city);
    buf_addf(&district, "南区,u_dist,%s,区划代码", of_district);
    change(c, "places.csv", "aliases,unit,", "aliases,unit,lon,lat,");
    change(c, "places.csv", "Qingdao,,,区划代码", buf_cstr(&city));
    change(c, "places.csv", "南区,u_dist,区划代码", buf_cstr(&district));
    change(c, "places.csv", "香港中路,u_hk,", "香港中路,u_hk,,,");
    change(c, "places.csv", "浮山所社区,,,,,", "浮山所社区,,,,,,,");
}

static void
a_place_may_have_a_point(void **state)
{
    struct city *c = *state;

    give_points(c, "120.3826,36.0671", "-180,-90.0000000");
    check_city(c);
    assert_int_equal(c->faults.n, 0);
    assert_int_equal(c->book.places[0].lon, 1203826000);
    assert_int_equal(c->book.places[0].lat, 360671000);
    assert_int_equal(c->book.places[1].lon, -1800000000);
    assert_int_equal(c->book.places[1].lat, -900000000);
    assert_int_equal(c->book.places[2].lon, 0);
}

static void
a_point_off_the_earth_is_a_fault_of_form(void **state)
{
    struct city *c = *state;

    give_points(c, "180.0000001,36.06711111", "120.38E,-91");
    assert_false(read_city(c));
    assert_int_equal(c->faults.n, 4);
    assert_fault(c, "places.csv", 2, "lon 的值“180.0000001”不对");
    assert_fault(c, "places.csv", 2, "lat 的值“36.06711111”不对");
    assert_fault(c, "places.csv", 3, "lon 的值“120.38E”不对");
    assert_fault(c, "places.csv", 3, "-90 到 90");
}

static void
half_a_point_is_a_fault(void **state)
{
    struct city *c = *state;

    give_points(c, "120.3826,", ",36");
    check_city(c);
    assert_int_equal(c->faults.n, 2);
    assert_fault(c, "places.csv", 2, "只填了一个");
    assert_fault(c, "places.csv", 3, "只填了一个");
}

static void
a_grid_lies_in_its_community(void **state)
{
    static const char last[] = "浮山所社区,,,,,区划代码,law,,\n";
    struct city *c = *state;
    struct buf more = { .a = c->a };

    buf_addf(&more,
             "%s"
             "370202001001001,370202001001,grid,一网格,,,,,本市,local,,\n"
             "3702020010011,370202001001,grid,短,,,,,本市,local,,\n"
             "370202001002001,370202001001,grid,别家,,,,,本市,local,,\n"
             "370202001000001,370202001,grid,在街道,,,,,本市,local,,\n"
             "370202001003,370202001001001,community,倒挂,,,,,本市,local,,\n",
             last);
    change(c, "places.csv", last, buf_cstr(&more));
    check_city(c);
    assert_int_equal(c->faults.n, 5);
    assert_fault(c, "places.csv", 7, "15 位数字");
    assert_fault(c, "places.csv", 8, "15 位数字");
    assert_fault(c, "places.csv", 9, "15 位数字");
    assert_fault(c, "places.csv", 9, "应为社区");
    assert_fault(c, "places.csv", 10, "由大到小");
}

static void
a_fault_names_line_and_column_in_characters(void **state)
{
    struct city *c = *state;

    change(c, "units.csv", "u_light,bureau,u_hot", "u_light,bureau,u_cold");
    check_city(c);
    assert_int_equal(c->faults.n, 1);
    assert_fault(c, "units.csv", 3, "“u_cold”在 units.csv 中不存在");
    assert_int_equal(c->faults.at[0].column, 16);
}

static void
every_name_must_stand_for_something(void **state)
{
    struct city *c = *state;

    change(c, "places.csv", "u_hk,", "u_x,");
    change(c, "dispatch.csv", "noise,370202,", "noise,370999,");
    change(c, "dispatch.csv", "@street;u_hk", "@street;u_y");
    change(c, "words.csv", "matter,light,60", "matter,dark,0");
    change(c, "words.csv", "urgency,3", "urgency,4");
    change(c, "escalation.csv", "@leader", "@boss");
    check_city(c);
    assert_fault(c, "places.csv", 4, "“u_x”在 units.csv 中不存在");
    assert_fault(c, "dispatch.csv", 4, "“370999”在 places.csv 中不存在");
    assert_fault(c, "dispatch.csv", 3, "“u_y”");
    assert_fault(c, "words.csv", 2, "“dark”在 matters.csv 中不存在");
    assert_fault(c, "words.csv", 2, "权重不能为 0");
    assert_fault(c, "words.csv", 4, "应为 1、2 或 3");
    assert_fault(c, "escalation.csv", 2, "“@boss”");
}

static void
what_is_named_must_hold_as_long_as_the_row(void **state)
{
    struct city *c = *state;

    change(c, "units.csv", "处长,三定方案,local,,",
           "处长,三定方案,local,,2026-06-30");
    check_city(c);
    assert_int_equal(c->faults.n, 1);
    assert_fault(c, "dispatch.csv", 3, "自 2026-07-01 起不生效");
}

static void
a_key_stands_once_on_any_day(void **state)
{
    struct city *c = *state;

    change(c, "settings.csv", ",,2025-12-31", ",,2026-01-01");
    change(c, "phrases.csv", "case.open", "case.open,又,又,Again\ncase.open");
    change(c, "calendar.csv", "2026-10-02", "2026-10-01");
    check_city(c);
    assert_fault(c, "settings.csv", 4, "与第 3 行重复");
    assert_fault(c, "phrases.csv", 3, "与第 2 行重复");
    assert_fault(c, "calendar.csv", 4, "已在前面列出");
    assert_int_equal(c->faults.n, 3);
}

static void
every_rule_has_a_basis_and_a_day(void **state)
{
    struct city *c = *state;

    change(c, "exits.csv", "110,,,条例,law,,", "110,,,,,,");
    change(c, "rights.csv", "any,规范,local,,",
           "any,规范,local,2026-02-01,2026-01-01");
    check_city(c);
    assert_fault(c, "exits.csv", 2, "缺少依据：");
    assert_fault(c, "exits.csv", 2, "缺少依据种类");
    assert_fault(c, "rights.csv", 3, "永远不生效");
    assert_int_equal(c->faults.n, 3);
}

static void
the_decision_table_has_no_overlap_and_no_gap(void **state)
{
    struct city *c = *state;

    change(c, "levels.csv", "L3,0|1|2,0|1,*,2|3", "L3,0|1|2,0|1|2,*,3");
    check_city(c);
    assert_int_equal(c->faults.n, 2);
    assert_fault(c, "levels.csv", 4,
                 "第 3 行与第 4 行重叠：urgency=0 risk=2 clarity=0 "
                 "difficulty=3");
    assert_fault(c, "levels.csv", 0,
                 "没有分级：urgency=0 risk=0 clarity=0 difficulty=2，另有 23 "
                 "种组合");
}

static void
a_gap_that_opens_in_the_year_is_found(void **state)
{
    struct city *c = *state;

    change(c, "levels.csv", "L1,3,*,*,*,设计,design,,",
           "L1,3,*,*,*,设计,design,,2026-05-31");
    change(c, "exits.csv", "条例,law,,", "条例,law,2026-03-01,");
    check_city(c);
    assert_fault(c, "levels.csv", 0, "自 2026-06-01 起没有分级");
    assert_fault(c, "exits.csv", 0, "自 2026-01-01 起缺少出口 E1");
    assert_int_equal(c->faults.n, 2);
}

static void
every_matter_has_somebody_who_leads(void **state)
{
    struct city *c = *state;

    change(c, "dispatch.csv", "city,*,@street,,u_hot", "city,370200,u_hot,,");
    check_city(c);
    assert_int_equal(c->faults.n, 1);
    assert_fault(c, "matters.csv", 4, "没有适用于所有地点的派单行");
}

static void
a_row_that_is_never_used_is_a_fault(void **state)
{
    struct city *c = *state;

    change(c, "dispatch.csv", "noise,370202,", "noise,*,");
    change(c, "deadlines.csv", "hotline,L1,contact",
           "hotline,L2,contact,1,day,,,规范,local,,\n"
           "hotline,L3,contact,1,day,,,规范,local,,\n"
           "hotline,L4,contact,1,day,,,规范,local,,\n"
           "hotline,L1,contact");
    check_city(c);
    assert_fault(c, "dispatch.csv", 2, "永远用不到");
    assert_fault(c, "deadlines.csv", 10, "永远用不到");
    assert_int_equal(c->faults.n, 2);
}

static void
a_street_needs_somebody_in_its_place(void **state)
{
    struct city *c = *state;

    change(c, "dispatch.csv", "@street,,u_hot", "@street,,");
    check_city(c);
    assert_int_equal(c->faults.n, 1);
    assert_fault(c, "dispatch.csv", 2, "地点不明");
}

static void
every_step_has_a_deadline_at_every_level(void **state)
{
    struct city *c = *state;

    change(c, "deadlines.csv", "hotline,*,close", "hotline,L1,close");
    check_city(c);
    assert_int_equal(c->faults.n, 3);
    assert_fault(c, "deadlines.csv", 0, "close 环节对 L2 没有期限");
}

static void
escalation_and_parents_have_no_holes_and_circles(void **state)
{
    struct city *c = *state;

    change(c, "escalation.csv", "L1,2,4", "L1,3,4");
    change(c, "units.csv", "u_hot,hotline,,", "u_hot,hotline,u_hk,");
    check_city(c);
    assert_fault(c, "escalation.csv", 3, "缺少第 2 步");
    assert_fault(c, "units.csv", 2, "u_hot → u_hk → u_dist → u_hot");
    assert_int_equal(c->faults.n, 2);
}

static void
the_years_of_the_calendar_have_no_gap(void **state)
{
    struct city *c = *state;

    change(c, "calendar.csv", "2026-10-02,off",
           "2028-01-01,year,2028,来源\n2028-10-01,off,国庆,来源\n"
           "2027-10-01,off,国庆,来源\n2026-10-12,work,班,来源\n"
           "2026-10-02,off");
    check_city(c);
    assert_int_equal(c->book.calendar.last_year, 2026);
    assert_fault(c, "calendar.csv", 4, "缺少 2027 年");
    assert_fault(c, "calendar.csv", 6, "没有 year 行");
    assert_fault(c, "calendar.csv", 7, "不是周六或周日");
    assert_int_equal(c->faults.n, 3);
}

static void
provisional_years_come_last_and_have_no_exchanges(void **state)
{
    struct city *c = *state;

    change(c, "calendar.csv", "2026-10-02,off",
           "2027-01-01,provisional,2027,办法\n2027-10-01,off,国庆,办法\n"
           "2026-10-02,off");
    check_city(c);
    assert_int_equal(c->faults.n, 0);
    assert_int_equal(c->book.calendar.last_year, 2027);
    assert_int_equal(c->book.calendar.provisional_year, 2027);
    change(c, "calendar.csv", "2027-10-01,off",
           "2027-10-09,work,班,办法\n2028-01-01,year,2028,来源\n"
           "2028-10-01,off,国庆,来源\n2027-01-01,year,2027,来源\n"
           "2027-10-01,off");
    check_city(c);
    assert_fault(c, "calendar.csv", 5, "暂计的年份没有调休");
    assert_fault(c, "calendar.csv", 6, "暂计的年份应当排在最后");
    assert_fault(c, "calendar.csv", 8, "已在前面列出");
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_city, close_city)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_good_rulebook_has_no_faults),
        T(a_missing_file_is_a_fault_but_letters_are_not_needed),
        T(columns_must_be_the_known_ones),
        T(all_faults_of_form_are_told_at_once),
        T(a_place_may_have_a_point),
        T(a_point_off_the_earth_is_a_fault_of_form),
        T(half_a_point_is_a_fault),
        T(a_grid_lies_in_its_community),
        T(a_fault_names_line_and_column_in_characters),
        T(every_name_must_stand_for_something),
        T(what_is_named_must_hold_as_long_as_the_row),
        T(a_key_stands_once_on_any_day),
        T(every_rule_has_a_basis_and_a_day),
        T(the_decision_table_has_no_overlap_and_no_gap),
        T(a_gap_that_opens_in_the_year_is_found),
        T(every_matter_has_somebody_who_leads),
        T(a_row_that_is_never_used_is_a_fault),
        T(a_street_needs_somebody_in_its_place),
        T(every_step_has_a_deadline_at_every_level),
        T(escalation_and_parents_have_no_holes_and_circles),
        T(the_years_of_the_calendar_have_no_gap),
        T(provisional_years_come_last_and_have_no_exchanges),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
