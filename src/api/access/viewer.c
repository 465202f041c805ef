/* See viewer.h. */
#include "api/access/viewer.h"

#include "api/access/program.h"
#include "api/answer.h"
#include "api/knowledge/knowledge_command.h"
#include "api/request/request_do.h"
#include "app/model/models.h"
#include "rulebook/access/access.h"

enum { ACCOUNT_BYTES = 32, CODE_BYTES = 40, NAME_MOST = 64 };

static bool
is_name(struct str s, size_t most)
{
    return s.n <= most && str_is_name(s);
}

bool
viewer_actor(struct rules r, struct str said, struct actor *ret_actor)
{
    struct actor a = { { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };

    if (!str_cut(&said, ':', &a.role) || !str_cut(&said, ':', &a.unit) ||
        !str_cut(&said, ':', &a.id) || said.p != NULL)
        return false;
    if (!is_name(a.role, CODE_BYTES) || !access_is_staff(r, a.role) ||
        !is_name(a.unit, CODE_BYTES) || a.id.n == 0 ||
        !is_name(a.id, ACCOUNT_BYTES))
        return false;
    if (a.unit.n > 0 && rules_unit(r, a.unit) == NULL)
        return false;
    *ret_actor = a;
    return true;
}

/* Whom a program speaks for. */
static struct actor
said_in_headers(const struct http_request *rq)
{
    struct actor a = { http_header(rq, "X-Gongzhi-Role"),
                       http_header(rq, "X-Gongzhi-User"),
                       http_header(rq, "X-Gongzhi-Unit") };

    if (!is_name(a.role, NAME_MOST) || !is_name(a.id, NAME_MOST) ||
        !is_name(a.unit, NAME_MOST) || str_eq(a.role, STR("citizen")) ||
        str_eq(a.role, STR("system")))
        a = (struct actor){ STR(""), STR(""), STR("") };
    return a;
}

static bool
cookies_count(const struct http_request *rq)
{
    return rq->method == HTTP_GET || rq->method == HTTP_HEAD ||
           str_starts(rq->path, STR("/w/")) ||
           str_starts(rq->path, STR("/in/"));
}

struct viewer
viewer_of(const struct http_request *rq, struct rules r)
{
    struct viewer v = { { STR(""), STR(""), STR("") }, STR("") };
    struct visitor visitor;

    if (program_speaks(rq)) {
        v.actor = said_in_headers(rq);
        v.purpose = http_header(rq, "X-Gongzhi-Purpose");
    } else if (cookies_count(rq)) {
        identity_visitor(api_of(rq)->identity, rq, &visitor);
        if (visitor.kind == VISITOR_STAFF)
            v.actor = visitor.actor;
        v.purpose = http_cookie(rq, "purpose");
    }
    if (str_eq(v.purpose, STR("any")) || v.actor.id.n == 0 ||
        !access_has_purpose(r, v.actor.role, v.purpose))
        v.purpose = STR("");
    return v;
}

/* The right in full, "do request_grant" of "do request" and the command grant;
 * empty when the path names no command of ours. */
static struct str
right_of(const struct http_request *rq, const struct route *route)
{
    static const struct {
        const char *right, *prefix;
        const struct payload_type *(*command)(struct str name);
    } kinds[] = {
        { "do", "", api_command },
        { "do request", "request_", request_command },
        { "do knowledge", "knowledge_", knowledge_command },
        { "do model", "model_", model_command },
    };
    struct str right = STR("nothing"), name = http_param(rq, "command");
    struct buf b = { .a = rq->a };

    if (route->right != NULL)
        right = str_of(route->right);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (!str_eq(right, str_of(kinds[i].right)))
            continue;
        if (kinds[i].command(name) == NULL)
            return STR("");
        buf_addf(&b, "do %s%.*s", kinds[i].prefix, STR_ARG(name));
        return buf_str(&b);
    }
    return right;
}

bool
viewer_may(const struct http_request *rq, const struct route *route,
           struct http_response *rs)
{
    struct verdict v = refuse(REFUSED_RIGHT, "no_right", NULL);
    struct str right = right_of(rq, route);
    struct rules r = answer_rules(rq);
    struct viewer who = viewer_of(rq, r);

    if (right.n == 0) /* the function of the route says that there is none */
        right = STR("staff");
    if (access_right(r, who.actor.role, right))
        return true;
    if (program_unknown(rq, rs))
        return false;
    if (who.actor.role.n == 0)
        v = refuse(REFUSED_RIGHT, "nobody", NULL);
    answer_refused(rq, rs, &v);
    return false;
}
