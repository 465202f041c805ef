/*
 * living: the demo city goes on. Its players (cli/demo) take up the cases of a
 * folder as they stand, play forward from the last event to now, and then act
 * by the real clock in a thread of their own beside the server.
 *
 * In the last hour before now (less, when very many arrive) and from then on
 * the city is lively: `pace` appeals arrive a minute, by the hours of the day,
 * and everybody works faster in proportion; slow units are slow by the clock on
 * the wall. A longer gap before is played at the ordinary rate of the history.
 * Nothing is kept outside the log: what is done follows from the seed and the
 * cases, so that the play goes on after a kill.
 */
#ifndef LIVING_H
#define LIVING_H

#include "app/engine.h"

struct living;

enum {
    LIVING_PACE = 2, /* appeals a minute */
    LIVING_PACE_MOST = 600,
    LIVING_HOUR_MS = 60 * 60 * 1000, /* before now: lively already */
    LIVING_GAP_DAYS = 60             /* more of a gap is not played */
};

struct living_options {
    struct engine *e;
    uint64_t seed;
    int64_t pace;
    int64_t from; /* where to begin when there is no case yet */
};

/* Takes up the cases. Fails: ERR_INPUT (not the rulebook of the demo); close
 * it then too, when it is not NULL. */
bool living_open(const struct living_options *o, struct living **ret_living,
                 struct err *err);

/* The last event of the folder; before living_forward. */
int64_t living_since(const struct living *l);

/* Called once a day of the play; progress may be NULL. */
struct living_watch {
    void (*progress)(void *context, int64_t at, int64_t arrived);
    void *context;
};

/* Play to now, in bulk: before the server starts. */
bool living_forward(struct living *l, struct living_watch watch,
                    struct err *err);

/* Appeals that arrived since living_open; before living_start. */
int64_t living_arrived(const struct living *l);

/* Act by the clock. Every minute: a line on standard output of what was done.
 */
bool living_start(struct living *l, struct err *err);

/* Ends after the command that runs. */
void living_end(struct living *l);

void living_close(struct living *l); /* NULL is fine */

#endif
