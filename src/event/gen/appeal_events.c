/* From schema/appeal.events by tools/gen_events; do not edit. */
#include "event/gen/appeal_events.h"

const char *const appeal_channel_words[17] = {
    "",          "hotline", "web",          "mobile",  "letter",  "visit",
    "grid",      "deputy",  "organisation", "message", "opinion", "kiosk",
    "on_behalf", "email",   "sms",          "open311", "import"
};

const char *const appeal_kind_words[8] = { "",          "consult", "help",
                                           "complaint", "report",  "suggest",
                                           "praise",    "other" };

const char *const appeal_privacy_words[4] = { "", "open", "confidential",
                                              "anonymous" };

const char *const appeal_regime_words[3] = { "", "hotline", "petition" };

const char *const appeal_how_words[4] = { "", "keywords", "person", "history" };

const char *const appeal_queue_reason_words[7] = { "",
                                                   "no_match",
                                                   "ambiguous",
                                                   "place_unknown",
                                                   "unit_unknown",
                                                   "calendar_missing",
                                                   "no_deadline" };

const char *const appeal_outcome_words[6] = {
    "", "supported", "partly", "explained", "unsupported", "unstated"
};

const char *const appeal_solved_words[5] = { "", "yes", "partly", "no",
                                             "unreached" };

const char *const appeal_satisfied_words[5] = { "", "yes", "mostly", "no",
                                                "unreached" };

const char *const appeal_rater_words[4] = { "", "citizen", "callback",
                                            "history" };

const char *const appeal_close_reason_words[10] = {
    "",         "answered", "rated",  "silence", "withdrawn",
    "diverted", "merged",   "review", "history", "erased"
};

const char *const appeal_review_result_words[3] = { "", "pass", "count" };

const char *const appeal_warning_words[11] = { "",       "dispatch", "sign_in",
                                               "object", "rule",     "contact",
                                               "close",  "second",   "confer",
                                               "assist", "review" };

const char *const appeal_history_words[3] = { "", "on_time", "late" };

const char *const appeal_told_words[5] = { "", "web", "phone", "paper",
                                           "other" };

const char *const appeal_attachment_kind_words[6] = { "",    "jpeg", "wav",
                                                      "mp3", "m4a",  "ogg" };

const char *const appeal_consent_words[3] = { "", "publish", "sensitive" };

const char *const appeal_answers_end_words[3] = { "", "destroyed", "hidden" };

const char *const appeal_feeling_words[6] = { "",           "emotion",
                                              "life",       "collective",
                                              "vulnerable", "media" };

const char *const appeal_judgement_words[3] = { "", "confirmed", "set_aside" };

const char *const appeal_contact_end_words[3] = { "", "destroyed", "hidden" };

const char *const appeal_hold_end_words[3] = { "", "released", "expired" };

const char *const appeal_way_words[4] = { "", "dispatch", "relay", "handover" };

const char *const appeal_release_end_words[4] = { "", "expired", "refused",
                                                  "unanswered" };

const char *const appeal_suggestion_words[5] = { "", "kind", "matter", "level",
                                                 "unit" };

static const struct field appeal_received_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct appeal_received_v1, subject_id),
      0, 0, 0, NULL, 0,
      "Whose personal texts these are: one person in this case." },
    { "number", FIELD_INT, offsetof(struct appeal_received_v1, number), 1,
      99999999999, 0, NULL, 0, "The case's number, unique in the city." },
    { "code", FIELD_TEXT, offsetof(struct appeal_received_v1, code), 24, 24, 0,
      NULL, 0, "The case code." },
    { "channel", FIELD_CHOICE, offsetof(struct appeal_received_v1, channel), 0,
      0, 0, appeal_channel_words,
      sizeof(appeal_channel_words) / sizeof(appeal_channel_words[0]),
      "How it came." },
    { "regime", FIELD_CHOICE, offsetof(struct appeal_received_v1, regime), 0, 0,
      0, appeal_regime_words,
      sizeof(appeal_regime_words) / sizeof(appeal_regime_words[0]),
      "Under which rules it is handled." },
    { "kind", FIELD_CHOICE, offsetof(struct appeal_received_v1, kind), 0, 0,
      0 | FIELD_OPTIONAL, appeal_kind_words,
      sizeof(appeal_kind_words) / sizeof(appeal_kind_words[0]),
      "What the citizen wants, when known." },
    { "privacy", FIELD_CHOICE, offsetof(struct appeal_received_v1, privacy), 0,
      0, 0, appeal_privacy_words,
      sizeof(appeal_privacy_words) / sizeof(appeal_privacy_words[0]),
      "Open, confidential to the unit, or anonymous." },
    { "place", FIELD_TEXT, offsetof(struct appeal_received_v1, place), 0, 40, 0,
      NULL, 0, "Code of the place; ~name when the rulebook does not know it." },
    { "source", FIELD_TEXT, offsetof(struct appeal_received_v1, source), 0, 40,
      0, NULL, 0, "Where an imported row comes from." },
    { "outside_id", FIELD_TEXT, offsetof(struct appeal_received_v1, outside_id),
      0, 80, 0, NULL, 0, "Its id there." },
    { "earlier", FIELD_INT, offsetof(struct appeal_received_v1, earlier), 0,
      9999, 0, NULL, 0,
      "Earlier cases of the same citizen and matter in the repeat window." },
    { "title", FIELD_TEXT, offsetof(struct appeal_received_v1, title), 1, 200,
      FIELD_PERSONAL, NULL, 0, "One line." },
    { "body", FIELD_TEXT, offsetof(struct appeal_received_v1, body), 0, 20000,
      FIELD_PERSONAL, NULL, 0, "What the citizen wrote or said." },
    { "place_text", FIELD_TEXT, offsetof(struct appeal_received_v1, place_text),
      0, 300, FIELD_PERSONAL, NULL, 0, "Where, in the citizen's words." },
    { "caller", FIELD_TEXT, offsetof(struct appeal_received_v1, caller), 0, 80,
      FIELD_PERSONAL, NULL, 0, "Name." },
    { "contact", FIELD_TEXT, offsetof(struct appeal_received_v1, contact), 0,
      80, FIELD_PERSONAL, NULL, 0, "Phone or account to be reached at." },
};
const struct payload_type appeal_received_v1_type = {
    "appeal_received",
    1,
    APPEAL_RECEIVED_V1,
    sizeof(struct appeal_received_v1),
    appeal_received_v1_fields,
    16,
    "A citizen's message arrived.",
};

static const struct field appeal_received_v2_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct appeal_received_v2, subject_id),
      0, 0, 0, NULL, 0,
      "Whose personal texts these are: one person in this case." },
    { "number", FIELD_INT, offsetof(struct appeal_received_v2, number), 1,
      99999999999, 0, NULL, 0, "The case's number, unique in the city." },
    { "code", FIELD_TEXT, offsetof(struct appeal_received_v2, code), 24, 24, 0,
      NULL, 0, "The case code." },
    { "channel", FIELD_CHOICE, offsetof(struct appeal_received_v2, channel), 0,
      0, 0, appeal_channel_words,
      sizeof(appeal_channel_words) / sizeof(appeal_channel_words[0]),
      "How it came." },
    { "regime", FIELD_CHOICE, offsetof(struct appeal_received_v2, regime), 0, 0,
      0, appeal_regime_words,
      sizeof(appeal_regime_words) / sizeof(appeal_regime_words[0]),
      "Under which rules it is handled." },
    { "kind", FIELD_CHOICE, offsetof(struct appeal_received_v2, kind), 0, 0,
      0 | FIELD_OPTIONAL, appeal_kind_words,
      sizeof(appeal_kind_words) / sizeof(appeal_kind_words[0]),
      "What the citizen wants, when known." },
    { "privacy", FIELD_CHOICE, offsetof(struct appeal_received_v2, privacy), 0,
      0, 0, appeal_privacy_words,
      sizeof(appeal_privacy_words) / sizeof(appeal_privacy_words[0]),
      "Open, confidential to the unit, or anonymous." },
    { "place", FIELD_TEXT, offsetof(struct appeal_received_v2, place), 0, 40, 0,
      NULL, 0,
      "Code of the place; ~name when neither the rulebook nor the national "
      "codes know it." },
    { "place_path", FIELD_TEXT, offsetof(struct appeal_received_v2, place_path),
      0, 120, 0, NULL, 0,
      "Of a place outside the rulebook: its names by the national codes, "
      "widest first, joined by /." },
    { "source", FIELD_TEXT, offsetof(struct appeal_received_v2, source), 0, 40,
      0, NULL, 0, "Where an imported row comes from." },
    { "outside_id", FIELD_TEXT, offsetof(struct appeal_received_v2, outside_id),
      0, 80, 0, NULL, 0, "Its id there." },
    { "earlier", FIELD_INT, offsetof(struct appeal_received_v2, earlier), 0,
      9999, 0, NULL, 0,
      "Earlier cases of the same citizen and matter in the repeat window." },
    { "title", FIELD_TEXT, offsetof(struct appeal_received_v2, title), 1, 200,
      FIELD_PERSONAL, NULL, 0, "One line." },
    { "body", FIELD_TEXT, offsetof(struct appeal_received_v2, body), 0, 20000,
      FIELD_PERSONAL, NULL, 0, "What the citizen wrote or said." },
    { "place_text", FIELD_TEXT, offsetof(struct appeal_received_v2, place_text),
      0, 300, FIELD_PERSONAL, NULL, 0, "Where, in the citizen's words." },
    { "point", FIELD_TEXT, offsetof(struct appeal_received_v2, point), 0, 40,
      FIELD_PERSONAL, NULL, 0,
      "Where exactly: geo:LAT,LON in degrees of CGCS2000." },
    { "caller", FIELD_TEXT, offsetof(struct appeal_received_v2, caller), 0, 80,
      FIELD_PERSONAL, NULL, 0, "Name." },
    { "contact", FIELD_TEXT, offsetof(struct appeal_received_v2, contact), 0,
      80, FIELD_PERSONAL, NULL, 0, "Phone or account to be reached at." },
};
const struct payload_type appeal_received_v2_type = {
    "appeal_received",
    2,
    APPEAL_RECEIVED_V2,
    sizeof(struct appeal_received_v2),
    appeal_received_v2_fields,
    18,
    "A citizen's message arrived, perhaps with a point on the map.",
};

static const struct field appeal_received_v3_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct appeal_received_v3, subject_id),
      0, 0, 0, NULL, 0,
      "Whose personal texts these are: one person in this case." },
    { "contact_id", FIELD_ID, offsetof(struct appeal_received_v3, contact_id),
      0, 0, 0 | FIELD_OPTIONAL, NULL, 0,
      "Whose name and number are: the same person, apart from what he wrote." },
    { "number", FIELD_INT, offsetof(struct appeal_received_v3, number), 1,
      99999999999, 0, NULL, 0, "The case's number, unique in the city." },
    { "code", FIELD_TEXT, offsetof(struct appeal_received_v3, code), 24, 24, 0,
      NULL, 0, "The case code." },
    { "channel", FIELD_CHOICE, offsetof(struct appeal_received_v3, channel), 0,
      0, 0, appeal_channel_words,
      sizeof(appeal_channel_words) / sizeof(appeal_channel_words[0]),
      "How it came." },
    { "regime", FIELD_CHOICE, offsetof(struct appeal_received_v3, regime), 0, 0,
      0, appeal_regime_words,
      sizeof(appeal_regime_words) / sizeof(appeal_regime_words[0]),
      "Under which rules it is handled." },
    { "kind", FIELD_CHOICE, offsetof(struct appeal_received_v3, kind), 0, 0,
      0 | FIELD_OPTIONAL, appeal_kind_words,
      sizeof(appeal_kind_words) / sizeof(appeal_kind_words[0]),
      "What the citizen wants, when known." },
    { "privacy", FIELD_CHOICE, offsetof(struct appeal_received_v3, privacy), 0,
      0, 0, appeal_privacy_words,
      sizeof(appeal_privacy_words) / sizeof(appeal_privacy_words[0]),
      "Open, confidential to the unit, or anonymous." },
    { "place", FIELD_TEXT, offsetof(struct appeal_received_v3, place), 0, 40, 0,
      NULL, 0,
      "Code of the place; ~name when neither the rulebook nor the national "
      "codes know it." },
    { "place_path", FIELD_TEXT, offsetof(struct appeal_received_v3, place_path),
      0, 120, 0, NULL, 0,
      "Of a place outside the rulebook: its names by the national codes, "
      "widest first, joined by /." },
    { "source", FIELD_TEXT, offsetof(struct appeal_received_v3, source), 0, 40,
      0, NULL, 0, "Where an imported row comes from." },
    { "outside_id", FIELD_TEXT, offsetof(struct appeal_received_v3, outside_id),
      0, 80, 0, NULL, 0, "Its id there." },
    { "earlier", FIELD_INT, offsetof(struct appeal_received_v3, earlier), 0,
      9999, 0, NULL, 0,
      "Earlier cases of the same citizen and matter in the repeat window." },
    { "title", FIELD_TEXT, offsetof(struct appeal_received_v3, title), 1, 200,
      FIELD_PERSONAL, NULL, 0, "One line." },
    { "body", FIELD_TEXT, offsetof(struct appeal_received_v3, body), 0, 20000,
      FIELD_PERSONAL, NULL, 0, "What the citizen wrote or said." },
    { "place_text", FIELD_TEXT, offsetof(struct appeal_received_v3, place_text),
      0, 300, FIELD_PERSONAL, NULL, 0, "Where, in the citizen's words." },
    { "point", FIELD_TEXT, offsetof(struct appeal_received_v3, point), 0, 40,
      FIELD_PERSONAL, NULL, 0,
      "Where exactly: geo:LAT,LON in degrees of CGCS2000." },
    { "caller", FIELD_TEXT, offsetof(struct appeal_received_v3, caller), 0, 80,
      FIELD_PERSONAL | FIELD_CONTACT, NULL, 0, "Name." },
    { "contact", FIELD_TEXT, offsetof(struct appeal_received_v3, contact), 0,
      80, FIELD_PERSONAL | FIELD_CONTACT, NULL, 0,
      "Phone or account to be reached at." },
    { "answers", FIELD_TEXT, offsetof(struct appeal_received_v3, answers), 0,
      4000, FIELD_PERSONAL, NULL, 0,
      "Answers to the fields of the matter's form: a line NAME=VALUE each." },
    { "notice", FIELD_TEXT, offsetof(struct appeal_received_v3, notice), 0, 20,
      0, NULL, 0,
      "Version of the privacy notice he was told; empty when none." },
    { "notice_lang", FIELD_TEXT,
      offsetof(struct appeal_received_v3, notice_lang), 0, 10, 0, NULL, 0,
      "In which language: zh-Hans, zh-Hant or en." },
    { "told", FIELD_CHOICE, offsetof(struct appeal_received_v3, told), 0, 0,
      0 | FIELD_OPTIONAL, appeal_told_words,
      sizeof(appeal_told_words) / sizeof(appeal_told_words[0]),
      "How he was told, and agreed." },
    { "agreed_publish", FIELD_INT,
      offsetof(struct appeal_received_v3, agreed_publish), 0, 1, 0, NULL, 0,
      "1 when he agreed that his case be published." },
    { "agreed_sensitive", FIELD_INT,
      offsetof(struct appeal_received_v3, agreed_sensitive), 0, 1, 0, NULL, 0,
      "1 when he agreed that sensitive data be handled." },
    { "guardian", FIELD_INT, offsetof(struct appeal_received_v3, guardian), 0,
      1, 0, NULL, 0, "1 when a guardian agreed for a child under 14." },
};
const struct payload_type appeal_received_v3_type = {
    "appeal_received",
    3,
    APPEAL_RECEIVED_V3,
    sizeof(struct appeal_received_v3),
    appeal_received_v3_fields,
    26,
    "A citizen's message arrived, with answers to the form of its matter and "
    "what he agreed to; who it is from lies under a key of its own.",
};

