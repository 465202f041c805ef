/* The runs of characters of a message. See topic.h. */
#include <math.h>

#include "topic/topic_internal.h"

enum { SLOTS_FIRST = 1 << 12, CHAR_BITS = 21 };

static uint64_t
key_of(const struct form_char *c, size_t n)
{
    uint64_t key = 0;

    for (size_t i = 0; i < n; i++)
        key = key << CHAR_BITS | c[i].c;
    return key;
}

static size_t
slot_of(const struct topics *t, uint64_t key)
{
    uint64_t h = key * UINT64_C(0x9e3779b97f4a7c15);
    size_t i = (size_t)(h >> 20) & (t->run_slots_n - 1);

    while (t->run_slots[i] != 0 && t->runs[t->run_slots[i] - 1].key != key)
        i = (i + 1) & (t->run_slots_n - 1);
    return i;
}

static void
grow_slots(struct topics *t)
{
    if (t->run_slots_n > 2 * t->runs_n)
        return;
    t->run_slots_n = t->run_slots_n == 0 ? SLOTS_FIRST : 4 * t->run_slots_n;
    t->run_slots = arena_alloc(t->a, t->run_slots_n * sizeof(*t->run_slots));
    for (size_t i = 0; i < t->runs_n; i++)
        t->run_slots[slot_of(t, t->runs[i].key)] = (uint32_t)i + 1;
}

static uint32_t
run_number(struct topics *t, uint64_t key)
{
    size_t i;

    grow_slots(t);
    i = slot_of(t, key);
    if (t->run_slots[i] == 0) {
        t->runs = arena_grow(t->a, t->runs, t->runs_n, &t->runs_room,
                             sizeof(*t->runs));
        t->runs[t->runs_n++] = (struct run){ .key = key };
        t->run_slots[i] = (uint32_t)t->runs_n;
    }
    return t->run_slots[i] - 1;
}

uint32_t
run_titles(const struct topics *t, const struct form_char *c, size_t n)
{
    size_t i;

    if (t->run_slots_n == 0)
        return 0;
    i = slot_of(t, key_of(c, n));
    return t->run_slots[i] == 0 ? 0 : t->runs[t->run_slots[i] - 1].titles;
}

/* Runs of a message while they are gathered: how often each stood in the
 * title; sums[run] is its place + 1. */
struct gathering {
    struct topics *t;
    uint32_t run[RUNS_MOST];
    uint32_t times[RUNS_MOST]; /* 0: in the body only */
    size_t n;
};

/* Room for the sum of a run, the newest one at most. */
static void
make_sums(struct topics *t, uint32_t run)
{
    size_t n = t->sums_n == 0 ? SLOTS_FIRST : 2 * t->sums_n;
    uint32_t *sums;

    if (run < t->sums_n)
        return;
    sums = arena_alloc(t->a, n * sizeof(*sums));
    for (size_t i = 0; i < t->sums_n; i++)
        sums[i] = t->sums[i];
    t->sums = sums;
    t->sums_n = n;
}

static void
gather_run(struct gathering *g, uint32_t run, bool title)
{
    struct topics *t = g->t;

    make_sums(t, run);
    if (t->sums[run] == 0) {
        g->run[g->n] = run;
        g->times[g->n] = 0;
        t->sums[run] = (uint32_t)++g->n;
    }
    if (title)
        g->times[t->sums[run] - 1]++;
}

/* All runs of characters; those of bodies when two titles had them. */
static void
gather(struct gathering *g, struct str text, size_t most, bool title)
{
    struct form_char chars[TOPIC_TITLE_CHARS];
    size_t n = form_chars(g->t->form, text, chars, most);

    for (size_t i = 0; i < n; i++)
        for (size_t k = 2; k <= RUN_CHARS && i + k <= n; k++) {
            if (!char_is_word(chars[i].c) || !char_is_word(chars[i + 1].c) ||
                !char_is_word(chars[i + k - 1].c))
                break;
            if (title || run_titles(g->t, &chars[i], k) >= 2)
                gather_run(g, run_number(g->t, key_of(&chars[i], k)), title);
        }
}

void
runs_count(struct topics *t, const struct message *m, int by)
{
    for (size_t i = 0; i < m->runs_n; i++) {
        struct run *r = &t->runs[m->runs[i].run];

        r->all += (uint32_t)by;
        r->titles += m->runs[i].title ? (uint32_t)by : 0;
    }
}

static double
weight_of(const struct topics *t, uint32_t run, uint32_t times)
{
    double idf =
        1 + log((2 + (double)t->live) / (2 + (double)t->runs[run].all));

    return (times == 0 ? TOPIC_BODY : 1 + log(times)) * idf;
}

void
runs_of(struct topics *t, struct message *m, struct str body)
{
    struct gathering *g = arena_new(t->work, struct gathering);
    double *weight, square = 0;

    g->t = t;
    gather(g, m->m.title, TOPIC_TITLE_CHARS, true);
    gather(g, body, TOPIC_BODY_CHARS, false);
    weight = arena_alloc(t->work, (g->n + 1) * sizeof(*weight));
    for (size_t i = 0; i < g->n; i++) {
        t->sums[g->run[i]] = 0;
        weight[i] = weight_of(t, g->run[i], g->times[i]);
        square += weight[i] * weight[i];
    }
    m->runs = arena_alloc(t->a, (g->n + 1) * sizeof(*m->runs));
    m->runs_n = g->n;
    for (size_t i = 0; i < g->n; i++)
        m->runs[i] =
            (struct weight){ g->run[i],
                             (uint16_t)(ONE * weight[i] / sqrt(square)),
                             g->times[i] > 0 };
}

void
runs_post(struct topics *t, uint32_t number)
{
    const struct message *m = &t->messages[number];

    for (size_t i = 0; i < m->runs_n; i++) {
        struct run *r = &t->runs[m->runs[i].run];
        size_t n = r->n;

        r->in = arena_grow(t->a, r->in, n, &r->room, sizeof(*r->in));
        r->weight =
            arena_grow(t->a, r->weight, n, &r->weight_room, sizeof(*r->weight));
        r->in[n] = number;
        r->weight[n] = m->runs[i].weight;
        r->n++;
    }
}

void
runs_again(struct topics *t, struct message *m, const struct message *old,
           const struct run *runs)
{
    m->runs = arena_alloc(t->a, (old->runs_n + 1) * sizeof(*m->runs));
    m->runs_n = old->runs_n;
    for (size_t i = 0; i < old->runs_n; i++) {
        m->runs[i] = old->runs[i];
        m->runs[i].run = run_number(t, runs[old->runs[i].run].key);
        make_sums(t, m->runs[i].run);
    }
}
