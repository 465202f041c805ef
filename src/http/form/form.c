/* Forms as browsers send them by default; see form.h. */
#include <strings.h>

#include "http/form/form_internal.h"
#include "http/url.h"

/* "title", or "#3". */
bool
form_say(struct form_reader *r, const struct http_problem *p, struct str name)
{
    struct buf number = { .a = r->a };

    *r->problem = *p;
    if (name.n == 0 || name.n > FORM_NAME_BYTES) {
        buf_addf(&number, "#%zu", r->n == 0 ? 1 : r->n);
        name = buf_str(&number);
    }
    r->problem->field = arena_cstr(r->a, name);
    return false;
}

bool
form_malformed(struct form_reader *r, struct str name)
{
    const struct http_problem p = { 400, "malformed_form", NULL,
                                    STR("表单有误 the form is malformed "
                                        "here") };

    return form_say(r, &p, name);
}

bool
form_too_large(struct form_reader *r, struct str name)
{
    const struct http_problem p = { 413, "field_too_large", NULL,
                                    STR("内容过长 this field is too large") };

    return form_say(r, &p, name);
}

bool
form_next(struct form_reader *r)
{
    const struct http_problem p = { 413, "too_many_fields", NULL,
                                    STR("栏目过多 the form has too many "
                                        "fields") };

    return ++r->n <= FORM_FIELDS || form_say(r, &p, STR(""));
}

static bool
names_files(const struct form *f, struct str name)
{
    for (size_t i = 0; i < f->files.n; i++)
        if (str_eq(f->files.at[i].name, name))
            return true;
    return false;
}

bool
form_name_ok(struct form_reader *r, struct str name, bool file)
{
    const struct http_problem twice = { 400, "said_twice", NULL,
                                        STR("同一栏目出现两次 this field is "
                                            "there twice") };

    if (name.n == 0)
        return form_malformed(r, name);
    if (name.n > FORM_NAME_BYTES)
        return form_too_large(r, name);
    return (!form_has(r->form, arena_cstr(r->a, name)) &&
            (file || !names_files(r->form, name))) ||
           form_say(r, &twice, name);
}

/* CRLF and CR become LF. */
static struct str
with_lf(struct arena *a, struct str s)
{
    char *text = arena_alloc(a, s.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++) {
        bool pair = s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n';

        if (!pair)
            text[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
    }
    return (struct str){ text, n };
}

bool
form_keep(struct form_reader *r, struct str name, struct str value)
{
    struct http_pairs *fields = &r->form->fields;

    value = with_lf(r->a, value);
    if (value.n > FORM_VALUE_BYTES)
        return form_too_large(r, name);
    fields->at = arena_grow(r->a, fields->at, fields->n, &fields->room,
                            sizeof(*fields->at));
    fields->at[fields->n++] = (struct http_pair){ name, value };
    return true;
}

/* "name=value"; without = the value is empty. */
static bool
read_pair(struct form_reader *r, struct str pair)
{
    struct str value, name;

    url_split(&pair, '=', &value);
    if (!url_decode(r->a, pair, true, &name))
        return form_malformed(r, STR(""));
    if (!form_name_ok(r, name, false))
        return false;
    if (!url_decode(r->a, value, true, &value))
        return form_malformed(r, name);
    return form_keep(r, name, value);
}

bool
form_urlencoded(struct arena *a, struct str body, struct form *ret_form,
                struct http_problem *ret_problem)
{
    struct form_reader r = { a, ret_form, ret_problem, 0 };

    *ret_form = (struct form){ .fields = { NULL, 0, 0 } };
    while (body.n > 0) {
        struct str rest;

        url_split(&body, '&', &rest);
        if (body.n > 0 && (!form_next(&r) || !read_pair(&r, body)))
            return false;
        body = rest;
    }
    return true;
}

static bool
is(struct str s, struct str word)
{
    return s.n == word.n && strncasecmp(s.p, word.p, word.n) == 0;
}

/* No charset, or that of all our pages. */
static bool
is_utf8(struct str parameters)
{
    struct str piece;

    while (str_cut(&parameters, ';', &piece)) {
        struct str value;

        url_split(&piece, '=', &value);
        if (is(piece, STR("charset")) && !is(value, STR("utf-8")) &&
            !is(value, STR("\"utf-8\"")))
            return false;
    }
    return true;
}

bool
form_read(const struct http_request *rq, struct form *ret_form,
          struct http_problem *ret_problem)
{
    struct str type = http_header(rq, "Content-Type"), parameters;

    url_split(&type, ';', &parameters);
    type = str_trim(type);
    if (is(type, STR("application/x-www-form-urlencoded")) &&
        is_utf8(parameters))
        return form_urlencoded(rq->a, rq->body, ret_form, ret_problem);
    if (is(type, STR("multipart/form-data")) && is_utf8(parameters))
        return form_multipart(rq->a, parameters, rq->body, ret_form,
                              ret_problem);
    *ret_problem = (struct http_problem){
        .status = 415,
        .rule = "not_a_form",
        .detail = STR("请用本站的表单提交 send a form in UTF-8"),
    };
    return false;
}

struct str
form_value(const struct form *f, const char *name)
{
    struct str wanted = str_of(name);

    for (size_t i = 0; i < f->fields.n; i++)
        if (str_eq(f->fields.at[i].name, wanted))
            return f->fields.at[i].value;
    return STR("");
}

bool
form_has(const struct form *f, const char *name)
{
    struct str wanted = str_of(name);

    for (size_t i = 0; i < f->fields.n; i++)
        if (str_eq(f->fields.at[i].name, wanted))
            return true;
    return false;
}
