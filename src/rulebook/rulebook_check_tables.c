/*
 * rulebook_check_tables: what one table must be in itself: the decision table
 * without overlap and gap, a deadline for every step, escalation without
 * holes, every exit, every year. See rulebook_sheet.h.
 */
#include "rulebook/rulebook_sheet.h"

static const char *const levels[] = { "L1", "L2", "L3", "L4" };

enum { LEVELS = 4, GRADES = 4, COMBINATIONS = 256, EXITS = 6 };

/* A combination is a number in base 4: urgency is its lowest digit. */
static int
grade(unsigned combination, unsigned dimension)
{
    return (int)(combination >> (2 * dimension) & 3);
}

static void
add_combination(struct buf *b, unsigned x)
{
    buf_addf(b, "urgency=%d risk=%d clarity=%d difficulty=%d", grade(x, 0),
             grade(x, 1), grade(x, 2), grade(x, 3));
}

/* The first combination that both rows fit; false when there is none. */
static bool
common(const struct level_rule *a, const struct level_rule *b,
       unsigned *ret_combination)
{
    unsigned x = 0;

    if (a->basis.from > b->basis.to || b->basis.from > a->basis.to)
        return false;
    for (unsigned k = 0; k < 4; k++) {
        unsigned both = a->allowed[k] & b->allowed[k], v = 0;

        if (both == 0)
            return false;
        while ((both >> v & 1) == 0)
            v++;
        x |= v << (2 * k);
    }
    *ret_combination = x;
    return true;
}

static void
check_overlap(const struct checking *c, size_t i, size_t j)
{
    const struct level_rule *rows = c->book->levels;
    struct buf b = { .a = c->a };
    unsigned x = 0;

    if (c->faults->n == FAULTS_MAX || !common(&rows[i], &rows[j], &x))
        return;
    buf_addf(&b, "第 %zu 行与第 %zu 行重叠：", row_line(c, SHEET_LEVELS, i),
             row_line(c, SHEET_LEVELS, j));
    add_combination(&b, x);
    buf_add(&b, STR(" 两行都适用，请只留一行"));
    fault_at(c, SHEET_LEVELS, j, "level", buf_str(&b));
}

/* Report the combinations without a level on a day, unless told before. */
static void
check_level_gap(const struct checking *c, int32_t day, bool told[COMBINATIONS])
{
    const struct rules r = { c->book, day };
    struct buf b = { .a = c->a };
    size_t more = 0;

    for (unsigned x = 0; x < COMBINATIONS; x++) {
        if (told[x] ||
            rules_level(r, grade(x, 0), grade(x, 1), grade(x, 2), grade(x, 3))
                    .n > 0)
            continue;
        told[x] = true;
        if (b.n > 0) {
            more++;
            continue;
        }
        add_day(&b, day);
        buf_add(&b, STR("没有分级："));
        add_combination(&b, x);
    }
    if (b.n == 0)
        return;
    if (more > 0)
        buf_addf(&b, "，另有 %zu 种组合", more);
    buf_add(&b, STR("；请补上一行"));
    fault_in(c, SHEET_LEVELS, buf_str(&b));
}

void
check_levels(const struct checking *c)
{
    bool told[COMBINATIONS] = { false };
    size_t n;
    const int32_t *days = days_of_change(c, 1U << SHEET_LEVELS, &n);

    for (size_t j = 0; j < c->book->levels_n; j++)
        for (size_t i = 0; i < j; i++)
            check_overlap(c, i, j);
    for (size_t i = 0; i < n; i++)
        check_level_gap(c, days[i], told);
}

/* Does hotline have a deadline for the step at each level on each day? */
static void
check_step(const struct checking *c, struct str step, const int32_t *days,
           size_t n)
{
    for (size_t k = 0; k < LEVELS; k++)
        for (size_t i = 0; i < n; i++) {
            const struct rules r = { c->book, days[i] };
            struct buf b = { .a = c->a };

            if (rules_deadline(r, STR("hotline"), str_of(levels[k]), step) !=
                NULL)
                continue;
            add_day(&b, days[i]);
            buf_addf(&b, "，hotline 的 %.*s 环节对 %s 没有期限：请补上一行",
                     STR_ARG(step), levels[k]);
            fault_in(c, SHEET_DEADLINES, buf_str(&b));
            break;
        }
}

