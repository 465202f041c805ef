/*
 * request_list: requests about one's own data as rows, of an account or all;
 * and what staff is shown of one.
 */
#ifndef API_REQUEST_REQUEST_LIST_H
#define API_REQUEST_REQUEST_LIST_H

#include "api/api.h"
#include "app/request/request_file.h"
#include "rulebook/access/access.h"

enum { REQUEST_PAGE = 50 };

struct request_row {
    struct str hex, kind, way, stage, outcome; /* words of the schema */
    int64_t submitted_at, due_at;              /* ms since 1970 UTC */
    bool open;                                 /* still to be answered */
    struct id id;
};

struct request_rows {
    struct request_row *at;
    size_t n, room;
};

/* Of an account, newest first, REQUEST_PAGE at most. Owns: arena of rq. */
bool request_rows_of(const struct http_request *rq, struct str account,
                     struct request_rows *ret_rows, struct err *err);

/* Of those that were made by the query code of a case, the same. */
bool request_rows_of_code(const struct http_request *rq, struct id case_id,
                          struct request_rows *ret_rows, struct err *err);

/* By remaining time, those behind (after_due, after), REQUEST_PAGE at most. */
struct request_rows_ask {
    bool answered;     /* those that are, in place of those to be answered */
    int64_t after_due; /* ms since 1970 UTC; INT64_MIN: from the first on */
    struct id after;
};
bool request_rows_all(const struct http_request *rq,
                      const struct request_rows_ask *ask,
                      struct request_rows *ret_rows, struct err *err);

/* What a page that follows these is asked by (DUE-ID of the last row: ms, and
 * 32 hex digits); empty when there is none. Owns: arena of rq. */
struct str request_rows_next(const struct http_request *rq,
                             const struct request_rows *rows);

/* Ask for the page behind that, or for the first one when after is empty or
 * malformed; false: malformed. */
bool request_rows_after(struct str after, struct request_rows_ask *ask);

/* The group of a personal field: names and number, or other texts. */
enum access_group request_field_group(struct str field);

/*
 * Which groups of personal fields whoever asks is shown of a request: texts,
 * and contact for names and number. When there are any the look is noted, under
 * the id of the request; false when it could not be, and nothing may be shown.
 */
bool request_look(const struct http_request *rq,
                  const struct request_file *file, unsigned *ret_groups,
                  struct err *err);

/* GET and POST /api/v1/requests, .../{id}, .../{id}/{command} */
void api_requests(const struct http_request *rq, struct http_response *rs);
void api_request(const struct http_request *rq, struct http_response *rs);
void api_request_take(const struct http_request *rq, struct http_response *rs);
void api_request_do(const struct http_request *rq, struct http_response *rs);

#endif
