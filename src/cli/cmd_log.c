/* Commands on the log: verify, rebuild, checkpoint, tick, erase. */
#include <stdio.h>
#include <unistd.h>

#include "api/log/receipt.h"
#include "app/attachment/attachment.h"
#include "cli/cli.h"
#include "event/gen/appeal_events.h"
#include "feature/appeal/appeal_module.h"
#include "feature/appeal/keep/appeal_keep.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { NOTE_BYTES = 64 * 1024 };

int
cmd_verify(struct cli *c)
{
    const char *path = cli_option(c, "--checkpoint");
    struct str outside = { NULL, 0 };
    struct str files = { NULL, 0 };
    struct verify_result r;
    bool ok, files_ok = true;
    struct engine *e;
    struct err err;

    if (!cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (path != NULL && !file_read(c->a, path, NOTE_BYTES, &outside, &err))
        return cli_fail(c, &err);
    if (path != NULL && outside.n == 0) {
        (void)fprintf(stderr, "gongzhi verify: %s is empty: no checkpoint\n",
                      path);
        return EXIT_REFUSED;
    }
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    ok = store_verify(engine_store(e), c->a, outside, &r, &err) &&
         attachment_verify(engine_store(e), c->a, &files_ok, &files, &err);
    engine_close(e);
    if (!ok)
        return cli_fail(c, &err);
    (void)printf("%.*s\n", STR_ARG(r.report));
    if (files.n > 0)
        (void)printf("%.*s\n", STR_ARG(files));
    return r.ok && files_ok ? EXIT_DONE : EXIT_REFUSED;
}

static void
show_progress(void *context, uint64_t done, uint64_t all)
{
    (void)context; /* nothing to remember */
    if (isatty(STDERR_FILENO))
        (void)fprintf(stderr, "\r%llu / %llu ", (unsigned long long)done,
                      (unsigned long long)all);
}

int
cmd_rebuild(struct cli *c)
{
    struct engine *e;
    struct err err;
    bool ok;

    if (!cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_WRITE, 1, &e))
        return EXIT_FAILED;
    ok = engine_rebuild(e, show_progress, &err);
    if (ok)
        (void)printf("已由 %llu 条记录重建 rebuilt\n",
                     (unsigned long long)store_size(engine_store(e)));
    engine_close(e);
    return ok ? EXIT_DONE : cli_fail(c, &err);
}

/* The leaf of a case's receipt and the path to the newest checkpoint. */
static bool
print_proof(struct engine *e, struct cli *c, const char *code, struct err *err)
{
    struct record_list list = { .a = c->a };
    struct buf out = { .a = c->a };
    struct str path, note;
    struct id id;
    uint64_t size = store_size(engine_store(e));

    if (!engine_find(e, c->a, str_of(code), &id, err) ||
        !store_load(engine_store(e), appeal_stream(c->a, id), &list, err))
        return false;
    if (list.n == 0)
        return fail(err, ERR_NOT_FOUND, "%s: no such case", code);
    if (!store_inclusion(engine_store(e), c->a, list.at[0].position, size,
                         &path, err) ||
        !store_checkpoint(engine_store(e), c->a, size, &note, err))
        return false;
    buf_addf(&out, "position %llu\nsize %llu\nleaf ",
             (unsigned long long)list.at[0].position, (unsigned long long)size);
    record_encode(&out, &list.at[0]);
    for (size_t i = 0; i + 32 <= path.n; i += 32) {
        buf_add(&out, STR("\nhash "));
        buf_add_hex(&out, path.p + i, 32);
    }
    buf_add(&out, STR("\n\n"));
    buf_add(&out, note);
    (void)fwrite(out.p, 1, out.n, stdout);
    return true;
}

/* The receipt of a case, for gongzhi-verify. */
static bool
print_receipt(struct engine *e, struct cli *c, const char *code,
              struct err *err)
{
    struct buf out = { .a = c->a };
    struct appeal_file file;
    struct receipt r;

    if (!appeal_file_load(e, c->a, str_of(code), &file, err) ||
        !receipt_make(engine_store(e), c->a, &file, &r, err))
        return false;
    receipt_put(&out, &r);
    (void)fwrite(out.p, 1, out.n, stdout);
    return true;
}

/* The path that proves that the log of a smaller size is its beginning. */
static bool
print_consistency(struct engine *e, struct cli *c, const char *since,
                  struct err *err)
{
    struct buf out = { .a = c->a };
    uint64_t size = store_size(engine_store(e));
    struct str path, note;
    int64_t from;

    if (!str_i64(str_of(since), &from) || from < 1 || (uint64_t)from > size)
        return fail(err, ERR_INPUT, "--since %s: want a size from 1 to %llu",
                    since, (unsigned long long)size);
    if (!store_consistency(engine_store(e), c->a, (uint64_t)from, size, &path,
                           err) ||
        !store_checkpoint(engine_store(e), c->a, size, &note, err))
        return false;
    buf_addf(&out, "from %lld\nsize %llu\n", (long long)from,
             (unsigned long long)size);
    for (size_t i = 0; i + 32 <= path.n; i += 32) {
        buf_add(&out, STR("hash "));
        buf_add_hex(&out, path.p + i, 32);
        buf_add_char(&out, '\n');
    }
    buf_add_char(&out, '\n');
    buf_add(&out, note);
    (void)fwrite(out.p, 1, out.n, stdout);
    return true;
}

