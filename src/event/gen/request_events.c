/* From schema/request.events by tools/gen_events; do not edit. */
#include "event/gen/request_events.h"

const char *const request_kind_words[8] = { "",        "see",
                                            "copy",    "transfer",
                                            "correct", "delete",
                                            "explain", "withdraw_consent" };

const char *const request_way_words[4] = { "", "account", "code", "counter" };

const char *const request_proof_words[5] = { "", "account", "code", "document",
                                             "call" };

const char *const request_outcome_words[4] = { "", "granted", "refused",
                                               "withdrawn" };

static const struct field request_submitted_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct request_submitted_v1, subject_id),
      0, 0, 0, NULL, 0, "Whose personal texts these are: the person." },
    { "kind", FIELD_CHOICE, offsetof(struct request_submitted_v1, kind), 0, 0,
      0, request_kind_words,
      sizeof(request_kind_words) / sizeof(request_kind_words[0]),
      "What he asks for." },
    { "way", FIELD_CHOICE, offsetof(struct request_submitted_v1, way), 0, 0, 0,
      request_way_words,
      sizeof(request_way_words) / sizeof(request_way_words[0]),
      "Signed on, by the query code of a case, or at the counter." },
    { "account", FIELD_TEXT, offsetof(struct request_submitted_v1, account), 0,
      32, 0, NULL, 0, "His account, or empty." },
    { "by", FIELD_TEXT, offsetof(struct request_submitted_v1, by), 0, 64, 0,
      NULL, 0, "The account of staff who wrote it down, or empty." },
    { "case_id", FIELD_ID, offsetof(struct request_submitted_v1, case_id), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0,
      "The case it is about; none: all that is his." },
    { "name", FIELD_TEXT, offsetof(struct request_submitted_v1, name), 0, 40,
      FIELD_PERSONAL, NULL, 0, "The person." },
    { "contact", FIELD_TEXT, offsetof(struct request_submitted_v1, contact), 0,
      40, FIELD_PERSONAL, NULL, 0,
      "How to reach him; at the counter also what finds his cases." },
    { "agent", FIELD_TEXT, offsetof(struct request_submitted_v1, agent), 0, 40,
      FIELD_PERSONAL, NULL, 0, "Who asks for him (代办); empty: he himself." },
    { "body", FIELD_TEXT, offsetof(struct request_submitted_v1, body), 0, 4000,
      FIELD_PERSONAL, NULL, 0, "What he asks, in his words." },
    { "due_at", FIELD_TIME, offsetof(struct request_submitted_v1, due_at), 0, 0,
      0, NULL, 0, "Until when he is answered." },
    { "warn_at", FIELD_TIME, offsetof(struct request_submitted_v1, warn_at), 0,
      0, 0 | FIELD_OPTIONAL, NULL, 0, "When the data officer is reminded." },
    { "rules", FIELD_TEXT, offsetof(struct request_submitted_v1, rules), 0, 64,
      0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type request_submitted_v1_type = {
    "request_submitted",
    1,
    REQUEST_SUBMITTED_V1,
    sizeof(struct request_submitted_v1),
    request_submitted_v1_fields,
    13,
    "Somebody asked about data on himself.",
};

static const struct field request_correction_v1_fields[] = {
    { "subject_id", FIELD_ID,
      offsetof(struct request_correction_v1, subject_id), 0, 0, 0, NULL, 0,
      "Whose personal texts these are: the person." },
    { "new_name", FIELD_TEXT, offsetof(struct request_correction_v1, new_name),
      0, 80, FIELD_PERSONAL, NULL, 0, "His name." },
    { "new_contact", FIELD_TEXT,
      offsetof(struct request_correction_v1, new_contact), 0, 80,
      FIELD_PERSONAL, NULL, 0, "How to reach him." },
    { "statement", FIELD_TEXT,
      offsetof(struct request_correction_v1, statement), 0, 4000,
      FIELD_PERSONAL, NULL, 0,
      "What is right of the text of the case, in his words." },
};
const struct payload_type request_correction_v1_type = {
    "request_correction",
    1,
    REQUEST_CORRECTION_V1,
    sizeof(struct request_correction_v1),
    request_correction_v1_fields,
    4,
    "What he asks to have put right, and how it should read; what is empty "
    "stays.",
};

static const struct field request_confirmed_v1_fields[] = {
    { "how", FIELD_CHOICE, offsetof(struct request_confirmed_v1, how), 0, 0, 0,
      request_proof_words,
      sizeof(request_proof_words) / sizeof(request_proof_words[0]), "How." },
};
const struct payload_type request_confirmed_v1_type = {
    "request_confirmed",
    1,
    REQUEST_CONFIRMED_V1,
    sizeof(struct request_confirmed_v1),
    request_confirmed_v1_fields,
    1,
    "It is he: who asks was proved.",
};

static const struct field request_prolonged_v1_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct request_prolonged_v1, reason), 1,
      40, 0, NULL, 0, "A listed reason (extend)." },
    { "because", FIELD_TEXT, offsetof(struct request_prolonged_v1, because), 0,
      400, 0, NULL, 0, "In words, without personal data." },
    { "due_at", FIELD_TIME, offsetof(struct request_prolonged_v1, due_at), 0, 0,
      0, NULL, 0, "Until when now." },
    { "warn_at", FIELD_TIME, offsetof(struct request_prolonged_v1, warn_at), 0,
      0, 0 | FIELD_OPTIONAL, NULL, 0, "When the data officer is reminded." },
    { "rules", FIELD_TEXT, offsetof(struct request_prolonged_v1, rules), 0, 64,
      0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type request_prolonged_v1_type = {
    "request_prolonged",
    1,
    REQUEST_PROLONGED_V1,
    sizeof(struct request_prolonged_v1),
    request_prolonged_v1_fields,
    5,
    "The answer takes longer; once, with a reason.",
};

static const struct field request_acted_v1_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct request_acted_v1, case_id), 0, 0, 0,
      NULL, 0, "The case." },
    { "command", FIELD_TEXT, offsetof(struct request_acted_v1, command), 1, 40,
      0, NULL, 0, "The command." },
};
const struct payload_type request_acted_v1_type = {
    "request_acted",
    1,
    REQUEST_ACTED_V1,
    sizeof(struct request_acted_v1),
    request_acted_v1_fields,
    2,
    "For it a command was given to a case.",
};

