/*
 * A model that is read writes itself as it was, answers any text with
 * probabilities that sum up to one, and gives its reasons. Of the bytes the
 * first is a length: so many at the end are the text, the others the model.
 */
#include <math.h>
#include <stdlib.h>

#include "model/model_parts.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

static void
answer(struct arena *a, const struct model *m, struct str text)
{
    struct model_desk *desk = model_desk_new(a, m);
    struct str values[MODEL_BLOCKS];
    struct buf words = { .a = a };
    struct model_part *parts;
    struct prediction p;
    double sum = 0;

    for (size_t i = 0; i < MODEL_BLOCKS; i++)
        values[i] = text;
    p = model_predict(m, desk, values);
    for (size_t l = 0; l < model_labels(m); l++)
        sum += p.all[l];
    must(fabs(sum - 1) < 1e-6);
    must(p.top_n >= 1 && p.top_n <= MODEL_TOP);
    for (size_t i = 1; i < p.top_n; i++)
        must(p.top[i].probability <= p.top[i - 1].probability);
    model_because(m, desk, values, p.top[0].label, &words);
    must(model_level(m, a, &p, 1, &parts) >= 1);
    must(model_predict(m, desk, values).all[0] == p.all[0]);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    size_t text_n = size == 0 || data[0] >= size ? 0 : data[0];
    struct str bytes = { (const char *)data + 1,
                         size == 0 ? 0 : size - 1 - text_n };
    struct arena *a = arena_open();
    struct buf again = { .a = a };
    const struct model *m;
    const char *why = NULL;

    if (model_read(a, bytes, &m, &why)) {
        model_write(m, &again);
        must(str_eq(buf_str(&again), bytes));
        answer(a, m,
               (struct str){ (const char *)data + size - text_n, text_n });
    } else {
        must(why != NULL);
    }
    arena_close(a);
    return 0;
}
