/*
 * retention: what the times of retention.csv ask for. Without --run it only
 * says what would happen.
 */
#include <stdio.h>

#include "app/keep/keep_night.h"
#include "cli/cli.h"
#include "sys/clock.h"

static const char *
action_words(struct str action)
{
    if (str_eq(action, STR("deidentify")))
        return "去标识 de-identify";
    return str_eq(action, STR("erase")) ? "删除 erase" : "保存 keep";
}

static size_t
due_by(const struct keep_due_list *due, const struct retention *row)
{
    size_t of_row = 0;

    for (size_t i = 0; i < due->n; i++)
        of_row += due->at[i].row == row;
    return of_row;
}

static void
print_rules(struct rules r, const struct keep_due_list *due)
{
    for (size_t i = 0; i < r.book->retention_n; i++) {
        const struct retention *x = &r.book->retention[i];

        if (x->basis.from > r.day || r.day > x->basis.to)
            continue;
        (void)printf("%.*s %.*s  %.*s + %lld %.*s  %s  到期 due: %zu\n"
                     "    %.*s\n",
                     STR_ARG(x->class), STR_ARG(x->regime), STR_ARG(x->trigger),
                     (long long)x->count, STR_ARG(x->unit),
                     action_words(x->action), due_by(due, x),
                     STR_ARG(x->basis.text));
    }
}

static void
print_cases(struct arena *a, const struct keep_due_list *due)
{
    for (size_t i = 0; i < due->n; i++) {
        const struct keep_due *d = &due->at[i];
        struct buf day = { .a = a };

        day_put(&day, moment_day(d->ended_at));
        (void)printf("%.*s  %.*s  %s\n", STR_ARG(d->code),
                     STR_ARG(buf_str(&day)), action_words(d->row->action));
    }
}

static int
show(struct engine *e, struct cli *c, bool list)
{
    int64_t now = clock_now();
    struct keep_due_list due;
    struct err err;

    if (!keep_find(e, c->a, now, KEEP_MOST, &due, &err))
        return cli_fail(c, &err);
    print_rules(engine_rules(e, now), &due);
    if (list)
        print_cases(c->a, &due);
    (void)printf("到期 due: %zu%s；未作改动 nothing was changed (--run)\n",
                 due.n, due.n == KEEP_MOST ? "+" : "");
    return EXIT_DONE;
}

static int
run(struct engine *e, struct cli *c, size_t most)
{
    struct keep_done all = { 0 };
    int64_t now = clock_now();
    bool clean = true, more = true;
    struct err err;

    while (more && all.found < most) {
        size_t max =
            most - all.found < KEEP_BATCH ? most - all.found : KEEP_BATCH;

        if (!keep_run(e, now, max, &all, &more, &err))
            return cli_fail(c, &err);
    }
    if (!store_scrub(engine_store(e), &clean, &err))
        return cli_fail(c, &err);
    (void)printf("去标识 de-identified: %zu，删除 erased: %zu，"
                 "未处理 refused: %zu%s\n",
                 all.deidentified, all.erased, all.refused,
                 clean ? "" : "; another process still reads old pages");
    return EXIT_DONE;
}

int
cmd_retention(struct cli *c)
{
    const struct cli_range range = { "--most", 1, KEEP_MOST, KEEP_MOST };
    bool bounded = cli_has(c, range.name);
    bool runs = cli_flag(c, "--run"), list = cli_flag(c, "--list");
    struct engine *e;
    unsigned most;
    int status;

    if (!cli_number(c, &range, &most) || !cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (bounded && !runs) {
        (void)fprintf(stderr, "gongzhi retention: --most is for --run\n");
        return EXIT_USAGE;
    }
    if (!cli_open(c, runs ? STORE_WRITE : STORE_READ, 1, &e))
        return EXIT_FAILED;
    status = runs ? run(e, c, most) : show(e, c, list);
    engine_close(e);
    return status;
}
