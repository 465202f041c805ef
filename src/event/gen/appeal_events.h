/* From schema/appeal.events by tools/gen_events; do not edit. */
#ifndef GEN_APPEAL_EVENTS_H
#define GEN_APPEAL_EVENTS_H

#include "event/event.h"

enum appeal_channel {
    APPEAL_CHANNEL_NONE,
    APPEAL_CHANNEL_HOTLINE,
    APPEAL_CHANNEL_WEB,
    APPEAL_CHANNEL_MOBILE,
    APPEAL_CHANNEL_LETTER,
    APPEAL_CHANNEL_VISIT,
    APPEAL_CHANNEL_GRID,
    APPEAL_CHANNEL_DEPUTY,
    APPEAL_CHANNEL_ORGANISATION,
    APPEAL_CHANNEL_MESSAGE,
    APPEAL_CHANNEL_OPINION,
    APPEAL_CHANNEL_KIOSK,
    APPEAL_CHANNEL_ON_BEHALF,
    APPEAL_CHANNEL_EMAIL,
    APPEAL_CHANNEL_SMS,
    APPEAL_CHANNEL_OPEN311,
    APPEAL_CHANNEL_IMPORT,
};
extern const char *const appeal_channel_words[17];

enum appeal_kind {
    APPEAL_KIND_NONE,
    APPEAL_KIND_CONSULT,
    APPEAL_KIND_HELP,
    APPEAL_KIND_COMPLAINT,
    APPEAL_KIND_REPORT,
    APPEAL_KIND_SUGGEST,
    APPEAL_KIND_PRAISE,
    APPEAL_KIND_OTHER,
};
extern const char *const appeal_kind_words[8];

enum appeal_privacy {
    APPEAL_PRIVACY_NONE,
    APPEAL_PRIVACY_OPEN,
    APPEAL_PRIVACY_CONFIDENTIAL,
    APPEAL_PRIVACY_ANONYMOUS,
};
extern const char *const appeal_privacy_words[4];

enum appeal_regime {
    APPEAL_REGIME_NONE,
    APPEAL_REGIME_HOTLINE,
    APPEAL_REGIME_PETITION,
};
extern const char *const appeal_regime_words[3];

enum appeal_how {
    APPEAL_HOW_NONE,
    APPEAL_HOW_KEYWORDS,
    APPEAL_HOW_PERSON,
    APPEAL_HOW_HISTORY,
};
extern const char *const appeal_how_words[4];

enum appeal_queue_reason {
    APPEAL_QUEUE_REASON_NONE,
    APPEAL_QUEUE_REASON_NO_MATCH,
    APPEAL_QUEUE_REASON_AMBIGUOUS,
    APPEAL_QUEUE_REASON_PLACE_UNKNOWN,
    APPEAL_QUEUE_REASON_UNIT_UNKNOWN,
    APPEAL_QUEUE_REASON_CALENDAR_MISSING,
    APPEAL_QUEUE_REASON_NO_DEADLINE,
};
extern const char *const appeal_queue_reason_words[7];

enum appeal_outcome {
    APPEAL_OUTCOME_NONE,
    APPEAL_OUTCOME_SUPPORTED,
    APPEAL_OUTCOME_PARTLY,
    APPEAL_OUTCOME_EXPLAINED,
    APPEAL_OUTCOME_UNSUPPORTED,
    APPEAL_OUTCOME_UNSTATED,
};
extern const char *const appeal_outcome_words[6];

enum appeal_solved {
    APPEAL_SOLVED_NONE,
    APPEAL_SOLVED_YES,
    APPEAL_SOLVED_PARTLY,
    APPEAL_SOLVED_NO,
    APPEAL_SOLVED_UNREACHED,
};
extern const char *const appeal_solved_words[5];

enum appeal_satisfied {
    APPEAL_SATISFIED_NONE,
    APPEAL_SATISFIED_YES,
    APPEAL_SATISFIED_MOSTLY,
    APPEAL_SATISFIED_NO,
    APPEAL_SATISFIED_UNREACHED,
};
extern const char *const appeal_satisfied_words[5];

enum appeal_rater {
    APPEAL_RATER_NONE,
    APPEAL_RATER_CITIZEN,
    APPEAL_RATER_CALLBACK,
    APPEAL_RATER_HISTORY,
};
extern const char *const appeal_rater_words[4];

enum appeal_close_reason {
    APPEAL_CLOSE_REASON_NONE,
    APPEAL_CLOSE_REASON_ANSWERED,
    APPEAL_CLOSE_REASON_RATED,
    APPEAL_CLOSE_REASON_SILENCE,
    APPEAL_CLOSE_REASON_WITHDRAWN,
    APPEAL_CLOSE_REASON_DIVERTED,
    APPEAL_CLOSE_REASON_MERGED,
    APPEAL_CLOSE_REASON_REVIEW,
    APPEAL_CLOSE_REASON_HISTORY,
    APPEAL_CLOSE_REASON_ERASED,
};
extern const char *const appeal_close_reason_words[10];

enum appeal_review_result {
    APPEAL_REVIEW_RESULT_NONE,
    APPEAL_REVIEW_RESULT_PASS,
    APPEAL_REVIEW_RESULT_COUNT,
};
extern const char *const appeal_review_result_words[3];

enum appeal_warning {
    APPEAL_WARNING_NONE,
    APPEAL_WARNING_DISPATCH,
    APPEAL_WARNING_SIGN_IN,
    APPEAL_WARNING_OBJECT,
    APPEAL_WARNING_RULE,
    APPEAL_WARNING_CONTACT,
    APPEAL_WARNING_CLOSE,
    APPEAL_WARNING_SECOND,
    APPEAL_WARNING_CONFER,
    APPEAL_WARNING_ASSIST,
    APPEAL_WARNING_REVIEW,
};
extern const char *const appeal_warning_words[11];

enum appeal_history {
    APPEAL_HISTORY_NONE,
    APPEAL_HISTORY_ON_TIME,
    APPEAL_HISTORY_LATE,
};
extern const char *const appeal_history_words[3];

enum appeal_told {
    APPEAL_TOLD_NONE,
    APPEAL_TOLD_WEB,
    APPEAL_TOLD_PHONE,
    APPEAL_TOLD_PAPER,
    APPEAL_TOLD_OTHER,
};
extern const char *const appeal_told_words[5];

enum appeal_attachment_kind {
    APPEAL_ATTACHMENT_KIND_NONE,
    APPEAL_ATTACHMENT_KIND_JPEG,
    APPEAL_ATTACHMENT_KIND_WAV,
    APPEAL_ATTACHMENT_KIND_MP3,
    APPEAL_ATTACHMENT_KIND_M4A,
    APPEAL_ATTACHMENT_KIND_OGG,
};
extern const char *const appeal_attachment_kind_words[6];

enum appeal_consent {
    APPEAL_CONSENT_NONE,
    APPEAL_CONSENT_PUBLISH,
    APPEAL_CONSENT_SENSITIVE,
};
extern const char *const appeal_consent_words[3];

enum appeal_answers_end {
    APPEAL_ANSWERS_END_NONE,
    APPEAL_ANSWERS_END_DESTROYED,
    APPEAL_ANSWERS_END_HIDDEN,
};
extern const char *const appeal_answers_end_words[3];

enum appeal_feeling {
    APPEAL_FEELING_NONE,
    APPEAL_FEELING_EMOTION,
    APPEAL_FEELING_LIFE,
    APPEAL_FEELING_COLLECTIVE,
    APPEAL_FEELING_VULNERABLE,
    APPEAL_FEELING_MEDIA,
};
extern const char *const appeal_feeling_words[6];

enum appeal_judgement {
    APPEAL_JUDGEMENT_NONE,
    APPEAL_JUDGEMENT_CONFIRMED,
    APPEAL_JUDGEMENT_SET_ASIDE,
};
extern const char *const appeal_judgement_words[3];

