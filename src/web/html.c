/* See html.h. */
#include "web/html.h"

#include "base/date.h"

static struct str
escape(char c)
{
    switch (c) {
    case '&':
        return STR("&amp;");
    case '<':
        return STR("&lt;");
    case '>':
        return STR("&gt;");
    case '"':
        return STR("&quot;");
    case '\'':
        return STR("&#39;");
    default:
        return STR("");
    }
}

void
html_text(struct html *h, struct str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.n; i++) {
        struct str e = escape(s.p[i]);

        if (e.n == 0)
            continue;
        buf_add(&h->out, (struct str){ s.p + from, i - from });
        buf_add(&h->out, e);
        from = i + 1;
    }
    if (from < s.n)
        buf_add(&h->out, (struct str){ s.p + from, s.n - from });
}

void
html_number(struct html *h, int64_t n)
{
    buf_add_i64(&h->out, n);
}

void
html_count(struct html *h, size_t n)
{
    buf_add_i64(&h->out, (int64_t)n);
}

void
html_safe(struct html *h, struct safe_html s)
{
    buf_add(&h->out, s.raw);
}

void
html_prose(struct html *h, struct str s)
{
    struct str line;

    while (str_cut(&s, '\n', &line)) {
        if (line.n == 0)
            continue;
        buf_add(&h->out, STR("<p>"));
        html_text(h, line);
        buf_add(&h->out, STR("</p>"));
    }
}

static const char *
phrase(const struct html *h, enum say key)
{
    return phrases[key][h->lang];
}

void
html_phrase(struct html *h, enum say key)
{
    html_text(h, str_of(phrase(h, key)));
}

void
html_say(struct html *h, enum say key)
{
    html_phrase(h, key);
}

size_t
html_say_to(struct html *h, enum say key, size_t *at)
{
    const char *p = phrase(h, key) + *at, *from = p;

    while (*p != '\0' && !(p[0] == '{' && p[1] >= '1' && p[1] <= '9'))
        p++;
    html_text(h, (struct str){ from, (size_t)(p - from) });
    *at += (size_t)(p - from);
    if (*p == '\0')
        return 0;
    *at += sizeof("{1}") - 1;
    return (size_t)(p[1] - '0');
}

void
html_token(struct html *h)
{
    if (h->token.n == 0)
        return;
    buf_add(&h->out, STR("<input type=\"hidden\" name=\"csrf\" value=\""));
    html_text(h, h->token);
    buf_add(&h->out, STR("\">"));
}

void
html_icon(struct html *h, const char *name)
{
    buf_add(&h->out, STR("<svg class=\"i\" aria-hidden=\"true\"><use "
                         "href=\"" ASSET_icons_svg "#"));
    buf_add(&h->out, str_of(name));
    buf_add(&h->out, STR("\"/></svg>"));
}

static void
put_day(struct html *h, int32_t day)
{
    static const enum say weekdays[] = { SAY_date_mon, SAY_date_tue,
                                         SAY_date_wed, SAY_date_thu,
                                         SAY_date_fri, SAY_date_sat,
                                         SAY_date_sun };
    static const enum say months[] = {
        SAY_date_m1, SAY_date_m2,  SAY_date_m3,  SAY_date_m4,
        SAY_date_m5, SAY_date_m6,  SAY_date_m7,  SAY_date_m8,
        SAY_date_m9, SAY_date_m10, SAY_date_m11, SAY_date_m12,
    };
    struct date d = day_to_date(day);
    bool same_year = d.year == day_to_date(moment_day(h->now)).year;
    enum say key = same_year ? SAY_date_day : SAY_date_day_year;

    for (size_t at = 0, arg; (arg = html_say_to(h, key, &at)) != 0;)
        if (arg == 1)
            html_phrase(h, months[d.month - 1]);
        else if (arg == 2)
            html_number(h, d.day);
        else if (arg == 3)
            html_phrase(h, weekdays[day_weekday(day)]);
        else
            html_number(h, d.year);
}

void
html_day(struct html *h, int64_t at)
{
    int32_t away = moment_day(at) - moment_day(h->now);

    if (away == 0)
        html_phrase(h, SAY_date_today);
    else if (away == 1)
        html_phrase(h, SAY_date_tomorrow);
    else if (away == -1)
        html_phrase(h, SAY_date_yesterday);
    else
        put_day(h, moment_day(at));
}

void
html_date(struct html *h, int64_t at)
{
    int64_t minutes = (at - day_start(moment_day(at))) / MINUTE_MS;

    html_day(h, at);
    if (at == day_end(moment_day(at)))
        return;
    buf_addf(&h->out, " %02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
}

void
html_iso(struct html *h, int64_t at)
{
    moment_put(&h->out, at);
}

/* "3 天", "1 day". */
static void
put_count(struct html *h, int64_t n, enum say one, enum say many)
{
    enum say key = n == 1 ? one : many;

    for (size_t at = 0; html_say_to(h, key, &at) != 0;)
        html_number(h, n);
}

void
html_span(struct html *h, int64_t ms)
{
    int64_t minutes = ms / MINUTE_MS, hours = ms / HOUR_MS, days = ms / DAY_MS;

    if (days > 0) {
        put_count(h, days, SAY_span_day, SAY_span_days);
        hours %= 24;
        if (days < 3 && hours > 0) {
            buf_add_char(&h->out, ' ');
            put_count(h, hours, SAY_span_hour, SAY_span_hours);
        }
    } else if (hours > 0) {
        put_count(h, hours, SAY_span_hour, SAY_span_hours);
        minutes %= 60;
        if (hours < 3 && minutes > 0) {
            buf_add_char(&h->out, ' ');
            put_count(h, minutes, SAY_span_minute, SAY_span_minutes);
        }
    } else {
        put_count(h, minutes, SAY_span_minute, SAY_span_minutes);
    }
}

void
html_url(struct html *h, struct str s)
{
    buf_add_url(&h->out, s);
}

void
html_code(struct html *h, struct str s)
{
    for (size_t i = 0, shown = 0; i < s.n; i++) {
        if (s.p[i] == '-' || s.p[i] == ' ')
            continue;
        if (shown > 0 && shown % 4 == 0)
            buf_add_char(&h->out, ' ');
        html_text(h, (struct str){ s.p + i, 1 });
        shown++;
    }
}
