/*
 * large: bodies with files in them. They are few: all that are held at once
 * have a bound together (HTTP_LARGE_ALL), however many workers there are. What
 * a body says it will be is only set aside; what it takes of the bound is what
 * came of it, so nobody keeps others out by announcing much.
 */
#include <stdlib.h>
#include <string.h>

#include "http/server_internal.h"
#include "http/url.h"

bool
large_may(const struct http_server *s, const struct http_request *rq,
          struct str uri)
{
    struct route_asked asked = { rq->method, uri };
    struct http_pair params[HTTP_PARAMS];
    struct http_pairs p = { params, 0, HTTP_PARAMS };
    struct buf allow = { .a = rq->a };
    const struct route *route;
    struct str query;

    if (rq->method != HTTP_POST)
        return false;
    url_split(&asked.path, '?', &query);
    asked.path = url_path(asked.path);
    return route_find(&s->o.large, rq->a, &asked, &p, &route, &allow) ==
           ROUTE_FOUND;
}

bool
large_begin(const struct http_request *rq, struct large *l)
{
    int64_t n;

    if (!str_i64(http_header(rq, "Content-Length"), &n) || n <= HTTP_BODY_BYTES)
        return true;
    l->n = (size_t)n; /* at most HTTP_LARGE_BYTES: the head was read */
    l->p = malloc(l->n);
    return l->p != NULL;
}

void
large_add(struct http_server *s, struct large *l, struct str bytes)
{
    if (l->full || bytes.n > l->n - l->kept)
        return;
    if (atomic_fetch_add(&s->large, bytes.n) + bytes.n > HTTP_LARGE_ALL) {
        (void)atomic_fetch_sub(&s->large, bytes.n);
        l->full = true;
        return;
    }
    memcpy(l->p + l->kept, bytes.p, bytes.n);
    l->kept += bytes.n;
}

void
large_end(struct http_server *s, struct large *l)
{
    (void)atomic_fetch_sub(&s->large, l->kept);
    free(l->p);
    *l = (struct large){ .p = NULL };
}
