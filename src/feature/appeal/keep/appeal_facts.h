/*
 * appeal_facts: what is known of a case, each fact with who said it, when and
 * where it stands in the log, and which version of it is the newest. A reading
 * of the events and nothing else: a corrected fact is a later event, and the
 * former stays readable. (政务数据共享条例: accuracy and correction of shared
 * data.)
 */
#ifndef APPEAL_FACTS_H
#define APPEAL_FACTS_H

#include "event/codec.h"
#include "feature/appeal/appeal.h"

/* Where a fact comes from. */
enum appeal_source {
    APPEAL_SOURCE_CITIZEN,
    APPEAL_SOURCE_STAFF,  /* a person at a desk; see the record's actor */
    APPEAL_SOURCE_RULES,  /* the words of the rulebook */
    APPEAL_SOURCE_HISTORY /* an imported row */
};

struct appeal_fact {
    const char *name;            /* title text place matter ... */
    const struct record *record; /* its event: actor, moment, leaf */
    const struct field *field;   /* of the record's type; the value is there */
    enum appeal_source source;
    int version;  /* 1 for the first of this name */
    bool current; /* no later one of this name */
};

struct appeal_fact_list {
    struct appeal_fact *at;
    size_t n, room;
};

/* In the order of the log. Facts that add to others (material, feedback) are
 * all current. Owns: a; records are borrowed. */
struct appeal_fact_list appeal_facts(struct arena *a,
                                     const struct record_list *records);

/* citizen staff rules history */
const char *appeal_source_word(enum appeal_source source);

#endif
