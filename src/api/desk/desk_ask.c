/* See desk_ask.h. */
#include "api/desk/desk_ask.h"

#include <string.h>

#include "base/utf8.h"

enum { TITLE_MOST = 40 }; /* characters */

struct str
desk_title(const struct desk_ask *ask)
{
    return utf8_head(ask->text, TITLE_MOST);
}

struct verdict
desk_ask_check(const struct desk_ask *ask, struct rules r)
{
    if (ask->text.n == 0)
        return refuse(REFUSED_VALUE, "required", "text");
    if (str_chars(ask->text) > DESK_TEXT_MOST)
        return refuse(REFUSED_VALUE, "too_long", "text");
    if (ask->place.n > 0 && rules_place(r, ask->place) == NULL)
        return refuse(REFUSED_VALUE, "unknown_place", "place");
    if (ask->matter.n > 0 && !rules_matter_is_leaf(r, ask->matter))
        return refuse(REFUSED_VALUE, "unknown_matter", "matter");
    return accept();
}

static bool
read_text(json_t *value, struct str *ret_text)
{
    if (!json_is_string(value))
        return false;
    *ret_text =
        (struct str){ json_string_value(value), json_string_length(value) };
    return true;
}

struct verdict
desk_ask_read(json_t *body, struct rules r, struct desk_ask *ret_ask)
{
    const char *name;
    json_t *value;

    json_object_foreach(body, name, value)
    {
        struct str *to = strcmp(name, "text") == 0     ? &ret_ask->text
                         : strcmp(name, "place") == 0  ? &ret_ask->place
                         : strcmp(name, "matter") == 0 ? &ret_ask->matter
                                                       : NULL;

        if (to == NULL)
            return refuse(REFUSED_VALUE, "unknown_field", name);
        if (!read_text(value, to))
            return refuse(REFUSED_VALUE, "want_text_or_number", name);
    }
    return desk_ask_check(ret_ask, r);
}
