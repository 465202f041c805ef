/* Requests about one's own data: what was told, and what follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "feature/request/request.h"
#include "told_kit.h"

#include <cmocka.h> /* last */

#define STEP(s, n, percent)                                                    \
    {                                                                          \
        TEXT("request"), TEXT("*"), TEXT(s), { n, DUE_WORKDAY, false },        \
            percent, EVER                                                      \
    }

static const struct right rights[] = {
    RIGHT("request_submit", "citizen", "own"),
    RIGHT("request_submit", "operator", "any"),
    RIGHT("request_confirm", "officer", "any"),
    RIGHT("request_confirm", "operator", "any"), /* for four eyes */
    RIGHT("request_prolong", "officer", "any"),
    RIGHT("request_grant", "officer", "any"),
    RIGHT("request_deny", "officer", "any"),
    RIGHT("request_act", "system", "any"),
    RIGHT("request_drop", "citizen", "own"),
    RIGHT("request_drop", "operator", "any"),
    RIGHT("request_erase", "officer", "any"),
    RIGHT("tick", "system", "any"),
};
static const struct deadline deadlines[] = {
    STEP("answer", 15, 80),
    STEP("prolong", 15, 80),
    STEP("fetch", 7, 0),
};
static const struct reason_rule reasons[] = {
    { .kind = TEXT("deny"), .code = TEXT("retention"), EVER },
    { .kind = TEXT("extend"), .code = TEXT("complex"), EVER },
};
static const struct setting settings[] = {
    { TEXT("request_code_proves"), TEXT("see;explain"), EVER },
    { TEXT("request_unit"), TEXT("DATA"), EVER },
};
static const struct phrase phrases[] = {
    { TEXT("request.remedy"), { .hans = TEXT("可以起诉") } },
};
static const struct rulebook book = {
    .rights = rights,
    .rights_n = sizeof(rights) / sizeof(rights[0]),
    .deadlines = deadlines,
    .deadlines_n = 3,
    .reasons = reasons,
    .reasons_n = 2,
    .settings = settings,
    .settings_n = 2,
    .phrases = phrases,
    .phrases_n = 1,
    .calendar = { .first_year = 2026, .last_year = 2027 },
};

struct tale {
    struct told told;
    struct request now;
};

static const struct actor citizen = { TEXT("citizen"),
                                      { NULL, 0 },
                                      { NULL, 0 } };
static const struct actor officer = { TEXT("officer"), TEXT("g-1"),
                                      TEXT("HOT") };
static const struct actor operator1 = { TEXT("operator"), TEXT("o-1"),
                                        TEXT("HOT") };

static int
begin(void **state)
{
    return told_begin(state, sizeof(struct tale));
}

static bool
tell(struct tale *t, const struct actor *actor, const struct payload_type *type,
     const void *data)
{
    const struct command cmd = { type, data, *actor, t->told.at };
    const struct rules r = { &book, moment_day(t->told.at) };

    t->told.out = (struct event_list){
        t->told.a, arena_alloc(t->told.a, sizeof(struct event)), 0, 1
    };
    t->told.verdict = request_decide(&t->now, &cmd, r, &t->told.out);
    for (size_t i = 0; i < t->told.out.n; i++)
        request_apply(&t->now, &t->told.out.at[i], t->told.at);
    return t->told.verdict.reason == ACCEPTED;
}

static bool
submit(struct tale *t, enum request_kind kind, enum request_way way)
{
    const struct request_submit c = {
        .subject_id = { { 1 } },
        .kind = kind,
        .way = way,
        .account = way == REQUEST_WAY_ACCOUNT ? STR("p-1") : STR(""),
        .case_id = { { way == REQUEST_WAY_CODE } },
        .name = STR("某人"),
        .contact = way == REQUEST_WAY_COUNTER ? STR("19900000001") : STR(""),
        .body = STR("请办理"),
        .new_contact =
            kind == REQUEST_KIND_CORRECT ? STR("19900000002") : STR(""),
    };

    return tell(t, way == REQUEST_WAY_COUNTER ? &operator1 : &citizen,
                &request_submit_type, &c);
}

static bool
grant(struct tale *t)
{
    const struct request_grant c = { STR("已提供下载"), STR("") };

    return tell(t, &officer, &request_grant_type, &c);
}

static bool
deny(struct tale *t, const char *reason)
{
    const struct request_deny c = { str_of(reason), STR("第四十七条第二款"),
                                    STR("保存期限未满") };

    return tell(t, &officer, &request_deny_type, &c);
}

static bool
tick(struct tale *t)
{
    const struct request_tick c = { 0 };

    return tell(t, &told_program, &request_tick_type, &c);
}

