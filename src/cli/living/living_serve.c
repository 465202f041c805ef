/* See living_serve.h. */
#include "cli/living/living_serve.h"

#include <stdio.h>
#include <unistd.h>

#include "feature/appeal/appeal.h"
#include "sys/clock.h"

bool
living_serve_options(struct cli *c, struct living_serve *ret_serve)
{
    const char *text = cli_option(c, "--pace");
    int64_t pace = LIVING_PACE;
    struct err err;

    if (text != NULL && (!str_i64(str_of(text), &pace) || pace < 1 ||
                         pace > LIVING_PACE_MOST)) {
        (void)fprintf(stderr,
                      "gongzhi demo: --pace %s: want appeals a minute, 1 to "
                      "%d\n",
                      text, LIVING_PACE_MOST);
        return false;
    }
    ret_serve->pace = pace;
    if (!serving_config(c, &ret_serve->serving, &err)) {
        (void)cli_fail(c, &err);
        return false;
    }
    if (!serving_options(c, &ret_serve->serving))
        return false;
    ret_serve->serving.demo = true; /* also before the folder is made */
    return true;
}

static void
show_progress(void *context, int64_t at, int64_t arrived)
{
    struct buf b = { .a = context };

    if (isatty(STDERR_FILENO) == 0)
        return;
    moment_put(&b, at);
    (void)fprintf(stderr, "\r%.10s · 新诉求 new appeals %lld ", buf_cstr(&b),
                  (long long)arrived);
}

/* What was missed while nobody was there. */
static bool
forward(struct cli *c, struct living *l, struct err *err)
{
    const struct living_watch watch = { show_progress, c->a };
    struct buf since = { .a = c->a };
    int64_t begun = clock_ticks();

    moment_put(&since, living_since(l));
    if (clock_now() - living_since(l) > LIVING_GAP_DAYS * DAY_MS)
        (void)fprintf(stderr,
                      "空档很长，只推演最近 %d 天 a long gap: only its last "
                      "days are played\n",
                      LIVING_GAP_DAYS);
    if (!living_forward(l, watch, err))
        return false;
    (void)fprintf(stderr,
                  "%s从 %.16s 推演到现在 played on from there to now: %lld 件新"
                  "诉求 new appeals, %.1f s\n",
                  isatty(STDERR_FILENO) != 0 ? "\r\033[K" : "",
                  buf_cstr(&since), (long long)living_arrived(l),
                  (double)(clock_ticks() - begun) / 1e9);
    return true;
}

/* The newest case in work, when the history has left no example. */
static bool
any_case(struct engine *e, int64_t *ret_number, struct err *err)
{
    const struct value v[] = { value_int(0), value_text(STR("handling")),
                               value_text(STR("")), value_text(STR("")),
                               value_int(1000) };
    struct cursor *c;

    if (!store_query(engine_store(e), QUERY_APPEAL_LIST, v, 5, &c, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(c, err))
        *ret_number = cursor_int(c);
    cursor_close(c);
    return err->kind == ERR_NONE;
}

/* Empty when there is no case at all. */
static bool
put_query_code(struct cli *c, struct engine *e, struct id example,
               struct buf *out, struct err *err)
{
    const void *state = NULL;
    int64_t number = 0;

    if (!id_is_none(example) &&
        !engine_state(e, c->a, appeal_stream(c->a, example), &state, err))
        return false;
    if (state != NULL)
        number = ((const struct appeal *)state)->number;
    else if (!any_case(e, &number, err))
        return false;
    if (number > 0)
        engine_query_code(e, number, out);
    return true;
}

static void
say_where(struct cli *c, const struct living_serve *serve, const char *at,
          const char *code)
{
    (void)printf("\n演示城市，人和事都是编的 a fictional city: nobody in it "
                 "exists\n每分钟约 %lld 件新诉求 about so many new appeals a "
                 "minute (--pace)\n\n地址 addresses\n",
                 (long long)serve->pace);
    (void)printf("    %s/  首页 home\n"
                 "    %s/report  提诉求 ask for something\n",
                 at, at);
    if (code[0] != '\0')
        (void)printf("    %s/c/%s  一件诉求的进度 how far one case is\n", at,
                     code);
    (void)printf("    %s/w  工作台 the inbox of staff\n"
                 "    %s/api/v1/openapi.json  接口 the API\n"
                 "    %s/metrics  %s/healthz\n",
                 at, at, at, at);
    (void)printf(
        "\n试试 what to try\n"
        "    在 /report 提一件诉求，用查询码看它怎样办理 ask for something and "
        "follow it by its query code\n"
        "    在 /w 给机器定不了的诉求定类 place an appeal that no rule could "
        "place\n"
        "    gongzhi -d %s list --stage disputed  等待裁定的异议 objections "
        "that wait for a ruling\n"
        "    kill -9，再启动，再 gongzhi -d %s verify  什么都没有丢 and "
        "nothing "
        "was lost\n\n%s/ 就绪 ready  (Ctrl-C 结束 ends it; "
        "再启动则继续 started again, it goes on)\n",
        c->dir, c->dir, at);
    (void)fflush(stdout);
}

static bool
on_air(struct cli *c, struct engine *e, const struct living_serve *serve,
       struct living *l, struct err *err)
{
    struct buf at = { .a = c->a }, code = { .a = c->a };
    struct serving *s = NULL;
    bool ok = put_query_code(c, e, serve->played.result.example, &code, err);

    serving_hold_signals();
    if (!ok || !serving_start(e, &serve->serving, &s, err))
        return false;
    serving_put_address(s, &at);
    say_where(c, serve, buf_cstr(&at), buf_cstr(&code));
    ok = living_start(l, err);
    if (ok)
        serving_wait(s);
    living_end(l);
    serving_stop(s);
    return ok;
}

int
living_serve(struct cli *c, struct engine *e, const struct living_serve *serve)
{
    const struct demo_played *p = &serve->played;
    const struct living_options o = { e, (uint64_t)p->seed, serve->pace,
                                      p->until - p->days * DAY_MS };
    struct living *l = NULL;
    struct err err;
    bool ok = living_open(&o, &l, &err) && forward(c, l, &err) &&
              on_air(c, e, serve, l, &err);

    living_close(l);
    if (ok)
        return EXIT_DONE;
    if (err.kind == ERR_TAKEN)
        (void)fprintf(stderr,
                      "端口被占用，换一个 choose another port: make run "
                      "LISTEN=127.0.0.1:8081, or gongzhi -d %s demo --serve "
                      "--listen 127.0.0.1:8081\n",
                      c->dir);
    return cli_fail(c, &err);
}
