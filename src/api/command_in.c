/* See command_in.h. */
#include "api/command_in.h"

#include "api/answer.h"
#include "app/command_json.h"

/* What the program sets, nobody may name. */
static struct verdict
check_names(const struct payload_type *type, json_t *fields)
{
    for (size_t i = 0; i < type->fields_n; i++)
        if (api_is_engines(&type->fields[i]) &&
            json_object_get(fields, type->fields[i].name) != NULL)
            return refuse(REFUSED_VALUE, "unknown_field", type->fields[i].name);
    return accept();
}

static struct verdict
read_fields(const struct http_request *rq, enum command_body where,
            json_t *body, struct command_in *c)
{
    json_t *fields =
        where == COMMAND_BARE ? body : json_object_get(body, "fields");
    struct verdict v;

    if (where == COMMAND_FIELDS && json_object_size(body) > (fields != NULL))
        return refuse(REFUSED_VALUE, "want_fields_only", "fields");
    v = check_names(c->cmd.type, fields);
    return v.reason == ACCEPTED
               ? command_fields(rq->a, c->cmd.type, fields, &c->cmd.data)
               : v;
}

bool
command_in_read(const struct http_request *rq, struct http_response *rs,
                enum command_body body, struct command_in *c)
{
    const struct order order = { c->stream, &c->cmd, NULL };
    struct verdict v = refuse(REFUSED_VALUE, "unknown_command", NULL);
    json_t *object;

    if (c->cmd.type != NULL) {
        if (!answer_object(rq, rs, &object))
            return false;
        v = read_fields(rq, body, object, c);
        json_decref(object);
    }
    if (v.reason != ACCEPTED) {
        answer_refused(rq, rs, &v);
        return false;
    }
    return answer_once(rq, rs, &order, &c->key, &c->once);
}
