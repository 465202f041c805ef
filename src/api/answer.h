/*
 * answer: how the three kinds of "no" become answers, and what answers share.
 */
#ifndef API_ANSWER_H
#define API_ANSWER_H

#include "api/api.h"

/* A refusal: 422, 409 or 403 with rule, field and the rulebook's words for it
 * in the language of Accept-Language; no_such_case and unknown_command are
 * 404. */
void answer_refused(const struct http_request *rq, struct http_response *rs,
                    const struct verdict *v);

/* A failure: 404 for what is not there, 503 for what may pass, else 500
 * without detail; logged here, once. */
void answer_failed(const struct http_request *rq, struct http_response *rs,
                   const struct err *err);

/* The query has only parameters of the list (ended by NULL). Else refuses. */
bool answer_query_ok(const struct http_request *rq, struct http_response *rs,
                     const char *const *names);

/* A number of the query, fallback when it is not there; refuses another. */
struct number_range {
    const char *name;
    int64_t least, most, fallback;
};
bool answer_number(const struct http_request *rq, struct http_response *rs,
                   const struct number_range *range, int64_t *ret_n);

/* 200 with a JSON body, to be filled. */
struct buf *answer_json(struct http_response *rs);

static inline const struct api *
api_of(const struct http_request *rq)
{
    return rq->context;
}

#endif