/* The rows for the same regime and step as d, of one level. */
static size_t
rows_of_level(const struct checking *c, const struct deadline *d,
              const char *level, const struct keyed_row **ret_rows)
{
    const struct key_list *k = &c->keys[SHEET_DEADLINES];
    struct buf key = { .a = c->a };
    size_t first, n;

    buf_add(&key, d->regime);
    buf_add_char(&key, KEY_JOINT);
    buf_add(&key, str_of(level));
    buf_add_char(&key, KEY_JOINT);
    buf_add(&key, d->step);
    n = find_key(k, buf_str(&key), &first);
    *ret_rows = k->at + first;
    return n;
}

/* Does a row of this level take the place of d whenever d holds? */
static bool
is_replaced(const struct checking *c, const struct deadline *d,
            const char *level)
{
    const struct keyed_row *rows;
    size_t n = rows_of_level(c, d, level, &rows);
    struct basis days = days_in_calendar(c, &d->basis);

    return days.from <= days.to &&
           !first_gap(c, SHEET_DEADLINES, rows, n, &days);
}

/* Is the row for any level never used? */
static bool
is_hidden(const struct checking *c, const struct deadline *d)
{
    if (!str_eq(d->level, STR("*")))
        return false;
    for (size_t k = 0; k < LEVELS; k++)
        if (!is_replaced(c, d, levels[k]))
            return false;
    return true;
}

/* Steps of requests about one's own data: of the regime request alone. A
 * rulebook from before has none, and no request is taken in under it. */
static bool
is_of_cases(struct str step)
{
    return !str_eq(step, STR("answer")) && !str_eq(step, STR("prolong")) &&
           !str_eq(step, STR("fetch"));
}

void
check_deadlines(const struct checking *c)
{
    size_t n;
    const int32_t *days = days_of_change(c, 1U << SHEET_DEADLINES, &n);

    for (size_t i = 0; i < deadline_columns.n; i++) {
        const struct column *column = &deadline_columns.at[i];
        struct str rest = str_of(column->words), step;

        if (!str_eq(str_of(column->name), STR("step")))
            continue;
        while (str_cut(&rest, ' ', &step))
            if (step.n > 0 && is_of_cases(step))
                check_step(c, step, days, n);
    }
    for (size_t i = 0; i < c->book->deadlines_n; i++) {
        if (is_hidden(c, &c->book->deadlines[i]))
            fault_at(c, SHEET_DEADLINES, i, "level",
                     STR("这一行永远用不到：L1 到 L4 都另有规定，请删除"));
    }
}

/* Report the first step that is missing below row's step on a day. */
static bool
step_is_missing(const struct checking *c, size_t row, int32_t day)
{
    const struct escalation *e = &c->book->escalations[row];
    const struct rules r = { c->book, day };
    struct buf b = { .a = c->a };

    if (!holds(&e->basis, day) || e->step == 1 ||
        rules_escalation(r, e->level, e->step - 1) != NULL)
        return false;
    add_day(&b, day);
    buf_addf(&b, "，%.*s 缺少第 %lld 步，这一步永远到不了：请补上一行",
             STR_ARG(e->level), (long long)(e->step - 1));
    fault_at(c, SHEET_ESCALATION, row, "step", buf_str(&b));
    return true;
}

void
check_escalations(const struct checking *c)
{
    size_t n;
    const int32_t *days = days_of_change(c, 1U << SHEET_ESCALATION, &n);

    for (size_t i = 0; i < c->book->escalations_n; i++)
        for (size_t k = 0; k < n; k++)
            if (step_is_missing(c, i, days[k]))
                break;
}

void
check_exits(const struct checking *c)
{
    static const char *const codes[EXITS] = {
        "E1", "E2", "E3", "E4", "E5", "E6"
    };
    size_t n;
    const int32_t *days = days_of_change(c, 1U << SHEET_EXITS, &n);

    for (size_t k = 0; k < EXITS; k++)
        for (size_t i = 0; i < n; i++) {
            const struct rules r = { c->book, days[i] };
            struct buf b = { .a = c->a };

            if (rules_exit(r, str_of(codes[k])) != NULL)
                continue;
            add_day(&b, days[i]);
            buf_addf(&b, "缺少出口 %s：请补上一行", codes[k]);
            fault_in(c, SHEET_EXITS, buf_str(&b));
            break;
        }
}

/* The rows of calendar.csv again: the book keeps them sorted and apart. */
struct listed {
    int32_t day;
    bool is_year; /* a row of a whole year; the others are off or work */
};

