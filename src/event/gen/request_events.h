/* From schema/request.events by tools/gen_events; do not edit. */
#ifndef GEN_REQUEST_EVENTS_H
#define GEN_REQUEST_EVENTS_H

#include "event/event.h"

enum request_kind {
    REQUEST_KIND_NONE,
    REQUEST_KIND_SEE,
    REQUEST_KIND_COPY,
    REQUEST_KIND_TRANSFER,
    REQUEST_KIND_CORRECT,
    REQUEST_KIND_DELETE,
    REQUEST_KIND_EXPLAIN,
    REQUEST_KIND_WITHDRAW_CONSENT,
};
extern const char *const request_kind_words[8];

enum request_way {
    REQUEST_WAY_NONE,
    REQUEST_WAY_ACCOUNT,
    REQUEST_WAY_CODE,
    REQUEST_WAY_COUNTER,
};
extern const char *const request_way_words[4];

enum request_proof {
    REQUEST_PROOF_NONE,
    REQUEST_PROOF_ACCOUNT,
    REQUEST_PROOF_CODE,
    REQUEST_PROOF_DOCUMENT,
    REQUEST_PROOF_CALL,
};
extern const char *const request_proof_words[5];

enum request_outcome {
    REQUEST_OUTCOME_NONE,
    REQUEST_OUTCOME_GRANTED,
    REQUEST_OUTCOME_REFUSED,
    REQUEST_OUTCOME_WITHDRAWN,
};
extern const char *const request_outcome_words[4];

enum request_event {
    REQUEST_SUBMITTED_V1,
    REQUEST_CORRECTION_V1,
    REQUEST_CONFIRMED_V1,
    REQUEST_PROLONGED_V1,
    REQUEST_ACTED_V1,
    REQUEST_CHARGED_V1,
    REQUEST_HINDERED_V1,
    REQUEST_GRANTED_V1,
    REQUEST_REFUSED_V1,
    REQUEST_WITHDRAWN_V1,
    REQUEST_WARNED_V1,
    REQUEST_CLOSED_V1,
    REQUEST_ERASED_V1,
};

enum request_command {
    REQUEST_SUBMIT,
    REQUEST_CONFIRM,
    REQUEST_PROLONG,
    REQUEST_ACT,
    REQUEST_GRANT,
    REQUEST_DENY,
    REQUEST_DROP,
    REQUEST_TICK,
    REQUEST_ERASE,
};

/* Somebody asked about data on himself. */
struct request_submitted_v1 {
    struct id subject_id;   /* Whose personal texts these are: the person. */
    enum request_kind kind; /* What he asks for. */
    enum request_way
        way; /* Signed on, by the query code of a case, or at the counter. */
    struct str account; /* His account, or empty. */
    struct str by;      /* The account of staff who wrote it down, or empty. */
    struct id case_id;  /* The case it is about; none: all that is his. */
    struct personal name;    /* The person. */
    struct personal contact; /* How to reach him; at the counter also what finds
                                his cases. */
    struct personal agent;   /* Who asks for him (代办); empty: he himself. */
    struct personal body;    /* What he asks, in his words. */
    int64_t due_at;          /* Until when he is answered. */
    int64_t warn_at;         /* When the data officer is reminded. */
    struct str rules;        /* Hash of the rulebook. */
};
extern const struct payload_type request_submitted_v1_type;
static inline struct verdict
emit_request_submitted_v1(struct event_list *out,
                          const struct request_submitted_v1 *e)
{
    return event_emit(out, &request_submitted_v1_type, e);
}

/* What he asks to have put right, and how it should read; what is empty stays.
 */
struct request_correction_v1 {
    struct id subject_id;     /* Whose personal texts these are: the person. */
    struct personal new_name; /* His name. */
    struct personal new_contact; /* How to reach him. */
    struct personal
        statement; /* What is right of the text of the case, in his words. */
};
extern const struct payload_type request_correction_v1_type;
static inline struct verdict
emit_request_correction_v1(struct event_list *out,
                           const struct request_correction_v1 *e)
{
    return event_emit(out, &request_correction_v1_type, e);
}

/* It is he: who asks was proved. */
struct request_confirmed_v1 {
    enum request_proof how; /* How. */
};
extern const struct payload_type request_confirmed_v1_type;
static inline struct verdict
emit_request_confirmed_v1(struct event_list *out,
                          const struct request_confirmed_v1 *e)
{
    return event_emit(out, &request_confirmed_v1_type, e);
}

/* The answer takes longer; once, with a reason. */
struct request_prolonged_v1 {
    struct str reason;  /* A listed reason (extend). */
    struct str because; /* In words, without personal data. */
    int64_t due_at;     /* Until when now. */
    int64_t warn_at;    /* When the data officer is reminded. */
    struct str rules;   /* Hash of the rulebook. */
};
extern const struct payload_type request_prolonged_v1_type;
static inline struct verdict
emit_request_prolonged_v1(struct event_list *out,
                          const struct request_prolonged_v1 *e)
{
    return event_emit(out, &request_prolonged_v1_type, e);
}

/* For it a command was given to a case. */
struct request_acted_v1 {
    struct id case_id;  /* The case. */
    struct str command; /* The command. */
};
extern const struct payload_type request_acted_v1_type;
static inline struct verdict
emit_request_acted_v1(struct event_list *out, const struct request_acted_v1 *e)
{
    return event_emit(out, &request_acted_v1_type, e);
}

/* It was granted; a command is to be given to a case for it. */
struct request_charged_v1 {
    struct id case_id;  /* The case. */
    struct str command; /* The command. */
};
extern const struct payload_type request_charged_v1_type;
static inline struct verdict
emit_request_charged_v1(struct event_list *out,
                        const struct request_charged_v1 *e)
{
    return event_emit(out, &request_charged_v1_type, e);
}

