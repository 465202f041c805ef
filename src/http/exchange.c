/*
 * exchange: one request and its answer, from the first line to the last byte.
 * See server.h for its life. libmicrohttpd calls exchange_go_on again and
 * again; where we stand is kept in the exchange.
 */
#include <string.h>

#include "http/server_internal.h"
#include "http/url.h"
#include "sys/clock.h"
#include "sys/log.h"

enum phase {
    PHASE_HEAD,
    PHASE_BODY,
    PHASE_WAITING, /* a worker has it, or it waits for one */
    PHASE_ANSWERED
};

enum { OVERRUN_BYTES = 4 * 1024 * 1024 }; /* read and thrown away, at most */

struct exchange {
    struct task task; /* first */
    struct http_server *s;
    struct MHD_Connection *conn;
    struct visit *visit;
    enum phase phase;
    int64_t from_ns;
    const char *uri_at; /* where libmicrohttpd has it, until the body */
    struct str uri;
    struct buf body;
    struct large large; /* the body, when it is a large one */
    size_t came;        /* bytes of the body, kept or not */
    const struct route *route;
    struct http_request rq;
    void *known;
    struct http_response rs;
    struct http_pair headers[HTTP_HEADERS], query[HTTP_QUERY],
        params[HTTP_PARAMS];
};

/* Arenas of earlier requests are warm. */
static struct arena *
arena_take(struct http_server *s)
{
    struct arena *a = NULL;

    (void)pthread_mutex_lock(&s->arenas_lock);
    if (s->arenas_n > 0)
        a = s->arenas[--s->arenas_n];
    (void)pthread_mutex_unlock(&s->arenas_lock);
    return a == NULL ? arena_open() : a;
}

static void
arena_give(struct http_server *s, struct arena *a)
{
    arena_reset(a);
    (void)pthread_mutex_lock(&s->arenas_lock);
    if (s->arenas_n < SERVER_ARENAS) {
        s->arenas[s->arenas_n++] = a;
        a = NULL;
    }
    (void)pthread_mutex_unlock(&s->arenas_lock);
    arena_close(a);
}

void
exchange_connected(void *cls, struct MHD_Connection *conn, void **visit,
                   enum MHD_ConnectionNotificationCode how)
{
    struct http_server *s = cls;

    if (how == MHD_CONNECTION_NOTIFY_STARTED)
        *visit = watch_enter(
            s->watch,
            MHD_get_connection_info(conn, MHD_CONNECTION_INFO_CONNECTION_FD)
                ->connect_fd);
    else
        watch_leave(s->watch, *visit);
}

