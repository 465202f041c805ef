/* See codec.h. */
#include "event/codec.h"

#include <string.h>

#include "base/utf8.h"

static bool
is_personal(const struct payload_type *type, const struct field *f)
{
    return type->version > 0 && (f->flags & FIELD_PERSONAL) != 0;
}

static void
put_key(struct buf *out, bool first, const char *name)
{
    buf_add_char(out, first ? '{' : ',');
    buf_add_char(out, '"');
    buf_add(out, str_of(name));
    buf_add(out, STR("\":"));
}

static void
put_id(struct buf *out, struct id id)
{
    buf_add_char(out, '"');
    if (!id_is_none(id))
        id_put(out, id);
    buf_add_char(out, '"');
}

static void
put_value(struct buf *out, const struct field *f, const void *data,
          bool personal)
{
    switch (f->kind) {
    case FIELD_TEXT:
        buf_add_json(out, personal ? field_personal(f, data)->commitment
                                   : field_text(f, data));
        break;
    case FIELD_INT:
    case FIELD_TIME:
        buf_add_i64(out, field_number(f, data));
        break;
    case FIELD_ID:
        put_id(out, field_id(f, data));
        break;
    case FIELD_CHOICE:
        buf_add_json(out, field_choice(f, data));
        break;
    }
}

void
payload_encode(struct buf *out, const struct payload_type *type,
               const void *data)
{
    if (type->fields_n == 0)
        buf_add_char(out, '{');
    for (size_t i = 0; i < type->fields_n; i++) {
        const struct field *f = &type->fields[i];

        put_key(out, i == 0, f->name);
        put_value(out, f, data, is_personal(type, f));
    }
    buf_add_char(out, '}');
}

void
record_encode(struct buf *out, const struct record *r)
{
    put_key(out, true, "stream");
    buf_add_json(out, r->stream);
    put_key(out, false, "version");
    buf_add_i64(out, r->version);
    put_key(out, false, "type");
    buf_add_json(out, str_of(r->type->name));
    put_key(out, false, "type_version");
    buf_add_i64(out, r->type->version);
    put_key(out, false, "occurred_at");
    buf_add_i64(out, r->occurred_at);
    put_key(out, false, "recorded_at");
    buf_add_i64(out, r->recorded_at);
    put_key(out, false, "actor");
    buf_add_json(out, r->actor);
    put_key(out, false, "data");
    payload_encode(out, r->type, r->data);
    buf_add_char(out, '}');
}

/* A reading position in JSON. Every read_ function is false on bad input. */
struct reader {
    struct arena *a;
    const char *p, *end;
};

static bool
read_char(struct reader *r, char c)
{
    if (r->p == r->end || *r->p != c)
        return false;
    r->p++;
    return true;
}

static bool
read_literal(struct reader *r, struct str s)
{
    if ((size_t)(r->end - r->p) < s.n || memcmp(r->p, s.p, s.n) != 0)
        return false;
    r->p += s.n;
    return true;
}

static bool
read_key(struct reader *r, bool first, const char *name)
{
    return read_char(r, first ? '{' : ',') && read_char(r, '"') &&
           read_literal(r, str_of(name)) && read_literal(r, STR("\":"));
}

/* What follows a backslash: \" \\ or \u00xx of a control. */
static bool
read_escape(struct reader *r, char *ret_c)
{
    unsigned char c;

    if (r->p == r->end)
        return false;
    *ret_c = *r->p++;
    if (*ret_c == '"' || *ret_c == '\\')
        return true;
    if (*ret_c != 'u' || !read_literal(r, STR("00")) || r->end - r->p < 2 ||
        !hex_parse((struct str){ r->p, 2 }, &c, 1) || c >= 0x20)
        return false;
    r->p += 2;
    *ret_c = (char)c;
    return true;
}

/* The closing quote of the text that starts at r->p, or NULL. */
static const char *
text_end(const struct reader *r)
{
    const char *p = r->p;

    for (; p < r->end && *p != '"'; p++)
        if (*p == '\\' && ++p == r->end)
            return NULL;
    return p == r->end ? NULL : p;
}

static bool
read_text(struct reader *r, struct str *ret_text)
{
    const char *close;
    char *text;
    size_t n = 0;

    if (!read_char(r, '"') || (close = text_end(r)) == NULL)
        return false;
    text = arena_alloc(r->a, (size_t)(close - r->p));
    while (r->p < close) {
        char c = *r->p++;

        if ((unsigned char)c < 0x20 || (c == '\\' && !read_escape(r, &c)))
            return false;
        text[n++] = c;
    }
    *ret_text = (struct str){ text, n };
    return read_char(r, '"') && utf8_valid(*ret_text);
}

