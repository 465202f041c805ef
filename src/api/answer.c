/* See answer.h. */
#include "api/answer.h"

#include <jansson.h>
#include <string.h>

#include "crypto/digest.h"
#include "sys/clock.h"
#include "sys/log.h"
#include "web/html.h"

enum { NAME_MOST = 64, KEY_LEAST = 16, KEY_MOST = 128 };

struct rules
answer_rules(const struct http_request *rq)
{
    return engine_rules(api_of(rq)->engine, clock_now());
}

struct str
answer_language(const struct http_request *rq)
{
    return lang_tag(lang_accepted(http_header(rq, "Accept-Language")));
}

struct str
answer_name(const struct http_request *rq, const struct name *name)
{
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

struct str
answer_phrase(const struct http_request *rq, const char *prefix, struct str key)
{
    const struct name *name =
        rules_phrase(answer_rules(rq), str_of(prefix), key);

    return name == NULL ? key : answer_name(rq, name);
}

/* The rulebook's words for a rule that says no, or none. */
static struct str
refusal(const struct http_request *rq, const char *rule)
{
    struct str key = str_of(rule), words = answer_phrase(rq, "refusal.", key);

    return str_eq(words, key) ? STR("") : words;
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
        .detail = refusal(rq, v->rule),
    };

    http_put_problem(rs, &p);
}

