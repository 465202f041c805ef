/* See stats.h. */
#include "http/stats.h"

#include <stdatomic.h>

enum { STATUSES = 17, BOUNDS = 12 };

#define MS INT64_C(1000000)

static const unsigned statuses[STATUSES] = { 200, 201, 204, 304, 400, 403,
                                             404, 405, 409, 413, 414, 415,
                                             422, 431, 500, 503, 0 };
static const int64_t bounds_ms[BOUNDS] = { 1,   2,   5,   10,   20,   50,
                                           100, 200, 500, 1000, 2000, 5000 };

struct one_route {
    atomic_uint_fast64_t ended[STATUSES];
    atomic_uint_fast64_t took[BOUNDS + 1]; /* the last: longer */
    atomic_uint_fast64_t sum_ns;
};

struct http_stats {
    struct arena *a;
    struct route_table routes;
    struct watch *watch;
    struct one_route at[]; /* one a route; the last: no route */
};

struct http_stats *
http_stats_open(const struct route_table *routes)
{
    struct arena *a = arena_open();
    struct http_stats *s =
        arena_alloc(a, sizeof(*s) + (routes->n + 1) * sizeof(struct one_route));

    s->a = a;
    s->routes = *routes;
    return s;
}

void
http_stats_close(struct http_stats *s)
{
    if (s != NULL)
        arena_close(s->a);
}

void
http_stats_watch(struct http_stats *s, struct watch *w)
{
    s->watch = w;
}

void
http_stats_count(struct http_stats *s, const struct route *route,
                 unsigned status, int64_t ns)
{
    size_t which = route == NULL ? s->routes.n : (size_t)(route - s->routes.at);
    struct one_route *r = &s->at[which];
    size_t i = 0, k = 0;

    while (i < STATUSES - 1 && statuses[i] != status)
        i++;
    while (k < BOUNDS && ns > bounds_ms[k] * MS)
        k++;
    atomic_fetch_add_explicit(&r->ended[i], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&r->took[k], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&r->sum_ns, (uint64_t)ns, memory_order_relaxed);
}

static unsigned long long
read_count(const atomic_uint_fast64_t *n)
{
    return (unsigned long long)atomic_load_explicit(n, memory_order_relaxed);
}

static void
put_labels(const struct http_stats *s, size_t i, struct buf *out)
{
    if (i == s->routes.n)
        buf_add(out, STR("{method=\"\",route=\"\""));
    else
        buf_addf(out, "{method=\"%s\",route=\"%s\"",
                 s->routes.at[i].method == HTTP_POST ? "POST" : "GET",
                 s->routes.at[i].path);
}

static void
put_durations(const struct http_stats *s, size_t i, struct buf *out)
{
    static const char name[] = "gongzhi_http_request_duration_seconds";
    const struct one_route *r = &s->at[i];
    unsigned long long n = 0;

    for (size_t k = 0; k <= BOUNDS; k++)
        n += read_count(&r->took[k]);
    if (n == 0)
        return;
    n = 0;
    for (size_t k = 0; k < BOUNDS; k++) {
        n += read_count(&r->took[k]);
        buf_addf(out, "%s_bucket", name);
        put_labels(s, i, out);
        buf_addf(out, ",le=\"%g\"} %llu\n", (double)bounds_ms[k] / 1000, n);
    }
    n += read_count(&r->took[BOUNDS]);
    buf_addf(out, "%s_bucket", name);
    put_labels(s, i, out);
    buf_addf(out, ",le=\"+Inf\"} %llu\n%s_sum", n, name);
    put_labels(s, i, out);
    buf_addf(out, "} %.6f\n%s_count", (double)read_count(&r->sum_ns) / 1e9,
             name);
    put_labels(s, i, out);
    buf_addf(out, "} %llu\n", n);
}

static void
put_ends(const struct http_stats *s, size_t i, struct buf *out)
{
    for (size_t k = 0; k < STATUSES; k++) {
        unsigned long long n = read_count(&s->at[i].ended[k]);

        if (n == 0)
            continue;
        buf_add(out, STR("gongzhi_http_requests_total"));
        put_labels(s, i, out);
        buf_addf(out, ",status=\"%u\"} %llu\n", statuses[k], n);
    }
}

static void
put_watch(struct watch *w, struct buf *out)
{
    struct watch_figures f = watch_look(w);

    buf_addf(out,
             "# TYPE gongzhi_http_connections gauge\n"
             "gongzhi_http_connections %u\n"
             "# HELP gongzhi_http_slow_total Connections ended for being too "
             "slow.\n"
             "# TYPE gongzhi_http_slow_total counter\n"
             "gongzhi_http_slow_total %llu\n"
             "# HELP gongzhi_http_turned_away_total Connections for which "
             "there was no room.\n"
             "# TYPE gongzhi_http_turned_away_total counter\n"
             "gongzhi_http_turned_away_total %llu\n",
             f.connected, (unsigned long long)f.slow,
             (unsigned long long)f.turned_away);
}

void
http_stats_put(const struct http_stats *s, struct buf *out)
{
    buf_add(out, STR("# HELP gongzhi_http_requests_total Requests answered.\n"
                     "# TYPE gongzhi_http_requests_total counter\n"));
    for (size_t i = 0; i <= s->routes.n; i++)
        put_ends(s, i, out);
    buf_add(out, STR("# HELP gongzhi_http_request_duration_seconds From the "
                     "first line to the answer.\n"
                     "# TYPE gongzhi_http_request_duration_seconds "
                     "histogram\n"));
    for (size_t i = 0; i <= s->routes.n; i++)
        put_durations(s, i, out);
    if (s->watch != NULL)
        put_watch(s->watch, out);
}
