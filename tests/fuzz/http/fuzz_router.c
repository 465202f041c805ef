/*
 * Any target finds a route or none; what is decoded is clean text inside its
 * bounds, and the same target is answered the same way twice.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "http/router.h"
#include "http/url.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static void
nothing(const struct http_request *rq, struct http_response *rs)
{
    (void)rq;
    (void)rs;
}

static const struct route routes[] = {
    { HTTP_GET, ROUTE_ANYONE, "/", nothing, "", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/a", nothing, "", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/a/{id}", nothing, "", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/a/{id}/{command}", nothing, "", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/{x}/{y}/{z}", nothing, "", "open" },
};

static void
check_pairs(const struct http_pairs *pairs)
{
    if (pairs->n > pairs->room)
        abort();
    for (size_t i = 0; i < pairs->n; i++) {
        struct str v = pairs->at[i].value;

        if (!utf8_valid(v) || (v.n > 0 && memchr(v.p, '\0', v.n) != NULL))
            abort();
    }
}

static enum route_found
look(struct arena *a, enum http_method method, struct str target)
{
    const struct route_table t = { routes, sizeof(routes) / sizeof(routes[0]) };
    struct http_pair params_at[HTTP_PARAMS], query_at[HTTP_QUERY];
    struct http_pairs params = { params_at, 0, HTTP_PARAMS };
    struct http_pairs query = { query_at, 0, HTTP_QUERY };
    struct route_asked asked = { method, target };
    const struct route *route = NULL;
    struct buf allow = { .a = a };
    enum route_found found;
    struct str rest;

    url_split(&asked.path, '?', &rest);
    asked.path = url_path(asked.path);
    found = route_find(&t, a, &asked, &params, &route, &allow);
    if ((found == ROUTE_FOUND) != (route != NULL) && found != ROUTE_BAD_PATH)
        abort();
    if (found == ROUTE_FOUND)
        check_pairs(&params);
    if (url_query(a, rest, &query))
        check_pairs(&query);
    return found;
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct str target = { (const char *)bytes + 1, n - 1 };
    struct arena *a;

    if (n == 0)
        return 0;
    a = arena_open();
    if (look(a, (enum http_method)(bytes[0] % 5), target) !=
        look(a, (enum http_method)(bytes[0] % 5), target))
        abort();
    (void)url_is_clean(target);
    arena_close(a);
    return 0;
}
