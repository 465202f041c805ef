/* Accounts: who may act as what, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/account/account.h"

#include <cmocka.h> /* last */

#define TEXT(t)                                                                \
    {                                                                          \
        t, sizeof(t) - 1                                                       \
    }

static const struct unit units[] = { { .code = TEXT("LAMPS") } };
static const struct phrase phrases[] = {
    { .key = TEXT("role.citizen") },
    { .key = TEXT("role.handler") },
};
static const struct rulebook book = {
    .units = units, .units_n = 1, .phrases = phrases, .phrases_n = 2
};

struct tale {
    struct arena *a;
    struct account now;
    struct event_list out;
    struct verdict verdict;
};

static int
begin(void **state)
{
    struct arena *a = arena_open();
    struct tale *t = arena_new(a, struct tale);

    t->a = a;
    *state = t;
    return 0;
}

static int
end(void **state)
{
    arena_close(((struct tale *)*state)->a);
    return 0;
}

static bool
tell_as(struct tale *t, struct str role, const struct payload_type *type,
        const void *data)
{
    const struct command cmd = { type, data, { .role = role }, 1000 };
    const struct rules r = { &book, 0 };

    t->out = (struct event_list){ .a = t->a };
    t->verdict = account_decide(&t->now, &cmd, r, &t->out);
    for (size_t i = 0; i < t->out.n; i++)
        account_apply(&t->now, &t->out.at[i]);
    return t->verdict.reason == ACCEPTED;
}

static bool
tell(struct tale *t, const struct payload_type *type, const void *data)
{
    return tell_as(t, STR("system"), type, data);
}

static bool
open_as(struct tale *t, enum account_kind kind)
{
    const struct account_open c = { .subject_id = { { 1 } },
                                    .account = STR("w-1"),
                                    .kind = kind,
                                    .name = STR("某人") };

    return tell(t, &account_open_type, &c);
}

static bool
grant(struct tale *t, struct str role, struct str unit)
{
    const struct account_grant c = { role, unit };

    return tell(t, &account_grant_type, &c);
}

#define refused(t, name) assert_string_equal((t)->verdict.rule, name)

static void
an_account_is_opened_once(void **state)
{
    struct tale *t = *state;

    assert_true(open_as(t, ACCOUNT_KIND_STAFF));
    assert_false(open_as(t, ACCOUNT_KIND_STAFF));
    refused(t, "account_taken");
}

static void
its_code_can_stand_in_the_log(void **state)
{
    struct account_open c = { .subject_id = { { 1 } },
                              .account = STR("a b"),
                              .kind = ACCOUNT_KIND_STAFF };
    struct tale *t = *state;

    assert_false(tell(t, &account_open_type, &c));
    refused(t, "malformed_name");
    c.account = STR("a:b@c");
    assert_false(tell(t, &account_open_type, &c));
}

static void
only_the_program_gives_these_commands(void **state)
{
    const struct account_grant c = { STR("handler"), STR("LAMPS") };
    struct tale *t = *state;

    assert_true(open_as(t, ACCOUNT_KIND_STAFF));
    assert_false(tell_as(t, STR("handler"), &account_grant_type, &c));
    refused(t, "no_right");
    assert_int_equal(t->now.grants_n, 0);
}

static void
he_acts_as_what_was_granted_and_nothing_else(void **state)
{
    struct tale *t = *state;

    assert_true(open_as(t, ACCOUNT_KIND_STAFF));
    assert_false(account_may_act(&t->now, STR("handler"), STR("LAMPS")));
    assert_true(grant(t, STR("handler"), STR("LAMPS")));
    assert_true(account_may_act(&t->now, STR("handler"), STR("LAMPS")));
    assert_false(account_may_act(&t->now, STR("handler"), STR("")));
    assert_false(grant(t, STR("handler"), STR("LAMPS")));
    refused(t, "already_granted");
}

static void
only_roles_and_units_of_the_rulebook_are_granted(void **state)
{
    struct tale *t = *state;

    assert_true(open_as(t, ACCOUNT_KIND_STAFF));
    assert_false(grant(t, STR("king"), STR("")));
    refused(t, "unknown_role");
    assert_false(grant(t, STR("citizen"), STR("")));
    refused(t, "unknown_role");
    assert_false(grant(t, STR("handler"), STR("NONE")));
    refused(t, "unknown_unit");
    assert_true(grant(t, STR(ACCOUNT_ADMINISTRATOR), STR("")));
}

