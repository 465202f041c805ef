/*
 * Any body is a form or is refused by the name of a field; what is read is
 * clean text inside the limits, each name once, and reading it twice gives the
 * same.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "http/form/form.h"

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
check_form(struct arena *a, const struct form *f)
{
    if (f->fields.n > FORM_FIELDS)
        abort();
    for (size_t i = 0; i < f->fields.n; i++) {
        struct http_pair p = f->fields.at[i];

        if (!utf8_valid(p.name) || p.name.n == 0 || p.name.n > FORM_NAME_BYTES)
            abort();
        check_text(p.value, FORM_VALUE_BYTES);
        if (form_value(f, arena_cstr(a, p.name)).p != p.value.p)
            abort(); /* another of this name stands before */
    }
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct arena *a = arena_open();
    const struct str body = { (const char *)bytes, n };
    struct http_problem p = { .status = 0 };
    struct form f, again;
    bool ok = form_urlencoded(a, body, &f, &p);

    if (ok)
        check_form(a, &f);
    else if (p.status < 400 || p.rule == NULL || p.field == NULL ||
             p.field[0] == '\0' || !utf8_valid(str_of(p.field)))
        abort();
    if (form_urlencoded(a, body, &again, &p) != ok ||
        again.fields.n != f.fields.n)
        abort();
    arena_close(a);
    return 0;
}
