/* From schema/city.events by tools/gen_events; do not edit. */
#ifndef GEN_CITY_EVENTS_H
#define GEN_CITY_EVENTS_H

#include "event/event.h"

enum city_event {
    LOG_OPENED_V1,
    LOG_OPENED_V2,
    RULEBOOK_ENACTED_V1,
};

/* The first record: the algorithms of this log. */
struct log_opened_v1 {
    struct str origin;    /* Name of the log in its checkpoints. */
    struct str hash;      /* Hash function of the tree. */
    struct str signature; /* Signature of the checkpoints. */
    struct str key_id;    /* Hash of name and public key, as in signed notes. */
};
extern const struct payload_type log_opened_v1_type;
static inline struct verdict
emit_log_opened_v1(struct event_list *out, const struct log_opened_v1 *e)
{
    return event_emit(out, &log_opened_v1_type, e);
}

/* The first record of a log that goes on from another one. */
struct log_opened_v2 {
    struct str origin;    /* Name of the log in its checkpoints. */
    struct str hash;      /* Hash function of the tree. */
    struct str signature; /* Signature of the checkpoints. */
    struct str key_id;    /* Hash of name and public key, as in signed notes. */
    struct str continues; /* The last checkpoint of the other log, whole. */
};
extern const struct payload_type log_opened_v2_type;
static inline struct verdict
emit_log_opened_v2(struct event_list *out, const struct log_opened_v2 *e)
{
    return event_emit(out, &log_opened_v2_type, e);
}

/* A rulebook is in force from a day on. */
struct rulebook_enacted_v1 {
    struct str rules; /* Its hash. */
    int64_t from_day; /* Days since 1970-01-01. */
    struct str by;    /* Who enacted it. */
};
extern const struct payload_type rulebook_enacted_v1_type;
static inline struct verdict
emit_rulebook_enacted_v1(struct event_list *out,
                         const struct rulebook_enacted_v1 *e)
{
    return event_emit(out, &rulebook_enacted_v1_type, e);
}

/* All events and commands above. */
enum { CITY_TYPES_N = 3 };
extern const struct payload_type *const city_types[];

#endif