static const struct field request_charged_v1_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct request_charged_v1, case_id), 0, 0,
      0, NULL, 0, "The case." },
    { "command", FIELD_TEXT, offsetof(struct request_charged_v1, command), 1,
      40, 0, NULL, 0, "The command." },
};
const struct payload_type request_charged_v1_type = {
    "request_charged",
    1,
    REQUEST_CHARGED_V1,
    sizeof(struct request_charged_v1),
    request_charged_v1_fields,
    2,
    "It was granted; a command is to be given to a case for it.",
};

static const struct field request_hindered_v1_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct request_hindered_v1, case_id), 0, 0,
      0, NULL, 0, "The case." },
    { "command", FIELD_TEXT, offsetof(struct request_hindered_v1, command), 1,
      40, 0, NULL, 0, "The command." },
    { "rule", FIELD_TEXT, offsetof(struct request_hindered_v1, rule), 1, 40, 0,
      NULL, 0, "The rule by which it refused." },
};
const struct payload_type request_hindered_v1_type = {
    "request_hindered",
    1,
    REQUEST_HINDERED_V1,
    sizeof(struct request_hindered_v1),
    request_hindered_v1_fields,
    3,
    "A case did not take that command any more.",
};

static const struct field request_granted_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct request_granted_v1, subject_id),
      0, 0, 0, NULL, 0, "Whose personal texts these are: the person." },
    { "said", FIELD_TEXT, offsetof(struct request_granted_v1, said), 1, 4000,
      FIELD_PERSONAL, NULL, 0, "What was done, or what was to be explained." },
    { "fetch_until", FIELD_TIME,
      offsetof(struct request_granted_v1, fetch_until), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "Until when he can fetch his data." },
    { "rules", FIELD_TEXT, offsetof(struct request_granted_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type request_granted_v1_type = {
    "request_granted",         1,
    REQUEST_GRANTED_V1,        sizeof(struct request_granted_v1),
    request_granted_v1_fields, 4,
    "It was granted.",
};

static const struct field request_refused_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct request_refused_v1, subject_id),
      0, 0, 0, NULL, 0, "Whose personal texts these are: the person." },
    { "reason", FIELD_TEXT, offsetof(struct request_refused_v1, reason), 1, 40,
      0, NULL, 0, "A listed reason (deny)." },
    { "basis", FIELD_TEXT, offsetof(struct request_refused_v1, basis), 1, 200,
      0, NULL, 0, "The legal basis." },
    { "said", FIELD_TEXT, offsetof(struct request_refused_v1, said), 1, 4000,
      FIELD_PERSONAL, NULL, 0, "The reason in words." },
    { "remedy", FIELD_TEXT, offsetof(struct request_refused_v1, remedy), 1, 400,
      0, NULL, 0, "What he was told that he can do about it." },
    { "rules", FIELD_TEXT, offsetof(struct request_refused_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type request_refused_v1_type = {
    "request_refused",
    1,
    REQUEST_REFUSED_V1,
    sizeof(struct request_refused_v1),
    request_refused_v1_fields,
    6,
    "It was refused, with reason, basis and remedy.",
};

const struct payload_type request_withdrawn_v1_type = {
    "request_withdrawn",
    1,
    REQUEST_WITHDRAWN_V1,
    sizeof(struct request_withdrawn_v1),
    NULL,
    0,
    "The person took it back.",
};

static const struct field request_warned_v1_fields[] = {
    { "due_at", FIELD_TIME, offsetof(struct request_warned_v1, due_at), 0, 0, 0,
      NULL, 0, "Until when it was to be answered." },
    { "late", FIELD_INT, offsetof(struct request_warned_v1, late), 0, 1, 0,
      NULL, 0, "1 when it has passed." },
    { "unit", FIELD_TEXT, offsetof(struct request_warned_v1, unit), 1, 80, 0,
      NULL, 0, "Who was told." },
};
const struct payload_type request_warned_v1_type = {
    "request_warned",
    1,
    REQUEST_WARNED_V1,
    sizeof(struct request_warned_v1),
    request_warned_v1_fields,
    3,
    "Its time is running out, or has passed.",
};

static const struct field request_closed_v1_fields[] = {
    { "outcome", FIELD_CHOICE, offsetof(struct request_closed_v1, outcome), 0,
      0, 0, request_outcome_words,
      sizeof(request_outcome_words) / sizeof(request_outcome_words[0]),
      "How it ended." },
    { "late", FIELD_INT, offsetof(struct request_closed_v1, late), 0, 1, 0,
      NULL, 0, "1 when it was answered after its time." },
};
const struct payload_type request_closed_v1_type = {
    "request_closed",         1,
    REQUEST_CLOSED_V1,        sizeof(struct request_closed_v1),
    request_closed_v1_fields, 2,
    "It is done with.",
};

static const struct field request_erased_v1_fields[] = {
    { "basis", FIELD_TEXT, offsetof(struct request_erased_v1, basis), 1, 200, 0,
      NULL, 0, "The legal basis." },
};
const struct payload_type request_erased_v1_type = {
    "request_erased",
    1,
    REQUEST_ERASED_V1,
    sizeof(struct request_erased_v1),
    request_erased_v1_fields,
    1,
    "The personal texts of the request were destroyed.",
};

static const struct field request_submit_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct request_submit, subject_id), 0, 0,
      0, NULL, 0, "Set by the engine." },
    { "kind", FIELD_CHOICE, offsetof(struct request_submit, kind), 0, 0, 0,
      request_kind_words,
      sizeof(request_kind_words) / sizeof(request_kind_words[0]),
      "What is asked for." },
    { "way", FIELD_CHOICE, offsetof(struct request_submit, way), 0, 0, 0,
      request_way_words,
      sizeof(request_way_words) / sizeof(request_way_words[0]),
      "Set by the engine: how the person came." },
    { "account", FIELD_TEXT, offsetof(struct request_submit, account), 0, 32, 0,
      NULL, 0, "Set by the engine: his account." },
    { "case_id", FIELD_ID, offsetof(struct request_submit, case_id), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0,
      "The case it is about; none: all that is his." },
    { "name", FIELD_TEXT, offsetof(struct request_submit, name), 0, 40, 0, NULL,
      0, "The person." },
    { "contact", FIELD_TEXT, offsetof(struct request_submit, contact), 0, 40, 0,
      NULL, 0, "How to reach him; at the counter also what finds his cases." },
    { "agent", FIELD_TEXT, offsetof(struct request_submit, agent), 0, 40, 0,
      NULL, 0, "Who asks for him; empty: he himself." },
    { "body", FIELD_TEXT, offsetof(struct request_submit, body), 0, 4000, 0,
      NULL, 0, "What he asks, in his words." },
    { "new_name", FIELD_TEXT, offsetof(struct request_submit, new_name), 0, 80,
      0, NULL, 0, "For a correction: his name." },
    { "new_contact", FIELD_TEXT, offsetof(struct request_submit, new_contact),
      0, 80, 0, NULL, 0, "For a correction: how to reach him." },
    { "statement", FIELD_TEXT, offsetof(struct request_submit, statement), 0,
      4000, 0, NULL, 0,
      "For a correction of one case: what is right of its text, in his "
      "words." },
};
const struct payload_type request_submit_type = {
    "submit",
    0,
    REQUEST_SUBMIT,
    sizeof(struct request_submit),
    request_submit_fields,
    12,
    "Ask about data on oneself.",
};

