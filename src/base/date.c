/* See date.h. */
#include "base/date.h"

static const int64_t CHINA_MS = 8 * HOUR_MS;

/* Days from civil, after Howard Hinnant's public-domain description. */
int32_t
date_to_day(struct date d)
{
    int y = d.month <= 2 ? d.year - 1 : d.year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

struct date
day_to_date(int32_t day)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;

    return (struct date){
        .year = yoe + era * 400 + (month <= 2),
        .month = month,
        .day = doy - (153 * mp + 2) / 5 + 1,
    };
}

enum { WEEK = 7, THURSDAY = 3 /* 1970-01-01 */ };

int
day_weekday(int32_t day)
{
    int w = (day + THURSDAY) % WEEK;

    return w < 0 ? w + WEEK : w;
}

int32_t
day_week(int32_t day)
{
    return (day - day_weekday(day) + THURSDAY) / WEEK;
}

int32_t
week_monday(int32_t week)
{
    return week * WEEK - THURSDAY;
}

int32_t
moment_day(int64_t at)
{
    int64_t local = at + CHINA_MS;
    int64_t day = local / DAY_MS;

    return (int32_t)(local % DAY_MS < 0 ? day - 1 : day);
}

int64_t
day_start(int32_t day)
{
    return (int64_t)day * DAY_MS - CHINA_MS;
}

int64_t
day_end(int32_t day)
{
    return day_start(day + 1) - 1;
}

/* Read min..max digits. */
static bool
take_number(struct str *s, size_t min, size_t max, int *ret_v)
{
    size_t n = 0;
    int v = 0;

    while (n < max && n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
        v = v * 10 + (s->p[n++] - '0');
    if (n < min)
        return false;
    *s = (struct str){ s->p + n, s->n - n };
    *ret_v = v;
    return true;
}

static bool
take_char(struct str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = (struct str){ s->p + 1, s->n - 1 };
    return true;
}

static bool
take_day(struct str *s, int32_t *ret_day)
{
    struct date d, back;
    size_t min;
    char sep;

    if (!take_number(s, 4, 4, &d.year) || s->n == 0 || d.year < 1900)
        return false;
    sep = s->p[0];
    if (sep != '-' && sep != '/')
        return false;
    min = sep == '-' ? 2 : 1;
    if (!take_char(s, sep) || !take_number(s, min, 2, &d.month) ||
        !take_char(s, sep) || !take_number(s, min, 2, &d.day))
        return false;
    if (d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    back = day_to_date(date_to_day(d));
    if (back.month != d.month || back.day != d.day)
        return false;
    *ret_day = date_to_day(d);
    return true;
}

bool
day_parse(struct str s, int32_t *ret_day)
{
    int32_t day;

    if (!take_day(&s, &day) || s.n != 0)
        return false;
    *ret_day = day;
    return true;
}

/* ".5" and more digits: milliseconds, the rest is dropped. */
static bool
take_fraction(struct str *s, int64_t *ms)
{
    int64_t unit = 100;

    if (!take_char(s, '.'))
        return true;
    if (s->n == 0 || s->p[0] < '0' || s->p[0] > '9')
        return false;
    while (s->n > 0 && s->p[0] >= '0' && s->p[0] <= '9') {
        *ms += unit * (s->p[0] - '0');
        unit /= 10;
        (void)take_char(s, s->p[0]);
    }
    return true;
}

static bool
take_offset(struct str *s, int64_t *ret_ms)
{
    bool minus;
    int h, m;

    if (take_char(s, 'Z') || take_char(s, 'z')) {
        *ret_ms = 0;
        return true;
    }
    minus = s->n > 0 && s->p[0] == '-';
    if (!take_char(s, minus ? '-' : '+') || !take_number(s, 2, 2, &h) ||
        !take_char(s, ':') || !take_number(s, 2, 2, &m) || h > 23 || m > 59)
        return false;
    *ret_ms = (h * HOUR_MS + m * MINUTE_MS) * (minus ? -1 : 1);
    return true;
}

static bool
take_clock(struct str *s, bool strict, int64_t *ret_ms)
{
    int h, m, sec = 0;

    if (!take_number(s, strict ? 2 : 1, 2, &h) || !take_char(s, ':') ||
        !take_number(s, 2, 2, &m))
        return false;
    if (take_char(s, ':') && !take_number(s, 2, 2, &sec))
        return false;
    if (h > 23 || m > 59 || sec > 59)
        return false;
    *ret_ms = h * HOUR_MS + m * MINUTE_MS + sec * SECOND_MS;
    return take_fraction(s, ret_ms);
}

bool
moment_parse(struct str s, int64_t *ret_at)
{
    int64_t ms = 0, offset = CHINA_MS;
    int32_t day;
    bool strict;

    if (!take_day(&s, &day))
        return false;
    if (s.n == 0) {
        *ret_at = day_start(day);
        return true;
    }
    strict = take_char(&s, 'T') || take_char(&s, 't');
    if (!strict && !take_char(&s, ' '))
        return false;
    if (!take_clock(&s, strict, &ms))
        return false;
    if ((strict || s.n > 0) && !take_offset(&s, &offset))
        return false;
    if (s.n != 0)
        return false;
    *ret_at = (int64_t)day * DAY_MS + ms - offset;
    return true;
}

static void
put_padded(struct buf *b, int64_t v, int width)
{
    int64_t unit = 1;

    while (--width > 0)
        unit *= 10;
    for (; unit > 0; unit /= 10)
        buf_add_char(b, (char)('0' + v / unit % 10));
}

void
day_put(struct buf *b, int32_t day)
{
    struct date d = day_to_date(day);

    put_padded(b, d.year, 4);
    buf_add_char(b, '-');
    put_padded(b, d.month, 2);
    buf_add_char(b, '-');
    put_padded(b, d.day, 2);
}

void
moment_put(struct buf *b, int64_t at)
{
    int32_t day = moment_day(at);
    int64_t s = (at - day_start(day)) / SECOND_MS;

    day_put(b, day);
    buf_add_char(b, 'T');
    put_padded(b, s / 3600, 2);
    buf_add_char(b, ':');
    put_padded(b, s / 60 % 60, 2);
    buf_add_char(b, ':');
    put_padded(b, s % 60, 2);
    buf_add(b, STR("+08:00"));
}
