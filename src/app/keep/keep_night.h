/*
 * keep_night: what the times of retention.csv ask for, in bounded batches.
 *
 * Candidates come from a reading in the order in which their cases ended, so
 * that a million cases cost no more than those that are due. Each is put to the
 * case as the command expire, which decides: a crash in between loses nothing,
 * the next batch begins where this one stopped. Held cases are not found.
 */
#ifndef APP_KEEP_NIGHT_H
#define APP_KEEP_NIGHT_H

#include "app/engine.h"
#include "rulebook/keep/keep.h"

enum { KEEP_BATCH = 200, KEEP_MOST = 100000 };

struct keep_due {
    const struct retention *row; /* by which its time is over */
    struct id id;
    struct str code;
    int64_t ended_at; /* the time; ms since 1970 UTC */
};

struct keep_due_list {
    const struct keep_due *at;
    size_t n;
};

/* At most max cases whose time is over at a moment; one may be found for each
 * of its classes, erasure first, which takes name and number along. Owns: a. */
bool keep_find(struct engine *e, struct arena *a, int64_t now, size_t max,
               struct keep_due_list *ret_due, struct err *err);

/* What one pass over all that is due has come to; begin with zeros. */
struct keep_done {
    size_t found, deidentified, erased;
    size_t refused; /* still found first: the next batch passes them over */
};

/*
 * The next batch of a pass, of max cases at the most, added to *done. *ret_more
 * false: the pass is over, and what was refused waits for the next one.
 */
bool keep_run(struct engine *e, int64_t now, size_t max, struct keep_done *done,
              bool *ret_more, struct err *err);

#endif
