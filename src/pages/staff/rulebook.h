/* rulebook: the rules in force and coming, and a form to enact new ones;
 * templates/staff/rulebook.html. */
#ifndef PAGES_STAFF_RULEBOOK_H
#define PAGES_STAFF_RULEBOOK_H

#include "pages/staff/staff.h"

struct rulebook_row {
    struct str hash, by;
    int64_t from, enacted_at; /* ms since 1970 UTC */
    bool in_force, coming, replaced;
};

struct fault_row {
    struct str file, text;
    int64_t line, column;
    bool whole; /* no line, but the whole file */
};

struct rulebook_view {
    struct staff_frame frame;
    const struct rulebook_row *rows; /* newest first */
    size_t rows_n;
    int64_t all_n;
    const struct fault_row *faults;
    size_t faults_n;
    int64_t all_faults;
    bool more_faults;
    bool done, fine; /* enacted; checked */
    bool enacts;     /* may the viewer? */
    struct str error, from;
};

#endif
