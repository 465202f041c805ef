/* From schema/assessment.events by tools/gen_events; do not edit. */
#ifndef GEN_ASSESSMENT_EVENTS_H
#define GEN_ASSESSMENT_EVENTS_H

#include "event/event.h"

enum assessment_event {
    DUTY_PASSED_V1,
    DUTY_FAILED_V1,
    UNIT_REFERRED_V1,
};

enum assessment_command {
    ASSESSMENT_ASSESS,
};

/* The panel found that the unit did its duty: a row of failures ends. */
struct duty_passed_v1 {
    struct id case_id; /* The case. */
    int64_t position;  /* Leaf number of the panel's decision. */
};
extern const struct payload_type duty_passed_v1_type;
static inline struct verdict
emit_duty_passed_v1(struct event_list *out, const struct duty_passed_v1 *e)
{
    return event_emit(out, &duty_passed_v1_type, e);
}

/* The panel counted a failure. */
struct duty_failed_v1 {
    struct id case_id; /* The case. */
    int64_t position;  /* Leaf number of the panel's decision. */
    int64_t
        failures; /* Consecutive failures in the window, this one included. */
};
extern const struct payload_type duty_failed_v1_type;
static inline struct verdict
emit_duty_failed_v1(struct event_list *out, const struct duty_failed_v1 *e)
{
    return event_emit(out, &duty_failed_v1_type, e);
}

/* Failures reached the limit: referred to discipline and personnel. */
struct unit_referred_v1 {
    struct str unit;       /* The unit. */
    struct str discipline; /* To whom: discipline. */
    struct str personnel;  /* To whom: personnel. */
    int64_t failures;      /* How many. */
    struct str rules;      /* Hash of the rulebook. */
};
extern const struct payload_type unit_referred_v1_type;
static inline struct verdict
emit_unit_referred_v1(struct event_list *out, const struct unit_referred_v1 *e)
{
    return event_emit(out, &unit_referred_v1_type, e);
}

/* Count the panel's result. */
struct assessment_assess {
    struct str unit;   /* The unit. */
    struct id case_id; /* The case. */
    int64_t position;  /* Leaf number of the panel's decision. */
    int64_t failed;    /* 1 when it counts against the unit. */
};
extern const struct payload_type assessment_assess_type;

/* All events and commands above. */
enum { ASSESSMENT_TYPES_N = 4 };
extern const struct payload_type *const assessment_types[];

#endif
