/* See fill.h. */
#include "event/fill.h"

#include <string.h>

#include "base/date.h"

static bool
set_choice(const struct field *f, unsigned char *place, struct str word)
{
    for (unsigned i = 1; i < f->words_n; i++)
        if (str_eq(word, str_of(f->words[i]))) {
            memcpy(place, &i, sizeof(i));
            return true;
        }
    return false;
}

static bool
set_number(unsigned char *place, struct str text)
{
    int64_t v;

    if (!str_i64(text, &v))
        return false;
    memcpy(place, &v, sizeof(v));
    return true;
}

static bool
set_time(unsigned char *place, struct str text)
{
    int64_t at;

    if (!moment_parse(text, &at))
        return false;
    memcpy(place, &at, sizeof(at));
    return true;
}

static bool
set_id(unsigned char *place, struct str text)
{
    struct id id;

    if (!id_parse(text, &id))
        return false;
    memcpy(place, &id, sizeof(id));
    return true;
}

struct verdict
payload_set(const struct payload_type *type, void *data, struct str name,
            struct str text)
{
    const struct field *f = payload_field(type, name);
    unsigned char *place;

    if (f == NULL)
        return refuse(REFUSED_VALUE, "unknown_field", NULL);
    if (text.n == 0)
        return accept();
    place = (unsigned char *)data + f->offset;
    switch (f->kind) {
    case FIELD_TEXT:
        memcpy(place, &text, sizeof(text));
        return accept();
    case FIELD_INT:
        return set_number(place, text)
                   ? accept()
                   : refuse(REFUSED_VALUE, "not_a_number", f->name);
    case FIELD_TIME:
        return set_time(place, text)
                   ? accept()
                   : refuse(REFUSED_VALUE, "not_a_time", f->name);
    case FIELD_ID:
        return set_id(place, text)
                   ? accept()
                   : refuse(REFUSED_VALUE, "not_an_id", f->name);
    case FIELD_CHOICE:
        return set_choice(f, place, text)
                   ? accept()
                   : refuse(REFUSED_VALUE, "unknown_choice", f->name);
    }
    return accept();
}
