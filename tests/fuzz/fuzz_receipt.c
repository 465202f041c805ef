/*
 * Whatever people bring as a receipt is read inside its bounds, and what was
 * read is written and read again as the same.
 */
#include <stdlib.h>
#include <string.h>

#include "api/log/receipt.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static void
check_again(struct arena *a, const struct receipt *r)
{
    struct buf out = { .a = a };
    struct receipt again;

    if (r->n == 0 || r->n > RECEIPT_LEAVES)
        abort();
    receipt_put(&out, r);
    if (out.n > RECEIPT_BYTES)
        return; /* what is written may be longer: \u00xx */
    if (!receipt_read(a, suite_of(SUITE_INTL), buf_str(&out), &again) ||
        again.n != r->n || !str_eq(again.checkpoint, r->checkpoint))
        abort();
    for (size_t i = 0; i < r->n; i++)
        if (again.leaves[i].position != r->leaves[i].position ||
            !str_eq(again.leaves[i].leaf, r->leaves[i].leaf) ||
            !str_eq(again.leaves[i].path, r->leaves[i].path) ||
            again.leaves[i].texts_n != r->leaves[i].texts_n ||
            memcmp(again.leaves[i].hash.b, r->leaves[i].hash.b, HASH_BYTES) !=
                0)
            abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    const struct str text = { (const char *)bytes, n };
    struct arena *a = arena_open();
    struct receipt r;
    struct hash hash;
    uint64_t position;

    if (receipt_read(a, suite_of(SUITE_INTL), text, &r)) {
        check_again(a, &r);
        for (size_t i = 0; i < r.n; i++)
            if (r.leaves[i].texts_n > 0 &&
                receipt_texts_fit(a, suite_of(SUITE_INTL), &r.leaves[i]))
                abort(); /* no corpus holds the salt of a commitment */
    }
    if (receipt_find_hash(text, &position, &hash) && n < 2 * HASH_BYTES + 2)
        abort(); /* a number, 64 digits and something between them */
    arena_close(a);
    return 0;
}
