/*
 * A rulebook of any bytes is read or refused with faults; what was read can be
 * checked. The input is a row of files: "=path\n" and then its bytes.
 */
#include <stdlib.h>

#include "rulebook/rulebook.h"

enum { FILES = 24 };

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

/* Cut the input into files at lines that begin with '='. */
static size_t
cut_files(struct str rest, struct rulebook_file *files)
{
    size_t files_n = 0;
    struct str line;

    while (rest.p != NULL && files_n < FILES && str_cut(&rest, '\n', &line)) {
        if (!str_starts(line, STR("=")))
            continue;
        struct rulebook_file *f = &files[files_n++];
        size_t end = str_find(rest, STR("\n="));

        f->path = (struct str){ line.p + 1, line.n - 1 };
        f->bytes = rest.p == NULL ? STR("") : rest;
        if (end != SIZE_MAX) {
            f->bytes.n = end + 1;
            rest.p += end + 1;
            rest.n -= end + 1;
        } else {
            break;
        }
    }
    return files_n;
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct arena *a = arena_open();
    struct rulebook_file files[FILES];
    struct fault_list faults = { .a = a };
    struct rulebook book = { 0 };
    size_t files_n = cut_files((struct str){ (const char *)bytes, n }, files);

    if (rulebook_read(a, files, files_n, &book, &faults))
        rulebook_check(&book, files, files_n, &faults);
    else if (faults.n == 0)
        abort();
    arena_close(a);
    return 0;
}
