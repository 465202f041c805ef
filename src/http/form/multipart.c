/*
 * Forms with files; see form.h. A boundary line stands before each part and
 * behind the last one; a part is lines about it, an empty line, and its bytes.
 * What the forms of browsers and curl never hold is refused.
 */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "http/form/form_internal.h"

enum { PART_LINES = 8 };

/* What the lines before a part say. */
struct part {
    struct str name, label, type;
    bool disposed, typed; /* the line was there */
    bool file;            /* it has a label, if an empty one */
};

static bool
is(struct str s, struct str word)
{
    return s.n == word.n && strncasecmp(s.p, word.p, word.n) == 0;
}

static bool
begins(struct str s, struct str word)
{
    return s.n >= word.n && strncasecmp(s.p, word.p, word.n) == 0;
}

static struct str
behind(struct str s, size_t n)
{
    return (struct str){ s.p + n, s.n - n };
}

/* Take what stands before the first of sep; false when there is none. */
static bool
take_until(struct str *s, struct str sep, struct str *ret_piece)
{
    size_t at = str_find(*s, sep);

    if (at == SIZE_MAX)
        return false;
    *ret_piece = (struct str){ s->p, at };
    *s = behind(*s, at + sep.n);
    return true;
}

/* Take `; name=value` or `; name="value"` off the front. Quotes hold no
 * quotes: browsers send %22. */
static bool
take_parameter(struct str *s, struct str *ret_name, struct str *ret_value)
{
    struct str rest = str_trim(*s);

    if (!str_starts(rest, STR(";")))
        return false;
    rest = str_trim(behind(rest, 1));
    if (!take_until(&rest, STR("="), ret_name) || ret_name->n == 0)
        return false;
    if (str_starts(rest, STR("\""))) {
        rest = behind(rest, 1);
        if (!take_until(&rest, STR("\""), ret_value))
            return false;
    } else {
        size_t n = str_find(rest, STR(";"));

        n = n == SIZE_MAX ? rest.n : n;
        *ret_value = str_trim((struct str){ rest.p, n });
        rest = behind(rest, n);
    }
    *s = str_trim(rest);
    return true;
}

/* Letters, digits and the bcharsnospace of RFC 2046; a blank is allowed there
 * but sent by nobody. */
static bool
is_boundary(struct str s)
{
    return s.n > 0 && s.n <= FORM_BOUNDARY_BYTES &&
           str_is_of(s, "'()+_,-./:=?");
}

/* The only boundary among the parameters of the form. */
static bool
read_boundary(struct form_reader *r, struct str parameters,
              struct str *ret_boundary)
{
    const struct http_problem p = {
        400, "bad_boundary", NULL,
        STR("分界线有误 want one boundary of the form, of 1 to 70 letters, "
            "digits and '()+_,-./:=?")
    };
    struct buf list = { .a = r->a };
    struct str rest, name, value;
    int boundaries = 0;

    buf_add_char(&list, ';'); /* it was cut off */
    buf_add(&list, parameters);
    rest = buf_str(&list);
    while (rest.n > 0 && take_parameter(&rest, &name, &value))
        if (is(name, STR("boundary"))) {
            *ret_boundary = value;
            boundaries++;
        }
    if (rest.n == 0 && boundaries == 1 && is_boundary(*ret_boundary))
        return true;
    *r->problem = p;
    return false;
}

/* form-data; name="letters"; filename="reply.md" */
static bool
read_disposition(struct part *part, struct str value)
{
    struct str kind = STR("form-data"), name, text;
    bool named = false;

    if (part->disposed || !begins(value, kind))
        return false;
    part->disposed = true;
    value = behind(value, kind.n);
    while (value.n > 0) {
        if (!take_parameter(&value, &name, &text))
            return false;
        if (is(name, STR("name")) && !named) {
            part->name = text;
            named = true;
        } else if (is(name, STR("filename")) && !part->file) {
            part->label = text;
            part->file = true;
        } else {
            return false; /* twice, or filename* (RFC 7578, section 4.2) */
        }
    }
    return named;
}

