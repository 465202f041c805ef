/* From schema/access.events by tools/gen_events; do not edit. */
#include "event/gen/access_events.h"

const char *const access_why_words[6] = { "",         "outside",   "many_hour",
                                          "many_day", "colleague", "own" };

static const struct field access_read_v1_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct access_read_v1, case_id), 0, 0, 0,
      NULL, 0, "The case." },
    { "account", FIELD_TEXT, offsetof(struct access_read_v1, account), 1, 64, 0,
      NULL, 0, "Who." },
    { "role", FIELD_TEXT, offsetof(struct access_read_v1, role), 1, 40, 0, NULL,
      0, "As what." },
    { "unit", FIELD_TEXT, offsetof(struct access_read_v1, unit), 0, 80, 0, NULL,
      0, "His unit." },
    { "purpose", FIELD_TEXT, offsetof(struct access_read_v1, purpose), 1, 40, 0,
      NULL, 0, "For what." },
    { "relation", FIELD_TEXT, offsetof(struct access_read_v1, relation), 1, 20,
      0, NULL, 0, "How his unit stood to the case then." },
    { "fields", FIELD_TEXT, offsetof(struct access_read_v1, fields), 1, 200, 0,
      NULL, 0, "The groups of fields, joined by blanks." },
    { "hour", FIELD_TIME, offsetof(struct access_read_v1, hour), 0, 0, 0, NULL,
      0, "The hour it began in." },
};
const struct payload_type access_read_v1_type = {
    "access_read",
    1,
    ACCESS_READ_V1,
    sizeof(struct access_read_v1),
    access_read_v1_fields,
    8,
    "Somebody looked at personal data of a case: once an hour, whatever he did "
    "in it.",
};

static const struct field access_exported_v1_fields[] = {
    { "account", FIELD_TEXT, offsetof(struct access_exported_v1, account), 1,
      64, 0, NULL, 0, "Who." },
    { "role", FIELD_TEXT, offsetof(struct access_exported_v1, role), 1, 40, 0,
      NULL, 0, "As what." },
    { "unit", FIELD_TEXT, offsetof(struct access_exported_v1, unit), 0, 80, 0,
      NULL, 0, "His unit." },
    { "mark", FIELD_TEXT, offsetof(struct access_exported_v1, mark), 1, 40, 0,
      NULL, 0, "The mark that the file carries." },
    { "rows", FIELD_INT, offsetof(struct access_exported_v1, rows), 0, 1000000,
      0, NULL, 0, "How many cases." },
    { "taken_at", FIELD_TIME, offsetof(struct access_exported_v1, taken_at), 0,
      0, 0, NULL, 0, "When." },
};
const struct payload_type access_exported_v1_type = {
    "access_exported",
    1,
    ACCESS_EXPORTED_V1,
    sizeof(struct access_exported_v1),
    access_exported_v1_fields,
    6,
    "Somebody took a list along.",
};

static const struct field access_flagged_v1_fields[] = {
    { "why", FIELD_CHOICE, offsetof(struct access_flagged_v1, why), 0, 0, 0,
      access_why_words, sizeof(access_why_words) / sizeof(access_why_words[0]),
      "What is unusual about it." },
    { "account", FIELD_TEXT, offsetof(struct access_flagged_v1, account), 1, 64,
      0, NULL, 0, "Who." },
    { "role", FIELD_TEXT, offsetof(struct access_flagged_v1, role), 1, 40, 0,
      NULL, 0, "As what." },
    { "unit", FIELD_TEXT, offsetof(struct access_flagged_v1, unit), 0, 80, 0,
      NULL, 0, "His unit." },
    { "case_id", FIELD_ID, offsetof(struct access_flagged_v1, case_id), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "A case of it." },
    { "day", FIELD_INT, offsetof(struct access_flagged_v1, day), -100000,
      4000000, 0, NULL, 0, "Days since 1970-01-01." },
    { "n", FIELD_INT, offsetof(struct access_flagged_v1, n), 1, 1000000, 0,
      NULL, 0, "How many cases." },
};
const struct payload_type access_flagged_v1_type = {
    "access_flagged",
    1,
    ACCESS_FLAGGED_V1,
    sizeof(struct access_flagged_v1),
    access_flagged_v1_fields,
    7,
    "Reading that somebody should look into.",
};

static const struct field access_looked_v1_fields[] = {
    { "day", FIELD_INT, offsetof(struct access_looked_v1, day), -100000,
      4000000, 0, NULL, 0, "Days since 1970-01-01." },
    { "readers", FIELD_INT, offsetof(struct access_looked_v1, readers), 0,
      1000000, 0, NULL, 0, "How many accounts looked at something." },
    { "flags", FIELD_INT, offsetof(struct access_looked_v1, flags), 0, 1000000,
      0, NULL, 0, "How much of it was unusual." },
    { "rules", FIELD_TEXT, offsetof(struct access_looked_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type access_looked_v1_type = {
    "access_looked",
    1,
    ACCESS_LOOKED_V1,
    sizeof(struct access_looked_v1),
    access_looked_v1_fields,
    4,
    "The nightly look over a day is done.",
};

const struct payload_type *const access_types[] = {
    &access_read_v1_type,
    &access_exported_v1_type,
    &access_flagged_v1_type,
    &access_looked_v1_type,
};
