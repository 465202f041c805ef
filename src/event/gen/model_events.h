/* From schema/model.events by tools/gen_events; do not edit. */
#ifndef GEN_MODEL_EVENTS_H
#define GEN_MODEL_EVENTS_H

#include "event/event.h"

enum model_of {
    MODEL_OF_NONE,
    MODEL_OF_KIND,
    MODEL_OF_MATTER,
    MODEL_OF_LEVEL,
    MODEL_OF_UNIT,
};
extern const char *const model_of_words[5];

enum model_event {
    MODEL_ENTERED_V1,
    MODEL_APPROVED_V1,
    MODEL_PUT_TO_USE_V1,
    MODEL_ROLLED_BACK_V1,
    MODEL_RETIRED_V1,
    MODEL_WATCHED_V1,
};

enum model_command {
    MODEL_ENTER,
    MODEL_APPROVE,
    MODEL_USE,
    MODEL_ROLLBACK,
    MODEL_RETIRE,
    MODEL_WATCH,
};

/* A model was entered in the registry. */
struct model_entered_v1 {
    enum model_of of;       /* What it suggests. */
    struct str version;     /* Its version. */
    struct str sha256;      /* SHA-256 of the file of the model. */
    struct str card_sha256; /* SHA-256 of its card. */
    struct str purpose;     /* What it is for. */
    struct str data;        /* From what it was made. */
    struct str period;      /* Of which days its cases are. */
    struct str owner;       /* Who answers for it. */
    int64_t cases;          /* Cases it was trained on. */
    int64_t labels;         /* Answers it knows. */
    int64_t right;          /* Share right, in ten-thousandths. */
    int64_t right_low;      /* The low end of its interval. */
    int64_t right_high;     /* The high end. */
    int64_t macro_f1;       /* Macro-F1, in ten-thousandths. */
    int64_t confidence;     /* Mean probability of its first answers; 0 when the
                               card does not say. */
    int64_t groups;         /* Parts of the cases it was measured on apart. */
    int64_t gap; /* The widest of their gaps in share right, less or more, in
                    ten-thousandths. */
    struct str gap_group; /* Of which part. */
    struct str by;        /* Whose account entered it. */
};
extern const struct payload_type model_entered_v1_type;
static inline struct verdict
emit_model_entered_v1(struct event_list *out, const struct model_entered_v1 *e)
{
    return event_emit(out, &model_entered_v1_type, e);
}

/* Somebody else looked at it and approved it. */
struct model_approved_v1 {
    struct str version; /* Its version. */
    struct str because; /* What he looked at, and why he approves. */
    struct str by;      /* Whose account. */
};
extern const struct payload_type model_approved_v1_type;
static inline struct verdict
emit_model_approved_v1(struct event_list *out,
                       const struct model_approved_v1 *e)
{
    return event_emit(out, &model_approved_v1_type, e);
}

/* The server suggests by it from now on. */
struct model_put_to_use_v1 {
    struct str version; /* Its version. */
    struct str instead; /* The version that was in use; empty: the rulebook's
                           words alone. */
};
extern const struct payload_type model_put_to_use_v1_type;
static inline struct verdict
emit_model_put_to_use_v1(struct event_list *out,
                         const struct model_put_to_use_v1 *e)
{
    return event_emit(out, &model_put_to_use_v1_type, e);
}

/* It is not used any more: what was in use before is again. */
struct model_rolled_back_v1 {
    struct str version; /* The version that was in use. */
    struct str
        back_to; /* What is in use now; empty: the rulebook's words alone. */
    struct str because; /* Why. */
};
extern const struct payload_type model_rolled_back_v1_type;
static inline struct verdict
emit_model_rolled_back_v1(struct event_list *out,
                          const struct model_rolled_back_v1 *e)
{
    return event_emit(out, &model_rolled_back_v1_type, e);
}

