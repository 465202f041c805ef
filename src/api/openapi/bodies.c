/* Bodies and schemas of the description of the API; see bodies.h. */
#include "api/openapi/bodies.h"

#include "api/desk/desk.h"
#include "api/json.h"
#include "api/knowledge/knowledge_command.h"
#include "api/knowledge/knowledge_list.h"
#include "api/model/model_view.h"
#include "api/publish/publish.h"
#include "api/request/request_do.h"
#include "api/request/request_list.h"
#include "app/model/models.h"
#include "event/gen/appeal_events.h"

void
openapi_raw(struct buf *out, const char *name, const char *json)
{
    json_name(out, name);
    buf_add(out, str_of(json));
}

bool
openapi_is_bare(const struct route *r)
{
    return r->answer == api_retry || r->answer == api_resume;
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

/* Whose commands an address takes. Commands of two features may have one name:
 * a schema is called PREFIX and NAME. */
enum takes {
    TAKES_STAFF,
    TAKES_CITIZEN,
    TAKES_REQUEST,
    TAKES_MODEL,
    TAKES_KNOWLEDGE
};

static const struct {
    const char *prefix;
    const struct payload_type *const *types;
    size_t n;
    const struct payload_type *(*command)(struct str name);
} taken[] = {
    [TAKES_STAFF] = { "", appeal_types, APPEAL_TYPES_N, api_command },
    [TAKES_CITIZEN] = { "", appeal_types, APPEAL_TYPES_N, api_command },
    [TAKES_REQUEST] = { "request_", request_types, REQUEST_TYPES_N,
                        request_command },
    [TAKES_MODEL] = { "model_", model_types, MODEL_TYPES_N, model_command },
    [TAKES_KNOWLEDGE] = { "knowledge_", knowledge_types, KNOWLEDGE_TYPES_N,
                          knowledge_command },
};

static enum takes
takes_of(const struct route *r)
{
    if (r->answer == api_request_do)
        return TAKES_REQUEST;
    if (r->answer == api_model_do)
        return TAKES_MODEL;
    if (r->answer == api_knowledge_do)
        return TAKES_KNOWLEDGE;
    return r->answer == api_citizen_do ? TAKES_CITIZEN : TAKES_STAFF;
}

static bool
belongs(const struct payload_type *t, enum takes takes)
{
    struct str name = str_of(t->name);

    return t->version == 0 && taken[takes].command(name) == t &&
           (takes != TAKES_CITIZEN || api_is_citizens(name));
}

void
openapi_commands(struct buf *out, const struct route *r, const char *before,
                 const char *after)
{
    const enum takes takes = takes_of(r);
    bool first = true;

    for (size_t i = 0; i < taken[takes].n; i++) {
        const struct payload_type *t = taken[takes].types[i];

        if (!belongs(t, takes))
            continue;
        buf_addf(out, "%s%s%s%s", first ? "" : ",", before, t->name, after);
        first = false;
    }
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

static const char mask_schema[] =
    "{\"type\":\"object\",\"required\":[\"text\"],"
    "\"additionalProperties\":false,\"properties\":{"
    "\"text\":{\"type\":\"string\"}}}";

static const char suggest_schema[] =
    "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
    "\"case\":{\"type\":\"string\",\"description\":\"Of a case, instead of "
    "texts.\"},\"title\":{\"type\":\"string\"},\"body\":{\"type\":"
    "\"string\"},\"place\":{\"type\":\"string\"}}}";
static const char reply_schema[] =
    "{\"type\":\"object\",\"required\":[\"text\"],"
    "\"additionalProperties\":false,\"properties\":{"
    "\"title\":{\"type\":\"string\"},\"body\":{\"type\":\"string\"},"
    "\"text\":{\"type\":\"string\"}}}";

static const char similar_schema[] =
    "{\"type\":\"object\",\"required\":[\"text\"],"
    "\"additionalProperties\":false,\"properties\":{"
    "\"text\":{\"type\":\"string\"},\"place\":{\"type\":\"string\"},"
    "\"limit\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":20,"
    "\"default\":10}}}";

static const char desk_schema[] =
    "{\"type\":\"object\",\"required\":[\"text\"],"
    "\"additionalProperties\":false,\"properties\":{"
    "\"text\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":20000},"
    "\"place\":{\"type\":\"string\"},\"matter\":{\"type\":\"string\"}}}";

bool
openapi_only_asks(const struct route *r)
{
    return r->answer == api_similar || r->answer == api_suggest ||
           r->answer == api_desk || r->answer == api_path;
}

/* The schema of what makes something new, or NULL. */
static const char *
made_by(const struct route *r)
{
    if (r->answer == api_receive)
        return "receive";
    if (r->answer == api_request_take)
        return "request_submit";
    return r->answer == api_knowledge_write ? "knowledge_write" : NULL;
}

void
openapi_body(struct buf *out, const struct route *r)
{
    struct buf before = { .a = out->a };

    if (r->method != HTTP_POST || openapi_is_bare(r))
        return;
    if (r->answer == api_enact) {
        openapi_raw(out, "requestBody", rulebook_schema);
        return;
    }
    openapi_raw(out, "requestBody",
                "{\"content\":{\"application/json\":{\"schema\":");
    if (made_by(r) != NULL) {
        buf_addf(out, "{\"$ref\":\"#/components/schemas/%s\"}", made_by(r));
    } else if (r->answer == api_mask) {
        buf_add(out, str_of(mask_schema));
    } else if (r->answer == api_suggest) {
        buf_add(out, str_of(suggest_schema));
    } else if (r->answer == api_reply_check) {
        buf_add(out, str_of(reply_schema));
    } else if (r->answer == api_similar) {
        buf_add(out, str_of(similar_schema));
    } else if (openapi_only_asks(r)) {
        buf_add(out, str_of(desk_schema));
    } else {
        buf_add(out, STR("{\"type\":\"object\",\"additionalProperties\":false,"
                         "\"properties\":{\"fields\":{\"anyOf\":["));
        buf_addf(&before, "{\"$ref\":\"#/components/schemas/%s",
                 taken[takes_of(r)].prefix);
        openapi_commands(out, r, buf_cstr(&before), "\"}");
        buf_add(out, STR("]}}}"));
    }
    buf_add(out, STR("}}}"));
}

static void
put_commands(struct buf *out, enum takes takes)
{
    for (size_t i = 0; i < taken[takes].n; i++)
        if (belongs(taken[takes].types[i], takes))
            put_command(out, taken[takes].prefix, taken[takes].types[i]);
}

void
openapi_schemas(struct buf *out)
{
    json_name(out, "components");
    buf_add(out, STR("{\"schemas\":{"));
    openapi_raw(
        out, "problem",
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
    put_commands(out, TAKES_STAFF);
    put_command(out, "request_", &request_submit_type);
    put_commands(out, TAKES_REQUEST);
    put_commands(out, TAKES_MODEL);
    put_command(out, "knowledge_", &knowledge_write_type);
    put_commands(out, TAKES_KNOWLEDGE);
    buf_add(out, STR("},\"securitySchemes\":{\"program\":{\"type\":\"http\","
                     "\"scheme\":\"bearer\",\"description\":\"The content "
                     "of programs.token in the data folder.\"}}}"));
}
