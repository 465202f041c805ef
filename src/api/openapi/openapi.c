/*
 * openapi: the description of the API, made when it is asked for from what
 * the program itself goes by: the table of routes and the declared commands
 * with their limits (bodies.h). It cannot say anything else than the program
 * does.
 */
#include <string.h>

#include "api/access/pacing.h"
#include "api/answer.h"
#include "api/json.h"
#include "api/knowledge/knowledge_list.h"
#include "api/model/model_view.h"
#include "api/openapi/bodies.h"
#include "api/publish/publish.h"
#include "api/request/request_do.h"
#include "api/request/request_list.h"

static void
put_parameter(struct buf *out, const char *where, struct str name,
              const char *schema)
{
    json_open(out, '{');
    json_text(out, "name", name);
    json_text(out, "in", str_of(where));
    json_bool(out, "required", strcmp(where, "path") == 0);
    openapi_raw(out, "schema", schema);
    buf_add_char(out, '}');
}

static void
put_path_parameters(struct buf *out, const struct route *r)
{
    struct str rest = str_of(r->path), piece;

    while (str_cut(&rest, '/', &piece)) {
        struct buf schema = { .a = out->a };

        if (piece.n < 3 || piece.p[0] != '{')
            continue;
        piece = (struct str){ piece.p + 1, piece.n - 2 };
        buf_add(&schema, STR("{\"type\":\"string\""));
        if (str_eq(piece, STR("command"))) {
            buf_add(&schema, STR(",\"enum\":["));
            openapi_commands(&schema, r, "\"", "\"");
            buf_add_char(&schema, ']');
        }
        buf_add_char(&schema, '}');
        put_parameter(out, "path", piece, buf_cstr(&schema));
    }
}

static const char text_schema[] = "{\"type\":\"string\"}";
static const char size_schema[] = "{\"type\":\"integer\",\"minimum\":1}";

/* Looks at a text that comes with it, and keeps nothing. */
static bool
looks_only(const struct route *r)
{
    return r->answer == api_mask || r->answer == api_reply_check;
}

static void
put_other_parameters(struct buf *out, const struct route *r)
{
    static const struct {
        const char *path, *name, *schema;
    } query[] = {
        { "/api/v1/appeals", "stage", text_schema },
        { "/api/v1/appeals", "unit", text_schema },
        { "/api/v1/appeals", "level", text_schema },
        { "/api/v1/appeals", "after", "{\"type\":\"integer\",\"minimum\":0}" },
        { "/api/v1/appeals", "limit",
          "{\"type\":\"integer\",\"minimum\":1,\"maximum\":500,"
          "\"default\":50}" },
        { "/api/v1/appeals.csv", "stage", text_schema },
        { "/api/v1/appeals.csv", "unit", text_schema },
        { "/api/v1/appeals.csv", "level", text_schema },
        { "/api/v1/appeals.csv", "after",
          "{\"type\":\"integer\",\"minimum\":0}" },
        { "/api/v1/appeals.csv", "limit",
          "{\"type\":\"integer\",\"minimum\":1,\"maximum\":10000,"
          "\"default\":10000}" },
        { "/api/v1/appeals.csv", "bom",
          "{\"type\":\"integer\",\"enum\":[0,1],\"default\":0}" },
        { "/open/cases.geojson", "street", text_schema },
        { "/open/cases.geojson", "matter", text_schema },
        { "/open/cases.geojson", "since",
          "{\"type\":\"string\",\"format\":\"date\"}" },
        { "/open/cases.geojson", "page",
          "{\"type\":\"integer\",\"minimum\":0}" },
        { "/api/v1/access", "account", text_schema },
        { "/api/v1/access", "case", text_schema },
        { "/api/v1/access", "day",
          "{\"type\":\"string\",\"format\":\"date\"}" },
        { "/api/v1/requests", "answered",
          "{\"type\":\"integer\",\"enum\":[0,1],\"default\":0}" },
        { "/api/v1/requests", "after", text_schema },
        { "/api/v1/knowledge", "unit", text_schema },
        { "/api/v1/knowledge", "draft",
          "{\"type\":\"string\",\"enum\":[\"none\",\"written\","
          "\"submitted\"]}" },
        { "/api/v1/knowledge", "live",
          "{\"type\":\"string\",\"enum\":[\"none\",\"published\","
          "\"expired\",\"withdrawn\"]}" },
        { "/api/v1/knowledge", "soon",
          "{\"type\":\"integer\",\"enum\":[0,1],\"default\":0}" },
        { "/api/v1/knowledge", "after", text_schema },
        { "/open/knowledge", "q", text_schema },
        { "/open/knowledge", "matter", text_schema },
        { "/open/knowledge", "place", text_schema },
        { "/open/knowledge", "skip",
          "{\"type\":\"integer\",\"minimum\":0,\"maximum\":10000}" },
        { "/c/{query_code}/proof.json", "texts",
          "{\"type\":\"integer\",\"enum\":[0,1],\"default\":0}" },
        { "/api/v1/topics", "skip",
          "{\"type\":\"integer\",\"minimum\":0,\"default\":0}" },
        { "/api/v1/topics", "limit",
          "{\"type\":\"integer\",\"minimum\":1,\"maximum\":100,"
          "\"default\":20}" },
        { "/log/proof", "leaf", "{\"type\":\"integer\",\"minimum\":0}" },
        { "/log/proof", "size", size_schema },
        { "/log/consistency", "from", size_schema },
        { "/log/consistency", "to", size_schema },
    };
    static const char *const staff[] = { "X-Gongzhi-Role", "X-Gongzhi-User",
                                         "X-Gongzhi-Unit",
                                         "X-Gongzhi-Purpose" };
    const bool reads = r->method != HTTP_POST && r->who == ROUTE_LOCAL;
    const bool asks = openapi_only_asks(r); /* as one who reads */
    const bool commands =
        r->method == HTTP_POST && r->answer != api_citizen_do && !looks_only(r);

    for (size_t i = 0;
         r->method == HTTP_GET && i < sizeof(query) / sizeof(query[0]); i++)
        if (strcmp(r->path, query[i].path) == 0)
            put_parameter(out, "query", str_of(query[i].name), query[i].schema);
    if (r->method == HTTP_POST && !looks_only(r) && !asks &&
        r->answer != api_enact && !openapi_is_bare(r))
        put_parameter(
            out, "header", STR("Idempotency-Key"),
            "{\"type\":\"string\",\"minLength\":16,\"maxLength\":128}");
    for (size_t i = 0; i < (reads || asks ? 4 : commands ? 3 : 0); i++)
        put_parameter(out, "header", str_of(staff[i]),
                      "{\"type\":\"string\",\"maxLength\":64}");
}

