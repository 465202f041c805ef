/*
 * An erasure is whole or not at all, and no key is lost, when the process or
 * the machine dies at any of its writes.
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

#include "contract/erasure_kit.h"
#include "store/sqlite_internal.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { CASES = 20, LATER = 24 };

/* --- A disk that can be pulled out ---------------------------------------
 * The writing calls of libc, for the store and for SQLite: the process kills
 * itself before the nth of them. What is written to subjects.keys reaches the
 * file with fdatasync only. */

static int calls_left = -1;
static bool keeps_unsynced_away;

struct held {
    unsigned char *p;
    size_t n;
    off_t at;
};
static struct held held[64];
static size_t held_n;

static void
count_call(void)
{
    if (calls_left > 0 && --calls_left == 0)
        (void)kill(getpid(), SIGKILL);
}

static bool
is_held(int fd)
{
    char link[64], path[512];
    ssize_t n;

    if (!keeps_unsynced_away)
        return false;
    (void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof(path) - 1);
    path[n < 0 ? 0 : n] = '\0';
    return n > 14 && strcmp(path + n - 14, "/subjects.keys") == 0;
}

static ssize_t
put_at(int fd, const void *p, size_t n, off_t at)
{
    count_call();
    if (!is_held(fd))
        return syscall(SYS_pwrite64, fd, p, n, at);
    if (held_n == 64 || (held[held_n].p = malloc(n)) == NULL)
        abort();
    memcpy(held[held_n].p, p, n);
    held[held_n].n = n;
    held[held_n++].at = at;
    return (ssize_t)n;
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
    return put_at(fd, p, n, at);
}

ssize_t
write(int fd, const void *p, size_t n)
{
    count_call();
    return syscall(SYS_write, fd, p, n);
}

int
ftruncate(int fd, off_t n)
{
    count_call();
    return (int)syscall(SYS_ftruncate, fd, n);
}

static void
let_go(int fd)
{
    if (!is_held(fd))
        return;
    for (size_t i = 0; i < held_n; i++) {
        (void)syscall(SYS_pwrite64, fd, held[i].p, held[i].n, held[i].at);
        free(held[i].p);
    }
    held_n = 0;
}

int
fdatasync(int fd)
{
    count_call();
    let_go(fd);
    return 0; /* the kernel outlives the process, and the disk is slow */
}

int
fsync(int fd)
{
    count_call();
    let_go(fd);
    return 0;
}

/* --- Killed at each write -------------------------------------------------*/

/* Add cases and erase one; each done step is told through the pipe. */
_Noreturn static void
be_child(struct kit *k, int pipe, int n)
{
    struct err err;
    int64_t i;

    calls_left = n;
    kit_reopen(k, STORE_WRITE);
    for (i = CASES + 1; i <= LATER; i++)
        if (!kit_add(k, i, &err) ||
            syscall(SYS_write, pipe, &i, sizeof(i)) != sizeof(i))
            _exit(2);
    i = 0;
    if (!kit_erase(k, &err) ||
        syscall(SYS_write, pipe, &i, sizeof(i)) != sizeof(i))
        _exit(3);
    kit_close(k);
    _exit(0);
}

/* What the child told before it ended. */
struct told {
    int64_t last; /* case */
    bool erased, to_the_end;
};

static struct told
live(struct kit *k, int n)
{
    struct told told = { .last = CASES };
    int ends[2], status;
    int64_t said;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0)
        be_child(k, ends[1], n);
    (void)close(ends[1]);
    while (read(ends[0], &said, sizeof(said)) == sizeof(said)) {
        told.erased = told.erased || said == 0;
        told.last = said > told.last ? said : told.last;
    }
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    told.to_the_end = !WIFSIGNALED(status);
    return told;
}

/* One life that ends before its nth write, and what it leaves. */
static bool
live_and_look(int n)
{
    struct kit k;
    struct erasure_target t;
    struct told told;

    kit_start(&k, NULL);
    kit_add_many(&k, 1, CASES);
    t = erasure_target(&k);
    kit_close(&k);
    told = live(&k, n);
    if (told.erased)
        assert_int_equal(keys_in_folder(&k, &t), 0);
    kit_reopen(&k, STORE_WRITE);
    if (kit_number(&k, "SELECT CAST(COUNT(*) AS TEXT) FROM subject_slot "
                       "WHERE erased = 1") == 1)
        assert_int_equal(keys_in_folder(&k, &t), 0);
    else
        assert_string_not_equal(kit_body(&k, ERASED), "(erased)");
    for (int64_t i = 1; i <= told.last; i++)
        assert_true(i == ERASED || kit_body(&k, i)[0] != '(');
    kit_add_many(&k, LATER + 1, LATER + 2);
    assert_verifies(&k);
    kit_end(&k);
    return told.to_the_end;
}

static void
killed_at_any_write_an_erasure_is_whole_or_not_at_all(void **state)
{
    int n = 1;

    (void)state;
    keeps_unsynced_away = false;
    while (!live_and_look(n))
        n++;
    assert_true(n > 20);
}

static void
the_same_when_what_was_not_synced_is_lost(void **state)
{
    int n = 1;

    (void)state;
    keeps_unsynced_away = true;
    while (!live_and_look(n))
        n++;
    keeps_unsynced_away = false;
    assert_true(n > 20);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_any_write_an_erasure_is_whole_or_not_at_all),
        cmocka_unit_test(the_same_when_what_was_not_synced_is_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
