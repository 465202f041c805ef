/* See command_json.h. */
#include "app/command_json.h"

#include "base/buf.h"
#include "event/fill.h"

struct str
json_member(const json_t *object, const char *name)
{
    const json_t *v = json_object_get(object, name);

    if (!json_is_string(v))
        return STR("");
    return (struct str){ json_string_value(v), json_string_length(v) };
}

/* A value as words; numbers in decimal. */
static struct str
words_of(struct arena *a, const json_t *v)
{
    struct buf b = { .a = a };

    if (json_is_string(v))
        buf_add(&b,
                (struct str){ json_string_value(v), json_string_length(v) });
    else
        buf_add_i64(&b, json_integer_value(v));
    return buf_str(&b);
}

struct verdict
command_fields(struct arena *a, const struct payload_type *type, json_t *fields,
               const void **ret_data)
{
    void *data = arena_alloc(a, type->size);
    const char *key;
    json_t *value;

    *ret_data = data;
    if (fields == NULL)
        return accept();
    if (!json_is_object(fields))
        return refuse(REFUSED_VALUE, "want_an_object", "fields");
    json_object_foreach(fields, key, value)
    {
        const char *field = arena_cstr(a, str_of(key));
        struct verdict v;

        if (!json_is_string(value) && !json_is_integer(value))
            return refuse(REFUSED_VALUE, "want_text_or_number", field);
        v = payload_set(type, data, str_of(field), words_of(a, value));
        if (v.reason != ACCEPTED)
            return refuse(v.reason, v.rule, field);
    }
    return accept();
}
