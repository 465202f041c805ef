/*
 * Every story of tests/scenario is one test. The folder of the project
 * is argv[1], $GONGZHI_SOURCE, or the working directory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "scenario_run.h"
#include "sys/file.h"

#include <cmocka.h> /* last: it has a macro of the name fail */

static const char *rulebook;

static void
plays_as_written(void **state)
{
    struct arena *a = arena_open();
    struct str why;
    bool ok = scenario_run(a, *state, rulebook, &why);

    if (!ok)
        print_error("%.*s\n", STR_ARG(why));
    arena_close(a);
    assert_true(ok);
}

static const char *
path_in(struct arena *a, const char *folder, const char *name)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%s/%s", folder, name);
    return buf_cstr(&b);
}

int
main(int argc, char **argv)
{
    const char *env = getenv("GONGZHI_SOURCE");
    const char *source = argc > 1 ? argv[1] : env != NULL ? env : ".";
    struct arena *a = arena_open();
    const char *folder = path_in(a, source, "tests/scenario");
    struct name_list names = { 0 };
    struct CMUnitTest *tests;
    struct err err;
    size_t n = 0;
    int failed;

    rulebook = path_in(a, source, "rulebook/default");
    if (!file_list(a, folder, &names, &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        arena_close(a);
        return 1;
    }
    tests = arena_alloc(a, (names.n + 1) * sizeof(*tests));
    for (size_t i = 0; i < names.n; i++) {
        const char *path = path_in(a, folder, names.at[i]);
        struct CMUnitTest t = { names.at[i], plays_as_written, NULL, NULL,
                                arena_copy(a, path, str_of(path).n + 1) };

        if (str_ends(str_of(path), STR(".txt")))
            tests[n++] = t;
    }
    failed = _cmocka_run_group_tests("scenario", tests, n, NULL, NULL);
    arena_close(a);
    return failed;
}
