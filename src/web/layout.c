/* See layout.h. */
#include "web/layout.h"

static const char *const words[SIZES] = { "standard", "l", "xl" };

struct str
size_word(enum text_size size)
{
    return str_of(words[size]);
}

bool
size_parse(struct str word, enum text_size *ret_size)
{
    for (int i = 0; i < SIZES; i++)
        if (str_eq(word, str_of(words[i]))) {
            *ret_size = (enum text_size)i;
            return true;
        }
    return false;
}