/* It is never to be used again. */
struct model_retired_v1 {
    struct str version; /* Its version. */
    struct str because; /* Why. */
};
extern const struct payload_type model_retired_v1_type;
static inline struct verdict
emit_model_retired_v1(struct event_list *out, const struct model_retired_v1 *e)
{
    return event_emit(out, &model_retired_v1_type, e);
}

/* The model in use was looked over, as every night. */
struct model_watched_v1 {
    struct str version; /* Its version. */
    int64_t day;        /* The day that ended: days since 1970-01-01. */
    int64_t cases;      /* Cases of the days before that it was asked about. */
    int64_t psi; /* How far the shares of its answers have moved from its card:
                    population stability index, in thousandths. */
    int64_t
        confidence; /* Mean probability of its first answers, in thousandths. */
    int64_t confidence_was; /* The same when it was measured; 0 when the card
                               does not say. */
    int64_t
        answers; /* How often people answered its suggestions in those days. */
    int64_t changed;  /* How often they took another than the first. */
    struct str flags; /* What passed its limit, joined by ;: labels confidence
                         overrides. Empty: nothing. */
};
extern const struct payload_type model_watched_v1_type;
static inline struct verdict
emit_model_watched_v1(struct event_list *out, const struct model_watched_v1 *e)
{
    return event_emit(out, &model_watched_v1_type, e);
}

/* Enter a model in the registry. */
struct model_enter {
    enum model_of of;   /* Set by the engine: what it suggests. */
    struct str version; /* Set by the engine: of the card. */
    struct str sha256;  /* SHA-256 of its file, which lies in DIR/models under
                           that name. */
    struct str card_sha256; /* Set by the engine: of the card. */
    struct str purpose;     /* Set by the engine: of the card. */
    struct str data;        /* Set by the engine: of the card. */
    struct str period;      /* Set by the engine: of the card. */
    struct str owner;       /* Set by the engine: of the card. */
    int64_t cases;          /* Set by the engine: of the card. */
    int64_t labels;         /* Set by the engine: of the card. */
    int64_t right;          /* Set by the engine: of the card. */
    int64_t right_low;      /* Set by the engine: of the card. */
    int64_t right_high;     /* Set by the engine: of the card. */
    int64_t macro_f1;       /* Set by the engine: of the card. */
    int64_t confidence;     /* Set by the engine: of the card. */
    int64_t groups;         /* Set by the engine: of the card. */
    int64_t gap;            /* Set by the engine: of the card. */
    struct str gap_group;   /* Set by the engine: of the card. */
};
extern const struct payload_type model_enter_type;

/* Approve a model; not by who entered it. */
struct model_approve {
    struct str version; /* Its version. */
    struct str because; /* What was looked at, and why. */
};
extern const struct payload_type model_approve_type;

/* Put an approved model to use. */
struct model_use {
    struct str version; /* Its version. */
};
extern const struct payload_type model_use_type;

/* Use again what was in use before, or the rulebook's words alone. */
struct model_rollback {
    struct str because; /* Why. */
};
extern const struct payload_type model_rollback_type;

/* Never use a model again. */
struct model_retire {
    struct str version; /* Its version. */
    struct str because; /* Why. */
};
extern const struct payload_type model_retire_type;

/* Note how the model in use does. Given by the program. */
struct model_watch {
    struct str version; /* Its version. */
    int64_t day;        /* The day that ended: days since 1970-01-01. */
    int64_t cases;      /* Cases of the days before that it was asked about. */
    int64_t psi; /* How far the shares of its answers have moved from its card:
                    population stability index, in thousandths. */
    int64_t
        confidence; /* Mean probability of its first answers, in thousandths. */
    int64_t confidence_was; /* The same when it was measured; 0 when the card
                               does not say. */
    int64_t
        answers; /* How often people answered its suggestions in those days. */
    int64_t changed;  /* How often they took another than the first. */
    struct str flags; /* What passed its limit, joined by ;: labels confidence
                         overrides. Empty: nothing. */
};
extern const struct payload_type model_watch_type;

/* All events and commands above. */
enum { MODEL_TYPES_N = 12 };
extern const struct payload_type *const model_types[];

#endif
