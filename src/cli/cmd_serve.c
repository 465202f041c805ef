/*
 * serve: the engine on the air, until SIGTERM or SIGINT. SIGHUP looks for
 * newly enacted rulebooks.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "cli/cli.h"
#include "http/server.h"
#include "sys/clock.h"
#include "sys/log.h"

enum {
    NUMBER_BLOCK = 1000,
    WORKERS = 64, /* most of them wait in a commit */
    WORKERS_MOST = 256,
    PORT_MOST = 65535
};

/* What runs. */
struct running {
    struct api api;
    struct http_server *http;
    sigset_t signals;
};

/* "127.0.0.1:8080" or "[::1]:8080"; :0 is any free port. */
static bool
read_listen(struct cli *c, const char *text, struct http_options *o)
{
    struct str s = str_of(text), address;
    const char *colon = strrchr(text, ':');
    int64_t port;

    if (colon == NULL || !str_i64(str_of(colon + 1), &port) || port < 0 ||
        port > PORT_MOST) {
        (void)fprintf(stderr, "gongzhi serve: --listen %s: want ADDRESS:PORT\n",
                      text);
        return false;
    }
    address = (struct str){ s.p, (size_t)(colon - text) };
    if (str_starts(address, STR("[")) && str_ends(address, STR("]")))
        address = (struct str){ address.p + 1, address.n - 2 };
    o->address = arena_cstr(c->a, address);
    o->port = (int)port;
    return true;
}

static bool
read_options(struct cli *c, struct http_options *o)
{
    const char *listen = cli_option(c, "--listen");
    const char *workers = cli_option(c, "--workers");
    int64_t n = WORKERS;

    if (workers != NULL &&
        (!str_i64(str_of(workers), &n) || n < 1 || n > WORKERS_MOST)) {
        (void)fprintf(stderr, "gongzhi serve: --workers %s: want 1 to %d\n",
                      workers, WORKERS_MOST);
        return false;
    }
    o->workers = (unsigned)n;
    return read_listen(c, listen == NULL ? "127.0.0.1:8080" : listen, o) &&
           cli_words(c, 0, 0);
}

/* Every thread started from here on leaves them to us. */
static void
hold_signals(sigset_t *signals)
{
    (void)sigemptyset(signals);
    (void)sigaddset(signals, SIGTERM);
    (void)sigaddset(signals, SIGINT);
    (void)sigaddset(signals, SIGHUP);
    (void)pthread_sigmask(SIG_BLOCK, signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

static void
reload(struct running *r)
{
    struct err err;

    if (rulebooks_load(engine_rulebooks(r->api.engine), &err))
        log_event("rulebooks read again");
    else
        log_failure("reload", &err);
}

static void
wait_for_the_end(struct running *r)
{
    int which = 0;

    while (sigwait(&r->signals, &which) == 0 && which == SIGHUP)
        reload(r);
    log_event("stopping");
}

static bool
start(struct running *r, struct http_options *o, struct err *err)
{
    o->routes = api_routes();
    o->context = &r->api;
    r->api.started_at = clock_now();
    r->api.stats = http_stats_open(&o->routes);
    o->stats = r->api.stats;
    return jobs_start(r->api.engine, &r->api.jobs, err) &&
           http_start(o, &r->http, err);
}

static void
say_where(const struct running *r, const struct http_options *o)
{
    bool v6 = strchr(o->address, ':') != NULL;

    (void)printf("http://%s%s%s:%d/ 就绪 ready\n", v6 ? "[" : "", o->address,
                 v6 ? "]" : "", http_port(r->http));
    (void)fflush(stdout);
}

int
cmd_serve(struct cli *c)
{
    struct running r = { .http = NULL };
    struct http_options o = { .address = NULL };
    struct err err;
    bool ok;

    if (!read_options(c, &o))
        return EXIT_USAGE;
    hold_signals(&r.signals);
    if (!cli_open(c, STORE_WRITE, NUMBER_BLOCK, &r.api.engine))
        return EXIT_FAILED;
    ok = start(&r, &o, &err);
    if (ok) {
        say_where(&r, &o);
        wait_for_the_end(&r);
    }
    http_stop(r.http);
    jobs_stop(r.api.jobs);
    engine_close(r.api.engine);
    http_stats_close(r.api.stats);
    return ok ? EXIT_DONE : cli_fail(c, &err);
}