static void
a_resident_has_no_role(void **state)
{
    struct tale *t = *state;

    assert_true(open_as(t, ACCOUNT_KIND_RESIDENT));
    assert_false(grant(t, STR("handler"), STR("LAMPS")));
    refused(t, "no_staff");
}

static void
what_is_taken_back_changes_the_version_of_his_rights(void **state)
{
    const struct account_revoke c = { STR("handler"), STR("LAMPS") };
    const struct account_set_factor f = { ACCOUNT_FACTOR_TOTP };
    struct tale *t = *state;
    int64_t before;

    assert_true(open_as(t, ACCOUNT_KIND_STAFF));
    assert_true(grant(t, STR("handler"), STR("LAMPS")));
    assert_true(grant(t, STR("handler"), STR("")));
    before = t->now.rights;
    assert_true(tell(t, &account_set_factor_type, &f));
    assert_true(account_has(&t->now, ACCOUNT_FACTOR_TOTP));
    assert_int_equal(t->now.rights, before);
    assert_true(tell(t, &account_revoke_type, &c));
    assert_true(t->now.rights > before);
    assert_int_equal(t->now.grants_n, 1);
    assert_true(account_may_act(&t->now, STR("handler"), STR("")));
    assert_false(tell(t, &account_revoke_type, &c));
    refused(t, "not_granted");
}

static void
a_locked_account_acts_as_nothing_until_unlocked(void **state)
{
    const struct account_lock c = { STR("") };
    const struct account_unlock u = { 0 };
    struct tale *t = *state;

    assert_true(open_as(t, ACCOUNT_KIND_STAFF));
    assert_true(grant(t, STR("handler"), STR("LAMPS")));
    assert_true(tell(t, &account_lock_type, &c));
    assert_false(account_may_act(&t->now, STR("handler"), STR("LAMPS")));
    assert_true(tell(t, &account_unlock_type, &u));
    assert_true(account_may_act(&t->now, STR("handler"), STR("LAMPS")));
}

static void
a_closed_account_stays_closed_and_can_be_erased(void **state)
{
    const struct account_close c = { STR("") };
    const struct account_erase e = { STR("个人信息保护法 第四十七条") };
    struct tale *t = *state;

    assert_true(open_as(t, ACCOUNT_KIND_STAFF));
    assert_false(tell(t, &account_erase_type, &e));
    refused(t, "account_open");
    assert_true(tell(t, &account_close_type, &c));
    assert_false(grant(t, STR("handler"), STR("LAMPS")));
    refused(t, "account_closed");
    assert_true(tell(t, &account_erase_type, &e));
    assert_false(tell(t, &account_erase_type, &e));
    refused(t, "erased");
}

static void
a_case_is_joined_once(void **state)
{
    const struct account_join_case c = { { { 7 } } };
    struct tale *t = *state;

    assert_true(open_as(t, ACCOUNT_KIND_RESIDENT));
    assert_true(tell(t, &account_join_case_type, &c));
    assert_int_equal(t->out.n, 1);
    assert_true(tell(t, &account_join_case_type, &c));
    assert_int_equal(t->out.n, 0);
    assert_int_equal(t->now.cases_n, 1);
}

static void
an_account_that_is_not_there_does_nothing(void **state)
{
    const struct account_unlock u = { 0 };
    struct tale *t = *state;

    assert_false(tell(t, &account_unlock_type, &u));
    refused(t, "no_such_account");
}

#define TALE(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TALE(an_account_is_opened_once),
        TALE(its_code_can_stand_in_the_log),
        TALE(only_the_program_gives_these_commands),
        TALE(he_acts_as_what_was_granted_and_nothing_else),
        TALE(only_roles_and_units_of_the_rulebook_are_granted),
        TALE(a_resident_has_no_role),
        TALE(what_is_taken_back_changes_the_version_of_his_rights),
        TALE(a_locked_account_acts_as_nothing_until_unlocked),
        TALE(a_closed_account_stays_closed_and_can_be_erased),
        TALE(a_case_is_joined_once),
        TALE(an_account_that_is_not_there_does_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
