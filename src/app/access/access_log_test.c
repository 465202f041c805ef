/* A look is written once an hour and never left out; the night finds what is
 * unusual, once. */
#include "app/access/access_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/access/access_night.h"
#include "event/gen/access_events.h"
#include "event/gen/appeal_events.h"
#include "rulebook/access/access.h"
#include "sys/clock.h"

#include <cmocka.h>

struct kit {
    struct arena *a;
    struct engine *e;
    const char *dir;
    int64_t streams;
};

static void
reopen(struct kit *k, enum store_mode mode)
{
    const struct engine_options o = { .dir = k->dir,
                                      .mode = mode,
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

    buf_addf(&dir, "%s/access.%d.%d", where == NULL ? "/tmp" : where,
             (int)getpid(), number++);
    k->a = a;
    birth.dir = k->dir = buf_cstr(&dir);
    birth.now = clock_now();
    birth.from_day = moment_day(birth.now) - 40;
    if (!engine_create(&birth, &err))
        fail_msg("%s", err.text);
    reopen(k, STORE_WRITE);
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

/* The count of rows of access_find for an account. */
static int64_t
rows_of(struct kit *k, const char *account)
{
    const struct value v[] = { value_int(0),
                               value_int(INT64_MAX / 2),
                               value_text(str_of(account)),
                               { VALUE_NULL, 0, { NULL, 0 } },
                               value_int(1000) };
    struct cursor *cur;
    struct err err = { .kind = ERR_NONE };
    int64_t n = 0;

    assert_true(
        store_query(engine_store(k->e), QUERY_ACCESS_FIND, v, 5, &cur, &err));
    while (cursor_next(cur, &err))
        n++;
    cursor_close(cur);
    return n;
}

static struct access_look
look_at(unsigned n, const char *account, unsigned groups, int64_t now)
{
    return (struct access_look){
        .case_id = { { (unsigned char)n, (unsigned char)(n >> 8), 1 } },
        .viewer = { STR("handler"), str_of(account), STR("U_WATER") },
        .purpose = STR("handling"),
        .relation = "lead",
        .groups = groups,
        .now = now,
    };
}

static void
a_look_is_written_once_an_hour(void **state)
{
    struct kit *k = *state;
    const int64_t now = clock_now() / HOUR_MS * HOUR_MS;
    struct access_look look = look_at(1, "h-1", ACCESS_TEXTS, now);
    struct access_log *log;
    struct err err;

    assert_true(access_log_start(k->e, &log, &err));
    for (int i = 0; i < 50; i++)
        assert_true(access_note(log, &look, &err));
    assert_int_equal(access_log_look(log).repeated, 49);
    look.groups = ACCESS_TEXTS | ACCESS_CONTACT; /* he sees more */
    assert_true(access_note(log, &look, &err));
    look.purpose = STR("supervision"); /* for another purpose */
    assert_true(access_note(log, &look, &err));
    look = look_at(2, "h-1", ACCESS_TEXTS, now); /* another case */
    assert_true(access_note(log, &look, &err));
    look = look_at(2, "h-2", ACCESS_TEXTS, now); /* another person */
    assert_true(access_note(log, &look, &err));
    look = look_at(1, "h-1", ACCESS_TEXTS, now + HOUR_MS);
    assert_true(access_note(log, &look, &err));
    access_log_stop(log); /* and what waits is written */
    assert_int_equal(rows_of(k, "h-1"), 5);
    assert_int_equal(rows_of(k, "h-2"), 1);
    assert_true(engine_rebuild(k->e, NULL, &err));
    assert_int_equal(rows_of(k, "h-1"), 5);
}

static void
many_looks_are_written_in_order(void **state)
{
    struct kit *k = *state;
    struct access_log *log;
    struct err err;

    assert_true(access_log_start(k->e, &log, &err));
    for (unsigned n = 0; n < 700; n++) {
        const struct access_look look =
            look_at(n, "h-1", ACCESS_TEXTS, clock_now());

        assert_true(access_note(log, &look, &err));
    }
    access_log_stop(log);
    assert_int_equal(rows_of(k, "h-1"), 700);
}

static void
nobody_looks_when_nothing_can_be_written(void **state)
{
    struct kit *k = *state;
    struct access_log *log;
    struct err err;
    unsigned n = 0;

    reopen(k, STORE_READ);
    assert_true(access_log_start(k->e, &log, &err));
    for (; n < 2 * ACCESS_WAITING; n++) {
        const struct access_look look =
            look_at(n, "h-1", ACCESS_TEXTS, clock_now());

        if (!access_note(log, &look, &err))
            break;
    }
    assert_true(n >= ACCESS_WAITING && n < 2 * ACCESS_WAITING);
    assert_int_equal(err.kind, ERR_BUSY);
    access_log_stop(log);
    assert_int_equal(rows_of(k, "h-1"), 0);
}

/* A look of the past, as it would stand in the log. */
static void
looked(struct kit *k, const struct access_read_v1 *e)
{
    struct event_list events = { .a = k->a };
    struct buf stream = { .a = k->a };
    struct err err;

    assert_int_equal(emit_access_read_v1(&events, e).reason, ACCEPTED);
    buf_addf(&stream, "access/%lld", (long long)++k->streams);
    assert_true(access_append(k->e, buf_str(&stream), &events, e->hour, &err));
}

static struct access_read_v1
reading(const char *account, const char *role, const char *relation, unsigned n,
        int64_t hour)
{
    return (struct access_read_v1){
        .case_id = { { (unsigned char)n, (unsigned char)(n >> 8), 1 } },
        .account = str_of(account),
        .role = str_of(role),
        .unit = STR("U_WATER"),
        .purpose = STR("handling"),
        .relation = str_of(relation),
        .fields = STR("texts"),
        .hour = hour,
    };
}

/* The flags as "why account n;". */
static struct str
flags(struct kit *k)
{
    const struct value v[] = { value_text(STR("")), value_int(100) };
    struct buf b = { .a = k->a };
    struct cursor *cur;
    struct err err = { .kind = ERR_NONE };

    assert_true(
        store_query(engine_store(k->e), QUERY_ACCESS_FLAGS, v, 2, &cur, &err));
    while (cursor_next(cur, &err)) {
        (void)cursor_int(cur);
        buf_add(&b, cursor_text(cur));
        buf_add_char(&b, ' ');
        buf_add(&b, cursor_text(cur));
        (void)cursor_text(cur);
        (void)cursor_text(cur);
        (void)cursor_id(cur);
        buf_addf(&b, " %lld;", (long long)cursor_int(cur));
    }
    cursor_close(cur);
    return buf_str(&b);
}

static struct id
receive(struct kit *k, const char *contact, int64_t now)
{
    const struct appeal_receive c = { .channel = APPEAL_CHANNEL_WEB,
                                      .title = STR("路灯不亮"),
                                      .contact = str_of(contact) };
    const struct command cmd = {
        &appeal_receive_type, &c, { .role = STR("citizen") }, now
    };
    struct outcome o;
    struct err err;

    assert_true(engine_receive(k->e, k->a, &cmd, &o, &err));
    assert_int_equal(o.verdict.reason, ACCEPTED);
    return o.id;
}

static void
the_night_finds_what_is_unusual_once(void **state)
{
    struct kit *k = *state;
    const int64_t now = clock_now();
    const int64_t noon = day_start(moment_day(now) - 1) + 12 * HOUR_MS;
    struct access_read_v1 e;
    uint64_t size;
    struct err err;

    for (unsigned n = 0; n < 121; n++) { /* 120 an hour are usual */
        e = reading("fast", "handler", "lead", n, noon);
        looked(k, &e);
    }
    for (unsigned n = 0; n < 120; n++) {
        e = reading("diligent", "handler", "lead", n, noon);
        looked(k, &e);
    }
    e = reading("stray", "head", "any", 1, noon);
    looked(k, &e);
    e = reading("wide", "operator", "any", 1, noon);
    looked(k, &e);
    e = reading("diligent", "handler", "lead", 500, noon);
    e.case_id = receive(k, "fast", now); /* a colleague's */
    looked(k, &e);
    e.case_id = receive(k, "diligent", now); /* his own */
    e.hour += HOUR_MS;
    looked(k, &e);
    assert_true(access_night(k->e, now, &err));
    assert_string_equal(arena_cstr(k->a, flags(k)),
                        "colleague diligent 1;many_hour diligent 121;"
                        "many_hour fast 121;outside stray 1;own diligent 1;");
    size = store_size(engine_store(k->e));
    assert_true(access_night(k->e, now, &err));
    assert_int_equal(store_size(engine_store(k->e)), size);
    assert_true(engine_rebuild(k->e, NULL, &err));
    assert_true(access_night(k->e, now, &err));
    assert_int_equal(store_size(engine_store(k->e)), size);
}

static void
a_day_is_looked_over_when_it_is_over(void **state)
{
    struct kit *k = *state;
    const int32_t day = moment_day(clock_now()) - 3;
    struct access_read_v1 e =
        reading("stray", "head", "any", 1, day_start(day) + 23 * HOUR_MS);
    uint64_t size;
    struct err err;

    looked(k, &e);
    size = store_size(engine_store(k->e));
    assert_true(access_night(k->e, day_start(day + 1) + MINUTE_MS - 1, &err));
    assert_int_equal(store_size(engine_store(k->e)), size);
    assert_true(access_night(k->e, day_start(day + 1) + MINUTE_MS, &err));
    assert_int_equal(store_size(engine_store(k->e)), size + 2);
    assert_true(access_night(k->e, day_start(day + 3), &err)); /* nobody */
    assert_int_equal(store_size(engine_store(k->e)), size + 2);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_look_is_written_once_an_hour),
        T(many_looks_are_written_in_order),
        T(nobody_looks_when_nothing_can_be_written),
        T(the_night_finds_what_is_unusual_once),
        T(a_day_is_looked_over_when_it_is_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
