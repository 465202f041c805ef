/*
 * stats: how many requests there were, how they ended and how long they took,
 * for GET /metrics. Any thread.
 */
#ifndef HTTP_STATS_H
#define HTTP_STATS_H

#include "http/guard/watch.h"
#include "http/router.h"

struct http_stats;

struct http_stats *http_stats_open(const struct route_table *routes);
void http_stats_close(struct http_stats *s); /* NULL is fine */

/* route NULL: no route answered. */
void http_stats_count(struct http_stats *s, const struct route *route,
                      unsigned status, int64_t ns);

/* Give the figures of a watch as well; NULL: no longer. */
void http_stats_watch(struct http_stats *s, struct watch *w);

/* As Prometheus reads it. */
void http_stats_put(const struct http_stats *s, struct buf *out);

#endif
