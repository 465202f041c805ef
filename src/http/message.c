/* See message.h. */
#include "http/message.h"

#include <assert.h>
#include <strings.h>

#define PROBLEM_END "}\n"

static struct str
find(const struct http_pairs *pairs, const char *name)
{
    struct str wanted = str_of(name);

    for (size_t i = 0; i < pairs->n; i++)
        if (str_eq(pairs->at[i].name, wanted))
            return pairs->at[i].value;
    return STR("");
}

struct str
http_header(const struct http_request *rq, const char *name)
{
    struct str wanted = str_of(name);

    for (size_t i = 0; i < rq->headers.n; i++) {
        const struct http_pair *h = &rq->headers.at[i];

        if (h->name.n == wanted.n &&
            strncasecmp(h->name.p, wanted.p, wanted.n) == 0)
            return h->value;
    }
    return STR("");
}

struct str
http_param(const struct http_request *rq, const char *name)
{
    return find(&rq->params, name);
}

struct str
http_query(const struct http_request *rq, const char *name)
{
    return find(&rq->query, name);
}

struct str
http_cookie(const struct http_request *rq, const char *name)
{
    struct str all = http_header(rq, "Cookie"), one, key;

    while (str_cut(&all, ';', &one))
        if (str_cut(&one, '=', &key) && str_eq(key, str_of(name)))
            return one;
    return STR("");
}

void
http_add_header(struct http_response *rs, const char *name, struct str value)
{
    assert(rs->headers_n < HTTP_OWN_HEADERS);
    rs->headers[rs->headers_n++] = (struct http_pair){ str_of(name), value };
}

const char *
http_status_name(unsigned status)
{
    static const struct {
        unsigned status;
        const char *name;
    } names[] = {
        { 200, "OK" },
        { 201, "Created" },
        { 204, "No Content" },
        { 304, "Not Modified" },
        { 400, "Bad Request" },
        { 401, "Unauthorized" },
        { 403, "Forbidden" },
        { 404, "Not Found" },
        { 405, "Method Not Allowed" },
        { 409, "Conflict" },
        { 413, "Content Too Large" },
        { 414, "URI Too Long" },
        { 415, "Unsupported Media Type" },
        { 422, "Unprocessable Content" },
        { 429, "Too Many Requests" },
        { 431, "Request Header Fields Too Large" },
        { 500, "Internal Server Error" },
        { 503, "Service Unavailable" },
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (names[i].status == status)
            return names[i].name;
    return "";
}

static void
put_member(struct buf *out, const char *name, struct str value)
{
    if (value.n == 0)
        return;
    buf_addf(out, ",\"%s\":", name);
    buf_add_json(out, value);
}

void
http_put_problem(struct http_response *rs, const struct http_problem *p)
{
    struct buf *out = &rs->body;

    rs->status = p->status;
    rs->type = "application/problem+json";
    out->n = 0;
    buf_add(out, STR("{\"type\":\""));
    if (p->rule == NULL)
        buf_add(out, STR("about:blank"));
    else
        buf_addf(out, "urn:gongzhi:rule:%s", p->rule);
    buf_addf(out, "\",\"title\":\"%s\",\"status\":%u",
             http_status_name(p->status), p->status);
    put_member(out, "rule", str_of(p->rule));
    put_member(out, "field", str_of(p->field));
    put_member(out, "detail", p->detail);
    buf_add(out, STR(PROBLEM_END));
}

void
http_add_member(struct http_response *rs, const char *name, struct str value)
{
    struct buf *out = &rs->body;

    assert(str_ends(buf_str(out), STR(PROBLEM_END)));
    out->n -= sizeof(PROBLEM_END) - 1;
    buf_addf(out, ",\"%s\":", name);
    buf_add(out, value);
    buf_add(out, STR(PROBLEM_END));
}
