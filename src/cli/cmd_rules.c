/* Commands on rules and codes: init, enact, check, due, code, place. */
#include <stdio.h>

#include "app/place/place.h"
#include "cli/cli.h"
#include "codes/case_code.h"
#include "sys/clock.h"
#include "sys/file.h"

/* A day of an option; today when it is not given. False on rubbish. */
static bool
day_option(struct cli *c, const char *name, int32_t *ret_day)
{
    const char *text = cli_option(c, name);

    if (text == NULL) {
        *ret_day = moment_day(clock_now());
        return true;
    }
    if (day_parse(str_of(text), ret_day))
        return true;
    (void)fprintf(stderr, "gongzhi %s: %s %s: want YYYY-MM-DD\n", c->name, name,
                  text);
    return false;
}

static void
say_check(const char *dir)
{
    (void)fprintf(stderr, "所有问题见 all faults: gongzhi check %s\n", dir);
}

/* The algorithms of --suite, else the usual ones. False on rubbish. */
static bool
suite_option(struct cli *c, enum suite_id *ret_suite)
{
    const char *name = cli_option(c, "--suite");

    *ret_suite = SUITE_INTL;
    if (name == NULL || suite_named(str_of(name), ret_suite))
        return true;
    (void)fprintf(stderr, "gongzhi %s: --suite %s: want intl or sm\n", c->name,
                  name);
    return false;
}

