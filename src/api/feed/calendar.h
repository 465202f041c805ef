/*
 * calendar: entries with a time and a reminder, as iCalendar (RFC 5545).
 * Wraps libical.
 */
#ifndef API_FEED_CALENDAR_H
#define API_FEED_CALENDAR_H

#include "base/buf.h"

struct calendar;

/* Owns: what libical allocates is freed by calendar_close, the rest is in a. */
struct calendar *calendar_open(struct arena *a, struct str name);
void calendar_close(struct calendar *c); /* NULL is fine */

struct calendar_entry {
    struct str uid; /* the same each time */
    struct str summary, description, category;
    int64_t due_at;     /* ms since 1970 UTC, as all of these */
    int64_t warn_at;    /* 0: no reminder */
    int64_t changed_at; /* when it was as it is now */
    int64_t version;    /* larger after every change */
    int priority;       /* 1 highest .. 9 */
};

/* A moment of the day, not a span: it takes nobody's time. */
void calendar_add(struct calendar *c, const struct calendar_entry *e);

void calendar_put(const struct calendar *c, struct buf *out);

#endif
