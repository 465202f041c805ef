/*
 * serve: the engine on the air, until SIGTERM or SIGINT. SIGHUP looks for
 * newly enacted rulebooks. What stands in gongzhi.conf(5) holds unless the
 * command line says otherwise.
 */
#include <stdio.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/serving/serving.h"

enum { NUMBER_BLOCK = 1000 };

/* The link goes to a person before a terminal; what is written elsewhere is
 * kept by journals that others read. */
static void
say_where(struct cli *c, const struct serving *s)
{
    struct buf address = { .a = c->a }, setup = { .a = c->a };
    bool before_person = isatty(STDOUT_FILENO) != 0;

    serving_put_address(s, &address);
    serving_put_setup(s, !before_person, &setup);
    if (setup.n > 0)
        (void)printf("还没有系统管理员，%s: %s\n",
                     before_person ? "请打开 no administrator yet; open"
                                   : "首次设置链接在 no administrator yet; the "
                                     "first set-up link is in",
                     buf_cstr(&setup));
    (void)printf("%s/ 就绪 ready\n", buf_cstr(&address));
    (void)fflush(stdout);
}

static int
say_in_order(const struct serving_options *o)
{
    (void)printf("%s: 配置无误 in order\n", *o->config.path == '\0'
                                                ? "(没有配置文件 no file)"
                                                : o->config.path);
    return EXIT_DONE;
}

int
cmd_serve(struct cli *c)
{
    struct serving_options o;
    bool only_check = cli_flag(c, "--check-config");
    struct serving *s = NULL;
    struct engine *e;
    struct err err;
    bool ok;

    only_check = cli_flag(c, "-n") || only_check;
    if (!serving_config(c, &o, &err))
        return cli_fail(c, &err);
    if (!serving_options(c, &o) || !cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (only_check)
        return say_in_order(&o);
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
