/* The command topics: what many people write about, out of a CSV file. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "cli/cli.h"
#include "cli/topics/topics_file.h"

enum { MOST = 50, MOST_MOST = 10000, PEOPLE = 3, DAYS_MOST = 36500 };

static void
put_text(struct buf *out, const char *name, struct str text)
{
    buf_addf(out, ",\"%s\":", name);
    buf_add_json(out, text);
}

static void
put_time(struct buf *out, const char *name, int64_t at)
{
    struct buf time = { .a = out->a };

    moment_put(&time, at);
    put_text(out, name, buf_str(&time));
}

static void
put_topic(struct buf *out, const struct topics *t, const struct topic *o)
{
    const struct topic_member *m;
    size_t n;

    buf_addf(out, "{\"topic\":%llu", (unsigned long long)o->number);
    put_text(out, "name", o->name);
    put_text(out, "where", o->where);
    put_text(out, "place", o->place);
    put_text(out, "matter", o->matter);
    put_time(out, "from", o->from);
    put_time(out, "to", o->to);
    buf_addf(out, ",\"messages\":%zu,\"people\":%zu,\"agree\":%llu",
             o->messages, o->people, (unsigned long long)o->agree);
    buf_addf(out, ",\"against\":%llu,\"heat\":%.2f,\"peak\":%.2f",
             (unsigned long long)o->against, o->heat, o->peak);
    put_time(out, "peak_at", o->peak_at);
    buf_add(out, STR(",\"members\":["));
    m = topics_members(t, out->a, o->number, &n);
    for (size_t i = 0; i < n; i++) {
        buf_add(out, i == 0 ? STR("") : STR(","));
        buf_add_json(out, m[i].id);
    }
    buf_add(out, STR("]}\n"));
}

static void
put_changes(struct buf *out, const struct topics *t)
{
    size_t n;
    const struct topic_change *c = topics_changes(t, out->a, &n);

    for (size_t i = 0; i < n; i++) {
        buf_addf(out, "{\"%s\":%llu,\"topic\":%llu",
                 c[i].kind == TOPIC_MERGED ? "merged" : "split",
                 (unsigned long long)c[i].other,
                 (unsigned long long)c[i].number);
        put_time(out, "at", c[i].at);
        buf_add(out, STR("}\n"));
    }
}

static bool
print(struct cli *c, const struct topics *t, const struct topic_ask *ask,
      bool changes)
{
    struct topic_list l = topics_list(t, c->a, ask);

    for (size_t i = 0; i < l.n; i++) {
        struct arena *a = arena_open();
        struct buf out = { .a = a };

        put_topic(&out, t, &l.at[i]);
        (void)fwrite(out.p, 1, out.n, stdout); /* flushed at the end */
        arena_close(a);
    }
    if (changes) {
        struct buf out = { .a = c->a };

        put_changes(&out, t);
        if (out.n > 0)
            (void)fwrite(out.p, 1, out.n, stdout);
    }
    return fflush(stdout) == 0;
}

/* How the topics are found and shown, from the options. */
struct how {
    struct topic_options options;
    struct topic_ask ask;
    bool now; /* of the ask is given */
    bool changes;
};

static bool
read_order(struct cli *c, struct how *h)
{
    const char *by = cli_option(c, "--by"), *now = cli_option(c, "--now");

    h->ask.by = TOPIC_BY_PEAK;
    if (by != NULL && strcmp(by, "heat") == 0)
        h->ask.by = TOPIC_BY_HEAT;
    else if (by != NULL && strcmp(by, "peak") != 0) {
        (void)fprintf(stderr, "gongzhi topics: --by is heat or peak\n");
        return false;
    }
    h->now = now != NULL;
    if (h->now && !moment_parse(str_of(now), &h->ask.now)) {
        (void)fprintf(stderr, "gongzhi topics: --now is no time\n");
        return false;
    }
    return true;
}

static bool
read_how(struct cli *c, struct how *h)
{
    const struct cli_range window = { "--window", 0, DAYS_MOST, 0 };
    const struct cli_range half = { "--half-life", 1, DAYS_MOST, 14 };
    const struct cli_range people = { "--people", 1, 1000000, PEOPLE };
    const struct cli_range most = { "--most", 1, MOST_MOST, MOST };
    unsigned days, half_life, least, n;

    *h = (struct how){ .options.support_weight = -1 };
    h->changes = cli_flag(c, "--changes");
    if (!read_order(c, h) || !cli_number(c, &window, &days) ||
        !cli_number(c, &half, &half_life) || !cli_number(c, &people, &least) ||
        !cli_number(c, &most, &n) || !cli_words(c, 0, 1))
        return false;
    h->options.window_ms = days * DAY_MS;
    h->options.half_life_ms = half_life * DAY_MS;
    h->options.most = 1000000;
    h->ask.people = least;
    h->ask.most = n;
    return true;
}

int
cmd_topics(struct cli *c)
{
    struct topics_read done;
    struct topics *t;
    struct how h;
    struct err err;
    bool ok;

    if (!read_how(c, &h))
        return EXIT_USAGE;
    t = topics_new(&h.options);
    ok = topics_read_file(t, c->argc == 0 ? "-" : c->argv[0], stderr, &done,
                          &err);
    if (ok) {
        if (!h.now)
            h.ask.now = done.newest;
        if (!print(c, t, &h.ask, h.changes))
            ok = fail(&err, ERR_IO, "standard output cannot be written");
    }
    topics_close(t);
    if (!ok)
        return cli_fail(c, &err);
    return done.wrong > 0 ? EXIT_REFUSED : EXIT_DONE;
}
