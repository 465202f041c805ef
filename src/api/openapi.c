/*
 * openapi: the description of the API, made when it is asked for from what
 * the program itself goes by: the table of routes and the declared commands
 * with their limits. It cannot say anything else than the program does.
 */
#include <string.h>

#include "api/answer.h"
#include "api/json.h"
#include "api/publish/publish.h"
#include "api/request/request_do.h"
#include "api/request/request_list.h"
#include "event/gen/appeal_events.h"

#define TEXT_BODY                                                              \
    "{\"type\":\"object\",\"required\":[\"text\"],\"additionalProperties\":"   \
    "false,\"properties\":{\"text\":{\"type\":\"string\"}"

static void
put_raw(struct buf *out, const char *name, const char *json)
{
    json_name(out, name);
    buf_add(out, str_of(json));
}

/* A number as it is written, or a text of up to so many characters. */
static void
put_limits(struct buf *out, const struct field *f)
{
    switch (f->kind) {
    case FIELD_TEXT:
        json_text(out, "type", STR("string"));
        if (f->min > 0)
            json_int(out, "minLength", f->min);
        json_int(out, "maxLength", f->max);
        break;
    case FIELD_INT:
        json_text(out, "type", STR("integer"));
        json_int(out, "minimum", f->min);
        json_int(out, "maximum", f->max);
        break;
    case FIELD_TIME:
        json_text(out, "type", STR("string"));
        json_text(out, "format", STR("date-time"));
        break;
    case FIELD_ID:
        json_text(out, "type", STR("string"));
        json_text(out, "pattern", STR("^[0-9a-f]{32}$"));
        break;
    case FIELD_CHOICE:
        json_text(out, "type", STR("string"));
        json_name(out, "enum");
        json_open(out, '[');
        for (size_t i = 1; i < f->words_n; i++) {
            if (i > 1)
                buf_add_char(out, ',');
            buf_add_json(out, str_of(f->words[i]));
        }
        buf_add_char(out, ']');
        break;
    }
}

static bool
is_required(const struct field *f)
{
    if ((f->flags & FIELD_OPTIONAL) != 0)
        return false;
    switch (f->kind) {
    case FIELD_TEXT:
    case FIELD_INT:
        return f->min > 0; /* what is left out is empty, or 0 */
    case FIELD_TIME:
    case FIELD_ID:
    case FIELD_CHOICE:
        return true;
    }
    return false;
}

static void
put_required(struct buf *out, const struct payload_type *t)
{
    bool any = false;

    for (size_t i = 0; i < t->fields_n; i++) {
        const struct field *f = &t->fields[i];

        if (api_is_engines(f) || !is_required(f))
            continue;
        if (!any) {
            json_name(out, "required");
            json_open(out, '[');
        } else {
            buf_add_char(out, ',');
        }
        buf_add_json(out, str_of(f->name));
        any = true;
    }
    if (any)
        buf_add_char(out, ']');
}

/* The fields of a command. */
static void
put_command(struct buf *out, const char *prefix, const struct payload_type *t)
{
    struct buf name = { .a = out->a };

    buf_addf(&name, "%s%s", prefix, t->name);
    json_name(out, buf_cstr(&name));
    json_open(out, '{');
    json_text(out, "type", STR("object"));
    json_text(out, "description", str_of(t->doc));
    json_bool(out, "additionalProperties", false);
    json_name(out, "properties");
    json_open(out, '{');
    for (size_t i = 0; i < t->fields_n; i++) {
        const struct field *f = &t->fields[i];

        if (api_is_engines(f))
            continue;
        json_name(out, f->name);
        json_open(out, '{');
        put_limits(out, f);
        json_text(out, "description", str_of(f->doc));
        if ((f->flags & FIELD_PERSONAL) != 0)
            json_bool(out, "x-personal", true);
        buf_add_char(out, '}');
    }
    buf_add_char(out, '}');
    put_required(out, t);
    buf_add_char(out, '}');
}

/* Whose commands an address takes. */
enum takes { TAKES_STAFF, TAKES_CITIZEN, TAKES_REQUEST };

static enum takes
takes_of(const struct route *r)
{
    if (r->answer == api_request_do)
        return TAKES_REQUEST;
    return r->answer == api_citizen_do ? TAKES_CITIZEN : TAKES_STAFF;
}

