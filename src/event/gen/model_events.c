/* From schema/model.events by tools/gen_events; do not edit. */
#include "event/gen/model_events.h"

const char *const model_of_words[5] = { "", "kind", "matter", "level", "unit" };

static const struct field model_entered_v1_fields[] = {
    { "of", FIELD_CHOICE, offsetof(struct model_entered_v1, of), 0, 0, 0,
      model_of_words, sizeof(model_of_words) / sizeof(model_of_words[0]),
      "What it suggests." },
    { "version", FIELD_TEXT, offsetof(struct model_entered_v1, version), 1, 40,
      0, NULL, 0, "Its version." },
    { "sha256", FIELD_TEXT, offsetof(struct model_entered_v1, sha256), 64, 64,
      0, NULL, 0, "SHA-256 of the file of the model." },
    { "card_sha256", FIELD_TEXT, offsetof(struct model_entered_v1, card_sha256),
      64, 64, 0, NULL, 0, "SHA-256 of its card." },
    { "purpose", FIELD_TEXT, offsetof(struct model_entered_v1, purpose), 1, 400,
      0, NULL, 0, "What it is for." },
    { "data", FIELD_TEXT, offsetof(struct model_entered_v1, data), 1, 400, 0,
      NULL, 0, "From what it was made." },
    { "period", FIELD_TEXT, offsetof(struct model_entered_v1, period), 0, 40, 0,
      NULL, 0, "Of which days its cases are." },
    { "owner", FIELD_TEXT, offsetof(struct model_entered_v1, owner), 1, 200, 0,
      NULL, 0, "Who answers for it." },
    { "cases", FIELD_INT, offsetof(struct model_entered_v1, cases), 1,
      100000000, 0, NULL, 0, "Cases it was trained on." },
    { "labels", FIELD_INT, offsetof(struct model_entered_v1, labels), 2, 1024,
      0, NULL, 0, "Answers it knows." },
    { "right", FIELD_INT, offsetof(struct model_entered_v1, right), 0, 10000, 0,
      NULL, 0, "Share right, in ten-thousandths." },
    { "right_low", FIELD_INT, offsetof(struct model_entered_v1, right_low), 0,
      10000, 0, NULL, 0, "The low end of its interval." },
    { "right_high", FIELD_INT, offsetof(struct model_entered_v1, right_high), 0,
      10000, 0, NULL, 0, "The high end." },
    { "macro_f1", FIELD_INT, offsetof(struct model_entered_v1, macro_f1), 0,
      10000, 0, NULL, 0, "Macro-F1, in ten-thousandths." },
    { "confidence", FIELD_INT, offsetof(struct model_entered_v1, confidence), 0,
      10000, 0, NULL, 0,
      "Mean probability of its first answers; 0 when the card does not say." },
    { "groups", FIELD_INT, offsetof(struct model_entered_v1, groups), 0, 100, 0,
      NULL, 0, "Parts of the cases it was measured on apart." },
    { "gap", FIELD_INT, offsetof(struct model_entered_v1, gap), 0, 10000, 0,
      NULL, 0,
      "The widest of their gaps in share right, less or more, in "
      "ten-thousandths." },
    { "gap_group", FIELD_TEXT, offsetof(struct model_entered_v1, gap_group), 0,
      200, 0, NULL, 0, "Of which part." },
    { "by", FIELD_TEXT, offsetof(struct model_entered_v1, by), 0, 64, 0, NULL,
      0, "Whose account entered it." },
};
const struct payload_type model_entered_v1_type = {
    "model_entered",
    1,
    MODEL_ENTERED_V1,
    sizeof(struct model_entered_v1),
    model_entered_v1_fields,
    19,
    "A model was entered in the registry.",
};

static const struct field model_approved_v1_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_approved_v1, version), 1, 40,
      0, NULL, 0, "Its version." },
    { "because", FIELD_TEXT, offsetof(struct model_approved_v1, because), 1,
      400, 0, NULL, 0, "What he looked at, and why he approves." },
    { "by", FIELD_TEXT, offsetof(struct model_approved_v1, by), 1, 64, 0, NULL,
      0, "Whose account." },
};
const struct payload_type model_approved_v1_type = {
    "model_approved",
    1,
    MODEL_APPROVED_V1,
    sizeof(struct model_approved_v1),
    model_approved_v1_fields,
    3,
    "Somebody else looked at it and approved it.",
};

static const struct field model_put_to_use_v1_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_put_to_use_v1, version), 1,
      40, 0, NULL, 0, "Its version." },
    { "instead", FIELD_TEXT, offsetof(struct model_put_to_use_v1, instead), 0,
      40, 0, NULL, 0,
      "The version that was in use; empty: the rulebook's words alone." },
};
const struct payload_type model_put_to_use_v1_type = {
    "model_put_to_use",
    1,
    MODEL_PUT_TO_USE_V1,
    sizeof(struct model_put_to_use_v1),
    model_put_to_use_v1_fields,
    2,
    "The server suggests by it from now on.",
};

