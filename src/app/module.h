/*
 * module: what the heart must know of a feature; modules.c is the list.
 */
#ifndef APP_MODULE_H
#define APP_MODULE_H

#include "event/codec.h"
#include "rulebook/rulebook.h"
#include "store/store.h"

struct module_rules {
    struct rules now, promised;
};

/* Under which rules a stream was promised its times; hash empty: none yet. */
struct promise {
    struct str hash;
    int32_t day;
};

struct happened {
    struct event event;
    int64_t at; /* ms since 1970 UTC */
};

/* What rows and notices are made from. */
struct change {
    struct id id;      /* of a stream NAME/ID */
    struct str unit;   /* of a stream NAME/CODE */
    const void *state; /* after the events */
    bool is_new;       /* the stream begins with these events */
    const struct event_list *events;
    /* For rows an event: the new events, or in a rebuild all; first is the
     * version of happened[0]. */
    const struct happened *happened;
    size_t happened_n;
    int64_t first;
    struct str caller; /* hash of the citizen's contact; empty when unknown
                        * or erased */
};

enum { MODULE_SUBJECTS = 3 };

struct module {
    const char *name; /* streams are NAME/ID or NAME/CODE */
    const struct payload_type *const *types;
    size_t types_n;
    size_t state_size;
    void (*apply)(void *state, const struct event *ev, int64_t occurred_at);
    struct verdict (*decide)(const void *state, const struct command *cmd,
                             const struct module_rules *rules,
                             struct event_list *out);
    /* The command by which the program lets what is due happen; NULL when the
     * feature has no clocks. It has no fields that must be there. */
    const struct payload_type *tick;
    struct promise (*promised)(const void *state);
    int64_t (*next_due)(const void *state, struct rules promised);
    void (*rows)(const struct change *c, struct row_list *out);
    /* Notices to the outside; NULL when it sends none. */
    size_t (*notices)(struct arena *a, const struct change *c,
                      struct notice **ret_notices);
    /* The subject whose contact finds the citizen again; none for others. */
    struct id (*subject)(const void *state);
    /* The subjects whose keys the event destroys; returns how many. NULL when
     * none ever does. */
    size_t (*destroys)(const void *state, const struct event *ev,
                       struct id ret_subjects[MODULE_SUBJECTS]);
};

extern const struct module *const modules[];
extern const size_t modules_n;

/* The module of a stream "NAME/...", or NULL. */
const struct module *module_of(struct str stream);

/* All event types of all modules. */
const struct registry *modules_registry(void);

/* A list of rows grows in its arena. */
struct row *row_add(struct row_list *rows, enum query query);
void row_int(struct row *r, int64_t v);
void row_text(struct row *r, struct str s);
void row_bytes(struct row *r, const void *p, size_t n);
void row_null(struct row *r);

#endif
