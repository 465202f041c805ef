/*
 * account: who works here: open an account, let it act in a role, take that
 * back, close it, give a new set-up link, list all. When no server holds the
 * folder.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/serving/serving.h"
#include "feature/account/account.h"
#include "identity/setup.h"
#include "sys/clock.h"
#include "text/address.h"

/* One account being changed. */
struct work {
    struct cli *c;
    struct engine *e;
    struct identity *id;
    struct config config;
    struct str account;
};

static int
tell(const struct work *w, const struct payload_type *type, const void *data)
{
    const struct command cmd = {
        type, data, { .role = STR("system") }, clock_now()
    };
    struct outcome o;
    struct err err;

    if (!engine_do(w->e, w->c->a, account_stream(w->c->a, w->account), &cmd, &o,
                   &err))
        return cli_fail(w->c, &err);
    return o.verdict.reason == ACCEPTED ? EXIT_DONE
                                        : cli_refused(w->e, &o.verdict);
}

static int
print_link(const struct work *w, enum setup_purpose purpose)
{
    const struct account_give_link c = { purpose == SETUP_RESET
                                             ? ACCOUNT_LINK_RESET
                                             : ACCOUNT_LINK_SETUP };
    struct str path;
    struct err err;
    int status = tell(w, &account_give_link_type, &c);

    if (status != EXIT_DONE)
        return status;
    if (!setup_link(w->id, w->c->a, w->account, purpose, &path, &err))
        return cli_fail(w->c, &err);
    (void)printf(
        "设置链接，只能用一次，%lld 小时内有效 set-up link, serves once, "
        "for so many hours:\n%s%.*s\n",
        (long long)w->config.sign_in.link, w->config.sign_in.origin,
        STR_ARG(path));
    return EXIT_DONE;
}

static struct str
option(struct cli *c, const char *name)
{
    return str_of(cli_option(c, name));
}

static int
open_account(const struct work *w)
{
    struct account_open open = { .subject_id = id_new(),
                                 .account = w->account,
                                 .kind = ACCOUNT_KIND_STAFF };
    struct str number;
    int status;

    if (cli_flag(w->c, "--resident"))
        open.kind = ACCOUNT_KIND_RESIDENT;
    open.name = option(w->c, "--name");
    open.phone = option(w->c, "--phone");
    if (!cli_words(w->c, 0, 0))
        return EXIT_USAGE;
    if (open.phone.n > 0 && !address_mobile(w->c->a, open.phone, &number)) {
        (void)fprintf(stderr,
                      "gongzhi account: --phone %.*s: want a mobile number of "
                      "11 digits\n",
                      STR_ARG(open.phone));
        return EXIT_USAGE;
    }
    status = tell(w, &account_open_type, &open);
    return status == EXIT_DONE ? print_link(w, SETUP_NEW) : status;
}

static int
grant(const struct work *w)
{
    const struct account_grant c = { option(w->c, "--role"),
                                     option(w->c, "--unit") };

    return cli_words(w->c, 0, 0) ? tell(w, &account_grant_type, &c)
                                 : EXIT_USAGE;
}

static int
revoke(const struct work *w)
{
    const struct account_revoke c = { option(w->c, "--role"),
                                      option(w->c, "--unit") };

    return cli_words(w->c, 0, 0) ? tell(w, &account_revoke_type, &c)
                                 : EXIT_USAGE;
}

static int
lock(const struct work *w)
{
    const struct account_lock c = { option(w->c, "--reason") };

    return cli_words(w->c, 0, 0) ? tell(w, &account_lock_type, &c) : EXIT_USAGE;
}

static int
unlock(const struct work *w)
{
    const struct account_unlock c = { 0 };

    return cli_words(w->c, 0, 0) ? tell(w, &account_unlock_type, &c)
                                 : EXIT_USAGE;
}

/* Also what it was signed in with goes. */
static int
close_account(const struct work *w)
{
    const struct account_close c = { option(w->c, "--reason") };
    struct err err;
    int status;

    if (!cli_words(w->c, 0, 0))
        return EXIT_USAGE;
    status = tell(w, &account_close_type, &c);
    if (status != EXIT_DONE || setup_forget(w->id, w->account, &err))
        return status;
    return cli_fail(w->c, &err);
}

static int
erase(const struct work *w)
{
    const struct account_erase c = { option(w->c, "--basis") };

    return cli_words(w->c, 0, 0) ? tell(w, &account_erase_type, &c)
                                 : EXIT_USAGE;
}

static int
reset(const struct work *w)
{
    return cli_words(w->c, 0, 0) ? print_link(w, SETUP_RESET) : EXIT_USAGE;
}