int
cmd_checkpoint(struct cli *c)
{
    const char *proof = cli_option(c, "--proof");
    const char *since = cli_option(c, "--since");
    const char *receipt = cli_option(c, "--receipt");
    struct engine *e;
    struct str note;
    struct err err;
    bool ok;

    if (!cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    if (receipt != NULL) {
        ok = print_receipt(e, c, receipt, &err);
    } else if (proof != NULL) {
        ok = print_proof(e, c, proof, &err);
    } else if (since != NULL) {
        ok = print_consistency(e, c, since, &err);
    } else {
        ok = store_checkpoint(engine_store(e), c->a,
                              store_size(engine_store(e)), &note, &err);
        if (ok)
            (void)fwrite(note.p, 1, note.n, stdout);
    }
    engine_close(e);
    return ok ? EXIT_DONE : cli_fail(c, &err);
}

int
cmd_tick(struct cli *c)
{
    const char *text = cli_option(c, "--until");
    int64_t until = clock_now();
    uint64_t fired = 0;
    struct engine *e;
    struct err err;
    bool ok;

    if (!cli_words(c, 0, 0) ||
        (text != NULL && !moment_parse(str_of(text), &until)))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_WRITE, 1, &e))
        return EXIT_FAILED;
    ok = engine_timers(e, until, false, &fired, &err) && engine_react(e, &err);
    engine_close(e);
    if (!ok)
        return cli_fail(c, &err);
    (void)printf("触发 fired %llu\n", (unsigned long long)fired);
    return EXIT_DONE;
}

/* Ids of the cases to erase: one by its code, or all of a contact. */
static bool
cases_of(struct engine *e, struct cli *c, const char *contact,
         struct id **ret_ids, size_t *ret_n, struct err *err)
{
    if (contact != NULL)
        return engine_contact_cases(e, c->a, str_of(contact), ret_ids, ret_n,
                                    err);
    *ret_ids = arena_new(c->a, struct id);
    *ret_n = 1;
    return engine_find(e, c->a, str_of(c->argv[0]), *ret_ids, err);
}

/* What forbids it, and on which basis. */
static bool
say_bar(struct engine *e, struct cli *c, struct id id, struct err *err)
{
    const int64_t now = clock_now();
    struct buf until = { .a = c->a };
    struct appeal_bar bar;
    const void *state;

    if (!engine_state(e, c->a, appeal_stream(c->a, id), &state, err))
        return false;
    if (state == NULL ||
        appeal_may_erase(state, engine_rules(e, now), now, &bar) ||
        bar.basis.n == 0)
        return true;
    if (bar.until != 0)
        day_put(&until, moment_day(bar.until));
    (void)fprintf(stderr, "    依据 basis: %.*s  至 until: %.*s\n",
                  STR_ARG(bar.basis), STR_ARG(buf_str(&until)));
    return true;
}

static bool
erase_one(struct engine *e, struct cli *c, struct id id, const char *basis,
          size_t *done, struct err *err)
{
    const struct appeal_erase erase = { .basis = str_of(basis) };
    const struct command cmd = {
        .type = &appeal_erase_type,
        .data = &erase,
        .actor = { .role = STR("officer"), .id = STR("cli") },
        .now = clock_now(),
    };
    struct outcome o;

    if (!engine_do(e, c->a, appeal_stream(c->a, id), &cmd, &o, err))
        return false;
    if (o.verdict.reason == ACCEPTED) {
        (*done)++;
        return true;
    }
    (void)cli_refused(e, &o.verdict);
    return say_bar(e, c, id, err);
}

static int
erase_all(struct engine *e, struct cli *c, const char *contact,
          const char *basis)
{
    struct id *ids;
    struct err err;
    size_t n = 0, done = 0, before;
    bool clean = true, ok = true;

    do { /* a contact gives at most 200 at a time; each erased one goes */
        before = done;
        ok = cases_of(e, c, contact, &ids, &n, &err);
        for (size_t i = 0; ok && i < n; i++)
            ok = erase_one(e, c, ids[i], basis, &done, &err);
    } while (ok && contact != NULL && n == 200 && done > before);
    ok = ok && store_scrub(engine_store(e), &clean, &err);
    if (!ok)
        return cli_fail(c, &err);
    (void)printf("已删除 erased: %zu 件 case(s); the keys are destroyed%s\n",
                 done,
                 clean ? ""
                       : "; another process still reads old pages: run "
                         "`gongzhi erase` again when it has ended");
    return done > 0 ? EXIT_DONE : EXIT_REFUSED;
}

int
cmd_erase(struct cli *c)
{
    const char *contact = cli_option(c, "--contact");
    const char *basis = cli_option(c, "--basis");
    struct engine *e;
    int status;

    if (!cli_words(c, contact == NULL, contact == NULL))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_WRITE, 1, &e))
        return EXIT_FAILED;
    status = erase_all(e, c, contact,
                       basis == NULL ? "个人信息保护法 第四十七条" : basis);
    engine_close(e);
    return status;
}
