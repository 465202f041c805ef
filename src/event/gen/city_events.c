/* From schema/city.events by tools/gen_events; do not edit. */
#include "event/gen/city_events.h"

static const struct field log_opened_v1_fields[] = {
    { "origin", FIELD_TEXT, offsetof(struct log_opened_v1, origin), 1, 80, 0,
      NULL, 0, "Name of the log in its checkpoints." },
    { "hash", FIELD_TEXT, offsetof(struct log_opened_v1, hash), 1, 20, 0, NULL,
      0, "Hash function of the tree." },
    { "signature", FIELD_TEXT, offsetof(struct log_opened_v1, signature), 1, 20,
      0, NULL, 0, "Signature of the checkpoints." },
    { "key_id", FIELD_TEXT, offsetof(struct log_opened_v1, key_id), 8, 8, 0,
      NULL, 0, "Hash of name and public key, as in signed notes." },
};
const struct payload_type log_opened_v1_type = {
    "log_opened",
    1,
    LOG_OPENED_V1,
    sizeof(struct log_opened_v1),
    log_opened_v1_fields,
    4,
    "The first record: the algorithms of this log.",
};

static const struct field log_opened_v2_fields[] = {
    { "origin", FIELD_TEXT, offsetof(struct log_opened_v2, origin), 1, 80, 0,
      NULL, 0, "Name of the log in its checkpoints." },
    { "hash", FIELD_TEXT, offsetof(struct log_opened_v2, hash), 1, 20, 0, NULL,
      0, "Hash function of the tree." },
    { "signature", FIELD_TEXT, offsetof(struct log_opened_v2, signature), 1, 20,
      0, NULL, 0, "Signature of the checkpoints." },
    { "key_id", FIELD_TEXT, offsetof(struct log_opened_v2, key_id), 8, 8, 0,
      NULL, 0, "Hash of name and public key, as in signed notes." },
    { "continues", FIELD_TEXT, offsetof(struct log_opened_v2, continues), 0,
      4000, 0, NULL, 0, "The last checkpoint of the other log, whole." },
};
const struct payload_type log_opened_v2_type = {
    "log_opened",
    2,
    LOG_OPENED_V2,
    sizeof(struct log_opened_v2),
    log_opened_v2_fields,
    5,
    "The first record of a log that goes on from another one.",
};

static const struct field rulebook_enacted_v1_fields[] = {
    { "rules", FIELD_TEXT, offsetof(struct rulebook_enacted_v1, rules), 64, 64,
      0, NULL, 0, "Its hash." },
    { "from_day", FIELD_INT, offsetof(struct rulebook_enacted_v1, from_day),
      -100000, 4000000, 0, NULL, 0, "Days since 1970-01-01." },
    { "by", FIELD_TEXT, offsetof(struct rulebook_enacted_v1, by), 0, 80, 0,
      NULL, 0, "Who enacted it." },
};
const struct payload_type rulebook_enacted_v1_type = {
    "rulebook_enacted",
    1,
    RULEBOOK_ENACTED_V1,
    sizeof(struct rulebook_enacted_v1),
    rulebook_enacted_v1_fields,
    3,
    "A rulebook is in force from a day on.",
};

const struct payload_type *const city_types[] = {
    &log_opened_v1_type,
    &log_opened_v2_type,
    &rulebook_enacted_v1_type,
};
