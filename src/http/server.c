/* Starting and stopping the server; see server.h. */
#include "http/server_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    /* A thread of libmicrohttpd 0.9.75 that hears of 128 events at once waits
     * for more before it looks at them, and stalls for HTTP_IDLE_SECONDS when
     * none come (MHD_epoll): no thread may have that many connections. */
    THREAD_CONNECTIONS = 110,
    THREADS_LEAST = 2,
    CONNECTION_BYTES = 32 * 1024, /* of head and a piece of the body */
    FILES_BESIDE = 256,           /* open files that are no connections */
    LINGERING = 128,              /* connections that are turned away */
    STOP_STEP_US = 2000,
    STOP_STEPS = 500
};

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static bool
read_address(const struct http_options *o, union address *ret_a,
             struct err *err)
{
    union address a;

    memset(&a, 0, sizeof(a));
    if (inet_pton(AF_INET, o->address, &a.v4.sin_addr) == 1) {
        a.v4.sin_family = AF_INET;
        a.v4.sin_port = htons((uint16_t)o->port);
    } else if (inet_pton(AF_INET6, o->address, &a.v6.sin6_addr) == 1) {
        a.v6.sin6_family = AF_INET6;
        a.v6.sin6_port = htons((uint16_t)o->port);
    } else {
        return fail(err, ERR_INPUT,
                    "%s: want an address in numbers, 127.0.0.1 or ::1",
                    o->address);
    }
    *ret_a = a;
    return true;
}

/* Each connection is an open file; the usual soft limit is too low. Where the
 * hard one is too, there are fewer connections. */
static bool
allow_files(struct http_options *o, struct err *err)
{
    const rlim_t beside = FILES_BESIDE + LINGERING;
    struct rlimit r = { 0, 0 };

    if (o->connections == 0)
        o->connections = HTTP_CONNECTIONS;
    (void)getrlimit(RLIMIT_NOFILE, &r); /* cannot fail */
    if (r.rlim_cur < o->connections + beside) {
        r.rlim_cur = r.rlim_max < o->connections + beside
                         ? r.rlim_max
                         : o->connections + beside;
        (void)setrlimit(RLIMIT_NOFILE, &r);
        (void)getrlimit(RLIMIT_NOFILE, &r);
    }
    if (r.rlim_cur <= beside)
        return fail(err, ERR_INPUT,
                    "only %llu open files are allowed; allow more than %llu "
                    "(ulimit -n)",
                    (unsigned long long)r.rlim_cur, (unsigned long long)beside);
    if (r.rlim_cur < o->connections + beside)
        o->connections = (unsigned)(r.rlim_cur - beside);
    return true;
}

/* What libmicrohttpd would say names what clients sent: not for the log. */
static void
say_nothing(void *cls, const char *fmt, va_list args)
{
    (void)cls;
    (void)fmt;
    (void)args;
}

static unsigned
io_threads(const struct http_options *o)
{
    unsigned n = (o->connections + LINGERING + THREAD_CONNECTIONS - 1) /
                 THREAD_CONNECTIONS;

    return n < THREADS_LEAST ? THREADS_LEAST : n;
}

static bool
start_daemon(struct http_server *s, const union address *a, struct err *err)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                     MHD_USE_ITC | MHD_USE_ERROR_LOG;
    const unsigned threads = io_threads(&s->o);

    if (a->any.sa_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    http_stats_watch(s->o.stats, s->watch);
    errno = 0;
    s->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, exchange_go_on, s, MHD_OPTION_EXTERNAL_LOGGER,
        say_nothing, NULL, MHD_OPTION_SOCK_ADDR, &a->any,
        MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT,
        threads * THREAD_CONNECTIONS, /* which each thread has a part of */
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
        MHD_OPTION_NOTIFY_CONNECTION, exchange_connected, s,
        MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, s,
        MHD_OPTION_NOTIFY_COMPLETED, exchange_end, s, MHD_OPTION_END);
    if (s->daemon == NULL)
        return fail(err, errno == EADDRINUSE ? ERR_TAKEN : ERR_IO,
                    "cannot listen on %s port %d: %s", s->o.address, s->o.port,
                    errno == 0 ? "libmicrohttpd refuses" : strerror(errno));
    s->port = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    return true;
}

bool
http_start(const struct http_options *o, struct http_server **ret_server,
           struct err *err)
{
    union address a = { .any = { .sa_family = AF_UNSPEC } };
    struct http_server *s;

    if (!read_address(o, &a, err))
        return false;
    s = calloc(1, sizeof(*s));
    if (s == NULL)
        abort();
    s->o = *o;
    proxies_read(o->proxies, &s->proxies);
    (void)pthread_mutex_init(&s->arenas_lock, NULL); /* cannot fail */
    if (s->o.request_seconds == 0)
        s->o.request_seconds = HTTP_REQUEST_SECONDS;
    if (!allow_files(&s->o, err) ||
        !watch_start(s->o.request_seconds, s->o.connections, &s->watch, err) ||
        !pool_start(o->workers, &s->pool, err) || !start_daemon(s, &a, err)) {
        http_stats_watch(o->stats, NULL);
        pool_stop(s->pool);
        watch_stop(s->watch);
        free(s);
        return false;
    }
    *ret_server = s;
    return true;
}

int
http_port(const struct http_server *s)
{
    return s->port;
}

/* MHD_stop_daemon aborts the process while a connection is suspended: first
 * every worker ends, which resumes them all; then the answers get time to go
 * out. */
void
http_stop(struct http_server *s)
{
    int listening;

    if (s == NULL)
        return;
    listening = MHD_quiesce_daemon(s->daemon);
    if (listening >= 0)
        (void)close(listening); /* nobody else uses it */
    pool_stop(s->pool);
    for (int i = 0; i < STOP_STEPS && atomic_load(&s->in_flight) > 0; i++)
        (void)usleep(STOP_STEP_US);
    MHD_stop_daemon(s->daemon);
    http_stats_watch(s->o.stats, NULL);
    watch_stop(s->watch);
    for (size_t i = 0; i < s->arenas_n; i++)
        arena_close(s->arenas[i]);
    (void)pthread_mutex_destroy(&s->arenas_lock);
    free(s);
}
