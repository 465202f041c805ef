/* Commands for copies: backup, restore. */
#include <stdio.h>

#include "app/attachment/attachment.h"
#include "app/model/model_files.h"
#include "cli/cli.h"
#include "event/codec.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { KEYS_DAYS = 7, KEYS_DAYS_MOST = 90 };

static bool
back_up_keys(struct engine *e, const char *folder, unsigned days,
             struct err *err)
{
    const struct key_copies how = { folder, clock_now(),
                                    (int64_t)days * DAY_MS };
    struct key_copied copied;

    if (!store_backup_keys(engine_store(e), &how, &copied, err))
        return false;
    (void)printf("已备份密钥 keys copied: %zu 份在册 kept, %zu 份已销毁 "
                 "destroyed\n",
                 copied.kept, copied.destroyed);
    return true;
}

static bool
back_up_log(struct cli *c, struct engine *e, const char *folder,
            struct err *err)
{
    /* the files behind the log, after it: those that it names are there */
    if (!store_backup(engine_store(e), folder, err) ||
        !attachment_copy(c->a, c->dir, folder, err) ||
        !model_files_copy(c->a, c->dir, folder, err))
        return false;
    (void)printf("已备份 backed up to %s, 不含密钥 without keys\n", folder);
    return true;
}

int
cmd_backup(struct cli *c)
{
    const struct cli_range range = { "--days", 1, KEYS_DAYS_MOST, KEYS_DAYS };
    const char *keys = cli_option(c, "--keys");
    struct engine *e;
    struct err err;
    unsigned days;
    bool ok;

    if (!cli_number(c, &range, &days) ||
        !cli_words(c, keys == NULL, keys == NULL))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    ok = keys == NULL ? back_up_log(c, e, c->argv[0], &err)
                      : back_up_keys(e, keys, days, &err);
    engine_close(e);
    return ok ? EXIT_DONE : cli_fail(c, &err);
}

/* The backup as a folder without secrets. */
static bool
open_backup(const char *dir, struct store **ret_store, struct err *err)
{
    const struct store_options o = {
        .dir = dir,
        .mode = STORE_READ,
        .registry = modules_registry(),
    };

    return store_open(&o, ret_store, err);
}

static bool
restore(struct cli *c, const char *keys, struct err *err)
{
    struct store *from;
    bool ok;

    if (!file_exists(engine_key_path(c->a, c->dir)))
        return fail(err, ERR_KEY,
                    "put the key file of the log at %s first, mode 0400",
                    engine_key_path(c->a, c->dir));
    if (!open_backup(c->argv[0], &from, err))
        return false;
    ok = store_restore(from, c->dir, keys, err) &&
         attachment_copy(c->a, c->argv[0], c->dir, err) &&
         model_files_copy(c->a, c->argv[0], c->dir, err);
    store_close(from);
    return ok;
}

/* Opening to write destroys again what the log says was erased; the rebuild
 * makes the readings. */
static int
look_at(struct cli *c)
{
    struct verify_result r;
    struct engine *e;
    struct err err;
    bool ok;

    if (!cli_open(c, STORE_WRITE, 1, &e))
        return EXIT_FAILED;
    ok = engine_rebuild(e, NULL, &err) &&
         store_verify(engine_store(e), c->a, (struct str){ NULL, 0 }, &r, &err);
    engine_close(e);
    if (!ok)
        return cli_fail(c, &err);
    (void)printf("已恢复 restored: %.*s\n", STR_ARG(r.report));
    return r.ok ? EXIT_DONE : EXIT_REFUSED;
}

int
cmd_restore(struct cli *c)
{
    const char *keys = cli_option(c, "--keys");
    bool without = cli_flag(c, "--without-keys");
    struct err err;

    if (!cli_words(c, 1, 1) || (keys == NULL) != without)
        return EXIT_USAGE;
    return restore(c, keys, &err) ? look_at(c) : cli_fail(c, &err);
}
