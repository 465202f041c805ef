/*
 * A tile that can be read has one address: written again it is the same.
 */
#include <stdlib.h>
#include <string.h>

#include "api/log/tile_name.h"
#include "base/buf.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

/* "LEVEL/x001/234.p/5" */
static void
write_name(struct buf *out, const struct tile_name *t)
{
    uint64_t group = 1;

    buf_addf(out, "%u/", t->level);
    while (t->number / group >= 1000)
        group *= 1000;
    for (; group > 1; group /= 1000)
        buf_addf(out, "x%03u/", (unsigned)(t->number / group % 1000));
    buf_addf(out, "%03u", (unsigned)(t->number % 1000));
    if (t->width < TILE_WIDTH)
        buf_addf(out, ".p/%u", t->width);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct str whole = { (const char *)bytes, n }, rest = whole;
    struct str level, segments[TILE_SEGMENTS];
    struct arena *a = arena_open();
    struct buf again = { .a = a };
    struct tile_name t;
    size_t parts = 0;

    if (str_cut(&rest, '/', &level)) {
        while (parts < TILE_SEGMENTS && str_cut(&rest, '/', &segments[parts]))
            parts++;
        if (rest.p == NULL && tile_name_parse(level, segments, parts, &t)) {
            write_name(&again, &t);
            if (again.n > n || t.width < 1 || t.width > TILE_WIDTH)
                abort();
            /* str_cut trims blanks, which addresses do not have */
            if (again.n == n && memcmp(again.p, bytes, n) != 0)
                abort();
        }
    }
    arena_close(a);
    return 0;
}
