/*
 * own: what a resident who is signed on sees of himself: his cases, who looked
 * at them, what he asks about his data. Templates in templates/own/.
 */
#ifndef PAGES_OWN_OWN_H
#define PAGES_OWN_OWN_H

#include "identity/person/person.h"
#include "pages/own/looks.h"

/* A case of a resident. */
struct own_case {
    struct str code; /* of the query */
    struct str matter, place, stage;
    int64_t received_at;
    bool joined; /* by its query code */
};

/* Is a resident signed on? Others are shown the way; false then. */
bool own_resident(struct page *p);

/* The cases of whoever is signed on. phone: that he proved, or empty. */
bool own_cases(const struct page *p, struct person_cases *ret_cases,
               struct str *ret_phone, struct err *err);

/* One of them in words. Owns: arena of the request. */
bool own_case_of(const struct page *p, struct id id, struct own_case *ret_case,
                 struct err *err);

struct own_looks_view {
    struct layout layout;
    struct look_list looks;
    struct str older, newer; /* addresses, or empty */
};

#endif
