/*
 * path_view: the handling path (api/desk/desk.h) in words, for the page of a
 * case and for the desk; templates/desk/path.html.
 */
#ifndef PAGES_DESK_PATH_VIEW_H
#define PAGES_DESK_PATH_VIEW_H

#include "api/desk/desk.h"
#include "pages/page.h"

struct path_unit_line {
    struct str unit;
    int64_t cases, on_time;
    bool timed;
    int64_t median, timed_n; /* median: ms on working days; of how many */
    bool rated;
    struct str satisfied; /* "93.3%" */
    int64_t rated_n;
};

struct path_reply_line {
    struct str code, unit, text;
    int64_t at;
};

struct path_entry_line {
    struct str hex, title;
    int64_t used;
};

struct path_view {
    const struct path_unit_line *units;
    size_t units_n;
    int64_t looked, others; /* others: by units that are not named */
    const struct path_reply_line *replies;
    size_t replies_n;
    const struct path_entry_line *entries;
    size_t entries_n;
};

/* Owns: arena of the request. */
bool path_view_of(const struct page *p, const struct desk_known *known,
                  struct str self, struct path_view *ret_view, struct err *err);

#endif