static const struct field appeal_diverted_v1_fields[] = {
    { "exit", FIELD_TEXT, offsetof(struct appeal_diverted_v1, exit), 2, 2, 0,
      NULL, 0, "E1 to E6." },
    { "to", FIELD_TEXT, offsetof(struct appeal_diverted_v1, to), 0, 200, 0,
      NULL, 0, "Who takes it." },
    { "because", FIELD_TEXT, offsetof(struct appeal_diverted_v1, because), 0,
      200, 0, NULL, 0, "The words or the reason it rests on." },
    { "how", FIELD_CHOICE, offsetof(struct appeal_diverted_v1, how), 0, 0, 0,
      appeal_how_words, sizeof(appeal_how_words) / sizeof(appeal_how_words[0]),
      "Who saw it." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_diverted_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_diverted_v1_type = {
    "appeal_diverted",
    1,
    APPEAL_DIVERTED_V1,
    sizeof(struct appeal_diverted_v1),
    appeal_diverted_v1_fields,
    5,
    "A legal exit applies: the matter goes its lawful way at once.",
};

static const struct field appeal_queued_v1_fields[] = {
    { "reason", FIELD_CHOICE, offsetof(struct appeal_queued_v1, reason), 0, 0,
      0, appeal_queue_reason_words,
      sizeof(appeal_queue_reason_words) / sizeof(appeal_queue_reason_words[0]),
      "Why." },
    { "candidates", FIELD_TEXT, offsetof(struct appeal_queued_v1, candidates),
      0, 200, 0, NULL, 0, "Matters that came near, with points." },
    { "place_by", FIELD_TIME, offsetof(struct appeal_queued_v1, place_by), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "When it must be placed." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_queued_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_queued_v1_type = {
    "appeal_queued",
    1,
    APPEAL_QUEUED_V1,
    sizeof(struct appeal_queued_v1),
    appeal_queued_v1_fields,
    4,
    "A person must place it; nothing was guessed.",
};

static const struct field appeal_placed_v1_fields[] = {
    { "matter", FIELD_TEXT, offsetof(struct appeal_placed_v1, matter), 1, 20, 0,
      NULL, 0, "Code of the matter." },
    { "place", FIELD_TEXT, offsetof(struct appeal_placed_v1, place), 0, 40, 0,
      NULL, 0, "Code of the place, when it became known now." },
    { "how", FIELD_CHOICE, offsetof(struct appeal_placed_v1, how), 0, 0, 0,
      appeal_how_words, sizeof(appeal_how_words) / sizeof(appeal_how_words[0]),
      "By keywords or by a person." },
    { "confidence", FIELD_INT, offsetof(struct appeal_placed_v1, confidence), 0,
      1000, 0, NULL, 0, "Permille; 1000 when a person placed it." },
    { "because", FIELD_TEXT, offsetof(struct appeal_placed_v1, because), 0, 300,
      0, NULL, 0, "Words of the rulebook that decided." },
    { "urgency", FIELD_INT, offsetof(struct appeal_placed_v1, urgency), 0, 3, 0,
      NULL, 0, "0 none to 3 now." },
    { "risk", FIELD_INT, offsetof(struct appeal_placed_v1, risk), 0, 3, 0, NULL,
      0, "0 one person to 3 life or crowd." },
    { "clarity", FIELD_INT, offsetof(struct appeal_placed_v1, clarity), 0, 3, 0,
      NULL, 0, "0 clear to 3 law unclear." },
    { "difficulty", FIELD_INT, offsetof(struct appeal_placed_v1, difficulty), 0,
      3, 0, NULL, 0, "0 simple to 3 disputed or repeated." },
    { "level", FIELD_TEXT, offsetof(struct appeal_placed_v1, level), 2, 2, 0,
      NULL, 0, "L1 to L4." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_placed_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
    { "rules_day", FIELD_INT, offsetof(struct appeal_placed_v1, rules_day),
      -100000, 4000000, 0, NULL, 0, "Day of the rules that were applied." },
};
const struct payload_type appeal_placed_v1_type = {
    "appeal_placed",
    1,
    APPEAL_PLACED_V1,
    sizeof(struct appeal_placed_v1),
    appeal_placed_v1_fields,
    12,
    "The matter and the response level are known.",
};

static const struct field appeal_promised_v1_fields[] = {
    { "contact_by", FIELD_TIME, offsetof(struct appeal_promised_v1, contact_by),
      0, 0, 0, NULL, 0, "First contact." },
    { "due_at", FIELD_TIME, offsetof(struct appeal_promised_v1, due_at), 0, 0,
      0, NULL, 0, "Answer." },
    { "warn_at", FIELD_TIME, offsetof(struct appeal_promised_v1, warn_at), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "Pre-warning of the unit." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_promised_v1, basis), 0, 200,
      0, NULL, 0, "Legal basis of the term." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_promised_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_promised_v1_type = {
    "appeal_promised",
    1,
    APPEAL_PROMISED_V1,
    sizeof(struct appeal_promised_v1),
    appeal_promised_v1_fields,
    5,
    "The times the citizen was promised.",
};

static const struct field appeal_dispatched_v1_fields[] = {
    { "lead", FIELD_TEXT, offsetof(struct appeal_dispatched_v1, lead), 1, 80, 0,
      NULL, 0, "Code of the unit; ~name when the rulebook does not know it." },
    { "hop", FIELD_INT, offsetof(struct appeal_dispatched_v1, hop), 1, 999, 0,
      NULL, 0, "1 for the first receiver, who stays accountable." },
    { "ruled", FIELD_INT, offsetof(struct appeal_dispatched_v1, ruled), 0, 1, 0,
      NULL, 0, "1 after a ruling: it cannot be returned." },
    { "how", FIELD_CHOICE, offsetof(struct appeal_dispatched_v1, how), 0, 0, 0,
      appeal_how_words, sizeof(appeal_how_words) / sizeof(appeal_how_words[0]),
      "By catalogue or by a person." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_dispatched_v1, basis), 0, 200,
      0, NULL, 0, "Legal basis." },
    { "sign_by", FIELD_TIME, offsetof(struct appeal_dispatched_v1, sign_by), 0,
      0, 0 | FIELD_OPTIONAL, NULL, 0, "The unit's own clock: sign in." },
    { "object_by", FIELD_TIME, offsetof(struct appeal_dispatched_v1, object_by),
      0, 0, 0 | FIELD_OPTIONAL, NULL, 0, "The unit's own clock: object." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_dispatched_v1, rules), 0, 64,
      0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_dispatched_v1_type = {
    "appeal_dispatched",         1,
    APPEAL_DISPATCHED_V1,        sizeof(struct appeal_dispatched_v1),
    appeal_dispatched_v1_fields, 8,
    "A unit got the case.",
};

static const struct field appeal_assisting_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_assisting_v1, unit), 1, 80, 0,
      NULL, 0, "Code of the unit." },
    { "due_at", FIELD_TIME, offsetof(struct appeal_assisting_v1, due_at), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "The assisting unit's own clock." },
};
const struct payload_type appeal_assisting_v1_type = {
    "appeal_assisting",         1,
    APPEAL_ASSISTING_V1,        sizeof(struct appeal_assisting_v1),
    appeal_assisting_v1_fields, 2,
    "A unit helps the lead.",
};

static const struct field appeal_circled_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_circled_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
    { "hop", FIELD_INT, offsetof(struct appeal_circled_v1, hop), 1, 999, 0,
      NULL, 0, "How many units so far." },
    { "rule_by", FIELD_TIME, offsetof(struct appeal_circled_v1, rule_by), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "When the ruling is due." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_circled_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_circled_v1_type = {
    "appeal_circled",
    1,
    APPEAL_CIRCLED_V1,
    sizeof(struct appeal_circled_v1),
    appeal_circled_v1_fields,
    4,
    "A unit got the same case again: a ruling is forced.",
};

static const struct field appeal_signed_in_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_signed_in_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
};
const struct payload_type appeal_signed_in_v1_type = {
    "appeal_signed_in",         1,
    APPEAL_SIGNED_IN_V1,        sizeof(struct appeal_signed_in_v1),
    appeal_signed_in_v1_fields, 1,
    "The unit took the case.",
};

static const struct field appeal_objected_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_objected_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
    { "reason", FIELD_TEXT, offsetof(struct appeal_objected_v1, reason), 1, 20,
      0, NULL, 0, "A listed reason." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_objected_v1, basis), 1, 200,
      0, NULL, 0, "The law it relies on." },
    { "proposed", FIELD_TEXT, offsetof(struct appeal_objected_v1, proposed), 0,
      80, 0, NULL, 0, "The unit it thinks competent." },
    { "note", FIELD_TEXT, offsetof(struct appeal_objected_v1, note), 0, 1000, 0,
      NULL, 0, "Its words." },
    { "rule_by", FIELD_TIME, offsetof(struct appeal_objected_v1, rule_by), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "When the ruling is due." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_objected_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_objected_v1_type = {
    "appeal_objected",
    1,
    APPEAL_OBJECTED_V1,
    sizeof(struct appeal_objected_v1),
    appeal_objected_v1_fields,
    7,
    "The unit says that the case is not its own.",
};

static const struct field appeal_ruled_v1_fields[] = {
    { "lead", FIELD_TEXT, offsetof(struct appeal_ruled_v1, lead), 1, 80, 0,
      NULL, 0, "The unit." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_ruled_v1, basis), 1, 200, 0,
      NULL, 0, "Legal basis." },
    { "note", FIELD_TEXT, offsetof(struct appeal_ruled_v1, note), 0, 1000, 0,
      NULL, 0, "Reasons." },
    { "lost", FIELD_INT, offsetof(struct appeal_ruled_v1, lost), 0, 99999999, 0,
      NULL, 0, "Minutes lost since the first dispatch." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_ruled_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_ruled_v1_type = {
    "appeal_ruled",
    1,
    APPEAL_RULED_V1,
    sizeof(struct appeal_ruled_v1),
    appeal_ruled_v1_fields,
    5,
    "The adjudicator decided who leads; no return after this.",
};

static const struct field appeal_contacted_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_contacted_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
    { "reached", FIELD_INT, offsetof(struct appeal_contacted_v1, reached), 0, 1,
      0, NULL, 0, "1 when the citizen was reached." },
    { "how", FIELD_TEXT, offsetof(struct appeal_contacted_v1, how), 0, 40, 0,
      NULL, 0, "Phone, visit, message." },
};
const struct payload_type appeal_contacted_v1_type = {
    "appeal_contacted",
    1,
    APPEAL_CONTACTED_V1,
    sizeof(struct appeal_contacted_v1),
    appeal_contacted_v1_fields,
    3,
    "The unit spoke with the citizen, or tried.",
};

static const struct field appeal_fed_back_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct appeal_fed_back_v1, subject_id),
      0, 0, 0, NULL, 0, "Whose text it is." },
    { "unit", FIELD_TEXT, offsetof(struct appeal_fed_back_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
    { "text", FIELD_TEXT, offsetof(struct appeal_fed_back_v1, text), 1, 5000,
      FIELD_PERSONAL, NULL, 0, "What was said." },
};
const struct payload_type appeal_fed_back_v1_type = {
    "appeal_fed_back",
    1,
    APPEAL_FED_BACK_V1,
    sizeof(struct appeal_fed_back_v1),
    appeal_fed_back_v1_fields,
    3,
    "The unit told the citizen where things stand.",
};

static const struct field appeal_paused_v1_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_paused_v1, reason), 1, 20, 0,
      NULL, 0, "A listed reason." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_paused_v1, basis), 0, 200, 0,
      NULL, 0, "Legal basis." },
    { "approver", FIELD_TEXT, offsetof(struct appeal_paused_v1, approver), 1,
      80, 0, NULL, 0, "Who approved." },
    { "until", FIELD_TIME, offsetof(struct appeal_paused_v1, until), 0, 0, 0,
      NULL, 0, "When it runs again by itself." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_paused_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_paused_v1_type = {
    "appeal_paused",
    1,
    APPEAL_PAUSED_V1,
    sizeof(struct appeal_paused_v1),
    appeal_paused_v1_fields,
    5,
    "The clock stands still, with a listed reason and an approver.",
};

static const struct field appeal_resumed_v1_fields[] = {
    { "paused", FIELD_INT, offsetof(struct appeal_resumed_v1, paused), 0,
      99999999, 0, NULL, 0, "Minutes it stood." },
    { "due_at", FIELD_TIME, offsetof(struct appeal_resumed_v1, due_at), 0, 0, 0,
      NULL, 0, "The new time of the answer." },
    { "warn_at", FIELD_TIME, offsetof(struct appeal_resumed_v1, warn_at), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "The new pre-warning." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_resumed_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_resumed_v1_type = {
    "appeal_resumed",         1,
    APPEAL_RESUMED_V1,        sizeof(struct appeal_resumed_v1),
    appeal_resumed_v1_fields, 4,
    "The clock runs again.",
};

static const struct field appeal_extended_v1_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_extended_v1, reason), 1, 20,
      0, NULL, 0, "A listed reason." },
    { "note", FIELD_TEXT, offsetof(struct appeal_extended_v1, note), 1, 1000, 0,
      NULL, 0, "What the citizen is told." },
    { "approver", FIELD_TEXT, offsetof(struct appeal_extended_v1, approver), 1,
      80, 0, NULL, 0, "Who approved." },
    { "n", FIELD_INT, offsetof(struct appeal_extended_v1, n), 1, 99, 0, NULL, 0,
      "The how-manieth extension." },
    { "due_was", FIELD_TIME, offsetof(struct appeal_extended_v1, due_was), 0, 0,
      0, NULL, 0, "The time promised before." },
    { "due_at", FIELD_TIME, offsetof(struct appeal_extended_v1, due_at), 0, 0,
      0, NULL, 0, "The new time." },
    { "warn_at", FIELD_TIME, offsetof(struct appeal_extended_v1, warn_at), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "The new pre-warning." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_extended_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_extended_v1_type = {
    "appeal_extended",
    1,
    APPEAL_EXTENDED_V1,
    sizeof(struct appeal_extended_v1),
    appeal_extended_v1_fields,
    8,
    "A later answer was approved and the citizen told.",
};

static const struct field appeal_conferred_v1_fields[] = {
    { "topic", FIELD_TEXT, offsetof(struct appeal_conferred_v1, topic), 1, 500,
      0, NULL, 0, "About what." },
    { "due_at", FIELD_TIME, offsetof(struct appeal_conferred_v1, due_at), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "The conference's own clock." },
};
const struct payload_type appeal_conferred_v1_type = {
    "appeal_conferred",
    1,
    APPEAL_CONFERRED_V1,
    sizeof(struct appeal_conferred_v1),
    appeal_conferred_v1_fields,
    2,
    "Units were called to confer (会商).",
};

static const struct field appeal_concluded_v1_fields[] = {
    { "agreement", FIELD_TEXT, offsetof(struct appeal_concluded_v1, agreement),
      1, 2000, 0, NULL, 0, "Who does what." },
};
const struct payload_type appeal_concluded_v1_type = {
    "appeal_concluded",         1,
    APPEAL_CONCLUDED_V1,        sizeof(struct appeal_concluded_v1),
    appeal_concluded_v1_fields, 1,
    "The conference agreed.",
};

static const struct field appeal_assist_done_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_assist_done_v1, unit), 1, 80,
      0, NULL, 0, "The unit." },
    { "note", FIELD_TEXT, offsetof(struct appeal_assist_done_v1, note), 1, 2000,
      0, NULL, 0, "What it did." },
};
const struct payload_type appeal_assist_done_v1_type = {
    "appeal_assist_done",
    1,
    APPEAL_ASSIST_DONE_V1,
    sizeof(struct appeal_assist_done_v1),
    appeal_assist_done_v1_fields,
    2,
    "An assisting unit finished its part.",
};