static bool
belongs(const struct payload_type *t, enum takes takes)
{
    struct str name = str_of(t->name);

    if (t->version != 0)
        return false;
    if (takes == TAKES_REQUEST)
        return request_command(name) == t;
    return api_command(name) == t &&
           (takes == TAKES_STAFF || api_is_citizens(name));
}

/* Commands of both features may have one name: those of a request stand as
 * request_NAME among the schemas. */
struct each {
    enum takes takes;
    const char *before, *after;
};

/* Every command of an address with {command}: its names, or references. */
static void
put_each(struct buf *out, const struct each *e)
{
    bool request = e->takes == TAKES_REQUEST;
    const struct payload_type *const *types =
        request ? request_types : appeal_types;
    size_t n = request ? REQUEST_TYPES_N : APPEAL_TYPES_N;
    bool first = true;

    for (size_t i = 0; i < n; i++) {
        if (!belongs(types[i], e->takes))
            continue;
        buf_addf(out, "%s%s%s%s", first ? "" : ",", e->before, types[i]->name,
                 e->after);
        first = false;
    }
}

static void
put_parameter(struct buf *out, const char *where, struct str name,
              const char *schema)
{
    json_open(out, '{');
    json_text(out, "name", name);
    json_text(out, "in", str_of(where));
    json_bool(out, "required", strcmp(where, "path") == 0);
    put_raw(out, "schema", schema);
    buf_add_char(out, '}');
}

static void
put_path_parameters(struct buf *out, const struct route *r)
{
    struct str rest = str_of(r->path), piece;
    const struct each names = { takes_of(r), "\"", "\"" };

    while (str_cut(&rest, '/', &piece)) {
        struct buf schema = { .a = out->a };

        if (piece.n < 3 || piece.p[0] != '{')
            continue;
        piece = (struct str){ piece.p + 1, piece.n - 2 };
        buf_add(&schema, STR("{\"type\":\"string\""));
        if (str_eq(piece, STR("command"))) {
            buf_add(&schema, STR(",\"enum\":["));
            put_each(&schema, &names);
            buf_add_char(&schema, ']');
        }
        buf_add_char(&schema, '}');
        put_parameter(out, "path", piece, buf_cstr(&schema));
    }
}

static const char text_schema[] = "{\"type\":\"string\"}";
static const char size_schema[] = "{\"type\":\"integer\",\"minimum\":1}";

/* An act that needs no fields and may be repeated. */
static bool
is_bare(const struct route *r)
{
    return r->answer == api_retry || r->answer == api_resume;
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
        { "/c/{query_code}/proof.json", "texts",
          "{\"type\":\"integer\",\"enum\":[0,1],\"default\":0}" },
        { "/log/proof", "leaf", "{\"type\":\"integer\",\"minimum\":0}" },
        { "/log/proof", "size", size_schema },
        { "/log/consistency", "from", size_schema },
        { "/log/consistency", "to", size_schema },
    };
    static const char *const staff[] = { "X-Gongzhi-Role", "X-Gongzhi-User",
                                         "X-Gongzhi-Unit",
                                         "X-Gongzhi-Purpose" };
    const bool reads = r->method != HTTP_POST && r->who == ROUTE_LOCAL;
    const bool commands = r->method == HTTP_POST &&
                          r->answer != api_citizen_do && r->answer != api_mask;
    const bool asks = r->answer == api_similar; /* as one who reads */

    for (size_t i = 0;
         r->method == HTTP_GET && i < sizeof(query) / sizeof(query[0]); i++)
        if (strcmp(r->path, query[i].path) == 0)
            put_parameter(out, "query", str_of(query[i].name), query[i].schema);
    if (r->method == HTTP_POST && r->answer != api_mask && !asks &&
        r->answer != api_enact && !is_bare(r))
        put_parameter(
            out, "header", STR("Idempotency-Key"),
            "{\"type\":\"string\",\"minLength\":16,\"maxLength\":128}");
    for (size_t i = 0; i < (reads || asks ? 4 : commands ? 3 : 0); i++)
        put_parameter(out, "header", str_of(staff[i]),
                      "{\"type\":\"string\",\"maxLength\":64}");
}

