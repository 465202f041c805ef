/*
 * access_log: who looks at people's data, written down.
 *
 * A look is noted in memory, once a viewer, case, purpose and hour, and at
 * most half a second later it stands in the log with all that came meanwhile,
 * in one append. A page does not wait for that. When the process is killed,
 * what was noted in its last second is lost; an orderly stop loses nothing.
 *
 * Memory is bounded: seen keys are forgotten with the hour, or when they are
 * too many (then a look may be written twice, never left out). What waits is
 * bounded as well: when nothing can be written (a full disk), further looks
 * are refused, so that nobody looks unseen.
 */
#ifndef APP_ACCESS_LOG_H
#define APP_ACCESS_LOG_H

#include "app/engine.h"

struct access_log;

enum { ACCESS_SEEN = 1 << 16, ACCESS_WAITING = 1 << 13 };

/* Starts a thread. */
bool access_log_start(struct engine *e, struct access_log **ret_log,
                      struct err *err);

/* Writes what waits, and ends. NULL is fine. */
void access_log_stop(struct access_log *log);

struct access_look {
    struct id case_id;
    struct actor viewer;
    struct str purpose;
    const char *relation; /* access_nearest */
    unsigned groups;      /* bits of enum access_group */
    int64_t now;
};

/* Note a look. False: too much waits; nothing may be shown. Any thread. */
bool access_note(struct access_log *log, const struct access_look *look,
                 struct err *err);

struct access_export {
    struct actor viewer;
    struct str mark;
    int64_t rows, now;
};

/* Note that a list was taken along; else as access_note. */
bool access_note_export(struct access_log *log,
                        const struct access_export *taken, struct err *err);

struct access_log_state {
    uint64_t written;  /* events */
    uint64_t repeated; /* looks that were noted before in their hour */
    uint64_t failed;   /* appends */
    uint64_t waiting;
};
struct access_log_state access_log_look(struct access_log *log);

/*
 * Append events of schema/access.events to a stream that is not there yet.
 * Fails: also ERR_CONFLICT when it is.
 */
bool access_append(struct engine *e, struct str stream,
                   const struct event_list *events, int64_t now,
                   struct err *err);

#endif
