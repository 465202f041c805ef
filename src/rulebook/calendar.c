/*
 * calendar: count a term day by day and say how it was counted. See
 * calendar.h. Counting and explaining are one walk, so that they agree.
 */
#include "rulebook/calendar.h"

#include <assert.h>

/* No term of the law is longer; keeps sums of moments far from overflow. */
static const int64_t DAYS_MAX = INT64_C(366) * 1000;
static const int YEAR_MAX = 9999;

static const char *const weekday_names[] = {
    "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日",
};

static bool
has_day(const int32_t *days, size_t n, int32_t day)
{
    size_t low = 0;

    while (n > 0) {
        size_t half = n / 2;

        if (days[low + half] < day) {
            low += half + 1;
            n -= half + 1;
        } else if (days[low + half] == day) {
            return true;
        } else {
            n = half;
        }
    }
    return false;
}

bool
calendar_covers(const struct calendar *c, int32_t day)
{
    int year = day_to_date(day).year;

    return c->first_year != 0 && year >= c->first_year && year <= c->last_year;
}

bool
calendar_is_provisional(const struct calendar *c, int32_t day)
{
    return c->provisional_year != 0 && calendar_covers(c, day) &&
           day_to_date(day).year >= c->provisional_year;
}

static bool
is_weekend(int32_t day)
{
    return day_weekday(day) >= 5;
}

bool
calendar_is_workday(const struct calendar *c, int32_t day)
{
    if (is_weekend(day))
        return has_day(c->work, c->work_n, day);
    return !has_day(c->off, c->off_n, day);
}

/* A walk over days. Without out nothing is told. */
struct walk {
    const struct calendar *c;
    int32_t from, to; /* days of covered years; from > to when none */
    int32_t day;
    struct buf *out;
};

static struct walk
walk_from(const struct calendar *c, int32_t day, struct buf *out)
{
    struct walk w = { .c = c, .from = 0, .to = -1, .day = day, .out = out };

    if (c->first_year != 0) {
        w.from = date_to_day((struct date){ c->first_year, 1, 1 });
        w.to = date_to_day((struct date){ c->last_year, 12, 31 });
    }
    return w;
}

/* Judge the day of w: true when the calendar covers it. */
static bool
judge(const struct walk *w, bool *ret_workday)
{
    if (w->day < w->from || w->day > w->to)
        return false;
    *ret_workday = calendar_is_workday(w->c, w->day);
    return true;
}

static void
tell_day(const struct walk *w, const char *what)
{
    day_put(w->out, w->day);
    buf_addf(w->out, " %s，%s\n", weekday_names[day_weekday(w->day)], what);
}

/* Why the day of w is no working day. */
static void
tell_skipped(const struct walk *w, const char *verb)
{
    if (w->out == NULL)
        return;
    if (has_day(w->c->off, w->c->off_n, w->day))
        tell_day(w, "节假日");
    else
        tell_day(w, "周末休息");
    w->out->n--; /* the line goes on */
    buf_addf(w->out, "，%s\n", verb);
}

/* A working day counts; only a moved one is worth a line. */
static void
tell_counted(const struct walk *w, int64_t number)
{
    if (w->out == NULL || !is_weekend(w->day))
        return;
    tell_day(w, "调休上班");
    w->out->n--;
    buf_addf(w->out, "，计为第 %lld 个工作日\n", (long long)number);
}

/* Move w to the first working day from its own day on. */
static bool
roll(struct walk *w)
{
    bool workday;

    for (; judge(w, &workday); w->day++) {
        if (workday)
            return true;
        tell_skipped(w, "顺延");
    }
    return false;
}

/* Move w to the count-th working day after its own day. */
static bool
count_workdays(struct walk *w, int64_t count)
{
    bool workday;

    if (count == 0)
        return roll(w);
    for (int64_t done = 0; done < count;) {
        w->day++;
        if (!judge(w, &workday))
            return false;
        if (workday)
            tell_counted(w, ++done);
        else
            tell_skipped(w, "不计");
    }
    return true;
}

static bool
count_days(struct walk *w, struct term t)
{
    w->day += (int32_t)t.count;
    return !t.roll || roll(w);
}