static const struct {
    const char *word;
    int (*run)(const struct work *w);
} works[] = {
    { "open", open_account }, { "grant", grant },   { "revoke", revoke },
    { "lock", lock },         { "unlock", unlock }, { "close", close_account },
    { "erase", erase },       { "reset", reset },
};

static int
with_folder(struct cli *c, int (*run)(const struct work *w))
{
    struct work w = { .c = c, .account = str_of(c->argv[1]) };
    struct serving_options o;
    struct err err;
    int status;

    if (!serving_config(c, &o, &err))
        return cli_fail(c, &err);
    w.config = o.config;
    c->argv += 2;
    c->argc -= 2;
    if (!cli_open(c, STORE_WRITE, 1, &w.e))
        return EXIT_FAILED;
    w.config.oidc.issuer = ""; /* nobody signs on here */
    status = identity_open(&(struct identity_options){ .engine = w.e,
                                                       .config = &w.config },
                           &w.id, &err)
                 ? run(&w)
                 : cli_fail(c, &err);
    identity_close(w.id);
    engine_close(w.e);
    return status;
}

/* "handler@U_WATER dispatcher" */
static bool
put_grants(struct engine *e, struct buf *out, struct str account,
           struct err *err)
{
    const struct value v = value_text(account);
    struct cursor *cur;

    err->kind = ERR_NONE;
    if (!store_query(engine_store(e), QUERY_ACCOUNT_GRANTS, &v, 1, &cur, err))
        return false;
    while (cursor_next(cur, err)) {
        struct str unit;

        buf_add(out, STR("  "));
        buf_add(out, cursor_text(cur));
        unit = cursor_text(cur);
        buf_add(out, unit.n > 0 ? STR("@") : STR(""));
        buf_add(out, unit);
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static void
put_factors(struct buf *out, unsigned factors)
{
    bool first = true;

    buf_add(out, STR("  "));
    for (unsigned f = ACCOUNT_FACTOR_PASSWORD; f <= ACCOUNT_FACTOR_EXTERNAL;
         f++) {
        if ((factors & 1U << f) == 0)
            continue;
        buf_add(out, first ? STR("") : STR("+"));
        buf_add(out, str_of(account_factor_words[f]));
        first = false;
    }
    buf_add(out, first ? STR("-") : STR(""));
}

enum { PAGE = 200 };

/* Columns of query account_list, in order. *ret_last moves on. */
static bool
list_page(struct cli *c, struct engine *e, struct str *last, size_t *ret_n,
          struct err *err)
{
    const struct value v[] = { value_text(*last), value_text(STR("")),
                               value_int(PAGE) };
    struct buf lines[PAGE];
    struct str accounts[PAGE];
    struct cursor *cur;
    bool ok;

    *ret_n = 0;
    err->kind = ERR_NONE;
    if (!store_query(engine_store(e), QUERY_ACCOUNT_LIST, v, 3, &cur, err))
        return false;
    while (*ret_n < PAGE && cursor_next(cur, err)) {
        struct buf *b = &lines[*ret_n];

        *b = (struct buf){ .a = c->a };
        accounts[*ret_n] = *last = arena_str(c->a, cursor_text(cur));
        buf_addf(b, "%-16.*s  ", STR_ARG(*last));
        buf_add(b, cursor_text(cur));
        buf_add(b, STR("  "));
        buf_add(b, cursor_text(cur));
        put_factors(b, (unsigned)cursor_int(cur));
        (*ret_n)++;
    }
    cursor_close(cur);
    ok = err->kind == ERR_NONE;
    for (size_t i = 0; i < *ret_n && ok; i++) {
        ok = put_grants(e, &lines[i], accounts[i], err);
        (void)printf("%.*s\n", STR_ARG(buf_str(&lines[i])));
    }
    return ok;
}

static int
list(struct cli *c)
{
    struct str last = STR("");
    struct engine *e;
    struct err err;
    size_t n = PAGE;
    bool ok = true;

    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    while (ok && n == PAGE)
        ok = list_page(c, e, &last, &n, &err);
    engine_close(e);
    if (ok && last.n == 0)
        (void)puts("没有 none");
    return ok ? EXIT_DONE : cli_fail(c, &err);
}

int
cmd_account(struct cli *c)
{
    const char *word = c->argc > 0 ? c->argv[0] : "";

    if (c->argc == 1 && strcmp(word, "list") == 0)
        return list(c);
    for (size_t i = 0; i < sizeof(works) / sizeof(works[0]); i++)
        if (c->argc >= 2 && strcmp(word, works[i].word) == 0)
            return with_folder(c, works[i].run);
    return EXIT_USAGE;
}
