/* Callers are found again, and lists are right before and after the cases that
 * moved are put in their places. */
#include "app/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "event/gen/appeal_events.h"
#include "sys/clock.h"

#include <cmocka.h>

#define PHONE "13900000001"

struct kit {
    struct arena *a;
    struct engine *e;
    const char *dir;
};

static void
reopen(struct kit *k)
{
    const struct engine_options o = { .dir = k->dir,
                                      .mode = STORE_WRITE,
                                      .unsafe_sync_off = 1 };
    struct err err;

    engine_close(k->e);
    assert_true(engine_open(&o, &k->e, &err));
}

static int
set_up(void **state)
{
    struct arena *a = arena_open();
    struct kit *k = arena_new(a, struct kit);
    struct buf dir = { .a = a };
    struct engine_birth birth = { .rulebook_dir = "rulebook/default" };
    static int number;
    const char *where = getenv("TMPDIR");
    struct err err;

    buf_addf(&dir, "%s/lists.%d.%d", where == NULL ? "/tmp" : where,
             (int)getpid(), number++);
    k->a = a;
    birth.dir = k->dir = buf_cstr(&dir);
    birth.now = clock_now();
    birth.from_day = moment_day(birth.now);
    if (!engine_create(&birth, &err))
        fail_msg("%s", err.text);
    reopen(k);
    *state = k;
    return 0;
}

static int
tear_down(void **state)
{
    struct kit *k = *state;

    engine_close(k->e);
    arena_close(k->a);
    return 0;
}

static struct outcome
receive(struct kit *k, const char *phone)
{
    const struct appeal_receive c = {
        .channel = APPEAL_CHANNEL_HOTLINE,
        .title = STR("路灯不亮"),
        .body = STR("槐里东社区的路灯不亮，晚上看不清路"),
        .contact = str_of(phone),
        .place = STR("990101002"),
    };
    const struct command cmd = {
        .type = &appeal_receive_type,
        .data = &c,
        .actor = { .role = STR("operator"), .unit = STR("U_HOTLINE") },
        .now = clock_now(),
    };
    struct outcome o;
    struct err err;

    if (!engine_receive(k->e, k->a, &cmd, &o, &err))
        fail_msg("%s", err.text);
    assert_int_equal(o.verdict.reason, ACCEPTED);
    return o;
}

static size_t
cases_of(struct kit *k, const char *phone)
{
    struct id *ids;
    struct err err;
    size_t n;

    assert_true(
        engine_contact_cases(k->e, k->a, str_of(phone), &ids, &n, &err));
    return n;
}

static void
erase(struct kit *k, struct id id)
{
    const struct appeal_erase c = { .basis = STR("个人信息保护法47") };
    const struct command cmd = {
        .type = &appeal_erase_type,
        .data = &c,
        .actor = { .role = STR("officer"), .id = STR("o") },
        .now = clock_now(),
    };
    struct outcome o;
    struct err err;

    assert_true(engine_do(k->e, k->a, appeal_stream(k->a, id), &cmd, &o, &err));
    assert_int_equal(o.verdict.reason, ACCEPTED);
}

static void
a_caller_is_found_again(void **state)
{
    struct kit *k = *state;
    struct outcome first = receive(k, PHONE);

    (void)receive(k, "13900000002");
    (void)receive(k, PHONE);
    assert_int_equal(cases_of(k, PHONE), 2);
    assert_int_equal(cases_of(k, "13900000003"), 0);
    reopen(k);
    assert_int_equal(cases_of(k, PHONE), 2);
    (void)receive(k, PHONE);
    assert_int_equal(cases_of(k, PHONE), 3);
    erase(k, first.id);
    assert_int_equal(cases_of(k, PHONE), 2);
    reopen(k);
    assert_int_equal(cases_of(k, PHONE), 2);
}

static void
of_many_cases_the_newest_are_found(void **state)
{
    struct kit *k = *state;
    const int many = 1100; /* more than the index begins with room for */
    struct outcome o = { .number = 0 };
    struct id *ids;
    struct err err;
    size_t n;

    (void)receive(k, "13900000002");
    assert_int_equal(cases_of(k, PHONE), 0);
    for (int i = 0; i < many; i++)
        o = receive(k, PHONE);
    assert_true(engine_contact_cases(k->e, k->a, STR(PHONE), &ids, &n, &err));
    assert_int_equal(n, 200);
    assert_true(id_eq(ids[0], o.id));
    assert_int_equal(cases_of(k, "13900000002"), 1);
}

struct inbox {
    int64_t number[16];
    size_t n;
};