static const struct field appeal_replied_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct appeal_replied_v1, subject_id), 0,
      0, 0, NULL, 0, "Whose text it is." },
    { "unit", FIELD_TEXT, offsetof(struct appeal_replied_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
    { "outcome", FIELD_CHOICE, offsetof(struct appeal_replied_v1, outcome), 0,
      0, 0, appeal_outcome_words,
      sizeof(appeal_outcome_words) / sizeof(appeal_outcome_words[0]),
      "What became of the demand." },
    { "reason", FIELD_TEXT, offsetof(struct appeal_replied_v1, reason), 0, 20,
      0, NULL, 0, "A listed reason when it cannot be met." },
    { "text", FIELD_TEXT, offsetof(struct appeal_replied_v1, text), 1, 20000,
      FIELD_PERSONAL, NULL, 0, "The answer." },
    { "alternative", FIELD_TEXT,
      offsetof(struct appeal_replied_v1, alternative), 0, 5000, FIELD_PERSONAL,
      NULL, 0, "What is offered instead." },
    { "late", FIELD_INT, offsetof(struct appeal_replied_v1, late), 0, 99999999,
      0, NULL, 0, "Minutes after the promised time; 0 in time." },
    { "round", FIELD_INT, offsetof(struct appeal_replied_v1, round), 1, 9, 0,
      NULL, 0, "1 first handling, 2 second handling." },
    { "silence_at", FIELD_TIME, offsetof(struct appeal_replied_v1, silence_at),
      0, 0, 0 | FIELD_OPTIONAL, NULL, 0,
      "When it is closed if the citizen does not rate." },
};
const struct payload_type appeal_replied_v1_type = {
    "appeal_replied",
    1,
    APPEAL_REPLIED_V1,
    sizeof(struct appeal_replied_v1),
    appeal_replied_v1_fields,
    9,
    "The lead answered the citizen.",
};

static const struct field appeal_rated_v1_fields[] = {
    { "solved", FIELD_CHOICE, offsetof(struct appeal_rated_v1, solved), 0, 0, 0,
      appeal_solved_words,
      sizeof(appeal_solved_words) / sizeof(appeal_solved_words[0]), "Solved." },
    { "satisfied", FIELD_CHOICE, offsetof(struct appeal_rated_v1, satisfied), 0,
      0, 0, appeal_satisfied_words,
      sizeof(appeal_satisfied_words) / sizeof(appeal_satisfied_words[0]),
      "Satisfied." },
    { "by", FIELD_CHOICE, offsetof(struct appeal_rated_v1, by), 0, 0, 0,
      appeal_rater_words,
      sizeof(appeal_rater_words) / sizeof(appeal_rater_words[0]),
      "Who asked." },
    { "round", FIELD_INT, offsetof(struct appeal_rated_v1, round), 1, 9, 0,
      NULL, 0, "Of which handling." },
    { "subject_id", FIELD_ID, offsetof(struct appeal_rated_v1, subject_id), 0,
      0, 0, NULL, 0, "Whose words." },
    { "words", FIELD_TEXT, offsetof(struct appeal_rated_v1, words), 0, 2000,
      FIELD_PERSONAL, NULL, 0, "The citizen's words." },
};
const struct payload_type appeal_rated_v1_type = {
    "appeal_rated",         1,
    APPEAL_RATED_V1,        sizeof(struct appeal_rated_v1),
    appeal_rated_v1_fields, 6,
    "Solved? Satisfied?",
};

static const struct field appeal_second_opened_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_second_opened_v1, unit), 1, 80,
      0, NULL, 0, "The unit." },
    { "due_at", FIELD_TIME, offsetof(struct appeal_second_opened_v1, due_at), 0,
      0, 0, NULL, 0, "The new time." },
    { "warn_at", FIELD_TIME, offsetof(struct appeal_second_opened_v1, warn_at),
      0, 0, 0 | FIELD_OPTIONAL, NULL, 0, "Its pre-warning." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_second_opened_v1, rules), 0,
      64, 0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_second_opened_v1_type = {
    "appeal_second_opened",
    1,
    APPEAL_SECOND_OPENED_V1,
    sizeof(struct appeal_second_opened_v1),
    appeal_second_opened_v1_fields,
    4,
    "Not solved or not satisfied: the same unit handles it again.",
};

static const struct field appeal_review_opened_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_review_opened_v1, unit), 1, 80,
      0, NULL, 0, "The unit." },
    { "due_at", FIELD_TIME, offsetof(struct appeal_review_opened_v1, due_at), 0,
      0, 0 | FIELD_OPTIONAL, NULL, 0, "When the panel must have decided." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_review_opened_v1, rules), 0,
      64, 0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_review_opened_v1_type = {
    "appeal_review_opened",
    1,
    APPEAL_REVIEW_OPENED_V1,
    sizeof(struct appeal_review_opened_v1),
    appeal_review_opened_v1_fields,
    3,
    "Second rating failed: did the unit do its duty? (履职评估)",
};

static const struct field appeal_reviewed_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_reviewed_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
    { "result", FIELD_CHOICE, offsetof(struct appeal_reviewed_v1, result), 0, 0,
      0, appeal_review_result_words,
      sizeof(appeal_review_result_words) /
          sizeof(appeal_review_result_words[0]),
      "Pass, or counted against the unit." },
    { "reasons", FIELD_TEXT, offsetof(struct appeal_reviewed_v1, reasons), 1,
      2000, 0, NULL, 0, "Reasons." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_reviewed_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_reviewed_v1_type = {
    "appeal_reviewed",         1,
    APPEAL_REVIEWED_V1,        sizeof(struct appeal_reviewed_v1),
    appeal_reviewed_v1_fields, 4,
    "The panel decided.",
};

static const struct field appeal_closed_v1_fields[] = {
    { "reason", FIELD_CHOICE, offsetof(struct appeal_closed_v1, reason), 0, 0,
      0, appeal_close_reason_words,
      sizeof(appeal_close_reason_words) / sizeof(appeal_close_reason_words[0]),
      "How." },
    { "late", FIELD_INT, offsetof(struct appeal_closed_v1, late), 0, 99999999,
      0, NULL, 0, "Minutes after the promised time; 0 in time." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_closed_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_closed_v1_type = {
    "appeal_closed",         1,
    APPEAL_CLOSED_V1,        sizeof(struct appeal_closed_v1),
    appeal_closed_v1_fields, 3,
    "The case ended.",
};

static const struct field appeal_history_closed_v1_fields[] = {
    { "outcome", FIELD_CHOICE,
      offsetof(struct appeal_history_closed_v1, outcome), 0, 0, 0,
      appeal_history_words,
      sizeof(appeal_history_words) / sizeof(appeal_history_words[0]),
      "What the old system says." },
};
const struct payload_type appeal_history_closed_v1_type = {
    "appeal_history_closed",
    1,
    APPEAL_HISTORY_CLOSED_V1,
    sizeof(struct appeal_history_closed_v1),
    appeal_history_closed_v1_fields,
    1,
    "An imported case ended in its old system; when is not known.",
};

static const struct field appeal_merged_v1_fields[] = {
    { "into", FIELD_ID, offsetof(struct appeal_merged_v1, into), 0, 0, 0, NULL,
      0, "The case that goes on." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_merged_v1, basis), 1, 200, 0,
      NULL, 0, "Why they are the same." },
};
const struct payload_type appeal_merged_v1_type = {
    "appeal_merged",
    1,
    APPEAL_MERGED_V1,
    sizeof(struct appeal_merged_v1),
    appeal_merged_v1_fields,
    2,
    "The same facts: this case goes with another one; its citizen stays "
    "informed.",
};

static const struct field appeal_informed_v1_fields[] = {
    { "of", FIELD_ID, offsetof(struct appeal_informed_v1, of), 0, 0, 0, NULL, 0,
      "The other case." },
    { "at_version", FIELD_INT, offsetof(struct appeal_informed_v1, at_version),
      1, 999999, 0, NULL, 0, "Version of the other case's event." },
    { "what", FIELD_TEXT, offsetof(struct appeal_informed_v1, what), 1, 40, 0,
      NULL, 0, "The event there." },
};
const struct payload_type appeal_informed_v1_type = {
    "appeal_informed",
    1,
    APPEAL_INFORMED_V1,
    sizeof(struct appeal_informed_v1),
    appeal_informed_v1_fields,
    3,
    "The citizen of a merged case was told what happened there.",
};

static const struct field appeal_material_added_v1_fields[] = {
    { "subject_id", FIELD_ID,
      offsetof(struct appeal_material_added_v1, subject_id), 0, 0, 0, NULL, 0,
      "Whose text it is." },
    { "text", FIELD_TEXT, offsetof(struct appeal_material_added_v1, text), 1,
      20000, FIELD_PERSONAL, NULL, 0, "What was added." },
};
const struct payload_type appeal_material_added_v1_type = {
    "appeal_material_added",         1,
    APPEAL_MATERIAL_ADDED_V1,        sizeof(struct appeal_material_added_v1),
    appeal_material_added_v1_fields, 2,
    "The citizen added something.",
};

static const struct field appeal_nudged_v1_fields[] = {
    { "n", FIELD_INT, offsetof(struct appeal_nudged_v1, n), 1, 9999, 0, NULL, 0,
      "The how-manieth time." },
};
const struct payload_type appeal_nudged_v1_type = {
    "appeal_nudged",
    1,
    APPEAL_NUDGED_V1,
    sizeof(struct appeal_nudged_v1),
    appeal_nudged_v1_fields,
    1,
    "The citizen asked for speed (催办).",
};

static const struct field appeal_withdrawn_v1_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_withdrawn_v1, reason), 0, 20,
      0, NULL, 0, "A listed reason." },
};
const struct payload_type appeal_withdrawn_v1_type = {
    "appeal_withdrawn",          1,
    APPEAL_WITHDRAWN_V1,         sizeof(struct appeal_withdrawn_v1),
    appeal_withdrawn_v1_fields,  1,
    "The citizen took it back.",
};

