/*
 * server: libmicrohttpd behind one table of routes.
 *
 * Its threads only read and write. A whole request goes to a pool of workers,
 * where the functions of the table are plain blocking ones; the connection is
 * suspended meanwhile.
 *
 *     request line -> head -> body -> waiting (worker) -> answered
 *                       |       |
 *                       +-------+--> refused: too large, too slow, or two
 *                                    readings of its length; the connection
 *                                    ends
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "base/err.h"
#include "http/router.h"
#include "http/stats.h"

struct http_server;

struct http_options {
    const char *address; /* a number: 127.0.0.1 or ::1 */
    int port;            /* 0: any free one */
    unsigned workers;
    unsigned request_seconds; /* 0: HTTP_REQUEST_SECONDS */
    unsigned connections;     /* at once; 0: HTTP_CONNECTIONS, or as many as
                               * the process may have open files */
    /* Addresses in numbers, joined by commas: proxies whose X-Forwarded-For is
     * believed. "" or NULL: those on this machine. */
    const char *proxies;
    struct route_table routes;
    struct route_table large; /* whose bodies may have HTTP_LARGE_BYTES */
    /* May whoever asks come to this address? Called before the function of the
     * table; when not, the answer is written. NULL: everybody may. */
    bool (*may)(const struct http_request *rq, const struct route *route,
                struct http_response *rs);
    /* What the server itself refuses it answers as a problem for programs; this
     * may make a page of it. NULL: leave it. */
    void (*dress)(const struct http_request *rq, struct http_response *rs);
    /* Is whoever asks for a route of ROUTE_STAFF let in? When not, it has
     * answered. NULL: nobody is. */
    bool (*admit)(const struct http_request *rq, struct http_response *rs);
    void *context; /* for the functions of the table */
    struct http_stats *stats;
};

/* Fails: ERR_INPUT (no such address), ERR_TAKEN (somebody else listens
 * there), ERR_IO. */
bool http_start(const struct http_options *o, struct http_server **ret_server,
                struct err *err);

int http_port(const struct http_server *s);

/* Accept nothing more, finish what was begun (a client that dawdles gets a
 * second), and end. NULL is fine. */
void http_stop(struct http_server *s);

#endif
