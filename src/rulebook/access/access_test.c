/* Who may look at what, and what access.csv is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rulebook/access/access.h"
#include "rulebook/small_city.h"

static struct rules
on(const struct city *c, int month)
{
    return (struct rules){ &c->book,
                           date_to_day((struct date){ 2026, month, 1 }) };
}

static unsigned
see(const struct city *c, const char *role, unsigned relations,
    const char *purpose)
{
    const struct access_ask ask = { str_of(role), relations, "see",
                                    str_of(purpose) };

    return access_fields(on(c, 3), &ask);
}

static void
rows_add_up_and_what_none_gives_is_refused(void **state)
{
    struct city *c = *state;

    assert_true(read_city(c));
    assert_int_equal(see(c, "handler", 0, "handling"), 0);
    assert_int_equal(see(c, "handler", RELATION_ASSISTING, "handling"),
                     ACCESS_PUBLIC | ACCESS_CASE);
    assert_int_equal(see(c, "handler", RELATION_LEAD, "handling"),
                     ACCESS_PUBLIC | ACCESS_CASE | ACCESS_TEXTS |
                         ACCESS_CONTACT | ACCESS_RELAY);
    assert_int_equal(see(c, "mayor", RELATION_LEAD, "handling"), 0);
}

static void
without_its_purpose_nothing_personal_is_seen(void **state)
{
    struct city *c = *state;

    assert_true(read_city(c));
    assert_int_equal(see(c, "handler", RELATION_LEAD, "") & ACCESS_PERSONAL, 0);
    assert_int_equal(
        see(c, "handler", RELATION_LEAD, "callback") & ACCESS_PERSONAL, 0);
    assert_true(access_has_purpose(on(c, 3), STR("handler"), STR("handling")));
    assert_false(
        access_has_purpose(on(c, 3), STR("operator"), STR("handling")));
}

static void
a_reported_unit_has_no_other_rows(void **state)
{
    struct city *c = *state;

    assert_true(read_city(c));
    assert_int_equal(
        see(c, "handler", RELATION_LEAD | RELATION_REPORTED, "handling"), 0);
    assert_int_equal(see(c, "operator", RELATION_REPORTED, ""), 0);
}

static void
a_row_holds_on_its_days(void **state)
{
    struct city *c = *state;
    const struct str operator= STR("operator");

    assert_true(read_city(c));
    assert_true(access_right(on(c, 6), operator, STR("list case")));
    assert_false(access_right(on(c, 7), operator, STR("list case")));
    assert_true(access_right(on(c, 7), operator, STR("see public")));
}

static void
a_right_of_an_address_is_looked_up(void **state)
{
    struct city *c = *state;
    struct rules r;

    assert_true(read_city(c));
    r = on(c, 3);
    assert_true(access_right(r, STR(""), STR("open")));
    assert_true(access_right(r, STR("citizen"), STR("code")));
    assert_false(access_right(r, STR(""), STR("staff")));
    assert_false(access_right(r, STR("citizen"), STR("staff")));
    assert_false(access_right(r, STR("system"), STR("staff")));
    assert_true(access_right(r, STR("auditor"), STR("staff")));
    assert_true(access_right(r, STR("auditor"), STR("audit reads")));
    assert_false(access_right(r, STR("auditor"), STR("operate server")));
    assert_true(access_right(r, STR("officer"), STR("do sign_in")));
    assert_false(access_right(r, STR("handler"), STR("do sign_in")));
    assert_false(access_right(r, STR("handler"), STR("see nonsense")));
    assert_false(access_right(r, STR("handler"), STR("")));
}

static bool
may(const struct city *c, const char *role, unsigned relations,
    const char *command)
{
    const struct access_order order = { str_of(command), str_of(role),
                                        relations };

    return access_command(on(c, 3), &order);
}

static void
a_holder_is_lead_or_assisting_and_anybody_is_any(void **state)
{
    struct city *c = *state;

    assert_true(read_city(c));
    assert_true(may(c, "officer", RELATION_LEAD, "sign_in"));
    assert_true(may(c, "officer", RELATION_ASSISTING, "sign_in"));
    assert_false(may(c, "officer", RELATION_OWN, "sign_in"));
    assert_false(may(c, "operator", RELATION_LEAD, "sign_in"));
    assert_true(may(c, "operator", RELATION_OWN, "register"));
    assert_true(may(c, "operator", 0, "register"));
    assert_false(may(c, "operator", RELATION_REPORTED, "register"));
}

static void
a_list_is_of_ones_own_unit_unless_a_row_gives_all(void **state)
{
    struct city *c = *state;
    struct access_lister who = { STR("operator"), STR("u_hot"), "list" };
    struct str unit;

    assert_true(read_city(c));
    assert_true(access_list(on(c, 3), &who, STR(""), &unit));
    assert_int_equal(unit.n, 0);
    assert_true(access_list(on(c, 3), &who, STR("u_light"), &unit));
    assert_true(str_eq(unit, STR("u_light")));
    who = (struct access_lister){ STR("handler"), STR("u_light"), "list" };
    assert_true(access_list(on(c, 3), &who, STR(""), &unit));
    assert_true(str_eq(unit, STR("u_light")));
    assert_true(access_list(on(c, 3), &who, STR("u_light"), &unit));
    assert_false(access_list(on(c, 3), &who, STR("u_hot"), &unit));
    who.unit = STR("");
    assert_false(access_list(on(c, 3), &who, STR(""), &unit));
    who = (struct access_lister){ STR("auditor"), STR("u_light"), "list" };
    assert_false(access_list(on(c, 3), &who, STR(""), &unit));
}

static void
groups_and_relations_have_words(void **state)
{
    struct city *c = *state;
    const unsigned both = ACCESS_TEXTS | ACCESS_PUBLIC;

    assert_true(str_eq(access_words(c->a, both), STR("public texts")));
    assert_int_equal(access_group(STR("reads")), ACCESS_READS);
    assert_int_equal(access_group(STR("nothing")), 0);
    assert_string_equal(access_nearest(RELATION_OVER | RELATION_LEAD), "lead");
    assert_string_equal(access_nearest(RELATION_LEAD | RELATION_REPORTED),
                        "reported");
    assert_string_equal(access_nearest(0), "any");
    assert_true(access_relates(RELATION_ASSISTING, STR("holder")));
    assert_false(access_relates(RELATION_STREET, STR("holder")));
    assert_true(access_relates(0, STR("any")));
    assert_false(access_relates(RELATION_REPORTED, STR("any")));
    assert_true(access_relates(RELATION_REPORTED, STR("reported")));
}

static void
a_rulebook_from_before_lets_nobody_look(void **state)
{
    struct city *c = *state;

    for (size_t i = 0; i < FILES; i++)
        if (str_eq(c->files[i].path, STR("access.csv")))
            c->files[i].path = STR("access.old");
    assert_true(read_city(c));
    rulebook_check(&c->book, c->files, FILES, &c->faults);
    assert_int_equal(c->faults.n, 0);
    assert_int_equal(see(c, "handler", RELATION_LEAD, "handling"), 0);
    assert_true(access_right(on(c, 3), STR("officer"), STR("staff")));
}

/* The fault that line 2 of a table of one row gives, or that of line 3. */
static void
gives_fault(struct city *c, const char *rows, size_t line, const char *part)
{
    struct buf b = { .a = c->a };

    buf_add(&b, STR("role,relation,action,purpose,fields,basis,basis_kind,"
                    "valid_from,valid_to\n"));
    buf_add(&b, str_of(rows));
    for (size_t i = 0; i < FILES; i++)
        if (str_eq(c->files[i].path, STR("access.csv")))
            c->files[i].bytes = buf_str(&b);
    c->faults.n = 0;
    if (read_city(c))
        rulebook_check(&c->book, c->files, FILES, &c->faults);
    assert_int_equal(c->faults.n, 1);
    assert_true(str_eq(c->faults.at[0].file, STR("access.csv")));
    assert_int_equal(c->faults.at[0].line, line);
    assert_true(str_find(c->faults.at[0].text, str_of(part)) != SIZE_MAX);
}

