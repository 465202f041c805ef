/*
 * report: a message on its way from the form to the case; the values its
 * pages show (templates/resident/report.html, check.html).
 */
#ifndef PAGES_RESIDENT_REPORT_H
#define PAGES_RESIDENT_REPORT_H

#include "api/publish/publish.h"
#include "http/form/form.h"
#include "pages/files/drafts.h"
#include "pages/resident/agree/agree.h"
#include "web/layout.h"

enum { REPORT_WHAT = 5000, REPORT_WHERE = 300, REPORT_NAME = 40 };

/* What the citizen wrote; texts are trimmed. */
struct report {
    struct str what, where, street, tel, name;
    bool by_code; /* no phone: he looks by himself */
    bool secret;  /* the unit does not see who he is */
};

/* What is wrong with it, in the order of the page. SAY_N: nothing. */
struct report_faults {
    enum say what, where, tel, name;
    int64_t tel_digits; /* how many there are */
    size_t n;
};

struct street_option {
    struct str code, name;
    bool selected;
};

struct report_view {
    struct layout layout;
    struct report r;
    bool wrong; /* with the summary of what is */
    int64_t faults_n;
    bool what_wrong, where_wrong, tel_wrong, name_wrong;
    enum say what_fault, where_fault, tel_fault, name_fault;
    int64_t tel_digits;
    struct str refused; /* the rulebook's words, when the rules said no */
    const struct street_option *streets;
    size_t streets_n;
    struct drafts_view files;
    const struct carried *carried; /* answers of the second page */
    size_t carried_n;
};

/* What would become of it, told before it is sent. */
struct check_view {
    struct layout layout;
    struct report r;
    struct str once;
    bool wrong; /* with the summary of what is */
    int64_t faults_n;
    struct str refused; /* the rulebook's words, when the rules said no */
    struct agree_view agree;
    struct drafts_view files;
    struct str place;    /* street and words */
    struct str tel;      /* masked */
    struct str exit_say; /* a legal exit applies: what to do at once */
    struct str unit;     /* who would get it, or empty */
    bool has_due;
    int64_t contact_by, due_at;
    const struct publish_piece *pieces; /* what others would read */
    size_t pieces_n, covered;
};

/* Read the fields of the form. */
void report_read(const struct form *form, struct report *ret_report);

/* Check them, as the form's own limits do. */
void report_check(const struct report *r, struct report_faults *ret_faults);

/* The first words of the message, for lists: up to 30 characters, cut at an
 * end of a sentence when there is one. Owns: a. */
struct str report_title(struct arena *a, struct str what);

#endif
