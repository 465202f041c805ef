/*
 * Any body, under any boundary, is a form with files or is refused; what is
 * read is clean text inside the limits, files lie inside the body and their
 * labels name no folder, and nothing is lost when it is written anew.
 *
 * Input: the parameters of the Content-Type up to the first LF, then the body.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "http/form/form.h"
#include "http/url.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static void
check_text(struct str s, size_t most)
{
    if (!utf8_valid(s) || s.n > most ||
        (s.n > 0 &&
         (memchr(s.p, '\0', s.n) != NULL || memchr(s.p, '\r', s.n) != NULL)))
        abort();
}

static void
check_name(struct str s)
{
    check_text(s, FORM_NAME_BYTES);
    if (s.n == 0)
        abort();
}

static void
check_fields(struct arena *a, const struct form *f)
{
    if (f->fields.n + f->files.n > FORM_FIELDS)
        abort();
    for (size_t i = 0; i < f->fields.n; i++) {
        struct http_pair p = f->fields.at[i];

        check_name(p.name);
        check_text(p.value, FORM_VALUE_BYTES);
        if (form_value(f, arena_cstr(a, p.name)).p != p.value.p)
            abort(); /* another of this name stands before */
    }
}

static void
check_files(struct arena *a, const struct form *f, struct str body)
{
    for (size_t i = 0; i < f->files.n; i++) {
        struct form_file file = f->files.at[i];

        check_name(file.name);
        check_text(file.label, FORM_LABEL_BYTES);
        if (file.label.n == 0 || memchr(file.label.p, '/', file.label.n) ||
            memchr(file.label.p, '\\', file.label.n))
            abort();
        if (file.bytes.p < body.p ||
            file.bytes.p + file.bytes.n > body.p + body.n)
            abort();
        if (form_has(f, arena_cstr(a, file.name)))
            abort();
    }
}

static void
put_part(struct buf *out, struct str name, const struct form_file *file,
         struct str bytes)
{
    buf_addf(out, "--again\r\nContent-Disposition: form-data; name=\"%.*s\"",
             STR_ARG(name));
    if (file != NULL)
        buf_addf(out, "; filename=\"%.*s\"", STR_ARG(file->label));
    buf_add(out, STR("\r\n\r\n"));
    buf_add(out, bytes);
    buf_add(out, STR("\r\n"));
}

/* Write it anew; a quote in an unquoted name cannot be written. */
static void
check_again(struct arena *a, const struct form *f)
{
    struct buf out = { .a = a };
    struct http_problem p;
    struct form again;

    for (size_t i = 0; i < f->fields.n; i++)
        put_part(&out, f->fields.at[i].name, NULL, f->fields.at[i].value);
    for (size_t i = 0; i < f->files.n; i++)
        put_part(&out, f->files.at[i].name, &f->files.at[i],
                 f->files.at[i].bytes);
    buf_add(&out, STR("--again--\r\n"));
    if (!form_multipart(a, STR("boundary=again"), buf_str(&out), &again, &p))
        return; /* a value may hold the boundary, a name a quote */
    if (again.fields.n < f->fields.n || again.files.n < f->files.n)
        abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct arena *a = arena_open();
    struct str parameters = { (const char *)bytes, n }, body;
    struct http_problem p = { .status = 0 };
    struct form f, again;
    bool ok;

    url_split(&parameters, '\n', &body);
    ok = form_multipart(a, parameters, body, &f, &p);
    if (ok) {
        check_fields(a, &f);
        check_files(a, &f, body);
        check_again(a, &f);
    } else if (p.status < 400 || p.rule == NULL || p.detail.n == 0 ||
               (p.field != NULL && !utf8_valid(str_of(p.field)))) {
        abort();
    }
    if (form_multipart(a, parameters, body, &again, &p) != ok ||
        again.fields.n != f.fields.n || again.files.n != f.files.n)
        abort();
    arena_close(a);
    return 0;
}
