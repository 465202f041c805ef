/*
 * jobs: what a running server does by itself: fires timers, follows the log,
 * forgets old keys, looks over yesterday's reading and the models in use,
 * destroys what need not be
 * kept any longer. One thread; once a second, and soon after jobs_wake.
 */
#ifndef JOBS_JOBS_H
#define JOBS_JOBS_H

#include "app/engine.h"

struct jobs;

/* dir: the data folder; it and the engine outlive the jobs. */
bool jobs_start(struct engine *e, const char *dir, struct jobs **ret_jobs,
                struct err *err);

/* Something happened that others may have to react to. Any thread. */
void jobs_wake(struct jobs *j);

/* Ends after the round that runs. NULL is fine. */
void jobs_stop(struct jobs *j);

struct jobs_state {
    uint64_t fired;  /* timers */
    uint64_t failed; /* rounds */
    int64_t good_at; /* ms since 1970 UTC: the last round without failure */
};
struct jobs_state jobs_look(struct jobs *j);

#endif