static void
faults_are_told_with_their_line(void **state)
{
    struct city *c = *state;

    gives_fault(c, "boss,any,see,any,public,规,local,,\n", 2, "role 的值");
    gives_fault(c, "handler,near,see,any,public,规,local,,\n", 2, "relation");
    gives_fault(c, "handler,any,look,any,public,规,local,,\n", 2, "action");
    gives_fault(c, "handler,any,see,any,public;names,规,local,,\n", 2,
                "字段组“names”");
    gives_fault(c, "handler,any,see,any,,规,local,,\n", 2, "没有字段组");
    gives_fault(c, "handler,any,see,any,texts,规,local,,\n", 2, "目的");
    gives_fault(c, "handler,any,see,spying,texts,规,local,,\n", 2,
                "purpose.spying");
    gives_fault(c,
                "handler,any,see,any,public,规,local,,\n"
                "handler,any,see,any,case,规,local,,\n",
                3, "重复");
}

static void
three_powers_lie_apart(void **state)
{
    struct city *c = *state;

    gives_fault(c,
                "officer,any,operate,any,server,规,local,,\n"
                "officer,any,authorise,any,accounts,规,local,,\n",
                3, "三权");
    gives_fault(c,
                "auditor,any,audit,any,reads,规,local,,\n"
                "officer,any,operate,any,server,规,local,,\n"
                "auditor,any,operate,any,outbox,规,local,,\n",
                4, "三权");
}

static void
a_power_may_pass_on_from_a_day(void **state)
{
    struct city *c = *state;

    for (size_t i = 0; i < FILES; i++)
        if (str_eq(c->files[i].path, STR("access.csv")))
            c->files[i].bytes =
                STR("role,relation,action,purpose,fields,basis,basis_kind,"
                    "valid_from,valid_to\n"
                    "officer,any,operate,any,server,规,local,,2026-05-31\n"
                    "officer,any,audit,any,reads,规,local,2026-06-01,\n");
    assert_true(read_city(c));
    rulebook_check(&c->book, c->files, FILES, &c->faults);
    assert_int_equal(c->faults.n, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_city, close_city)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(rows_add_up_and_what_none_gives_is_refused),
        T(without_its_purpose_nothing_personal_is_seen),
        T(a_reported_unit_has_no_other_rows),
        T(a_row_holds_on_its_days),
        T(a_right_of_an_address_is_looked_up),
        T(a_holder_is_lead_or_assisting_and_anybody_is_any),
        T(a_list_is_of_ones_own_unit_unless_a_row_gives_all),
        T(groups_and_relations_have_words),
        T(a_rulebook_from_before_lets_nobody_look),
        T(faults_are_told_with_their_line),
        T(three_powers_lie_apart),
        T(a_power_may_pass_on_from_a_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