static bool
read_number(struct reader *r, int64_t *ret_v)
{
    const char *start = r->p;
    struct str digits;

    (void)read_char(r, '-');
    digits.p = r->p;
    while (r->p < r->end && *r->p >= '0' && *r->p <= '9')
        r->p++;
    digits.n = (size_t)(r->p - digits.p);
    if (digits.n == 0 ||
        (digits.p[0] == '0' && (digits.n > 1 || digits.p != start)))
        return false;
    return str_i64((struct str){ start, (size_t)(r->p - start) }, ret_v);
}

static bool
read_id(struct reader *r, struct id *ret_id)
{
    struct str hex;

    if (!read_text(r, &hex))
        return false;
    *ret_id = (struct id){ { 0 } };
    return hex.n == 0 || (id_parse(hex, ret_id) && !id_is_none(*ret_id));
}

static bool
read_choice(struct reader *r, const struct field *f, unsigned *ret_v)
{
    struct str word;

    if (!read_text(r, &word))
        return false;
    for (unsigned i = 0; i < f->words_n; i++)
        if (str_eq(word, str_of(f->words[i]))) {
            *ret_v = i;
            return true;
        }
    return false;
}

static bool
read_value(struct reader *r, const struct field *f, bool personal,
           unsigned char *place)
{
    struct personal p = { { NULL, 0 }, { NULL, 0 } };
    int64_t v;
    struct id id;
    unsigned choice;

    switch (f->kind) {
    case FIELD_TEXT:
        if (!read_text(r, personal ? &p.commitment : &p.text))
            return false;
        memcpy(place, &p, personal ? sizeof(p) : sizeof(p.text));
        return true;
    case FIELD_INT:
    case FIELD_TIME:
        if (!read_number(r, &v))
            return false;
        memcpy(place, &v, sizeof(v));
        return true;
    case FIELD_ID:
        if (!read_id(r, &id))
            return false;
        memcpy(place, &id, sizeof(id));
        return true;
    case FIELD_CHOICE:
        if (!read_choice(r, f, &choice))
            return false;
        memcpy(place, &choice, sizeof(choice));
        return true;
    }
    return false;
}

static bool
read_payload(struct reader *r, const struct payload_type *type,
             const void **ret_data)
{
    unsigned char *data = arena_alloc(r->a, type->size);

    if (type->fields_n == 0 && !read_char(r, '{'))
        return false;
    for (size_t i = 0; i < type->fields_n; i++) {
        const struct field *f = &type->fields[i];

        if (!read_key(r, i == 0, f->name) ||
            !read_value(r, f, is_personal(type, f), data + f->offset))
            return false;
    }
    *ret_data = data;
    return read_char(r, '}') && payload_check(type, data).reason == ACCEPTED;
}

bool
payload_decode(struct arena *a, const struct payload_type *type,
               struct str json, const void **ret_data)
{
    struct reader r = { a, json.p, json.p + json.n };
    const void *data;

    if (!read_payload(&r, type, &data) || r.p != r.end)
        return false;
    *ret_data = data;
    return true;
}

bool
record_decode(struct arena *a, const struct registry *reg, struct str leaf,
              struct record *ret_record)
{
    struct reader r = { a, leaf.p, leaf.p + leaf.n };
    struct record rec = { .position = 0 };
    struct str name;
    int64_t version;

    if (!read_key(&r, true, "stream") || !read_text(&r, &rec.stream) ||
        !read_key(&r, false, "version") || !read_number(&r, &rec.version) ||
        !read_key(&r, false, "type") || !read_text(&r, &name) ||
        !read_key(&r, false, "type_version") || !read_number(&r, &version) ||
        !read_key(&r, false, "occurred_at") ||
        !read_number(&r, &rec.occurred_at) ||
        !read_key(&r, false, "recorded_at") ||
        !read_number(&r, &rec.recorded_at) || !read_key(&r, false, "actor") ||
        !read_text(&r, &rec.actor) || !read_key(&r, false, "data"))
        return false;
    rec.type = registry_find(reg, name, version);
    if (rec.version < 1 || rec.type == NULL ||
        !read_payload(&r, rec.type, &rec.data) || !read_char(&r, '}') ||
        r.p != r.end)
        return false;
    *ret_record = rec;
    return true;
}