#define refused(t, name) assert_string_equal((t)->told.verdict.rule, name)

/* What the first event says. */
static const void *
first(const struct tale *t)
{
    return t->told.out.at == NULL ? NULL : t->told.out.at[0].data;
}

static void
happened(const struct tale *t, size_t i, const struct payload_type *is)
{
    assert_true(i < t->told.out.n);
    assert_non_null(t->told.out.at);
    if (t->told.out.at != NULL) /* said again for what reads the code */
        assert_ptr_equal(t->told.out.at[i].type, is);
}

static void
who_is_signed_on_has_proved_who_he_is(void **state)
{
    struct tale *t = *state;
    int64_t last;

    assert_true(submit(t, REQUEST_KIND_SEE, REQUEST_WAY_ACCOUNT));
    assert_int_equal(t->told.out.n, 2);
    happened(t, 0, &request_submitted_v1_type);
    happened(t, 1, &request_confirmed_v1_type);
    assert_int_equal(t->now.stage, REQUEST_STAGE_CONFIRMED);
    /* 15 working days after Tuesday the 3rd: Tuesday the 24th, all day */
    assert_true(moment_parse(STR("2026-11-25 00:00"), &last));
    assert_int_equal(t->now.due_at, last - 1);
    assert_true(request_is_open(&t->now));
}

static void
a_code_proves_what_the_rulebook_lists(void **state)
{
    struct tale *t = *state;
    const struct request_confirm c = { REQUEST_PROOF_CALL };

    assert_true(submit(t, REQUEST_KIND_EXPLAIN, REQUEST_WAY_CODE));
    assert_int_equal(t->now.stage, REQUEST_STAGE_CONFIRMED);
    t->now = (struct request){ 0 };
    assert_true(submit(t, REQUEST_KIND_DELETE, REQUEST_WAY_CODE));
    assert_int_equal(t->now.stage, REQUEST_STAGE_SUBMITTED);
    assert_false(grant(t));
    refused(t, "request_stage");
    assert_true(tell(t, &officer, &request_confirm_type, &c));
    assert_true(grant(t));
}

static void
at_the_counter_two_people_act(void **state)
{
    struct tale *t = *state;
    const struct request_confirm c = { REQUEST_PROOF_DOCUMENT };
    const struct request_confirm account = { REQUEST_PROOF_ACCOUNT };

    assert_true(submit(t, REQUEST_KIND_COPY, REQUEST_WAY_COUNTER));
    assert_true(str_eq(t->now.by, STR("o-1")));
    assert_false(tell(t, &operator1, &request_confirm_type, &c));
    refused(t, "four_eyes");
    assert_false(tell(t, &officer, &request_confirm_type, &account));
    refused(t, "unknown_choice");
    assert_true(tell(t, &officer, &request_confirm_type, &c));
    assert_int_equal(t->now.stage, REQUEST_STAGE_CONFIRMED);
}

static void
a_citizen_does_not_come_by_the_counter(void **state)
{
    struct tale *t = *state;
    const struct request_submit c = { .subject_id = { { 1 } },
                                      .kind = REQUEST_KIND_SEE,
                                      .way = REQUEST_WAY_COUNTER,
                                      .name = STR("某人"),
                                      .contact = STR("1") };
    const struct request_submit none = { .subject_id = { { 1 } },
                                         .kind = REQUEST_KIND_CORRECT,
                                         .way = REQUEST_WAY_ACCOUNT,
                                         .account = STR("p-1") };

    assert_false(tell(t, &citizen, &request_submit_type, &c));
    refused(t, "no_right");
    assert_false(tell(t, &citizen, &request_submit_type, &none));
    refused(t, "nothing_to_correct");
}

static void
data_can_be_fetched_for_a_time(void **state)
{
    struct tale *t = *state;

    assert_true(submit(t, REQUEST_KIND_COPY, REQUEST_WAY_ACCOUNT));
    assert_true(grant(t));
    assert_int_equal(t->told.out.n, 1);
    assert_true(request_may_fetch(&t->now, t->now.fetch_until));
    assert_false(request_may_fetch(&t->now, t->now.fetch_until + 1));
    assert_int_equal(request_next_due(&t->now), t->now.fetch_until + 1);
    t->told.at = t->now.fetch_until + 1;
    assert_true(tick(t));
    happened(t, 0, &request_closed_v1_type);
    assert_int_equal(t->now.stage, REQUEST_STAGE_CLOSED);
    assert_int_equal(request_next_due(&t->now), 0);
}