struct listing {
    struct listed *rows;
    size_t n;
};

static bool
is_kind(const struct checking *c, size_t row, const char *kind)
{
    return str_eq(cell_text(c, SHEET_CALENDAR, row, "kind"), str_of(kind));
}

static struct listing
read_listing(const struct checking *c)
{
    struct listing l = { .n = c->tables[SHEET_CALENDAR].rows_n };

    l.rows = arena_alloc(c->a, (l.n + 1) * sizeof(*l.rows));
    for (size_t i = 0; i < l.n; i++) {
        (void)day_parse(cell_text(c, SHEET_CALENDAR, i, "date"),
                        &l.rows[i].day); /* it was read before */
        l.rows[i].is_year =
            is_kind(c, i, "year") || is_kind(c, i, "provisional");
    }
    return l;
}

/* Does what stand in the first n rows? */
static bool
stands(const struct listing *l, size_t n, struct listed what)
{
    for (size_t i = 0; i < n; i++)
        if (l->rows[i].day == what.day && l->rows[i].is_year == what.is_year)
            return true;
    return false;
}

static bool
year_is_listed(const struct listing *l, int year)
{
    const struct listed what = { date_to_day((struct date){ year, 1, 1 }),
                                 true };

    return stands(l, l->n, what);
}

static bool
has_holiday(const struct checking *c, int year)
{
    const struct calendar *cal = &c->book->calendar;

    for (size_t i = 0; i < cal->off_n; i++)
        if (day_to_date(cal->off[i]).year == year)
            return true;
    return false;
}

/* A row of kind year or provisional: on 1 January, holidays listed, no gap
 * before it. */
static void
check_year(const struct checking *c, const struct listing *l, size_t row)
{
    const struct date d = day_to_date(l->rows[row].day);
    struct buf b = { .a = c->a };

    if (d.month != 1 || d.day != 1)
        fault_at(c, SHEET_CALENDAR, row, "date",
                 STR("year 或 provisional 行的日期应为当年 1 月 1 日"));
    if (is_kind(c, row, "year") && c->book->calendar.provisional_year != 0 &&
        d.year > c->book->calendar.provisional_year)
        fault_at(c, SHEET_CALENDAR, row, "kind",
                 STR("前面的年份还是 provisional：暂计的年份应当排在最后"));
    if (!has_holiday(c, d.year))
        fault_at(
            c, SHEET_CALENDAR, row, "date",
            STR("这一年没有任何 off 行：请补入国务院办公厅公布的放假安排"));
    if (d.year > c->book->calendar.first_year &&
        !year_is_listed(l, d.year - 1)) {
        buf_addf(&b, "缺少 %d 年：日历的年份应当连续，请补上", d.year - 1);
        fault_at(c, SHEET_CALENDAR, row, "date", buf_str(&b));
    }
}

static void
check_off_or_work(const struct checking *c, const struct listing *l, size_t row)
{
    int32_t day = l->rows[row].day;

    if (!year_is_listed(l, day_to_date(day).year))
        fault_at(c, SHEET_CALENDAR, row, "date",
                 STR("这一年没有 year 行：请补上一行，日期为当年 1 月 1 日"));
    if (is_kind(c, row, "work") &&
        calendar_is_provisional(&c->book->calendar, day))
        fault_at(c, SHEET_CALENDAR, row, "kind",
                 STR("暂计的年份没有调休：放假安排公布后请把 provisional 改为 "
                     "year"));
    if (is_kind(c, row, "work") && day_weekday(day) < 5)
        fault_at(c, SHEET_CALENDAR, row, "date",
                 STR("这一天不是周六或周日，本来就上班：请改正或删除"));
}

void
check_calendar(const struct checking *c)
{
    const struct listing l = read_listing(c);

    if (c->book->calendar.first_year == 0)
        fault_in(c, SHEET_CALENDAR,
                 STR("没有 year 行：每一个有放假安排的年份都要有一行"));
    for (size_t i = 0; i < l.n && c->faults->n < FAULTS_MAX; i++) {
        if (stands(&l, i, l.rows[i]))
            fault_at(c, SHEET_CALENDAR, i, "date",
                     STR("这一天已在前面列出：请删除一行"));
        if (l.rows[i].is_year)
            check_year(c, &l, i);
        else
            check_off_or_work(c, &l, i);
    }
}