static struct visit *
visit_of(struct MHD_Connection *conn)
{
    return MHD_get_connection_info(conn, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
        ->socket_context;
}

void *
exchange_begin(void *cls, const char *uri, struct MHD_Connection *conn)
{
    struct http_server *s = cls;
    struct arena *a = arena_take(s);
    struct exchange *x = arena_new(a, struct exchange);

    (void)atomic_fetch_add(&s->in_flight, 1);
    x->s = s;
    x->conn = conn;
    x->visit = visit_of(conn);
    x->from_ns = clock_ticks();
    x->uri_at = uri;
    x->uri = arena_str(a, str_of(uri));
    x->body.a = x->rs.body.a = x->rq.a = a;
    x->rq.context = s->o.context;
    x->rq.known = &x->known;
    x->rq.headers = (struct http_pairs){ x->headers, 0, HTTP_HEADERS };
    x->rq.query = (struct http_pairs){ x->query, 0, HTTP_QUERY };
    x->rq.params = (struct http_pairs){ x->params, 0, HTTP_PARAMS };
    return x;
}

void
exchange_end(void *cls, struct MHD_Connection *conn, void **state,
             enum MHD_RequestTerminationCode how)
{
    struct http_server *s = cls;
    struct exchange *x = *state;

    (void)conn;
    (void)how; /* whoever went away gets no answer */
    if (x == NULL)
        return;
    *state = NULL;
    (void)watch_go_on(s->watch, x->visit, WATCH_HEAD, 0);
    large_end(s, &x->large);
    arena_give(s, x->rq.a);
    (void)atomic_fetch_sub(&s->in_flight, 1);
}

static enum http_method
method_of(const char *name)
{
    if (strcmp(name, "GET") == 0)
        return HTTP_GET;
    if (strcmp(name, "POST") == 0)
        return HTTP_POST;
    if (strcmp(name, "HEAD") == 0)
        return HTTP_HEAD;
    if (strcmp(name, "OPTIONS") == 0)
        return HTTP_OPTIONS;
    return HTTP_OTHER;
}

static const char *
method_name(const struct exchange *x)
{
    static const char *const names[] = { "GET", "HEAD", "POST", "OPTIONS",
                                         "other" };

    return names[x->rq.method];
}

/* The answer is complete: count it and write it down. */
static void
finish(struct exchange *x)
{
    const struct log_request line = {
        .method = method_name(x),
        .route = x->route == NULL ? NULL : x->route->path,
        .status = x->rs.status,
        .ns = clock_ticks() - x->from_ns,
        .bytes = x->rs.body.n,
    };

    http_stats_count(x->s->o.stats, x->route, x->rs.status, line.ns);
    log_request(x->rq.a, &line);
}

static void
problem(struct exchange *x, unsigned status, const char *rule,
        struct str detail)
{
    const struct http_problem p = { status, rule, NULL, detail };

    http_put_problem(&x->rs, &p);
}

static void
refuse_address(struct exchange *x, unsigned status, const char *rule,
               struct str detail)
{
    problem(x, status, rule, detail);
    if (x->s->o.dress != NULL)
        x->s->o.dress(&x->rq, &x->rs);
}

static bool
admit(struct exchange *x)
{
    if (x->s->o.admit != NULL)
        return x->s->o.admit(&x->rq, &x->rs);
    refuse_address(x, 403, "staff_only",
                   STR("仅限工作人员 answered to staff only"));
    return false;
}

/* As the hook of the options says; when not, the answer is written. */
static bool
may(struct exchange *x)
{
    if (x->s->o.may == NULL || x->s->o.may(&x->rq, x->route, &x->rs))
        return true;
    if (x->s->o.dress != NULL)
        x->s->o.dress(&x->rq, &x->rs);
    return false;
}

static void
find_and_answer(struct exchange *x)
{
    struct route_asked asked = { x->rq.method, x->uri };
    struct buf allow = { .a = x->rq.a };
    struct str query;
    enum route_found found;

    url_split(&asked.path, '?', &query);
    asked.path = url_path(asked.path);
    x->rq.path = asked.path;
    found = route_find(&x->s->o.routes, x->rq.a, &asked, &x->rq.params,
                       &x->route, &allow);
    if (!url_is_clean(x->uri) || found == ROUTE_BAD_PATH ||
        (found == ROUTE_FOUND && !url_query(x->rq.a, query, &x->rq.query))) {
        refuse_address(x, 400, "malformed_address",
                       STR("地址有误 the address is malformed"));
    } else if (found == ROUTE_NONE) {
        refuse_address(x, 404, NULL,
                       STR("没有这个地址 there is no such address"));
    } else if (found == ROUTE_OTHER_METHOD) {
        if (x->rq.method == HTTP_OPTIONS)
            x->rs.status = 204;
        else
            refuse_address(x, 405, NULL,
                           STR("不能这样访问 this address has other methods"));
        http_add_header(&x->rs, "Allow", buf_str(&allow));
    } else if (x->route->who == ROUTE_LOCAL && !x->rq.local) {
        refuse_address(x, 403, "local_only",
                       STR("仅限本机访问 answered on this machine only"));
    } else if ((x->route->who != ROUTE_STAFF || admit(x)) && may(x)) {
        x->route->answer(&x->rq, &x->rs);
    }
}

/* After the resume x belongs to libmicrohttpd again. */
static void
send_answer(struct exchange *x)
{
    finish(x);
    x->phase = PHASE_ANSWERED;
    MHD_resume_connection(x->conn);
}

/* In a worker again, when what the answer waited for has come. */
static void
run_rest(struct task *t)
{
    struct exchange *x = (struct exchange *)t;

    x->rs.later.answer(x->rs.later.what, &x->rq, &x->rs);
    send_answer(x);
}

static void
it_came(void *context)
{
    struct exchange *x = context;

    pool_give_back(x->s->pool, &x->task);
}

/* In a worker. Once something was begun, x may be in another one's hands. */
static void
run(struct task *t)
{
    struct exchange *x = (struct exchange *)t;

    find_and_answer(x);
    if (x->rs.later.begin == NULL) {
        send_answer(x);
        return;
    }
    x->task.run = run_rest;
    pool_send_away(x->s->pool);
    x->rs.later.begin(x->rs.later.what, it_came, x);
}

static void
add_header(struct MHD_Response *r, struct arena *a, struct http_pair h)
{
    /* names and values are ours, and have no line ends */
    (void)MHD_add_response_header(r, arena_cstr(a, h.name),
                                  arena_cstr(a, h.value));
}

static bool
has_header(const struct http_response *rs, const char *name)
{
    for (size_t i = 0; i < rs->headers_n; i++)
        if (str_eq(rs->headers[i].name, str_of(name)))
            return true;
    return false;
}

/* What an answer says itself counts. */
static void
add_headers(struct exchange *x, struct MHD_Response *r)
{
    const char *const always[][2] = {
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Cache-Control",
          has_header(&x->rs, "ETag") ? "private, no-cache" : "no-store" },
    };

    for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
        if (!has_header(&x->rs, always[i][0]))
            (void)MHD_add_response_header(r, always[i][0], always[i][1]);
    for (size_t i = 0; i < x->rs.headers_n; i++)
        add_header(r, x->rq.a, x->rs.headers[i]);
    if (x->rs.type != NULL)
        (void)MHD_add_response_header(r, "Content-Type", x->rs.type);
    if (x->rs.close)
        (void)MHD_add_response_header(r, "Connection", "close");
}