static const struct field appeal_reminded_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_reminded_v1, unit), 1, 80, 0,
      NULL, 0, "Who is reminded." },
    { "note", FIELD_TEXT, offsetof(struct appeal_reminded_v1, note), 0, 1000, 0,
      NULL, 0, "Words." },
};
const struct payload_type appeal_reminded_v1_type = {
    "appeal_reminded",
    1,
    APPEAL_REMINDED_V1,
    sizeof(struct appeal_reminded_v1),
    appeal_reminded_v1_fields,
    2,
    "Someone reminded the unit.",
};

static const struct field appeal_supervised_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_supervised_v1, unit), 1, 80, 0,
      NULL, 0, "Who is supervised." },
    { "cause", FIELD_TEXT, offsetof(struct appeal_supervised_v1, cause), 1,
      1000, 0, NULL, 0, "Why." },
    { "answer_by", FIELD_TIME, offsetof(struct appeal_supervised_v1, answer_by),
      0, 0, 0 | FIELD_OPTIONAL, NULL, 0, "When the unit must answer." },
};
const struct payload_type appeal_supervised_v1_type = {
    "appeal_supervised",         1,
    APPEAL_SUPERVISED_V1,        sizeof(struct appeal_supervised_v1),
    appeal_supervised_v1_fields, 3,
    "Supervision (督办) began.",
};

static const struct field appeal_escalated_v1_fields[] = {
    { "to", FIELD_TEXT, offsetof(struct appeal_escalated_v1, to), 1, 80, 0,
      NULL, 0, "To whom." },
    { "cause", FIELD_TEXT, offsetof(struct appeal_escalated_v1, cause), 1, 1000,
      0, NULL, 0, "Why." },
};
const struct payload_type appeal_escalated_v1_type = {
    "appeal_escalated",
    1,
    APPEAL_ESCALATED_V1,
    sizeof(struct appeal_escalated_v1),
    appeal_escalated_v1_fields,
    2,
    "It was brought to a higher post or unit.",
};

static const struct field appeal_warned_v1_fields[] = {
    { "what", FIELD_CHOICE, offsetof(struct appeal_warned_v1, what), 0, 0, 0,
      appeal_warning_words,
      sizeof(appeal_warning_words) / sizeof(appeal_warning_words[0]),
      "Which clock." },
    { "step", FIELD_INT, offsetof(struct appeal_warned_v1, step), 0, 9, 0, NULL,
      0, "0 pre-warning, then the overdue chain." },
    { "due_at", FIELD_TIME, offsetof(struct appeal_warned_v1, due_at), 0, 0, 0,
      NULL, 0, "The time in question." },
    { "unit", FIELD_TEXT, offsetof(struct appeal_warned_v1, unit), 0, 80, 0,
      NULL, 0, "Whose clock it is." },
    { "kind", FIELD_TEXT, offsetof(struct appeal_warned_v1, kind), 0, 20, 0,
      NULL, 0, "remind, supervise or notify." },
    { "to", FIELD_TEXT, offsetof(struct appeal_warned_v1, to), 0, 80, 0, NULL,
      0, "Who is told." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_warned_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_warned_v1_type = {
    "appeal_warned",
    1,
    APPEAL_WARNED_V1,
    sizeof(struct appeal_warned_v1),
    appeal_warned_v1_fields,
    7,
    "A time is near (step 0) or passed (step 1 and up).",
};

static const struct field appeal_whistled_v1_fields[] = {
    { "street", FIELD_TEXT, offsetof(struct appeal_whistled_v1, street), 1, 80,
      0, NULL, 0, "The street office." },
    { "need", FIELD_TEXT, offsetof(struct appeal_whistled_v1, need), 1, 1000, 0,
      NULL, 0, "What for." },
};
const struct payload_type appeal_whistled_v1_type = {
    "appeal_whistled",
    1,
    APPEAL_WHISTLED_V1,
    sizeof(struct appeal_whistled_v1),
    appeal_whistled_v1_fields,
    2,
    "A street office summoned departments (吹哨).",
};

static const struct field appeal_summoned_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_summoned_v1, unit), 1, 80, 0,
      NULL, 0, "The department." },
};
const struct payload_type appeal_summoned_v1_type = {
    "appeal_summoned",
    1,
    APPEAL_SUMMONED_V1,
    sizeof(struct appeal_summoned_v1),
    appeal_summoned_v1_fields,
    1,
    "A department was summoned by the whistle.",
};

static const struct field appeal_whistle_answered_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_whistle_answered_v1, unit), 1,
      80, 0, NULL, 0, "The department." },
    { "note", FIELD_TEXT, offsetof(struct appeal_whistle_answered_v1, note), 0,
      1000, 0, NULL, 0, "What it did." },
};
const struct payload_type appeal_whistle_answered_v1_type = {
    "appeal_whistle_answered",
    1,
    APPEAL_WHISTLE_ANSWERED_V1,
    sizeof(struct appeal_whistle_answered_v1),
    appeal_whistle_answered_v1_fields,
    2,
    "A summoned department reported (报到).",
};

static const struct field appeal_reopened_v1_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_reopened_v1, reason), 1, 20,
      0, NULL, 0, "A listed reason." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_reopened_v1, basis), 0, 200,
      0, NULL, 0, "Legal basis." },
    { "times", FIELD_INT, offsetof(struct appeal_reopened_v1, times), 1, 999, 0,
      NULL, 0, "How often so far." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_reopened_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_reopened_v1_type = {
    "appeal_reopened",
    1,
    APPEAL_REOPENED_V1,
    sizeof(struct appeal_reopened_v1),
    appeal_reopened_v1_fields,
    4,
    "New facts: the case is open again.",
};

static const struct field appeal_archived_v1_fields[] = {
    { "keep_until", FIELD_TIME, offsetof(struct appeal_archived_v1, keep_until),
      0, 0, 0, NULL, 0, "Until when." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_archived_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_archived_v1_type = {
    "appeal_archived",
    1,
    APPEAL_ARCHIVED_V1,
    sizeof(struct appeal_archived_v1),
    appeal_archived_v1_fields,
    2,
    "The file is closed and kept.",
};

static const struct field appeal_erased_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct appeal_erased_v1, subject_id), 0,
      0, 0, NULL, 0, "Whose." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_erased_v1, basis), 1, 200, 0,
      NULL, 0, "Legal basis." },
};
const struct payload_type appeal_erased_v1_type = {
    "appeal_erased",
    1,
    APPEAL_ERASED_V1,
    sizeof(struct appeal_erased_v1),
    appeal_erased_v1_fields,
    2,
    "The person's texts were made unreadable by destroying their key.",
};

static const struct field appeal_receive_fields[] = {
    { "channel", FIELD_CHOICE, offsetof(struct appeal_receive, channel), 0, 0,
      0, appeal_channel_words,
      sizeof(appeal_channel_words) / sizeof(appeal_channel_words[0]),
      "How it came." },
    { "regime", FIELD_CHOICE, offsetof(struct appeal_receive, regime), 0, 0,
      0 | FIELD_OPTIONAL, appeal_regime_words,
      sizeof(appeal_regime_words) / sizeof(appeal_regime_words[0]),
      "Under which rules; the city's default when none." },
    { "kind", FIELD_CHOICE, offsetof(struct appeal_receive, kind), 0, 0,
      0 | FIELD_OPTIONAL, appeal_kind_words,
      sizeof(appeal_kind_words) / sizeof(appeal_kind_words[0]),
      "What the citizen wants." },
    { "privacy", FIELD_CHOICE, offsetof(struct appeal_receive, privacy), 0, 0,
      0 | FIELD_OPTIONAL, appeal_privacy_words,
      sizeof(appeal_privacy_words) / sizeof(appeal_privacy_words[0]),
      "Open when none." },
    { "title", FIELD_TEXT, offsetof(struct appeal_receive, title), 1, 200,
      FIELD_PERSONAL, NULL, 0, "One line." },
    { "body", FIELD_TEXT, offsetof(struct appeal_receive, body), 0, 20000,
      FIELD_PERSONAL, NULL, 0, "What the citizen wrote or said." },
    { "place", FIELD_TEXT, offsetof(struct appeal_receive, place), 0, 40, 0,
      NULL, 0,
      "Code or ~name of the place; looked for in the texts when empty." },
    { "place_text", FIELD_TEXT, offsetof(struct appeal_receive, place_text), 0,
      300, FIELD_PERSONAL, NULL, 0, "Where, in the citizen's words." },
    { "point", FIELD_TEXT, offsetof(struct appeal_receive, point), 0, 40,
      FIELD_PERSONAL, NULL, 0,
      "Where exactly: geo:LAT,LON in degrees of CGCS2000." },
    { "caller", FIELD_TEXT, offsetof(struct appeal_receive, caller), 0, 80,
      FIELD_PERSONAL, NULL, 0, "Name." },
    { "contact", FIELD_TEXT, offsetof(struct appeal_receive, contact), 0, 80,
      FIELD_PERSONAL, NULL, 0, "Phone or account." },
    { "source", FIELD_TEXT, offsetof(struct appeal_receive, source), 0, 40, 0,
      NULL, 0, "Where an imported row comes from." },
    { "outside_id", FIELD_TEXT, offsetof(struct appeal_receive, outside_id), 0,
      80, 0, NULL, 0, "Its id there." },
    { "lead", FIELD_TEXT, offsetof(struct appeal_receive, lead), 0, 80, 0, NULL,
      0, "The unit that had it in the old system." },
    { "subject_id", FIELD_ID, offsetof(struct appeal_receive, subject_id), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "Set by the engine." },
    { "contact_id", FIELD_ID, offsetof(struct appeal_receive, contact_id), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "Set by the engine." },
    { "answers_id", FIELD_ID, offsetof(struct appeal_receive, answers_id), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "Set by the engine." },
    { "number", FIELD_INT, offsetof(struct appeal_receive, number), 0,
      99999999999, 0, NULL, 0, "Set by the engine." },
    { "place_path", FIELD_TEXT, offsetof(struct appeal_receive, place_path), 0,
      120, 0, NULL, 0,
      "Set by the engine: names of a place outside the rulebook." },
    { "earlier", FIELD_TEXT, offsetof(struct appeal_receive, earlier), 0, 4000,
      0, NULL, 0,
      "Set by the engine: matters of the citizen's earlier cases, joined by "
      ";" },
    { "against", FIELD_TEXT, offsetof(struct appeal_receive, against), 0, 80, 0,
      NULL, 0, "A unit that a report is against: its code, or ~name." },
    { "answers", FIELD_TEXT, offsetof(struct appeal_receive, answers), 0, 4000,
      FIELD_PERSONAL, NULL, 0,
      "Answers to the fields of the matter's form: a line NAME=VALUE each." },
    { "notice", FIELD_TEXT, offsetof(struct appeal_receive, notice), 0, 20, 0,
      NULL, 0, "Version of the privacy notice he was told." },
    { "notice_lang", FIELD_TEXT, offsetof(struct appeal_receive, notice_lang),
      0, 10, 0, NULL, 0, "In which language: zh-Hans, zh-Hant or en." },
    { "told", FIELD_CHOICE, offsetof(struct appeal_receive, told), 0, 0,
      0 | FIELD_OPTIONAL, appeal_told_words,
      sizeof(appeal_told_words) / sizeof(appeal_told_words[0]),
      "How he was told, and agreed." },
    { "agreed_publish", FIELD_INT,
      offsetof(struct appeal_receive, agreed_publish), 0, 1, 0, NULL, 0,
      "1 when he agrees that his case be published." },
    { "agreed_sensitive", FIELD_INT,
      offsetof(struct appeal_receive, agreed_sensitive), 0, 1, 0, NULL, 0,
      "1 when he agrees that sensitive data be handled." },
    { "guardian", FIELD_INT, offsetof(struct appeal_receive, guardian), 0, 1, 0,
      NULL, 0, "1 when a guardian agrees for a child under 14." },
};
const struct payload_type appeal_receive_type = {
    "receive",
    0,
    APPEAL_RECEIVE,
    sizeof(struct appeal_receive),
    appeal_receive_fields,
    28,
    "Take in a citizen's message.",
};

