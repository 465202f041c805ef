/* learn_cases: taking cases in. See learn.h. */
#include <stdlib.h>
#include <string.h>

#include "learn/learner.h"

struct learner *
learner_new(struct arena *a, const struct model_block *blocks, size_t blocks_n)
{
    struct learner *l = arena_new(a, struct learner);

    l->a = a;
    l->blocks_n = blocks_n;
    for (size_t i = 0; i < blocks_n; i++) {
        l->blocks[i] = blocks[i];
        l->blocks[i].name = arena_str(a, blocks[i].name);
    }
    l->labels = arena_alloc(a, MODEL_LABELS * sizeof(*l->labels));
    l->form = form_new(a);
    l->chars = arena_alloc(a, MODEL_CHARS * sizeof(*l->chars));
    l->runs = arena_alloc(a, (size_t)MODEL_CHARS * RUN_MOST * sizeof(*l->runs));
    return l;
}

size_t
learner_cases(const struct learner *l)
{
    return l->cases_n;
}

static bool
find_label(struct learner *l, struct str label, uint32_t *ret_label,
           struct err *err)
{
    size_t i = 0;

    if (label.n == 0 || label.n > MODEL_NAME_BYTES)
        return fail(err, ERR_INPUT, "the label has %zu bytes, want 1 to %d",
                    label.n, MODEL_NAME_BYTES);
    while (i < l->labels_n && !str_eq(l->labels[i], label))
        i++;
    if (i == MODEL_LABELS)
        return fail(err, ERR_INPUT, "there are more than %d labels",
                    MODEL_LABELS);
    if (i == l->labels_n)
        l->labels[l->labels_n++] = arena_str(l->a, label);
    *ret_label = (uint32_t)i;
    return true;
}

/* The features of a case so far. */
struct gathered {
    struct counted *at;
    size_t n, room;
};

static void
gather(struct learner *l, struct gathered *g, uint32_t key, uint16_t block)
{
    g->at = arena_grow(l->a, g->at, g->n, &g->room, sizeof(*g->at));
    g->at[g->n++] = (struct counted){ key, 1, block };
}

static int
by_key(const void *x, const void *y)
{
    const struct counted *a = x, *b = y;

    return (a->key > b->key) - (a->key < b->key);
}

/* Equal keys become one that is counted. */
static size_t
count_equal(struct counted *at, size_t n)
{
    size_t kept = 0;

    if (n > 0)
        qsort(at, n, sizeof(*at), by_key);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && at[kept - 1].key == at[i].key)
            at[kept - 1].n++;
        else
            at[kept++] = at[i];
    }
    return kept;
}

static void
gather_fields(struct learner *l, struct gathered *g, const struct str *values)
{
    struct field_value given[VALUES_MOST];
    uint32_t keys[FIELD_FEATURES];
    size_t n = 0, keys_n;

    for (size_t i = 0; i < l->blocks_n; i++)
        if (l->blocks[i].kind == BLOCK_FIELD && str_trim(values[i]).n > 0)
            given[n++] =
                (struct field_value){ (uint32_t)i, str_trim(values[i]) };
    keys_n = features_fields(given, n, keys);
    for (size_t i = 0; i < keys_n; i++)
        gather(l, g, keys[i], FIELDS);
}

static void
gather_texts(struct learner *l, struct gathered *g, const struct str *values)
{
    struct text_span spans[MODEL_BLOCKS];

    features_texts(l->form, (struct blocks){ l->blocks, l->blocks_n }, values,
                   l->chars, spans);
    for (size_t i = 0; i < l->blocks_n; i++) {
        size_t runs_n = 0;

        if (l->blocks[i].weight > 0)
            runs_n = features_runs(l->chars + spans[i].first, spans[i].n,
                                   (uint32_t)i, l->runs);
        for (size_t k = 0; k < runs_n; k++)
            gather(l, g, l->runs[k].key, (uint16_t)i);
    }
}

/* Cases with the same first text are of one part. */
static uint32_t
part_of(const struct learner *l, const struct str *values, size_t number)
{
    uint32_t h = 2166136261U;

    for (size_t i = 0; i < l->blocks_n; i++) {
        if (l->blocks[i].kind != BLOCK_TEXT || values[i].n == 0)
            continue;
        for (size_t k = 0; k < values[i].n; k++)
            h = (h ^ (unsigned char)values[i].p[k]) * 16777619U;
        return (h >> 8) % LEARN_PARTS;
    }
    return (uint32_t)(number * 2654435761U >> 8) % LEARN_PARTS;
}

bool
learner_add(struct learner *l, const struct str *values, struct str label,
            struct learn_group group, struct err *err)
{
    struct learn_case c = { .group = { arena_str(l->a, group.place),
                                       arena_str(l->a, group.channel) } };
    struct gathered g = { .n = 0 };

    if (l->cases_n == LEARN_CASES)
        return fail(err, ERR_INPUT, "there are more than %d cases",
                    LEARN_CASES);
    if (!find_label(l, label, &c.label, err))
        return false;
    c.values = arena_alloc(l->a, l->blocks_n * sizeof(*c.values));
    for (size_t i = 0; i < l->blocks_n; i++)
        c.values[i] = arena_str(l->a, values[i]);
    c.part = part_of(l, values, l->cases_n);
    gather_texts(l, &g, values);
    gather_fields(l, &g, values);
    c.features = g.at;
    c.features_n = count_equal(g.at, g.n);
    l->cases = arena_grow(l->a, l->cases, l->cases_n, &l->cases_room,
                          sizeof(*l->cases));
    l->cases[l->cases_n++] = c;
    return true;
}

void
learner_put(struct learner *l, unsigned part)
{
    l->cases[l->cases_n - 1].part = part;
}