/* The body lies in the arena, which outlives the response. */
static enum MHD_Result
queue(struct exchange *x)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(
        x->rs.body.n, x->rs.body.p, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result done;

    if (r == NULL ||
        !watch_go_on(x->s->watch, x->visit, WATCH_ANSWER, x->rs.body.n)) {
        MHD_destroy_response(r); /* NULL is fine */
        return MHD_NO;
    }
    add_headers(x, r);
    done = MHD_queue_response(x->conn, x->rs.status, r);
    MHD_destroy_response(r);
    return done;
}

/* Before the body was read; the connection ends, or the rest of the body
 * would be taken for a request. */
static enum MHD_Result
refuse_head(struct exchange *x, const struct head_fault *f)
{
    refuse_address(x, f->status, f->rule, str_of(f->detail));
    x->rs.close = true;
    finish(x);
    x->phase = PHASE_ANSWERED;
    return queue(x);
}

static enum MHD_Result
read_head(struct exchange *x, const char *method, const char *version)
{
    static const struct head_fault long_uri = {
        414, "address_too_long", "地址过长 the address is too long"
    };
    static const struct head_fault busy = {
        503, "busy", "现在传送文件的人太多 too many files are sent at once"
    };
    struct request_line line = { method, x->uri_at,       version,
                                 x->uri, HTTP_BODY_BYTES, &x->s->proxies };
    const struct head_fault *fault;

    if (!watch_go_on(x->s->watch, x->visit, WATCH_BODY, 0))
        return MHD_NO;
    x->rq.method = method_of(method);
    if (x->uri.n <= HTTP_URI_BYTES && large_may(x->s, &x->rq, x->uri))
        line.body_most = HTTP_LARGE_BYTES;
    fault = head_read(x->conn, &line, &x->rq);
    if (x->uri.n > HTTP_URI_BYTES)
        fault = &long_uri;
    if (fault == NULL && !large_begin(&x->rq, &x->large))
        fault = &busy;
    if (fault != NULL)
        return refuse_head(x, fault);
    x->phase = PHASE_BODY;
    return MHD_YES;
}