static const struct field appeal_divert_fields[] = {
    { "exit", FIELD_TEXT, offsetof(struct appeal_divert, exit), 2, 2, 0, NULL,
      0, "E1 to E6." },
    { "because", FIELD_TEXT, offsetof(struct appeal_divert, because), 1, 200, 0,
      NULL, 0, "Why." },
};
const struct payload_type appeal_divert_type = {
    "divert",
    0,
    APPEAL_DIVERT,
    sizeof(struct appeal_divert),
    appeal_divert_fields,
    2,
    "Send it out through a legal exit.",
};

static const struct field appeal_merge_fields[] = {
    { "into", FIELD_ID, offsetof(struct appeal_merge, into), 0, 0, 0, NULL, 0,
      "The case that goes on." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_merge, basis), 1, 200, 0,
      NULL, 0, "Why they are the same." },
    { "into_stage", FIELD_TEXT, offsetof(struct appeal_merge, into_stage), 0,
      20, 0, NULL, 0, "Set by the engine: the stage of that case, or self." },
};
const struct payload_type appeal_merge_type = {
    "merge",
    0,
    APPEAL_MERGE,
    sizeof(struct appeal_merge),
    appeal_merge_fields,
    3,
    "The same facts as another case.",
};

static const struct field appeal_place_fields[] = {
    { "matter", FIELD_TEXT, offsetof(struct appeal_place, matter), 1, 20, 0,
      NULL, 0, "The matter." },
    { "place", FIELD_TEXT, offsetof(struct appeal_place, place), 0, 40, 0, NULL,
      0, "The place, when it was not known." },
    { "urgency", FIELD_INT, offsetof(struct appeal_place, urgency), 0, 3, 0,
      NULL, 0, "Urgency." },
    { "risk", FIELD_INT, offsetof(struct appeal_place, risk), 0, 3, 0, NULL, 0,
      "Public risk." },
    { "clarity", FIELD_INT, offsetof(struct appeal_place, clarity), 0, 3, 0,
      NULL, 0, "Clarity of policy." },
    { "difficulty", FIELD_INT, offsetof(struct appeal_place, difficulty), 0, 3,
      0, NULL, 0, "Difficulty." },
    { "suggested", FIELD_TEXT, offsetof(struct appeal_place, suggested), 0,
      2000, 0, NULL, 0,
      "Set by the engine: what had been suggested, see "
      "feature/appeal/suggest." },
};
const struct payload_type appeal_place_type = {
    "place",
    0,
    APPEAL_PLACE,
    sizeof(struct appeal_place),
    appeal_place_fields,
    7,
    "A person names matter and level.",
};

static const struct field appeal_dispatch_fields[] = {
    { "lead", FIELD_TEXT, offsetof(struct appeal_dispatch, lead), 0, 80, 0,
      NULL, 0, "The unit; the catalogue's when empty." },
    { "assisting", FIELD_TEXT, offsetof(struct appeal_dispatch, assisting), 0,
      400, 0, NULL, 0, "More units, joined by ;" },
    { "basis", FIELD_TEXT, offsetof(struct appeal_dispatch, basis), 0, 200, 0,
      NULL, 0, "Legal basis; the catalogue's when empty." },
    { "suggested", FIELD_TEXT, offsetof(struct appeal_dispatch, suggested), 0,
      2000, 0, NULL, 0,
      "Set by the engine: what had been suggested, see "
      "feature/appeal/suggest." },
};
const struct payload_type appeal_dispatch_type = {
    "dispatch",
    0,
    APPEAL_DISPATCH,
    sizeof(struct appeal_dispatch),
    appeal_dispatch_fields,
    4,
    "Give it to a unit.",
};

const struct payload_type appeal_sign_in_type = {
    "sign_in", 0, APPEAL_SIGN_IN,       sizeof(struct appeal_sign_in),
    NULL,      0, "The unit takes it.",
};

static const struct field appeal_object_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_object, reason), 1, 20, 0,
      NULL, 0, "A listed reason." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_object, basis), 1, 200, 0,
      NULL, 0, "The law it relies on." },
    { "proposed", FIELD_TEXT, offsetof(struct appeal_object, proposed), 0, 80,
      0, NULL, 0, "The unit it thinks competent." },
    { "note", FIELD_TEXT, offsetof(struct appeal_object, note), 0, 1000, 0,
      NULL, 0, "Words." },
};
const struct payload_type appeal_object_type = {
    "object",
    0,
    APPEAL_OBJECT,
    sizeof(struct appeal_object),
    appeal_object_fields,
    4,
    "The unit says it is not its own.",
};

static const struct field appeal_rule_fields[] = {
    { "lead", FIELD_TEXT, offsetof(struct appeal_rule, lead), 1, 80, 0, NULL, 0,
      "The unit." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_rule, basis), 1, 200, 0, NULL,
      0, "Legal basis." },
    { "note", FIELD_TEXT, offsetof(struct appeal_rule, note), 0, 1000, 0, NULL,
      0, "Reasons." },
    { "suggested", FIELD_TEXT, offsetof(struct appeal_rule, suggested), 0, 2000,
      0, NULL, 0,
      "Set by the engine: what had been suggested, see "
      "feature/appeal/suggest." },
};
const struct payload_type appeal_rule_type = {
    "rule",
    0,
    APPEAL_RULE,
    sizeof(struct appeal_rule),
    appeal_rule_fields,
    4,
    "Decide who leads.",
};

static const struct field appeal_contact_fields[] = {
    { "reached", FIELD_INT, offsetof(struct appeal_contact, reached), 0, 1, 0,
      NULL, 0, "1 when the citizen was reached." },
    { "how", FIELD_TEXT, offsetof(struct appeal_contact, how), 0, 40, 0, NULL,
      0, "Phone, visit, message." },
};
const struct payload_type appeal_contact_type = {
    "contact",
    0,
    APPEAL_CONTACT,
    sizeof(struct appeal_contact),
    appeal_contact_fields,
    2,
    "The unit spoke with the citizen, or tried.",
};

static const struct field appeal_feedback_fields[] = {
    { "text", FIELD_TEXT, offsetof(struct appeal_feedback, text), 1, 5000,
      FIELD_PERSONAL, NULL, 0, "What is said." },
};
const struct payload_type appeal_feedback_type = {
    "feedback",
    0,
    APPEAL_FEEDBACK,
    sizeof(struct appeal_feedback),
    appeal_feedback_fields,
    1,
    "Tell the citizen where things stand.",
};

static const struct field appeal_pause_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_pause, reason), 1, 20, 0,
      NULL, 0, "A listed reason." },
    { "approver", FIELD_TEXT, offsetof(struct appeal_pause, approver), 1, 80, 0,
      NULL, 0, "Who approved; not the one who asks." },
    { "days", FIELD_INT, offsetof(struct appeal_pause, days), 1, 365, 0, NULL,
      0, "Natural days at the most." },
};
const struct payload_type appeal_pause_type = {
    "pause",
    0,
    APPEAL_PAUSE,
    sizeof(struct appeal_pause),
    appeal_pause_fields,
    3,
    "Let the clock stand.",
};

const struct payload_type appeal_resume_type = {
    "resume", 0, APPEAL_RESUME,        sizeof(struct appeal_resume),
    NULL,     0, "Let the clock run.",
};

static const struct field appeal_extend_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_extend, reason), 1, 20, 0,
      NULL, 0, "A listed reason." },
    { "note", FIELD_TEXT, offsetof(struct appeal_extend, note), 1, 1000, 0,
      NULL, 0, "What the citizen is told." },
    { "approver", FIELD_TEXT, offsetof(struct appeal_extend, approver), 1, 80,
      0, NULL, 0, "Who approved; not the one who asks." },
    { "days", FIELD_INT, offsetof(struct appeal_extend, days), 1, 365, 0, NULL,
      0, "Days more, in the unit of the promised term." },
};
const struct payload_type appeal_extend_type = {
    "extend",
    0,
    APPEAL_EXTEND,
    sizeof(struct appeal_extend),
    appeal_extend_fields,
    4,
    "Ask for a later answer.",
};

static const struct field appeal_confer_fields[] = {
    { "topic", FIELD_TEXT, offsetof(struct appeal_confer, topic), 1, 500, 0,
      NULL, 0, "About what." },
    { "units", FIELD_TEXT, offsetof(struct appeal_confer, units), 0, 400, 0,
      NULL, 0, "Whom, joined by ;" },
};
const struct payload_type appeal_confer_type = {
    "confer",
    0,
    APPEAL_CONFER,
    sizeof(struct appeal_confer),
    appeal_confer_fields,
    2,
    "Call units to confer.",
};

static const struct field appeal_conclude_fields[] = {
    { "agreement", FIELD_TEXT, offsetof(struct appeal_conclude, agreement), 1,
      2000, 0, NULL, 0, "Who does what." },
};
const struct payload_type appeal_conclude_type = {
    "conclude",
    0,
    APPEAL_CONCLUDE,
    sizeof(struct appeal_conclude),
    appeal_conclude_fields,
    1,
    "Write down what the conference agreed.",
};

static const struct field appeal_assist_done_fields[] = {
    { "note", FIELD_TEXT, offsetof(struct appeal_assist_done, note), 1, 2000, 0,
      NULL, 0, "What it did." },
};
const struct payload_type appeal_assist_done_type = {
    "assist_done",
    0,
    APPEAL_ASSIST_DONE,
    sizeof(struct appeal_assist_done),
    appeal_assist_done_fields,
    1,
    "The assisting unit finished its part.",
};

static const struct field appeal_reply_fields[] = {
    { "outcome", FIELD_CHOICE, offsetof(struct appeal_reply, outcome), 0, 0, 0,
      appeal_outcome_words,
      sizeof(appeal_outcome_words) / sizeof(appeal_outcome_words[0]),
      "What became of the demand." },
    { "reason", FIELD_TEXT, offsetof(struct appeal_reply, reason), 0, 20, 0,
      NULL, 0, "A listed reason when it cannot be met." },
    { "text", FIELD_TEXT, offsetof(struct appeal_reply, text), 1, 20000,
      FIELD_PERSONAL, NULL, 0, "The answer." },
    { "alternative", FIELD_TEXT, offsetof(struct appeal_reply, alternative), 0,
      5000, FIELD_PERSONAL, NULL, 0, "What is offered instead." },
    { "knowledge", FIELD_ID, offsetof(struct appeal_reply, knowledge), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0,
      "The entry that the answer rests on (知识库), if there is one." },
    { "edition", FIELD_INT, offsetof(struct appeal_reply, edition), 0, 9999, 0,
      NULL, 0,
      "Set by the engine: of that entry; 0 when nobody may look it up." },
};
const struct payload_type appeal_reply_type = {
    "reply",
    0,
    APPEAL_REPLY,
    sizeof(struct appeal_reply),
    appeal_reply_fields,
    6,
    "Answer the citizen.",
};

static const struct field appeal_rate_fields[] = {
    { "solved", FIELD_CHOICE, offsetof(struct appeal_rate, solved), 0, 0, 0,
      appeal_solved_words,
      sizeof(appeal_solved_words) / sizeof(appeal_solved_words[0]), "Solved." },
    { "satisfied", FIELD_CHOICE, offsetof(struct appeal_rate, satisfied), 0, 0,
      0, appeal_satisfied_words,
      sizeof(appeal_satisfied_words) / sizeof(appeal_satisfied_words[0]),
      "Satisfied." },
    { "words", FIELD_TEXT, offsetof(struct appeal_rate, words), 0, 2000,
      FIELD_PERSONAL, NULL, 0, "Words." },
};
const struct payload_type appeal_rate_type = {
    "rate",
    0,
    APPEAL_RATE,
    sizeof(struct appeal_rate),
    appeal_rate_fields,
    3,
    "The citizen rates.",
};