static void
a_refusal_says_reason_basis_and_remedy(void **state)
{
    const struct request_refused_v1 *e;
    struct tale *t = *state;

    assert_true(submit(t, REQUEST_KIND_DELETE, REQUEST_WAY_ACCOUNT));
    assert_false(deny(t, "no_wish"));
    refused(t, "reason_not_listed");
    assert_true(deny(t, "retention"));
    happened(t, 0, &request_refused_v1_type);
    happened(t, 1, &request_closed_v1_type);
    e = first(t);
    assert_true(str_eq(e->remedy, STR("可以起诉")));
    assert_true(e->basis.n > 0);
    assert_int_equal(t->now.outcome, REQUEST_OUTCOME_REFUSED);
    assert_false(grant(t));
    refused(t, "request_stage");
}

static void
it_is_prolonged_once_and_in_time(void **state)
{
    const struct request_prolong c = { STR("complex"), STR("") };
    struct tale *t = *state;
    int64_t was;

    assert_true(submit(t, REQUEST_KIND_EXPLAIN, REQUEST_WAY_ACCOUNT));
    was = t->now.due_at;
    assert_true(tell(t, &officer, &request_prolong_type, &c));
    assert_true(t->now.due_at > was);
    assert_false(tell(t, &officer, &request_prolong_type, &c));
    refused(t, "prolonged_before");
    t->now = (struct request){ 0 };
    assert_true(submit(t, REQUEST_KIND_EXPLAIN, REQUEST_WAY_ACCOUNT));
    t->told.at = t->now.due_at + 1;
    assert_false(tell(t, &officer, &request_prolong_type, &c));
    refused(t, "extended_too_late");
}

static void
its_time_is_told_twice_and_no_more(void **state)
{
    const struct request_warned_v1 *e;
    struct tale *t = *state;

    assert_true(submit(t, REQUEST_KIND_EXPLAIN, REQUEST_WAY_ACCOUNT));
    assert_true(tick(t));
    assert_int_equal(t->told.out.n, 0); /* nothing is due */
    t->told.at = request_next_due(&t->now);
    assert_true(t->told.at < t->now.due_at);
    assert_true(tick(t));
    e = first(t);
    assert_int_equal(e->late, 0);
    assert_true(str_eq(e->unit, STR("DATA")));
    t->told.at = request_next_due(&t->now);
    assert_int_equal(t->told.at, t->now.due_at + 1);
    assert_true(tick(t));
    e = first(t);
    assert_int_equal(e->late, 1);
    assert_int_equal(request_next_due(&t->now), 0);
    assert_true(grant(t));
    assert_int_equal(
        ((const struct request_closed_v1 *)t->told.out.at[1].data)->late, 1);
}

static void
it_is_taken_back_while_it_is_open(void **state)
{
    const struct request_drop c = { 0 };
    const struct request_erase erase = { STR("第四十七条") };
    struct tale *t = *state;

    assert_true(submit(t, REQUEST_KIND_DELETE, REQUEST_WAY_ACCOUNT));
    assert_false(tell(t, &officer, &request_erase_type, &erase));
    refused(t, "request_stage");
    assert_true(tell(t, &citizen, &request_drop_type, &c));
    assert_false(tell(t, &citizen, &request_drop_type, &c));
    refused(t, "request_stage");
    assert_true(tell(t, &officer, &request_erase_type, &erase));
    assert_true(t->now.erased);
    assert_false(tell(t, &officer, &request_erase_type, &erase));
    refused(t, "person_erased");
}

static void
only_who_has_the_right_answers(void **state)
{
    const struct request_grant c = { STR("好"), STR("") };
    struct tale *t = *state;

    assert_false(tell(t, &officer, &request_grant_type, &c));
    refused(t, "no_such_request");
    assert_true(submit(t, REQUEST_KIND_DELETE, REQUEST_WAY_ACCOUNT));
    assert_false(tell(t, &operator1, &request_grant_type, &c));
    refused(t, "no_right");
    assert_false(request_may(&t->now, &request_grant_type, &citizen,
                             (struct rules){ &book, 20000 }));
    assert_true(request_may(&t->now, &request_grant_type, &officer,
                            (struct rules){ &book, 20000 }));
}

static void
a_correction_says_how_it_should_read(void **state)
{
    struct tale *t = *state;
    struct request_submit c = {
        .subject_id = { { 1 } },
        .kind = REQUEST_KIND_EXPLAIN,
        .way = REQUEST_WAY_ACCOUNT,
        .account = STR("p-1"),
        .body = STR("请办理"),
        .new_name = STR("新名"),
    };

    assert_false(tell(t, &citizen, &request_submit_type, &c));
    refused(t, "not_a_correction");
    c.kind = REQUEST_KIND_CORRECT;
    c.statement = STR("是三号楼");
    assert_false(tell(t, &citizen, &request_submit_type, &c));
    assert_string_equal(t->told.verdict.field, "case_id");
    c.case_id = (struct id){ { 7 } };
    c.body = STR("");
    assert_true(tell(t, &citizen, &request_submit_type, &c));
    assert_int_equal(t->told.out.n, 3);
    assert_non_null(t->told.out.at);
    assert_ptr_equal(t->told.out.at[1].type, &request_correction_v1_type);
}

