/*
 * publish: what others would read of a text. Nothing that people wrote is
 * published today; this is what its author and the officer look at before it
 * could be.
 */
#ifndef API_PUBLISH_PUBLISH_H
#define API_PUBLISH_PUBLISH_H

#include "api/api.h"
#include "mask/mask.h"

/* The masker of a server: the names of places and units in the rules are never
 * taken for people. Owns: in a. */
const struct masker *publish_masker(struct arena *a, struct rules rules);

/* A piece of the text as others would read it. */
struct publish_piece {
    struct str text;
    bool covered; /* stands for something that was taken out */
};

struct publish_preview {
    const struct publish_piece *at;
    size_t n;
    size_t covered; /* how many pieces stand for something */
};

/* What others would read. Owns: arena of the request; borrows text. A text that
 * is too long for the masker is one covered piece. */
struct publish_preview publish_preview(const struct http_request *rq,
                                       struct str text);

/* POST /api/v1/reply_check */
void api_reply_check(const struct http_request *rq, struct http_response *rs);

/* POST /api/v1/mask */
void api_mask(const struct http_request *rq, struct http_response *rs);

#endif
