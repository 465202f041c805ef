/*
 * demo: make the data folder of the fictional city and play its history, or
 * tell again what happened in one that was played; or let the city live on
 * and serve it (--serve). DIR/demo.done is written last: a folder without it
 * was interrupted.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/demo/demo_play.h"
#include "cli/demo/knowledge/demo_knowledge.h"
#include "cli/living/living_serve.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { DAYS = 60, DAYS_MAX = 730, AHEAD_DAYS = 25, NUMBER_BLOCK = 1000 };

static int
tell(struct cli *c, struct engine *e, const struct demo_played *p)
{
    struct err err;

    if (!demo_summary(e, c->a, c->dir, p, &err))
        return cli_fail(c, &err);
    return EXIT_DONE;
}

static int
no_demo(const struct cli *c)
{
    (void)fprintf(stderr,
                  "gongzhi demo: %s 已存在，但不是播放完的演示 exists and "
                  "holds no finished demo. Choose another folder; or, if a "
                  "demo was interrupted there, remove %s and %s.keys and "
                  "run this again\n",
                  c->dir, c->dir, c->dir);
    return EXIT_REFUSED;
}

/* The folder is there: tell its story again. */
static int
tell_again(struct cli *c)
{
    struct demo_played p = { .seed = 0 };
    struct engine *e;
    struct err err;
    int status;

    if (marker_of(c->a, c->dir) != MARKER_DONE)
        return no_demo(c);
    if (!marker_read(c->a, c->dir, MARKER_DONE, &p, &err))
        return cli_fail(c, &err);
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    (void)printf(
        "%s 已有演示，再说一遍 was played before; here it is again\n\n",
        c->dir);
    status = tell(c, e, &p);
    engine_close(e);
    return status;
}

struct wanted {
    struct demo_played played;
    bool serves;
    struct living_serve serve;
    const char *rulebook;
    int32_t first_day;
};

static bool
number_option(struct cli *c, const char *name, int64_t max, int64_t *value)
{
    const char *text = cli_option(c, name);

    if (text == NULL ||
        (str_i64(str_of(text), value) && *value >= 1 && *value <= max))
        return true;
    (void)fprintf(stderr, "gongzhi demo: %s %s: want a number from 1 to %lld\n",
                  name, text, (long long)max);
    return false;
}

static bool
until_option(struct cli *c, int64_t *ret_until)
{
    const char *text = cli_option(c, "--until");
    int64_t at = clock_now();

    if (text != NULL && !moment_parse(str_of(text), &at)) {
        (void)fprintf(stderr,
                      "gongzhi demo: --until %s: want a time such as "
                      "2026-09-18T10:00+08:00\n",
                      text);
        return false;
    }
    *ret_until = at - at % MINUTE_MS;
    return true;
}

static bool
options(struct cli *c, struct wanted *w)
{
    w->played.days = DAYS;
    w->played.seed = 1;
    w->rulebook = cli_option(c, "--rulebook");
    if (w->rulebook == NULL)
        w->rulebook = file_exists("rulebook/default/units.csv")
                          ? "rulebook/default"
                          : GONGZHI_RULEBOOK;
    w->serves = cli_flag(c, "--serve");
    if (w->serves && !living_serve_options(c, &w->serve))
        return false;
    return number_option(c, "--days", DAYS_MAX, &w->played.days) &&
           number_option(c, "--seed", INT64_C(1) << 53, &w->played.seed) &&
           until_option(c, &w->played.until) && cli_words(c, 0, 0);
}

/* The last moment from which terms can be counted by the calendar. */
static bool
calendar_end(struct arena *a, const char *dir, int64_t *ret_at, struct err *err)
{
    struct fault_list faults = { .a = a };
    struct rulebook_files files;
    struct rulebook book;

    if (!rulebook_folder(a, dir, &files, err))
        return false;
    if (!rulebook_read(a, files.at, files.n, &book, &faults))
        return fail(err, ERR_INPUT,
                    "%s: this rulebook cannot be read; see `gongzhi check %s`",
                    dir, dir);
    *ret_at =
        day_end(date_to_day((struct date){ book.calendar.last_year, 12, 31 })) -
        AHEAD_DAYS * DAY_MS;
    *ret_at -= *ret_at % MINUTE_MS;
    return true;
}

