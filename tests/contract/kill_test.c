/*
 * What was acknowledged is there after kill -9, also when everything not
 * synced is lost with it. The last test turns syncing off and must see a
 * loss: it proves that the others could.
 *
 * KILLS sets how often each is killed (20).
 */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "contract/store_kit.h"
#include "contract/testvfs.h"
#include "sys/clock.h"
#include "sys/random.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { WRITERS = 8, A_ROUND = 1000000, A_WRITER = 100000, MOST = 65536 };

static int64_t acknowledged[MOST];
static size_t acknowledged_n;

struct writer {
    struct store *st;
    int64_t from;
    int pipe;
};

/* Append until killed; tell the parent of what was acknowledged. */
static void *
append_always(void *context)
{
    const struct writer *w = context;

    for (int64_t n = w->from;; n++) {
        struct arena *a = arena_open();
        struct append ap = kit_received(a, n, "灯不亮");
        struct appended done;
        struct err err;

        ap.recorded_at = clock_now();
        if (!store_append(w->st, &ap, &done, &err) ||
            write(w->pipe, &n, sizeof(n)) != sizeof(n))
            _exit(2);
        arena_close(a);
    }
    return NULL;
}

_Noreturn static void
be_child(const struct store_options *o, int64_t from, int pipe)
{
    pthread_t threads[WRITERS];
    struct writer writers[WRITERS];
    struct store *st;
    struct err err;

    if (!store_open(o, &st, &err))
        _exit(3);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){ st, from + (int64_t)i * A_WRITER, pipe };
        if (pthread_create(&threads[i], NULL, append_always, &writers[i]) != 0)
            _exit(4);
    }
    for (;;)
        (void)pause();
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
kill_once(const struct store_options *o, int64_t from)
{
    int ends[2], status;
    int64_t n;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0)
        be_child(o, from, ends[1]);
    (void)close(ends[1]);
    wait_some();
    assert_int_equal(kill(child, SIGKILL), 0);
    while (read(ends[0], &n, sizeof(n)) == sizeof(n))
        if (acknowledged_n < MOST)
            acknowledged[acknowledged_n++] = n;
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

/* Acknowledged cases that are not in the log. */
static size_t
count_lost(struct kit *k)
{
    size_t lost = 0;

    for (size_t i = 0; i < acknowledged_n; i++) {
        struct arena *a = arena_open();
        struct record_list list = { .a = a };
        struct err err;

        lost +=
            !store_load(k->st, kit_stream(a, acknowledged[i]), &list, &err) ||
            list.n != 1;
        arena_close(a);
    }
    return lost;
}

static size_t
kill_often(const char *vfs, int unsafe, size_t *ret_acknowledged)
{
    const char *kills = getenv("KILLS");
    long rounds = kills == NULL ? 20 : strtol(kills, NULL, 10);
    struct kit k;
    size_t lost = 0, all = 0;

    kit_start(&k, NULL);
    kit_close(&k);
    for (long round = 0; round < rounds; round++) {
        struct store_options o = k.o;
        struct verify_result v;
        struct err err = { .text = "" };

        o.vfs = vfs;
        o.unsafe_sync_off = unsafe;
        acknowledged_n = 0;
        kill_once(&o, 1 + (int64_t)round * A_ROUND);
        kit_reopen(&k, STORE_WRITE);
        lost += count_lost(&k);
        all += acknowledged_n;
        if (!store_verify(k.st, k.a, (struct str){ NULL, 0 }, &v, &err))
            fail_msg("%s", err.text);
        if (!v.ok)
            fail_msg("%.*s", STR_ARG(v.report));
        kit_close(&k);
    }
    kit_end(&k);
    *ret_acknowledged = all;
    return lost;
}

static void
nothing_acknowledged_is_lost_when_the_process_is_killed(void **state)
{
    size_t all;

    (void)state;
    assert_int_equal(kill_often(NULL, 0, &all), 0);
    assert_true(all > 0);
}

static void
nothing_acknowledged_is_lost_with_the_writes_that_were_not_synced(void **state)
{
    size_t all;

    (void)state;
    assert_int_equal(kill_often(TESTVFS_NAME, 0, &all), 0);
    assert_true(all > 0);
}

static void
without_syncing_the_same_kills_lose_something(void **state)
{
    size_t all;

    (void)state;
    assert_true(kill_often(TESTVFS_NAME, 1, &all) > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            nothing_acknowledged_is_lost_when_the_process_is_killed),
        cmocka_unit_test(
            nothing_acknowledged_is_lost_with_the_writes_that_were_not_synced),
        cmocka_unit_test(without_syncing_the_same_kills_lose_something),
    };

    testvfs_register();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
