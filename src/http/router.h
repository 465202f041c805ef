/*
 * router: which function answers a path. All routes of the program stand in
 * one table; the first one that fits counts.
 */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/message.h"

enum route_who {
    ROUTE_ANYONE,
    ROUTE_STAFF, /* whoever is signed on as staff; see http_options.admit */
    ROUTE_LOCAL  /* programs on this machine */
};

struct route {
    enum http_method method; /* HTTP_GET answers HEAD too */
    enum route_who who;
    const char *path; /* "/api/v1/appeals/{id}" */
    void (*answer)(const struct http_request *rq, struct http_response *rs);
    const char *what;  /* one sentence for the description of the API */
    const char *right; /* what one must be allowed; a word of whoever checks it
                          (http_options.may). Every route names one. */
};

struct route_table {
    const struct route *at;
    size_t n;
};

enum route_found {
    ROUTE_FOUND,
    ROUTE_NONE,
    ROUTE_OTHER_METHOD, /* the path exists for other methods */
    ROUTE_BAD_PATH      /* a {name} that cannot be decoded, or is empty */
};

/*
 * Find the route of a path (without query). params must have room for
 * HTTP_PARAMS and gets the values of the {name}s; *ret_route the route, also
 * for ROUTE_BAD_PATH; allow, with ROUTE_OTHER_METHOD, the value of an Allow
 * header. Owns: texts are in a.
 */
struct route_asked {
    enum http_method method;
    struct str path;
};
enum route_found route_find(const struct route_table *t, struct arena *a,
                            const struct route_asked *asked,
                            struct http_pairs *params,
                            const struct route **ret_route, struct buf *allow);

#endif