/* What waits for a unit in a stage. */
static struct inbox
inbox(struct kit *k, const char *lead, const char *stage)
{
    const struct value v[5] = { value_text(str_of(lead)),
                                value_text(str_of(stage)), value_int(0),
                                value_int(0), value_int(16) };
    struct inbox in = { .n = 0 };
    struct cursor *c;
    struct err err;

    assert_true(
        store_query(engine_store(k->e), QUERY_APPEAL_INBOX, v, 5, &c, &err));
    while (cursor_next(c, &err))
        in.number[in.n++] = cursor_int(c);
    cursor_close(c);
    return in;
}

static void
sign_in(struct kit *k, struct id id, struct str unit)
{
    const struct appeal_sign_in c = { 0 };
    const struct command cmd = {
        .type = &appeal_sign_in_type,
        .data = &c,
        .actor = { .role = STR("handler"), .id = STR("h"), .unit = unit },
        .now = clock_now(),
    };
    struct outcome o;
    struct err err;

    assert_true(engine_do(k->e, k->a, appeal_stream(k->a, id), &cmd, &o, &err));
    assert_int_equal(o.verdict.reason, ACCEPTED);
}

/* Lead and stage of the one case there is. */
static const char *
where(struct kit *k, bool stage)
{
    const struct value v[5] = { value_int(0), value_text(STR("")),
                                value_text(STR("")), value_text(STR("")),
                                value_int(1) };
    const char *found[2];
    struct cursor *c;
    struct err err;

    assert_true(
        store_query(engine_store(k->e), QUERY_APPEAL_LIST, v, 5, &c, &err));
    assert_true(cursor_next(c, &err));
    (void)cursor_int(c);
    (void)cursor_text(c);
    found[1] = arena_cstr(k->a, cursor_text(c));
    (void)cursor_text(c);
    (void)cursor_text(c);
    (void)cursor_text(c);
    found[0] = arena_cstr(k->a, cursor_text(c));
    cursor_close(c);
    return found[stage];
}

static void
lists_are_right_before_and_after_ordering(void **state)
{
    struct kit *k = *state;
    struct outcome one = receive(k, PHONE), two;
    const char *lead = where(k, false), *fresh = where(k, true);
    const char *signed_in;
    struct err err;

    assert_int_equal(inbox(k, lead, fresh).n, 1);
    assert_true(engine_order_lists(k->e, &err));
    assert_int_equal(inbox(k, lead, fresh).n, 1);
    two = receive(k, PHONE);
    assert_int_equal(inbox(k, lead, fresh).n, 2);
    assert_int_equal(inbox(k, lead, fresh).number[0], one.number);
    sign_in(k, one.id, str_of(lead)); /* listed under its old stage */
    signed_in = where(k, true);
    assert_string_not_equal(signed_in, fresh);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(inbox(k, lead, fresh).n, 1);
        assert_int_equal(inbox(k, lead, fresh).number[0], two.number);
        assert_int_equal(inbox(k, lead, signed_in).n, 1);
        assert_int_equal(inbox(k, lead, signed_in).number[0], one.number);
        assert_true(engine_order_lists(k->e, &err));
    }
    assert_true(engine_rebuild(k->e, NULL, &err));
    assert_int_equal(inbox(k, lead, fresh).n, 1);
    assert_int_equal(inbox(k, lead, signed_in).n, 1);
}

/* How many of a level are open, of whatever unit. */
static int
open_of(struct kit *k, const char *level)
{
    const struct value v[6] = {
        value_text(STR("")), value_text(STR("")),       value_int(0),
        value_int(0),        value_text(str_of(level)), value_int(16)
    };
    struct cursor *c;
    struct err err;
    int n = 0;

    assert_true(
        store_query(engine_store(k->e), QUERY_APPEAL_DESK, v, 6, &c, &err));
    while (cursor_next(c, &err))
        n++;
    cursor_close(c);
    return n;
}

static void
a_level_is_found_before_and_after_ordering(void **state)
{
    struct kit *k = *state;
    static const char *const levels[] = { "L1", "L2", "L3", "L4" };
    int of[4], all = 0;
    struct err err;

    (void)receive(k, PHONE);
    (void)receive(k, PHONE);
    for (int i = 0; i < 4; i++)
        all += of[i] = open_of(k, levels[i]);
    assert_int_equal(all, 2);
    assert_int_equal(open_of(k, ""), 2);
    for (int round = 0; round < 2; round++) {
        assert_true(engine_order_lists(k->e, &err));
        for (int i = 0; i < 4; i++)
            assert_int_equal(open_of(k, levels[i]), of[i]);
        assert_true(engine_rebuild(k->e, NULL, &err));
    }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_caller_is_found_again),
        TEST(of_many_cases_the_newest_are_found),
        TEST(lists_are_right_before_and_after_ordering),
        TEST(a_level_is_found_before_and_after_ordering),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
