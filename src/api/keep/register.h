/*
 * register: to whom personal data were given (共享登记), and which cases are
 * under legal hold (法律保全), as rows; for pages and programs.
 */
#ifndef API_KEEP_REGISTER_H
#define API_KEEP_REGISTER_H

#include "api/api.h"
#include "api/json.h"
#include "feature/appeal/keep/appeal_facts.h"
#include "feature/appeal/rights/appeal_view.h"

/* Rows of a page, of a part of the table, and bytes of a receiver. */
enum { REGISTER_PAGE = 100, REGISTER_PART = 10000, RECEIVER_BYTES = 240 };

/*
 * Of a list that was taken along there is a mark and no case; of what a webhook
 * was given in a day, the leaves from the first to the last. n counts cases or
 * rows, or deliveries, from since to at.
 */
struct share_row {
    int64_t at; /* ms since 1970 UTC */
    struct str code, receiver, way, fields, purpose, basis, mark;
    int64_t n, since;
    int64_t first_leaf, last_leaf; /* -1: none */
};

struct share_list {
    struct share_row *at;
    size_t n, room;
};

/* Newest first. receiver "" asks for all. Owns: arena of the request. */
struct share_ask {
    struct str receiver;
    int64_t skip, most;
};
bool register_shares(const struct http_request *rq, const struct share_ask *ask,
                     struct share_list *ret_list, struct err *err);

/* How many there are in all. */
bool register_count(const struct http_request *rq, struct str receiver,
                    int64_t *ret_n, struct err *err);

struct hold_row {
    int64_t number;
    struct str code, basis, account, unit;
    int64_t since, until;
};

struct hold_list {
    struct hold_row *at;
    size_t n, room;
};

/* By number, from the one behind after on. */
bool register_holds(const struct http_request *rq, int64_t after, int64_t most,
                    struct hold_list *ret_list, struct err *err);

/* GET /api/v1/sharing, /api/v1/holds, /w/sharing.csv?page=PART; a Link header
 * leads to the next part, as long as there is one. */
void api_sharing(const struct http_request *rq, struct http_response *rs);
void api_holds(const struct http_request *rq, struct http_response *rs);
void api_sharing_table(const struct http_request *rq, struct http_response *rs);

/* "facts" of a case, as far as the view shows them: name, value, source, by,
 * unit, at, version, leaf, current. put_value writes the value of a field. */
typedef bool put_value(const struct http_request *rq, struct buf *out,
                       const struct record *r, const struct field *f,
                       struct err *err);
bool register_facts(const struct http_request *rq, struct buf *out,
                    const struct record_list *records,
                    const struct appeal_view *view, put_value *put,
                    struct err *err);

#endif
