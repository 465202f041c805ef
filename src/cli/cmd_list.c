/* list, stats, export: many cases at once. */
#include <stdio.h>
#include <string.h>

#include "api/feed/feed.h"
#include "cli/cli.h"
#include "feature/appeal/appeal.h"

enum { LIST_DEFAULT = 50, LIST_MOST = 10000, LEAVES_AT_ONCE = 500 };

static int64_t
number_option(struct cli *c, const char *name, int64_t fallback, bool *ok)
{
    const char *text = cli_option(c, name);
    int64_t v = fallback;

    if (text != NULL && (!str_i64(str_of(text), &v) || v < 0))
        *ok = false;
    return v;
}

static void
put_list_line(struct engine *e, struct cursor *cur, struct buf *out)
{
    int64_t number = cursor_int(cur);
    struct str code = cursor_text(cur), stage = cursor_text(cur);

    stage = cli_phrase(e, "stage.", stage);
    buf_addf(out, "%8lld  %.*s  %.*s", (long long)number, STR_ARG(code),
             STR_ARG(stage));
    for (int i = 0; i < 4; i++) { /* level, matter, place, lead */
        struct str s = cursor_text(cur);

        buf_addf(out, "  %.*s", STR_ARG(s.n == 0 ? STR("-") : s));
    }
    buf_add(out, STR("  "));
    moment_put(out, cursor_int(cur));
    buf_add(out, STR("  "));
    number = cursor_int(cur);
    if (number == 0)
        buf_add_char(out, '-');
    else
        moment_put(out, number);
    buf_add_char(out, '\n');
}

