/*
 * calendar: working days, natural days and hours, as the rules count them.
 *
 * The start day is not counted; hours count from the moment; a day ends at
 * 24:00 (Civil Code art. 200-203). A last day that falls on a holiday rolls to
 * the next day that is none (art. 203) when the rule says roll. The holidays
 * and moved working days come from the rulebook; an ordinary Saturday or
 * Sunday is off. A year that the calendar does not cover is an alarm: no
 * deadline is guessed.
 *
 * Before the State Council's notice for a year is out, the rulebook may mark
 * it provisional: the holidays that the law itself names (全国年节及纪念日放假
 * 办法 art. 2) count, exchanges of working days do not, and whoever shows the
 * arithmetic says so.
 */
#ifndef RULEBOOK_CALENDAR_H
#define RULEBOOK_CALENDAR_H

#include "base/arena.h"
#include "base/date.h"

enum due_unit { DUE_NONE, DUE_MINUTE, DUE_HOUR, DUE_WORKDAY, DUE_DAY };

struct calendar {
    int first_year, last_year; /* covered years, both included; 0 when none */
    int provisional_year;      /* from it on; 0: none */
    const int32_t *off;        /* holidays, in order */
    size_t off_n;
    const int32_t *work; /* days of a weekend that are worked, in order */
    size_t work_n;
};

bool calendar_covers(const struct calendar *c, int32_t day);
bool calendar_is_provisional(const struct calendar *c, int32_t day);
bool calendar_is_workday(const struct calendar *c, int32_t day);

/* What to count. */
struct term {
    int64_t count; /* >= 0 */
    enum due_unit unit;
    bool roll; /* natural days only; working days end on one anyway */
};

/*
 * The last moment of the term that begins at start (for minutes and hours
 * start + count; for days the last millisecond of the last day).
 *
 * Fails: false when a day it must judge lies in a year that is not covered;
 *        *ret_year is that year.
 */
bool calendar_due(const struct calendar *c, int64_t start, struct term t,
                  int64_t *ret_due, int *ret_year);

/*
 * The arithmetic of calendar_due in plain Chinese, one step a line ("起算日
 * 2026-09-18 不计入", days skipped and why, moved working days counted, roll;
 * that a year is provisional).
 */
void calendar_explain(const struct calendar *c, int64_t start, struct term t,
                      struct buf *out);

bool due_unit_parse(struct str word, enum due_unit *ret_unit);
struct str due_unit_word(enum due_unit u); /* minute hour workday day */

#endif
