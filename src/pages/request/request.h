/*
 * request: what people ask about their own data, as he who asks sees it
 * (own*.c, signed on or by the query code of a case) and the data officer who
 * answers (staff.c); writing one down at the counter (take.c); what is kept of
 * a person, to be read and printed (data.c). Templates in templates/request/.
 */
#ifndef PAGES_REQUEST_REQUEST_H
#define PAGES_REQUEST_REQUEST_H

#include "api/request/request_data.h"
#include "api/request/request_do.h"
#include "api/request/request_list.h"
#include "pages/own/own.h"
#include "pages/resident/case.h"
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
    struct str new_name, new_contact, statement; /* of a correction */
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

/* Who asks, and where his pages lie. */
struct request_asker {
    struct case_page c; /* its page; the case too when he has its code */
    enum request_way way;
    struct str base;      /* "/me/requests" or "/c/CODE/requests" */
    struct str back;      /* what leads to them */
    struct str back_name; /* in words */
};

/* Begin; false: he is nobody we know, and that is answered. */
bool request_asker_begin(struct request_asker *x, const struct http_request *rq,
                         struct http_response *rs);

/* What can be asked for; by the query code alone not what needs an account or
 * has a page of its own. */
void request_put_kinds(const struct page *p, struct str chosen, bool by_code,
                       struct option_list *list);

/* Where to go; template request/own_back.html. */
struct own_back {
    struct str href, name;
};

struct own_requests_view {
    struct layout layout;
    struct own_back back;
    struct str base;
    const struct request_line *lines;
    size_t lines_n;
};

struct own_request_new_view {
    struct layout layout;
    struct own_back back;
    struct str base;
    bool by_code; /* about the one case */
    struct option_list kinds, cases;
    struct str body, once, fault;
    struct str new_name, new_contact, statement;
};

struct own_request_view {
    struct layout layout;
    struct own_back back;
    struct str base;
    struct request_told told;
    bool may_drop, may_fetch, waits; /* waits: for who he is to be proved */
    struct look_list looks;          /* at this request */
    int64_t fetch_until;
};

/* What is kept of a person, in words; template request/data.html. */
struct data_line {
    struct str label, text;
    int64_t at;
    bool erased;
};

struct data_section {
    struct str code, matter, place, stage;
    int64_t received_at, closed_at; /* 0: not closed */
    bool was_asked;
    struct str notice;
    struct str publish, sensitive; /* agreed or not, in words */
    struct data_line *texts;
    size_t texts_n;
    struct look_list looks;
    bool cut; /* these are not all looks */
};

struct data_session {
    struct str browser;
    int64_t began_at, seen_at;
};

struct data_told {
    struct str account, name, phone; /* empty: he came without an account */
    bool has_account, more;
    int64_t made_at;
    struct data_session *sessions;
    size_t sessions_n;
    struct data_section *cases;
    size_t cases_n;
};
struct data_told request_data_told(const struct page *p,
                                   const struct person_data *data);

struct own_data_view {
    struct layout layout;
    struct own_back back;
    struct str base; /* of this request, for the files */
    struct data_told told;
};

/* At the counter: printed by who answers. */
struct counter_data_view {
    struct staff_frame frame;
    struct str hex;
    struct data_told told;
};

struct requests_view {
    struct staff_frame frame;
    const struct request_line *lines;
    size_t lines_n;
    bool answered;   /* those that are answered */
    struct str next; /* address of the next page, or empty */
};

/* The request of {id}, for staff; false: there is none, and that is answered.
 */
bool request_page_load(struct page *p, struct request_file *ret_file);

/* At the counter: writing one down. */
struct request_take_view {
    struct staff_frame frame;
    struct option_list kinds;
    struct str once, fault, taken; /* taken: its number, when it was just */
    struct str name, contact, agent, code, body, new_name, new_contact,
        statement; /* as it was sent */
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
    bool may_print; /* his data, for somebody at the counter */
    bool deletes;
    int64_t cases; /* that a deletion is about */
    const struct bar_line *bars;
    size_t bars_n;
    struct option_list proofs, extend_reasons, deny_reasons;
    struct str fault, because, said, basis; /* as it was sent */
    bool done;
};

#endif