static const struct field model_rolled_back_v1_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_rolled_back_v1, version), 1,
      40, 0, NULL, 0, "The version that was in use." },
    { "back_to", FIELD_TEXT, offsetof(struct model_rolled_back_v1, back_to), 0,
      40, 0, NULL, 0,
      "What is in use now; empty: the rulebook's words alone." },
    { "because", FIELD_TEXT, offsetof(struct model_rolled_back_v1, because), 1,
      400, 0, NULL, 0, "Why." },
};
const struct payload_type model_rolled_back_v1_type = {
    "model_rolled_back",
    1,
    MODEL_ROLLED_BACK_V1,
    sizeof(struct model_rolled_back_v1),
    model_rolled_back_v1_fields,
    3,
    "It is not used any more: what was in use before is again.",
};

static const struct field model_retired_v1_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_retired_v1, version), 1, 40,
      0, NULL, 0, "Its version." },
    { "because", FIELD_TEXT, offsetof(struct model_retired_v1, because), 1, 400,
      0, NULL, 0, "Why." },
};
const struct payload_type model_retired_v1_type = {
    "model_retired",
    1,
    MODEL_RETIRED_V1,
    sizeof(struct model_retired_v1),
    model_retired_v1_fields,
    2,
    "It is never to be used again.",
};

static const struct field model_watched_v1_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_watched_v1, version), 1, 40,
      0, NULL, 0, "Its version." },
    { "day", FIELD_INT, offsetof(struct model_watched_v1, day), -100000,
      4000000, 0, NULL, 0, "The day that ended: days since 1970-01-01." },
    { "cases", FIELD_INT, offsetof(struct model_watched_v1, cases), 0,
      100000000, 0, NULL, 0,
      "Cases of the days before that it was asked about." },
    { "psi", FIELD_INT, offsetof(struct model_watched_v1, psi), 0, 1000000, 0,
      NULL, 0,
      "How far the shares of its answers have moved from its card: population "
      "stability index, in thousandths." },
    { "confidence", FIELD_INT, offsetof(struct model_watched_v1, confidence), 0,
      1000, 0, NULL, 0,
      "Mean probability of its first answers, in thousandths." },
    { "confidence_was", FIELD_INT,
      offsetof(struct model_watched_v1, confidence_was), 0, 1000, 0, NULL, 0,
      "The same when it was measured; 0 when the card does not say." },
    { "answers", FIELD_INT, offsetof(struct model_watched_v1, answers), 0,
      100000000, 0, NULL, 0,
      "How often people answered its suggestions in those days." },
    { "changed", FIELD_INT, offsetof(struct model_watched_v1, changed), 0,
      100000000, 0, NULL, 0, "How often they took another than the first." },
    { "flags", FIELD_TEXT, offsetof(struct model_watched_v1, flags), 0, 80, 0,
      NULL, 0,
      "What passed its limit, joined by ;: labels confidence overrides. Empty: "
      "nothing." },
};
const struct payload_type model_watched_v1_type = {
    "model_watched",
    1,
    MODEL_WATCHED_V1,
    sizeof(struct model_watched_v1),
    model_watched_v1_fields,
    9,
    "The model in use was looked over, as every night.",
};

static const struct field model_enter_fields[] = {
    { "of", FIELD_CHOICE, offsetof(struct model_enter, of), 0, 0,
      0 | FIELD_OPTIONAL, model_of_words,
      sizeof(model_of_words) / sizeof(model_of_words[0]),
      "Set by the engine: what it suggests." },
    { "version", FIELD_TEXT, offsetof(struct model_enter, version), 0, 40, 0,
      NULL, 0, "Set by the engine: of the card." },
    { "sha256", FIELD_TEXT, offsetof(struct model_enter, sha256), 64, 64, 0,
      NULL, 0,
      "SHA-256 of its file, which lies in DIR/models under that name." },
    { "card_sha256", FIELD_TEXT, offsetof(struct model_enter, card_sha256), 0,
      64, 0, NULL, 0, "Set by the engine: of the card." },
    { "purpose", FIELD_TEXT, offsetof(struct model_enter, purpose), 0, 400, 0,
      NULL, 0, "Set by the engine: of the card." },
    { "data", FIELD_TEXT, offsetof(struct model_enter, data), 0, 400, 0, NULL,
      0, "Set by the engine: of the card." },
    { "period", FIELD_TEXT, offsetof(struct model_enter, period), 0, 40, 0,
      NULL, 0, "Set by the engine: of the card." },
    { "owner", FIELD_TEXT, offsetof(struct model_enter, owner), 0, 200, 0, NULL,
      0, "Set by the engine: of the card." },
    { "cases", FIELD_INT, offsetof(struct model_enter, cases), 0, 100000000, 0,
      NULL, 0, "Set by the engine: of the card." },
    { "labels", FIELD_INT, offsetof(struct model_enter, labels), 0, 1024, 0,
      NULL, 0, "Set by the engine: of the card." },
    { "right", FIELD_INT, offsetof(struct model_enter, right), 0, 10000, 0,
      NULL, 0, "Set by the engine: of the card." },
    { "right_low", FIELD_INT, offsetof(struct model_enter, right_low), 0, 10000,
      0, NULL, 0, "Set by the engine: of the card." },
    { "right_high", FIELD_INT, offsetof(struct model_enter, right_high), 0,
      10000, 0, NULL, 0, "Set by the engine: of the card." },
    { "macro_f1", FIELD_INT, offsetof(struct model_enter, macro_f1), 0, 10000,
      0, NULL, 0, "Set by the engine: of the card." },
    { "confidence", FIELD_INT, offsetof(struct model_enter, confidence), 0,
      10000, 0, NULL, 0, "Set by the engine: of the card." },
    { "groups", FIELD_INT, offsetof(struct model_enter, groups), 0, 100, 0,
      NULL, 0, "Set by the engine: of the card." },
    { "gap", FIELD_INT, offsetof(struct model_enter, gap), 0, 10000, 0, NULL, 0,
      "Set by the engine: of the card." },
    { "gap_group", FIELD_TEXT, offsetof(struct model_enter, gap_group), 0, 200,
      0, NULL, 0, "Set by the engine: of the card." },
};
const struct payload_type model_enter_type = {
    "enter",
    0,
    MODEL_ENTER,
    sizeof(struct model_enter),
    model_enter_fields,
    18,
    "Enter a model in the registry.",
};

