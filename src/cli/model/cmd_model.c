/*
 * model: the registry of models: list it, enter a model, approve, use, roll
 * back, retire. Who does it is said by --as ROLE:UNIT:ACCOUNT. A server that
 * holds the folder takes the same commands on /w/models and over its API; enter
 * then only puts the files where it finds them.
 */
#include <stdio.h>
#include <string.h>

#include "api/access/viewer.h"
#include "app/model/models.h"
#include "cli/cli.h"
#include "sys/clock.h"

/* One change. */
struct change_of {
    struct cli *c;
    const char *as, *because;
    struct str version; /* of the words given, or empty */
    struct model_order order;
    struct command cmd;
};

static void
print_version(const struct model_line *l, const struct model_version *v)
{
    const struct model_entered_v1 *e = &v->entered;

    (void)printf("%-7.*s %-16.*s %-9.*s %.4f  %7lld  %.*s\n", STR_ARG(l->name),
                 STR_ARG(e->version), STR_ARG(model_state_word(l, v)),
                 (double)e->right / 10000, (long long)e->cases,
                 STR_ARG(e->sha256));
}

static int
print_all(struct cli *c, struct engine *e)
{
    struct model_names waiting;
    struct models all;
    struct err err;

    if (!models_load(e, c->a, &all, &err) ||
        !models_waiting(&all, c->a, c->dir, &waiting, &err))
        return cli_fail(c, &err);
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        for (int k = 0; k < all.at[of]->n; k++)
            print_version(all.at[of], &all.at[of]->at[k]);
    for (size_t i = 0; i < waiting.n; i++)
        (void)printf("%-7s %-16s %-9s %6s  %7s  %.*s\n", "-", "-", "waiting",
                     "-", "-", STR_ARG(waiting.at[i]));
    return EXIT_DONE;
}

static int
list(struct cli *c)
{
    struct engine *e;
    int status;

    if (!cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    status = print_all(c, e);
    engine_close(e);
    return status;
}

/* Another process has the folder: the same is done there. */
static int
fail_to_open(const struct change_of *w, const struct err *err)
{
    if (err->kind == ERR_BUSY)
        (void)fprintf(stderr,
                      "服务运行时请在它那里操作 while a server runs, do it "
                      "there: on its page /w/models, or by POST "
                      "/api/v1/models/%s/%s, see gongzhi-api(7)\n",
                      model_of_words[w->order.of], w->cmd.type->name);
    return cli_fail(w->c, err);
}

static int
carry_out(struct change_of *w)
{
    const struct engine_options o = { .dir = w->c->dir, .mode = STORE_WRITE };
    struct outcome out;
    struct engine *e;
    struct err err;
    int status = EXIT_DONE;

    if (!engine_open(&o, &e, &err))
        return fail_to_open(w, &err);
    w->cmd.now = clock_now();
    if (!viewer_actor(engine_rules(e, w->cmd.now), str_of(w->as),
                      &w->cmd.actor)) {
        (void)fprintf(stderr,
                      "gongzhi model: --as %s: want "
                      "ROLE:UNIT:ACCOUNT, the unit may be empty\n",
                      w->as);
        status = EXIT_USAGE;
    } else if (!models_do(e, w->c->dir, w->c->a, &w->order, &out, &err)) {
        status = cli_fail(w->c, &err);
    } else if (out.verdict.reason != ACCEPTED) {
        status = cli_refused(e, &out.verdict);
    }
    engine_close(e);
    return status;
}

static int
enter(struct change_of *w)
{
    struct model_enter c = { .of = w->order.of };
    struct err err;
    int status;

    if (!cli_words(w->c, 1, 1))
        return EXIT_USAGE;
    if (!model_files_put(w->c->a, w->c->dir, w->c->argv[0], &c.sha256, &err))
        return cli_fail(w->c, &err);
    w->cmd.data = &c;
    status = carry_out(w);
    (void)printf("%.*s\n", STR_ARG(c.sha256));
    return status;
}

static int
approve(struct change_of *w)
{
    const struct model_approve c = { w->version, str_of(w->because) };

    w->cmd.data = &c;
    return carry_out(w);
}

static int
use(struct change_of *w)
{
    const struct model_use c = { w->version };

    w->cmd.data = &c;
    return carry_out(w);
}

static int
roll_back(struct change_of *w)
{
    const struct model_rollback c = { str_of(w->because) };

    w->cmd.data = &c;
    return cli_words(w->c, 0, 0) ? carry_out(w) : EXIT_USAGE;
}

static int
retire(struct change_of *w)
{
    const struct model_retire c = { w->version, str_of(w->because) };

    w->cmd.data = &c;
    return carry_out(w);
}

static const struct {
    const char *word;
    const struct payload_type *type;
    int (*run)(struct change_of *w);
    bool names_version;
} works[] = {
    { "enter", &model_enter_type, enter, false },
    { "approve", &model_approve_type, approve, true },
    { "use", &model_use_type, use, true },
    { "rollback", &model_rollback_type, roll_back, false },
    { "retire", &model_retire_type, retire, true },
};

static int
no_such_thing(const char *of)
{
    (void)fprintf(stderr,
                  "gongzhi model: %s: 只有 want kind, matter, level or unit\n",
                  of);
    return EXIT_USAGE;
}

int
cmd_model(struct cli *c)
{
    struct change_of w = { .c = c };
    const char *word;

    w.as = cli_option(c, "--as");
    w.because = cli_option(c, "--because");
    w.because = w.because == NULL ? "" : w.because;
    if (c->argc == 1 && strcmp(c->argv[0], "list") == 0) {
        c->argc = 0;
        return list(c);
    }
    if (c->argc < 2 || w.as == NULL)
        return EXIT_USAGE;
    word = c->argv[0];
    w.order = (struct model_order){ model_of_named(str_of(c->argv[1])), &w.cmd,
                                    NULL };
    c->argv += 2;
    c->argc -= 2;
    for (size_t i = 0; i < sizeof(works) / sizeof(works[0]); i++) {
        if (strcmp(word, works[i].word) != 0)
            continue;
        if (w.order.of == MODEL_OF_NONE)
            return no_such_thing(c->argv[-1]);
        if (works[i].names_version && !cli_words(c, 1, 1))
            return EXIT_USAGE;
        w.version = works[i].names_version ? str_of(c->argv[0]) : STR("");
        w.cmd.type = works[i].type;
        return works[i].run(&w);
    }
    return EXIT_USAGE;
}