static const struct field appeal_callback_fields[] = {
    { "solved", FIELD_CHOICE, offsetof(struct appeal_callback, solved), 0, 0, 0,
      appeal_solved_words,
      sizeof(appeal_solved_words) / sizeof(appeal_solved_words[0]), "Solved." },
    { "satisfied", FIELD_CHOICE, offsetof(struct appeal_callback, satisfied), 0,
      0, 0, appeal_satisfied_words,
      sizeof(appeal_satisfied_words) / sizeof(appeal_satisfied_words[0]),
      "Satisfied." },
    { "words", FIELD_TEXT, offsetof(struct appeal_callback, words), 0, 2000,
      FIELD_PERSONAL, NULL, 0, "Words." },
};
const struct payload_type appeal_callback_type = {
    "callback",
    0,
    APPEAL_CALLBACK,
    sizeof(struct appeal_callback),
    appeal_callback_fields,
    3,
    "The hotline asked the citizen.",
};

static const struct field appeal_review_fields[] = {
    { "result", FIELD_CHOICE, offsetof(struct appeal_review, result), 0, 0, 0,
      appeal_review_result_words,
      sizeof(appeal_review_result_words) /
          sizeof(appeal_review_result_words[0]),
      "Pass or count." },
    { "reasons", FIELD_TEXT, offsetof(struct appeal_review, reasons), 1, 2000,
      0, NULL, 0, "Reasons." },
};
const struct payload_type appeal_review_type = {
    "review",
    0,
    APPEAL_REVIEW,
    sizeof(struct appeal_review),
    appeal_review_fields,
    2,
    "The panel decides on the unit's duty.",
};

static const struct field appeal_add_material_fields[] = {
    { "text", FIELD_TEXT, offsetof(struct appeal_add_material, text), 1, 20000,
      FIELD_PERSONAL, NULL, 0, "What." },
};
const struct payload_type appeal_add_material_type = {
    "add_material",
    0,
    APPEAL_ADD_MATERIAL,
    sizeof(struct appeal_add_material),
    appeal_add_material_fields,
    1,
    "The citizen adds something.",
};

const struct payload_type appeal_nudge_type = {
    "nudge",
    0,
    APPEAL_NUDGE,
    sizeof(struct appeal_nudge),
    NULL,
    0,
    "The citizen asks for speed.",
};

static const struct field appeal_withdraw_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_withdraw, reason), 0, 20, 0,
      NULL, 0, "A listed reason." },
};
const struct payload_type appeal_withdraw_type = {
    "withdraw",
    0,
    APPEAL_WITHDRAW,
    sizeof(struct appeal_withdraw),
    appeal_withdraw_fields,
    1,
    "The citizen takes it back.",
};

static const struct field appeal_remind_fields[] = {
    { "note", FIELD_TEXT, offsetof(struct appeal_remind, note), 0, 1000, 0,
      NULL, 0, "Words." },
};
const struct payload_type appeal_remind_type = {
    "remind",
    0,
    APPEAL_REMIND,
    sizeof(struct appeal_remind),
    appeal_remind_fields,
    1,
    "Remind the unit.",
};

static const struct field appeal_supervise_fields[] = {
    { "cause", FIELD_TEXT, offsetof(struct appeal_supervise, cause), 1, 1000, 0,
      NULL, 0, "Why." },
};
const struct payload_type appeal_supervise_type = {
    "supervise",
    0,
    APPEAL_SUPERVISE,
    sizeof(struct appeal_supervise),
    appeal_supervise_fields,
    1,
    "Begin supervision.",
};

static const struct field appeal_escalate_fields[] = {
    { "to", FIELD_TEXT, offsetof(struct appeal_escalate, to), 1, 80, 0, NULL, 0,
      "To whom." },
    { "cause", FIELD_TEXT, offsetof(struct appeal_escalate, cause), 1, 1000, 0,
      NULL, 0, "Why." },
};
const struct payload_type appeal_escalate_type = {
    "escalate",
    0,
    APPEAL_ESCALATE,
    sizeof(struct appeal_escalate),
    appeal_escalate_fields,
    2,
    "Bring it to a higher post or unit.",
};

static const struct field appeal_whistle_fields[] = {
    { "units", FIELD_TEXT, offsetof(struct appeal_whistle, units), 1, 400, 0,
      NULL, 0, "Whom, joined by ;" },
    { "need", FIELD_TEXT, offsetof(struct appeal_whistle, need), 1, 1000, 0,
      NULL, 0, "What for." },
};
const struct payload_type appeal_whistle_type = {
    "whistle",
    0,
    APPEAL_WHISTLE,
    sizeof(struct appeal_whistle),
    appeal_whistle_fields,
    2,
    "The street summons departments.",
};

static const struct field appeal_answer_whistle_fields[] = {
    { "note", FIELD_TEXT, offsetof(struct appeal_answer_whistle, note), 0, 1000,
      0, NULL, 0, "What it did." },
};
const struct payload_type appeal_answer_whistle_type = {
    "answer_whistle",
    0,
    APPEAL_ANSWER_WHISTLE,
    sizeof(struct appeal_answer_whistle),
    appeal_answer_whistle_fields,
    1,
    "A summoned department reports.",
};

static const struct field appeal_reopen_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct appeal_reopen, reason), 1, 20, 0,
      NULL, 0, "A listed reason." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_reopen, basis), 0, 200, 0,
      NULL, 0, "Legal basis." },
};
const struct payload_type appeal_reopen_type = {
    "reopen",
    0,
    APPEAL_REOPEN,
    sizeof(struct appeal_reopen),
    appeal_reopen_fields,
    2,
    "New facts or new reasons.",
};

const struct payload_type appeal_archive_type = {
    "archive", 0, APPEAL_ARCHIVE,    sizeof(struct appeal_archive),
    NULL,      0, "Close the file.",
};

static const struct field appeal_close_history_fields[] = {
    { "outcome", FIELD_CHOICE, offsetof(struct appeal_close_history, outcome),
      0, 0, 0, appeal_history_words,
      sizeof(appeal_history_words) / sizeof(appeal_history_words[0]),
      "On time or late." },
};
const struct payload_type appeal_close_history_type = {
    "close_history",
    0,
    APPEAL_CLOSE_HISTORY,
    sizeof(struct appeal_close_history),
    appeal_close_history_fields,
    1,
    "What the old system says about the end.",
};

static const struct field appeal_inform_fields[] = {
    { "of", FIELD_ID, offsetof(struct appeal_inform, of), 0, 0, 0, NULL, 0,
      "The case that goes on." },
    { "at_version", FIELD_INT, offsetof(struct appeal_inform, at_version), 1,
      999999, 0, NULL, 0, "Version of its event." },
    { "what", FIELD_TEXT, offsetof(struct appeal_inform, what), 1, 40, 0, NULL,
      0, "The event there." },
};
const struct payload_type appeal_inform_type = {
    "inform",
    0,
    APPEAL_INFORM,
    sizeof(struct appeal_inform),
    appeal_inform_fields,
    3,
    "Tell the citizen of a merged case.",
};

static const struct field appeal_erase_fields[] = {
    { "basis", FIELD_TEXT, offsetof(struct appeal_erase, basis), 1, 200, 0,
      NULL, 0, "Legal basis." },
};
const struct payload_type appeal_erase_type = {
    "erase",
    0,
    APPEAL_ERASE,
    sizeof(struct appeal_erase),
    appeal_erase_fields,
    1,
    "Destroy the keys of the person's texts.",
};

const struct payload_type appeal_tick_type = {
    "tick",
    0,
    APPEAL_TICK,
    sizeof(struct appeal_tick),
    NULL,
    0,
    "Let due timers fire.",
};

static const struct field appeal_attached_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct appeal_attached_v1, subject_id),
      0, 0, 0, NULL, 0, "Whose personal texts these are." },
    { "file_id", FIELD_ID, offsetof(struct appeal_attached_v1, file_id), 0, 0,
      0, NULL, 0,
      "The name of the file, below attachments/ in the data folder." },
    { "kind", FIELD_CHOICE, offsetof(struct appeal_attached_v1, kind), 0, 0, 0,
      appeal_attachment_kind_words,
      sizeof(appeal_attachment_kind_words) /
          sizeof(appeal_attachment_kind_words[0]),
      "What it is." },
    { "bytes", FIELD_INT, offsetof(struct appeal_attached_v1, bytes), 1,
      99999999, 0, NULL, 0, "Its length when opened, without the thumbnail." },
    { "thumb", FIELD_INT, offsetof(struct appeal_attached_v1, thumb), 0,
      9999999, 0, NULL, 0,
      "The length of its thumbnail, which lies behind it; 0 for none." },
    { "hash", FIELD_TEXT, offsetof(struct appeal_attached_v1, hash), 64, 64, 0,
      NULL, 0,
      "The hash of the sealed file, in hex; of the log's hash algorithm." },
    { "file_key", FIELD_TEXT, offsetof(struct appeal_attached_v1, file_key), 64,
      64, FIELD_PERSONAL, NULL, 0, "The key it is sealed with, in hex." },
    { "shows", FIELD_TEXT, offsetof(struct appeal_attached_v1, shows), 0, 200,
      FIELD_PERSONAL, NULL, 0, "What it shows, in words." },
};
const struct payload_type appeal_attached_v1_type = {
    "appeal_attached",
    1,
    APPEAL_ATTACHED_V1,
    sizeof(struct appeal_attached_v1),
    appeal_attached_v1_fields,
    8,
    "A photo or a recording was added (附件). It lies sealed in a file of its "
    "own.",
};

static const struct field appeal_attach_fields[] = {
    { "file_id", FIELD_ID, offsetof(struct appeal_attach, file_id), 0, 0, 0,
      NULL, 0, "Set by the engine." },
    { "kind", FIELD_CHOICE, offsetof(struct appeal_attach, kind), 0, 0, 0,
      appeal_attachment_kind_words,
      sizeof(appeal_attachment_kind_words) /
          sizeof(appeal_attachment_kind_words[0]),
      "Set by the engine." },
    { "bytes", FIELD_INT, offsetof(struct appeal_attach, bytes), 1, 99999999, 0,
      NULL, 0, "Set by the engine." },
    { "thumb", FIELD_INT, offsetof(struct appeal_attach, thumb), 0, 9999999, 0,
      NULL, 0, "Set by the engine." },
    { "hash", FIELD_TEXT, offsetof(struct appeal_attach, hash), 64, 64, 0, NULL,
      0, "Set by the engine." },
    { "file_key", FIELD_TEXT, offsetof(struct appeal_attach, file_key), 64, 64,
      FIELD_PERSONAL, NULL, 0, "Set by the engine." },
    { "shows", FIELD_TEXT, offsetof(struct appeal_attach, shows), 0, 200,
      FIELD_PERSONAL, NULL, 0, "What it shows, in words." },
};
const struct payload_type appeal_attach_type = {
    "attach",
    0,
    APPEAL_ATTACH,
    sizeof(struct appeal_attach),
    appeal_attach_fields,
    7,
    "Add a photo or a recording (附件).",
};

static const struct field appeal_consent_withdrawn_v1_fields[] = {
    { "consent", FIELD_CHOICE,
      offsetof(struct appeal_consent_withdrawn_v1, consent), 0, 0, 0,
      appeal_consent_words,
      sizeof(appeal_consent_words) / sizeof(appeal_consent_words[0]), "What." },
};
const struct payload_type appeal_consent_withdrawn_v1_type = {
    "appeal_consent_withdrawn",
    1,
    APPEAL_CONSENT_WITHDRAWN_V1,
    sizeof(struct appeal_consent_withdrawn_v1),
    appeal_consent_withdrawn_v1_fields,
    1,
    "The citizen took back what he had agreed to.",
};

static const struct field appeal_consent_withdrawn_v2_fields[] = {
    { "consent", FIELD_CHOICE,
      offsetof(struct appeal_consent_withdrawn_v2, consent), 0, 0, 0,
      appeal_consent_words,
      sizeof(appeal_consent_words) / sizeof(appeal_consent_words[0]), "What." },
    { "how", FIELD_CHOICE, offsetof(struct appeal_consent_withdrawn_v2, how), 0,
      0, 0 | FIELD_OPTIONAL, appeal_answers_end_words,
      sizeof(appeal_answers_end_words) / sizeof(appeal_answers_end_words[0]),
      "Of sensitive data: the answers were destroyed with their key, or only "
      "hidden, where a hold or the law keeps them or one key holds them and "
      "the texts." },
};
const struct payload_type appeal_consent_withdrawn_v2_type = {
    "appeal_consent_withdrawn",
    2,
    APPEAL_CONSENT_WITHDRAWN_V2,
    sizeof(struct appeal_consent_withdrawn_v2),
    appeal_consent_withdrawn_v2_fields,
    2,
    "The citizen took back what he had agreed to; of sensitive data the "
    "answers to the form go.",
};

static const struct field appeal_answered_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct appeal_answered_v1, subject_id),
      0, 0, 0, NULL, 0,
      "Whose answers these are: the same person, apart from what he wrote." },
    { "answers", FIELD_TEXT, offsetof(struct appeal_answered_v1, answers), 1,
      4000, FIELD_PERSONAL, NULL, 0,
      "Answers to the fields of the matter's form: a line NAME=VALUE each." },
};
const struct payload_type appeal_answered_v1_type = {
    "appeal_answered",
    1,
    APPEAL_ANSWERED_V1,
    sizeof(struct appeal_answered_v1),
    appeal_answered_v1_fields,
    2,
    "The citizen answered the form of the matter.",
};

