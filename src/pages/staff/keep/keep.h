/*
 * keep: what is held and what was given to whom, as lists; templates
 * staff/holds.html and staff/sharing.html.
 */
#ifndef PAGES_STAFF_KEEP_KEEP_H
#define PAGES_STAFF_KEEP_KEEP_H

#include "pages/staff/staff.h"

struct hold_line {
    struct str code, basis, who;
    int64_t since, until;
};

struct holds_view {
    struct staff_frame frame;
    const struct hold_line *lines;
    size_t lines_n;
    struct str next; /* the address of the next page, or empty */
};

struct share_line {
    int64_t at;
    struct str code, receiver, way, what, purpose, basis, mark;
};

/* Of the table; number is 0 when it is all of it. */
struct share_part {
    int64_t number;
    struct str table; /* address */
};

struct sharing_view {
    struct staff_frame frame;
    struct str receiver; /* what was asked for */
    const struct share_line *lines;
    size_t lines_n;
    const struct share_part *parts;
    size_t parts_n;
    struct str next; /* address; empty on the last page */
    bool takes;      /* may take the list along */
};

/* How a receiver reads: a unit by its name, others as written. */
struct str receiver_words(const struct page *p, struct str receiver);

#endif
