/*
 * event: what happened (events), what is asked (commands), and the answer of
 * the rules (verdict).
 *
 * Events and commands are payloads: one generated struct each, declared once
 * in schema/, with a type that describes its fields. A payload is never
 * changed once emitted.
 */
#ifndef EVENT_EVENT_H
#define EVENT_EVENT_H

#include "base/arena.h"
#include "base/id.h"
#include "base/str.h"

enum field_kind { FIELD_TEXT, FIELD_INT, FIELD_TIME, FIELD_ID, FIELD_CHOICE };

enum {
    FIELD_PERSONAL = 1, /* belongs to the event's subject_id; can be erased */
    FIELD_OPTIONAL = 2, /* id, time, choice: may be none (zero) */
    FIELD_CONTACT = 4   /* personal, and belongs to the event's contact_id */
};

enum { COMMITMENT_HEX = 64 };

/*
 * A personal field of an event. A fresh one carries text; the store seals the
 * text and writes the commitment SHA-256(salt || field || text) into the log.
 * A decoded one carries the commitment alone. Both are empty when nothing was
 * said.
 */
struct personal {
    struct str text;
    struct str commitment; /* 64 hex digits */
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;    /* in the payload struct */
    int64_t min, max; /* text: characters; int: value */
    unsigned flags;
    const char *const *words; /* choices; words[0] is "" for none */
    size_t words_n;
    const char *doc;
};

struct payload_type {
    const char *name; /* "appeal_received" */
    int version;      /* 0 for a command */
    int tag;          /* enum <module>_event or <module>_command */
    size_t size;      /* bytes of the payload struct */
    const struct field *fields;
    size_t fields_n;
    const char *doc;
};

struct event {
    const struct payload_type *type;
    const void *data;
};

struct event_list {
    struct arena *a; /* owns the payloads */
    struct event *at;
    size_t n, room;
};

/* Who asks; already authenticated. */
struct actor {
    struct str role; /* a role of rights.csv */
    struct str id;   /* the person's account; "" for citizens and the system */
    struct str unit; /* the unit the person works for, or "" */
};

struct command {
    const struct payload_type *type;
    const void *data;
    struct actor actor;
    int64_t now; /* when it is asked; ms since 1970 UTC */
};

/* Why a command was not carried out. One table turns these into HTTP. */
enum reason {
    ACCEPTED,
    REFUSED_VALUE, /* a field is missing, too long, or not what it must be */
    REFUSED_STAGE, /* not possible any more, or not yet */
    REFUSED_RIGHT, /* the actor may not do this to this case */
    REFUSED_RULE   /* a rule of the city or the law forbids it */
};

struct verdict {
    enum reason reason;
    const char *rule;  /* the rule's name: phrases key refusal.<rule> */
    const char *field; /* the field at fault, or NULL */
};

static inline struct verdict
accept(void)
{
    return (struct verdict){ ACCEPTED, NULL, NULL };
}

static inline struct verdict
refuse(enum reason reason, const char *rule, const char *field)
{
    return (struct verdict){ reason, rule, field };
}

/*
 * Check *data against the limits of its type and append a copy to out.
 *
 * Owns:  the copy lives in out->a and still borrows the texts of *data.
 * Fails: REFUSED_VALUE with the field; out unchanged.
 */
struct verdict event_emit(struct event_list *out,
                          const struct payload_type *type, const void *data);

/* The verdict event_emit would give. */
struct verdict payload_check(const struct payload_type *type, const void *data);

/* The values of a field of a payload, by its kind. */
struct str field_text(const struct field *f, const void *data);
const struct personal *field_personal(const struct field *f, const void *data);
int64_t field_number(const struct field *f, const void *data);
struct id field_id(const struct field *f, const void *data);
struct str field_choice(const struct field *f, const void *data);

/* Whose a personal field is, and so under whose key its text is sealed; the
 * zero id for nobody's. */
struct id field_subject(const struct payload_type *type, const struct field *f,
                        const void *data);

/*
 * Read an event as another version of its type: copy every field that both
 * have to *ret, a payload of type to. What the event's version does not know
 * stays as it was. Fields of one name have one kind in all versions.
 *
 * Owns: texts are borrowed from ev.
 */
void payload_carry(const struct event *ev, const struct payload_type *to,
                   void *ret);

/* NULL when the type has no field of that name. */
const struct field *payload_field(const struct payload_type *type,
                                  struct str name);

/* The types of all features, by name and version. */
struct registry {
    const struct payload_type *const *types;
    size_t types_n;
};

const struct payload_type *registry_find(const struct registry *r,
                                         struct str name, int64_t version);

#endif
