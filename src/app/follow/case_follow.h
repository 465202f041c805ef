/*
 * case_follow: a thread behind everything else that follows the log for
 * something kept beside it: which cases came, and which were erased. Batch
 * after batch to the end of the log, then once a second what is new (sys/loop,
 * which also tells of failures). A leaf that failed is tried again.
 */
#ifndef APP_FOLLOW_CASE_FOLLOW_H
#define APP_FOLLOW_CASE_FOLLOW_H

#include "app/appeal/appeal_file.h"
#include "sys/loop/loop.h"

/* What is done, on the thread. Texts and id live until the batch is over, as
 * all in work. */
struct case_follow_hooks {
    const char *name; /* in the log of the program */
    int nice;         /* 0..19 */
    /* Before the first batch, until it succeeds; *at: the leaf to begin with,
     * 0 unless it says otherwise. NULL: nothing. */
    bool (*open)(void *context, uint64_t *at, struct err *err);
    /* A case came, or was erased, at a moment (ms since 1970 UTC). */
    bool (*came)(void *context, struct str id, int64_t at, struct err *err);
    bool (*erased)(void *context, struct str id, int64_t at, struct err *err);
    /* A batch is over (also an empty one, so at least once a second): all
     * leaves before this one were followed. */
    bool (*batch)(void *context, uint64_t at, struct err *err);
};

/* Filled with zeros but for the first three by whoever owns it. Owns its
 * thread and work; engine, hooks and context outlive it. */
struct case_follow {
    struct engine *e;
    const struct case_follow_hooks *hooks;
    void *context;
    struct arena *work; /* of a batch, for the hooks too */
    struct loop loop;
    bool opened;               /* of the thread alone */
    atomic_uint_fast64_t next; /* leaf */
};

/* Starts the thread. Fails: ERR_IO, and then there is nothing to stop. */
bool case_follow_start(struct case_follow *f, struct err *err);

/* Ends after the batch that runs. */
void case_follow_stop(struct case_follow *f);

/* Leaves of the log that were not followed yet. Any thread. */
uint64_t case_follow_behind(const struct case_follow *f);

#endif