static int64_t
term_ms(struct term t)
{
    return t.unit == DUE_MINUTE ? MINUTE_MS : t.unit == DUE_HOUR ? HOUR_MS : 0;
}

/* Too long to be a term: no calendar reaches so far. */
static bool
is_too_long(struct term t)
{
    int64_t unit =
        t.unit == DUE_WORKDAY || t.unit == DUE_DAY ? DAY_MS : term_ms(t);

    return unit > 0 && t.count > DAYS_MAX * (DAY_MS / unit);
}

bool
calendar_due(const struct calendar *c, int64_t start, struct term t,
             int64_t *ret_due, int *ret_year)
{
    struct walk w = walk_from(c, moment_day(start), NULL);

    assert(t.count >= 0);
    if (is_too_long(t)) {
        *ret_year = YEAR_MAX;
        return false;
    }
    if (t.unit != DUE_WORKDAY && t.unit != DUE_DAY) {
        *ret_due = start + t.count * term_ms(t);
        return true;
    }
    if (t.unit == DUE_WORKDAY ? !count_workdays(&w, t.count)
                              : !count_days(&w, t)) {
        *ret_year = day_to_date(w.day).year;
        return false;
    }
    *ret_due = day_end(w.day);
    return true;
}

static void
explain_span(int64_t start, struct term t, struct buf *out)
{
    buf_add(out, STR("起算时刻 "));
    moment_put(out, start);
    buf_addf(out, "，加 %lld %s\n到期 ", (long long)t.count,
             t.unit == DUE_HOUR ? "小时" : "分钟");
    moment_put(out, start + t.count * term_ms(t));
    buf_add_char(out, '\n');
}

static void
explain_start(const struct walk *w, struct term t, struct buf *out)
{
    buf_add(out, STR("起算日 "));
    day_put(out, w->day);
    buf_addf(out, " 不计入\n期限 %lld %s\n", (long long)t.count,
             t.unit == DUE_WORKDAY ? "个工作日"
             : t.roll              ? "日，末日遇休息日顺延"
                                   : "日，末日不顺延");
}

void
calendar_explain(const struct calendar *c, int64_t start, struct term t,
                 struct buf *out)
{
    struct walk w = walk_from(c, moment_day(start), out);
    bool ok;

    if (is_too_long(t)) {
        buf_add(out, STR("期限过长，无法计算\n"));
        return;
    }
    if (t.unit != DUE_WORKDAY && t.unit != DUE_DAY) {
        explain_span(start, t, out);
        return;
    }
    explain_start(&w, t, out);
    ok =
        t.unit == DUE_WORKDAY ? count_workdays(&w, t.count) : count_days(&w, t);
    if (!ok) {
        buf_addf(out,
                 "日历没有 %d 年的放假安排，无法计算：请在 calendar.csv "
                 "补入该年\n",
                 day_to_date(w.day).year);
        return;
    }
    if (calendar_is_provisional(c, w.day))
        buf_addf(out, "%d 年的放假安排尚未公布，按法定节假日暂计\n",
                 day_to_date(w.day).year);
    buf_add(out, STR("到期 "));
    day_put(out, w.day);
    buf_addf(out, " %s 24:00\n", weekday_names[day_weekday(w.day)]);
}

static const struct {
    struct str word;
    enum due_unit unit;
} unit_words[] = {
    { { "minute", 6 }, DUE_MINUTE },
    { { "hour", 4 }, DUE_HOUR },
    { { "workday", 7 }, DUE_WORKDAY },
    { { "day", 3 }, DUE_DAY },
};

enum { UNIT_WORDS = sizeof(unit_words) / sizeof(unit_words[0]) };

bool
due_unit_parse(struct str word, enum due_unit *ret_unit)
{
    for (size_t i = 0; i < UNIT_WORDS; i++)
        if (str_eq(word, unit_words[i].word)) {
            *ret_unit = unit_words[i].unit;
            return true;
        }
    return false;
}

struct str
due_unit_word(enum due_unit u)
{
    for (size_t i = 0; i < UNIT_WORDS; i++)
        if (unit_words[i].unit == u)
            return unit_words[i].word;
    return STR("");
}
