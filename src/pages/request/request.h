/*
 * request: what people ask about their own data, as he who asks sees it
 * (own*.c, signed on) and the data officer who answers (staff.c). Templates in
 * templates/request/.
 */
#ifndef PAGES_REQUEST_REQUEST_H
#define PAGES_REQUEST_REQUEST_H

#include "api/request/request_do.h"
#include "api/request/request_list.h"
#include "pages/own/own.h"
#include "pages/staff/staff.h"

/* Something that happened to a request. */
struct request_step {
    int64_t at;
    struct str words, detail; /* detail may be empty */
};

/* A time it has, and how that was counted (in Chinese, a step a line). */
struct request_term {
    enum say what;
    int64_t at;
    struct str arithmetic, basis;
};

enum { REQUEST_TERMS = 3 }; /* answer, prolonged, to be fetched */

/* One request in words; template request/told.html. */
struct request_told {
    struct str hex, kind, way, stage, case_code; /* case_code: or empty */
    bool open;
    struct str body, said; /* texts; empty when not shown */
    struct str name, agent, contact;
    bool refused;
    struct str reason, basis, remedy; /* of a refusal */
    struct request_term terms[REQUEST_TERMS];
    size_t terms_n;
    struct request_step *steps;
    size_t steps_n;
};

/*
 * groups: what is shown of the texts, ACCESS_TEXTS and ACCESS_CONTACT.
 * inner: with what the person is not told (reminders, how often).
 * Owns: arena of the request.
 */
struct request_telling {
    const struct request_file *file;
    unsigned groups;
    bool inner;
};
bool request_tell(const struct page *p, const struct request_telling *t,
                  struct request_told *ret_told, struct err *err);

/* One of a list. */
struct request_line {
    struct str hex, kind, way, stage;
    int64_t submitted_at, due_at;
    bool open;
    struct left left;
};

struct request_line request_line_of(const struct page *p,
                                    const struct request_row *r);

struct own_requests_view {
    struct layout layout;
    const struct request_line *lines;
    size_t lines_n;
};

struct own_request_new_view {
    struct layout layout;
    struct option_list kinds, cases;
    struct str body, once, fault;
};

struct own_request_view {
    struct layout layout;
    struct request_told told;
    bool may_drop, may_fetch;
    int64_t fetch_until;
};

struct requests_view {
    struct staff_frame frame;
    const struct request_line *lines;
    size_t lines_n;
    bool answered;   /* those that are answered */
    struct str next; /* address of the next page, or empty */
};

/* A case of a deletion that must stay. */
struct bar_line {
    struct str code, why, basis;
    int64_t until; /* 0: not known */
};

struct request_view {
    struct staff_frame frame;
    struct request_told told;
    struct left left;
    bool no_purpose; /* so that its texts are not shown */
    bool may_confirm, may_prolong, may_grant, may_deny, may_erase, may_any;
    bool deletes;
    int64_t cases; /* that a deletion is about */
    const struct bar_line *bars;
    size_t bars_n;
    struct option_list proofs, extend_reasons, deny_reasons;
    struct str fault, because, said, basis; /* as it was sent */
    bool done;
};

#endif
