/*
 * list: many cases in order of receipt, narrowed and in pages; for the list
 * in JSON (list.c) and as a table (feed/table.c).
 */
#ifndef API_LIST_H
#define API_LIST_H

#include "api/answer.h"

/* How many cases one request may look over, whatever it finds. */
enum { LIST_REACH = 50000 };

/* What is asked for. */
struct list_asked {
    struct str stage, unit, level; /* empty: any */
    int64_t after, limit;          /* numbers after this one; rows at most */
};

/* Read stage, unit, level, after, limit of the query. Refuses what is wrong;
 * limit 1..most. */
struct list_limits {
    int64_t most, fallback;
};
bool list_read(const struct http_request *rq, struct http_response *rs,
               struct list_limits limits, struct list_asked *ret_asked);

/*
 * Give each row to put, in order. The columns are number, code, stage, level,
 * matter, place, lead, received_at, due_at, source; put must take the number
 * and return it.
 *
 * *ret_next is what to ask for as after to go on, 0 when nothing is left: the
 * page is full, or LIST_REACH numbers were looked over.
 */
struct list_sink {
    int64_t (*put)(struct buf *out, struct cursor *cur);
    struct buf *out;
};
bool list_run(const struct http_request *rq, const struct list_asked *asked,
              const struct list_sink *sink, int64_t *ret_next, struct err *err);

/* The largest number of a case; 0 when there is none. */
bool list_last(const struct http_request *rq, int64_t *ret_number,
               struct err *err);

#endif
