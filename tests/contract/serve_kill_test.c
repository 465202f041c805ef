/*
 * A receipt that a client got over HTTP is in the log after the server was
 * killed under load, also when everything not synced is lost with it. The last
 * test turns syncing off and must see a loss: it proves that the others could.
 *
 * KILLS sets how often each is killed (20).
 */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/serving/serving.h"
#include "contract/raw_client.h"
#include "contract/testvfs.h"
#include "sys/clock.h"
#include "sys/random.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { CLIENTS = 8, A_CLIENT = 20000, ANSWER_BYTES = 8192, ID_DIGITS = 32 };

/* A client, and the ids in the receipts it got. */
struct client {
    int port;
    struct id got[A_CLIENT];
    size_t n;
};

static struct client clients[CLIENTS];
static char dir[256];

static const char asked[] =
    "POST /api/v1/appeals HTTP/1.1\r\nHost: localhost\r\n"
    "Content-Type: application/json\r\nContent-Length: 42\r\n\r\n"
    "{\"channel\":\"web\",\"title\":\"No light here\"}\n";

/* One message; false when the server went away before the whole receipt. */
static bool
send_one(int s, struct id *ret_id)
{
    static const char mark[] = "{\"id\":\"";
    char answer[ANSWER_BYTES];
    const char *at;

    if (!raw_ask(s, asked, answer, sizeof(answer)))
        return false;
    at = strstr(answer, mark);
    return strncmp(answer, "HTTP/1.1 201 ", 13) == 0 && at != NULL &&
           id_parse((struct str){ at + strlen(mark), ID_DIGITS }, ret_id);
}

static void *
send_always(void *context)
{
    struct client *c = context;
    int s = raw_connect(c->port);

    while (s >= 0 && c->n < A_CLIENT && send_one(s, &c->got[c->n]))
        c->n++;
    if (s >= 0)
        (void)close(s);
    return NULL;
}

_Noreturn static void
be_server(const struct engine_options *o, int pipe)
{
    struct serving_options so = { .address = "127.0.0.1",
                                  .workers = 8,
                                  .config = config_default() };
    struct buf address = { .a = arena_open() };
    struct serving *s;
    struct engine *e;
    struct err err;

    so.config.limits.intake = CONFIG_HOURLY_MOST;
    (void)signal(SIGSEGV, SIG_DFL); /* cmocka would go on with the tests */
    if (freopen("/dev/null", "w", stderr) == NULL)
        _exit(2);
    serving_hold_signals();
    if (!engine_open(o, &e, &err) || !serving_start(e, &so, &s, &err))
        _exit(3);
    serving_put_address(s, &address);
    if (write(pipe, address.p, address.n) != (ssize_t)address.n)
        _exit(4);
    (void)close(pipe);
    serving_wait(s);
    _exit(5);
}

static int
port_from(int pipe)
{
    char address[64] = "";
    const char *colon;

    assert_true(read(pipe, address, sizeof(address) - 1) > 0);
    (void)close(pipe);
    colon = strrchr(address, ':');
    assert_non_null(colon);
    return (int)strtol(colon + 1, NULL, 10);
}

static void
wait_some(void)
{
    unsigned chance;
    struct timespec t = { 0, 0 };

    random_bytes(&chance, sizeof(chance));
    t.tv_nsec = (50 + (long)(chance % 250)) * 1000000;
    (void)nanosleep(&t, NULL); /* shorter is fine too */
}

static void
kill_once(const struct engine_options *o)
{
    pthread_t threads[CLIENTS];
    int ends[2], status, port;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0)
        be_server(o, ends[1]);
    (void)close(ends[1]);
    port = port_from(ends[0]);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i].port = port;
        clients[i].n = 0;
        assert_int_equal(
            pthread_create(&threads[i], NULL, send_always, &clients[i]), 0);
    }
    wait_some();
    assert_int_equal(kill(child, SIGKILL), 0);
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

/* Receipts whose case is not in the log. */
static size_t
count_lost(struct engine *e, size_t *all)
{
    struct arena *a = arena_open();
    size_t lost = 0;

    for (int i = 0; i < CLIENTS; i++)
        for (size_t k = 0; k < clients[i].n; k++) {
            const void *state = NULL;
            struct err err;
            struct str stream = appeal_stream(a, clients[i].got[k]);

            lost += !engine_state(e, a, stream, &state, &err) || state == NULL;
            (*all)++;
        }
    arena_close(a);
    return lost;
}

static void
check_log(struct engine *e)
{
    struct arena *a = arena_open();
    struct verify_result v;
    struct err err = { .text = "" };

    if (!store_verify(engine_store(e), a, (struct str){ NULL, 0 }, &v, &err))
        fail_msg("%s", err.text);
    if (!v.ok)
        fail_msg("%.*s", STR_ARG(v.report));
    arena_close(a);
}

static void
make_city(void)
{
    const char *tmp = getenv("TMPDIR");
    static int n;
    struct engine_birth b = { .dir = dir,
                              .rulebook_dir = "rulebook/default",
                              .now = clock_now() };
    struct err err;

    (void)snprintf(dir, sizeof(dir), "%s/serve-kill-%ld-%d",
                   tmp == NULL ? "/tmp" : tmp, (long)getpid(), n++);
    if (!engine_create(&b, &err))
        fail_msg("%s", err.text);
}

static void
remove_city(void)
{
    char command[sizeof(dir) * 2 + 32];

    (void)snprintf(command, sizeof(command), "rm -rf '%s' '%s.keys'", dir, dir);
    assert_int_equal(system(command), 0); /* NOLINT: a path of our own */
}

/* Returns the receipts lost; with unsafe it stops at the first loss. */
static size_t
kill_often(const char *vfs, int unsafe, size_t *ret_all)
{
    const char *kills = getenv("KILLS");
    long rounds = kills == NULL ? 20 : strtol(kills, NULL, 10);
    struct engine_options o = { .dir = dir,
                                .mode = STORE_WRITE,
                                .number_block = 1000 };
    const struct engine_options plain = o;
    size_t lost = 0;

    make_city();
    o.vfs = vfs;
    o.unsafe_sync_off = unsafe;
    *ret_all = 0;
    for (long i = 0; i < rounds && !(unsafe && lost > 0); i++) {
        struct engine *e;
        struct err err;

        kill_once(&o);
        if (!engine_open(&plain, &e, &err))
            fail_msg("%s", err.text);
        lost += count_lost(e, ret_all);
        if (!unsafe)
            check_log(e);
        engine_close(e);
    }
    remove_city();
    return lost;
}

static void
no_receipt_is_lost_when_the_server_is_killed(void **state)
{
    size_t all;

    (void)state;
    assert_int_equal(kill_often(NULL, 0, &all), 0);
    assert_true(all > 0);
}

static void
no_receipt_is_lost_with_the_writes_that_were_not_synced(void **state)
{
    size_t all;

    (void)state;
    assert_int_equal(kill_often(TESTVFS_NAME, 0, &all), 0);
    assert_true(all > 0);
}

static void
without_syncing_the_same_kills_lose_receipts(void **state)
{
    size_t all;

    (void)state;
    assert_true(kill_often(TESTVFS_NAME, 1, &all) > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_receipt_is_lost_when_the_server_is_killed),
        cmocka_unit_test(
            no_receipt_is_lost_with_the_writes_that_were_not_synced),
        cmocka_unit_test(without_syncing_the_same_kills_lose_receipts),
    };

    testvfs_register();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
