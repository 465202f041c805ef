/*
 * Any line has parts, by rules and by a model: each token lies in exactly one,
 * in order. A model that is read writes itself as it was. The first byte is a
 * length: so many bytes at the end are the line, the others the model.
 */
#include <stdlib.h>

#include "address/by_rules.h"
#include "address/parser.h"
#include "app/place/place.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

static void
must_cover(const struct part *parts, size_t parts_n, size_t n)
{
    size_t at = 0;

    for (size_t i = 0; i < parts_n; i++) {
        must(parts[i].first == at && parts[i].n > 0);
        must(parts[i].tag < PART_TAGS);
        at += parts[i].n;
    }
    must(at == n);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct arena *kept; /* as long as the process */
    static const struct gazette *gazette;
    size_t line_n = size == 0 || data[0] >= size ? 0 : data[0];
    struct str bytes = { (const char *)data + 1,
                         size == 0 ? 0 : size - 1 - line_n };
    struct str line = { (const char *)data + size - line_n, line_n };
    struct token tokens[PARTS_TOKENS];
    struct part parts[PARTS_TOKENS];
    struct arena *a = arena_open();
    struct buf again = { .a = a };
    const struct parser *p;
    const char *why = NULL;
    size_t n = tokens_of(line, tokens);

    if (gazette == NULL) {
        kept = arena_open();
        gazette = gazette_new(kept, place_divisions());
    }
    must_cover(parts, by_rules_parts(gazette, tokens, n, parts), n);
    if (parser_read(a, bytes, &p, &why)) {
        parser_write(p, &again);
        must(str_eq(buf_str(&again), bytes));
        must_cover(parts, parser_parts(p, gazette, tokens, n, parts), n);
    } else {
        must(why != NULL);
    }
    arena_close(a);
    return 0;
}
