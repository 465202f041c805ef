/* See pacing.h. */
#include "api/access/pacing.h"

#include "api/access/program.h"
#include "api/access/viewer.h"
#include "api/answer.h"

/* What is counted of an address besides the routes that take a code. */
static const struct {
    const char *path;
    enum pace_kind kind;
} posts[] = {
    { "/api/v1/appeals", PACE_INTAKE },
    { "/report/send", PACE_INTAKE },
    { "/report/check", PACE_LOOK_UP }, /* it may leave files */
    { "/find", PACE_LOOK_UP },
    { "/me/join", PACE_LOOK_UP },
    { "/in", PACE_SIGN_IN },
    { "/in/totp", PACE_SIGN_IN },
    { "/in/phone/code", PACE_SIGN_IN },
    { "/in/phone", PACE_SENDING },
};

static bool
takes_code(const struct route *route)
{
    return route->right != NULL && str_eq(str_of(route->right), STR("code"));
}

static bool
post_is_counted(const struct route *route, enum pace_kind *ret_kind)
{
    for (size_t i = 0; i < sizeof(posts) / sizeof(posts[0]); i++)
        if (route->method == HTTP_POST &&
            str_eq(str_of(route->path), str_of(posts[i].path))) {
            *ret_kind = posts[i].kind;
            return true;
        }
    return false;
}

bool
pacing_counts(const struct route *route)
{
    enum pace_kind kind;

    return takes_code(route) || post_is_counted(route, &kind);
}

static int64_t
wait_of_address(const struct http_request *rq, const struct route *route)
{
    const struct identity *id = api_of(rq)->identity;
    enum pace_kind kind;

    if (takes_code(route))
        return identity_pace(id, PACE_LOOK_UP, rq->address);
    return post_is_counted(route, &kind) ? identity_pace(id, kind, rq->address)
                                         : 0;
}

/* By the number of the case, however its code is written. */
static int64_t
wait_of_case(const struct http_request *rq, const struct route *route)
{
    struct str code = http_param(rq, "query_code");
    struct buf who = { .a = rq->a };
    int64_t number;

    if (route->method != HTTP_POST || !takes_code(route))
        return 0;
    if (code.n == 0)
        code = http_param(rq, "code");
    number = engine_query_number(api_of(rq)->engine, code);
    if (number == 0)
        return 0;
    buf_addf(&who, "%lld", (long long)number);
    return identity_pace(api_of(rq)->identity, PACE_ACT, buf_str(&who));
}

static void
answer_wait(const struct http_request *rq, struct http_response *rs,
            int64_t wait)
{
    const struct http_problem p = {
        429, "too_often", NULL,
        STR("太频繁，请过一会儿再来 too often; come again after the seconds of "
            "Retry-After")
    };
    struct buf seconds = { .a = rq->a };

    buf_addf(&seconds, "%lld", (long long)wait);
    http_put_problem(rs, &p);
    http_add_header(rs, "Retry-After", buf_str(&seconds));
}

bool
pacing_may(const struct http_request *rq, const struct route *route,
           struct http_response *rs)
{
    int64_t wait = 0;

    if (!program_asks(rq)) {
        wait = wait_of_address(rq, route);
        if (wait == 0)
            wait = wait_of_case(rq, route);
    }
    if (wait == 0)
        return viewer_may(rq, route, rs);
    answer_wait(rq, rs, wait);
    return false;
}
