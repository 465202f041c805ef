/* See serving.h. */
#include "cli/serving/serving.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/access/pacing.h"
#include "api/access/program.h"
#include "api/publish/publish.h"
#include "app/attachment/picture.h"
#include "app/knowledge/shelf.h"
#include "app/similar/similar_follow.h"
#include "app/suggest/suggest.h"
#include "app/topics/topic_follow.h"
#include "cli/living/marker.h"
#include "http/server.h"
#include "identity/setup.h"
#include "pages/pages.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/log.h"

enum {
    WORKERS_MOST = 256,
    SECONDS_MOST = 3600,
    CONNECTIONS_MOST = 100000,
    PORT_MOST = 65535
};

struct serving {
    struct api api;
    struct config config;
    struct http_server *http;
    struct arena *arena; /* of the table of routes */
    bool demo;
    char address[64];
};

/* "127.0.0.1:8080" or "[::1]:8080"; :0 is any free port. */
static bool
read_listen(struct cli *c, const char *text, struct serving_options *o)
{
    struct str s = str_of(text), address;
    const char *colon = strrchr(text, ':');
    int64_t port;

    if (colon == NULL || !str_i64(str_of(colon + 1), &port) || port < 0 ||
        port > PORT_MOST) {
        (void)fprintf(stderr, "gongzhi %s: --listen %s: want ADDRESS:PORT\n",
                      c->name, text);
        return false;
    }
    address = (struct str){ s.p, (size_t)(colon - text) };
    if (str_starts(address, STR("[")) && str_ends(address, STR("]")))
        address = (struct str){ address.p + 1, address.n - 2 };
    o->address = arena_cstr(c->a, address);
    o->port = (int)port;
    return true;
}

bool
serving_config(struct cli *c, struct serving_options *ret_options,
               struct err *err)
{
    const char *path = cli_option(c, "--config");
    const char *beside = config_beside(c->a, c->dir);

    ret_options->config = config_default();
    if (path == NULL && file_exists(beside))
        path = beside;
    return path == NULL ||
           (config_read(c->a, path, &ret_options->config, err) &&
            outbox_check(&ret_options->config, err));
}

bool
serving_options(struct cli *c, struct serving_options *ret_options)
{
    const char *listen = cli_option(c, "--listen");
    const struct cli_range workers = { "--workers", 1, WORKERS_MOST,
                                       (unsigned)ret_options->config.workers };
    const struct cli_range seconds = { "--request-seconds", 1, SECONDS_MOST,
                                       HTTP_REQUEST_SECONDS };
    const struct cli_range connections = { "--connections", 1, CONNECTIONS_MOST,
                                           HTTP_CONNECTIONS };

    ret_options->dir = c->dir;
    ret_options->demo = marker_of(c->a, c->dir) != MARKER_NONE;
    return cli_number(c, &workers, &ret_options->workers) &&
           cli_number(c, &seconds, &ret_options->request_seconds) &&
           cli_number(c, &connections, &ret_options->connections) &&
           read_listen(c, listen == NULL ? ret_options->config.listen : listen,
                       ret_options);
}

static void
held(sigset_t *signals)
{
    (void)sigemptyset(signals);
    (void)sigaddset(signals, SIGTERM);
    (void)sigaddset(signals, SIGINT);
    (void)sigaddset(signals, SIGHUP);
}

void
serving_hold_signals(void)
{
    sigset_t signals;

    held(&signals);
    (void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN); /* a full disk is an answer, not an end */
}

void
serving_put_address(const struct serving *s, struct buf *out)
{
    bool v6 = strchr(s->address, ':') != NULL;

    buf_addf(out, v6 ? "http://[%s]:%d" : "http://%s:%d", s->address,
             http_port(s->http));
}

/* To other processes that want to write. */
static void
say_where(const struct serving *s)
{
    struct buf address = { .a = s->arena };

    serving_put_address(s, &address);
    store_say_where(engine_store(s->api.engine), buf_str(&address));
}

static void
remind_of_calendar(struct serving *s)
{
    int32_t today = moment_day(clock_now());
    struct rules r = rulebooks_on(engine_rulebooks(s->api.engine), today);

    if (r.book->calendar.provisional_year != 0)
        log_event("the calendar ends with a provisional year; see gongzhi "
                  "check");
}

