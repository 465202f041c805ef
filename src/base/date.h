/*
 * date: days, moments and their written forms.
 *
 * A day is the count of days since 1970-01-01 in China (UTC+08:00, no summer
 * time since 1991). A moment is milliseconds since 1970 UTC. Written moments
 * are RFC 3339 and carry +08:00 (GB/T 7408.1-2023).
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/buf.h"

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS   (60 * MINUTE_MS)
#define DAY_MS    (24 * HOUR_MS)

struct date {
    int year, month, day; /* 1..12, 1..31 */
};

int32_t date_to_day(struct date d); /* proleptic Gregorian */
struct date day_to_date(int32_t day);
int day_weekday(int32_t day); /* 0 Monday .. 6 Sunday */

/* Weeks since the one of 1970-01-01, which began on Monday, 1969-12-29; and the
 * Monday of a week. */
int32_t day_week(int32_t day);
int32_t week_monday(int32_t week);

int32_t moment_day(int64_t at); /* the day in China at a moment */
int64_t day_start(int32_t day); /* its 00:00 in China */
int64_t day_end(int32_t day);   /* its last millisecond */

/*
 * Read YYYY-MM-DD, also YYYY/M/D; the day must exist, years 1900..9999.
 */
bool day_parse(struct str s, int32_t *ret_day);

/*
 * Read a moment: RFC 3339 (offset required after a time), or a day alone
 * (its 00:00 in China), or "YYYY/M/D H:MM[:SS]" or "YYYY-MM-DD HH:MM[:SS]"
 * as spreadsheets write it (in China).
 */
bool moment_parse(struct str s, int64_t *ret_at);

void day_put(struct buf *b, int32_t day);   /* 2026-09-18 */
void moment_put(struct buf *b, int64_t at); /* 2026-09-18T10:00:00+08:00 */

#endif
