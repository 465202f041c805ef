/* From schema/knowledge.events by tools/gen_events; do not edit. */
#include "event/gen/knowledge_events.h"

static const struct field knowledge_written_v1_fields[] = {
    { "title", FIELD_TEXT, offsetof(struct knowledge_written_v1, title), 1, 100,
      0, NULL, 0, "What it is about." },
    { "question", FIELD_TEXT, offsetof(struct knowledge_written_v1, question),
      1, 1000, 0, NULL, 0, "What people ask, in their words." },
    { "answer", FIELD_TEXT, offsetof(struct knowledge_written_v1, answer), 1,
      10000, 0, NULL, 0, "The answer, in plain words." },
    { "matter", FIELD_TEXT, offsetof(struct knowledge_written_v1, matter), 0,
      20, 0, NULL, 0, "Code of the matter, or empty." },
    { "place", FIELD_TEXT, offsetof(struct knowledge_written_v1, place), 0, 40,
      0, NULL, 0, "Code of the place where it holds; empty: the whole city." },
    { "basis", FIELD_TEXT, offsetof(struct knowledge_written_v1, basis), 1, 300,
      0, NULL, 0, "The law or document it rests on." },
    { "unit", FIELD_TEXT, offsetof(struct knowledge_written_v1, unit), 1, 80, 0,
      NULL, 0, "The unit that answers for it." },
    { "valid_from", FIELD_TIME,
      offsetof(struct knowledge_written_v1, valid_from), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "It holds from then on; none: at once." },
    { "valid_until", FIELD_TIME,
      offsetof(struct knowledge_written_v1, valid_until), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0,
      "And until then; none: until it is withdrawn." },
    { "by", FIELD_TEXT, offsetof(struct knowledge_written_v1, by), 1, 80, 0,
      NULL, 0, "The account of who wrote it." },
};
const struct payload_type knowledge_written_v1_type = {
    "knowledge_written",
    1,
    KNOWLEDGE_WRITTEN_V1,
    sizeof(struct knowledge_written_v1),
    knowledge_written_v1_fields,
    10,
    "Somebody wrote an answer to be looked up.",
};

static const struct field knowledge_revised_v1_fields[] = {
    { "title", FIELD_TEXT, offsetof(struct knowledge_revised_v1, title), 1, 100,
      0, NULL, 0, "What it is about." },
    { "question", FIELD_TEXT, offsetof(struct knowledge_revised_v1, question),
      1, 1000, 0, NULL, 0, "What people ask, in their words." },
    { "answer", FIELD_TEXT, offsetof(struct knowledge_revised_v1, answer), 1,
      10000, 0, NULL, 0, "The answer, in plain words." },
    { "matter", FIELD_TEXT, offsetof(struct knowledge_revised_v1, matter), 0,
      20, 0, NULL, 0, "Code of the matter, or empty." },
    { "place", FIELD_TEXT, offsetof(struct knowledge_revised_v1, place), 0, 40,
      0, NULL, 0, "Code of the place where it holds; empty: the whole city." },
    { "basis", FIELD_TEXT, offsetof(struct knowledge_revised_v1, basis), 1, 300,
      0, NULL, 0, "The law or document it rests on." },
    { "unit", FIELD_TEXT, offsetof(struct knowledge_revised_v1, unit), 1, 80, 0,
      NULL, 0, "The unit that answers for it." },
    { "valid_from", FIELD_TIME,
      offsetof(struct knowledge_revised_v1, valid_from), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "It holds from then on; none: at once." },
    { "valid_until", FIELD_TIME,
      offsetof(struct knowledge_revised_v1, valid_until), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0,
      "And until then; none: until it is withdrawn." },
    { "by", FIELD_TEXT, offsetof(struct knowledge_revised_v1, by), 1, 80, 0,
      NULL, 0, "The account of who wrote it." },
};
const struct payload_type knowledge_revised_v1_type = {
    "knowledge_revised",
    1,
    KNOWLEDGE_REVISED_V1,
    sizeof(struct knowledge_revised_v1),
    knowledge_revised_v1_fields,
    10,
    "It was rewritten; what is published stays until the new text was "
    "reviewed.",
};