int
cmd_init(struct cli *c)
{
    struct engine_birth b = { .dir = c->dir, .now = clock_now() };
    struct err err;

    b.continues = cli_option(c, "--continues");
    b.rulebook_dir = cli_option(c, "--rulebook");
    if (b.rulebook_dir == NULL)
        b.rulebook_dir = cli_default_rulebook();
    if (!day_option(c, "--from", &b.from_day) || !suite_option(c, &b.suite) ||
        !cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (!engine_create(&b, &err)) {
        if (err.kind == ERR_INPUT)
            say_check(b.rulebook_dir);
        return cli_fail(c, &err);
    }
    (void)printf("已建立 made %s (rulebook %s); keys in %s.keys: keep a copy "
                 "elsewhere, never in a backup of the folder\n",
                 c->dir, b.rulebook_dir, c->dir);
    return EXIT_DONE;
}

static int
say_faults(const char *dir, const struct fault_list *faults)
{
    for (size_t i = 0; i < faults->n; i++) {
        const struct fault *f = &faults->at[i];

        (void)printf("%s/%.*s:%zu:%zu: %.*s\n", dir, STR_ARG(f->file), f->line,
                     f->column, STR_ARG(f->text));
    }
    (void)printf("%zu 处问题 faults\n", faults->n);
    return EXIT_REFUSED;
}

/* A server has the folder: its own door is open. */
static int
fail_to_open(const struct cli *c, const struct err *err)
{
    if (err->kind == ERR_BUSY)
        (void)fputs("服务运行时请由它施行 while a server runs, let it enact "
                    "the rulebook: on its page /w/rulebook, or by POST "
                    "/api/v1/rulebooks, see gongzhi-api(7)\n",
                    stderr);
    return cli_fail(c, err);
}

int
cmd_enact(struct cli *c)
{
    const struct engine_options o = { .dir = c->dir, .mode = STORE_WRITE };
    struct fault_list faults = { .a = c->a };
    struct rulebook_files files;
    struct enactment n = { .files = &files,
                           .by = { STR("officer"), STR("enact"), STR("") },
                           .now = clock_now() };
    struct engine *e;
    struct str hash;
    struct err err;
    bool ok;

    if (!day_option(c, "--from", &n.from_day) || !cli_words(c, 1, 1))
        return EXIT_USAGE;
    if (!engine_open(&o, &e, &err))
        return fail_to_open(c, &err);
    ok = rulebook_folder(c->a, c->argv[0], &files, &err) &&
         engine_enact(e, &n, &faults, &hash, &err);
    engine_close(e);
    if (faults.n > 0)
        return say_faults(c->argv[0], &faults);
    if (!ok)
        return cli_fail(c, &err);
    (void)printf("已施行 enacted %s\n", c->argv[0]);
    return EXIT_DONE;
}

int
cmd_check(struct cli *c)
{
    struct fault_list faults = { .a = c->a };
    struct rulebook_files files;
    struct rulebook book;
    struct err err;
    enum suite_id suite;

    if (!suite_option(c, &suite) || !cli_words(c, 1, 1))
        return EXIT_USAGE;
    if (!rulebook_folder(c->a, c->argv[0], &files, &err))
        return cli_fail(c, &err);
    if (!rulebook_judge(c->a, &files, &book, &faults))
        return say_faults(c->argv[0], &faults);
    (void)printf(
        "没有问题 no faults: %zu units, %zu matters, %zu dispatch rows, "
        "%zu deadlines, calendar %d-%d, hash %.*s\n",
        book.units_n, book.matters_n, book.dispatch_n, book.deadlines_n,
        book.calendar.first_year, book.calendar.last_year,
        STR_ARG(rulebook_hash(c->a, suite, rulebook_pack(c->a, &files))));
    if (book.calendar.provisional_year != 0)
        (void)printf(
            "提醒 note: %d 年起的放假安排尚未公布，按法定节假日暂计 the "
            "calendar is provisional from %d on; when the notice is "
            "out, enact it as year\n",
            book.calendar.provisional_year, book.calendar.provisional_year);
    return EXIT_DONE;
}

/* The rulebook whose calendar counts: --rulebook, else the default. */
static bool
load_calendar(struct cli *c, const char *dir, struct calendar *ret_calendar)
{
    struct fault_list faults = { .a = c->a };
    struct rulebook_files files;
    struct rulebook book;
    struct err err;

    if (!rulebook_folder(c->a, dir, &files, &err)) {
        (void)cli_fail(c, &err);
        return false;
    }
    if (!rulebook_read(c->a, files.at, files.n, &book, &faults)) {
        (void)fprintf(stderr,
                      "gongzhi due: the rulebook has faults; see "
                      "`gongzhi check %s`\n",
                      dir);
        return false;
    }
    *ret_calendar = book.calendar;
    return true;
}

static bool
due_words(struct cli *c, int64_t *ret_start, struct term *ret_term)
{
    const char *start = cli_option(c, "--start");
    const char *count = cli_option(c, "--count");
    const char *unit = cli_option(c, "--unit");

    ret_term->roll = cli_flag(c, "--roll");
    if (start == NULL || !moment_parse(str_of(start), ret_start)) {
        (void)fputs("gongzhi due: --start: want a moment like "
                    "2026-09-18T10:00+08:00\n",
                    stderr);
        return false;
    }
    if (count == NULL || !str_i64(str_of(count), &ret_term->count) ||
        ret_term->count < 0 || ret_term->count > 100000) {
        (void)fputs("gongzhi due: --count: want a number from 0 to 100000\n",
                    stderr);
        return false;
    }
    if (unit == NULL || !due_unit_parse(str_of(unit), &ret_term->unit)) {
        (void)fputs("gongzhi due: --unit: want minute, hour, workday or day\n",
                    stderr);
        return false;
    }
    return true;
}

int
cmd_due(struct cli *c)
{
    const char *dir = cli_option(c, "--rulebook");
    struct buf out = { .a = c->a };
    struct calendar calendar;
    struct term term;
    int64_t start, due;
    int year;

    if (!due_words(c, &start, &term) || !cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (!load_calendar(c, dir == NULL ? cli_default_rulebook() : dir,
                       &calendar))
        return EXIT_FAILED;
    if (!calendar_due(&calendar, start, term, &due, &year)) {
        (void)fprintf(stderr,
                      "缺日历 calendar missing: %d 年的放假安排尚未录入"
                      "(calendar.csv 现有 %d-%d)，不作推测\n",
                      year, calendar.first_year, calendar.last_year);
        return EXIT_REFUSED;
    }
    moment_put(&out, due);
    buf_add_char(&out, '\n');
    calendar_explain(&calendar, start, term, &out);
    (void)fwrite(out.p, 1, out.n, stdout);
    return EXIT_DONE;
}

int
cmd_code(struct cli *c)
{
    struct case_code code;
    struct str why;
    struct buf day = { .a = c->a };

    if (!cli_words(c, 1, 1))
        return EXIT_USAGE;
    if (!case_code_parse(c->a, str_of(c->argv[0]), &code, &why)) {
        (void)printf("无效 not valid: %.*s\n", STR_ARG(why));
        return EXIT_REFUSED;
    }
    day_put(&day, code.day);
    (void)printf("有效 valid: region %.*s, received %.*s, channel %.*s, "
                 "sequence %07lld\n",
                 STR_ARG(code.region), STR_ARG(buf_str(&day)),
                 STR_ARG(code.channel), (long long)code.sequence);
    return EXIT_DONE;
}

/* "430104  county    湖南省/长沙市/岳麓区" */
static void
put_division(struct buf *out, const struct division *v)
{
    struct buf code = { .a = out->a };

    division_put_code(&code, v);
    buf_addf(out, "%-9.*s  %-8.*s  ", STR_ARG(buf_str(&code)),
             STR_ARG(division_level_word(v->level)));
    division_put_path(out, place_divisions(), v);
    buf_add_char(out, '\n');
}

int
cmd_place(struct cli *c)
{
    struct buf out = { .a = c->a };
    struct division_find f = { .n = 0 };
    struct str text;

    if (!cli_words(c, 1, 1))
        return EXIT_USAGE;
    text = str_trim(str_of(c->argv[0]));
    f.at[0] = division_coded(place_divisions(), text);
    if (f.at[0] != NULL)
        f.n = 1;
    else
        division_find(c->a, place_divisions(), text, DIVISION_ANYWHERE, &f);
    if (f.n == 0) {
        (void)fputs("不认识 unknown: 区划表中没有 not among the national "
                    "division codes\n",
                    stderr);
        return EXIT_REFUSED;
    }
    if (f.n > 1)
        buf_addf(&out, "有歧义 ambiguous: %zu 处 places\n", f.n);
    for (size_t i = 0; i < f.n && i < DIVISION_CANDIDATES; i++)
        put_division(&out, f.at[i]);
    if (f.n > DIVISION_CANDIDATES)
        buf_addf(&out, "… 另有 %zu 处 more\n", f.n - DIVISION_CANDIDATES);
    (void)fwrite(out.p, 1, out.n, f.n > 1 ? stderr : stdout);
    return f.n > 1 ? EXIT_REFUSED : EXIT_DONE;
}
