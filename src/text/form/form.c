/*
 * form: one look-up in a table for most characters; those that become several
 * are asked of utf8proc each time. See form.h.
 */
#include "text/form/form.h"

#include <utf8proc.h>

#include "base/utf8.h"

enum {
    PLANE = 0x10000,
    GONE = 0,         /* leaves nothing */
    SEVERAL = 0xFFFF, /* becomes more than one; never a character */
    PARTS = 24,       /* the longest compatibility form has 18 */
};

struct form {
    uint16_t to[PLANE];
};

/* The characters that c becomes; how many, at most PARTS. */
static size_t
parts_of(uint32_t c, int32_t ret_parts[PARTS])
{
    const utf8proc_option_t how = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
                                  UTF8PROC_STRIPMARK | UTF8PROC_STRIPNA;
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, ret_parts,
                                                 PARTS, how, &boundary);

    return n < 0 || n > PARTS ? 0 : (size_t)n;
}

static uint32_t
plain(uint32_t c)
{
    if (c <= ' ' || c == 0x7F)
        return ' ';
    return char_simplified(c);
}

const struct form *
form_new(struct arena *a)
{
    struct form *f = arena_new(a, struct form);
    int32_t parts[PARTS];

    for (uint32_t c = 0; c < PLANE; c++) {
        size_t n = c < 0x80 ? 1 : parts_of(c, parts);
        uint32_t to = c;

        if (c >= 0x80 && n == 1)
            to = (uint32_t)parts[0];
        else if (c >= 'A' && c <= 'Z')
            to = c - 'A' + 'a';
        if (n == 0)
            f->to[c] = GONE;
        else if (n > 1 || to >= SEVERAL)
            f->to[c] = SEVERAL;
        else
            f->to[c] = (uint16_t)plain(to);
    }
    return f;
}

/* The characters so far. */
struct list {
    struct form_char *at;
    size_t n, room;
};

static void
put(struct list *l, struct form_char c)
{
    if (c.c == ' ' && (l->n == 0 || l->at[l->n - 1].c == ' '))
        return;
    if (l->n < l->room)
        l->at[l->n++] = c;
}

static void
put_several(struct list *l, struct form_char c)
{
    int32_t parts[PARTS];
    size_t n = parts_of(c.c, parts);

    for (size_t i = 0; i < n; i++)
        put(l, (struct form_char){ plain((uint32_t)parts[i]), c.at, c.n });
}

size_t
form_chars(const struct form *f, struct str text, struct form_char *ret_chars,
           size_t room_n)
{
    struct list l = { ret_chars, 0, room_n };
    size_t used;

    for (size_t i = 0; i < text.n; i += used) {
        struct form_char c = { 0, (uint32_t)i, 0 };

        used = utf8_next((struct str){ text.p + i, text.n - i }, &c.c);
        if (used == 0) {
            used = 1;
            continue;
        }
        c.n = (uint32_t)used;
        if (c.c >= PLANE || f->to[c.c] == SEVERAL) {
            put_several(&l, c);
        } else if (f->to[c.c] != GONE) {
            c.c = f->to[c.c];
            put(&l, c);
        }
    }
    if (l.n > 0 && l.at[l.n - 1].c == ' ')
        l.n--;
    return l.n;
}