static enum MHD_Result
read_body(struct exchange *x, const char *bytes, size_t *n)
{
    const size_t most = x->large.p == NULL ? HTTP_BODY_BYTES : x->large.n;

    x->came += *n;
    if (x->large.p != NULL)
        large_add(x->s, &x->large, (struct str){ bytes, *n });
    else if (x->came <= most)
        buf_add(&x->body, (struct str){ bytes, *n });
    *n = 0;
    return x->came <= (x->large.p == NULL ? OVERRUN_BYTES : most) &&
                   watch_go_on(x->s->watch, x->visit, WATCH_BODY, x->came)
               ? MHD_YES
               : MHD_NO;
}

/* After the body was read, to its end or not. */
static enum MHD_Result
refuse_body(struct exchange *x, unsigned status, const char *rule,
            struct str detail)
{
    refuse_address(x, status, rule, detail);
    if (status == 503)
        http_add_header(&x->rs, "Retry-After", STR("30"));
    x->rs.close = true;
    finish(x);
    x->phase = PHASE_ANSWERED;
    return queue(x);
}

static enum MHD_Result
hand_over(struct exchange *x)
{
    if (!watch_go_on(x->s->watch, x->visit, WATCH_WORK, 0))
        return MHD_NO; /* it got 408 already */
    x->rq.body = x->large.p == NULL ? buf_str(&x->body)
                                    : (struct str){ x->large.p, x->large.kept };
    if (x->large.full)
        return refuse_body(
            x, 503, "busy",
            STR("现在传送文件的人太多，请稍后再试 too many files "
                "are sent at once"));
    if (x->large.p == NULL &&
        x->came > HTTP_BODY_BYTES) /* of no known length */
        return refuse_body(x, 413, "body_too_large",
                           STR("请求内容过大 the body is too large"));
    x->phase = PHASE_WAITING;
    x->task.run = run;
    MHD_suspend_connection(x->conn);
    if (pool_give(x->s->pool, &x->task))
        return MHD_YES; /* x may be answered already: do not touch it */
    refuse_address(x, 503, "stopping",
                   STR("服务正在停止 the server is stopping"));
    http_add_header(&x->rs, "Retry-After", STR("5"));
    x->rs.close = true;
    finish(x);
    x->phase = PHASE_ANSWERED;
    MHD_resume_connection(x->conn);
    return MHD_YES;
}

/* NOLINTBEGIN(readability-function-size): libmicrohttpd wants eight of them */
enum MHD_Result
exchange_go_on(void *cls, struct MHD_Connection *conn, const char *url,
               const char *method, const char *version, const char *upload,
               size_t *upload_bytes, void **state)
{
    struct exchange *x = *state;

    (void)cls;
    (void)conn;
    (void)url; /* decoded; we keep it as it came */
    switch (x->phase) {
    case PHASE_HEAD:
        return read_head(x, method, version);
    case PHASE_BODY:
        return *upload_bytes > 0 ? read_body(x, upload, upload_bytes)
                                 : hand_over(x);
    case PHASE_WAITING:
        return MHD_YES; /* not called while suspended */
    case PHASE_ANSWERED:
        if (*upload_bytes > 0) { /* of a refused request */
            *upload_bytes = 0;
            return MHD_YES;
        }
        return queue(x);
    }
    return MHD_NO;
}
/* NOLINTEND(readability-function-size) */
