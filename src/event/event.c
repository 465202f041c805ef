/* See event.h. */
#include "event/event.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

static const unsigned char *
place_of(const struct field *f, const void *data)
{
    return (const unsigned char *)data + f->offset;
}

struct str
field_text(const struct field *f, const void *data)
{
    struct str s;

    memcpy(&s, place_of(f, data), sizeof(s));
    return s;
}

const struct personal *
field_personal(const struct field *f, const void *data)
{
    return (const struct personal *)(const void *)place_of(f, data);
}

int64_t
field_number(const struct field *f, const void *data)
{
    int64_t v;

    memcpy(&v, place_of(f, data), sizeof(v));
    return v;
}

struct id
field_id(const struct field *f, const void *data)
{
    struct id id;

    memcpy(&id, place_of(f, data), sizeof(id));
    return id;
}

static unsigned
choice_number(const struct field *f, const void *data)
{
    unsigned v; /* every generated enum is unsigned and of this size */

    memcpy(&v, place_of(f, data), sizeof(v));
    return v;
}

struct str
field_choice(const struct field *f, const void *data)
{
    unsigned v = choice_number(f, data);

    return v < f->words_n ? str_of(f->words[v]) : STR("");
}

static struct verdict
check_text(const struct field *f, struct str text)
{
    int64_t chars = (int64_t)str_chars(text);

    if (chars < f->min)
        return refuse(REFUSED_VALUE, chars == 0 ? "required" : "too_short",
                      f->name);
    if (chars > f->max)
        return refuse(REFUSED_VALUE, "too_long", f->name);
    if (!utf8_valid(text))
        return refuse(REFUSED_VALUE, "not_utf8", f->name);
    return accept();
}

/* A commitment without its text was checked when it was first written. */
static struct verdict
check_personal(const struct field *f, const struct personal *p)
{
    unsigned char bytes[COMMITMENT_HEX / 2];

    if (p->commitment.n == 0)
        return check_text(f, p->text);
    if (!hex_parse(p->commitment, bytes, sizeof(bytes)))
        return refuse(REFUSED_VALUE, "not_a_commitment", f->name);
    return accept();
}

static struct verdict
check_field(const struct field *f, const void *data, bool is_event)
{
    bool none_ok = (f->flags & FIELD_OPTIONAL) != 0;
    int64_t v;

    switch (f->kind) {
    case FIELD_TEXT:
        if (is_event && (f->flags & FIELD_PERSONAL) != 0)
            return check_personal(f, field_personal(f, data));
        return check_text(f, field_text(f, data));
    case FIELD_INT:
        v = field_number(f, data);
        if (v < f->min || v > f->max)
            return refuse(REFUSED_VALUE, "out_of_range", f->name);
        return accept();
    case FIELD_TIME:
        if (field_number(f, data) == 0 && !none_ok)
            return refuse(REFUSED_VALUE, "required", f->name);
        return accept();
    case FIELD_ID:
        if (id_is_none(field_id(f, data)) && !none_ok)
            return refuse(REFUSED_VALUE, "required", f->name);
        return accept();
    case FIELD_CHOICE:
        if (choice_number(f, data) >= f->words_n)
            return refuse(REFUSED_VALUE, "unknown_choice", f->name);
        if (choice_number(f, data) == 0 && !none_ok)
            return refuse(REFUSED_VALUE, "required", f->name);
        return accept();
    }
    return accept();
}

struct verdict
payload_check(const struct payload_type *type, const void *data)
{
    for (size_t i = 0; i < type->fields_n; i++) {
        struct verdict v =
            check_field(&type->fields[i], data, type->version > 0);

        if (v.reason != ACCEPTED)
            return v;
    }
    return accept();
}

struct verdict
event_emit(struct event_list *out, const struct payload_type *type,
           const void *data)
{
    struct verdict v = payload_check(type, data);

    if (v.reason != ACCEPTED)
        return v;
    out->at = arena_grow(out->a, out->at, out->n, &out->room, sizeof(*out->at));
    out->at[out->n++] = (struct event){
        .type = type,
        .data = arena_copy(out->a, data, type->size),
    };
    return v;
}

const struct field *
payload_field(const struct payload_type *type, struct str name)
{
    for (size_t i = 0; i < type->fields_n; i++)
        if (str_eq(str_of(type->fields[i].name), name))
            return &type->fields[i];
    return NULL;
}

static size_t
size_of(const struct field *f)
{
    switch (f->kind) {
    case FIELD_TEXT:
        return (f->flags & FIELD_PERSONAL) != 0 ? sizeof(struct personal)
                                                : sizeof(struct str);
    case FIELD_INT:
    case FIELD_TIME:
        return sizeof(int64_t);
    case FIELD_ID:
        return sizeof(struct id);
    case FIELD_CHOICE:
        return sizeof(unsigned);
    }
    return 0;
}

void
payload_carry(const struct event *ev, const struct payload_type *to, void *ret)
{
    for (size_t i = 0; i < ev->type->fields_n; i++) {
        const struct field *f = &ev->type->fields[i];
        const struct field *g = payload_field(to, str_of(f->name));

        if (g == NULL)
            continue;
        assert(g->kind == f->kind && g->words == f->words &&
               size_of(g) == size_of(f));
        memcpy((unsigned char *)ret + g->offset, place_of(f, ev->data),
               size_of(f));
    }
}

struct id
field_subject(const struct payload_type *type, const struct field *f,
              const void *data)
{
    bool apart = (f->flags & FIELD_CONTACT) != 0;
    const struct field *whose =
        payload_field(type, apart ? STR("contact_id") : STR("subject_id"));

    return whose == NULL ? (struct id){ { 0 } } : field_id(whose, data);
}

const struct payload_type *
registry_find(const struct registry *r, struct str name, int64_t version)
{
    for (size_t i = 0; i < r->types_n; i++)
        if (r->types[i]->version == version &&
            str_eq(str_of(r->types[i]->name), name))
            return r->types[i];
    return NULL;
}
