/*
 * commands: the form of a command, made from the fields of its payload, and
 * the way back from what was written into them; templates/staff/command.html.
 */
#ifndef PAGES_STAFF_COMMANDS_H
#define PAGES_STAFF_COMMANDS_H

#include "api/publish/publish.h"
#include "app/appeal/appeal_file.h"
#include "pages/staff/staff.h"

/* Where the values of a field come from. */
enum source {
    SOURCE_WORDS, /* written freely */
    SOURCE_CHOICE,
    SOURCE_UNIT,
    SOURCE_UNITS, /* several, joined by ; */
    SOURCE_MATTER,
    SOURCE_PLACE,
    SOURCE_REASON, /* listed in the rulebook for this command */
    SOURCE_EXIT,
    SOURCE_CASE,   /* a case code */
    SOURCE_DEGREE, /* 0..3; empty: as the catalogue says */
    SOURCE_REACHED,
    SOURCE_HOW,
    SOURCE_KNOWLEDGE /* what is published on the matter of the case */
};

/* What a field of events and commands is called. */
struct field_words {
    const char *name;
    enum say label;
    enum source source;
};

/* NULL for one that is not shown. */
const struct field_words *field_words(const struct field *f);

/* The kind of listed reasons of a command or event; "" when it has none. */
const char *reason_kind(const struct payload_type *type);

/* The prefix of the words of a choice in the rulebook's phrases. */
const char *choice_prefix(const struct payload_type *type,
                          const struct field *f);

/* Units that can be named in one field, and how many are seen at once. */
enum { UNITS_OF_FIELD = 8, UNITS_AT_ONCE = 3 };

struct form_field {
    struct str name, id; /* id: "reply-text", unique on the page */
    enum say label;
    struct str hint, value, error;
    bool required;
    bool line, area, select, number, units; /* one of them */
    int64_t least, most, rows;
    struct str list; /* of a <datalist>, or empty */
    struct option_list options;
    struct str values[UNITS_OF_FIELD]; /* of units */
    bool many;                         /* units: more than are seen at once */
};

struct command_view {
    struct str name, label, action, once, error;
    const struct form_field *fields;
    size_t fields_n;
    bool open, first; /* first: the likeliest one */
    bool danger;      /* cannot be undone */
    bool may_preview; /* its text could be published one day */
    bool previewed;
    const struct publish_piece *pieces; /* as others would read it */
    size_t pieces_n, covered;
};

/* What was sent and refused, or is only looked at (verdict ACCEPTED); form NULL
 * when nothing was. */
struct refused {
    const struct payload_type *type;
    const struct form *form;
    struct verdict verdict;
};

struct command_view command_view(const struct page *p,
                                 const struct appeal_file *file,
                                 const struct payload_type *type,
                                 const struct refused *refused);

/*
 * What was written, with names made codes, case codes made ids, units joined
 * and degrees taken from the catalogue. Refuses what must be there and is not.
 */
struct verdict command_filled(const struct page *p,
                              const struct payload_type *type,
                              const struct form *form, struct form *ret_form);

#endif
