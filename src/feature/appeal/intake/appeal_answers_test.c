/* Answers to a form, proved against its rows, and shown without numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "feature/appeal/intake/appeal_answers.h"
#include "feature/appeal/intake/appeal_consent.h"

static const struct form_rule rows[] = {
    { .matter = { "*", 1 },
      .field = { "plate", 5 },
      .need = { "optional", 8 },
      .kind = { "plate", 5 },
      .basis = { .from = 0, .to = 100 } },
    { .matter = { "m1", 2 },
      .field = { "plate", 5 },
      .need = { "never", 5 },
      .kind = { "plate", 5 },
      .basis = { .from = 0, .to = 100 } },
    { .matter = { "m", 1 },
      .field = { "employer", 8 },
      .need = { "required", 8 },
      .kind = { "text", 4 },
      .most = 5,
      .basis = { .from = 0, .to = 100 } },
    { .matter = { "m", 1 },
      .field = { "identity", 8 },
      .need = { "optional", 8 },
      .kind = { "identity", 8 },
      .sensitive = true,
      .basis = { .from = 0, .to = 50 } },
};
static const struct matter matters[] = {
    { .code = { "m", 1 }, .basis = { .from = 0, .to = 100 } },
    { .code = { "m1", 2 }, .parent = { "m", 1 }, .basis = { .to = 0 } },
};
static const struct notice_part notice[] = {
    { .version = { "v1", 2 },
      .part = { "purpose", 7 },
      .basis = { .from = 0, .to = 9 } },
};
static struct matter both[2];
static struct rulebook book;
static struct arena *a;

static int
start(void **state)
{
    (void)state;
    a = arena_open();
    both[0] = matters[0];
    both[1] = matters[1];
    both[1].basis.to = 100;
    book = (struct rulebook){ .forms = rows,
                              .forms_n = 4,
                              .matters = both,
                              .matters_n = 2,
                              .notices = notice,
                              .notices_n = 1 };
    return 0;
}

static int
end(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static void
assert_rule(const char *matter, const char *answers, const char *rule,
            const char *field)
{
    const struct rules r = { &book, 10 };
    const struct answer_sheet sheet = { str_of(matter), str_of(answers), true };
    struct verdict v = answers_check(a, r, &sheet);

    if (rule == NULL) {
        assert_int_equal(v.reason, ACCEPTED);
        return;
    }
    assert_int_equal(v.reason, REFUSED_VALUE);
    assert_string_equal(v.rule, rule);
    assert_string_equal(v.field, field);
}

static void
only_listed_fields_are_taken(void **state)
{
    (void)state;
    assert_rule("m", "employer=甲", NULL, NULL);
    assert_rule("m", "", "required", "answers.employer");
    assert_rule("m", "employer= ", "required", "answers.employer");
    assert_rule("m", "employer=甲\nage=9", "unknown_answer", "answers.age");
    assert_rule("m", "plate=鲁A12345\nemployer=甲", NULL, NULL);
    assert_rule("m1", "plate=鲁A12345\nemployer=甲", "unknown_answer",
                "answers.plate");
    assert_rule("", "plate=鲁A12345", NULL, NULL);
    assert_rule("m", "employer=甲\nemployer=乙", "twice_answered",
                "answers.employer");
    assert_rule("m", "no equals sign", "unknown_answer", "answers.");
}

static void
values_are_proved_by_their_kind(void **state)
{
    (void)state;
    assert_rule("m", "employer=甲乙丙丁戊己", "too_long", "answers.employer");
    assert_rule("m", "employer=甲\nplate=A1", "not_a_plate", "answers.plate");
    assert_rule("m", "employer=甲\nidentity=11010119900307777X",
                "not_an_identity_number", "answers.identity");
}

static void
a_form_changes_with_its_rows_days(void **state)
{
    const struct rules early = { &book, 10 }, late = { &book, 60 };

    (void)state;
    assert_int_equal(rules_form(a, early, STR("m")).n, 3);
    assert_int_equal(rules_form(a, early, STR("m1")).n, 2);
    assert_int_equal(rules_form(a, late, STR("m")).n, 2);
    assert_true(str_eq(rules_notice((struct rules){ &book, 9 }), STR("v1")));
    assert_int_equal(rules_notice(early).n, 0);
}

static void
consent_needs_the_notice_and_sensitive_answers_need_consent(void **state)
{
    const struct rules r = { &book, 10 };
    struct appeal_receive c = { .agreed_publish = 1 };

    (void)state;
    assert_string_equal(appeal_consent_check(r, STR("m"), &c).rule, "not_told");
    c.notice = STR("v9");
    assert_string_equal(appeal_consent_check(r, STR("m"), &c).rule,
                        "unknown_notice");
    c.notice = STR("v1");
    c.notice_lang = STR("en");
    assert_string_equal(appeal_consent_check(r, STR("m"), &c).rule, "required");
    c.told = APPEAL_TOLD_PHONE;
    assert_int_equal(appeal_consent_check(r, STR("m"), &c).reason, ACCEPTED);
    c.answers = STR("identity=1");
    assert_string_equal(appeal_consent_check(r, STR("m"), &c).rule,
                        "no_consent");
    c.agreed_sensitive = 1;
    assert_int_equal(appeal_consent_check(r, STR("m"), &c).reason, ACCEPTED);
}

static void
without_his_word_a_case_is_not_published(void **state)
{
    const struct appeal_consent_withdrawn_v1 back = {
        .consent = APPEAL_CONSENT_PUBLISH
    };
    const struct event ev = { &appeal_consent_withdrawn_v1_type, &back };
    struct appeal s = { .privacy = APPEAL_PRIVACY_OPEN };

    (void)state;
    assert_true(appeal_may_be_published(&s)); /* from before */
    s.was_asked = true;
    assert_false(appeal_may_be_published(&s));
    s.agreed_publish = true;
    assert_true(appeal_may_be_published(&s));
    appeal_apply(&s, &ev, 1);
    assert_false(appeal_may_be_published(&s));
    s.agreed_publish = true;
    s.privacy = APPEAL_PRIVACY_CONFIDENTIAL;
    assert_false(appeal_may_be_published(&s));
}