/* A case did not take that command any more. */
struct request_hindered_v1 {
    struct id case_id;  /* The case. */
    struct str command; /* The command. */
    struct str rule;    /* The rule by which it refused. */
};
extern const struct payload_type request_hindered_v1_type;
static inline struct verdict
emit_request_hindered_v1(struct event_list *out,
                         const struct request_hindered_v1 *e)
{
    return event_emit(out, &request_hindered_v1_type, e);
}

/* It was granted. */
struct request_granted_v1 {
    struct id subject_id; /* Whose personal texts these are: the person. */
    struct personal said; /* What was done, or what was to be explained. */
    int64_t fetch_until;  /* Until when he can fetch his data. */
    struct str rules;     /* Hash of the rulebook. */
};
extern const struct payload_type request_granted_v1_type;
static inline struct verdict
emit_request_granted_v1(struct event_list *out,
                        const struct request_granted_v1 *e)
{
    return event_emit(out, &request_granted_v1_type, e);
}

/* It was refused, with reason, basis and remedy. */
struct request_refused_v1 {
    struct id subject_id; /* Whose personal texts these are: the person. */
    struct str reason;    /* A listed reason (deny). */
    struct str basis;     /* The legal basis. */
    struct personal said; /* The reason in words. */
    struct str remedy;    /* What he was told that he can do about it. */
    struct str rules;     /* Hash of the rulebook. */
};
extern const struct payload_type request_refused_v1_type;
static inline struct verdict
emit_request_refused_v1(struct event_list *out,
                        const struct request_refused_v1 *e)
{
    return event_emit(out, &request_refused_v1_type, e);
}

/* The person took it back. */
struct request_withdrawn_v1 {
    char unused; /* C has no empty struct */
};
extern const struct payload_type request_withdrawn_v1_type;
static inline struct verdict
emit_request_withdrawn_v1(struct event_list *out,
                          const struct request_withdrawn_v1 *e)
{
    return event_emit(out, &request_withdrawn_v1_type, e);
}

/* Its time is running out, or has passed. */
struct request_warned_v1 {
    int64_t due_at;  /* Until when it was to be answered. */
    int64_t late;    /* 1 when it has passed. */
    struct str unit; /* Who was told. */
};
extern const struct payload_type request_warned_v1_type;
static inline struct verdict
emit_request_warned_v1(struct event_list *out,
                       const struct request_warned_v1 *e)
{
    return event_emit(out, &request_warned_v1_type, e);
}

/* It is done with. */
struct request_closed_v1 {
    enum request_outcome outcome; /* How it ended. */
    int64_t late;                 /* 1 when it was answered after its time. */
};
extern const struct payload_type request_closed_v1_type;
static inline struct verdict
emit_request_closed_v1(struct event_list *out,
                       const struct request_closed_v1 *e)
{
    return event_emit(out, &request_closed_v1_type, e);
}

/* The personal texts of the request were destroyed. */
struct request_erased_v1 {
    struct str basis; /* The legal basis. */
};
extern const struct payload_type request_erased_v1_type;
static inline struct verdict
emit_request_erased_v1(struct event_list *out,
                       const struct request_erased_v1 *e)
{
    return event_emit(out, &request_erased_v1_type, e);
}

/* Ask about data on oneself. */
struct request_submit {
    struct id subject_id;   /* Set by the engine. */
    enum request_kind kind; /* What is asked for. */
    enum request_way way;   /* Set by the engine: how the person came. */
    struct str account;     /* Set by the engine: his account. */
    struct id case_id;      /* The case it is about; none: all that is his. */
    struct str name;        /* The person. */
    struct str contact;  /* How to reach him; at the counter also what finds his
                            cases. */
    struct str agent;    /* Who asks for him; empty: he himself. */
    struct str body;     /* What he asks, in his words. */
    struct str new_name; /* For a correction: his name. */
    struct str new_contact; /* For a correction: how to reach him. */
    struct str statement; /* For a correction of one case: what is right of its
                             text, in his words. */
};
extern const struct payload_type request_submit_type;

/* Say that it is he who asks, and how that was proved. */
struct request_confirm {
    enum request_proof how; /* document or call. */
};
extern const struct payload_type request_confirm_type;

/* Take longer, once. */
struct request_prolong {
    struct str reason;  /* A listed reason (extend). */
    struct str because; /* In words, without personal data. */
};
extern const struct payload_type request_prolong_type;

/* Note what was done to a case for it, or that the case refused. */
struct request_act {
    struct id case_id;  /* The case. */
    struct str command; /* The command. */
    struct str rule;    /* The rule by which it refused; empty: it was done. */
};
extern const struct payload_type request_act_type;

/* Grant it. */
struct request_grant {
    struct str said;  /* What was done, or the explanation. */
    struct str cases; /* Set by the engine: the cases it is carried out on, 32
                         hex digits each. */
};
extern const struct payload_type request_grant_type;

/* Refuse it. */
struct request_deny {
    struct str reason; /* A listed reason (deny). */
    struct str basis;  /* The legal basis. */
    struct str said;   /* The reason in words. */
};
extern const struct payload_type request_deny_type;

/* Take it back: the person his own, an operator one from the counter. */
struct request_drop {
    char unused; /* C has no empty struct */
};
extern const struct payload_type request_drop_type;

/* Do what is due by now. Given by the program. */
struct request_tick {
    char unused; /* C has no empty struct */
};
extern const struct payload_type request_tick_type;

/* Destroy the personal texts of the request. */
struct request_erase {
    struct str basis; /* The legal basis. */
};
extern const struct payload_type request_erase_type;

/* All events and commands above. */
enum { REQUEST_TYPES_N = 22 };
extern const struct payload_type *const request_types[];

#endif
