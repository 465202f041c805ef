/*
 * knowledge: entries that people look up: for anybody (find.c), and as staff
 * writes, reviews and withdraws them (staff.c, staff_form.c). Templates in
 * templates/knowledge/.
 */
#ifndef PAGES_KNOWLEDGE_KNOWLEDGE_H
#define PAGES_KNOWLEDGE_KNOWLEDGE_H

#include "api/knowledge/knowledge_command.h"
#include "api/knowledge/knowledge_list.h"
#include "app/knowledge/knowledge_file.h"
#include "pages/staff/staff.h"

/* One that was found, in words; of find.html, entry.html and the desk. */
struct found_line {
    struct str hex, title, question, answer, unit, matter, basis, place;
    int64_t valid_until, published_at; /* valid_until 0: no end */
};

struct found_line found_line_of(const struct page *p,
                                const struct shelf_entry *e);

struct find_view {
    struct layout layout;
    struct str query;
    bool sought; /* something was asked for */
    const struct found_line *lines;
    size_t lines_n;
    struct str next; /* address of the next page, or empty */
};

struct entry_view {
    struct layout layout;
    struct found_line line;
};

/* One of the staff's list. */
struct knowledge_line {
    struct str hex, title, unit, draft, live;
    bool waits, soon;
    int64_t over_at, changed_at;
};

struct knowledge_list_view {
    struct staff_frame frame;
    const struct knowledge_line *lines;
    size_t lines_n;
    bool all, written, submitted, published, soon; /* which of them */
    bool may_write;
    struct str next; /* address of the next page, or empty */
};

/* A text in words; template knowledge/text.html. */
struct told_text {
    struct str title, question, answer, matter, place, basis, unit;
    int64_t valid_from, valid_until; /* 0: none */
    bool personal;                   /* it seems to tell who somebody is */
};

struct knowledge_event_line {
    struct str what, who, detail;
    int64_t at;
};

struct knowledge_one_view {
    struct staff_frame frame;
    struct str hex, title, draft, live, note, fault;
    bool is_drafted, is_published; /* which texts there are */
    struct told_text drafted, published;
    int64_t edition, used;
    bool may_revise, may_submit, may_send_back, may_approve, may_withdraw;
    bool own_text; /* whoever looks wrote it, so another must approve */
    bool done;
    const struct knowledge_event_line *events;
    size_t events_n;
};

struct knowledge_form_view {
    struct staff_frame frame;
    struct str hex; /* empty: a new one */
    struct str title, question, answer, matter, place, basis;
    struct str valid_from, valid_until; /* 2026-09-18 */
    struct option_groups units;
    struct option_list matters, places;
    struct str once, fault, fault_at; /* fault_at: the id of the field */
};

/* The entry of the address. False: there is none, and the page is written. */
bool knowledge_load(struct page *p, struct knowledge_file *ret_file);

/* One entry; refused: what a command of its page got, or NULL. */
void knowledge_put_one(struct staff *s, const struct knowledge_file *file,
                       const struct verdict *refused);

/* The form; file NULL: of a new one; form: what was sent, and refused: why it
 * was not taken; both NULL at first. */
void knowledge_put_form(struct staff *s, const struct knowledge_file *file,
                        const struct form *form, const struct verdict *refused);

/* What the form says, with names made codes. */
struct form knowledge_filled(const struct page *p, const struct form *form);

#endif
