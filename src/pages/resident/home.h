/* home: the values the first page shows; templates/resident/home.html. */
#ifndef PAGES_RESIDENT_HOME_H
#define PAGES_RESIDENT_HOME_H

#include "web/layout.h"

/* A case that was solved, without anything of the person's own. */
struct solved_line {
    struct str matter, place;
    int64_t took; /* ms from receipt to close */
};

struct home_view {
    struct layout layout;
    struct str code; /* what was looked for in vain */
    bool not_found;
    const struct solved_line *solved;
    size_t solved_n;
};

#endif