static const struct field request_confirm_fields[] = {
    { "how", FIELD_CHOICE, offsetof(struct request_confirm, how), 0, 0, 0,
      request_proof_words,
      sizeof(request_proof_words) / sizeof(request_proof_words[0]),
      "document or call." },
};
const struct payload_type request_confirm_type = {
    "confirm",
    0,
    REQUEST_CONFIRM,
    sizeof(struct request_confirm),
    request_confirm_fields,
    1,
    "Say that it is he who asks, and how that was proved.",
};

static const struct field request_prolong_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct request_prolong, reason), 1, 40, 0,
      NULL, 0, "A listed reason (extend)." },
    { "because", FIELD_TEXT, offsetof(struct request_prolong, because), 0, 400,
      0, NULL, 0, "In words, without personal data." },
};
const struct payload_type request_prolong_type = {
    "prolong",
    0,
    REQUEST_PROLONG,
    sizeof(struct request_prolong),
    request_prolong_fields,
    2,
    "Take longer, once.",
};

static const struct field request_act_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct request_act, case_id), 0, 0, 0, NULL,
      0, "The case." },
    { "command", FIELD_TEXT, offsetof(struct request_act, command), 1, 40, 0,
      NULL, 0, "The command." },
    { "rule", FIELD_TEXT, offsetof(struct request_act, rule), 0, 40, 0, NULL, 0,
      "The rule by which it refused; empty: it was done." },
};
const struct payload_type request_act_type = {
    "act",
    0,
    REQUEST_ACT,
    sizeof(struct request_act),
    request_act_fields,
    3,
    "Note what was done to a case for it, or that the case refused.",
};

