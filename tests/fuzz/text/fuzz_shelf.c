/*
 * Entries of any bytes can be looked up by any bytes: what is found is among
 * them, each once, and an entry is found by its own title when that has more
 * than signs in it.
 */
#include <stdlib.h>

#include "app/knowledge/shelf_index.h"

enum { ENTRIES = 8 };

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

/* Texts are parted by bytes 0. */
static struct str
next_text(struct str *rest)
{
    struct str one = { NULL, 0 };

    (void)str_cut(rest, '\0', &one);
    return one;
}

static void
check(const struct shelf_found *f, size_t n)
{
    bool seen[ENTRIES] = { false };

    must(f->n <= n);
    for (size_t i = 0; i < f->n; i++) {
        must(f->at[i] < n && !seen[f->at[i]]);
        seen[f->at[i]] = true;
    }
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const char digits[] = "01234567";
    struct arena *a = arena_open();
    struct str rest = { (const char *)data, size };
    struct str query = next_text(&rest);
    struct shelf_entry entries[ENTRIES] = { { .edition = 1 } };
    struct shelf_index *ix;
    struct shelf_found f;
    size_t n = 0;

    for (; n < ENTRIES && rest.n > 0; n++) {
        entries[n].hex = (struct str){ &digits[n], 1 };
        entries[n].text.title = next_text(&rest);
        entries[n].text.question = next_text(&rest);
        entries[n].text.answer = next_text(&rest);
        entries[n].published_at = (int64_t)n + 1;
    }
    ix = shelf_index_make(a, entries, n);
    f = shelf_index_find(ix, a, query, .25);
    check(&f, n);
    for (size_t i = 0; i < n; i++) {
        f = shelf_index_find(ix, a, entries[i].text.title, .25);
        check(&f, n);
        must(f.n > 0 || ix->titles[i].n == 0 || ix->titles[i].n > 500);
    }
    arena_close(a);
    return 0;
}
