/* From schema/knowledge.events by tools/gen_events; do not edit. */
#ifndef GEN_KNOWLEDGE_EVENTS_H
#define GEN_KNOWLEDGE_EVENTS_H

#include "event/event.h"

enum knowledge_event {
    KNOWLEDGE_WRITTEN_V1,
    KNOWLEDGE_REVISED_V1,
    KNOWLEDGE_SUBMITTED_V1,
    KNOWLEDGE_RETURNED_V1,
    KNOWLEDGE_PUBLISHED_V1,
    KNOWLEDGE_WITHDRAWN_V1,
    KNOWLEDGE_EXPIRED_V1,
};

enum knowledge_command {
    KNOWLEDGE_WRITE,
    KNOWLEDGE_REVISE,
    KNOWLEDGE_SUBMIT,
    KNOWLEDGE_SEND_BACK,
    KNOWLEDGE_APPROVE,
    KNOWLEDGE_WITHDRAW,
    KNOWLEDGE_TICK,
};

/* Somebody wrote an answer to be looked up. */
struct knowledge_written_v1 {
    struct str title;    /* What it is about. */
    struct str question; /* What people ask, in their words. */
    struct str answer;   /* The answer, in plain words. */
    struct str matter;   /* Code of the matter, or empty. */
    struct str
        place; /* Code of the place where it holds; empty: the whole city. */
    struct str basis;    /* The law or document it rests on. */
    struct str unit;     /* The unit that answers for it. */
    int64_t valid_from;  /* It holds from then on; none: at once. */
    int64_t valid_until; /* And until then; none: until it is withdrawn. */
    struct str by;       /* The account of who wrote it. */
};
extern const struct payload_type knowledge_written_v1_type;
static inline struct verdict
emit_knowledge_written_v1(struct event_list *out,
                          const struct knowledge_written_v1 *e)
{
    return event_emit(out, &knowledge_written_v1_type, e);
}

/* It was rewritten; what is published stays until the new text was reviewed. */
struct knowledge_revised_v1 {
    struct str title;    /* What it is about. */
    struct str question; /* What people ask, in their words. */
    struct str answer;   /* The answer, in plain words. */
    struct str matter;   /* Code of the matter, or empty. */
    struct str
        place; /* Code of the place where it holds; empty: the whole city. */
    struct str basis;    /* The law or document it rests on. */
    struct str unit;     /* The unit that answers for it. */
    int64_t valid_from;  /* It holds from then on; none: at once. */
    int64_t valid_until; /* And until then; none: until it is withdrawn. */
    struct str by;       /* The account of who wrote it. */
};
extern const struct payload_type knowledge_revised_v1_type;
static inline struct verdict
emit_knowledge_revised_v1(struct event_list *out,
                          const struct knowledge_revised_v1 *e)
{
    return event_emit(out, &knowledge_revised_v1_type, e);
}

/* Its text waits for another person to review it. */
struct knowledge_submitted_v1 {
    struct str by; /* The account of who asked for it. */
};
extern const struct payload_type knowledge_submitted_v1_type;
static inline struct verdict
emit_knowledge_submitted_v1(struct event_list *out,
                            const struct knowledge_submitted_v1 *e)
{
    return event_emit(out, &knowledge_submitted_v1_type, e);
}

/* The reviewer sent it back to be rewritten. */
struct knowledge_returned_v1 {
    struct str note; /* Why. */
    struct str by;   /* His account. */
};
extern const struct payload_type knowledge_returned_v1_type;
static inline struct verdict
emit_knowledge_returned_v1(struct event_list *out,
                           const struct knowledge_returned_v1 *e)
{
    return event_emit(out, &knowledge_returned_v1_type, e);
}

/* Another person approved it: anybody may look it up. */
struct knowledge_published_v1 {
    int64_t edition;  /* The how-manieth text of it. */
    struct str by;    /* His account. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type knowledge_published_v1_type;
static inline struct verdict
emit_knowledge_published_v1(struct event_list *out,
                            const struct knowledge_published_v1 *e)
{
    return event_emit(out, &knowledge_published_v1_type, e);
}

/* It may not be looked up any more. */
struct knowledge_withdrawn_v1 {
    struct str reason; /* Why. */
    struct str by;     /* The account of who withdrew it. */
};
extern const struct payload_type knowledge_withdrawn_v1_type;
static inline struct verdict
emit_knowledge_withdrawn_v1(struct event_list *out,
                            const struct knowledge_withdrawn_v1 *e)
{
    return event_emit(out, &knowledge_withdrawn_v1_type, e);
}

/* The time for which it holds is over. */
struct knowledge_expired_v1 {
    char unused; /* C has no empty struct */
};
extern const struct payload_type knowledge_expired_v1_type;
static inline struct verdict
emit_knowledge_expired_v1(struct event_list *out,
                          const struct knowledge_expired_v1 *e)
{
    return event_emit(out, &knowledge_expired_v1_type, e);
}

/* Write an entry. */
struct knowledge_write {
    struct str title;    /* What it is about. */
    struct str question; /* What people ask, in their words. */
    struct str answer;   /* The answer, in plain words. */
    struct str matter;   /* Code of the matter. */
    struct str
        place; /* Code of the place where it holds; empty: the whole city. */
    struct str basis; /* The law or document it rests on. */
    struct str
        unit; /* The unit that answers for it; that of the writer when empty. */
    struct str
        valid_from; /* Day from which it holds (2026-09-18); empty: at once. */
    struct str valid_until; /* Last day on which it holds; empty: until it is
                               withdrawn. */
};
extern const struct payload_type knowledge_write_type;

/* Write it anew. */
struct knowledge_revise {
    struct str title;    /* What it is about. */
    struct str question; /* What people ask, in their words. */
    struct str answer;   /* The answer, in plain words. */
    struct str matter;   /* Code of the matter. */
    struct str
        place; /* Code of the place where it holds; empty: the whole city. */
    struct str basis; /* The law or document it rests on. */
    struct str
        unit; /* The unit that answers for it; that of the writer when empty. */
    struct str
        valid_from; /* Day from which it holds (2026-09-18); empty: at once. */
    struct str valid_until; /* Last day on which it holds; empty: until it is
                               withdrawn. */
};
extern const struct payload_type knowledge_revise_type;

/* Ask another person to review it. */
struct knowledge_submit {
    char unused; /* C has no empty struct */
};
extern const struct payload_type knowledge_submit_type;

/* Send it back to be rewritten. */
struct knowledge_send_back {
    struct str note; /* Why. */
};
extern const struct payload_type knowledge_send_back_type;

/* Publish it; not by who wrote it. */
struct knowledge_approve {
    char unused; /* C has no empty struct */
};
extern const struct payload_type knowledge_approve_type;

/* Take it out of the look-up. */
struct knowledge_withdraw {
    struct str reason; /* Why. */
};
extern const struct payload_type knowledge_withdraw_type;

/* Do what is due by now. Given by the program. */
struct knowledge_tick {
    char unused; /* C has no empty struct */
};
extern const struct payload_type knowledge_tick_type;

/* All events and commands above. */
enum { KNOWLEDGE_TYPES_N = 14 };
extern const struct payload_type *const knowledge_types[];

#endif
