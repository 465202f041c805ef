/* See template.h. */
#include "text/template.h"

#include <string.h>

enum { NAME_MOST = 40 };

/* Where one is, and what stands in the line being written. */
struct filling {
    struct buf *out;
    const struct template_fields *fields;
    size_t line;   /* where the line begins in out */
    bool vanished; /* a value of the line was empty */
    int empty;     /* empty lines before this one */
};

static bool
is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* The name of a place at the start of s, and the bytes of the place; 0 when
 * there is none. */
static size_t
place_at(struct str s, struct str *ret_name)
{
    size_t n = 0;

    if (!str_starts(s, STR("{{")))
        return 0;
    while (n < NAME_MOST && 2 + n < s.n && is_name_char(s.p[2 + n]))
        n++;
    *ret_name = (struct str){ s.p + 2, n };
    s = (struct str){ s.p + 2 + n, s.n - 2 - n };
    return n > 0 && str_starts(s, STR("}}")) ? n + 4 : 0;
}

static const struct template_field *
find(const struct template_fields *fields, struct str name)
{
    for (size_t i = 0; i < fields->n; i++)
        if (str_eq(fields->at[i].name, name))
            return &fields->at[i];
    return NULL;
}

static void
put_value(struct buf *out, struct str value)
{
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];

        if ((c >= ' ' && c != 0x7f) || c == '\n' || c == '\t')
            buf_add_char(out, (char)c);
    }
}

static bool
is_blank(struct str s)
{
    return str_trim(s).n == 0;
}

/* The line is whole: keep it, or take it away. */
static void
end_line(struct filling *f)
{
    struct buf *out = f->out;
    bool blank = out->n == f->line ||
                 is_blank((struct str){ out->p + f->line, out->n - f->line });

    if (blank && (f->vanished || f->empty > 0 || f->line == 0)) {
        out->n = f->line;
    } else {
        f->empty = blank ? f->empty + 1 : 0;
        buf_add_char(out, '\n');
    }
    f->line = out->n;
    f->vanished = false;
}

bool
template_fill(struct buf *out, struct str text,
              const struct template_fields *fields, struct str *ret_unknown)
{
    struct filling f = { .out = out, .fields = fields, .line = out->n };
    struct str name;

    while (text.n > 0) {
        size_t n = place_at(text, &name);
        const struct template_field *field = n == 0 ? NULL : find(fields, name);

        if (n > 0 && field == NULL) {
            *ret_unknown = name;
            return false;
        }
        if (field != NULL) {
            f.vanished = f.vanished || field->value.n == 0;
            put_value(out, field->value);
        } else if (text.p[0] == '\n') {
            end_line(&f);
        } else if (text.p[0] != '\r') {
            buf_add_char(out, text.p[0]);
        }
        n = n == 0 ? 1 : n;
        text = (struct str){ text.p + n, text.n - n };
    }
    if (out->n > f.line)
        end_line(&f);
    return true;
}