static const struct field appeal_withdraw_consent_fields[] = {
    { "consent", FIELD_CHOICE,
      offsetof(struct appeal_withdraw_consent, consent), 0, 0, 0,
      appeal_consent_words,
      sizeof(appeal_consent_words) / sizeof(appeal_consent_words[0]), "What." },
};
const struct payload_type appeal_withdraw_consent_type = {
    "withdraw_consent",
    0,
    APPEAL_WITHDRAW_CONSENT,
    sizeof(struct appeal_withdraw_consent),
    appeal_withdraw_consent_fields,
    1,
    "The citizen takes back what he agreed to.",
};

static const struct field appeal_contact_corrected_v1_fields[] = {
    { "subject_id", FIELD_ID,
      offsetof(struct appeal_contact_corrected_v1, subject_id), 0, 0, 0, NULL,
      0, "Whose personal texts these are." },
    { "contact_id", FIELD_ID,
      offsetof(struct appeal_contact_corrected_v1, contact_id), 0, 0, 0, NULL,
      0,
      "Whose name and number are; the same subject where one key holds them "
      "and the texts." },
    { "caller", FIELD_TEXT,
      offsetof(struct appeal_contact_corrected_v1, caller), 0, 80,
      FIELD_PERSONAL | FIELD_CONTACT, NULL, 0, "Name." },
    { "contact", FIELD_TEXT,
      offsetof(struct appeal_contact_corrected_v1, contact), 0, 80,
      FIELD_PERSONAL | FIELD_CONTACT, NULL, 0,
      "Phone or account to be reached at." },
    { "request", FIELD_ID,
      offsetof(struct appeal_contact_corrected_v1, request), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0,
      "The request about his data that it follows." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_contact_corrected_v1, basis),
      1, 200, 0, NULL, 0, "Legal basis." },
};
const struct payload_type appeal_contact_corrected_v1_type = {
    "appeal_contact_corrected",
    1,
    APPEAL_CONTACT_CORRECTED_V1,
    sizeof(struct appeal_contact_corrected_v1),
    appeal_contact_corrected_v1_fields,
    6,
    "Name or number of the citizen were put right at his request; what is "
    "empty stays as it was.",
};

static const struct field appeal_statement_corrected_v1_fields[] = {
    { "subject_id", FIELD_ID,
      offsetof(struct appeal_statement_corrected_v1, subject_id), 0, 0, 0, NULL,
      0, "Whose personal texts these are." },
    { "statement", FIELD_TEXT,
      offsetof(struct appeal_statement_corrected_v1, statement), 1, 4000,
      FIELD_PERSONAL, NULL, 0, "What is right, in his words." },
    { "request", FIELD_ID,
      offsetof(struct appeal_statement_corrected_v1, request), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0,
      "The request about his data that it follows." },
    { "basis", FIELD_TEXT,
      offsetof(struct appeal_statement_corrected_v1, basis), 1, 200, 0, NULL, 0,
      "Legal basis." },
};
const struct payload_type appeal_statement_corrected_v1_type = {
    "appeal_statement_corrected",
    1,
    APPEAL_STATEMENT_CORRECTED_V1,
    sizeof(struct appeal_statement_corrected_v1),
    appeal_statement_corrected_v1_fields,
    4,
    "What the citizen wrote was put right by a statement of his; the first "
    "words stay beside it.",
};

static const struct field appeal_correct_fields[] = {
    { "caller", FIELD_TEXT, offsetof(struct appeal_correct, caller), 0, 80,
      FIELD_PERSONAL, NULL, 0, "Name; empty: as it is." },
    { "contact", FIELD_TEXT, offsetof(struct appeal_correct, contact), 0, 80,
      FIELD_PERSONAL, NULL, 0,
      "Phone or account to be reached at; empty: as it is." },
    { "statement", FIELD_TEXT, offsetof(struct appeal_correct, statement), 0,
      4000, FIELD_PERSONAL, NULL, 0,
      "What is right, in his words; empty: nothing of the text." },
    { "request", FIELD_ID, offsetof(struct appeal_correct, request), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0,
      "Set by the engine: the request about his data that it follows, which "
      "corrects a case once." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_correct, basis), 1, 200, 0,
      NULL, 0, "Legal basis." },
};
const struct payload_type appeal_correct_type = {
    "correct",
    0,
    APPEAL_CORRECT,
    sizeof(struct appeal_correct),
    appeal_correct_fields,
    5,
    "Put name, number or a statement right, at the citizen's request "
    "(更正、补充).",
};

static const struct field appeal_feeling_found_v1_fields[] = {
    { "feeling", FIELD_CHOICE,
      offsetof(struct appeal_feeling_found_v1, feeling), 0, 0, 0,
      appeal_feeling_words,
      sizeof(appeal_feeling_words) / sizeof(appeal_feeling_words[0]),
      "Which." },
    { "degree", FIELD_INT, offsetof(struct appeal_feeling_found_v1, degree), 1,
      3, 0, NULL, 0, "How strong, by the thresholds of the rulebook." },
    { "rows", FIELD_TEXT, offsetof(struct appeal_feeling_found_v1, rows), 1,
      200, 0, NULL, 0,
      "Rows of feelings.csv that decided, counted from 1, parted by blanks; no "
      "words." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_feeling_found_v1, rules), 0,
      64, 0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_feeling_found_v1_type = {
    "appeal_feeling_found",
    1,
    APPEAL_FEELING_FOUND_V1,
    sizeof(struct appeal_feeling_found_v1),
    appeal_feeling_found_v1_fields,
    4,
    "Words of the rulebook tell strong emotion or risk in what the citizen "
    "wrote.",
};

static const struct field appeal_feeling_judged_v1_fields[] = {
    { "feeling", FIELD_CHOICE,
      offsetof(struct appeal_feeling_judged_v1, feeling), 0, 0, 0,
      appeal_feeling_words,
      sizeof(appeal_feeling_words) / sizeof(appeal_feeling_words[0]),
      "Which." },
    { "judgement", FIELD_CHOICE,
      offsetof(struct appeal_feeling_judged_v1, judgement), 0, 0, 0,
      appeal_judgement_words,
      sizeof(appeal_judgement_words) / sizeof(appeal_judgement_words[0]),
      "What it is." },
    { "degree", FIELD_INT, offsetof(struct appeal_feeling_judged_v1, degree), 1,
      3, 0, NULL, 0, "How strong it had been found." },
    { "because", FIELD_TEXT, offsetof(struct appeal_feeling_judged_v1, because),
      0, 200, 0, NULL, 0, "Why." },
};
const struct payload_type appeal_feeling_judged_v1_type = {
    "appeal_feeling_judged",
    1,
    APPEAL_FEELING_JUDGED_V1,
    sizeof(struct appeal_feeling_judged_v1),
    appeal_feeling_judged_v1_fields,
    4,
    "A person confirmed what was found, or set it aside.",
};

static const struct field appeal_judge_feeling_fields[] = {
    { "feeling", FIELD_CHOICE, offsetof(struct appeal_judge_feeling, feeling),
      0, 0, 0, appeal_feeling_words,
      sizeof(appeal_feeling_words) / sizeof(appeal_feeling_words[0]),
      "Which." },
    { "judgement", FIELD_CHOICE,
      offsetof(struct appeal_judge_feeling, judgement), 0, 0, 0,
      appeal_judgement_words,
      sizeof(appeal_judgement_words) / sizeof(appeal_judgement_words[0]),
      "What it is." },
    { "because", FIELD_TEXT, offsetof(struct appeal_judge_feeling, because), 0,
      200, 0, NULL, 0, "Why." },
};
const struct payload_type appeal_judge_feeling_type = {
    "judge_feeling",
    0,
    APPEAL_JUDGE_FEELING,
    sizeof(struct appeal_judge_feeling),
    appeal_judge_feeling_fields,
    3,
    "Confirm what the words of the rulebook found, or set it aside.",
};

static const struct field appeal_deidentified_v1_fields[] = {
    { "contact_id", FIELD_ID,
      offsetof(struct appeal_deidentified_v1, contact_id), 0, 0,
      0 | FIELD_OPTIONAL, NULL, 0, "Whose." },
    { "how", FIELD_CHOICE, offsetof(struct appeal_deidentified_v1, how), 0, 0,
      0, appeal_contact_end_words,
      sizeof(appeal_contact_end_words) / sizeof(appeal_contact_end_words[0]),
      "Destroyed with their key, or only hidden where one key holds them and "
      "the texts." },
    { "rule", FIELD_TEXT, offsetof(struct appeal_deidentified_v1, rule), 1, 80,
      0, NULL, 0, "The row of retention.csv: class regime trigger." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_deidentified_v1, basis), 1,
      200, 0, NULL, 0, "Its basis." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_deidentified_v1, rules), 0,
      64, 0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_deidentified_v1_type = {
    "appeal_deidentified",
    1,
    APPEAL_DEIDENTIFIED_V1,
    sizeof(struct appeal_deidentified_v1),
    appeal_deidentified_v1_fields,
    5,
    "Name and number of the citizen were taken away (去标识): their time was "
    "over.",
};

static const struct field appeal_held_v1_fields[] = {
    { "account", FIELD_TEXT, offsetof(struct appeal_held_v1, account), 1, 64, 0,
      NULL, 0, "Who asked for it." },
    { "unit", FIELD_TEXT, offsetof(struct appeal_held_v1, unit), 0, 80, 0, NULL,
      0, "His unit." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_held_v1, basis), 1, 200, 0,
      NULL, 0, "Legal basis." },
    { "until", FIELD_TIME, offsetof(struct appeal_held_v1, until), 0, 0, 0,
      NULL, 0, "When it ends by itself." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_held_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_held_v1_type = {
    "appeal_held",
    1,
    APPEAL_HELD_V1,
    sizeof(struct appeal_held_v1),
    appeal_held_v1_fields,
    5,
    "Legal hold (法律保全): nothing of the case may be destroyed.",
};

static const struct field appeal_hold_ended_v1_fields[] = {
    { "how", FIELD_CHOICE, offsetof(struct appeal_hold_ended_v1, how), 0, 0, 0,
      appeal_hold_end_words,
      sizeof(appeal_hold_end_words) / sizeof(appeal_hold_end_words[0]),
      "Lifted by a second person, or its time was over." },
    { "account", FIELD_TEXT, offsetof(struct appeal_hold_ended_v1, account), 0,
      64, 0, NULL, 0, "Who lifted it." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_hold_ended_v1, basis), 0, 200,
      0, NULL, 0, "Why." },
};
const struct payload_type appeal_hold_ended_v1_type = {
    "appeal_hold_ended",         1,
    APPEAL_HOLD_ENDED_V1,        sizeof(struct appeal_hold_ended_v1),
    appeal_hold_ended_v1_fields, 3,
    "The legal hold ended.",
};

static const struct field appeal_provided_v1_fields[] = {
    { "receiver", FIELD_TEXT, offsetof(struct appeal_provided_v1, receiver), 1,
      80, 0, NULL, 0,
      "Who got them: a unit, ~name, or a name of sharing.csv." },
    { "way", FIELD_CHOICE, offsetof(struct appeal_provided_v1, way), 0, 0, 0,
      appeal_way_words, sizeof(appeal_way_words) / sizeof(appeal_way_words[0]),
      "How." },
    { "fields", FIELD_TEXT, offsetof(struct appeal_provided_v1, fields), 1, 200,
      0, NULL, 0, "Groups of fields, joined by blanks." },
    { "purpose", FIELD_TEXT, offsetof(struct appeal_provided_v1, purpose), 1,
      40, 0, NULL, 0, "For what." },
    { "basis", FIELD_TEXT, offsetof(struct appeal_provided_v1, basis), 1, 200,
      0, NULL, 0, "Legal basis." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_provided_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_provided_v1_type = {
    "appeal_provided",
    1,
    APPEAL_PROVIDED_V1,
    sizeof(struct appeal_provided_v1),
    appeal_provided_v1_fields,
    6,
    "Personal data of the case were given to another unit or system.",
};

const struct payload_type appeal_expire_type = {
    "expire",
    0,
    APPEAL_EXPIRE,
    sizeof(struct appeal_expire),
    NULL,
    0,
    "Let happen what the times of retention.csv ask for now.",
};

static const struct field appeal_hold_fields[] = {
    { "basis", FIELD_TEXT, offsetof(struct appeal_hold, basis), 1, 200, 0, NULL,
      0, "Legal basis." },
    { "days", FIELD_INT, offsetof(struct appeal_hold, days), 1, 3660, 0, NULL,
      0, "Natural days at the most." },
};
const struct payload_type appeal_hold_type = {
    "hold",
    0,
    APPEAL_HOLD,
    sizeof(struct appeal_hold),
    appeal_hold_fields,
    2,
    "Keep everything of the case (法律保全).",
};

static const struct field appeal_lift_hold_fields[] = {
    { "basis", FIELD_TEXT, offsetof(struct appeal_lift_hold, basis), 1, 200, 0,
      NULL, 0, "Why." },
};
const struct payload_type appeal_lift_hold_type = {
    "lift_hold",
    0,
    APPEAL_LIFT_HOLD,
    sizeof(struct appeal_lift_hold),
    appeal_lift_hold_fields,
    1,
    "End the legal hold; not by the one who asked for it.",
};

static const struct field appeal_provide_fields[] = {
    { "receiver", FIELD_TEXT, offsetof(struct appeal_provide, receiver), 1, 80,
      0, NULL, 0, "Who gets them." },
    { "way", FIELD_CHOICE, offsetof(struct appeal_provide, way), 0, 0, 0,
      appeal_way_words, sizeof(appeal_way_words) / sizeof(appeal_way_words[0]),
      "How." },
    { "fields", FIELD_TEXT, offsetof(struct appeal_provide, fields), 1, 200, 0,
      NULL, 0, "Groups of fields, joined by blanks." },
    { "purpose", FIELD_TEXT, offsetof(struct appeal_provide, purpose), 1, 40, 0,
      NULL, 0, "For what." },
};
const struct payload_type appeal_provide_type = {
    "provide",
    0,
    APPEAL_PROVIDE,
    sizeof(struct appeal_provide),
    appeal_provide_fields,
    4,
    "Give personal data of the case to a receiver of sharing.csv.",
};

static const struct field appeal_drew_on_v1_fields[] = {
    { "knowledge_id", FIELD_ID,
      offsetof(struct appeal_drew_on_v1, knowledge_id), 0, 0, 0, NULL, 0,
      "The entry." },
    { "edition", FIELD_INT, offsetof(struct appeal_drew_on_v1, edition), 1,
      9999, 0, NULL, 0, "Which text of it." },
    { "round", FIELD_INT, offsetof(struct appeal_drew_on_v1, round), 1, 9, 0,
      NULL, 0, "Of which handling the answer is." },
};
const struct payload_type appeal_drew_on_v1_type = {
    "appeal_drew_on",
    1,
    APPEAL_DREW_ON_V1,
    sizeof(struct appeal_drew_on_v1),
    appeal_drew_on_v1_fields,
    3,
    "The answer rests on an entry that people look up (知识库).",
};

static const struct field appeal_accused_v1_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_accused_v1, unit), 1, 80, 0,
      NULL, 0, "The unit." },
};
const struct payload_type appeal_accused_v1_type = {
    "appeal_accused",
    1,
    APPEAL_ACCUSED_V1,
    sizeof(struct appeal_accused_v1),
    appeal_accused_v1_fields,
    1,
    "The case is against a unit (被举报单位), which must not learn of it.",
};

