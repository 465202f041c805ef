/*
 * assessment: how a unit's failures of duty add up (履职评估). One stream a
 * unit. Two consecutive failures within the window refer the unit to discipline
 * and personnel (Qingdao's model; numbers in the rulebook, domain: design
 * default). A passed review ends the row of failures.
 */
#ifndef ASSESSMENT_ASSESSMENT_H
#define ASSESSMENT_ASSESSMENT_H

#include "event/event.h"
#include "event/gen/assessment_events.h"
#include "rulebook/rulebook.h"

struct assessment {
    int64_t version;
    int64_t failures;  /* consecutive */
    int64_t failed_at; /* the newest; ms since 1970 UTC */
    int64_t referrals;
    int64_t position; /* leaf of the newest decision that was counted */
};

/* Owns and fails as appeal_decide. A decision that was counted is refused. */
struct verdict assessment_decide(const struct assessment *s,
                                 const struct command *cmd, struct rules now,
                                 struct event_list *out);

void assessment_apply(struct assessment *s, const struct event *ev,
                      int64_t occurred_at);

#endif
