/*
 * knowledge_list: entries that people look up as rows, for the lists of the
 * staff; and their addresses for programs.
 */
#ifndef API_KNOWLEDGE_KNOWLEDGE_LIST_H
#define API_KNOWLEDGE_KNOWLEDGE_LIST_H

#include "api/api.h"
#include "app/knowledge/shelf.h"

enum { KNOWLEDGE_PAGE = 50 };

struct knowledge_row {
    struct id id;
    struct str hex, title, unit, matter;
    struct str draft, live; /* words of feature/knowledge */
    int64_t over_at;        /* ms since 1970 UTC; 0: never, or it is over */
    int64_t changed_at;
};

struct knowledge_rows {
    struct knowledge_row *at;
    size_t n, room;
};

/* The newest change first, before (before_at, before); empty words: any. */
struct knowledge_rows_ask {
    struct str unit, draft, live;
    int64_t over_by;   /* only what is over by then; 0: all */
    int64_t before_at; /* ms since 1970 UTC; INT64_MAX: from the newest on */
    struct id before;
};

/* KNOWLEDGE_PAGE at most. Owns: arena of rq. */
bool knowledge_rows(const struct http_request *rq,
                    const struct knowledge_rows_ask *ask,
                    struct knowledge_rows *ret_rows, struct err *err);

/* What a page that follows these is asked by (CHANGED-ID of the last row);
 * empty when there is none. Owns: arena of rq. */
struct str knowledge_rows_next(const struct http_request *rq,
                               const struct knowledge_rows *rows);

/* Ask for the page behind that, or for the first one when after is empty or
 * malformed; false: malformed. */
bool knowledge_rows_after(struct str after, struct knowledge_rows_ask *ask);

/* Until when something must be over to be over soon (knowledge_warn_days). */
int64_t knowledge_soon(struct rules r, int64_t now);

/* How many replies rest on an entry. */
bool knowledge_used(const struct http_request *rq, struct id id, int64_t *ret_n,
                    struct err *err);

/* An entry as a member-less JSON object. */
void knowledge_put(struct buf *out, const struct shelf_entry *e);

/* /api/v1/knowledge, .../{id}, .../{id}/{command}, /open/knowledge */
void api_knowledge_list(const struct http_request *rq,
                        struct http_response *rs);
void api_knowledge_write(const struct http_request *rq,
                         struct http_response *rs);
void api_knowledge(const struct http_request *rq, struct http_response *rs);
void api_knowledge_do(const struct http_request *rq, struct http_response *rs);
void api_knowledge_find(const struct http_request *rq,
                        struct http_response *rs);

#endif