static const struct field request_grant_fields[] = {
    { "said", FIELD_TEXT, offsetof(struct request_grant, said), 1, 4000, 0,
      NULL, 0, "What was done, or the explanation." },
    { "cases", FIELD_TEXT, offsetof(struct request_grant, cases), 0, 14000, 0,
      NULL, 0,
      "Set by the engine: the cases it is carried out on, 32 hex digits "
      "each." },
};
const struct payload_type request_grant_type = {
    "grant",
    0,
    REQUEST_GRANT,
    sizeof(struct request_grant),
    request_grant_fields,
    2,
    "Grant it.",
};

static const struct field request_deny_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct request_deny, reason), 1, 40, 0,
      NULL, 0, "A listed reason (deny)." },
    { "basis", FIELD_TEXT, offsetof(struct request_deny, basis), 1, 200, 0,
      NULL, 0, "The legal basis." },
    { "said", FIELD_TEXT, offsetof(struct request_deny, said), 1, 4000, 0, NULL,
      0, "The reason in words." },
};
const struct payload_type request_deny_type = {
    "deny",
    0,
    REQUEST_DENY,
    sizeof(struct request_deny),
    request_deny_fields,
    3,
    "Refuse it.",
};

const struct payload_type request_drop_type = {
    "drop",
    0,
    REQUEST_DROP,
    sizeof(struct request_drop),
    NULL,
    0,
    "Take it back: the person his own, an operator one from the counter.",
};

const struct payload_type request_tick_type = {
    "tick",
    0,
    REQUEST_TICK,
    sizeof(struct request_tick),
    NULL,
    0,
    "Do what is due by now. Given by the program.",
};

static const struct field request_erase_fields[] = {
    { "basis", FIELD_TEXT, offsetof(struct request_erase, basis), 1, 200, 0,
      NULL, 0, "The legal basis." },
};
const struct payload_type request_erase_type = {
    "erase",
    0,
    REQUEST_ERASE,
    sizeof(struct request_erase),
    request_erase_fields,
    1,
    "Destroy the personal texts of the request.",
};

const struct payload_type *const request_types[] = {
    &request_submitted_v1_type, &request_correction_v1_type,
    &request_confirmed_v1_type, &request_prolonged_v1_type,
    &request_acted_v1_type,     &request_charged_v1_type,
    &request_hindered_v1_type,  &request_granted_v1_type,
    &request_refused_v1_type,   &request_withdrawn_v1_type,
    &request_warned_v1_type,    &request_closed_v1_type,
    &request_erased_v1_type,    &request_submit_type,
    &request_confirm_type,      &request_prolong_type,
    &request_act_type,          &request_grant_type,
    &request_deny_type,         &request_drop_type,
    &request_tick_type,         &request_erase_type,
};
