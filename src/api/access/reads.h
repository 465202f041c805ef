/*
 * reads: who looked at what, as the log of looks says: for auditors by
 * account, case and day, and for the citizen of one case.
 */
#ifndef API_ACCESS_READS_H
#define API_ACCESS_READS_H

#include "api/api.h"

enum { READS_MOST = 500 };

struct read_row {
    int64_t hour;        /* ms since 1970 UTC; a row is at most one an hour */
    struct str id, code; /* of the case: 32 hex digits; its code, or empty */
    struct str request;  /* of what kind, when id is of a request instead */
    struct str account, role, unit, purpose, relation, fields;
};

struct read_list {
    struct read_row *at;
    size_t n, room;
};

/* What is not asked for is empty; newest first, READS_MOST at most. */
struct read_ask {
    struct str account;
    struct str code; /* of a case, as it was written */
    struct id case_id;
    bool has_case;
    int32_t day;
    bool has_day;
};

/* Read account, case and day of the query. False: which one is wrong, or a
 * failure (then *ret_wrong is NULL). */
bool reads_ask(const struct http_request *rq, struct read_ask *ret_ask,
               const char **ret_wrong, struct err *err);

/* Owns: arena of the request. */
bool reads_find(const struct http_request *rq, const struct read_ask *ask,
                struct read_list *ret_reads, struct err *err);

/* Of one case, for its citizen: hour, account, role, unit, purpose and fields
 * alone. The account is shown when the rulebook says so. */
bool reads_of_case(const struct http_request *rq, struct id case_id,
                   struct read_list *ret_reads, struct err *err);

/* A page of the looks at several cases: of each also id, newest first, most
 * of them behind the first skip. skip + most is READS_SEVERAL at most. */
enum { READS_SEVERAL = 10000 };
struct read_several {
    const struct id *cases;
    size_t cases_n;
    int64_t skip, most;
};
bool reads_of_cases(const struct http_request *rq,
                    const struct read_several *ask, struct read_list *ret_reads,
                    struct err *err);

/* What the nightly look flagged, newest day first. */
struct flag_row {
    int64_t day; /* its 00:00 in China, ms since 1970 UTC */
    struct str why, account, role, unit, id, code, request;
    int64_t n;
};
struct flag_list {
    struct flag_row *at;
    size_t n, room;
};
bool reads_flags(const struct http_request *rq, struct str account,
                 struct flag_list *ret_flags, struct err *err);

/* Lists that were taken along, newest first. */
struct taken_row {
    int64_t at;
    struct str mark, account, role, unit;
    int64_t rows;
};
struct taken_list {
    struct taken_row *at;
    size_t n, room;
};
bool reads_taken(const struct http_request *rq, struct str account,
                 struct taken_list *ret_taken, struct err *err);

#endif
