/*
 * Any bytes are a card of a model, or are refused; what is read are figures
 * that can be. The same bytes as what had been suggested: what is read can be
 * written, and read again.
 */
#include <math.h>
#include <stdlib.h>

#include "feature/appeal/suggest/appeal_suggest.h"
#include "learn/figures.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

static void
must_be_share(double v)
{
    must(isfinite(v) && v >= 0 && v <= 1);
}

static void
try_card(struct str bytes)
{
    struct arena *a = arena_open();
    struct figures f;
    struct err err;

    if (figures_read(a, bytes, &f, &err)) {
        must(f.labels_n >= 2 && f.labels_n <= FIGURE_LABELS);
        must(f.groups_n <= FIGURE_GROUPS && f.trained_on > 0);
        must(f.version.n > 0 && f.owner.n > 0 && f.purpose.n > 0);
        must_be_share(f.all.right.value);
        must_be_share(f.all.confidence);
        for (size_t i = 0; i < f.labels_n; i++)
            must_be_share(f.labels[i].answered);
        for (size_t i = 0; i < f.groups_n; i++)
            must(fabs(f.groups[i].gap.value) <= 1);
    } else {
        must(err.kind == ERR_INPUT);
    }
    arena_close(a);
}

static void
try_offer(struct str bytes)
{
    struct arena *a = arena_open();
    struct buf out = { .a = a };
    struct appeal_suggested_v1 e;
    struct offer o, again;

    for (int of = APPEAL_SUGGESTION_KIND; of <= APPEAL_SUGGESTION_UNIT; of++) {
        if (!offer_find(bytes, (enum appeal_suggestion)of, &o))
            continue;
        must(o.n <= OFFER_TOP);
        e = offer_answered(&o, STR("M1"));
        must(payload_check(&appeal_suggested_v1_type, &e).reason == ACCEPTED);
        out.n = 0;
        offer_put(&out, &o);
        must(offer_find(buf_str(&out), o.of, &again) && again.n == o.n &&
             again.sure == o.sure && str_eq(again.model, o.model));
    }
    arena_close(a);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct str bytes = { (const char *)data, size };

    try_card(bytes);
    try_offer(bytes);
    return 0;
}