static const struct field appeal_release_asked_v1_fields[] = {
    { "account", FIELD_TEXT, offsetof(struct appeal_release_asked_v1, account),
      1, 64, 0, NULL, 0, "Who asked." },
    { "unit", FIELD_TEXT, offsetof(struct appeal_release_asked_v1, unit), 0, 80,
      0, NULL, 0, "His unit." },
    { "cause", FIELD_TEXT, offsetof(struct appeal_release_asked_v1, cause), 1,
      200, 0, NULL, 0, "Why." },
    { "hours", FIELD_INT, offsetof(struct appeal_release_asked_v1, hours), 1,
      168, 0, NULL, 0, "For how long." },
    { "lapses_at", FIELD_TIME,
      offsetof(struct appeal_release_asked_v1, lapses_at), 0, 0, 0, NULL, 0,
      "When the question lapses unanswered." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_release_asked_v1, rules), 0,
      64, 0, NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_release_asked_v1_type = {
    "appeal_release_asked",
    1,
    APPEAL_RELEASE_ASKED_V1,
    sizeof(struct appeal_release_asked_v1),
    appeal_release_asked_v1_fields,
    6,
    "Somebody asked to see who made the report.",
};

static const struct field appeal_released_v1_fields[] = {
    { "account", FIELD_TEXT, offsetof(struct appeal_released_v1, account), 1,
      64, 0, NULL, 0, "Who may see it." },
    { "until", FIELD_TIME, offsetof(struct appeal_released_v1, until), 0, 0, 0,
      NULL, 0, "Until when." },
    { "rules", FIELD_TEXT, offsetof(struct appeal_released_v1, rules), 0, 64, 0,
      NULL, 0, "Hash of the rulebook." },
};
const struct payload_type appeal_released_v1_type = {
    "appeal_released",
    1,
    APPEAL_RELEASED_V1,
    sizeof(struct appeal_released_v1),
    appeal_released_v1_fields,
    3,
    "A second person allowed him to see it, until a moment.",
};

static const struct field appeal_release_ended_v1_fields[] = {
    { "account", FIELD_TEXT, offsetof(struct appeal_release_ended_v1, account),
      1, 64, 0, NULL, 0, "Whose." },
    { "how", FIELD_CHOICE, offsetof(struct appeal_release_ended_v1, how), 0, 0,
      0, appeal_release_end_words,
      sizeof(appeal_release_end_words) / sizeof(appeal_release_end_words[0]),
      "How." },
};
const struct payload_type appeal_release_ended_v1_type = {
    "appeal_release_ended",
    1,
    APPEAL_RELEASE_ENDED_V1,
    sizeof(struct appeal_release_ended_v1),
    appeal_release_ended_v1_fields,
    2,
    "The release ran out, or was refused or never answered.",
};

static const struct field appeal_accuse_fields[] = {
    { "unit", FIELD_TEXT, offsetof(struct appeal_accuse, unit), 1, 80, 0, NULL,
      0, "The unit." },
};
const struct payload_type appeal_accuse_type = {
    "accuse",
    0,
    APPEAL_ACCUSE,
    sizeof(struct appeal_accuse),
    appeal_accuse_fields,
    1,
    "Name a unit that the case is against.",
};

static const struct field appeal_ask_release_fields[] = {
    { "cause", FIELD_TEXT, offsetof(struct appeal_ask_release, cause), 1, 200,
      0, NULL, 0, "Why." },
    { "hours", FIELD_INT, offsetof(struct appeal_ask_release, hours), 1, 168, 0,
      NULL, 0, "For how long." },
};
const struct payload_type appeal_ask_release_type = {
    "ask_release",
    0,
    APPEAL_ASK_RELEASE,
    sizeof(struct appeal_ask_release),
    appeal_ask_release_fields,
    2,
    "Ask to see who made the report.",
};

static const struct field appeal_grant_release_fields[] = {
    { "account", FIELD_TEXT, offsetof(struct appeal_grant_release, account), 1,
      64, 0, NULL, 0, "Who asked." },
};
const struct payload_type appeal_grant_release_type = {
    "grant_release",
    0,
    APPEAL_GRANT_RELEASE,
    sizeof(struct appeal_grant_release),
    appeal_grant_release_fields,
    1,
    "Let another person see it.",
};

static const struct field appeal_refuse_release_fields[] = {
    { "account", FIELD_TEXT, offsetof(struct appeal_refuse_release, account), 1,
      64, 0, NULL, 0, "Who asked." },
};
const struct payload_type appeal_refuse_release_type = {
    "refuse_release",
    0,
    APPEAL_REFUSE_RELEASE,
    sizeof(struct appeal_refuse_release),
    appeal_refuse_release_fields,
    1,
    "Do not let him see it.",
};

static const struct field appeal_suggested_v1_fields[] = {
    { "thing", FIELD_CHOICE, offsetof(struct appeal_suggested_v1, thing), 0, 0,
      0, appeal_suggestion_words,
      sizeof(appeal_suggestion_words) / sizeof(appeal_suggestion_words[0]),
      "What was suggested: matter, level, unit or kind." },
    { "model", FIELD_TEXT, offsetof(struct appeal_suggested_v1, model), 0, 40,
      0, NULL, 0,
      "The stream of the model, model/NAME; empty: the words of the "
      "rulebook." },
    { "version", FIELD_TEXT, offsetof(struct appeal_suggested_v1, version), 0,
      40, 0, NULL, 0, "Its version; empty: the words of the rulebook." },
    { "first", FIELD_TEXT, offsetof(struct appeal_suggested_v1, first), 0, 80,
      0, NULL, 0, "The first suggestion; empty: none was made." },
    { "probability", FIELD_INT,
      offsetof(struct appeal_suggested_v1, probability), 0, 1000, 0, NULL, 0,
      "Of the first suggestion, in thousandths." },
    { "sure", FIELD_INT, offsetof(struct appeal_suggested_v1, sure), 0, 1, 0,
      NULL, 0, "1 when it was shown as sure." },
    { "chosen", FIELD_TEXT, offsetof(struct appeal_suggested_v1, chosen), 1, 80,
      0, NULL, 0, "What the person chose." },
    { "rank", FIELD_INT, offsetof(struct appeal_suggested_v1, rank), 0, 3, 0,
      NULL, 0, "Where that stood among the three: 1 to 3; 0: not among them." },
};
const struct payload_type appeal_suggested_v1_type = {
    "appeal_suggested",
    1,
    APPEAL_SUGGESTED_V1,
    sizeof(struct appeal_suggested_v1),
    appeal_suggested_v1_fields,
    8,
    "A person decided; this is what had been suggested to him.",
};

const struct payload_type *const appeal_types[] = {
    &appeal_received_v1_type,
    &appeal_received_v2_type,
    &appeal_received_v3_type,
    &appeal_diverted_v1_type,
    &appeal_queued_v1_type,
    &appeal_placed_v1_type,
    &appeal_promised_v1_type,
    &appeal_dispatched_v1_type,
    &appeal_assisting_v1_type,
    &appeal_circled_v1_type,
    &appeal_signed_in_v1_type,
    &appeal_objected_v1_type,
    &appeal_ruled_v1_type,
    &appeal_contacted_v1_type,
    &appeal_fed_back_v1_type,
    &appeal_paused_v1_type,
    &appeal_resumed_v1_type,
    &appeal_extended_v1_type,
    &appeal_conferred_v1_type,
    &appeal_concluded_v1_type,
    &appeal_assist_done_v1_type,
    &appeal_replied_v1_type,
    &appeal_rated_v1_type,
    &appeal_second_opened_v1_type,
    &appeal_review_opened_v1_type,
    &appeal_reviewed_v1_type,
    &appeal_closed_v1_type,
    &appeal_history_closed_v1_type,
    &appeal_merged_v1_type,
    &appeal_informed_v1_type,
    &appeal_material_added_v1_type,
    &appeal_nudged_v1_type,
    &appeal_withdrawn_v1_type,
    &appeal_reminded_v1_type,
    &appeal_supervised_v1_type,
    &appeal_escalated_v1_type,
    &appeal_warned_v1_type,
    &appeal_whistled_v1_type,
    &appeal_summoned_v1_type,
    &appeal_whistle_answered_v1_type,
    &appeal_reopened_v1_type,
    &appeal_archived_v1_type,
    &appeal_erased_v1_type,
    &appeal_receive_type,
    &appeal_divert_type,
    &appeal_merge_type,
    &appeal_place_type,
    &appeal_dispatch_type,
    &appeal_sign_in_type,
    &appeal_object_type,
    &appeal_rule_type,
    &appeal_contact_type,
    &appeal_feedback_type,
    &appeal_pause_type,
    &appeal_resume_type,
    &appeal_extend_type,
    &appeal_confer_type,
    &appeal_conclude_type,
    &appeal_assist_done_type,
    &appeal_reply_type,
    &appeal_rate_type,
    &appeal_callback_type,
    &appeal_review_type,
    &appeal_add_material_type,
    &appeal_nudge_type,
    &appeal_withdraw_type,
    &appeal_remind_type,
    &appeal_supervise_type,
    &appeal_escalate_type,
    &appeal_whistle_type,
    &appeal_answer_whistle_type,
    &appeal_reopen_type,
    &appeal_archive_type,
    &appeal_close_history_type,
    &appeal_inform_type,
    &appeal_erase_type,
    &appeal_tick_type,
    &appeal_attached_v1_type,
    &appeal_attach_type,
    &appeal_consent_withdrawn_v1_type,
    &appeal_consent_withdrawn_v2_type,
    &appeal_answered_v1_type,
    &appeal_withdraw_consent_type,
    &appeal_contact_corrected_v1_type,
    &appeal_statement_corrected_v1_type,
    &appeal_correct_type,
    &appeal_feeling_found_v1_type,
    &appeal_feeling_judged_v1_type,
    &appeal_judge_feeling_type,
    &appeal_deidentified_v1_type,
    &appeal_held_v1_type,
    &appeal_hold_ended_v1_type,
    &appeal_provided_v1_type,
    &appeal_expire_type,
    &appeal_hold_type,
    &appeal_lift_hold_type,
    &appeal_provide_type,
    &appeal_drew_on_v1_type,
    &appeal_accused_v1_type,
    &appeal_release_asked_v1_type,
    &appeal_released_v1_type,
    &appeal_release_ended_v1_type,
    &appeal_accuse_type,
    &appeal_ask_release_type,
    &appeal_grant_release_type,
    &appeal_refuse_release_type,
    &appeal_suggested_v1_type,
};
