/* From schema/assessment.events by tools/gen_events; do not edit. */
#include "event/gen/assessment_events.h"

static const struct field duty_passed_v1_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct duty_passed_v1, case_id), 0, 0, 0,
      NULL, 0, "The case." },
    { "position", FIELD_INT, offsetof(struct duty_passed_v1, position), 0,
      9000000000000000, 0, NULL, 0, "Leaf number of the panel's decision." },
};
const struct payload_type duty_passed_v1_type = {
    "duty_passed",
    1,
    DUTY_PASSED_V1,
    sizeof(struct duty_passed_v1),
    duty_passed_v1_fields,
    2,
    "The panel found that the unit did its duty: a row of failures ends.",
};

static const struct field duty_failed_v1_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct duty_failed_v1, case_id), 0, 0, 0,
      NULL, 0, "The case." },
    { "position", FIELD_INT, offsetof(struct duty_failed_v1, position), 0,
      9000000000000000, 0, NULL, 0, "Leaf number of the panel's decision." },
    { "failures", FIELD_INT, offsetof(struct duty_failed_v1, failures), 1, 999,
      0, NULL, 0, "Consecutive failures in the window, this one included." },
};
const struct payload_type duty_failed_v1_type = {
    "duty_failed",
    1,
    DUTY_FAILED_V1,
    sizeof(struct duty_failed_v1),
    duty_failed_v1_fields,
    3,
    "The panel counted a failure.",
};

static const struct field unit_referred_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct unit_referred_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
    { "discipline", FIELD_TEXT, offsetof(struct unit_referred_v1, discipline),
      1, 80, 0, NULL, 0, "To whom: discipline." },
    { "personnel", FIELD_TEXT, offsetof(struct unit_referred_v1, personnel), 1,
      80, 0, NULL, 0, "To whom: personnel." },
    { "failures", FIELD_INT, offsetof(struct unit_referred_v1, failures), 1,
      999, 0, NULL, 0, "How many." },
    { "rules", FIELD_TEXT, offsetof(struct unit_referred_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type unit_referred_v1_type = {
    "unit_referred",
    1,
    UNIT_REFERRED_V1,
    sizeof(struct unit_referred_v1),
    unit_referred_v1_fields,
    5,
    "Failures reached the limit: referred to discipline and personnel.",
};

static const struct field assessment_assess_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct assessment_assess, unit), 1, 80, 0,
      NULL, 0, "The unit." },
    { "case_id", FIELD_ID, offsetof(struct assessment_assess, case_id), 0, 0, 0,
      NULL, 0, "The case." },
    { "position", FIELD_INT, offsetof(struct assessment_assess, position), 0,
      9000000000000000, 0, NULL, 0, "Leaf number of the panel's decision." },
    { "failed", FIELD_INT, offsetof(struct assessment_assess, failed), 0, 1, 0,
      NULL, 0, "1 when it counts against the unit." },
};
const struct payload_type assessment_assess_type = {
    "assess",
    0,
    ASSESSMENT_ASSESS,
    sizeof(struct assessment_assess),
    assessment_assess_fields,
    4,
    "Count the panel's result.",
};

const struct payload_type *const assessment_types[] = {
    &duty_passed_v1_type,
    &duty_failed_v1_type,
    &unit_referred_v1_type,
    &assessment_assess_type,
};