/* Two cases: closed when the second is noted, and noted once each. */
static void
it_is_closed_when_it_was_carried_out(void **state)
{
    const struct request_grant c = {
        STR("照办"),
        STR("01000000000000000000000000000000"
            "02000000000000000000000000000000"),
    };
    const struct request_act one = { { { 1 } }, STR("erase"), STR("") };
    const struct request_act two = { { { 2 } },
                                     STR("erase"),
                                     STR("legal_hold") };
    const struct request_act third = { { { 3 } }, STR("erase"), STR("") };
    struct tale *t = *state;

    assert_true(submit(t, REQUEST_KIND_DELETE, REQUEST_WAY_ACCOUNT));
    assert_false(tell(t, &told_program, &request_act_type, &one));
    refused(t, "request_stage");
    assert_true(tell(t, &officer, &request_grant_type, &c));
    assert_int_equal(t->now.stage, REQUEST_STAGE_CARRYING);
    assert_int_equal(request_next_due(&t->now), 0);
    assert_false(grant(t));
    assert_true(tell(t, &told_program, &request_act_type, &third));
    assert_int_equal(t->told.out.n, 0);
    assert_true(tell(t, &told_program, &request_act_type, &one));
    assert_false(request_is_left(&t->now, one.case_id));
    assert_true(tell(t, &told_program, &request_act_type, &one));
    assert_int_equal(t->told.out.n, 0);
    assert_int_equal(t->now.stage, REQUEST_STAGE_CARRYING);
    assert_true(tell(t, &told_program, &request_act_type, &two));
    assert_ptr_equal(t->told.out.at[0].type, &request_hindered_v1_type);
    assert_ptr_equal(t->told.out.at[1].type, &request_closed_v1_type);
    assert_int_equal(t->now.stage, REQUEST_STAGE_CLOSED);
}

static void
only_what_changes_cases_is_carried_out(void **state)
{
    const struct request_grant c = { STR("照办"),
                                     STR("01000000000000000000000000000000") };
    const struct request_grant bad = { STR("照办"), STR("0100") };
    struct tale *t = *state;

    assert_true(submit(t, REQUEST_KIND_SEE, REQUEST_WAY_ACCOUNT));
    assert_false(tell(t, &officer, &request_grant_type, &c));
    refused(t, "unknown_field");
    t->now = (struct request){ .version = 0 };
    assert_true(submit(t, REQUEST_KIND_CORRECT, REQUEST_WAY_ACCOUNT));
    assert_false(tell(t, &officer, &request_grant_type, &bad));
    refused(t, "no_such_case");
    assert_true(tell(t, &officer, &request_grant_type, &c));
    assert_true(str_eq(
        ((const struct request_charged_v1 *)t->told.out.at[1].data)->command,
        STR("correct")));
}

static void
staff_takes_back_what_it_wrote_down(void **state)
{
    const struct request_drop c = { 0 };
    struct tale *t = *state;

    assert_true(submit(t, REQUEST_KIND_SEE, REQUEST_WAY_ACCOUNT));
    assert_false(tell(t, &operator1, &request_drop_type, &c));
    refused(t, "no_right");
    t->now = (struct request){ .version = 0 };
    assert_true(submit(t, REQUEST_KIND_SEE, REQUEST_WAY_COUNTER));
    assert_false(tell(t, &citizen, &request_drop_type, &c));
    refused(t, "no_right");
    assert_true(tell(t, &operator1, &request_drop_type, &c));
    assert_int_equal(t->now.stage, REQUEST_STAGE_WITHDRAWN);
}

#define T(f) cmocka_unit_test_setup_teardown(f, begin, told_end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(who_is_signed_on_has_proved_who_he_is),
        T(a_code_proves_what_the_rulebook_lists),
        T(at_the_counter_two_people_act),
        T(a_citizen_does_not_come_by_the_counter),
        T(data_can_be_fetched_for_a_time),
        T(a_refusal_says_reason_basis_and_remedy),
        T(it_is_prolonged_once_and_in_time),
        T(its_time_is_told_twice_and_no_more),
        T(it_is_taken_back_while_it_is_open),
        T(only_who_has_the_right_answers),
        T(a_correction_says_how_it_should_read),
        T(it_is_closed_when_it_was_carried_out),
        T(staff_takes_back_what_it_wrote_down),
        T(only_what_changes_cases_is_carried_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