static const struct field knowledge_submitted_v1_fields[] = {
    { "by", FIELD_TEXT, offsetof(struct knowledge_submitted_v1, by), 1, 80, 0,
      NULL, 0, "The account of who asked for it." },
};
const struct payload_type knowledge_submitted_v1_type = {
    "knowledge_submitted",
    1,
    KNOWLEDGE_SUBMITTED_V1,
    sizeof(struct knowledge_submitted_v1),
    knowledge_submitted_v1_fields,
    1,
    "Its text waits for another person to review it.",
};

static const struct field knowledge_returned_v1_fields[] = {
    { "note", FIELD_TEXT, offsetof(struct knowledge_returned_v1, note), 1, 400,
      0, NULL, 0, "Why." },
    { "by", FIELD_TEXT, offsetof(struct knowledge_returned_v1, by), 1, 80, 0,
      NULL, 0, "His account." },
};
const struct payload_type knowledge_returned_v1_type = {
    "knowledge_returned",
    1,
    KNOWLEDGE_RETURNED_V1,
    sizeof(struct knowledge_returned_v1),
    knowledge_returned_v1_fields,
    2,
    "The reviewer sent it back to be rewritten.",
};

static const struct field knowledge_published_v1_fields[] = {
    { "edition", FIELD_INT, offsetof(struct knowledge_published_v1, edition), 1,
      9999, 0, NULL, 0, "The how-manieth text of it." },
    { "by", FIELD_TEXT, offsetof(struct knowledge_published_v1, by), 1, 80, 0,
      NULL, 0, "His account." },
    { "rules", FIELD_TEXT, offsetof(struct knowledge_published_v1, rules), 0,
      64, 0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type knowledge_published_v1_type = {
    "knowledge_published",
    1,
    KNOWLEDGE_PUBLISHED_V1,
    sizeof(struct knowledge_published_v1),
    knowledge_published_v1_fields,
    3,
    "Another person approved it: anybody may look it up.",
};

static const struct field knowledge_withdrawn_v1_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct knowledge_withdrawn_v1, reason), 1,
      400, 0, NULL, 0, "Why." },
    { "by", FIELD_TEXT, offsetof(struct knowledge_withdrawn_v1, by), 1, 80, 0,
      NULL, 0, "The account of who withdrew it." },
};
const struct payload_type knowledge_withdrawn_v1_type = {
    "knowledge_withdrawn",
    1,
    KNOWLEDGE_WITHDRAWN_V1,
    sizeof(struct knowledge_withdrawn_v1),
    knowledge_withdrawn_v1_fields,
    2,
    "It may not be looked up any more.",
};

const struct payload_type knowledge_expired_v1_type = {
    "knowledge_expired",
    1,
    KNOWLEDGE_EXPIRED_V1,
    sizeof(struct knowledge_expired_v1),
    NULL,
    0,
    "The time for which it holds is over.",
};

static const struct field knowledge_write_fields[] = {
    { "title", FIELD_TEXT, offsetof(struct knowledge_write, title), 1, 100, 0,
      NULL, 0, "What it is about." },
    { "question", FIELD_TEXT, offsetof(struct knowledge_write, question), 1,
      1000, 0, NULL, 0, "What people ask, in their words." },
    { "answer", FIELD_TEXT, offsetof(struct knowledge_write, answer), 1, 10000,
      0, NULL, 0, "The answer, in plain words." },
    { "matter", FIELD_TEXT, offsetof(struct knowledge_write, matter), 0, 20, 0,
      NULL, 0, "Code of the matter." },
    { "place", FIELD_TEXT, offsetof(struct knowledge_write, place), 0, 40, 0,
      NULL, 0, "Code of the place where it holds; empty: the whole city." },
    { "basis", FIELD_TEXT, offsetof(struct knowledge_write, basis), 1, 300, 0,
      NULL, 0, "The law or document it rests on." },
    { "unit", FIELD_TEXT, offsetof(struct knowledge_write, unit), 0, 80, 0,
      NULL, 0, "The unit that answers for it; that of the writer when empty." },
    { "valid_from", FIELD_TEXT, offsetof(struct knowledge_write, valid_from), 0,
      10, 0, NULL, 0, "Day from which it holds (2026-09-18); empty: at once." },
    { "valid_until", FIELD_TEXT, offsetof(struct knowledge_write, valid_until),
      0, 10, 0, NULL, 0,
      "Last day on which it holds; empty: until it is withdrawn." },
};
const struct payload_type knowledge_write_type = {
    "write",
    0,
    KNOWLEDGE_WRITE,
    sizeof(struct knowledge_write),
    knowledge_write_fields,
    9,
    "Write an entry.",
};

