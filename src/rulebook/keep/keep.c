/* See keep.h. */
#include "rulebook/keep/keep.h"

#include "rulebook/access/access.h"
#include "rulebook/rulebook_sheet.h"

enum { MONTHS = 12, SLACK_DAYS = 3 };

const struct retention *
rules_retention(struct rules r, const struct retention_ask *ask)
{
    const struct retention *any = NULL;

    for (size_t i = 0; i < r.book->retention_n; i++) {
        const struct retention *x = &r.book->retention[i];

        if (!str_eq(x->class, str_of(ask->class)) ||
            !str_eq(x->action, str_of(ask->action)) || !holds(&x->basis, r.day))
            continue;
        if (str_eq(x->regime, ask->regime))
            return x;
        if (str_eq(x->regime, STR("any")))
            any = x;
    }
    return any;
}

static int
days_of_month(int year, int month)
{
    const struct date first = { year, month, 1 };
    const struct date next = { month == MONTHS ? year + 1 : year,
                               month == MONTHS ? 1 : month + 1, 1 };

    return date_to_day(next) - date_to_day(first);
}

static int32_t
add_months(int32_t day, int64_t months)
{
    struct date d = day_to_date(day);
    int64_t all = (int64_t)d.year * MONTHS + d.month - 1 + months;
    int most;

    d.year = (int)(all / MONTHS);
    d.month = (int)(all % MONTHS) + 1;
    most = days_of_month(d.year, d.month);
    d.day = d.day > most ? most : d.day;
    return date_to_day(d);
}

static int32_t
moved(const struct retention *row, int32_t day, int direction)
{
    int64_t n = row->count * direction;

    if (str_eq(row->unit, STR("day")))
        return day + (int32_t)n;
    return add_months(day, str_eq(row->unit, STR("year")) ? n * MONTHS : n);
}

int64_t
retention_end(const struct retention *row, int64_t from)
{
    return day_end(moved(row, moment_day(from), 1));
}

int64_t
retention_reach(const struct retention *row, int64_t now)
{
    return day_end(moved(row, moment_day(now), -1) + SLACK_DAYS);
}

struct str
retention_name(struct arena *a, const struct retention *row)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%.*s %.*s %.*s", STR_ARG(row->class), STR_ARG(row->regime),
             STR_ARG(row->trigger));
    return buf_str(&b);
}

const struct sharing *
rules_sharing(struct rules r, const struct sharing_ask *ask)
{
    struct str receiver =
        str_starts(ask->receiver, STR("~")) ? STR("external") : ask->receiver;

    for (size_t i = 0; i < r.book->sharing_n; i++) {
        const struct sharing *x = &r.book->sharing[i];

        if (str_eq(x->receiver, receiver) && holds(&x->basis, r.day) &&
            (ask->way.n == 0 || str_eq(x->way, ask->way)) &&
            (ask->purpose.n == 0 || str_eq(x->purpose, ask->purpose)))
            return x;
    }
    return NULL;
}

unsigned
sharing_fields(const struct sharing *row)
{
    unsigned bits = 0;

    for (size_t i = 0; i < row->fields_n; i++)
        bits |= access_group(row->fields[i]);
    return bits;
}
