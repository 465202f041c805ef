/*
 * What was granted to a person is carried out and noted once on each of his
 * cases, when the process dies at any of the writes that do it.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/appeal/appeal_file.h"
#include "app/request/request_file.h"
#include "base/date.h"
#include "sys/clock.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { CASES = 2, LEAST = 15, MOST = 400 };

/* --- Before its nth write the process kills itself ------------------------*/

static int calls_left = -1;

static void
count_call(void)
{
    if (calls_left > 0 && --calls_left == 0)
        (void)kill(getpid(), SIGKILL);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
    count_call();
    return syscall(SYS_pwrite64, fd, p, n, at);
}

ssize_t
write(int fd, const void *p, size_t n)
{
    count_call();
    return syscall(SYS_write, fd, p, n);
}

int
fdatasync(int fd)
{
    (void)fd;
    count_call();
    return 0; /* the kernel outlives the process */
}

/* --- A person with some cases ---------------------------------------------*/

struct city {
    struct arena *a;
    struct engine *e;
    char root[400], dir[500];
    struct id cases[CASES];
    struct str hex, stream; /* of the request */
};

static void
wake(struct city *c)
{
    const struct engine_options o = { .dir = c->dir, .mode = STORE_WRITE };
    struct err err;

    if (!engine_open(&o, &c->e, &err))
        fail_msg("%s", err.text);
}

static struct outcome
put(struct city *c, struct str stream, const char *role,
    const struct payload_type *type, const void *data)
{
    const struct command cmd = {
        type, data, { .role = str_of(role), .id = str_of("g-1") }, clock_now()
    };
    const struct order order = { stream, &cmd, NULL };
    struct outcome o;
    struct err err;

    if (!engine_do_once(c->e, c->a, &order, &o, &err))
        fail_msg("%s", err.text);
    if (o.verdict.reason != ACCEPTED)
        fail_msg("%s: %s", type->name, o.verdict.rule);
    return o;
}

static void
take_cases(struct city *c)
{
    const struct appeal_receive r = {
        .channel = APPEAL_CHANNEL_WEB,
        .title = STR("路灯不亮"),
        .contact = STR("13900001111"),
    };
    const struct appeal_withdraw w = { { NULL, 0 } };

    for (int i = 0; i < CASES; i++) {
        c->cases[i] = put(c, STR(""), "citizen", &appeal_receive_type, &r).id;
        put(c, appeal_stream(c->a, c->cases[i]), "citizen",
            &appeal_withdraw_type, &w);
    }
}

static void
grant(struct city *c, enum request_kind kind)
{
    const struct id request = id_new();
    const struct request_submit s = {
        .subject_id = id_new(),
        .kind = kind,
        .way = REQUEST_WAY_ACCOUNT,
        .account = STR("p-1"),
        .new_contact =
            kind == REQUEST_KIND_CORRECT ? STR("13900002222") : STR(""),
    };
    struct buf cases = { .a = c->a }, hex = { .a = c->a };
    struct request_grant g = { .said = STR("照办") };

    id_put(&hex, request);
    c->hex = buf_str(&hex);
    c->stream = request_stream(c->a, request);
    for (int i = 0; i < CASES; i++)
        id_put(&cases, c->cases[i]);
    g.cases = buf_str(&cases);
    put(c, c->stream, "citizen", &request_submit_type, &s);
    put(c, c->stream, "officer", &request_grant_type, &g);
}

static void
begin(struct city *c, enum request_kind kind)
{
    const char *source = getenv("GONGZHI_SOURCE"), *tmp = getenv("TMPDIR");
    struct engine_birth b = {
        .from_day = moment_day(clock_now()) - 1,
        .now = clock_now(),
    };
    struct buf book = { .a = c->a };
    struct err err;

    (void)snprintf(c->root, sizeof(c->root), "%s/gongzhi-request.XXXXXX",
                   tmp == NULL ? "/tmp" : tmp);
    assert_non_null(mkdtemp(c->root));
    (void)snprintf(c->dir, sizeof(c->dir), "%s/city", c->root);
    buf_addf(&book, "%s/rulebook/default", source == NULL ? "." : source);
    b.rulebook_dir = buf_cstr(&book);
    b.dir = c->dir;
    if (!engine_create(&b, &err))
        fail_msg("%s", err.text);
    wake(c);
    take_cases(c);
    grant(c, kind);
    engine_close(c->e);
}

static void
end(struct city *c)
{
    engine_close(c->e);
    arena_close(c->a); /* the folder goes with $TMPDIR */
}

/* --- Lives ----------------------------------------------------------------*/

/* Carry it out in a process that ends before its nth write; true: it came to
 * its end. */
static bool
live(struct city *c, int n)
{
    pid_t child = fork();
    int status;
    struct err err;

    assert_true(child >= 0);
    if (child == 0) {
        wake(c);
        calls_left = n;
        _exit(engine_react(c->e, &err) ? 0 : 2);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return !WIFSIGNALED(status);
}

static size_t
times(const struct record_list *records, const struct payload_type *type)
{
    size_t n = 0;

    for (size_t i = 0; i < records->n; i++)
        n += records->at[i].type == type;
    return n;
}

static void
assert_carried_out(struct city *c, const struct payload_type *done)
{
    struct request_file file;
    struct err err;

    assert_true(engine_react(c->e, &err));
    assert_true(request_file_load(c->e, c->a, c->hex, &file, &err));
    assert_int_equal(file.s.stage, REQUEST_STAGE_CLOSED);
    assert_int_equal(times(&file.records, &request_acted_v1_type), CASES);
    assert_int_equal(times(&file.records, &request_hindered_v1_type), 0);
    assert_int_equal(times(&file.records, &request_closed_v1_type), 1);
    for (int i = 0; i < CASES; i++) {
        struct appeal_file one;

        assert_true(appeal_file_of(c->e, c->a, c->cases[i], &one, &err));
        assert_int_equal(times(&one.records, done), 1);
    }
}

static bool
live_and_look(enum request_kind kind, const struct payload_type *done, int n)
{
    struct city c = { .a = arena_open() };
    bool to_the_end;

    begin(&c, kind);
    to_the_end = live(&c, n);
    wake(&c);
    assert_carried_out(&c, done);
    end(&c);
    return to_the_end;
}

static void
a_deletion_is_noted_for_each_case(void **state)
{
    int n = 1;

    (void)state;
    while (n < MOST &&
           !live_and_look(REQUEST_KIND_DELETE, &appeal_erased_v1_type, n))
        n++;
    assert_in_range(n, LEAST, MOST - 1);
}

static void
a_correction_is_made_once(void **state)
{
    int n = 1;

    (void)state;
    while (n < MOST && !live_and_look(REQUEST_KIND_CORRECT,
                                      &appeal_contact_corrected_v1_type, n))
        n++;
    assert_in_range(n, LEAST, MOST - 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deletion_is_noted_for_each_case),
        cmocka_unit_test(a_correction_is_made_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