/* The media type of a good answer. */
static const char *
media_type(const struct route *r)
{
    static const struct {
        void (*answer)(const struct http_request *rq, struct http_response *rs);
        const char *type;
    } types[] = {
        { api_metrics, "text/plain" },
        { api_checkpoint, "text/plain" },
        { api_key, "text/plain" },
        { api_tile, "application/octet-stream" },
        { api_table, "text/csv" },
        { api_deadlines, "text/calendar" },
        { api_open_cases, "application/geo+json" },
        { api_feed_street, "application/atom+xml" },
        { api_feed_matter, "application/atom+xml" },
    };

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
        if (types[i].answer == r->answer)
            return types[i].type;
    return "application/json";
}

static void
put_responses(struct buf *out, const struct route *r)
{
    bool makes = r->answer == api_receive || r->answer == api_enact ||
                 r->answer == api_request_take ||
                 r->answer == api_knowledge_write;
    const char *good = makes ? "201" : "200";
    const char *type = media_type(r);
    const char *what = "Done";

    if (makes)
        what = r->answer == api_enact ? "In force from its day on"
                                      : "Taken in; a repeat gives 200";

    json_name(out, "responses");
    json_open(out, '{');
    json_name(out, good);
    buf_addf(out, "{\"description\":\"%s\",\"content\":{\"%s\":{}}}", what,
             type);
    if (pacing_counts(r))
        openapi_raw(
            out, "429",
            "{\"description\":\"Too often (too_often). Nothing was done; try "
            "again after so many seconds.\",\"headers\":{\"Retry-After\":{"
            "\"required\":true,\"schema\":{\"type\":\"integer\",\"minimum\":"
            "1}}},\"content\":{\"application/problem+json\":{\"schema\":{"
            "\"$ref\":\"#/components/schemas/problem\"}}}}");
    json_name(out, "default");
    buf_add(out, STR("{\"description\":\"A problem\",\"content\":{"
                     "\"application/problem+json\":{\"schema\":{\"$ref\":"
                     "\"#/components/schemas/problem\"}}}}}"));
}

static void
put_operation(struct buf *out, const struct route *r)
{
    json_name(out, r->method == HTTP_POST ? "post" : "get");
    json_open(out, '{');
    json_text(out, "summary", str_of(r->what));
    if (r->who == ROUTE_LOCAL) {
        json_text(out, "description",
                  STR("For staff: answered only on "
                      "loopback connections that passed no proxy; who asks is "
                      "said by the headers X-Gongzhi-Role, X-Gongzhi-User and "
                      "X-Gongzhi-Unit, and for what by X-Gongzhi-Purpose."));
        json_name(out, "security");
        buf_add(out, STR("[{\"program\":[]}]"));
    }
    json_name(out, "parameters");
    json_open(out, '[');
    put_path_parameters(out, r);
    put_other_parameters(out, r);
    buf_add_char(out, ']');
    openapi_body(out, r);
    put_responses(out, r);
    buf_add_char(out, '}');
}

/* Has an earlier route the same path? Then it stands there already. */
static bool
is_repeat(const struct route_table *t, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(t->at[k].path, t->at[i].path) == 0)
            return true;
    return false;
}

static void
put_paths(struct buf *out)
{
    const struct route_table t = api_routes();

    json_name(out, "paths");
    json_open(out, '{');
    for (size_t i = 0; i < t.n; i++) {
        if (is_repeat(&t, i))
            continue;
        json_name(out, t.at[i].path);
        json_open(out, '{');
        for (size_t k = i; k < t.n; k++)
            if (strcmp(t.at[k].path, t.at[i].path) == 0)
                put_operation(out, &t.at[k]);
        buf_add_char(out, '}');
    }
    buf_add_char(out, '}');
}

void
api_openapi(const struct http_request *rq, struct http_response *rs)
{
    struct buf *out = answer_json(rs);

    (void)rq; /* the same for everyone */
    buf_add_char(out, '{');
    json_text(out, "openapi", STR("3.1.0"));
    json_name(out, "info");
    json_open(out, '{');
    json_text(out, "title", STR("gongzhi"));
    json_text(out, "version", STR(GONGZHI_VERSION));
    json_text(out, "description",
              STR("From a citizen's appeal to an answer that was rated. A POST "
                  "may carry an Idempotency-Key: for a week, a repeat with the "
                  "same body gives the first answer and changes nothing; with "
                  "another body it is refused (key_used_before)."));
    buf_add_char(out, '}');
    put_paths(out);
    openapi_schemas(out);
    buf_add(out, STR("}\n"));
}
