/* See answer.h. */
#include "api/answer.h"

#include <string.h>

#include "sys/log.h"
#include "web/html.h"

/* The rulebook's words, in the language that is asked for first. */
static struct str
phrase(const struct http_request *rq, const char *rule)
{
    const struct name *name =
        rules_phrase(rulebooks_on(engine_rulebooks(api_of(rq)->engine), 0),
                     STR("refusal."), str_of(rule));

    if (name == NULL)
        return STR("");
    switch (lang_accepted(http_header(rq, "Accept-Language"))) {
    case LANG_EN:
        return name->en;
    case LANG_HANT:
        return name->hant;
    case LANG_HANS:
    case LANGS:
        break;
    }
    return name->hans;
}

static unsigned
status_of(const struct verdict *v)
{
    switch (v->reason) {
    case ACCEPTED:
    case REFUSED_VALUE:
        return 422;
    case REFUSED_STAGE:
    case REFUSED_RULE:
        return 409;
    case REFUSED_RIGHT:
        return 403;
    }
    return 422;
}

void
answer_refused(const struct http_request *rq, struct http_response *rs,
               const struct verdict *v)
{
    const struct http_problem p = {
        .status = strcmp(v->rule, "no_such_case") == 0 ||
                          strcmp(v->rule, "unknown_command") == 0
                      ? 404
                      : status_of(v),
        .rule = v->rule,
        .field = v->field,
        .detail = phrase(rq, v->rule),
    };

    http_put_problem(rs, &p);
}

void
answer_failed(const struct http_request *rq, struct http_response *rs,
              const struct err *err)
{
    const struct verdict none = refuse(REFUSED_VALUE, "no_such_case", NULL);
    struct http_problem p = {
        .status = 500,
        .detail = STR("服务内部错误 the server failed"),
    };

    if (err->kind == ERR_NOT_FOUND) {
        answer_refused(rq, rs, &none);
        return;
    }
    log_failure("request", err);
    if (err->kind == ERR_FULL || err->kind == ERR_READ_ONLY ||
        err->kind == ERR_BUSY || err->kind == ERR_CONFLICT) {
        p.status = 503;
        p.detail = STR("服务暂时不可用，请稍后再试 try again later");
        http_add_header(rs, "Retry-After",
                        err->kind == ERR_CONFLICT ? STR("1") : STR("30"));
    }
    http_put_problem(rs, &p);
}

static bool
is_listed(struct str name, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (str_eq(name, str_of(names[i])))
            return true;
    return false;
}

bool
answer_query_ok(const struct http_request *rq, struct http_response *rs,
                const char *const *names)
{
    for (size_t i = 0; i < rq->query.n; i++)
        if (!is_listed(rq->query.at[i].name, names)) {
            const struct verdict v =
                refuse(REFUSED_VALUE, "unknown_field",
                       arena_cstr(rq->a, rq->query.at[i].name));

            answer_refused(rq, rs, &v);
            return false;
        }
    return true;
}

bool
answer_number(const struct http_request *rq, struct http_response *rs,
              const struct number_range *range, int64_t *ret_n)
{
    struct str text = http_query(rq, range->name);
    int64_t n = range->fallback;
    struct verdict v = accept();

    if (text.n > 0 && !str_i64(text, &n))
        v = refuse(REFUSED_VALUE, "not_a_number", range->name);
    else if (n < range->least || n > range->most)
        v = refuse(REFUSED_VALUE, "out_of_range", range->name);
    if (v.reason != ACCEPTED) {
        answer_refused(rq, rs, &v);
        return false;
    }
    *ret_n = n;
    return true;
}

struct buf *
answer_json(struct http_response *rs)
{
    rs->status = 200;
    rs->type = "application/json";
    rs->body.n = 0;
    return &rs->body;
}
