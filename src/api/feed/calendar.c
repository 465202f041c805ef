/*
 * See calendar.h. Entries are VEVENTs: most calendars that subscribe to an
 * address show no VTODO.
 */
#include "api/feed/calendar.h"

#include <libical/ical.h>
#include <limits.h>
#include <stdlib.h>

#include "base/date.h"

struct calendar {
    struct arena *a;
    icalcomponent *root;
};

/* Out of memory in libical stops the process, as everywhere (ADR 0004). */
static void
add(icalcomponent *to, icalproperty *p)
{
    if (p == NULL)
        abort();
    icalcomponent_add_property(to, p);
}

static icalcomponent *
inside(icalcomponent *to, icalcomponent_kind kind)
{
    icalcomponent *c = icalcomponent_new(kind);

    if (c == NULL)
        abort();
    if (to != NULL)
        icalcomponent_add_component(to, c);
    return c;
}

static icaltimetype
utc(int64_t at)
{
    return icaltime_from_timet_with_zone((time_t)(at / SECOND_MS), 0,
                                         icaltimezone_get_utc_timezone());
}

struct calendar *
calendar_open(struct arena *a, struct str name)
{
    struct calendar *c = arena_new(a, struct calendar);
    icalproperty *x;

    c->a = a;
    c->root = inside(NULL, ICAL_VCALENDAR_COMPONENT);
    add(c->root, icalproperty_new_version("2.0"));
    add(c->root,
        icalproperty_new_prodid("-//gongzhi//gongzhi " GONGZHI_VERSION "//ZH"));
    add(c->root, icalproperty_new_calscale("GREGORIAN"));
    x = icalproperty_new_x(arena_cstr(a, name));
    add(c->root, x);
    icalproperty_set_x_name(x, "X-WR-CALNAME"); /* what most programs read */
    add(c->root, icalproperty_new_name(arena_cstr(a, name))); /* RFC 7986 */
    return c;
}

void
calendar_close(struct calendar *c)
{
    if (c != NULL)
        icalcomponent_free(c->root);
}

static void
add_reminder(struct calendar *c, icalcomponent *event,
             const struct calendar_entry *e)
{
    icalcomponent *alarm = inside(event, ICAL_VALARM_COMPONENT);
    struct icaltriggertype trigger = { .time = utc(e->warn_at),
                                       .duration =
                                           icaldurationtype_null_duration() };
    icalproperty *p = icalproperty_new_trigger(trigger);

    add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    add(alarm, p);
    icalproperty_set_parameter(p, icalparameter_new_value(ICAL_VALUE_DATETIME));
    add(alarm, icalproperty_new_description(arena_cstr(c->a, e->summary)));
}

void
calendar_add(struct calendar *c, const struct calendar_entry *e)
{
    icalcomponent *event = inside(c->root, ICAL_VEVENT_COMPONENT);
    int version = e->version > INT_MAX ? INT_MAX : (int)e->version;

    add(event, icalproperty_new_uid(arena_cstr(c->a, e->uid)));
    add(event, icalproperty_new_dtstamp(utc(e->changed_at)));
    add(event, icalproperty_new_lastmodified(utc(e->changed_at)));
    add(event, icalproperty_new_sequence(version));
    add(event, icalproperty_new_dtstart(utc(e->due_at)));
    add(event, icalproperty_new_summary(arena_cstr(c->a, e->summary)));
    add(event, icalproperty_new_description(arena_cstr(c->a, e->description)));
    add(event, icalproperty_new_categories(arena_cstr(c->a, e->category)));
    add(event, icalproperty_new_priority(e->priority));
    add(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    if (e->warn_at != 0)
        add_reminder(c, event, e);
}

void
calendar_put(const struct calendar *c, struct buf *out)
{
    char *text = icalcomponent_as_ical_string_r(c->root);

    if (text == NULL)
        abort();
    buf_add(out, str_of(text));
    icalmemory_free_buffer(text);
}
