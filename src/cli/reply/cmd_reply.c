/* The command reply: what replies in the rows of a CSV file lack. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/learn/sheet.h"
#include "rulebook/reply/reply.h"
#include "sys/clock.h"

/* Columns of the file; those that may be missing are SIZE_MAX. */
struct columns {
    size_t title, detail, reply, time, reply_time, name;
};

static bool
find_columns(const struct sheet *s, struct columns *ret, struct err *err)
{
    ret->title = sheet_column(s, STR("title"));
    ret->time = sheet_column(s, STR("time"));
    ret->reply_time = sheet_column(s, STR("reply_time"));
    ret->name = sheet_column(s, STR("id"));
    if (ret->name == SIZE_MAX)
        ret->name = sheet_column(s, STR("row"));
    return sheet_need(s, STR("detail"), &ret->detail, err) &&
           sheet_need(s, STR("reply"), &ret->reply, err);
}

static void
put_delay(const struct csv_row *row, const struct columns *c, struct buf *out)
{
    int64_t asked, answered;

    if (c->time != SIZE_MAX && c->reply_time != SIZE_MAX &&
        moment_parse(str_trim(csv_text(row, c->time)), &asked) &&
        moment_parse(str_trim(csv_text(row, c->reply_time)), &answered))
        buf_addf(out, "%d", moment_day(answered) - moment_day(asked));
}

static void
put_row(struct arena *a, struct rules r, const struct csv_row *row,
        const struct columns *c)
{
    const struct question question = {
        c->title == SIZE_MAX ? STR("") : csv_text(row, c->title),
        csv_text(row, c->detail),
    };
    struct buf out = { .a = a }, jargon = { .a = a };
    struct reply_check check;

    rules_check_reply(a, r, &question, csv_text(row, c->reply), &check);
    csv_put_cell(&out, c->name == SIZE_MAX ? STR("") : csv_text(row, c->name));
    for (int k = 0; k < REPLY_PARTS; k++)
        buf_add(&out, check.has[k] ? STR(",yes") : STR(",no"));
    buf_addf(&out, ",%d,%zu,", check.about, check.sentences_long);
    for (size_t i = 0; i < check.jargon_n; i++) {
        if (i > 0)
            buf_add(&jargon, STR("; "));
        buf_add(&jargon, check.jargon[i]->word);
    }
    csv_put_cell(&out, buf_str(&jargon));
    buf_add_char(&out, ',');
    put_delay(row, c, &out);
    buf_add_char(&out, '\n');
    (void)fwrite(out.p, 1, out.n, stdout);
}

static bool
tell_rows(struct sheet *s, struct rules r, size_t *ret_bad, struct err *err)
{
    struct arena *a = arena_open();
    struct columns c;
    struct csv_row row;
    bool end = false, ok = find_columns(s, &c, err);

    if (ok)
        (void)puts("row,basis,result,contact,time,about,long_sentences,jargon,"
                   "days");
    while (ok && (ok = sheet_next(s, &row, &end, err)) && !end) {
        if (!sheet_is_whole(s, &row)) {
            (*ret_bad)++;
            continue;
        }
        put_row(a, r, &row, &c);
        arena_reset(a);
    }
    arena_close(a);
    return ok && cli_flush(err);
}

int
cmd_reply(struct cli *c)
{
    struct rulebook book;
    struct sheet *s;
    struct err err;
    size_t bad = 0;
    bool ok;

    if (!cli_rulebook(c, &book))
        return EXIT_REFUSED;
    if (!cli_words(c, 0, 1))
        return EXIT_USAGE;
    if (!sheet_open(c->a, c->argc == 1 ? c->argv[0] : "-", &s, &err))
        return cli_fail(c, &err);
    ok = tell_rows(s, (struct rules){ &book, moment_day(clock_now()) }, &bad,
                   &err);
    sheet_close(s);
    if (!ok)
        return cli_fail(c, &err);
    return bad == 0 ? EXIT_DONE : EXIT_REFUSED;
}
