/* From schema/access.events by tools/gen_events; do not edit. */
#ifndef GEN_ACCESS_EVENTS_H
#define GEN_ACCESS_EVENTS_H

#include "event/event.h"

enum access_why {
    ACCESS_WHY_NONE,
    ACCESS_WHY_OUTSIDE,
    ACCESS_WHY_MANY_HOUR,
    ACCESS_WHY_MANY_DAY,
    ACCESS_WHY_COLLEAGUE,
    ACCESS_WHY_OWN,
};
extern const char *const access_why_words[6];

enum access_event {
    ACCESS_READ_V1,
    ACCESS_EXPORTED_V1,
    ACCESS_FLAGGED_V1,
    ACCESS_LOOKED_V1,
};

/* Somebody looked at personal data of a case: once an hour, whatever he did in
 * it. */
struct access_read_v1 {
    struct id case_id;   /* The case. */
    struct str account;  /* Who. */
    struct str role;     /* As what. */
    struct str unit;     /* His unit. */
    struct str purpose;  /* For what. */
    struct str relation; /* How his unit stood to the case then. */
    struct str fields;   /* The groups of fields, joined by blanks. */
    int64_t hour;        /* The hour it began in. */
};
extern const struct payload_type access_read_v1_type;
static inline struct verdict
emit_access_read_v1(struct event_list *out, const struct access_read_v1 *e)
{
    return event_emit(out, &access_read_v1_type, e);
}

/* Somebody took a list along. */
struct access_exported_v1 {
    struct str account; /* Who. */
    struct str role;    /* As what. */
    struct str unit;    /* His unit. */
    struct str mark;    /* The mark that the file carries. */
    int64_t rows;       /* How many cases. */
    int64_t taken_at;   /* When. */
};
extern const struct payload_type access_exported_v1_type;
static inline struct verdict
emit_access_exported_v1(struct event_list *out,
                        const struct access_exported_v1 *e)
{
    return event_emit(out, &access_exported_v1_type, e);
}

/* Reading that somebody should look into. */
struct access_flagged_v1 {
    enum access_why why; /* What is unusual about it. */
    struct str account;  /* Who. */
    struct str role;     /* As what. */
    struct str unit;     /* His unit. */
    struct id case_id;   /* A case of it. */
    int64_t day;         /* Days since 1970-01-01. */
    int64_t n;           /* How many cases. */
};
extern const struct payload_type access_flagged_v1_type;
static inline struct verdict
emit_access_flagged_v1(struct event_list *out,
                       const struct access_flagged_v1 *e)
{
    return event_emit(out, &access_flagged_v1_type, e);
}

/* The nightly look over a day is done. */
struct access_looked_v1 {
    int64_t day;      /* Days since 1970-01-01. */
    int64_t readers;  /* How many accounts looked at something. */
    int64_t flags;    /* How much of it was unusual. */
    struct str rules; /* Hash of the rulebook. */
};
extern const struct payload_type access_looked_v1_type;
static inline struct verdict
emit_access_looked_v1(struct event_list *out, const struct access_looked_v1 *e)
{
    return event_emit(out, &access_looked_v1_type, e);
}

/* All events and commands above. */
enum { ACCESS_TYPES_N = 4 };
extern const struct payload_type *const access_types[];

#endif
