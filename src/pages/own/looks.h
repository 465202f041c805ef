/*
 * looks: who looked at a person's data, as he himself is told: unit, role,
 * purpose and hour, and not the officer's name; of one case (resident/looks.c)
 * and of all that are his. Template own/look_list.html.
 */
#ifndef PAGES_OWN_LOOKS_H
#define PAGES_OWN_LOOKS_H

#include "api/access/reads.h"
#include "pages/page.h"

struct look_seen {
    int64_t hour;
    struct str href, about; /* which case; empty where only one is meant */
    struct str role, unit, purpose, what;
};

struct look_list {
    struct look_seen *lines;
    size_t lines_n;
};

/* In words, without href and about. Owns: arena of the request. */
struct look_list look_lines(const struct page *p,
                            const struct read_list *reads);

#endif
