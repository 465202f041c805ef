/* queue: what waits for a person; templates/staff/queue.html. */
#ifndef PAGES_STAFF_LISTS_QUEUE_H
#define PAGES_STAFF_LISTS_QUEUE_H

#include "pages/staff/case.h"
#include "pages/staff/lists/inbox.h"

struct queue_row {
    struct str id, code, title, why, stage, once, action;
    struct str matter; /* when it is placed already */
    struct left left;
    int64_t received_at, nth; /* nth of the page: ids of its fields */
    struct option_list candidates;
    bool may_place, may_dispatch;
    bool erased, untitled; /* untitled: the title is not shown */
    bool hidden;           /* the viewer may not know of it */
};

struct queue_view {
    struct staff_frame frame;
    const struct queue_row *rows;
    size_t rows_n;
    const struct inbox_row *disputed;
    size_t disputed_n;
    int64_t all_n;
    struct option_list sorts, of_matters, of_streets;
    bool narrowed;
    struct str here, first, next; /* addresses, or empty */
    bool disputed_more;
    struct option_list units, matters;
};

#endif
