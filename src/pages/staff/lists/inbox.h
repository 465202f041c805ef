/* inbox: the open cases of a unit by remaining time; templates/staff/inbox. */
#ifndef PAGES_STAFF_LISTS_INBOX_H
#define PAGES_STAFF_LISTS_INBOX_H

#include "pages/staff/staff.h"

struct inbox_row {
    struct str id, code; /* id: 32 hex digits */
    struct str matter, place, level, stage, lead;
    struct left left;
    int64_t received_at;
    int64_t attention; /* strong emotion or risk: 1..3, or 0 */
    bool urgent;
};

struct inbox_view {
    struct staff_frame frame;
    struct str whose; /* name of the unit, or "all units" */
    struct option_groups units;
    struct option_list stages, levels;
    const struct inbox_row *rows;
    size_t rows_n;
    int64_t all_n, late_n, today_n; /* today: due until midnight */
    int64_t turn;                   /* page 1, 2, ... */
    bool later, narrowed;
    struct str previous, next; /* addresses, or empty */
};

/* One page of cases of a unit ("": all) by remaining time. */
struct inbox_ask {
    struct str unit, stage, level; /* empty: any */
    int64_t due, number;           /* the row before the page */
    bool back;                     /* the page before that row instead */
    bool refused;                  /* whoever asks may not have that unit's */
    int64_t most;
};

/* *ret_more: there are further rows in that direction. Rows are in order of
 * remaining time; keys[i] stands for row i in an address, "DUE.NUMBER". */
struct inbox_rows {
    struct inbox_row *at;
    struct str *keys;
    size_t n;
    bool more;
};
bool inbox_read(const struct staff *s, const struct inbox_ask *ask,
                struct inbox_rows *ret_rows, struct err *err);

/* The inbox with a code that was not found, as the answer to a search. */
void inbox_put(struct staff *s, struct str sought, bool not_found);

#endif
