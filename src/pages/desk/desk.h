/*
 * desk: the operator's page: what a citizen says is written down, looked up at
 * the press of a button, and taken in; templates/desk/desk.html.
 */
#ifndef PAGES_DESK_DESK_H
#define PAGES_DESK_DESK_H

#include "pages/desk/path_view.h"
#include "pages/knowledge/knowledge.h"
#include "pages/staff/staff.h"

struct desk_case_line {
    struct str id, code, stage, matter, place, shared;
    int64_t received_at, share; /* share: percent of the pairs */
    bool repeat;
};

/* What would become of it, in words. */
struct desk_suggestion {
    struct str exit, say,
        exit_because; /* exit empty: none; say: to the citizen */
    struct str matter, why, candidates, because, level, unit, basis, place;
    int64_t confidence; /* percent */
    int64_t due_at;     /* 0: not known */
};

/* A mark of feeling or risk: degree 1 to 3, and the words that tell. */
struct desk_feeling {
    struct str name, words;
    int64_t degree;
};

struct desk_view {
    struct staff_frame frame;
    struct str text, place, matter, title, caller, contact, once;
    struct option_list matters, places;
    struct option_list purposes; /* a field here, as the form of the frame would
                                    lose what was written */
    struct str fault, fault_at;  /* fault_at: the id of the field */
    bool looked;                 /* what follows was found */
    bool no_purpose;             /* so that no case is shown */
    bool may_take;
    struct desk_suggestion suggestion;
    const struct desk_feeling *feelings;
    size_t feelings_n;
    bool repeat;
    const struct desk_case_line *cases;
    size_t cases_n;
    const struct found_line *entries;
    size_t entries_n;
    struct path_view path;
};

#endif
