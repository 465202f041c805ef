/*
 * answer: how the three kinds of "no" become answers, and what answers share.
 */
#ifndef API_ANSWER_H
#define API_ANSWER_H

#include <jansson.h>

#include "api/api.h"

/* A refusal: 422, 409 or 403 with rule, field and the rulebook's words for it
 * in the language of Accept-Language; no_such_case and unknown_command are
 * 404. */
void answer_refused(const struct http_request *rq, struct http_response *rs,
                    const struct verdict *v);

/* Who asks, as the headers of a program on this machine say: a role of staff,
 * maybe an account and a unit. Refuses what is missing or malformed. */
bool answer_staff(const struct http_request *rq, struct http_response *rs,
                  struct actor *ret_actor);

/* A failure: 404 for what is not there, 503 for what may pass, else 500
 * without detail; logged here, once. */
void answer_failed(const struct http_request *rq, struct http_response *rs,
                   const struct err *err);

/* 404: the path names something that is not there. rule has words. */
void answer_missing(const struct http_request *rq, struct http_response *rs,
                    const char *rule, const char *field);

/* The language of Accept-Language: zh-Hans, zh-Hant or en. */
struct str answer_language(const struct http_request *rq);
struct str answer_name(const struct http_request *rq, const struct name *name);

/* The rulebook's words for prefix and key ("stage.", "closed") in that
 * language; the key itself when there are none. */
struct str answer_phrase(const struct http_request *rq, const char *prefix,
                         struct str key);

/* The rules of today. */
struct rules answer_rules(const struct http_request *rq);

/* Give the answer this tag (without its quotes). True when the asker has it
 * already: then the answer is 304. */
bool answer_has_tag(const struct http_request *rq, struct http_response *rs,
                    struct str tag);

/*
 * The body is complete: tag it by its digest, say how it may be kept, and
 * that it depends on the language. Answers 304 when the asker has it.
 */
enum answer_keep {
    ANSWER_PRIVATE, /* by the asker, who asks again each time */
    ANSWER_PUBLIC,  /* by anyone, for five minutes */
    ANSWER_MOMENT,  /* by anyone, for five seconds */
    ANSWER_FOREVER  /* by anyone: it never changes */
};
void answer_tagged(const struct http_request *rq, struct http_response *rs,
                   enum answer_keep keep);

/*
 * The body as a JSON object, to be given back by json_decref; NULL when there
 * is none. False: 415 or 400 is written, and there is nothing to give back.
 */
bool answer_object(const struct http_request *rq, struct http_response *rs,
                   json_t **ret_object);

/* The first name of an object that is not among names (NULL at their end), or
 * NULL. Owns: the object. */
const char *answer_unknown(json_t *object, const char *const *names);

/*
 * The key for repeats in the header Idempotency-Key: *ret_once is once, or NULL
 * when there is none. Command, stream, actor and body must be the same in a
 * repeat. Refuses a malformed key.
 */
bool answer_once(const struct http_request *rq, struct http_response *rs,
                 const struct order *order, struct once *once,
                 const struct once **ret_once);

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

/* A day of the query; *ret_day is unchanged when it is not there. Refuses
 * what is no day. */
bool answer_day(const struct http_request *rq, struct http_response *rs,
                const char *name, int32_t *ret_day);

/* 200 with a body of a type, to be filled. */
struct buf *answer_body(struct http_response *rs, const char *type);

/* The same with JSON. */
struct buf *answer_json(struct http_response *rs);

static inline const struct api *
api_of(const struct http_request *rq)
{
    return rq->context;
}

#endif