/* An imported case goes by privacy alone, unless its citizen was told. */
static void
an_imported_case_that_was_asked_waits_for_his_word(void **state)
{
    struct appeal_received_v3 e = { .number = 1,
                                    .privacy = APPEAL_PRIVACY_OPEN,
                                    .source = STR("old") };
    const struct event ev = { &appeal_received_v3_type, &e };
    const struct appeal_consent_withdrawn_v1 back = {
        .consent = APPEAL_CONSENT_PUBLISH
    };
    const struct event taken = { &appeal_consent_withdrawn_v1_type, &back };
    struct appeal s = { .version = 0 };

    (void)state;
    appeal_apply(&s, &ev, 1);
    assert_false(s.was_asked);
    assert_true(appeal_may_be_published(&s));
    e.notice = STR("v1");
    s = (struct appeal){ .version = 0 };
    appeal_apply(&s, &ev, 1);
    assert_false(appeal_may_be_published(&s));
    e.agreed_publish = 1;
    s = (struct appeal){ .version = 0 };
    appeal_apply(&s, &ev, 1);
    assert_true(appeal_may_be_published(&s));
    appeal_apply(&s, &taken, 2);
    assert_false(appeal_may_be_published(&s));
}

/* Every field of the older version is found in the newest. */
static void
an_older_receipt_keeps_what_it_says(void **state)
{
    const struct appeal_received_v2 e = {
        .subject_id = { { 7 } },
        .number = 12,
        .code = STR("c"),
        .channel = APPEAL_CHANNEL_HOTLINE,
        .privacy = APPEAL_PRIVACY_ANONYMOUS,
        .place_path = STR("p"),
        .earlier = 3,
        .body = { .commitment = STR("b") },
        .contact = { .commitment = STR("t") },
    };
    const struct event ev = { &appeal_received_v2_type, &e };
    struct appeal_received_v3 r;

    (void)state;
    assert_true(appeal_received(&ev, &r));
    assert_true(id_eq(r.subject_id, e.subject_id));
    assert_true(id_is_none(r.contact_id));
    assert_int_equal(r.number, 12);
    assert_true(str_eq(r.code, e.code));
    assert_int_equal(r.channel, e.channel);
    assert_int_equal(r.privacy, e.privacy);
    assert_true(str_eq(r.place_path, e.place_path));
    assert_int_equal(r.earlier, 3);
    assert_true(str_eq(r.body.commitment, e.body.commitment));
    assert_true(str_eq(r.contact.commitment, e.contact.commitment));
    assert_int_equal(r.notice.n + r.answers.commitment.n, 0);
    for (size_t i = 0; i < appeal_received_v1_type.fields_n; i++)
        assert_non_null(
            payload_field(&appeal_received_v3_type,
                          str_of(appeal_received_v1_type.fields[i].name)));
    for (size_t i = 0; i < appeal_received_v2_type.fields_n; i++)
        assert_non_null(
            payload_field(&appeal_received_v3_type,
                          str_of(appeal_received_v2_type.fields[i].name)));
}

static void
numbers_are_never_shown_whole(void **state)
{
    struct str shown =
        answers_shown(a, STR("employer=甲\nidentity=110101199003077770\nn=12"));

    (void)state;
    assert_true(
        str_eq(shown, STR("employer=甲\nidentity=**************7770\nn=12")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_listed_fields_are_taken),
        cmocka_unit_test(values_are_proved_by_their_kind),
        cmocka_unit_test(a_form_changes_with_its_rows_days),
        cmocka_unit_test(
            consent_needs_the_notice_and_sensitive_answers_need_consent),
        cmocka_unit_test(without_his_word_a_case_is_not_published),
        cmocka_unit_test(an_imported_case_that_was_asked_waits_for_his_word),
        cmocka_unit_test(an_older_receipt_keeps_what_it_says),
        cmocka_unit_test(numbers_are_never_shown_whole),
    };

    return cmocka_run_group_tests(tests, start, end);
}
