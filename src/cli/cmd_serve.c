/*
 * serve: the engine on the air, until SIGTERM or SIGINT. SIGHUP looks for
 * newly enacted rulebooks.
 */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/serving/serving.h"

enum { NUMBER_BLOCK = 1000 };

static void
say_where(struct cli *c, const struct serving *s)
{
    struct buf address = { .a = c->a };

    serving_put_address(s, &address);
    (void)printf("%s/ 就绪 ready\n", buf_cstr(&address));
    (void)fflush(stdout);
}

int
cmd_serve(struct cli *c)
{
    struct serving_options o;
    struct serving *s = NULL;
    struct engine *e;
    struct err err;
    bool ok;

    if (!serving_options(c, &o) || !cli_words(c, 0, 0))
        return EXIT_USAGE;
    serving_hold_signals();
    if (!cli_open(c, STORE_WRITE, NUMBER_BLOCK, &e))
        return EXIT_FAILED;
    ok = serving_start(e, &o, &s, &err);
    if (ok) {
        say_where(c, s);
        serving_wait(s);
    }
    serving_stop(s);
    engine_close(e);
    return ok ? EXIT_DONE : cli_fail(c, &err);
}
