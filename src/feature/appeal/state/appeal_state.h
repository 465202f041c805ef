/*
 * appeal_state: the parts of appeal_apply (appeal.h) that its files share.
 */
#ifndef APPEAL_STATE_H
#define APPEAL_STATE_H

#include "feature/appeal/appeal.h"

/* A clock begins; moments as in struct appeal_clock, warn 0: no pre-warning. */
void appeal_start_clock(struct appeal *s, enum appeal_warning which,
                        int64_t due, int64_t warn);
void appeal_stop_clock(struct appeal *s, enum appeal_warning which);

/* All of them, and the wait for a rating. */
void appeal_stop_clocks(struct appeal *s);

/* Nobody is to do anything any more, since a moment. */
void appeal_end(struct appeal *s, enum appeal_stage stage, int64_t at);

/* appeal_apply's part for events with which a case ends, or begins again. */
void appeal_apply_end(struct appeal *s, const struct event *ev, int64_t at);

#endif