enum appeal_contact_end {
    APPEAL_CONTACT_END_NONE,
    APPEAL_CONTACT_END_DESTROYED,
    APPEAL_CONTACT_END_HIDDEN,
};
extern const char *const appeal_contact_end_words[3];

enum appeal_hold_end {
    APPEAL_HOLD_END_NONE,
    APPEAL_HOLD_END_RELEASED,
    APPEAL_HOLD_END_EXPIRED,
};
extern const char *const appeal_hold_end_words[3];

enum appeal_way {
    APPEAL_WAY_NONE,
    APPEAL_WAY_DISPATCH,
    APPEAL_WAY_RELAY,
    APPEAL_WAY_HANDOVER,
};
extern const char *const appeal_way_words[4];

enum appeal_release_end {
    APPEAL_RELEASE_END_NONE,
    APPEAL_RELEASE_END_EXPIRED,
    APPEAL_RELEASE_END_REFUSED,
    APPEAL_RELEASE_END_UNANSWERED,
};
extern const char *const appeal_release_end_words[4];

enum appeal_suggestion {
    APPEAL_SUGGESTION_NONE,
    APPEAL_SUGGESTION_KIND,
    APPEAL_SUGGESTION_MATTER,
    APPEAL_SUGGESTION_LEVEL,
    APPEAL_SUGGESTION_UNIT,
};
extern const char *const appeal_suggestion_words[5];

enum appeal_event {
    APPEAL_RECEIVED_V1,
    APPEAL_RECEIVED_V2,
    APPEAL_RECEIVED_V3,
    APPEAL_DIVERTED_V1,
    APPEAL_QUEUED_V1,
    APPEAL_PLACED_V1,
    APPEAL_PROMISED_V1,
    APPEAL_DISPATCHED_V1,
    APPEAL_ASSISTING_V1,
    APPEAL_CIRCLED_V1,
    APPEAL_SIGNED_IN_V1,
    APPEAL_OBJECTED_V1,
    APPEAL_RULED_V1,
    APPEAL_CONTACTED_V1,
    APPEAL_FED_BACK_V1,
    APPEAL_PAUSED_V1,
    APPEAL_RESUMED_V1,
    APPEAL_EXTENDED_V1,
    APPEAL_CONFERRED_V1,
    APPEAL_CONCLUDED_V1,
    APPEAL_ASSIST_DONE_V1,
    APPEAL_REPLIED_V1,
    APPEAL_RATED_V1,
    APPEAL_SECOND_OPENED_V1,
    APPEAL_REVIEW_OPENED_V1,
    APPEAL_REVIEWED_V1,
    APPEAL_CLOSED_V1,
    APPEAL_HISTORY_CLOSED_V1,
    APPEAL_MERGED_V1,
    APPEAL_INFORMED_V1,
    APPEAL_MATERIAL_ADDED_V1,
    APPEAL_NUDGED_V1,
    APPEAL_WITHDRAWN_V1,
    APPEAL_REMINDED_V1,
    APPEAL_SUPERVISED_V1,
    APPEAL_ESCALATED_V1,
    APPEAL_WARNED_V1,
    APPEAL_WHISTLED_V1,
    APPEAL_SUMMONED_V1,
    APPEAL_WHISTLE_ANSWERED_V1,
    APPEAL_REOPENED_V1,
    APPEAL_ARCHIVED_V1,
    APPEAL_ERASED_V1,
    APPEAL_ATTACHED_V1,
    APPEAL_CONSENT_WITHDRAWN_V1,
    APPEAL_CONSENT_WITHDRAWN_V2,
    APPEAL_ANSWERED_V1,
    APPEAL_CONTACT_CORRECTED_V1,
    APPEAL_STATEMENT_CORRECTED_V1,
    APPEAL_FEELING_FOUND_V1,
    APPEAL_FEELING_JUDGED_V1,
    APPEAL_DEIDENTIFIED_V1,
    APPEAL_HELD_V1,
    APPEAL_HOLD_ENDED_V1,
    APPEAL_PROVIDED_V1,
    APPEAL_DREW_ON_V1,
    APPEAL_ACCUSED_V1,
    APPEAL_RELEASE_ASKED_V1,
    APPEAL_RELEASED_V1,
    APPEAL_RELEASE_ENDED_V1,
    APPEAL_SUGGESTED_V1,
};

enum appeal_command {
    APPEAL_RECEIVE,
    APPEAL_DIVERT,
    APPEAL_MERGE,
    APPEAL_PLACE,
    APPEAL_DISPATCH,
    APPEAL_SIGN_IN,
    APPEAL_OBJECT,
    APPEAL_RULE,
    APPEAL_CONTACT,
    APPEAL_FEEDBACK,
    APPEAL_PAUSE,
    APPEAL_RESUME,
    APPEAL_EXTEND,
    APPEAL_CONFER,
    APPEAL_CONCLUDE,
    APPEAL_ASSIST_DONE,
    APPEAL_REPLY,
    APPEAL_RATE,
    APPEAL_CALLBACK,
    APPEAL_REVIEW,
    APPEAL_ADD_MATERIAL,
    APPEAL_NUDGE,
    APPEAL_WITHDRAW,
    APPEAL_REMIND,
    APPEAL_SUPERVISE,
    APPEAL_ESCALATE,
    APPEAL_WHISTLE,
    APPEAL_ANSWER_WHISTLE,
    APPEAL_REOPEN,
    APPEAL_ARCHIVE,
    APPEAL_CLOSE_HISTORY,
    APPEAL_INFORM,
    APPEAL_ERASE,
    APPEAL_TICK,
    APPEAL_ATTACH,
    APPEAL_WITHDRAW_CONSENT,
    APPEAL_CORRECT,
    APPEAL_JUDGE_FEELING,
    APPEAL_EXPIRE,
    APPEAL_HOLD,
    APPEAL_LIFT_HOLD,
    APPEAL_PROVIDE,
    APPEAL_ACCUSE,
    APPEAL_ASK_RELEASE,
    APPEAL_GRANT_RELEASE,
    APPEAL_REFUSE_RELEASE,
};

/* A citizen's message arrived. */
struct appeal_received_v1 {
    struct id subject_id; /* Whose personal texts these are: one person in this
                             case. */
    int64_t number;       /* The case's number, unique in the city. */
    struct str code;      /* The case code. */
    enum appeal_channel channel; /* How it came. */
    enum appeal_regime regime;   /* Under which rules it is handled. */
    enum appeal_kind kind;       /* What the citizen wants, when known. */
    enum appeal_privacy
        privacy;       /* Open, confidential to the unit, or anonymous. */
    struct str place;  /* Code of the place; ~name when the rulebook does not
                          know it. */
    struct str source; /* Where an imported row comes from. */
    struct str outside_id; /* Its id there. */
    int64_t earlier; /* Earlier cases of the same citizen and matter in the
                        repeat window. */
    struct personal title;      /* One line. */
    struct personal body;       /* What the citizen wrote or said. */
    struct personal place_text; /* Where, in the citizen's words. */
    struct personal caller;     /* Name. */
    struct personal contact;    /* Phone or account to be reached at. */
};
extern const struct payload_type appeal_received_v1_type;
static inline struct verdict
emit_appeal_received_v1(struct event_list *out,
                        const struct appeal_received_v1 *e)
{
    return event_emit(out, &appeal_received_v1_type, e);
}