static bool
fit_calendar(struct cli *c, struct wanted *w, struct err *err)
{
    int64_t end = 0;

    if (!calendar_end(c->a, w->rulebook, &end, err))
        return false;
    if (w->played.until > end) {
        struct buf b = { .a = c->a };

        moment_put(&b, end);
        (void)fprintf(stderr,
                      "放假安排还没有到明年，演示到 %s 为止 the calendar ends; "
                      "playing until then\n",
                      buf_cstr(&b));
        w->played.until = end;
    }
    w->first_day = moment_day(w->played.until) - (int32_t)w->played.days + 1;
    return true;
}

/* A line that moves on a terminal, else one line every ten days. */
static void
show_progress(void *context, int32_t day, int64_t cases)
{
    const struct wanted *w = context;
    long done = (long)(day - w->first_day);

    if (isatty(STDERR_FILENO) != 0)
        (void)fprintf(stderr, "\r第 day %ld/%ld · 诉求 appeals %lld ", done,
                      (long)w->played.days, (long long)cases);
    else if (done % 10 == 0)
        (void)fprintf(stderr, "第 day %ld/%ld · 诉求 appeals %lld\n", done,
                      (long)w->played.days, (long long)cases);
}

static bool
play(struct cli *c, struct wanted *w, struct engine *e, struct err *err)
{
    const struct demo_options o = {
        .e = e,
        .first_day = w->first_day,
        .until = w->played.until,
        .seed = (uint64_t)w->played.seed,
        .progress = show_progress,
        .context = w,
    };
    int64_t begun = clock_ticks();
    bool ok =
        demo_knowledge(e, day_start(w->first_day), w->played.until, err) &&
        demo_play(&o, &w->played.result, err);

    if (isatty(STDERR_FILENO) != 0)
        (void)fputs("\r\033[K", stderr);
    if (!ok || !marker_write(c->a, c->dir, MARKER_DONE, &w->played, err))
        return false;
    (void)fprintf(stderr, "播放用时 played in %.1f s\n\n",
                  (double)(clock_ticks() - begun) / 1e9);
    return true;
}

/* The folder, empty, with the mark that it is a demo. */
static bool
create(struct cli *c, const struct wanted *w, struct err *err)
{
    const struct engine_birth birth = {
        .dir = c->dir,
        .rulebook_dir = w->rulebook,
        .from_day = w->first_day,
        .now = clock_now(),
    };

    return engine_create(&birth, err) &&
           marker_write(c->a, c->dir, MARKER_BEGUN, &w->played, err);
}

static int
make(struct cli *c, struct wanted *w)
{
    struct engine *e;
    struct err err;
    int status;

    if (w->serves && w->played.until > clock_now() - LIVING_HOUR_MS)
        w->played.until -= LIVING_HOUR_MS; /* the last hour is lively */
    if (!fit_calendar(c, w, &err) || !create(c, w, &err))
        return cli_fail(c, &err);
    if (!cli_open(c, STORE_WRITE, NUMBER_BLOCK, &e))
        return EXIT_FAILED;
    if (!play(c, w, e, &err))
        status = cli_fail(c, &err);
    else if (w->serves) {
        w->serve.played = w->played;
        status = living_serve(c, e, &w->serve);
    } else
        status = tell(c, e, &w->played);
    engine_close(e);
    return status;
}

/* Also a history that was interrupted: the city lives on from there. */
static int
serve_again(struct cli *c, struct wanted *w)
{
    enum marker which = marker_of(c->a, c->dir);
    struct engine *e;
    struct err err;
    int status;

    if (which == MARKER_NONE)
        return no_demo(c);
    if (!marker_read(c->a, c->dir, which, &w->serve.played, &err))
        return cli_fail(c, &err);
    if (!cli_open(c, STORE_WRITE, NUMBER_BLOCK, &e))
        return EXIT_FAILED;
    status = living_serve(c, e, &w->serve);
    engine_close(e);
    return status;
}

int
cmd_demo(struct cli *c)
{
    struct wanted w = { .rulebook = NULL };

    if (!options(c, &w))
        return EXIT_USAGE;
    if (!file_exists(c->dir))
        return make(c, &w);
    return w.serves ? serve_again(c, &w) : tell_again(c);
}
