/*
 * matcher: a trie of the words with failure links (Aho and Corasick, 1975).
 * The edges stand in one hash table keyed by state and byte, so that a step
 * costs one look-up however many words begin alike; those of the root, where
 * most of a text is, in a plain one. See matcher.h.
 */
#include "text/matcher.h"

#include <assert.h>
#include <string.h>

enum { ROOT = 0, BYTES = 256, STATES_MAX = 1 << 24 };

/* One state of the trie. State and word numbers are from 1; 0 is "none". */
struct state {
    uint32_t child, sibling; /* the trie, for building */
    uint32_t fail;           /* the longest other suffix that is a state */
    uint32_t hit;            /* the nearest suffix where a word ends, or 0 */
    uint32_t word;           /* the first word that ends here, or 0 */
    unsigned char byte;      /* on the edge that leads here */
};

struct edge {
    uint32_t key; /* state * 256 + byte */
    uint32_t to;  /* 0: free */
};

struct entry {
    size_t n; /* bytes of the word */
    uint32_t value;
    uint32_t next; /* another word with the same bytes, or 0 */
};

struct matcher {
    struct state *states;
    uint32_t states_n;
    struct edge *edges;
    uint32_t mask;         /* room for edges, a power of two, less one */
    uint32_t root[BYTES];  /* edges of the root once more */
    struct entry *entries; /* entry of word i stands at i + 1 */
};

static struct edge *
edge_slot(const struct matcher *m, uint32_t state, unsigned char byte)
{
    uint32_t key = state * BYTES + byte;
    uint32_t h = key * UINT32_C(2654435761); /* Knuth's multiplier */

    for (h ^= h >> 15;; h++) {
        struct edge *e = &m->edges[h & m->mask];

        if (e->to == 0 || e->key == key) {
            e->key = key;
            return e;
        }
    }
}

static uint32_t
edge_to(const struct matcher *m, uint32_t state, unsigned char byte)
{
    uint32_t key = state * BYTES + byte;
    uint32_t h = key * UINT32_C(2654435761);

    for (h ^= h >> 15;; h++) {
        const struct edge *e = &m->edges[h & m->mask];

        if (e->to == 0 || e->key == key)
            return e->to;
    }
}

/* The state after byte, made when it is new. */
static uint32_t
extend(struct matcher *m, uint32_t state, unsigned char byte)
{
    struct edge *e = edge_slot(m, state, byte);
    struct state *from = &m->states[state];

    if (e->to == 0) {
        e->to = m->states_n++;
        m->states[e->to].byte = byte;
        m->states[e->to].sibling = from->child;
        from->child = e->to;
    }
    return e->to;
}

static void
add_word(struct matcher *m, struct str word, uint32_t number)
{
    uint32_t s = ROOT;

    for (size_t i = 0; i < word.n; i++)
        s = extend(m, s, (unsigned char)word.p[i]);
    m->entries[number].next = m->states[s].word;
    m->states[s].word = number;
}

/* The state to fall back to and go on from, when byte follows state. */
static uint32_t
step(const struct matcher *m, uint32_t state, unsigned char byte)
{
    uint32_t to;

    while (state != ROOT) {
        if ((to = edge_to(m, state, byte)) != 0)
            return to;
        state = m->states[state].fail;
    }
    return m->root[byte];
}

/* Set fail and hit of every state, nearest to the root first. */
static void
link_suffixes(struct matcher *m, struct arena *a)
{
    uint32_t *queue = arena_alloc(a, m->states_n * sizeof(*queue));
    size_t first = 0, last = 0;

    queue[last++] = ROOT;
    while (first < last) {
        uint32_t parent = queue[first++];

        for (uint32_t s = m->states[parent].child; s != 0;
             s = m->states[s].sibling) {
            struct state *st = &m->states[s];

            if (parent != ROOT)
                st->fail = step(m, m->states[parent].fail, st->byte);
            st->hit = st->word != 0 ? s : m->states[st->fail].hit;
            queue[last++] = s;
        }
    }
}

const struct matcher *
matcher_new(struct arena *a, const struct str *words, const uint32_t *values,
            size_t n)
{
    struct matcher *m = arena_new(a, struct matcher);
    size_t bytes = 0, room = 16;

    for (size_t i = 0; i < n; i++)
        bytes += words[i].n;
    assert(bytes < STATES_MAX && n < STATES_MAX);
    while (room < bytes * 2 + 2)
        room *= 2;
    m->states = arena_alloc(a, (bytes + 1) * sizeof(struct state));
    m->edges = arena_alloc(a, room * sizeof(struct edge));
    m->entries = arena_alloc(a, (n + 1) * sizeof(struct entry));
    m->mask = (uint32_t)(room - 1);
    m->states_n = 1;
    for (size_t i = n; i-- > 0;) {
        m->entries[i + 1] = (struct entry){ words[i].n, values[i], 0 };
        if (words[i].n > 0)
            add_word(m, words[i], (uint32_t)(i + 1));
    }
    for (uint32_t s = m->states[ROOT].child; s != 0; s = m->states[s].sibling)
        m->root[m->states[s].byte] = s;
    link_suffixes(m, a);
    return m;
}

/* The matches so far. */
struct found {
    struct arena *a;
    struct match *at;
    size_t n, room;
};

/* Add every word that ends in state, the longest first. */
static void
report(const struct matcher *m, uint32_t state, size_t end, struct found *f)
{
    for (uint32_t s = m->states[state].hit; s != 0;
         s = m->states[m->states[s].fail].hit)
        for (uint32_t w = m->states[s].word; w != 0; w = m->entries[w].next) {
            const struct entry *e = &m->entries[w];

            f->at = arena_grow(f->a, f->at, f->n, &f->room, sizeof(*f->at));
            f->at[f->n++] = (struct match){ end - e->n, e->n, e->value };
        }
}

struct match *
matcher_find(const struct matcher *m, struct arena *a, struct str text,
             size_t *ret_n)
{
    struct found f = { .a = a };
    uint32_t state = ROOT;

    for (size_t i = 0; i < text.n; i++) {
        state = step(m, state, (unsigned char)text.p[i]);
        if (state != ROOT)
            report(m, state, i + 1, &f);
    }
    *ret_n = f.n;
    return f.at;
}