static bool
print_list(struct engine *e, struct cli *c, const struct value v[5],
           size_t *ret_n, struct err *err)
{
    struct cursor *cur;

    *ret_n = 0;
    if (!store_query(engine_store(e), QUERY_APPEAL_LIST, v, 5, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct buf out = { .a = c->a };

        put_list_line(e, cur, &out);
        (void)fwrite(out.p, 1, out.n, stdout);
        (*ret_n)++;
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

int
cmd_list(struct cli *c)
{
    const char *stage = cli_option(c, "--stage");
    const char *unit = cli_option(c, "--unit");
    const char *level = cli_option(c, "--level");
    bool ok = true;
    int64_t after = number_option(c, "--after", 0, &ok);
    int64_t limit = number_option(c, "--limit", LIST_DEFAULT, &ok);
    const struct value v[5] = {
        value_int(after),
        value_text(stage == NULL ? STR("") : str_of(stage)),
        value_text(unit == NULL ? STR("") : str_of(unit)),
        value_text(level == NULL ? STR("") : str_of(level)),
        value_int(limit > LIST_MOST ? LIST_MOST : limit),
    };
    struct engine *e;
    struct err err;
    size_t n;

    if (!ok || !cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    ok = print_list(e, c, v, &n, &err);
    engine_close(e);
    if (!ok)
        return cli_fail(c, &err);
    if (n == 0)
        (void)puts("没有符合条件的案件 no case fits");
    else if ((int64_t)n == v[4].i)
        (void)puts("还有更多 more: --after and the last number");
    return EXIT_DONE;
}

/* "name":{"word":count,...} from a query of word, count. */
static bool
put_counts(struct engine *e, enum query q, const char *name, struct buf *out,
           struct err *err)
{
    struct cursor *cur;
    bool first = true;

    if (!store_query(engine_store(e), q, NULL, 0, &cur, err))
        return false;
    buf_addf(out, "\"%s\":{", name);
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct str word = cursor_text(cur);

        if (!first)
            buf_add_char(out, ',');
        first = false;
        buf_add_json(out, word.n == 0 ? STR("none") : word);
        buf_add_char(out, ':');
        buf_add_i64(out, cursor_int(cur));
    }
    cursor_close(cur);
    buf_add_char(out, '}');
    return err->kind == ERR_NONE;
}

static bool
put_sources(struct engine *e, struct buf *out, struct err *err)
{
    struct buf last = { .a = out->a };
    struct cursor *cur;

    if (!store_query(engine_store(e), QUERY_APPEAL_STATS_SOURCE, NULL, 0, &cur,
                     err))
        return false;
    buf_add(out, STR("\"source\":{"));
    err->kind = ERR_NONE;
    for (bool first = true; cursor_next(cur, err); first = false) {
        struct str source = cursor_text(cur);
        bool same = !first && str_eq(source, buf_str(&last));

        if (!first)
            buf_add(out, same ? STR(",") : STR("},"));
        if (!same) {
            last.n = 0;
            buf_add(&last, source);
            buf_add_json(out, source.n == 0 ? STR("own") : source);
            buf_add(out, STR(":{"));
        }
        buf_add_json(out, cursor_text(cur));
        buf_add_char(out, ':');
        buf_add_i64(out, cursor_int(cur));
    }
    buf_add(out,
            last.a != NULL && out->p[out->n - 1] != '{' ? STR("}}") : STR("}"));
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static bool
put_rates(struct engine *e, struct buf *out, struct err *err)
{
    static const char *const names[] = {
        "cases", "replied",   "replied_in_time",    "solved",
        "rated", "satisfied", "satisfaction_asked", "moved_between_units",
    };
    struct cursor *cur;

    if (!store_query(engine_store(e), QUERY_APPEAL_STATS_RATES, NULL, 0, &cur,
                     err))
        return false;
    err->kind = ERR_NONE;
    if (cursor_next(cur, err))
        for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
            buf_addf(out, "\"%s\":%lld,", names[i], (long long)cursor_int(cur));
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

int
cmd_stats(struct cli *c)
{
    struct buf out = { .a = c->a };
    struct engine *e;
    struct err err;
    bool ok;

    if (!cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    buf_addf(&out, "{\"records\":%llu,",
             (unsigned long long)store_size(engine_store(e)));
    ok = put_rates(e, &out, &err) &&
         put_counts(e, QUERY_APPEAL_STATS, "stage", &out, &err);
    buf_add_char(&out, ',');
    ok = ok && put_counts(e, QUERY_APPEAL_STATS_LEVEL, "level", &out, &err);
    buf_add_char(&out, ',');
    ok = ok && put_sources(e, &out, &err);
    buf_add(&out, STR("}\n"));
    engine_close(e);
    if (!ok)
        return cli_fail(c, &err);
    (void)fwrite(out.p, 1, out.n, stdout);
    return EXIT_DONE;
}

static bool
export_csv(struct engine *e, struct cli *c, struct err *err)
{
    const struct value v[5] = { value_int(0), value_text(STR("")),
                                value_text(STR("")), value_text(STR("")),
                                value_int(INT64_MAX) };
    struct arena *a = arena_open();
    struct buf head = { .a = a };
    struct cursor *cur;

    (void)c; /* nothing is asked of the command line */
    if (!store_query(engine_store(e), QUERY_APPEAL_LIST, v, 5, &cur, err)) {
        arena_close(a);
        return false;
    }
    feed_put_header(&head);
    buf_add(&head, STR("\r\n"));
    (void)fwrite(head.p, 1, head.n, stdout);
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct buf out = { .a = a };

        feed_put_row(&out, cursor_int(cur), cur);
        buf_add(&out, STR("\r\n"));
        (void)fwrite(out.p, 1, out.n, stdout);
        arena_reset(a);
    }
    cursor_close(cur);
    arena_close(a);
    return err->kind == ERR_NONE;
}

/* The leaves themselves, one a line: what was hashed. */
static bool
export_leaves(struct engine *e, struct err *err)
{
    struct arena *a = arena_open();
    struct leaf_list leaves = { NULL, 1 };
    uint64_t at = 0;
    bool ok = true;

    while (ok && leaves.n > 0) {
        arena_reset(a);
        ok = store_leaves(engine_store(e), a, at, LEAVES_AT_ONCE, &leaves, err);
        for (size_t i = 0; ok && i < leaves.n; i++) {
            (void)fwrite(leaves.at[i].p, 1, leaves.at[i].n, stdout);
            (void)putchar('\n');
        }
        at += ok ? leaves.n : 0;
    }
    arena_close(a);
    return ok;
}

int
cmd_export(struct cli *c)
{
    bool csv = cli_flag(c, "--csv");
    bool json = cli_flag(c, "--json");
    struct engine *e;
    struct err err;
    bool ok;

    if (!cli_words(c, 0, 0) || csv == json)
        return EXIT_USAGE;
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    ok = csv ? export_csv(e, c, &err) : export_leaves(e, &err);
    engine_close(e);
    if (ok && (fflush(stdout) != 0 || ferror(stdout))) {
        ok = fail(&err, ERR_IO, "the output could not be written");
    }
    return ok ? EXIT_DONE : cli_fail(c, &err);
}