static const struct field model_approve_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_approve, version), 1, 40, 0,
      NULL, 0, "Its version." },
    { "because", FIELD_TEXT, offsetof(struct model_approve, because), 1, 400, 0,
      NULL, 0, "What was looked at, and why." },
};
const struct payload_type model_approve_type = {
    "approve",
    0,
    MODEL_APPROVE,
    sizeof(struct model_approve),
    model_approve_fields,
    2,
    "Approve a model; not by who entered it.",
};

static const struct field model_use_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_use, version), 1, 40, 0,
      NULL, 0, "Its version." },
};
const struct payload_type model_use_type = {
    "use",
    0,
    MODEL_USE,
    sizeof(struct model_use),
    model_use_fields,
    1,
    "Put an approved model to use.",
};

static const struct field model_rollback_fields[] = {
    { "because", FIELD_TEXT, offsetof(struct model_rollback, because), 1, 400,
      0, NULL, 0, "Why." },
};
const struct payload_type model_rollback_type = {
    "rollback",
    0,
    MODEL_ROLLBACK,
    sizeof(struct model_rollback),
    model_rollback_fields,
    1,
    "Use again what was in use before, or the rulebook's words alone.",
};

static const struct field model_retire_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_retire, version), 1, 40, 0,
      NULL, 0, "Its version." },
    { "because", FIELD_TEXT, offsetof(struct model_retire, because), 1, 400, 0,
      NULL, 0, "Why." },
};
const struct payload_type model_retire_type = {
    "retire",
    0,
    MODEL_RETIRE,
    sizeof(struct model_retire),
    model_retire_fields,
    2,
    "Never use a model again.",
};

static const struct field model_watch_fields[] = {
    { "version", FIELD_TEXT, offsetof(struct model_watch, version), 1, 40, 0,
      NULL, 0, "Its version." },
    { "day", FIELD_INT, offsetof(struct model_watch, day), -100000, 4000000, 0,
      NULL, 0, "The day that ended: days since 1970-01-01." },
    { "cases", FIELD_INT, offsetof(struct model_watch, cases), 0, 100000000, 0,
      NULL, 0, "Cases of the days before that it was asked about." },
    { "psi", FIELD_INT, offsetof(struct model_watch, psi), 0, 1000000, 0, NULL,
      0,
      "How far the shares of its answers have moved from its card: population "
      "stability index, in thousandths." },
    { "confidence", FIELD_INT, offsetof(struct model_watch, confidence), 0,
      1000, 0, NULL, 0,
      "Mean probability of its first answers, in thousandths." },
    { "confidence_was", FIELD_INT, offsetof(struct model_watch, confidence_was),
      0, 1000, 0, NULL, 0,
      "The same when it was measured; 0 when the card does not say." },
    { "answers", FIELD_INT, offsetof(struct model_watch, answers), 0, 100000000,
      0, NULL, 0, "How often people answered its suggestions in those days." },
    { "changed", FIELD_INT, offsetof(struct model_watch, changed), 0, 100000000,
      0, NULL, 0, "How often they took another than the first." },
    { "flags", FIELD_TEXT, offsetof(struct model_watch, flags), 0, 80, 0, NULL,
      0,
      "What passed its limit, joined by ;: labels confidence overrides. Empty: "
      "nothing." },
};
const struct payload_type model_watch_type = {
    "watch",
    0,
    MODEL_WATCH,
    sizeof(struct model_watch),
    model_watch_fields,
    9,
    "Note how the model in use does. Given by the program.",
};

const struct payload_type *const model_types[] = {
    &model_entered_v1_type,    &model_approved_v1_type,
    &model_put_to_use_v1_type, &model_rolled_back_v1_type,
    &model_retired_v1_type,    &model_watched_v1_type,
    &model_enter_type,         &model_approve_type,
    &model_use_type,           &model_rollback_type,
    &model_retire_type,        &model_watch_type,
};
