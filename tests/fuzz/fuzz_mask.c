/*
 * Any bytes can be masked: spans are whole, in order and apart, what lies
 * between them stays as it was, and no mobile number in plain digits is left.
 */
#include <stdlib.h>
#include <string.h>

#include "mask/mask.h"

enum { MOBILE_DIGITS = 11 };

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits that stand together from p on. */
static size_t
digits(struct str s, size_t at)
{
    size_t n = 0;

    while (at + n < s.n && is_digit(s.p[at + n]))
        n++;
    return n;
}

/* Are the neighbours ASCII, so that they are no other sort of digits? */
static bool
is_apart(struct str s, size_t at, size_t n)
{
    return (at == 0 || (s.p[at - 1] & 0x80) == 0) &&
           (at + n == s.n || (s.p[at + n] & 0x80) == 0);
}

static void
must_hold_no_mobile(struct str s)
{
    size_t n;

    for (size_t i = 0; i < s.n; i += n + 1) {
        n = digits(s, i);
        must(n != MOBILE_DIGITS || s.p[i] != '1' || s.p[i + 1] < '3' ||
             !is_apart(s, i, n));
    }
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct arena *kept; /* as long as the process */
    static const struct masker *masker;
    struct arena *a = arena_open();
    struct str text = { (const char *)data, size };
    struct buf out = { .a = a };
    struct mask_spans spans;
    size_t end = 0, room = size;

    if (masker == NULL) {
        kept = arena_open();
        masker = masker_new(kept, NULL, 0);
    }
    must(mask_find(masker, a, text, &spans));
    for (size_t i = 0; i < spans.n; i++) {
        const struct mask_span *span = &spans.at[i];

        must(span->at >= end && span->n > 0 && span->at + span->n <= size);
        must(span->keep < span->n && span->kind < MASK_KINDS);
        must((span->keep > 0) == (span->kind == MASK_NAME));
        must((data[span->at] & 0xC0) != 0x80); /* where a character begins */
        end = span->at + span->n;
        room += mask_cover(&spans, span->kind).n;
    }
    mask_put(&out, text, &spans);
    must(out.n <= room);
    must_hold_no_mobile(buf_str(&out));
    arena_close(a);
    return 0;
}