/* A citizen's message arrived, perhaps with a point on the map. */
struct appeal_received_v2 {
    struct id subject_id; /* Whose personal texts these are: one person in this
                             case. */
    int64_t number;       /* The case's number, unique in the city. */
    struct str code;      /* The case code. */
    enum appeal_channel channel; /* How it came. */
    enum appeal_regime regime;   /* Under which rules it is handled. */
    enum appeal_kind kind;       /* What the citizen wants, when known. */
    enum appeal_privacy
        privacy;      /* Open, confidential to the unit, or anonymous. */
    struct str place; /* Code of the place; ~name when neither the rulebook nor
                         the national codes know it. */
    struct str place_path; /* Of a place outside the rulebook: its names by the
                              national codes, widest first, joined by /. */
    struct str source;     /* Where an imported row comes from. */
    struct str outside_id; /* Its id there. */
    int64_t earlier; /* Earlier cases of the same citizen and matter in the
                        repeat window. */
    struct personal title;      /* One line. */
    struct personal body;       /* What the citizen wrote or said. */
    struct personal place_text; /* Where, in the citizen's words. */
    struct personal
        point; /* Where exactly: geo:LAT,LON in degrees of CGCS2000. */
    struct personal caller;  /* Name. */
    struct personal contact; /* Phone or account to be reached at. */
};
extern const struct payload_type appeal_received_v2_type;
static inline struct verdict
emit_appeal_received_v2(struct event_list *out,
                        const struct appeal_received_v2 *e)
{
    return event_emit(out, &appeal_received_v2_type, e);
}

/* A citizen's message arrived, with answers to the form of its matter and what
 * he agreed to; who it is from lies under a key of its own. */
struct appeal_received_v3 {
    struct id subject_id; /* Whose personal texts these are: one person in this
                             case. */
    struct id contact_id; /* Whose name and number are: the same person, apart
                             from what he wrote. */
    int64_t number;       /* The case's number, unique in the city. */
    struct str code;      /* The case code. */
    enum appeal_channel channel; /* How it came. */
    enum appeal_regime regime;   /* Under which rules it is handled. */
    enum appeal_kind kind;       /* What the citizen wants, when known. */
    enum appeal_privacy
        privacy;      /* Open, confidential to the unit, or anonymous. */
    struct str place; /* Code of the place; ~name when neither the rulebook nor
                         the national codes know it. */
    struct str place_path; /* Of a place outside the rulebook: its names by the
                              national codes, widest first, joined by /. */
    struct str source;     /* Where an imported row comes from. */
    struct str outside_id; /* Its id there. */
    int64_t earlier; /* Earlier cases of the same citizen and matter in the
                        repeat window. */
    struct personal title;      /* One line. */
    struct personal body;       /* What the citizen wrote or said. */
    struct personal place_text; /* Where, in the citizen's words. */
    struct personal
        point; /* Where exactly: geo:LAT,LON in degrees of CGCS2000. */
    struct personal caller;  /* Name. */
    struct personal contact; /* Phone or account to be reached at. */
    struct personal answers; /* Answers to the fields of the matter's form: a
                                line NAME=VALUE each. */
    struct str notice; /* Version of the privacy notice he was told; empty when
                          none. */
    struct str notice_lang; /* In which language: zh-Hans, zh-Hant or en. */
    enum appeal_told told;  /* How he was told, and agreed. */
    int64_t agreed_publish; /* 1 when he agreed that his case be published. */
    int64_t
        agreed_sensitive; /* 1 when he agreed that sensitive data be handled. */
    int64_t guardian;     /* 1 when a guardian agreed for a child under 14. */
};
extern const struct payload_type appeal_received_v3_type;
static inline struct verdict
emit_appeal_received_v3(struct event_list *out,
                        const struct appeal_received_v3 *e)
{
    return event_emit(out, &appeal_received_v3_type, e);
}

/* A legal exit applies: the matter goes its lawful way at once. */
struct appeal_diverted_v1 {
    struct str exit;     /* E1 to E6. */
    struct str to;       /* Who takes it. */
    struct str because;  /* The words or the reason it rests on. */
    enum appeal_how how; /* Who saw it. */
    struct str rules;    /* Hash of the rulebook. */
};
extern const struct payload_type appeal_diverted_v1_type;
static inline struct verdict
emit_appeal_diverted_v1(struct event_list *out,
                        const struct appeal_diverted_v1 *e)
{
    return event_emit(out, &appeal_diverted_v1_type, e);
}

/* A person must place it; nothing was guessed. */
struct appeal_queued_v1 {
    enum appeal_queue_reason reason; /* Why. */
    struct str candidates;           /* Matters that came near, with points. */
    int64_t place_by;                /* When it must be placed. */
    struct str rules;                /* Hash of the rulebook. */
};
extern const struct payload_type appeal_queued_v1_type;
static inline struct verdict
emit_appeal_queued_v1(struct event_list *out, const struct appeal_queued_v1 *e)
{
    return event_emit(out, &appeal_queued_v1_type, e);
}

/* The matter and the response level are known. */
struct appeal_placed_v1 {
    struct str matter;   /* Code of the matter. */
    struct str place;    /* Code of the place, when it became known now. */
    enum appeal_how how; /* By keywords or by a person. */
    int64_t confidence;  /* Permille; 1000 when a person placed it. */
    struct str because;  /* Words of the rulebook that decided. */
    int64_t urgency;     /* 0 none to 3 now. */
    int64_t risk;        /* 0 one person to 3 life or crowd. */
    int64_t clarity;     /* 0 clear to 3 law unclear. */
    int64_t difficulty;  /* 0 simple to 3 disputed or repeated. */
    struct str level;    /* L1 to L4. */
    struct str rules;    /* Hash of the rulebook. */
    int64_t rules_day;   /* Day of the rules that were applied. */
};
extern const struct payload_type appeal_placed_v1_type;
static inline struct verdict
emit_appeal_placed_v1(struct event_list *out, const struct appeal_placed_v1 *e)
{
    return event_emit(out, &appeal_placed_v1_type, e);
}

/* The times the citizen was promised. */
struct appeal_promised_v1 {
    int64_t contact_by; /* First contact. */
    int64_t due_at;     /* Answer. */
    int64_t warn_at;    /* Pre-warning of the unit. */
    struct str basis;   /* Legal basis of the term. */
    struct str rules;   /* Hash of the rulebook. */
};
extern const struct payload_type appeal_promised_v1_type;
static inline struct verdict
emit_appeal_promised_v1(struct event_list *out,
                        const struct appeal_promised_v1 *e)
{
    return event_emit(out, &appeal_promised_v1_type, e);
}

/* A unit got the case. */
struct appeal_dispatched_v1 {
    struct str
        lead; /* Code of the unit; ~name when the rulebook does not know it. */
    int64_t hop;         /* 1 for the first receiver, who stays accountable. */
    int64_t ruled;       /* 1 after a ruling: it cannot be returned. */
    enum appeal_how how; /* By catalogue or by a person. */
    struct str basis;    /* Legal basis. */
    int64_t sign_by;     /* The unit's own clock: sign in. */
    int64_t object_by;   /* The unit's own clock: object. */
    struct str rules;    /* Hash of the rulebook. */
};
extern const struct payload_type appeal_dispatched_v1_type;
static inline struct verdict
emit_appeal_dispatched_v1(struct event_list *out,
                          const struct appeal_dispatched_v1 *e)
{
    return event_emit(out, &appeal_dispatched_v1_type, e);
}

/* A unit helps the lead. */
struct appeal_assisting_v1 {
    struct str unit; /* Code of the unit. */
    int64_t due_at;  /* The assisting unit's own clock. */
};
extern const struct payload_type appeal_assisting_v1_type;
static inline struct verdict
emit_appeal_assisting_v1(struct event_list *out,
                         const struct appeal_assisting_v1 *e)
{
    return event_emit(out, &appeal_assisting_v1_type, e);
}