static void
remind_of_pictures(void)
{
    if (!picture_is_ready())
        log_event("gongzhi-picture is not beside gongzhi: photos are refused");
}

bool
serving_start(struct engine *e, const struct serving_options *o,
              struct serving **ret_serving, struct err *err)
{
    struct serving *s = calloc(1, sizeof(*s));
    struct http_options http = {
        .address = o->address,
        .port = o->port,
        .workers = o->workers,
        .may = pacing_may,
        .proxies = o->config.proxy,
        .dress = page_dress,
        .admit = pages_admit,
        .request_seconds = o->request_seconds,
        .connections = o->connections,
    };

    if (s == NULL)
        abort();
    s->arena = arena_open();
    http.routes = s->api.routes = site_routes(s->arena);
    http.large = site_large();
    s->api.engine = e;
    s->api.dir = o->dir;
    s->api.suggester = suggester_open(e, o->dir);
    engine_advise(e, (struct adviser){ suggest_offer, s->api.suggester });
    s->api.masker = publish_masker(s->arena, engine_rules(e, clock_now()));
    s->api.shelf = shelf_open(e);
    s->api.started_at = clock_now();
    s->api.stats = http.stats = http_stats_open(&http.routes);
    http.context = &s->api;
    (void)snprintf(s->address, sizeof(s->address), "%s", o->address);
    s->config = o->config;
    s->demo = o->demo;
    if (program_token(s->arena, o->dir, &s->api.program_token, err) &&
        identity_open(
            &(struct identity_options){ e, &s->config, o->workers, o->demo },
            &s->api.identity, err) &&
        jobs_start(e, o->dir, &s->api.jobs, err) &&
        outbox_start(e, &s->config, &s->api.outbox, err) &&
        access_log_start(e, &s->api.access, err) &&
        similar_follow_start(e, o->dir, &s->api.similar, err) &&
        topic_follow_start(e, s->api.masker, &s->api.topics, err) &&
        http_start(&http, &s->http, err)) {
        say_where(s);
        *ret_serving = s;
        remind_of_calendar(s);
        remind_of_pictures();
        return true;
    }
    serving_stop(s);
    return false;
}

static void
put_first(const struct serving *s, struct str path, struct buf *out)
{
    const char *origin = s->config.sign_in.origin;

    if (*origin != '\0')
        buf_add(out, str_of(origin));
    else
        serving_put_address(s, out);
    buf_add(out, path);
}

void
serving_put_setup(const struct serving *s, bool keep, struct buf *out)
{
    struct identity *id = s->api.identity;
    struct buf address = { .a = out->a };
    struct str path = STR("");
    const char *file;
    struct err err;
    bool ok;

    if (s->demo)
        return;
    ok = setup_first(id, out->a, &path, &err);
    if (ok && path.n > 0)
        put_first(s, path, &address);
    if (ok && keep && path.n > 0)
        ok = setup_first_keep(id, out->a, buf_str(&address), &file, &err);
    if (!ok)
        log_failure("setup", &err); /* the next start makes one */
    else if (path.n > 0)
        buf_add(out, keep ? str_of(file) : buf_str(&address));
}

static void
reload(struct serving *s)
{
    struct err err;

    if (!rulebooks_load(engine_rulebooks(s->api.engine), &err)) {
        log_failure("reload", &err);
        return;
    }
    log_event("rulebooks read again");
    remind_of_calendar(s);
}

void
serving_wait(struct serving *s)
{
    sigset_t signals;
    int which = 0;

    held(&signals);
    while (sigwait(&signals, &which) == 0 && which == SIGHUP)
        reload(s);
    log_event("stopping");
}

void
serving_stop(struct serving *s)
{
    if (s == NULL)
        return;
    http_stop(s->http);
    outbox_stop(s->api.outbox);
    jobs_stop(s->api.jobs);
    topic_follow_stop(s->api.topics);
    similar_follow_stop(s->api.similar);
    shelf_close(s->api.shelf);
    access_log_stop(s->api.access);
    engine_advise(s->api.engine, (struct adviser){ NULL, NULL });
    suggester_close(s->api.suggester);
    identity_close(s->api.identity);
    http_stats_close(s->api.stats);
    arena_close(s->arena);
    free(s);
}
