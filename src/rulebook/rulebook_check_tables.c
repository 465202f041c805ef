/*
 * rulebook_check_tables: what one table must be in itself: the decision table
 * without overlap and gap, a lead for every matter, a deadline for every
 * step, escalation without holes, every exit, every year. See
 * rulebook_sheet.h.
 */
#include "rulebook/rulebook_sheet.h"

static const char *const levels[] = { "L1", "L2", "L3", "L4" };

enum { LEVELS = 4, GRADES = 4, COMBINATIONS = 256, EXITS = 6 };

static void
add_day(struct buf *b, int32_t day)
{
    buf_add(b, STR("自 "));
    day_put(b, day);
    buf_add(b, STR(" 起"));
}

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

    if (!common(&rows[i], &rows[j], &x))
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

/* Is the row for every level ever used? Unknown when it never holds. */
static bool
is_hidden(const struct checking *c, const struct deadline *d,
          const int32_t *days, size_t n)
{
    size_t seen = 0;

    for (size_t i = 0; i < n; i++) {
        const struct rules r = { c->book, days[i] };

        if (!holds(&d->basis, days[i]))
            continue;
        seen++;
        for (size_t k = 0; k < LEVELS; k++)
            if (rules_deadline(r, d->regime, str_of(levels[k]), d->step) == d)
                return false;
    }
    return seen > 0;
}