/* A unit got the same case again: a ruling is forced. */
struct appeal_circled_v1 {
    struct str unit;  /* The unit. */
    int64_t hop;      /* How many units so far. */
    int64_t rule_by;  /* When the ruling is due. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type appeal_circled_v1_type;
static inline struct verdict
emit_appeal_circled_v1(struct event_list *out,
                       const struct appeal_circled_v1 *e)
{
    return event_emit(out, &appeal_circled_v1_type, e);
}

/* The unit took the case. */
struct appeal_signed_in_v1 {
    struct str unit; /* The unit. */
};
extern const struct payload_type appeal_signed_in_v1_type;
static inline struct verdict
emit_appeal_signed_in_v1(struct event_list *out,
                         const struct appeal_signed_in_v1 *e)
{
    return event_emit(out, &appeal_signed_in_v1_type, e);
}

/* The unit says that the case is not its own. */
struct appeal_objected_v1 {
    struct str unit;     /* The unit. */
    struct str reason;   /* A listed reason. */
    struct str basis;    /* The law it relies on. */
    struct str proposed; /* The unit it thinks competent. */
    struct str note;     /* Its words. */
    int64_t rule_by;     /* When the ruling is due. */
    struct str rules;    /* Hash of the rulebook. */
};
extern const struct payload_type appeal_objected_v1_type;
static inline struct verdict
emit_appeal_objected_v1(struct event_list *out,
                        const struct appeal_objected_v1 *e)
{
    return event_emit(out, &appeal_objected_v1_type, e);
}

/* The adjudicator decided who leads; no return after this. */
struct appeal_ruled_v1 {
    struct str lead;  /* The unit. */
    struct str basis; /* Legal basis. */
    struct str note;  /* Reasons. */
    int64_t lost;     /* Minutes lost since the first dispatch. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type appeal_ruled_v1_type;
static inline struct verdict
emit_appeal_ruled_v1(struct event_list *out, const struct appeal_ruled_v1 *e)
{
    return event_emit(out, &appeal_ruled_v1_type, e);
}

/* The unit spoke with the citizen, or tried. */
struct appeal_contacted_v1 {
    struct str unit; /* The unit. */
    int64_t reached; /* 1 when the citizen was reached. */
    struct str how;  /* Phone, visit, message. */
};
extern const struct payload_type appeal_contacted_v1_type;
static inline struct verdict
emit_appeal_contacted_v1(struct event_list *out,
                         const struct appeal_contacted_v1 *e)
{
    return event_emit(out, &appeal_contacted_v1_type, e);
}

/* The unit told the citizen where things stand. */
struct appeal_fed_back_v1 {
    struct id subject_id; /* Whose text it is. */
    struct str unit;      /* The unit. */
    struct personal text; /* What was said. */
};
extern const struct payload_type appeal_fed_back_v1_type;
static inline struct verdict
emit_appeal_fed_back_v1(struct event_list *out,
                        const struct appeal_fed_back_v1 *e)
{
    return event_emit(out, &appeal_fed_back_v1_type, e);
}

/* The clock stands still, with a listed reason and an approver. */
struct appeal_paused_v1 {
    struct str reason;   /* A listed reason. */
    struct str basis;    /* Legal basis. */
    struct str approver; /* Who approved. */
    int64_t until;       /* When it runs again by itself. */
    struct str rules;    /* Hash of the rulebook. */
};
extern const struct payload_type appeal_paused_v1_type;
static inline struct verdict
emit_appeal_paused_v1(struct event_list *out, const struct appeal_paused_v1 *e)
{
    return event_emit(out, &appeal_paused_v1_type, e);
}

/* The clock runs again. */
struct appeal_resumed_v1 {
    int64_t paused;   /* Minutes it stood. */
    int64_t due_at;   /* The new time of the answer. */
    int64_t warn_at;  /* The new pre-warning. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type appeal_resumed_v1_type;
static inline struct verdict
emit_appeal_resumed_v1(struct event_list *out,
                       const struct appeal_resumed_v1 *e)
{
    return event_emit(out, &appeal_resumed_v1_type, e);
}

/* A later answer was approved and the citizen told. */
struct appeal_extended_v1 {
    struct str reason;   /* A listed reason. */
    struct str note;     /* What the citizen is told. */
    struct str approver; /* Who approved. */
    int64_t n;           /* The how-manieth extension. */
    int64_t due_was;     /* The time promised before. */
    int64_t due_at;      /* The new time. */
    int64_t warn_at;     /* The new pre-warning. */
    struct str rules;    /* Hash of the rulebook. */
};
extern const struct payload_type appeal_extended_v1_type;
static inline struct verdict
emit_appeal_extended_v1(struct event_list *out,
                        const struct appeal_extended_v1 *e)
{
    return event_emit(out, &appeal_extended_v1_type, e);
}

/* Units were called to confer (会商). */
struct appeal_conferred_v1 {
    struct str topic; /* About what. */
    int64_t due_at;   /* The conference's own clock. */
};
extern const struct payload_type appeal_conferred_v1_type;
static inline struct verdict
emit_appeal_conferred_v1(struct event_list *out,
                         const struct appeal_conferred_v1 *e)
{
    return event_emit(out, &appeal_conferred_v1_type, e);
}

/* The conference agreed. */
struct appeal_concluded_v1 {
    struct str agreement; /* Who does what. */
};
extern const struct payload_type appeal_concluded_v1_type;
static inline struct verdict
emit_appeal_concluded_v1(struct event_list *out,
                         const struct appeal_concluded_v1 *e)
{
    return event_emit(out, &appeal_concluded_v1_type, e);
}

/* An assisting unit finished its part. */
struct appeal_assist_done_v1 {
    struct str unit; /* The unit. */
    struct str note; /* What it did. */
};
extern const struct payload_type appeal_assist_done_v1_type;
static inline struct verdict
emit_appeal_assist_done_v1(struct event_list *out,
                           const struct appeal_assist_done_v1 *e)
{
    return event_emit(out, &appeal_assist_done_v1_type, e);
}

/* The lead answered the citizen. */
struct appeal_replied_v1 {
    struct id subject_id;        /* Whose text it is. */
    struct str unit;             /* The unit. */
    enum appeal_outcome outcome; /* What became of the demand. */
    struct str reason;           /* A listed reason when it cannot be met. */
    struct personal text;        /* The answer. */
    struct personal alternative; /* What is offered instead. */
    int64_t late;       /* Minutes after the promised time; 0 in time. */
    int64_t round;      /* 1 first handling, 2 second handling. */
    int64_t silence_at; /* When it is closed if the citizen does not rate. */
};
extern const struct payload_type appeal_replied_v1_type;
static inline struct verdict
emit_appeal_replied_v1(struct event_list *out,
                       const struct appeal_replied_v1 *e)
{
    return event_emit(out, &appeal_replied_v1_type, e);
}

/* Solved? Satisfied? */
struct appeal_rated_v1 {
    enum appeal_solved solved;       /* Solved. */
    enum appeal_satisfied satisfied; /* Satisfied. */
    enum appeal_rater by;            /* Who asked. */
    int64_t round;                   /* Of which handling. */
    struct id subject_id;            /* Whose words. */
    struct personal words;           /* The citizen's words. */
};
extern const struct payload_type appeal_rated_v1_type;
static inline struct verdict
emit_appeal_rated_v1(struct event_list *out, const struct appeal_rated_v1 *e)
{
    return event_emit(out, &appeal_rated_v1_type, e);
}

/* Not solved or not satisfied: the same unit handles it again. */
struct appeal_second_opened_v1 {
    struct str unit;  /* The unit. */
    int64_t due_at;   /* The new time. */
    int64_t warn_at;  /* Its pre-warning. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type appeal_second_opened_v1_type;
static inline struct verdict
emit_appeal_second_opened_v1(struct event_list *out,
                             const struct appeal_second_opened_v1 *e)
{
    return event_emit(out, &appeal_second_opened_v1_type, e);
}

/* Second rating failed: did the unit do its duty? (履职评估) */
struct appeal_review_opened_v1 {
    struct str unit;  /* The unit. */
    int64_t due_at;   /* When the panel must have decided. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type appeal_review_opened_v1_type;
static inline struct verdict
emit_appeal_review_opened_v1(struct event_list *out,
                             const struct appeal_review_opened_v1 *e)
{
    return event_emit(out, &appeal_review_opened_v1_type, e);
}

/* The panel decided. */
struct appeal_reviewed_v1 {
    struct str unit;                  /* The unit. */
    enum appeal_review_result result; /* Pass, or counted against the unit. */
    struct str reasons;               /* Reasons. */
    struct str rules;                 /* Hash of the rulebook. */
};
extern const struct payload_type appeal_reviewed_v1_type;
static inline struct verdict
emit_appeal_reviewed_v1(struct event_list *out,
                        const struct appeal_reviewed_v1 *e)
{
    return event_emit(out, &appeal_reviewed_v1_type, e);
}

/* The case ended. */
struct appeal_closed_v1 {
    enum appeal_close_reason reason; /* How. */
    int64_t late;     /* Minutes after the promised time; 0 in time. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type appeal_closed_v1_type;
static inline struct verdict
emit_appeal_closed_v1(struct event_list *out, const struct appeal_closed_v1 *e)
{
    return event_emit(out, &appeal_closed_v1_type, e);
}

/* An imported case ended in its old system; when is not known. */
struct appeal_history_closed_v1 {
    enum appeal_history outcome; /* What the old system says. */
};
extern const struct payload_type appeal_history_closed_v1_type;
static inline struct verdict
emit_appeal_history_closed_v1(struct event_list *out,
                              const struct appeal_history_closed_v1 *e)
{
    return event_emit(out, &appeal_history_closed_v1_type, e);
}

/* The same facts: this case goes with another one; its citizen stays informed.
 */
struct appeal_merged_v1 {
    struct id into;   /* The case that goes on. */
    struct str basis; /* Why they are the same. */
};
extern const struct payload_type appeal_merged_v1_type;
static inline struct verdict
emit_appeal_merged_v1(struct event_list *out, const struct appeal_merged_v1 *e)
{
    return event_emit(out, &appeal_merged_v1_type, e);
}

/* The citizen of a merged case was told what happened there. */
struct appeal_informed_v1 {
    struct id of;       /* The other case. */
    int64_t at_version; /* Version of the other case's event. */
    struct str what;    /* The event there. */
};
extern const struct payload_type appeal_informed_v1_type;
static inline struct verdict
emit_appeal_informed_v1(struct event_list *out,
                        const struct appeal_informed_v1 *e)
{
    return event_emit(out, &appeal_informed_v1_type, e);
}

/* The citizen added something. */
struct appeal_material_added_v1 {
    struct id subject_id; /* Whose text it is. */
    struct personal text; /* What was added. */
};
extern const struct payload_type appeal_material_added_v1_type;
static inline struct verdict
emit_appeal_material_added_v1(struct event_list *out,
                              const struct appeal_material_added_v1 *e)
{
    return event_emit(out, &appeal_material_added_v1_type, e);
}

/* The citizen asked for speed (催办). */
struct appeal_nudged_v1 {
    int64_t n; /* The how-manieth time. */
};
extern const struct payload_type appeal_nudged_v1_type;
static inline struct verdict
emit_appeal_nudged_v1(struct event_list *out, const struct appeal_nudged_v1 *e)
{
    return event_emit(out, &appeal_nudged_v1_type, e);
}

/* The citizen took it back. */
struct appeal_withdrawn_v1 {
    struct str reason; /* A listed reason. */
};
extern const struct payload_type appeal_withdrawn_v1_type;
static inline struct verdict
emit_appeal_withdrawn_v1(struct event_list *out,
                         const struct appeal_withdrawn_v1 *e)
{
    return event_emit(out, &appeal_withdrawn_v1_type, e);
}

/* Someone reminded the unit. */
struct appeal_reminded_v1 {
    struct str unit; /* Who is reminded. */
    struct str note; /* Words. */
};
extern const struct payload_type appeal_reminded_v1_type;
static inline struct verdict
emit_appeal_reminded_v1(struct event_list *out,
                        const struct appeal_reminded_v1 *e)
{
    return event_emit(out, &appeal_reminded_v1_type, e);
}

/* Supervision (督办) began. */
struct appeal_supervised_v1 {
    struct str unit;   /* Who is supervised. */
    struct str cause;  /* Why. */
    int64_t answer_by; /* When the unit must answer. */
};
extern const struct payload_type appeal_supervised_v1_type;
static inline struct verdict
emit_appeal_supervised_v1(struct event_list *out,
                          const struct appeal_supervised_v1 *e)
{
    return event_emit(out, &appeal_supervised_v1_type, e);
}

/* It was brought to a higher post or unit. */
struct appeal_escalated_v1 {
    struct str to;    /* To whom. */
    struct str cause; /* Why. */
};
extern const struct payload_type appeal_escalated_v1_type;
static inline struct verdict
emit_appeal_escalated_v1(struct event_list *out,
                         const struct appeal_escalated_v1 *e)
{
    return event_emit(out, &appeal_escalated_v1_type, e);
}

/* A time is near (step 0) or passed (step 1 and up). */
struct appeal_warned_v1 {
    enum appeal_warning what; /* Which clock. */
    int64_t step;             /* 0 pre-warning, then the overdue chain. */
    int64_t due_at;           /* The time in question. */
    struct str unit;          /* Whose clock it is. */
    struct str kind;          /* remind, supervise or notify. */
    struct str to;            /* Who is told. */
    struct str rules;         /* Hash of the rulebook. */
};
extern const struct payload_type appeal_warned_v1_type;
static inline struct verdict
emit_appeal_warned_v1(struct event_list *out, const struct appeal_warned_v1 *e)
{
    return event_emit(out, &appeal_warned_v1_type, e);
}

/* A street office summoned departments (吹哨). */
struct appeal_whistled_v1 {
    struct str street; /* The street office. */
    struct str need;   /* What for. */
};
extern const struct payload_type appeal_whistled_v1_type;
static inline struct verdict
emit_appeal_whistled_v1(struct event_list *out,
                        const struct appeal_whistled_v1 *e)
{
    return event_emit(out, &appeal_whistled_v1_type, e);
}

/* A department was summoned by the whistle. */
struct appeal_summoned_v1 {
    struct str unit; /* The department. */
};
extern const struct payload_type appeal_summoned_v1_type;
static inline struct verdict
emit_appeal_summoned_v1(struct event_list *out,
                        const struct appeal_summoned_v1 *e)
{
    return event_emit(out, &appeal_summoned_v1_type, e);
}

/* A summoned department reported (报到). */
struct appeal_whistle_answered_v1 {
    struct str unit; /* The department. */
    struct str note; /* What it did. */
};
extern const struct payload_type appeal_whistle_answered_v1_type;
static inline struct verdict
emit_appeal_whistle_answered_v1(struct event_list *out,
                                const struct appeal_whistle_answered_v1 *e)
{
    return event_emit(out, &appeal_whistle_answered_v1_type, e);
}

/* New facts: the case is open again. */
struct appeal_reopened_v1 {
    struct str reason; /* A listed reason. */
    struct str basis;  /* Legal basis. */
    int64_t times;     /* How often so far. */
    struct str rules;  /* Hash of the rulebook. */
};
extern const struct payload_type appeal_reopened_v1_type;
static inline struct verdict
emit_appeal_reopened_v1(struct event_list *out,
                        const struct appeal_reopened_v1 *e)
{
    return event_emit(out, &appeal_reopened_v1_type, e);
}

/* The file is closed and kept. */
struct appeal_archived_v1 {
    int64_t keep_until; /* Until when. */
    struct str rules;   /* Hash of the rulebook. */
};
extern const struct payload_type appeal_archived_v1_type;
static inline struct verdict
emit_appeal_archived_v1(struct event_list *out,
                        const struct appeal_archived_v1 *e)
{
    return event_emit(out, &appeal_archived_v1_type, e);
}

/* The person's texts were made unreadable by destroying their key. */
struct appeal_erased_v1 {
    struct id subject_id; /* Whose. */
    struct str basis;     /* Legal basis. */
};
extern const struct payload_type appeal_erased_v1_type;
static inline struct verdict
emit_appeal_erased_v1(struct event_list *out, const struct appeal_erased_v1 *e)
{
    return event_emit(out, &appeal_erased_v1_type, e);
}

/* Take in a citizen's message. */
struct appeal_receive {
    enum appeal_channel channel; /* How it came. */
    enum appeal_regime
        regime; /* Under which rules; the city's default when none. */
    enum appeal_kind kind;       /* What the citizen wants. */
    enum appeal_privacy privacy; /* Open when none. */
    struct str title;            /* One line. */
    struct str body;             /* What the citizen wrote or said. */
    struct str place; /* Code or ~name of the place; looked for in the texts
                         when empty. */
    struct str place_text; /* Where, in the citizen's words. */
    struct str point;   /* Where exactly: geo:LAT,LON in degrees of CGCS2000. */
    struct str caller;  /* Name. */
    struct str contact; /* Phone or account. */
    struct str source;  /* Where an imported row comes from. */
    struct str outside_id; /* Its id there. */
    struct str lead;       /* The unit that had it in the old system. */
    struct id subject_id;  /* Set by the engine. */
    struct id contact_id;  /* Set by the engine. */
    struct id answers_id;  /* Set by the engine. */
    int64_t number;        /* Set by the engine. */
    struct str place_path; /* Set by the engine: names of a place outside the
                              rulebook. */
    struct str earlier; /* Set by the engine: matters of the citizen's earlier
                           cases, joined by ; */
    struct str
        against; /* A unit that a report is against: its code, or ~name. */
    struct str answers; /* Answers to the fields of the matter's form: a line
                           NAME=VALUE each. */
    struct str notice;  /* Version of the privacy notice he was told. */
    struct str notice_lang; /* In which language: zh-Hans, zh-Hant or en. */
    enum appeal_told told;  /* How he was told, and agreed. */
    int64_t agreed_publish; /* 1 when he agrees that his case be published. */
    int64_t
        agreed_sensitive; /* 1 when he agrees that sensitive data be handled. */
    int64_t guardian;     /* 1 when a guardian agrees for a child under 14. */
};
extern const struct payload_type appeal_receive_type;

/* Send it out through a legal exit. */
struct appeal_divert {
    struct str exit;    /* E1 to E6. */
    struct str because; /* Why. */
};
extern const struct payload_type appeal_divert_type;

/* The same facts as another case. */
struct appeal_merge {
    struct id into;   /* The case that goes on. */
    struct str basis; /* Why they are the same. */
    struct str
        into_stage; /* Set by the engine: the stage of that case, or self. */
};
extern const struct payload_type appeal_merge_type;

/* A person names matter and level. */
struct appeal_place {
    struct str matter;    /* The matter. */
    struct str place;     /* The place, when it was not known. */
    int64_t urgency;      /* Urgency. */
    int64_t risk;         /* Public risk. */
    int64_t clarity;      /* Clarity of policy. */
    int64_t difficulty;   /* Difficulty. */
    struct str suggested; /* Set by the engine: what had been suggested, see
                             feature/appeal/suggest. */
};
extern const struct payload_type appeal_place_type;

/* Give it to a unit. */
struct appeal_dispatch {
    struct str lead;      /* The unit; the catalogue's when empty. */
    struct str assisting; /* More units, joined by ; */
    struct str basis;     /* Legal basis; the catalogue's when empty. */
    struct str suggested; /* Set by the engine: what had been suggested, see
                             feature/appeal/suggest. */
};
extern const struct payload_type appeal_dispatch_type;

/* The unit takes it. */
struct appeal_sign_in {
    char unused; /* C has no empty struct */
};
extern const struct payload_type appeal_sign_in_type;

/* The unit says it is not its own. */
struct appeal_object {
    struct str reason;   /* A listed reason. */
    struct str basis;    /* The law it relies on. */
    struct str proposed; /* The unit it thinks competent. */
    struct str note;     /* Words. */
};
extern const struct payload_type appeal_object_type;

/* Decide who leads. */
struct appeal_rule {
    struct str lead;      /* The unit. */
    struct str basis;     /* Legal basis. */
    struct str note;      /* Reasons. */
    struct str suggested; /* Set by the engine: what had been suggested, see
                             feature/appeal/suggest. */
};
extern const struct payload_type appeal_rule_type;

/* The unit spoke with the citizen, or tried. */
struct appeal_contact {
    int64_t reached; /* 1 when the citizen was reached. */
    struct str how;  /* Phone, visit, message. */
};
extern const struct payload_type appeal_contact_type;

/* Tell the citizen where things stand. */
struct appeal_feedback {
    struct str text; /* What is said. */
};
extern const struct payload_type appeal_feedback_type;

/* Let the clock stand. */
struct appeal_pause {
    struct str reason;   /* A listed reason. */
    struct str approver; /* Who approved; not the one who asks. */
    int64_t days;        /* Natural days at the most. */
};
extern const struct payload_type appeal_pause_type;

/* Let the clock run. */
struct appeal_resume {
    char unused; /* C has no empty struct */
};
extern const struct payload_type appeal_resume_type;

/* Ask for a later answer. */
struct appeal_extend {
    struct str reason;   /* A listed reason. */
    struct str note;     /* What the citizen is told. */
    struct str approver; /* Who approved; not the one who asks. */
    int64_t days;        /* Days more, in the unit of the promised term. */
};
extern const struct payload_type appeal_extend_type;

/* Call units to confer. */
struct appeal_confer {
    struct str topic; /* About what. */
    struct str units; /* Whom, joined by ; */
};
extern const struct payload_type appeal_confer_type;

/* Write down what the conference agreed. */
struct appeal_conclude {
    struct str agreement; /* Who does what. */
};
extern const struct payload_type appeal_conclude_type;

/* The assisting unit finished its part. */
struct appeal_assist_done {
    struct str note; /* What it did. */
};
extern const struct payload_type appeal_assist_done_type;

/* Answer the citizen. */
struct appeal_reply {
    enum appeal_outcome outcome; /* What became of the demand. */
    struct str reason;           /* A listed reason when it cannot be met. */
    struct str text;             /* The answer. */
    struct str alternative;      /* What is offered instead. */
    struct id knowledge; /* The entry that the answer rests on (知识库), if
                            there is one. */
    int64_t edition; /* Set by the engine: of that entry; 0 when nobody may look
                        it up. */
};
extern const struct payload_type appeal_reply_type;

/* The citizen rates. */
struct appeal_rate {
    enum appeal_solved solved;       /* Solved. */
    enum appeal_satisfied satisfied; /* Satisfied. */
    struct str words;                /* Words. */
};
extern const struct payload_type appeal_rate_type;

/* The hotline asked the citizen. */
struct appeal_callback {
    enum appeal_solved solved;       /* Solved. */
    enum appeal_satisfied satisfied; /* Satisfied. */
    struct str words;                /* Words. */
};
extern const struct payload_type appeal_callback_type;

/* The panel decides on the unit's duty. */
struct appeal_review {
    enum appeal_review_result result; /* Pass or count. */
    struct str reasons;               /* Reasons. */
};
extern const struct payload_type appeal_review_type;

/* The citizen adds something. */
struct appeal_add_material {
    struct str text; /* What. */
};
extern const struct payload_type appeal_add_material_type;

/* The citizen asks for speed. */
struct appeal_nudge {
    char unused; /* C has no empty struct */
};
extern const struct payload_type appeal_nudge_type;

/* The citizen takes it back. */
struct appeal_withdraw {
    struct str reason; /* A listed reason. */
};
extern const struct payload_type appeal_withdraw_type;

/* Remind the unit. */
struct appeal_remind {
    struct str note; /* Words. */
};
extern const struct payload_type appeal_remind_type;

/* Begin supervision. */
struct appeal_supervise {
    struct str cause; /* Why. */
};
extern const struct payload_type appeal_supervise_type;

/* Bring it to a higher post or unit. */
struct appeal_escalate {
    struct str to;    /* To whom. */
    struct str cause; /* Why. */
};
extern const struct payload_type appeal_escalate_type;

/* The street summons departments. */
struct appeal_whistle {
    struct str units; /* Whom, joined by ; */
    struct str need;  /* What for. */
};
extern const struct payload_type appeal_whistle_type;

/* A summoned department reports. */
struct appeal_answer_whistle {
    struct str note; /* What it did. */
};
extern const struct payload_type appeal_answer_whistle_type;

/* New facts or new reasons. */
struct appeal_reopen {
    struct str reason; /* A listed reason. */
    struct str basis;  /* Legal basis. */
};
extern const struct payload_type appeal_reopen_type;

/* Close the file. */
struct appeal_archive {
    char unused; /* C has no empty struct */
};
extern const struct payload_type appeal_archive_type;

/* What the old system says about the end. */
struct appeal_close_history {
    enum appeal_history outcome; /* On time or late. */
};
extern const struct payload_type appeal_close_history_type;

/* Tell the citizen of a merged case. */
struct appeal_inform {
    struct id of;       /* The case that goes on. */
    int64_t at_version; /* Version of its event. */
    struct str what;    /* The event there. */
};
extern const struct payload_type appeal_inform_type;

/* Destroy the keys of the person's texts. */
struct appeal_erase {
    struct str basis; /* Legal basis. */
};
extern const struct payload_type appeal_erase_type;

/* Let due timers fire. */
struct appeal_tick {
    char unused; /* C has no empty struct */
};
extern const struct payload_type appeal_tick_type;

/* A photo or a recording was added (附件). It lies sealed in a file of its own.
 */
struct appeal_attached_v1 {
    struct id subject_id; /* Whose personal texts these are. */
    struct id file_id; /* The name of the file, below attachments/ in the data
                          folder. */
    enum appeal_attachment_kind kind; /* What it is. */
    int64_t bytes;   /* Its length when opened, without the thumbnail. */
    int64_t thumb;   /* The length of its thumbnail, which lies behind it; 0 for
                        none. */
    struct str hash; /* The hash of the sealed file, in hex; of the log's hash
                        algorithm. */
    struct personal file_key; /* The key it is sealed with, in hex. */
    struct personal shows;    /* What it shows, in words. */
};
extern const struct payload_type appeal_attached_v1_type;
static inline struct verdict
emit_appeal_attached_v1(struct event_list *out,
                        const struct appeal_attached_v1 *e)
{
    return event_emit(out, &appeal_attached_v1_type, e);
}

/* Add a photo or a recording (附件). */
struct appeal_attach {
    struct id file_id;                /* Set by the engine. */
    enum appeal_attachment_kind kind; /* Set by the engine. */
    int64_t bytes;                    /* Set by the engine. */
    int64_t thumb;                    /* Set by the engine. */
    struct str hash;                  /* Set by the engine. */
    struct str file_key;              /* Set by the engine. */
    struct str shows;                 /* What it shows, in words. */
};
extern const struct payload_type appeal_attach_type;

/* The citizen took back what he had agreed to. */
struct appeal_consent_withdrawn_v1 {
    enum appeal_consent consent; /* What. */
};
extern const struct payload_type appeal_consent_withdrawn_v1_type;
static inline struct verdict
emit_appeal_consent_withdrawn_v1(struct event_list *out,
                                 const struct appeal_consent_withdrawn_v1 *e)
{
    return event_emit(out, &appeal_consent_withdrawn_v1_type, e);
}

/* The citizen took back what he had agreed to; of sensitive data the answers to
 * the form go. */
struct appeal_consent_withdrawn_v2 {
    enum appeal_consent consent; /* What. */
    enum appeal_answers_end
        how; /* Of sensitive data: the answers were destroyed with their key, or
                only hidden, where a hold or the law keeps them or one key holds
                them and the texts. */
};
extern const struct payload_type appeal_consent_withdrawn_v2_type;
static inline struct verdict
emit_appeal_consent_withdrawn_v2(struct event_list *out,
                                 const struct appeal_consent_withdrawn_v2 *e)
{
    return event_emit(out, &appeal_consent_withdrawn_v2_type, e);
}

/* The citizen answered the form of the matter. */
struct appeal_answered_v1 {
    struct id subject_id;    /* Whose answers these are: the same person, apart
                                from what he wrote. */
    struct personal answers; /* Answers to the fields of the matter's form: a
                                line NAME=VALUE each. */
};
extern const struct payload_type appeal_answered_v1_type;
static inline struct verdict
emit_appeal_answered_v1(struct event_list *out,
                        const struct appeal_answered_v1 *e)
{
    return event_emit(out, &appeal_answered_v1_type, e);
}

/* The citizen takes back what he agreed to. */
struct appeal_withdraw_consent {
    enum appeal_consent consent; /* What. */
};
extern const struct payload_type appeal_withdraw_consent_type;

/* Name or number of the citizen were put right at his request; what is empty
 * stays as it was. */
struct appeal_contact_corrected_v1 {
    struct id subject_id;   /* Whose personal texts these are. */
    struct id contact_id;   /* Whose name and number are; the same subject where
                               one key holds them and the texts. */
    struct personal caller; /* Name. */
    struct personal contact; /* Phone or account to be reached at. */
    struct id request;       /* The request about his data that it follows. */
    struct str basis;        /* Legal basis. */
};
extern const struct payload_type appeal_contact_corrected_v1_type;
static inline struct verdict
emit_appeal_contact_corrected_v1(struct event_list *out,
                                 const struct appeal_contact_corrected_v1 *e)
{
    return event_emit(out, &appeal_contact_corrected_v1_type, e);
}

/* What the citizen wrote was put right by a statement of his; the first words
 * stay beside it. */
struct appeal_statement_corrected_v1 {
    struct id subject_id;      /* Whose personal texts these are. */
    struct personal statement; /* What is right, in his words. */
    struct id request;         /* The request about his data that it follows. */
    struct str basis;          /* Legal basis. */
};
extern const struct payload_type appeal_statement_corrected_v1_type;
static inline struct verdict
emit_appeal_statement_corrected_v1(
    struct event_list *out, const struct appeal_statement_corrected_v1 *e)
{
    return event_emit(out, &appeal_statement_corrected_v1_type, e);
}

/* Put name, number or a statement right, at the citizen's request (更正、补充).
 */
struct appeal_correct {
    struct str caller; /* Name; empty: as it is. */
    struct str
        contact; /* Phone or account to be reached at; empty: as it is. */
    struct str statement; /* What is right, in his words; empty: nothing of the
                             text. */
    struct id request; /* Set by the engine: the request about his data that it
                          follows, which corrects a case once. */
    struct str basis;  /* Legal basis. */
};
extern const struct payload_type appeal_correct_type;

/* Words of the rulebook tell strong emotion or risk in what the citizen wrote.
 */
struct appeal_feeling_found_v1 {
    enum appeal_feeling feeling; /* Which. */
    int64_t degree;   /* How strong, by the thresholds of the rulebook. */
    struct str rows;  /* Rows of feelings.csv that decided, counted from 1,
                         parted by blanks; no words. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type appeal_feeling_found_v1_type;
static inline struct verdict
emit_appeal_feeling_found_v1(struct event_list *out,
                             const struct appeal_feeling_found_v1 *e)
{
    return event_emit(out, &appeal_feeling_found_v1_type, e);
}

/* A person confirmed what was found, or set it aside. */
struct appeal_feeling_judged_v1 {
    enum appeal_feeling feeling;     /* Which. */
    enum appeal_judgement judgement; /* What it is. */
    int64_t degree;                  /* How strong it had been found. */
    struct str because;              /* Why. */
};
extern const struct payload_type appeal_feeling_judged_v1_type;
static inline struct verdict
emit_appeal_feeling_judged_v1(struct event_list *out,
                              const struct appeal_feeling_judged_v1 *e)
{
    return event_emit(out, &appeal_feeling_judged_v1_type, e);
}

/* Confirm what the words of the rulebook found, or set it aside. */
struct appeal_judge_feeling {
    enum appeal_feeling feeling;     /* Which. */
    enum appeal_judgement judgement; /* What it is. */
    struct str because;              /* Why. */
};
extern const struct payload_type appeal_judge_feeling_type;

/* Name and number of the citizen were taken away (去标识): their time was over.
 */
struct appeal_deidentified_v1 {
    struct id contact_id;        /* Whose. */
    enum appeal_contact_end how; /* Destroyed with their key, or only hidden
                                    where one key holds them and the texts. */
    struct str rule;  /* The row of retention.csv: class regime trigger. */
    struct str basis; /* Its basis. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type appeal_deidentified_v1_type;
static inline struct verdict
emit_appeal_deidentified_v1(struct event_list *out,
                            const struct appeal_deidentified_v1 *e)
{
    return event_emit(out, &appeal_deidentified_v1_type, e);
}

/* Legal hold (法律保全): nothing of the case may be destroyed. */
struct appeal_held_v1 {
    struct str account; /* Who asked for it. */
    struct str unit;    /* His unit. */
    struct str basis;   /* Legal basis. */
    int64_t until;      /* When it ends by itself. */
    struct str rules;   /* Hash of the rulebook. */
};
extern const struct payload_type appeal_held_v1_type;
static inline struct verdict
emit_appeal_held_v1(struct event_list *out, const struct appeal_held_v1 *e)
{
    return event_emit(out, &appeal_held_v1_type, e);
}

/* The legal hold ended. */
struct appeal_hold_ended_v1 {
    enum appeal_hold_end
        how;            /* Lifted by a second person, or its time was over. */
    struct str account; /* Who lifted it. */
    struct str basis;   /* Why. */
};
extern const struct payload_type appeal_hold_ended_v1_type;
static inline struct verdict
emit_appeal_hold_ended_v1(struct event_list *out,
                          const struct appeal_hold_ended_v1 *e)
{
    return event_emit(out, &appeal_hold_ended_v1_type, e);
}

/* Personal data of the case were given to another unit or system. */
struct appeal_provided_v1 {
    struct str
        receiver; /* Who got them: a unit, ~name, or a name of sharing.csv. */
    enum appeal_way way; /* How. */
    struct str fields;   /* Groups of fields, joined by blanks. */
    struct str purpose;  /* For what. */
    struct str basis;    /* Legal basis. */
    struct str rules;    /* Hash of the rulebook. */
};
extern const struct payload_type appeal_provided_v1_type;
static inline struct verdict
emit_appeal_provided_v1(struct event_list *out,
                        const struct appeal_provided_v1 *e)
{
    return event_emit(out, &appeal_provided_v1_type, e);
}

/* Let happen what the times of retention.csv ask for now. */
struct appeal_expire {
    char unused; /* C has no empty struct */
};
extern const struct payload_type appeal_expire_type;

/* Keep everything of the case (法律保全). */
struct appeal_hold {
    struct str basis; /* Legal basis. */
    int64_t days;     /* Natural days at the most. */
};
extern const struct payload_type appeal_hold_type;

/* End the legal hold; not by the one who asked for it. */
struct appeal_lift_hold {
    struct str basis; /* Why. */
};
extern const struct payload_type appeal_lift_hold_type;

/* Give personal data of the case to a receiver of sharing.csv. */
struct appeal_provide {
    struct str receiver; /* Who gets them. */
    enum appeal_way way; /* How. */
    struct str fields;   /* Groups of fields, joined by blanks. */
    struct str purpose;  /* For what. */
};
extern const struct payload_type appeal_provide_type;

/* The answer rests on an entry that people look up (知识库). */
struct appeal_drew_on_v1 {
    struct id knowledge_id; /* The entry. */
    int64_t edition;        /* Which text of it. */
    int64_t round;          /* Of which handling the answer is. */
};
extern const struct payload_type appeal_drew_on_v1_type;
static inline struct verdict
emit_appeal_drew_on_v1(struct event_list *out,
                       const struct appeal_drew_on_v1 *e)
{
    return event_emit(out, &appeal_drew_on_v1_type, e);
}

/* The case is against a unit (被举报单位), which must not learn of it. */
struct appeal_accused_v1 {
    struct str unit; /* The unit. */
};
extern const struct payload_type appeal_accused_v1_type;
static inline struct verdict
emit_appeal_accused_v1(struct event_list *out,
                       const struct appeal_accused_v1 *e)
{
    return event_emit(out, &appeal_accused_v1_type, e);
}

/* Somebody asked to see who made the report. */
struct appeal_release_asked_v1 {
    struct str account; /* Who asked. */
    struct str unit;    /* His unit. */
    struct str cause;   /* Why. */
    int64_t hours;      /* For how long. */
    int64_t lapses_at;  /* When the question lapses unanswered. */
    struct str rules;   /* Hash of the rulebook. */
};
extern const struct payload_type appeal_release_asked_v1_type;
static inline struct verdict
emit_appeal_release_asked_v1(struct event_list *out,
                             const struct appeal_release_asked_v1 *e)
{
    return event_emit(out, &appeal_release_asked_v1_type, e);
}

/* A second person allowed him to see it, until a moment. */
struct appeal_released_v1 {
    struct str account; /* Who may see it. */
    int64_t until;      /* Until when. */
    struct str rules;   /* Hash of the rulebook. */
};
extern const struct payload_type appeal_released_v1_type;
static inline struct verdict
emit_appeal_released_v1(struct event_list *out,
                        const struct appeal_released_v1 *e)
{
    return event_emit(out, &appeal_released_v1_type, e);
}

/* The release ran out, or was refused or never answered. */
struct appeal_release_ended_v1 {
    struct str account;          /* Whose. */
    enum appeal_release_end how; /* How. */
};
extern const struct payload_type appeal_release_ended_v1_type;
static inline struct verdict
emit_appeal_release_ended_v1(struct event_list *out,
                             const struct appeal_release_ended_v1 *e)
{
    return event_emit(out, &appeal_release_ended_v1_type, e);
}

/* Name a unit that the case is against. */
struct appeal_accuse {
    struct str unit; /* The unit. */
};
extern const struct payload_type appeal_accuse_type;

/* Ask to see who made the report. */
struct appeal_ask_release {
    struct str cause; /* Why. */
    int64_t hours;    /* For how long. */
};
extern const struct payload_type appeal_ask_release_type;

/* Let another person see it. */
struct appeal_grant_release {
    struct str account; /* Who asked. */
};
extern const struct payload_type appeal_grant_release_type;

/* Do not let him see it. */
struct appeal_refuse_release {
    struct str account; /* Who asked. */
};
extern const struct payload_type appeal_refuse_release_type;

/* A person decided; this is what had been suggested to him. */
struct appeal_suggested_v1 {
    enum appeal_suggestion
        thing;          /* What was suggested: matter, level, unit or kind. */
    struct str model;   /* The stream of the model, model/NAME; empty: the words
                           of the rulebook. */
    struct str version; /* Its version; empty: the words of the rulebook. */
    struct str first;   /* The first suggestion; empty: none was made. */
    int64_t probability; /* Of the first suggestion, in thousandths. */
    int64_t sure;        /* 1 when it was shown as sure. */
    struct str chosen;   /* What the person chose. */
    int64_t
        rank; /* Where that stood among the three: 1 to 3; 0: not among them. */
};
extern const struct payload_type appeal_suggested_v1_type;
static inline struct verdict
emit_appeal_suggested_v1(struct event_list *out,
                         const struct appeal_suggested_v1 *e)
{
    return event_emit(out, &appeal_suggested_v1_type, e);
}

/* All events and commands above. */
enum { APPEAL_TYPES_N = 107 };
extern const struct payload_type *const appeal_types[];

#endif
