/*
 * path: how cases like a new one were handled (办理路径): by which units, how
 * long, whether in time, how it was rated, and which entries the answers rest
 * on. What is added up here tells of no single case: a unit that handled fewer
 * of them than asked for (least) is only counted among the others.
 *
 * Time is counted from the unit's sign-in to its first answer, as far as it
 * lies on working days of the calendar, in whole days of 24 hours. Satisfied
 * is (satisfied + a * mostly) / (satisfied + mostly + not), as 满意率 is; whom
 * nobody reached does not count.
 */
#ifndef PATH_PATH_H
#define PATH_PATH_H

#include "event/codec.h"
#include "rulebook/calendar.h"

enum { PATH_CASES = 100, PATH_KNOWLEDGE = 5 };

/* One case that was handled. */
struct path_case {
    struct str unit;   /* that answered; empty: nobody did */
    int64_t worked_ms; /* -1: not known (an imported case) */
    bool on_time;
    int satisfied; /* enum appeal_satisfied; 0: not rated */
    int64_t replied_at;
    struct id knowledge; /* none: the answer names none */
};

/* What the records of a case say. Borrows them. */
struct path_case path_case_of(const struct record *records, size_t n,
                              const struct calendar *calendar);

/* What lies on working days between two moments, ms. A year that the calendar
 * does not cover has ordinary weeks. */
int64_t path_working_ms(const struct calendar *c, int64_t from, int64_t to);

struct path_unit {
    struct str unit;
    size_t cases, on_time;
    size_t worked_n;   /* whose time is known */
    int64_t median_ms; /* of those; 0 when there are none */
    size_t yes, mostly, no;
    int satisfied; /* permille; -1 when nobody rated */
};

struct path_used {
    struct id knowledge;
    size_t n;
};

struct path_sum {
    struct path_unit units[PATH_CASES]; /* most cases first */
    size_t units_n;
    size_t answered; /* of all cases */
    size_t others;   /* answered by units with fewer than least */
    struct path_used used[PATH_KNOWLEDGE]; /* most used first */
    size_t used_n;
};

/* n: at most PATH_CASES. mostly_percent: the a above. */
struct path_terms {
    size_t least;
    int mostly_percent;
};
void path_sum(const struct path_case *cases, size_t n, struct path_terms terms,
              struct path_sum *ret_sum);

#endif
