/* What all commands share; see cli.h. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

#include "app/rules.h"
#include "sys/file.h"

/* Take n words out of argv at i. */
static void
take(struct cli *c, int i, int n)
{
    for (int j = i; j + n < c->argc; j++)
        c->argv[j] = c->argv[j + n];
    c->argc -= n;
}

const char *
cli_option(struct cli *c, const char *name)
{
    for (int i = 0; i + 1 < c->argc; i++)
        if (strcmp(c->argv[i], name) == 0) {
            const char *value = c->argv[i + 1];

            take(c, i, 2);
            return value;
        }
    return NULL;
}

bool
cli_number(struct cli *c, const struct cli_range *range, unsigned *ret_number)
{
    const char *text = cli_option(c, range->name);
    int64_t n = range->fallback;

    if (text != NULL &&
        (!str_i64(str_of(text), &n) || n < range->least || n > range->most)) {
        (void)fprintf(stderr, "gongzhi %s: %s %s: want %u to %u\n", c->name,
                      range->name, text, range->least, range->most);
        return false;
    }
    *ret_number = (unsigned)n;
    return true;
}

struct str
cli_path_name(const char *path)
{
    struct str name = str_of(path);
    size_t n;

    while (name.n > 0 && name.p[name.n - 1] == '/')
        name.n--;
    for (n = 0; n < name.n && name.p[name.n - 1 - n] != '/';)
        n++;
    return (struct str){ name.p + name.n - n, n };
}

const char *
cli_default_rulebook(void)
{
    return file_exists("rulebook/default/units.csv") ? "rulebook/default"
                                                     : GONGZHI_RULEBOOK;
}

bool
cli_rulebook(struct cli *c, struct rulebook *ret_book)
{
    const char *dir = cli_option(c, "--rulebook");
    struct fault_list faults = { .a = c->a };
    struct rulebook_files files;
    struct err err;

    if (dir == NULL)
        dir = cli_default_rulebook();
    if (!rulebook_folder(c->a, dir, &files, &err)) {
        (void)cli_fail(c, &err);
        return false;
    }
    if (rulebook_read(c->a, files.at, files.n, ret_book, &faults))
        return true;
    (void)fprintf(stderr, "gongzhi %s: %s: %zu faults; gongzhi check %s\n",
                  c->name, dir, faults.n, dir);
    return false;
}

bool
cli_has(const struct cli *c, const char *name)
{
    for (int i = 0; i < c->argc; i++)
        if (strcmp(c->argv[i], name) == 0)
            return true;
    return false;
}

bool
cli_flag(struct cli *c, const char *name)
{
    for (int i = 0; i < c->argc; i++)
        if (strcmp(c->argv[i], name) == 0) {
            take(c, i, 1);
            return true;
        }
    return false;
}

bool
cli_flush(struct err *err)
{
    return (fflush(stdout) == 0 && ferror(stdout) == 0) ||
           fail(err, ERR_IO, "standard output cannot be written");
}

bool
cli_words(struct cli *c, int least, int most)
{
    for (int i = 0; i < c->argc; i++)
        if (strncmp(c->argv[i], "--", 2) == 0) {
            (void)fprintf(stderr,
                          "gongzhi %s: unknown or incomplete option "
                          "%s\n",
                          c->name, c->argv[i]);
            return false;
        }
    if (c->argc >= least && c->argc <= most)
        return true;
    if (c->argc < least)
        (void)fprintf(stderr, "gongzhi %s: 少了内容 something is missing\n",
                      c->name);
    else
        (void)fprintf(stderr, "gongzhi %s: 多了 too much: %s\n", c->name,
                      c->argv[most]);
    return false;
}

int
cli_fail(const struct cli *c, const struct err *err)
{
    (void)fprintf(stderr, "gongzhi %s: %s\n", c->name, err->text);
    return err->kind == ERR_INPUT || err->kind == ERR_NOT_FOUND ||
                   err->kind == ERR_TAKEN
               ? EXIT_REFUSED
               : EXIT_FAILED;
}

bool
cli_open(struct cli *c, enum store_mode mode, int64_t number_block,
         struct engine **ret_engine)
{
    const struct engine_options o = {
        .dir = c->dir,
        .mode = mode,
        .number_block = number_block,
    };
    struct err err;

    if (engine_open(&o, ret_engine, &err))
        return true;
    (void)cli_fail(c, &err);
    return false;
}

struct str
cli_phrase(struct engine *e, const char *prefix, struct str key)
{
    const struct name *name =
        rules_phrase(rulebooks_on(engine_rulebooks(e), 0), str_of(prefix), key);

    return name == NULL ? key : name->hans;
}

int
cli_refused(struct engine *e, const struct verdict *v)
{
    struct str rule = str_of(v->rule);
    struct str words = cli_phrase(e, "refusal.", rule);

    (void)fprintf(stderr, "不受理 refused: %.*s%s%s", STR_ARG(rule),
                  v->field == NULL ? "" : ", field ",
                  v->field == NULL ? "" : v->field);
    if (!str_eq(words, rule))
        (void)fprintf(stderr, ": %.*s", STR_ARG(words));
    (void)fputc('\n', stderr);
    return EXIT_REFUSED;
}
