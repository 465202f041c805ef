/* What a citizen had put right: which texts follow, when none do, and where
 * name and number stand afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/appeal/appeal_ask.h"
#include "feature/appeal/correct/appeal_correct.h"

#include <cmocka.h>

static const struct rulebook book = { .settings_n = 0 };

struct tale {
    struct arena *a;
    struct appeal s;
    struct event_list out;
    struct verdict verdict;
};

static int
begin(void **state)
{
    struct arena *a = arena_open();
    struct tale *t = arena_new(a, struct tale);

    t->a = a;
    t->s = (struct appeal){ .version = 2,
                            .stage = APPEAL_STAGE_CLOSED,
                            .privacy = APPEAL_PRIVACY_OPEN,
                            .subject_id = { { 1 } },
                            .contact_id = { { 2 } } };
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
correct(struct tale *t, struct appeal_correct c)
{
    const struct rules now = { &book, 20000 };
    const struct appeal_rules rules = { now, now };
    struct command cmd = { .type = &appeal_correct_type };
    struct ask q = { &t->s, &cmd, &rules, &t->out };

    c.basis = STR("第四十六条");
    cmd.data = arena_copy(t->a, &c, sizeof(c));
    t->out = (struct event_list){ .a = t->a };
    t->verdict = appeal_correct(&q);
    for (size_t i = 0; i < t->out.n && t->verdict.reason == ACCEPTED; i++)
        appeal_apply_correct(&t->s, &t->out.at[i]);
    return t->verdict.reason == ACCEPTED;
}

#define refused(t, name) assert_string_equal((t)->verdict.rule, name)

static void
name_and_number_lie_under_their_own_key(void **state)
{
    struct tale *t = *state;
    const struct appeal_contact_corrected_v1 *e;

    assert_true(correct(t, (struct appeal_correct){ .contact = STR("1") }));
    assert_int_equal(t->out.n, 1);
    e = t->out.at[0].data;
    assert_true(id_eq(e->contact_id, t->s.contact_id));
    assert_true(appeal_changes_contact(&t->out));
    assert_true(correct(t, (struct appeal_correct){ .caller = STR("某") }));
    assert_false(appeal_changes_contact(&t->out));
    t->s.contact_id = (struct id){ { 0 } }; /* a receipt of before */
    assert_true(correct(t, (struct appeal_correct){ .contact = STR("1") }));
    e = t->out.at[0].data;
    assert_true(id_eq(e->contact_id, t->s.subject_id));
}

static void
a_statement_stands_beside_the_text(void **state)
{
    struct tale *t = *state;

    assert_true(
        correct(t, (struct appeal_correct){ .contact = STR("1"),
                                            .statement = STR("是三号楼") }));
    assert_int_equal(t->out.n, 2);
    assert_ptr_equal(t->out.at[1].type, &appeal_statement_corrected_v1_type);
    assert_false(correct(t, (struct appeal_correct){ .contact = STR("") }));
    refused(t, "required");
}

static void
what_is_gone_is_not_corrected(void **state)
{
    struct tale *t = *state;
    const struct appeal_correct number = { .contact = STR("1") };
    const struct appeal_correct words = { .statement = STR("是三号楼") };

    t->s.privacy = APPEAL_PRIVACY_ANONYMOUS;
    assert_false(correct(t, number));
    refused(t, "is_anonymous");
    t->s.privacy = APPEAL_PRIVACY_OPEN;
    t->s.deidentified_at = 5;
    assert_false(correct(t, number));
    refused(t, "contact_removed");
    assert_true(correct(t, words));
    t->s.erased = true;
    assert_false(correct(t, words));
    refused(t, "person_erased");
}

static void
a_request_corrects_once(void **state)
{
    struct tale *t = *state;
    struct appeal_correct c = { .contact = STR("1"), .request = { { 9 } } };

    assert_true(correct(t, c));
    assert_int_equal(t->out.n, 1);
    assert_true(correct(t, c));
    assert_int_equal(t->out.n, 0);
    assert_true(correct(t, (struct appeal_correct){ .caller = STR("某") }));
    assert_int_equal(t->out.n, 1);
    assert_true(correct(t, c)); /* staff came between, and changes nothing */
    assert_int_equal(t->out.n, 0);
    c.request = (struct id){ { 8 } };
    assert_true(correct(t, c));
    assert_int_equal(t->out.n, 1);
}

static void
the_last_one_counts(void **state)
{
    static const struct appeal_received_v3 receipt = { .number = 1 };
    static const struct appeal_contact_corrected_v1 number = {
        .contact = { .commitment = { "ab", 2 } }
    };
    static const struct appeal_contact_corrected_v1 name = {
        .caller = { .commitment = { "cd", 2 } }
    };
    struct record at[] = {
        { .type = &appeal_received_v3_type, .data = &receipt },
        { .type = &appeal_contact_corrected_v1_type, .data = &number },
        { .type = &appeal_contact_corrected_v1_type, .data = &name },
    };
    struct record_list l = { .at = at, .n = 3 };

    (void)state;
    assert_ptr_equal(appeal_contact_record(&l, "contact"), &at[1]);
    assert_ptr_equal(appeal_contact_record(&l, "caller"), &at[2]);
    l.n = 1;
    assert_ptr_equal(appeal_contact_record(&l, "contact"), &at[0]);
}

#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(name_and_number_lie_under_their_own_key),
        T(a_statement_stands_beside_the_text),
        T(what_is_gone_is_not_corrected),
        T(a_request_corrects_once),
        T(the_last_one_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
