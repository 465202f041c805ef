/*
 * message: what a browser or program asks (request) and what it gets
 * (response). A request is whole before anyone looks at it. Everything lives
 * in the arena of the request.
 */
#ifndef HTTP_MESSAGE_H
#define HTTP_MESSAGE_H

#include "base/buf.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OPTIONS, HTTP_OTHER };

/* What comes in is bounded before it is looked at. */
enum {
    HTTP_HEAD_BYTES = 16 * 1024,
    HTTP_URI_BYTES = 2 * 1024,
    HTTP_BODY_BYTES = 1024 * 1024,
    /* where files are sent (http_options.large), with a length said before;
     * and of all such bodies that are here at once */
    HTTP_LARGE_BYTES = 40 * 1024 * 1024,
    HTTP_LARGE_ALL = 160 * 1024 * 1024,
    HTTP_HEADERS = 64,
    HTTP_QUERY = 32, /* parameters behind the question mark */
    HTTP_PARAMS = 5, /* {name}s of a path */
    HTTP_OWN_HEADERS = 8,
    HTTP_CONNECTIONS = 1100,
    HTTP_IDLE_SECONDS = 15,
    HTTP_REQUEST_SECONDS = 30 /* see guard/watch.h */
};

struct http_pair {
    struct str name, value;
};

struct http_pairs {
    struct http_pair *at;
    size_t n, room; /* room is fixed */
};

struct http_response;

struct http_request {
    struct arena *a;
    /* What the layer above found out about this request and need not find out
     * again; *known is NULL at first, and lives in a. */
    void **known;
    void *context; /* of the server: what handlers work on */
    enum http_method method;
    struct str path; /* as it came, without query */
    struct http_pairs headers, query, params;
    struct str body;
    /* Of whoever asks: what a proxy that is believed says (the last entry of
     * X-Forwarded-For), else the other end of the connection; of IPv6 the
     * first 64 bits. For counting tries, not for rights. */
    struct str address;
    /* From this machine itself, not through a proxy, and asked for under a
     * name of this machine. */
    bool local;
};

/* The value, or empty. Names of headers are compared without case. */
struct str http_header(const struct http_request *rq, const char *name);
struct str http_param(const struct http_request *rq, const char *name);
struct str http_query(const struct http_request *rq, const char *name);
struct str http_cookie(const struct http_request *rq, const char *name);

/*
 * An answer that has to wait for something, without a worker that waits: the
 * function of the route sets this and returns. Then begin is called; it must
 * see to it that came(context) is called once, from any thread, and touch
 * nothing of the request after that; then answer, in a worker.
 */
struct http_later {
    void (*begin)(void *what, void (*came)(void *context), void *context);
    void (*answer)(void *what, const struct http_request *rq,
                   struct http_response *rs);
    void *what;
};

struct http_response {
    unsigned status;
    const char *type; /* of the body */
    struct buf body;
    struct http_pair headers[HTTP_OWN_HEADERS];
    size_t headers_n;
    bool close; /* the connection ends with this answer */
    struct http_later later;
};

/* The name is a literal; the value is borrowed. */
void http_add_header(struct http_response *rs, const char *name,
                     struct str value);

/* "OK", "Not Found" ...; "" for a status this program does not give. */
const char *http_status_name(unsigned status);

/*
 * Answer with a problem (RFC 9457). rule and field name what is at fault and
 * may be NULL; detail is for people.
 */
struct http_problem {
    unsigned status;
    const char *rule, *field;
    struct str detail;
};
void http_put_problem(struct http_response *rs, const struct http_problem *p);

/* One more member of the problem that was put; value is JSON. */
void http_add_member(struct http_response *rs, const char *name,
                     struct str value);

#endif
