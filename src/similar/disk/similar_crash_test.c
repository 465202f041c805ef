/*
 * A process that dies in the middle of writing: a child makes every call that
 * changes the folder up to the n-th and stops there; what opens afterwards is
 * the index before or the index after, and nothing else lies about. The calls
 * of the C library are taken over by functions of the same name.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "similar/disk/index.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { BEFORE = 10, AFTER = 20, DIED = 9, STEPS_MOST = 200 };

static const struct term_key key = { { 7, 8 } };
static long steps_left = -1; /* -1: no end */

static void
step(void)
{
    if (steps_left == 0)
        _exit(DIED);
    if (steps_left > 0)
        steps_left--;
}

/* The C library declares them with names of its own for what they are given;
 * these are what the linker sees. */
int
rename(const char *from, const char *to)
{
    step();
    return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int
unlink(const char *name)
{
    step();
    return (int)syscall(SYS_unlinkat, AT_FDCWD, name, 0);
}

int
fsync(int fd)
{
    step();
    return (int)syscall(SYS_fsync, fd);
}

ssize_t
write(int fd, const void *p, size_t n)
{
    step();
    return syscall(SYS_write, fd, p, n);
}

static struct similar_index *
open_in(const char *dir)
{
    const struct similar_options o = { dir, key, 0 };
    struct similar_index *ix;
    struct err err;
    bool anew;

    return similar_open(&o, &ix, &anew, &err) ? ix : NULL;
}

static void
add(struct similar_index *ix, const char *name, const char *text)
{
    const struct similar_doc doc = { .name = str_of(name),
                                     .title = STR(""),
                                     .body = str_of(text),
                                     .place = STR(""),
                                     .matter = STR("") };

    similar_add(ix, &doc, true);
}

static bool
tend(struct similar_index *ix, struct err *err)
{
    bool more = true;

    while (more)
        if (!similar_tend(ix, INT64_MAX, &more, err))
            return false;
    return true;
}

/* Eight files, so that they will be merged, and a ninth with two texts. */
static void
make(const char *dir)
{
    struct similar_index *ix = open_in(dir);
    struct err err;

    assert_non_null(ix);
    for (uint64_t i = 0; i < 8; i++) {
        char name[2] = { (char)('a' + i), '\0' };

        add(ix, name, "路灯坏了");
        assert_true(similar_flush(ix, i, &err));
    }
    add(ix, "y", "井盖没了");
    add(ix, "z", "水管漏水");
    assert_true(similar_flush(ix, BEFORE, &err));
    similar_close(ix);
}

/* What the child does: drop z, add n, flush, merge and write anew. */
static void
change(const char *dir, long steps)
{
    struct similar_index *ix;
    struct err err;

    steps_left = steps;
    ix = open_in(dir);
    if (ix == NULL)
        _exit(1);
    similar_drop(ix, STR("z"), 0);
    add(ix, "n", "树枝断了");
    if (!similar_flush(ix, AFTER, &err) || !tend(ix, &err))
        _exit(2);
    similar_close(ix);
    steps_left = -1;
    _exit(0);
}

static void
look(const char *dir)
{
    struct arena *a = arena_open();
    struct similar_index *ix = open_in(dir);
    struct name_list names;
    bool after;
    struct err err;

    assert_non_null(ix);
    after = similar_position(ix) == AFTER;
    assert_true(after || similar_position(ix) == BEFORE);
    assert_int_equal(similar_docs(ix), 10);
    assert_int_equal(similar_has(ix, STR("n")), after);
    assert_int_equal(similar_has(ix, STR("z")), !after);
    assert_true(similar_has(ix, STR("a")));
    assert_true(similar_has(ix, STR("h")));
    assert_true(file_list(a, dir, &names, &err));
    assert_int_equal(names.n, similar_size(ix).files + 1);
    similar_close(ix);
    arena_close(a);
}

static void
clear(const char *dir)
{
    struct arena *a = arena_open();
    struct name_list names;
    struct err err;

    assert_true(file_list(a, dir, &names, &err));
    for (size_t i = 0; i < names.n; i++) {
        struct buf path = { .a = a };

        buf_addf(&path, "%s/%s", dir, names.at[i]);
        assert_int_equal(unlink(buf_cstr(&path)), 0);
    }
    arena_close(a);
}

static void
whenever_it_dies_it_is_before_or_after(void **state)
{
    struct arena *a = arena_open();
    const char *in = getenv("TMPDIR");
    struct buf b = { .a = a };
    const char *dir;
    int status = -1;
    long n = 0;

    (void)state;
    buf_addf(&b, "%s/crash.XXXXXX", in == NULL ? "/tmp" : in);
    (void)buf_cstr(&b);
    dir = mkdtemp(b.p);
    assert_non_null(dir);
    for (; n < STEPS_MOST; n++) {
        pid_t child;

        make(dir);
        (void)fflush(NULL);
        child = fork();
        if (child == 0)
            change(dir, n);
        assert_int_equal(waitpid(child, &status, 0), child);
        look(dir);
        clear(dir);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != DIED)
            break;
    }
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(n > 15); /* so many calls were cut off */
    assert_int_equal(rmdir(dir), 0);
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whenever_it_dies_it_is_before_or_after),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
