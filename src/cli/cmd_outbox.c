/* outbox: what became of messages to the outside; see outbox/outbox.h. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "outbox/outbox.h"

enum { LIST_DEFAULT = 50, LIST_MOST = 10000 };

static void
put_word(struct buf *out, struct str s)
{
    buf_add(out, STR("  "));
    buf_add(out, s.n == 0 ? STR("-") : s);
}

static void
put_time(struct buf *out, int64_t at)
{
    buf_add(out, STR("  "));
    if (at == 0)
        buf_add_char(out, '-');
    else
        moment_put(out, at);
}

/* Columns of query outbox_list, in order. */
static void
put_message(struct buf *out, struct cursor *cur)
{
    buf_addf(out, "%10lld", (long long)cursor_int(cur));
    for (int i = 0; i < 6; i++) /* state recipient letter stream via reason */
        put_word(out, cursor_text(cur));
    buf_addf(out, "  %lld", (long long)cursor_int(cur));
    for (int i = 0; i < 3; i++) /* created next try sent */
        put_time(out, cursor_int(cur));
    buf_add_char(out, '\n');
}

/* Columns of query webhook_list, in order. */
static void
put_hook(struct buf *out, struct cursor *cur)
{
    put_word(out, cursor_text(cur));
    buf_addf(out, "  #%lld", (long long)cursor_int(cur));
    buf_addf(out, "  %lld", (long long)cursor_int(cur));
    put_time(out, cursor_int(cur));
    put_time(out, cursor_int(cur));
    buf_add(out, cursor_int(cur) != 0 ? STR("  停用 disabled") : STR("  -"));
    put_word(out, cursor_text(cur));
    buf_add_char(out, '\n');
}

/* Columns of query outbox_counts, in order. */
static void
put_count(struct buf *out, struct cursor *cur)
{
    put_word(out, cursor_text(cur));
    put_word(out, cursor_text(cur));
    buf_addf(out, "  %lld\n", (long long)cursor_int(cur));
}

/* A query to be printed, a line a row. */
struct table {
    enum query query;
    const struct value *v;
    size_t v_n;
    void (*put)(struct buf *out, struct cursor *cur);
};

static bool
print_table(struct engine *e, struct cli *c, const struct table *t,
            size_t *ret_n, struct err *err)
{
    struct cursor *cur;

    *ret_n = 0;
    if (!store_query(engine_store(e), t->query, t->v, t->v_n, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct buf out = { .a = c->a };

        t->put(&out, cur);
        (void)fwrite(out.p, 1, out.n, stdout);
        (*ret_n)++;
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static int
print(struct cli *c, const struct table *t)
{
    struct engine *e;
    struct err err;
    size_t n;
    bool ok;

    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    ok = print_table(e, c, t, &n, &err);
    engine_close(e);
    if (!ok)
        return cli_fail(c, &err);
    if (n == 0)
        (void)puts("没有 none");
    else if (t->query == QUERY_OUTBOX_LIST && (int64_t)n == t->v[3].i)
        (void)puts("还有更多 more: --after and the last number");
    return EXIT_DONE;
}

static int
list(struct cli *c)
{
    const char *state = cli_option(c, "--state");
    const char *letter = cli_option(c, "--letter");
    const char *after = cli_option(c, "--after");
    const char *limit = cli_option(c, "--limit");
    int64_t from = 0, most = LIST_DEFAULT;

    if ((after != NULL && !str_i64(str_of(after), &from)) ||
        (limit != NULL && !str_i64(str_of(limit), &most)) || most < 1 ||
        most > LIST_MOST || !cli_words(c, 0, 0))
        return EXIT_USAGE;
    const struct value v[4] = {
        value_int(from), value_text(str_of(state == NULL ? "" : state)),
        value_text(str_of(letter == NULL ? "" : letter)), value_int(most)
    };
    const struct table t = { QUERY_OUTBOX_LIST, v, 4, put_message };

    return print(c, &t);
}

/* Where a server that holds the folder takes the same wish. */
static int
name_the_door(struct cli *c, bool retry)
{
    (void)fprintf(stderr,
                  "服务器运行时请改用 while the server runs: "
                  "curl -X POST "
                  "-H \"Authorization: Bearer $(cat %s/programs.token)\" "
                  "-H 'X-Gongzhi-Role: operator' "
                  "-H 'X-Gongzhi-User: NAME' "
                  "http://ADDRESS/api/v1/%s/%s/%s\n",
                  c->dir, retry ? "outbox" : "webhooks", c->argv[1],
                  retry ? "retry" : "resume");
    return EXIT_FAILED;
}

/* retry ID, resume HOOK: when no server holds the folder. */
static int
change(struct cli *c)
{
    bool retry = strcmp(c->argv[0], "retry") == 0;
    const struct engine_options o = {
        .dir = c->dir,
        .mode = STORE_WRITE,
        .number_block = 1,
    };
    struct engine *e;
    struct err err;
    int64_t id = 0;
    bool ok;

    if (retry && !str_i64(str_of(c->argv[1]), &id))
        return EXIT_USAGE;
    if (!engine_open(&o, &e, &err)) {
        (void)cli_fail(c, &err);
        return err.kind == ERR_BUSY ? name_the_door(c, retry) : EXIT_FAILED;
    }
    ok = retry ? outbox_retry(e, id, &err)
               : outbox_resume(e, NULL, str_of(c->argv[1]), &err);
    engine_close(e);
    if (!ok)
        return cli_fail(c, &err);
    (void)puts("服务器下次启动后继续 goes on when the server starts");
    return EXIT_DONE;
}

int
cmd_outbox(struct cli *c)
{
    const struct table counts = { QUERY_OUTBOX_COUNTS, NULL, 0, put_count };
    const struct table hooks = { QUERY_WEBHOOK_LIST, NULL, 0, put_hook };
    const char *word = c->argc > 0 ? c->argv[0] : "";

    if (c->argc == 1 && strcmp(word, "counts") == 0)
        return print(c, &counts);
    if (c->argc == 1 && strcmp(word, "hooks") == 0)
        return print(c, &hooks);
    if (c->argc == 2 &&
        (strcmp(word, "retry") == 0 || strcmp(word, "resume") == 0))
        return change(c);
    return list(c);
}
