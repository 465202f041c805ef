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

/* Read stage, unit, level, after, limit of the query. Refuses what is wrong,
 * and a unit whose cases whoever asks may not have (action: list, export);
 * limit 1..most. */
struct list_limits {
    int64_t most, fallback;
    const char *action;
};
bool list_read(const struct http_request *rq, struct http_response *rs,
               struct list_limits limits, struct list_asked *ret_asked);

/*
 * Give each row to put, in order, but those of cases that are against the
 * unit of whoever asks. The columns are number, which is taken already, code,
 * stage, level, matter, place, lead, received_at, due_at, source.
 *
 * *ret_next is what to ask for as after to go on, 0 when nothing is left: the
 * page is full, or LIST_REACH numbers were looked over.
 */
struct list_sink {
    void (*put)(void *context, int64_t number, struct cursor *cur);
    void *context;
};
bool list_run(const struct http_request *rq, const struct list_asked *asked,
              const struct list_sink *sink, int64_t *ret_next, struct err *err);

/*
 * Numbers from..to of cases that are against the unit of whoever asks, in
 * order: they are left out of his lists. Owns: arena of the request.
 */
struct list_hidden {
    int64_t *at;
    size_t n, room;
};
bool list_hide(const struct http_request *rq, int64_t from, int64_t to,
               struct list_hidden *ret_hidden, struct err *err);
bool list_hides(const struct list_hidden *hidden, int64_t number);

/* The largest number of a case; 0 when there is none. */
bool list_last(const struct http_request *rq, int64_t *ret_number,
               struct err *err);

#endif
