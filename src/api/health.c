/* How the server is: for a supervisor, and figures for Prometheus. */
#include "api/answer.h"
#include "api/json.h"
#include "api/model/model_view.h"
#include "base/date.h"
#include "sys/clock.h"

enum { DUE_MOST = 10000 };

/* The jobs run once a second. */
#define JOBS_LATE_MS MINUTE_MS

void
api_health(const struct http_request *rq, struct http_response *rs)
{
    int64_t good_at = jobs_look(api_of(rq)->jobs).good_at;
    bool well = clock_now() - good_at < JOBS_LATE_MS;
    struct buf *out = answer_json(rs);

    buf_add_char(out, '{');
    json_text(out, "status", well ? STR("ok") : STR("jobs_late"));
    json_time(out, "jobs_good_at", good_at);
    buf_add(out, STR("}\n"));
    if (well)
        return;
    rs->status = 503;
    http_add_header(rs, "Retry-After", STR("30"));
}

static void
put_figure(struct buf *out, const char *name, const char *kind, int64_t v)
{
    buf_addf(out, "# TYPE %s %s\n%s %lld\n", name, kind, name, (long long)v);
}

static bool
put_stages(struct store *st, struct buf *out, struct err *err)
{
    struct cursor *cur;

    if (!store_query(st, QUERY_APPEAL_STATS, NULL, 0, &cur, err))
        return false;
    buf_add(out, STR("# TYPE gongzhi_cases gauge\n"));
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct str stage = cursor_text(cur);

        buf_addf(out, "gongzhi_cases{stage=\"%.*s\"} ", STR_ARG(stage));
        buf_add_i64(out, cursor_int(cur));
        buf_add_char(out, '\n');
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

/* The log of who looked at what. */
static void
put_looks(const struct api *api, struct buf *out)
{
    struct access_log_state looks = access_log_look(api->access);

    put_figure(out, "gongzhi_looks_written_total", "counter",
               (int64_t)looks.written);
    put_figure(out, "gongzhi_looks_repeated_total", "counter",
               (int64_t)looks.repeated);
    put_figure(out, "gongzhi_looks_waiting", "gauge", (int64_t)looks.waiting);
    put_figure(out, "gongzhi_looks_failed_total", "counter",
               (int64_t)looks.failed);
}

static bool
put_figures(const struct http_request *rq, struct buf *out, struct err *err)
{
    const struct api *api = api_of(rq);
    struct store *st = engine_store(api->engine);
    struct jobs_state jobs = jobs_look(api->jobs);
    struct due_list due;

    if (!store_due(st, rq->a, clock_now(), DUE_MOST, &due, err))
        return false;
    put_figure(out, "gongzhi_log_records", "counter", (int64_t)store_size(st));
    put_figure(out, "gongzhi_timers_due", "gauge", (int64_t)due.n);
    put_figure(out, "gongzhi_timers_fired_total", "counter",
               (int64_t)jobs.fired);
    put_figure(out, "gongzhi_jobs_failed_total", "counter",
               (int64_t)jobs.failed);
    put_figure(out, "gongzhi_uptime_seconds", "gauge",
               (clock_now() - api->started_at) / SECOND_MS);
    put_looks(api, out);
    return put_stages(st, out, err) && api_put_outbox(api, out, err) &&
           api_put_models(api, out, err);
}

void
api_metrics(const struct http_request *rq, struct http_response *rs)
{
    struct buf *out = answer_json(rs);
    struct err err;

    rs->type = "text/plain; version=0.0.4; charset=utf-8";
    http_stats_put(api_of(rq)->stats, out);
    if (!put_figures(rq, out, &err))
        answer_failed(rq, rs, &err);
}