static const struct field knowledge_revise_fields[] = {
    { "title", FIELD_TEXT, offsetof(struct knowledge_revise, title), 1, 100, 0,
      NULL, 0, "What it is about." },
    { "question", FIELD_TEXT, offsetof(struct knowledge_revise, question), 1,
      1000, 0, NULL, 0, "What people ask, in their words." },
    { "answer", FIELD_TEXT, offsetof(struct knowledge_revise, answer), 1, 10000,
      0, NULL, 0, "The answer, in plain words." },
    { "matter", FIELD_TEXT, offsetof(struct knowledge_revise, matter), 0, 20, 0,
      NULL, 0, "Code of the matter." },
    { "place", FIELD_TEXT, offsetof(struct knowledge_revise, place), 0, 40, 0,
      NULL, 0, "Code of the place where it holds; empty: the whole city." },
    { "basis", FIELD_TEXT, offsetof(struct knowledge_revise, basis), 1, 300, 0,
      NULL, 0, "The law or document it rests on." },
    { "unit", FIELD_TEXT, offsetof(struct knowledge_revise, unit), 0, 80, 0,
      NULL, 0, "The unit that answers for it; that of the writer when empty." },
    { "valid_from", FIELD_TEXT, offsetof(struct knowledge_revise, valid_from),
      0, 10, 0, NULL, 0,
      "Day from which it holds (2026-09-18); empty: at once." },
    { "valid_until", FIELD_TEXT, offsetof(struct knowledge_revise, valid_until),
      0, 10, 0, NULL, 0,
      "Last day on which it holds; empty: until it is withdrawn." },
};
const struct payload_type knowledge_revise_type = {
    "revise",
    0,
    KNOWLEDGE_REVISE,
    sizeof(struct knowledge_revise),
    knowledge_revise_fields,
    9,
    "Write it anew.",
};

const struct payload_type knowledge_submit_type = {
    "submit",
    0,
    KNOWLEDGE_SUBMIT,
    sizeof(struct knowledge_submit),
    NULL,
    0,
    "Ask another person to review it.",
};

static const struct field knowledge_send_back_fields[] = {
    { "note", FIELD_TEXT, offsetof(struct knowledge_send_back, note), 1, 400, 0,
      NULL, 0, "Why." },
};
const struct payload_type knowledge_send_back_type = {
    "send_back",
    0,
    KNOWLEDGE_SEND_BACK,
    sizeof(struct knowledge_send_back),
    knowledge_send_back_fields,
    1,
    "Send it back to be rewritten.",
};

const struct payload_type knowledge_approve_type = {
    "approve",
    0,
    KNOWLEDGE_APPROVE,
    sizeof(struct knowledge_approve),
    NULL,
    0,
    "Publish it; not by who wrote it.",
};

static const struct field knowledge_withdraw_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct knowledge_withdraw, reason), 1, 400,
      0, NULL, 0, "Why." },
};
const struct payload_type knowledge_withdraw_type = {
    "withdraw",
    0,
    KNOWLEDGE_WITHDRAW,
    sizeof(struct knowledge_withdraw),
    knowledge_withdraw_fields,
    1,
    "Take it out of the look-up.",
};

const struct payload_type knowledge_tick_type = {
    "tick",
    0,
    KNOWLEDGE_TICK,
    sizeof(struct knowledge_tick),
    NULL,
    0,
    "Do what is due by now. Given by the program.",
};

const struct payload_type *const knowledge_types[] = {
    &knowledge_written_v1_type,   &knowledge_revised_v1_type,
    &knowledge_submitted_v1_type, &knowledge_returned_v1_type,
    &knowledge_published_v1_type, &knowledge_withdrawn_v1_type,
    &knowledge_expired_v1_type,   &knowledge_write_type,
    &knowledge_revise_type,       &knowledge_submit_type,
    &knowledge_send_back_type,    &knowledge_approve_type,
    &knowledge_withdraw_type,     &knowledge_tick_type,
};