void
check_deadlines(const struct checking *c)
{
    const struct sheet *s = sheet_at(SHEET_DEADLINES);
    size_t n;
    const int32_t *days = days_of_change(c, 1U << SHEET_DEADLINES, &n);

    for (size_t i = 0; i < s->columns_n; i++) {
        struct str rest = str_of(s->columns[i].words), step;

        if (!str_eq(str_of(s->columns[i].name), STR("step")))
            continue;
        while (str_cut(&rest, ' ', &step))
            if (step.n > 0)
                check_step(c, step, days, n);
    }
    for (size_t i = 0; i < c->book->deadlines_n; i++) {
        const struct deadline *d = &c->book->deadlines[i];

        if (str_eq(d->level, STR("*")) && is_hidden(c, d, days, n))
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

/* How often a day of this kind stands in the rows before n; any kind but
 * year when kind is empty. */
static bool
stands_before(const struct checking *c, size_t n, int32_t day, struct str kind)
{
    for (size_t i = 0; i < n; i++) {
        struct str other = cell_text(c, SHEET_CALENDAR, i, "kind");
        int32_t d = 0;

        if (day_parse(cell_text(c, SHEET_CALENDAR, i, "date"), &d) &&
            d == day && str_eq(other, STR("year")) == str_eq(kind, STR("year")))
            return true;
    }
    return false;
}

static bool
year_is_listed(const struct checking *c, int year)
{
    return stands_before(c, c->tables[SHEET_CALENDAR].rows_n,
                         date_to_day((struct date){ year, 1, 1 }), STR("year"));
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

/* A row of kind year: on 1 January, holidays listed, no gap before it. */
static void
check_year(const struct checking *c, size_t row, struct date d)
{
    struct buf b = { .a = c->a };

    if (d.month != 1 || d.day != 1)
        fault_at(c, SHEET_CALENDAR, row, "date",
                 STR("year 行的日期应为当年 1 月 1 日"));
    if (!has_holiday(c, d.year))
        fault_at(
            c, SHEET_CALENDAR, row, "date",
            STR("这一年没有任何 off 行：请补入国务院办公厅公布的放假安排"));
    if (d.year > c->book->calendar.first_year &&
        !year_is_listed(c, d.year - 1)) {
        buf_addf(&b, "缺少 %d 年：日历的年份应当连续，请补上", d.year - 1);
        fault_at(c, SHEET_CALENDAR, row, "date", buf_str(&b));
    }
}

static void
check_calendar_row(const struct checking *c, size_t row)
{
    struct str kind = cell_text(c, SHEET_CALENDAR, row, "kind");
    int32_t day;

    if (!day_parse(cell_text(c, SHEET_CALENDAR, row, "date"), &day))
        return;
    if (stands_before(c, row, day, kind))
        fault_at(c, SHEET_CALENDAR, row, "date",
                 STR("这一天已在前面列出：请删除一行"));
    if (str_eq(kind, STR("year"))) {
        check_year(c, row, day_to_date(day));
        return;
    }
    if (!year_is_listed(c, day_to_date(day).year))
        fault_at(c, SHEET_CALENDAR, row, "date",
                 STR("这一年没有 year 行：请补上一行，日期为当年 1 月 1 日"));
    if (str_eq(kind, STR("work")) && day_weekday(day) < 5)
        fault_at(c, SHEET_CALENDAR, row, "date",
                 STR("这一天不是周六或周日，本来就上班：请改正或删除"));
}

void
check_calendar(const struct checking *c)
{
    if (c->book->calendar.first_year == 0)
        fault_in(c, SHEET_CALENDAR,
                 STR("没有 year 行：每一个有放假安排的年份都要有一行"));
    for (size_t i = 0; i < c->tables[SHEET_CALENDAR].rows_n; i++)
        check_calendar_row(c, i);
}

/* Is there a row of exactly this matter, holding, for place or a wider one? */
static bool
is_served(struct rules r, struct str matter, struct str place)
{
    for (size_t i = 0; i < r.book->dispatch_n; i++) {
        const struct dispatch *d = &r.book->dispatch[i];

        if (str_eq(d->matter, matter) && holds(&d->basis, r.day) &&
            place_distance(r, place, d->place) != SIZE_MAX)
            return true;
    }
    return false;
}

/* Going up from leaf, is row d met before another row takes its place? */
static bool
reaches(struct rules r, struct str leaf, const struct dispatch *d)
{
    for (size_t up = 0; up <= r.book->matters_n && leaf.n > 0; up++) {
        const struct matter *m;

        if (str_eq(leaf, d->matter))
            return true;
        if (is_served(r, leaf, d->place))
            return false;
        m = rules_matter(r, leaf);
        leaf = m == NULL ? STR("") : m->parent;
    }
    return false;
}

static bool
is_used(struct rules r, const struct dispatch *d)
{
    for (size_t i = 0; i < r.book->matters_n; i++) {
        const struct matter *m = &r.book->matters[i];

        if (holds(&m->basis, r.day) && rules_matter_is_leaf(r, m->code) &&
            reaches(r, m->code, d))
            return true;
    }
    return false;
}

/* A row is useless when it is met on none of the days on which it holds. A
 * row of an unknown matter was reported as such. */
static void
check_use(const struct checking *c, size_t row, const int32_t *days, size_t n)
{
    const struct dispatch *d = &c->book->dispatch[row];
    bool seen = false;

    for (size_t i = 0; i < n; i++) {
        const struct rules r = { c->book, days[i] };

        if (!holds(&d->basis, days[i]) || rules_matter(r, d->matter) == NULL)
            continue;
        if (is_used(r, d))
            return;
        seen = true;
    }
    if (seen)
        fault_at(c, SHEET_DISPATCH, row, "matter",
                 STR("这一行永远用不到：下级事项都有自己的行，请删除"));
}

/* Who leads when the place is not known? */
static void
check_lead(const struct checking *c, size_t row, const int32_t *days, size_t n)
{
    const struct matter *m = &c->book->matters[row];

    for (size_t i = 0; i < n; i++) {
        const struct rules r = { c->book, days[i] };
        struct buf b = { .a = c->a };

        if (!holds(&m->basis, days[i]) || !rules_matter_is_leaf(r, m->code) ||
            rules_dispatch(r, m->code, STR("")) != NULL)
            continue;
        add_day(&b, days[i]);
        buf_add(&b, STR("没有适用于所有地点的派单行：请在 dispatch.csv 为它"
                        "或它的上级补一行，place 填 *"));
        fault_at(c, SHEET_MATTERS, row, "code", buf_str(&b));
        return;
    }
}

void
check_dispatch(const struct checking *c)
{
    const unsigned sheets =
        1U << SHEET_DISPATCH | 1U << SHEET_MATTERS | 1U << SHEET_PLACES;
    size_t n;
    const int32_t *days = days_of_change(c, sheets, &n);

    for (size_t i = 0; i < c->book->matters_n; i++)
        check_lead(c, i, days, n);
    for (size_t i = 0; i < c->book->dispatch_n; i++) {
        const struct dispatch *d = &c->book->dispatch[i];

        check_use(c, i, days, n);
        if (str_starts(d->lead, STR("@")) && d->fallback.n == 0)
            fault_at(c, SHEET_DISPATCH, i, "fallback",
                     STR("lead 随地点而定，还需写明地点不明时由谁负责"));
    }
}
