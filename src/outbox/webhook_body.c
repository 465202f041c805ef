/*
 * What a webhook tells of an event. Only fields that hold codes, words of
 * lists, numbers and times: no personal field and not its commitment, no words
 * that people wrote, nobody's account, and not the random id of a person.
 */
#include "base/date.h"
#include "outbox/outbox_internal.h"

/* Texts that are codes or come from the rulebook. */
static const char *const open_texts[] = {
    "code", "place", "source",     "exit",   "matter",    "level",
    "lead", "unit",  "proposed",   "reason", "street",    "rules",
    "kind", "what",  "discipline", "hash",   "personnel",
};

static bool
is_open(const struct field *f)
{
    struct str name = str_of(f->name);

    if ((f->flags & FIELD_PERSONAL) != 0 || str_eq(name, STR("subject_id")) ||
        str_eq(name, STR("contact_id")))
        return false;
    if (f->kind != FIELD_TEXT)
        return true;
    for (size_t i = 0; i < sizeof(open_texts) / sizeof(open_texts[0]); i++)
        if (str_eq(name, str_of(open_texts[i])))
            return true;
    return false;
}

static void
put_quoted_time(struct buf *out, int64_t at)
{
    buf_add_char(out, '"');
    moment_put(out, at);
    buf_add_char(out, '"');
}

static void
put_value(struct buf *out, const struct field *f, const void *data)
{
    switch (f->kind) {
    case FIELD_TEXT:
        buf_add_json(out, field_text(f, data));
        break;
    case FIELD_CHOICE:
        buf_add_json(out, field_choice(f, data));
        break;
    case FIELD_INT:
        buf_add_i64(out, field_number(f, data));
        break;
    case FIELD_TIME:
        put_quoted_time(out, field_number(f, data));
        break;
    case FIELD_ID:
        buf_add_char(out, '"');
        id_put(out, field_id(f, data));
        buf_add_char(out, '"');
        break;
    }
}

/* Nothing was said; or ~NAME: words of a person that the rulebook does not
 * know. */
static bool
is_empty(const struct field *f, const void *data)
{
    switch (f->kind) {
    case FIELD_TEXT:
        return field_text(f, data).n == 0 || field_text(f, data).p[0] == '~';
    case FIELD_CHOICE:
        return field_choice(f, data).n == 0;
    case FIELD_TIME:
        return field_number(f, data) == 0;
    case FIELD_ID:
        return id_is_none(field_id(f, data));
    case FIELD_INT:
        break;
    }
    return false;
}

void
hook_body_put(struct buf *out, const struct record *r)
{
    bool first = true;

    buf_add(out, STR("{\"type\":"));
    buf_add_json(out, str_of(r->type->name));
    buf_add(out, STR(",\"timestamp\":"));
    put_quoted_time(out, r->occurred_at);
    buf_addf(out, ",\"data\":{\"position\":%llu,\"stream\":",
             (unsigned long long)r->position);
    buf_add_json(out, r->stream);
    buf_addf(out, ",\"version\":%lld,\"type_version\":%d,\"fields\":{",
             (long long)r->version, r->type->version);
    for (size_t i = 0; i < r->type->fields_n; i++) {
        const struct field *f = &r->type->fields[i];

        if (!is_open(f) || is_empty(f, r->data))
            continue;
        if (!first)
            buf_add_char(out, ',');
        first = false;
        buf_add_json(out, str_of(f->name));
        buf_add_char(out, ':');
        put_value(out, f, r->data);
    }
    buf_add(out, STR("}}}"));
}
