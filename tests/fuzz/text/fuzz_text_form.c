/*
 * Any bytes have a form: characters in order, each of bytes that are there,
 * no two blanks in a row, none at the ends; with less room it begins
 * the same way.
 */
#include <stdlib.h>

#include "text/form/form.h"

enum { ROOM = 64 * 1024 * 4 };

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

static void
must_be_whole(const struct form_char *at, size_t n, size_t size)
{
    for (size_t i = 0; i < n; i++) {
        must(at[i].n > 0 && (size_t)at[i].at + at[i].n <= size);
        must(at[i].c > 0 && at[i].c <= 0x10FFFF);
        must(at[i].c < 'A' || at[i].c > 'Z');
        must(i == 0 || at[i].at >= at[i - 1].at);
        must(i == 0 || at[i].c != ' ' || at[i - 1].c != ' ');
    }
    must(n == 0 || (at[0].c != ' ' && at[n - 1].c != ' '));
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct arena *kept; /* as long as the process */
    static const struct form *form;
    static struct form_char *all, *some;
    struct str text = { (const char *)data, size };
    size_t n, less;

    if (form == NULL) {
        kept = arena_open();
        form = form_new(kept);
        all = arena_alloc(kept, ROOM * sizeof(*all));
        some = arena_alloc(kept, ROOM * sizeof(*some));
    }
    n = form_chars(form, text, all, ROOM);
    must(n <= 18 * size);
    must_be_whole(all, n, size);
    less = form_chars(form, text, some, n / 2);
    must(less <= n / 2);
    must_be_whole(some, less, size);
    return 0;
}
