/*
 * appeal_view: which fields of a case somebody is shown. One function for
 * pages, the API, lists and exports; what it does not give is not read.
 *
 * Name and number are of one of three groups: a report's (identity), those of
 * a citizen who asked for confidence (confided), or any other's (contact). A
 * unit's need of name and number ends with the case.
 */
#ifndef APPEAL_VIEW_H
#define APPEAL_VIEW_H

#include "feature/appeal/appeal.h"
#include "rulebook/access/access.h"

struct appeal_viewer {
    struct actor actor;
    struct str purpose; /* "" for none */
    int64_t now;
};

struct appeal_view {
    unsigned groups;    /* bits of enum access_group */
    unsigned relations; /* bits of enum access_relation */
    unsigned person;    /* the group of this case's name and number */
    bool no_answers;    /* he took back his consent to sensitive ones */
    bool erased;        /* there is nothing about a person left to look at */
};

struct appeal_view appeal_view(const struct appeal *s,
                               const struct appeal_viewer *viewer,
                               struct rules now);

/* Is the field shown? Fields of staff's own words are notes, those of no
 * person are facts of the case. */
bool appeal_view_shows(const struct appeal_view *v, const struct field *f);

/* Is it the citizen's name or number? A query code alone tells neither. */
bool appeal_tells_who(const struct field *f);

/* Are name and number shown? Else they may be passed on to (relay). */
bool appeal_view_shows_person(const struct appeal_view *v);

/*
 * Is the case shown to whoever proves the phone it was made with, and no more?
 * Numbers change hands: no report, nothing confidential or anonymous, and
 * nothing that ended more than phone_shows_days ago (settings.csv). The query
 * code shows all of them.
 */
bool appeal_shown_by_phone(const struct appeal *s, struct rules now,
                           int64_t at);

/* The groups about a person that a look at this view reads, for the log. */
unsigned appeal_view_personal(const struct appeal_view *v);

#endif
