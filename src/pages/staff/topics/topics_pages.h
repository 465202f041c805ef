/* topics_pages: what many people write about, for staff; templates/topics. */
#ifndef PAGES_STAFF_TOPICS_TOPICS_PAGES_H
#define PAGES_STAFF_TOPICS_TOPICS_PAGES_H

#include "pages/staff/staff.h"

struct topic_line {
    int64_t number;
    struct str name, place, matter; /* place: named by the texts, or the one
                                     * most cases have; may be empty */
    int64_t from, to;               /* ms since 1970 UTC */
    int64_t people, cases;
    struct str heat, peak; /* "12.3" */
    int64_t bar;           /* heat in hundredths of the hottest one's: 0..100 */
};

struct topics_view {
    struct staff_frame frame;
    const struct topic_line *lines;
    size_t lines_n;
    int64_t all, behind;
    int64_t turn; /* page 1, 2, ... */
    bool later;
    struct str previous, next; /* addresses, or empty */
};

struct topic_phrase {
    struct str text;
};

struct topic_case_line {
    struct str id, code; /* id: 32 hex digits */
    int64_t received_at;
};

struct topic_view {
    struct staff_frame frame;
    struct topic_line topic;
    const struct topic_phrase *phrases;
    size_t phrases_n;
    const struct topic_case_line *lines;
    size_t lines_n;
    int64_t turn;
    bool later, hidden;
    struct str previous, next;
};

#endif