static const char rulebook_schema[] =
    "{\"content\":{\"multipart/form-data\":{\"schema\":{\"type\":"
    "\"object\",\"required\":[\"from\",\"tables\"],"
    "\"additionalProperties\":false,\"properties\":{\"from\":{\"type\":"
    "\"string\",\"format\":\"date\",\"description\":\"In force from then.\"},"
    "\"tables\":{\"type\":\"array\",\"items\":{},\"description\":"
    "\"The files of the rulebook folder, each under its own name.\"},"
    "\"letters\":{\"type\":\"array\",\"items\":{},\"description\":\"Of "
    "letters/.\"},\"dry_run\":{\"type\":\"string\",\"enum\":"
    "[\"0\",\"1\"],\"description\":\"1: only check it; 200 when good.\"}}}}}}";

static void
put_body(struct buf *out, const struct route *r)
{
    const enum takes takes = takes_of(r);
    const struct each schemas = {
        takes,
        takes == TAKES_REQUEST ? "{\"$ref\":\"#/components/schemas/request_"
                               : "{\"$ref\":\"#/components/schemas/",
        "\"}"
    };

    if (r->method != HTTP_POST || is_bare(r))
        return;
    if (r->answer == api_enact) {
        put_raw(out, "requestBody", rulebook_schema);
        return;
    }
    put_raw(out, "requestBody",
            "{\"content\":{\"application/json\":{\"schema\":");
    if (r->answer == api_receive || r->answer == api_request_take) {
        buf_addf(out, "{\"$ref\":\"#/components/schemas/%s\"}",
                 r->answer == api_receive ? "receive" : "request_submit");
    } else if (r->answer == api_mask) {
        buf_add(out, STR(TEXT_BODY "}}"));
    } else if (r->answer == api_similar) {
        buf_add(out,
                STR(TEXT_BODY ",\"place\":{\"type\":\"string\"},\"limit\":{"
                              "\"type\":\"integer\",\"minimum\":1,"
                              "\"maximum\":20,\"default\":10}}}"));
    } else {
        buf_add(out, STR("{\"type\":\"object\",\"additionalProperties\":false,"
                         "\"properties\":{\"fields\":{\"anyOf\":["));
        put_each(out, &schemas);
        buf_add(out, STR("]}}}"));
    }
    buf_add(out, STR("}}}"));
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
                 r->answer == api_request_take;
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
    put_body(out, r);
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

static void
put_schemas(struct buf *out)
{
    json_name(out, "components");
    buf_add(out, STR("{\"schemas\":{"));
    put_raw(out, "problem",
            "{\"type\":\"object\",\"required\":[\"type\",\"title\","
            "\"status\"],\"properties\":{\"type\":{\"type\":\"string\"},"
            "\"title\":{\"type\":\"string\"},\"status\":{\"type\":"
            "\"integer\"},\"rule\":{\"type\":\"string\",\"description\":"
            "\"The rule that says no.\"},\"field\":{\"type\":\"string\"},"
            "\"detail\":{\"type\":\"string\",\"description\":\"For "
            "people.\"},\"faults\":{\"type\":\"array\",\"description\":\"Of "
            "a rulebook: all that are wrong with it.\",\"items\":{\"type\":"
            "\"object\",\"properties\":{\"file\":{\"type\":\"string\"},"
            "\"line\":{\"type\":\"integer\"},\"column\":{\"type\":"
            "\"integer\"},\"message\":{\"type\":\"string\"}}}}}}");
    put_command(out, "", &appeal_receive_type);
    for (size_t i = 0; i < APPEAL_TYPES_N; i++)
        if (belongs(appeal_types[i], TAKES_STAFF))
            put_command(out, "", appeal_types[i]);
    put_command(out, "request_", &request_submit_type);
    for (size_t i = 0; i < REQUEST_TYPES_N; i++)
        if (belongs(request_types[i], TAKES_REQUEST))
            put_command(out, "request_", request_types[i]);
    buf_add(out, STR("},\"securitySchemes\":{\"program\":{\"type\":\"http\","
                     "\"scheme\":\"bearer\",\"description\":\"The content "
                     "of programs.token in the data folder.\"}}}"));
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
    put_schemas(out);
    buf_add(out, STR("}\n"));
}
