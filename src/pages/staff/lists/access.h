/* access: who looked at what, for auditors; templates/staff/access.html. */
#ifndef PAGES_STAFF_LISTS_ACCESS_H
#define PAGES_STAFF_LISTS_ACCESS_H

#include "api/access/reads.h"
#include "pages/staff/staff.h"

/* Who, in words, and what. */
struct look_line {
    int64_t at;
    struct str id, code, account, who, purpose, relation, what;
    struct str request; /* its kind in words when id is a request's */
    int64_t n;
};

struct access_view {
    struct staff_frame frame;
    struct str account, code, day; /* what was asked for */
    bool wrong;
    const struct look_line *looks, *flags, *taken;
    size_t looks_n, flags_n, taken_n;
    bool full; /* there may be more than is shown */
};

/* The groups of fields in words. Owns: arena of the request. */
struct str access_what(const struct page *p, struct str fields);

#endif