/* One line about the part. */
static bool
read_line(struct part *part, struct str line)
{
    struct str name;

    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] < 0x20 || line.p[i] == 0x7f)
            return false;
    if (!utf8_valid(line) || !take_until(&line, STR(":"), &name) ||
        name.n == 0 || str_find(name, STR(" ")) != SIZE_MAX)
        return false;
    line = str_trim(line);
    if (is(name, STR("Content-Disposition")))
        return read_disposition(part, line);
    if (is(name, STR("Content-Transfer-Encoding")))
        return false;
    if (!is(name, STR("Content-Type")))
        return true; /* to be passed over (RFC 7578, section 4.8) */
    if (part->typed)
        return false;
    part->typed = true;
    part->type = line;
    return true;
}

/* The lines before the bytes; *s moves behind the empty line. */
static bool
read_head(struct form_reader *r, struct str *s, struct part *part)
{
    const struct http_problem nested = {
        400, "nested_form", NULL,
        STR("表单中不能再套表单 a part may not be a multipart itself")
    };
    const char *from = s->p;
    struct str line = *s;
    int lines = 0;

    while (take_until(s, STR("\r\n"), &line) && line.n > 0)
        if ((size_t)(s->p - from) > FORM_HEAD_BYTES || ++lines > PART_LINES ||
            !read_line(part, line))
            return form_malformed(r, STR(""));
    if (line.n > 0 || !part->disposed)
        return form_malformed(r, STR(""));
    return !begins(part->type, STR("multipart/")) ||
           form_say(r, &nested, part->name);
}

/* Behind the last slash of any kind. */
static struct str
without_folders(struct str label)
{
    for (size_t i = label.n; i > 0; i--)
        if (label.p[i - 1] == '/' || label.p[i - 1] == '\\')
            return behind(label, i);
    return label;
}

static bool
keep_file(struct form_reader *r, const struct part *part, struct str bytes)
{
    struct form_files *files = &r->form->files;
    struct str label = without_folders(part->label);

    if (part->label.n == 0 && bytes.n == 0)
        return true; /* none was chosen */
    if (label.n == 0)
        return form_malformed(r, part->name);
    if (label.n > FORM_LABEL_BYTES)
        return form_too_large(r, part->name);
    files->at =
        arena_grow(r->a, files->at, files->n, &files->room, sizeof(*files->at));
    files->at[files->n++] = (struct form_file){ part->name, label, bytes };
    return true;
}

static bool
keep_part(struct form_reader *r, const struct part *part, struct str bytes)
{
    if (!form_name_ok(r, part->name, part->file))
        return false;
    if (part->file)
        return keep_file(r, part, bytes);
    if (!utf8_valid(bytes) ||
        (bytes.n > 0 && memchr(bytes.p, '\0', bytes.n) != NULL))
        return form_malformed(r, part->name);
    return form_keep(r, part->name, bytes);
}

/* One part and the boundary behind it. */
static bool
read_part(struct form_reader *r, struct str *s, struct str boundary)
{
    struct part part = { .name = STR(""), .type = STR("") };
    struct str bytes;

    if (!form_next(r) || !read_head(r, s, &part))
        return false;
    if (!take_until(s, boundary, &bytes))
        return form_malformed(r, part.name);
    return keep_part(r, &part, bytes);
}

bool
form_multipart(struct arena *a, struct str parameters, struct str body,
               struct form *ret_form, struct http_problem *ret_problem)
{
    struct form_reader r = { a, ret_form, ret_problem, 0 };
    struct buf line = { .a = a };
    struct str boundary = STR("");

    *ret_form = (struct form){ .fields = { NULL, 0, 0 } };
    if (!read_boundary(&r, parameters, &boundary))
        return false;
    buf_addf(&line, "\r\n--%.*s", STR_ARG(boundary));
    boundary = buf_str(&line);
    if (!str_starts(body, behind(boundary, 2)))
        return form_malformed(&r, STR(""));
    body = behind(body, boundary.n - 2);
    while (str_starts(body, STR("\r\n"))) {
        body = behind(body, 2);
        if (!read_part(&r, &body, boundary))
            return false;
    }
    return str_eq(body, STR("--")) || str_eq(body, STR("--\r\n")) ||
           form_malformed(&r, STR(""));
}
