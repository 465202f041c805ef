/* What retention.csv and sharing.csv are told: each of their faults, with its
 * place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rulebook/small_city.h"

#define RETENTION                                                              \
    "class,regime,trigger,count,unit,action,basis,basis_kind,valid_from,"      \
    "valid_to\n"
#define SHARING                                                                \
    "receiver,way,fields,purpose,basis,basis_kind,valid_from,valid_to\n"
#define LAW ",个保法 19,law,,\n"

/* The faults of the small city with these two files. */
static void
check_with(struct city *c, const char *retention, const char *sharing)
{
    struct rulebook_file files[FILES + 2];

    for (size_t i = 0; i < FILES; i++)
        files[i] = c->files[i];
    files[FILES] =
        (struct rulebook_file){ STR("retention.csv"), str_of(retention) };
    files[FILES + 1] =
        (struct rulebook_file){ STR("sharing.csv"), str_of(sharing) };
    c->faults.n = 0;
    assert_true(rulebook_read(c->a, files, FILES + 2, &c->book, &c->faults));
    rulebook_check(&c->book, files, FILES + 2, &c->faults);
}

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
               RETENTION "contact,hotline,closing,12,month,deidentify" LAW
                         "texts,hotline,closing,10,year,erase" LAW
                         "contact,any,closing,1,month,keep" LAW
                         "texts,any,closing,1,month,keep" LAW
                         "sharing,any,creation,36,month,keep" LAW,
               SHARING "external,dispatch,texts;contact,handling" LAW);
    assert_int_equal(c->faults.n, 0);
}

static void
a_class_ends_in_its_own_way(void **state)
{
    struct city *c = *state;

    check_with(c, RETENTION "texts,hotline,closing,1,year,deidentify" LAW,
               SHARING);
    assert_fault(c, "retention.csv", 2, "这一类不能这样处理");
    check_with(c, RETENTION "contact,hotline,closing,1,year,erase" LAW,
               SHARING);
    assert_fault(c, "retention.csv", 2, "这一类不能这样处理");
}

static void
nothing_ends_before_it_may(void **state)
{
    struct city *c = *state;

    check_with(c,
               RETENTION "texts,hotline,closing,1,year,erase" LAW
                         "texts,hotline,closing,2,year,keep" LAW,
               SHARING);
    assert_fault(c, "retention.csv", 2, "更长的 keep 期限");
    check_with(c,
               RETENTION "contact,hotline,closing,1,year,deidentify" LAW
                         "contact,any,closing,13,month,keep" LAW,
               SHARING);
    assert_fault(c, "retention.csv", 2, "更长的 keep 期限");
    check_with(c, /* erased texts take name and number along */
               RETENTION "texts,hotline,closing,1,year,erase" LAW
                         "contact,hotline,closing,2,year,keep" LAW,
               SHARING);
    assert_fault(c, "retention.csv", 2, "更长的 keep 期限");
    check_with(c, RETENTION "sharing,any,creation,35,month,keep" LAW, SHARING);
    assert_fault(c, "retention.csv", 2, "至少保存三年");
}

static void
sharing_names_groups_and_a_purpose(void **state)
{
    struct city *c = *state;

    check_with(c, RETENTION, SHARING "external,dispatch,,handling" LAW);
    assert_fault(c, "sharing.csv", 2, "没有字段组");
    check_with(c, RETENTION, SHARING "external,dispatch,diary,handling" LAW);
    assert_fault(c, "sharing.csv", 2, "字段组不认识");
    check_with(c, RETENTION, SHARING "external,dispatch,texts,gossip" LAW);
    assert_fault(c, "sharing.csv", 2, "目的没有名称");
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_city, close_city)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(good_ones_have_no_faults),
        T(a_class_ends_in_its_own_way),
        T(nothing_ends_before_it_may),
        T(sharing_names_groups_and_a_purpose),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
