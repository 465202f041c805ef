/*
 * person: what belongs to a person: the cases that have the phone he proved,
 * and those he joined by their query codes.
 */
#ifndef PERSON_PERSON_H
#define PERSON_PERSON_H

#include "identity/identity.h"

/* As many as a phone has (CONTACT_CASES), and as many again that were joined.
 */
enum { PERSON_CASES = 2 * CONTACT_CASES };

/* Ids of cases, each once. */
struct person_cases {
    struct id at[PERSON_CASES];
    bool joined[PERSON_CASES]; /* by its query code alone */
    size_t n;
    bool more; /* or as many as could be asked for: these may not be all */
};

/* Those of an account: what it joined, and what the phone shows by itself
 * (appeal_shown_by_phone: numbers change hands). phone: as phone_of gives it,
 * or empty. Adds to ret. */
bool person_cases_of(struct identity *id, struct arena *a, struct str account,
                     struct str phone, struct person_cases *ret_cases,
                     struct err *err);

/* Those of a phone, E.164 of the mainland or as it was written. Adds. */
bool person_cases_by(struct engine *e, struct arena *a, struct str phone,
                     struct person_cases *ret_cases, struct err *err);

/* Adds one, unless it is there; when there are too many, more is set. */
void person_add(struct person_cases *cases, struct id case_id, bool joined);

#endif
