/* See lessons.h. */
#include "learn/address/lessons.h"

#include <stdlib.h>
#include <string.h>

/* Clues with the state they were seen with, key << 8 | state. */
struct seen {
    uint64_t *at;
    size_t n, room;
};

static void
told_states(const struct told *t, uint8_t *states)
{
    for (size_t i = 0; i < t->parts_n; i++) {
        struct part p = t->parts[i];

        for (size_t k = 0; k < p.n; k++) {
            enum where where = p.n == 1       ? WHERE_ALONE
                               : k == 0       ? WHERE_FIRST
                               : k + 1 == p.n ? WHERE_LAST
                                              : WHERE_INSIDE;

            states[p.first + k] = (uint8_t)chain_state(p.tag, where);
        }
    }
}

/* The clues of an address, as keys; they become rows later. */
static struct lesson
read_lesson(struct arena *a, const struct gazette *g, const struct told *t)
{
    uint32_t *keys = arena_alloc(a, t->n * CLUES * sizeof(*keys));
    uint32_t *ends = arena_alloc(a, t->n * sizeof(*ends));
    uint8_t *states = arena_alloc(a, t->n);
    struct clue_line line;
    size_t n = 0;

    clues_read(g, t->tokens, t->n, &line);
    for (size_t i = 0; i < t->n; i++) {
        n += clues_of(&line, i, keys + n);
        ends[i] = (uint32_t)n;
    }
    told_states(t, states);
    return (struct lesson){ keys, ends, states, t->n };
}

static void
see(struct arena *a, struct seen *seen, const struct lesson *l)
{
    size_t k = 0;

    for (size_t i = 0; i < l->n; i++)
        for (; k < l->ends[i]; k++) {
            seen->at = arena_grow(a, seen->at, seen->n, &seen->room,
                                  sizeof(*seen->at));
            seen->at[seen->n++] = (uint64_t)l->rows[k] << 8 | l->states[i];
        }
}

static int
by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

    return (a > b) - (a < b);
}

/* Labels of the clue whose sightings are [from, to): states, then tags. */
static size_t
put_labels(const uint64_t *from, const uint64_t *to, uint8_t *ret_labels)
{
    size_t n = 0, states_n;

    for (const uint64_t *s = from; s < to; s++)
        if (s == from || *s != s[-1])
            ret_labels[n++] = (uint8_t)(*s & 0xFF);
    states_n = n;
    for (size_t i = 0; i < states_n; i++)
        if (i == 0 || ret_labels[i] / WHERES != ret_labels[i - 1] / WHERES)
            ret_labels[n++] = (uint8_t)(CHAIN_STATES + ret_labels[i] / WHERES);
    return n;
}

/* Behind the sightings of the clue that begins at i. */
static size_t
clue_end(const struct seen *seen, size_t i)
{
    uint64_t key = seen->at[i] >> 8;

    while (i < seen->n && seen->at[i] >> 8 == key)
        i++;
    return i;
}

struct size {
    size_t clues, weights;
};

/* Of the parser of clues that were seen least times. */
static struct size
size_of(const struct seen *seen, size_t least)
{
    struct size size = { 0, 0 };
    uint8_t labels[PARSER_LABELS];

    for (size_t i = 0, end; i < seen->n; i = end) {
        end = clue_end(seen, i);
        if (end - i < least)
            continue;
        size.clues++;
        size.weights += put_labels(seen->at + i, seen->at + end, labels);
    }
    return size;
}

static struct parser *
make_parser(struct arena *a, const struct seen *seen, const struct fit_how *how)
{
    struct parser *p = arena_new(a, struct parser);
    size_t least = how->least;
    struct size size = size_of(seen, least);
    uint32_t weights = 0;

    while (size.clues > how->clues || size.weights > how->weights)
        size = size_of(seen, ++least);
    p->keys = arena_alloc(a, (size.clues + 1) * sizeof(*p->keys));
    p->starts = arena_alloc(a, (size.clues + 1) * sizeof(*p->starts));
    p->labels = arena_alloc(a, size.weights + 1);
    p->weights = arena_alloc(a, (size.weights + 1) * sizeof(*p->weights));
    for (size_t i = 0, end; i < seen->n; i = end) {
        end = clue_end(seen, i);
        if (end - i < least)
            continue;
        p->keys[p->rows_n] = (uint32_t)(seen->at[i] >> 8);
        p->starts[p->rows_n++] = weights;
        weights += (uint32_t)put_labels(seen->at + i, seen->at + end,
                                        p->labels + weights);
    }
    p->starts[p->rows_n] = weights;
    parser_ready(a, p);
    return p;
}

/* Keys to rows; those without are left out. */
static struct lesson
to_rows(struct arena *a, const struct parser *p, const struct lesson *l)
{
    uint32_t *rows = arena_alloc(a, l->ends[l->n - 1] * sizeof(*rows));
    uint32_t *ends = arena_alloc(a, l->n * sizeof(*ends));
    size_t n = 0, k = 0;

    for (size_t i = 0; i < l->n; i++) {
        for (; k < l->ends[i]; k++) {
            size_t row = parser_row(p, l->rows[k]);

            if (row != SIZE_MAX)
                rows[n++] = (uint32_t)row;
        }
        ends[i] = (uint32_t)n;
    }
    return (struct lesson){ rows, ends, arena_copy(a, l->states, l->n), l->n };
}

struct lessons
lessons_make(struct arena *a, const struct gazette *g, const struct told *told,
             size_t n, const struct fit_how *how)
{
    struct arena *work = arena_open();
    struct lesson *keyed = arena_alloc(work, n * sizeof(*keyed));
    struct lessons ls = { arena_alloc(a, n * sizeof(*ls.at)), n, NULL };
    struct seen seen = { NULL, 0, 0 };

    for (size_t i = 0; i < n; i++) {
        keyed[i] = read_lesson(work, g, &told[i]);
        see(work, &seen, &keyed[i]);
    }
    if (seen.n > 0)
        qsort(seen.at, seen.n, sizeof(*seen.at), by_value);
    ls.parser = make_parser(a, &seen, how);
    ls.parser->trained_on = n;
    for (size_t i = 0; i < n; i++)
        ls.at[i] = to_rows(a, ls.parser, &keyed[i]);
    arena_close(work);
    return ls;
}
