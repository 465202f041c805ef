/*
 * drafts: the part of a form that takes photos and a recording, and what of
 * them was sent already; templates/resident/files.html. It works without a
 * script: what was sent with a form that was not in order stays, as tickets in
 * hidden fields, with a box to tick for what is not wanted.
 */
#ifndef PAGES_FILES_DRAFTS_H
#define PAGES_FILES_DRAFTS_H

#include "api/files/files.h"
#include "pages/page.h"

struct draft_line {
    size_t number;
    struct str ticket, shows;
    struct str picture; /* the thumbnail as an address of its own bytes */
    bool photo;
};

struct draft_lines {
    const struct draft_line *at;
    size_t at_n;
};

struct drafts_view {
    struct draft_lines drafts;
    bool wrong;
    struct str fault; /* in words */
    int64_t most;     /* at once */
};

/* The part as it is to be shown. False: failed, and the page is written. */
bool drafts_view(struct page *p, const struct draft_list *list,
                 struct drafts_view *ret_view);

/* Read what a form brings. False: failed, and the page is written. */
bool drafts_take(struct page *p, const struct form *form,
                 struct draft_list *ret_list);

/* Attach them. A refusal is an outcome. False: failed; it is written. */
bool drafts_attach(struct page *p, const struct draft_list *list,
                   const struct files_to *to, struct verdict *ret_verdict);

/* What a case has, for its pages. */
struct shown_file {
    int64_t n, at;
    struct str shows; /* what it shows, in words */
    bool photo, gone;
};
struct shown_list {
    struct str base; /* "/c/CODE" or "/w/ID" */
    const struct shown_file *at;
    size_t at_n;
};
bool shown_files(struct page *p, const struct appeal_file *file,
                 const char *purpose, struct shown_list *ret_list,
                 struct err *err);

#endif
