/* What forms.csv and notice.csv are told: each of their faults, with its
 * place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rulebook/small_city.h"

#define FORMS                                                                  \
    "matter,field,need,purpose,kind,hans,hant,en,hint_hans,hint_hant,"         \
    "hint_en,choices,most,sensitive,basis,basis_kind,valid_from,valid_to\n"
#define NOTICE                                                                 \
    "version,part,hans,hant,en,basis,basis_kind,valid_from,valid_to\n"
#define NOTICE_OF(version, days)                                               \
    version ",processor,甲,,,个保法 17,law," days "\n" version                 \
            ",purpose,乙,,,个保法 17,law," days "\n" version                   \
            ",method,丙,,,个保法 17,law," days "\n" version                    \
            ",kinds,丁,,,个保法 17,law," days "\n" version                     \
            ",retention,戊,,,个保法 17,law," days "\n"
#define RIGHTS_OF(version, days) version ",rights,己,,,个保法 17,law," days "\n"
#define PHRASES                                                                \
    "key,hans,hant,en\npurpose.handling,办理,,Handling\n"                    \
    "why.find,用于找到,,To find\nchoice.day,白天,,By day\n"
#define LAW ",,个保法 6,law,,\n"

/* The faults of the small city with these two files. */
static void
check_with(struct city *c, const char *forms, const char *notice)
{
    struct rulebook_file files[FILES + 2];

    for (size_t i = 0; i < FILES; i++) {
        files[i] = c->files[i];
        if (str_eq(files[i].path, STR("phrases.csv")))
            files[i].bytes = STR(PHRASES);
    }
    files[FILES] = (struct rulebook_file){ STR("forms.csv"), str_of(forms) };
    files[FILES + 1] =
        (struct rulebook_file){ STR("notice.csv"), str_of(notice) };
    c->faults.n = 0;
    assert_true(rulebook_read(c->a, files, FILES + 2, &c->book, &c->faults));
    rulebook_check(&c->book, files, FILES + 2, &c->faults);
}

/* The only fault is in the file, at line, and its text has part. */
static void
assert_fault(const struct city *c, const char *file, size_t line,
             const char *part)
{
    assert_int_equal(c->faults.n, 1);
    assert_true(str_eq(c->faults.at[0].file, str_of(file)));
    assert_int_equal(c->faults.at[0].line, line);
    assert_true(str_find(c->faults.at[0].text, str_of(part)) != SIZE_MAX);
}

static void
good_ones_have_no_faults(void **state)
{
    struct city *c = *state;

    check_with(c,
               FORMS "light,pole,optional,find,text,灯杆,,,,,,,20" LAW
                     "noise,time,required,find,choice,时间,,,,,,day," LAW,
               NOTICE NOTICE_OF("v1", ",2026-06-30")
                   RIGHTS_OF("v1", ",2026-06-30") NOTICE_OF("v2", "2026-07-01,")
                       RIGHTS_OF("v2", "2026-07-01,"));
    assert_int_equal(c->faults.n, 0);
}

static void
whatever_is_asked_has_a_reason_in_words(void **state)
{
    struct city *c = *state;

    check_with(c, FORMS "light,pole,optional,,text,灯杆,,,,,,,20" LAW, NOTICE);
    assert_fault(c, "forms.csv", 2, "没有写明收集目的");
    check_with(c, FORMS "light,pole,optional,gossip,text,灯杆,,,,,,,20" LAW,
               NOTICE);
    assert_fault(c, "forms.csv", 2, "why.gossip");
}

static void
choices_are_of_choices_and_have_names(void **state)
{
    struct city *c = *state;

    check_with(c, FORMS "light,at,optional,find,choice,时间,,,,,,,20" LAW,
               NOTICE);
    assert_fault(c, "forms.csv", 2, "choice 必须列出选项");
    check_with(c, FORMS "light,at,optional,find,choice,时间,,,,,,dusk,20" LAW,
               NOTICE);
    assert_fault(c, "forms.csv", 2, "choice.dusk");
}

static void
numbers_of_persons_are_sensitive(void **state)
{
    struct city *c = *state;

    check_with(c, FORMS "city,who,optional,find,identity,证件,,,,,,,20" LAW,
               NOTICE);
    assert_fault(c, "forms.csv", 2, "须填 yes");
}

static void
never_takes_something_away(void **state)
{
    struct city *c = *state;

    check_with(c, FORMS "light,pole,never,,text,灯杆,,,,,,,20" LAW, NOTICE);
    assert_fault(c, "forms.csv", 2, "never 不起作用");
}

static void
a_notice_has_all_its_parts(void **state)
{
    struct city *c = *state;

    check_with(c, FORMS, NOTICE NOTICE_OF("v1", ","));
    assert_int_equal(c->faults.n, 5); /* at each of its rows */
    assert_true(str_find(c->faults.at[0].text, STR("缺少 rights")) != SIZE_MAX);
    check_with(c, FORMS,
               NOTICE NOTICE_OF("v1", ",") RIGHTS_OF("v1", ",2026-06-30"));
    assert_true(c->faults.n > 0);
}

static void
one_version_holds_a_day(void **state)
{
    struct city *c = *state;

    check_with(c, FORMS,
               NOTICE NOTICE_OF("v1", ",2026-07-01")
                   RIGHTS_OF("v1", ",2026-07-01") NOTICE_OF("v2", "2026-07-01,")
                       RIGHTS_OF("v2", "2026-07-01,"));
    assert_int_equal(c->faults.n, 6); /* at each row of the second */
    assert_int_equal(c->faults.at[0].line, 8);
    assert_true(str_find(c->faults.at[0].text, STR("有效期重叠")) != SIZE_MAX);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_city, close_city)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(good_ones_have_no_faults),
        T(whatever_is_asked_has_a_reason_in_words),
        T(choices_are_of_choices_and_have_names),
        T(numbers_of_persons_are_sensitive),
        T(never_takes_something_away),
        T(a_notice_has_all_its_parts),
        T(one_version_holds_a_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
