/*
 * case: a citizen's own case; the values its pages show. Whoever has the query
 * code is its citizen.
 */
#ifndef PAGES_RESIDENT_CASE_H
#define PAGES_RESIDENT_CASE_H

#include "app/appeal/appeal_file.h"
#include "http/form/form.h"
#include "pages/case_words.h"
#include "pages/files/drafts.h"
#include "pages/own/looks.h"
#include "pages/resident/agree/agreed.h"

/* How a case stands, as a word, an icon and a colour. */
struct standing {
    struct str words;
    bool good, slow, busy; /* one of them */
};

/* What every page of a case begins with. */
struct case_head {
    struct str code; /* the query code, as it stands in addresses */
    struct str case_code;
    struct str title; /* the citizen's words, or that they were erased */
    struct standing standing;
    int64_t received_at;
    struct str unit; /* who has it; empty for nobody yet */
    bool has_due, late;
    int64_t due_at, left; /* ms until then, or since then when late */
};

/* One thing that happened, in plain words. */
struct case_step {
    struct str words;
    int64_t at;
    struct str said; /* what the unit told, or the citizen added */
    struct str by;
    bool now;
};

/* What the citizen may do now. */
struct case_acts {
    bool add, nudge, withdraw, rate;
};

struct progress_view {
    struct layout layout;
    struct case_head head;
    struct str done; /* what was just done, in words; or empty */
    const struct case_step *steps;
    size_t steps_n;
    bool todo_reply, todo_rate; /* steps that are still to come */
    struct str exit_say;        /* the legal exit that applies */
    struct case_acts acts;
    bool any_act;
    struct shown_list files;
    struct agreed_view agreed;
};

/* A promised time and where it comes from. */
struct promised_time {
    enum say what;
    struct str unit;
    int64_t at;
    struct counted counted;
};

enum { PROMISES = 2 }; /* first contact, answer */

struct receipt_view {
    struct layout layout;
    struct case_head head;
    struct str phone; /* masked, or empty */
    bool scanned;     /* its address is known: there is a picture */
    struct safe_html qr;
    struct str exit_say;
    struct promised_time promises[PROMISES];
    size_t promises_n;
    bool queued;     /* a person reads it first */
    bool files_left; /* not all that was sent with it was attached */
    int64_t position, size;
    struct str leaf_hash;
    struct agreed_view agreed;
};

/* One leaf of the log. */
struct audit_line {
    int64_t number, at;
    struct str type, words, who, hash;
};

/* Of an inclusion proof. */
struct path_hash {
    struct str hex;
};

struct audit_view {
    struct layout layout;
    struct case_head head;
    const struct audit_line *lines;
    size_t lines_n;
    int64_t size;
    struct str checkpoint;
    const struct path_hash *hashes;
    size_t hashes_n;
};

/* Somebody the citizen's data were given to. */
struct given_line {
    int64_t at;
    struct str receiver, way, what, purpose, basis;
};

struct looks_view {
    struct layout layout;
    struct case_head head;
    const struct given_line *given;
    size_t given_n;
    int64_t gone_at; /* name and number were removed; 0: they were not */
    struct str gone_rule;
    struct look_list looks;
};

/* A form of one case: add, nudge, withdraw, rate. */
struct choice_option {
    struct str value, words;
    bool selected;
};

struct act_view {
    struct layout layout;
    struct case_head head;
    struct str once, words, fault;
    struct drafts_view files;
    bool wrong, text_wrong, solved_missing, satisfied_missing;
    struct case_step answer; /* what is to be rated */
    bool has_answer;
    const struct choice_option *reasons; /* to withdraw */
    size_t reasons_n;
    struct agreed_view agreed; /* and what of it can be taken back */
    bool solved_yes, solved_partly, solved_no;
    bool satisfied_yes, satisfied_mostly, satisfied_no;
};

/* A page of a case, begun. */
struct case_page {
    struct page p;
    struct appeal_file file;
    struct str code;                 /* the query code, canonical */
    const struct payload_type *type; /* of the act */
    struct form form;
    struct draft_list drafts;
    bool text_taken; /* what was written is in the case; its files are not */
};

/* Begin, and load the case of {code}; else a page says that there is none. A
 * code written otherwise is sent to its canonical address (GET only). */
bool case_begin(struct case_page *c, const struct http_request *rq,
                struct http_response *rs);

/* False: failed, and the page of the failure is written. */
bool case_head_of(struct case_page *c, struct case_head *ret_head);

/* The times the case was promised, with their arithmetic. */
size_t case_promises(const struct case_page *c,
                     struct promised_time promises[PROMISES]);

/* What to do at once when a legal exit applies, or empty. */
struct str case_exit_say(const struct case_page *c);

/* A personal text of a record for its citizen; "erased" in words when it is
 * gone. False: failed, and the page is written. */
bool case_text(struct case_page *c, const struct record *r, const char *field,
               struct str *ret_text);

/* May the citizen do that now? */
bool case_may(const struct case_page *c, const struct payload_type *type);

/* What happened, as the citizen may read it. */
bool case_steps(struct case_page *c, struct progress_view *v);

#endif