void
answer_missing(const struct http_request *rq, struct http_response *rs,
               const char *rule, const char *field)
{
    const struct http_problem p = {
        .status = 404,
        .rule = rule,
        .field = field,
        .detail = refusal(rq, rule),
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

bool
answer_staff(const struct http_request *rq, struct http_response *rs,
             struct actor *ret_actor)
{
    static const char *const names[] = { "X-Gongzhi-Role", "X-Gongzhi-User",
                                         "X-Gongzhi-Unit" };
    struct verdict v = accept();
    struct str said[3];

    for (int i = 0; i < 3 && v.reason == ACCEPTED; i++) {
        said[i] = http_header(rq, names[i]);
        if (said[i].n > NAME_MOST || !str_is_name(said[i]))
            v = refuse(REFUSED_VALUE, "malformed_name", names[i]);
    }
    if (v.reason == ACCEPTED && said[0].n == 0)
        v = refuse(REFUSED_VALUE, "required", names[0]);
    else if (v.reason == ACCEPTED && (str_eq(said[0], STR("citizen")) ||
                                      str_eq(said[0], STR("system"))))
        v = refuse(REFUSED_RIGHT, "no_right", names[0]);
    if (v.reason != ACCEPTED) {
        answer_refused(rq, rs, &v);
        return false;
    }
    *ret_actor = (struct actor){ said[0], said[1], said[2] };
    return true;
}

static bool
is_listed(struct str name, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++)
        if (str_eq(name, str_of(names[i])))
            return true;
    return false;
}

const char *
answer_unknown(json_t *object, const char *const *names)
{
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        if (!is_listed(str_of(name), names))
            return name;
    }
    return NULL;
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

bool
answer_day(const struct http_request *rq, struct http_response *rs,
           const char *name, int32_t *ret_day)
{
    struct str text = http_query(rq, name);
    const struct verdict v = refuse(REFUSED_VALUE, "not_a_time", name);

    if (text.n == 0 || day_parse(text, ret_day))
        return true;
    answer_refused(rq, rs, &v);
    return false;
}

bool
answer_has_tag(const struct http_request *rq, struct http_response *rs,
               struct str tag)
{
    struct buf quoted = { .a = rq->a };
    struct str had = http_header(rq, "If-None-Match"), one;

    buf_addf(&quoted, "\"%.*s\"", STR_ARG(tag));
    http_add_header(rs, "ETag", buf_str(&quoted));
    while (str_cut(&had, ',', &one)) {
        if (str_starts(one, STR("W/")))
            one = (struct str){ one.p + 2, one.n - 2 };
        if (str_eq(one, buf_str(&quoted)) || str_eq(one, STR("*"))) {
            rs->status = 304;
            rs->type = NULL;
            rs->body.n = 0;
            return true;
        }
    }
    return false;
}

void
answer_tagged(const struct http_request *rq, struct http_response *rs,
              enum answer_keep keep)
{
    static const char *const kept[] = {
        [ANSWER_PRIVATE] = "private, no-cache",
        [ANSWER_PUBLIC] = "public, max-age=300",
        [ANSWER_MOMENT] = "public, max-age=5",
        [ANSWER_FOREVER] = "public, max-age=31536000, immutable",
    };
    unsigned char hash[DIGEST_BYTES];
    struct buf tag = { .a = rq->a };

    digest_sha256(rs->body.p, rs->body.n, hash);
    buf_add_hex(&tag, hash, DIGEST_BYTES / 2);
    http_add_header(rs, "Cache-Control", str_of(kept[keep]));
    http_add_header(rs, "Vary", STR("Accept-Language"));
    (void)answer_has_tag(rq, rs, buf_str(&tag)); /* it has set the status */
}

struct buf *
answer_body(struct http_response *rs, const char *type)
{
    rs->status = 200;
    rs->type = type;
    rs->body.n = 0;
    return &rs->body;
}

struct buf *
answer_json(struct http_response *rs)
{
    return answer_body(rs, "application/json");
}

static bool
not_object(struct http_response *rs, unsigned status, const char *rule,
           struct str detail)
{
    const struct http_problem p = { status, rule, NULL, detail };

    http_put_problem(rs, &p);
    return false;
}

bool
answer_object(const struct http_request *rq, struct http_response *rs,
              json_t **ret_object)
{
    struct str type = http_header(rq, "Content-Type"), rest;
    json_error_t where;
    struct buf detail = { .a = rq->a };

    *ret_object = NULL;
    if (rq->body.n == 0)
        return true;
    for (rest = type; rest.n > 0 && rest.p[0] != ';';
         rest = (struct str){ rest.p + 1, rest.n - 1 })
        continue;
    type = str_trim((struct str){ type.p, type.n - rest.n });
    if (!str_eq(type, STR("application/json")))
        return not_object(
            rs, 415, "not_json",
            STR("请用 application/json 提交 send application/json"));
    *ret_object =
        json_loadb(rq->body.p, rq->body.n, JSON_REJECT_DUPLICATES, &where);
    if (*ret_object == NULL) {
        buf_addf(&detail, "JSON 有误 malformed JSON: line %d, column %d",
                 where.line, where.column);
        return not_object(rs, 400, "malformed_json", buf_str(&detail));
    }
    if (json_is_object(*ret_object))
        return true;
    json_decref(*ret_object);
    *ret_object = NULL;
    return not_object(rs, 400, "malformed_json",
                      STR("应为一个对象 want an object"));
}

bool
answer_once(const struct http_request *rq, struct http_response *rs,
            const struct order *order, struct once *once,
            const struct once **ret_once)
{
    const struct verdict bad =
        refuse(REFUSED_VALUE, "malformed_key", "Idempotency-Key");
    const struct actor *actor = &order->cmd->actor;
    struct str key = http_header(rq, "Idempotency-Key");
    struct buf request = { .a = rq->a };

    *ret_once = NULL;
    if (key.n == 0)
        return true;
    if (key.n < KEY_LEAST || key.n > KEY_MOST) {
        answer_refused(rq, rs, &bad);
        return false;
    }
    buf_addf(&request, "%s %.*s %.*s:%.*s@%.*s\n", order->cmd->type->name,
             STR_ARG(order->stream), STR_ARG(actor->role), STR_ARG(actor->id),
             STR_ARG(actor->unit));
    buf_add(&request, rq->body);
    *once = engine_once(api_of(rq)->engine, key, buf_str(&request));
    *ret_once = once;
    return true;
}
