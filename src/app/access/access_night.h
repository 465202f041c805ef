/*
 * access_night: the nightly look over who looked at what.
 *
 * Once a day is over in China, its reading is compared with what is usual:
 * many cases in an hour or a day (settings access_cases_per_hour and _per_day),
 * cases that the reader's unit had nothing to do with (but for roles of
 * access_wide_roles), and the own case of the reader or of a colleague of his
 * unit: one whose contact is a staff account. A flag is a question for an
 * auditor, no verdict.
 *
 * A day is one stream (access/look-DAY), so that it is looked over once,
 * however often this is called and by whom. Nothing but the days and the log
 * decides; a day on which nobody looked leaves no trace; days that a stopped
 * server missed are made up for, at most ACCESS_DAYS_LATE.
 */
#ifndef APP_ACCESS_NIGHT_H
#define APP_ACCESS_NIGHT_H

#include "app/engine.h"

enum { ACCESS_DAYS_LATE = 31 };

/* Look over the days that ended a minute before now or earlier and were not
 * looked over: by then the last looks of a day are written. */
bool access_night(struct engine *e, int64_t now, struct err *err);

#endif
