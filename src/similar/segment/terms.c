/* See terms.h. */
#include "similar/segment/terms.h"

#include "base/utf8.h"
#include "text/form/form.h"

enum { WORD = 8, ROUNDS = 2, LAST_ROUNDS = 4 };

static uint64_t
turn(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

struct sip {
    uint64_t a, b, c, d;
};

static inline void
rounds(struct sip *v, int n)
{
    for (int i = 0; i < n; i++) {
        v->a += v->b;
        v->c += v->d;
        v->b = turn(v->b, 13) ^ v->a;
        v->d = turn(v->d, 16) ^ v->c;
        v->a = turn(v->a, 32);
        v->c += v->b;
        v->a += v->d;
        v->b = turn(v->b, 17) ^ v->c;
        v->d = turn(v->d, 21) ^ v->a;
        v->c = turn(v->c, 32);
    }
}

static inline struct sip
sip_begin(const struct term_key *key)
{
    return (struct sip){ key->k[0] ^ UINT64_C(0x736f6d6570736575),
                         key->k[1] ^ UINT64_C(0x646f72616e646f6d),
                         key->k[0] ^ UINT64_C(0x6c7967656e657261),
                         key->k[1] ^ UINT64_C(0x7465646279746573) };
}

static inline void
sip_add(struct sip *v, uint64_t word)
{
    v->d ^= word;
    rounds(v, ROUNDS);
    v->a ^= word;
}

static inline uint64_t
sip_end(struct sip *v)
{
    v->c ^= 0xff;
    rounds(v, LAST_ROUNDS);
    return v->a ^ v->b ^ v->c ^ v->d;
}

/* Bytes of s from at on as a little-endian number, at most eight. */
static uint64_t
word_at(struct str s, size_t at)
{
    uint64_t w = 0;

    for (size_t i = 0; i < WORD && at + i < s.n; i++)
        w |= (uint64_t)(unsigned char)s.p[at + i] << (8 * i);
    return w;
}

uint64_t
term_hash(const struct term_key *key, struct str s)
{
    struct sip v = sip_begin(key);
    size_t at = 0;

    for (; at + WORD <= s.n; at += WORD)
        sip_add(&v, word_at(s, at));
    sip_add(&v, word_at(s, at) | (uint64_t)s.n << 56);
    return sip_end(&v);
}

uint64_t
pair_hash(const struct term_key *key, uint32_t first, uint32_t second)
{
    struct sip v = sip_begin(key);

    sip_add(&v, (uint64_t)second << 32 | first);
    sip_add(&v, (uint64_t)WORD << 56);
    return sip_end(&v);
}

/* The next character as text_normalise leaves it; 0 bytes when it is none.
 * Most take three bytes, and of these all but those that begin with E0 and ED
 * need no second look (utf8.c). */
static inline size_t
next_character(struct str s, size_t at, uint32_t *ret_char)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    uint32_t c = 0;
    size_t used;

    if (s.n - at >= 3 && p[0] > 0xE0 && p[0] <= 0xEC && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80) {
        *ret_char = (p[0] & 0x0FU) << 12 | (p[1] & 0x3FU) << 6 | (p[2] & 0x3FU);
        return 3;
    }
    used = utf8_next((struct str){ s.p + at, s.n - at }, &c);
    if (c >= 0xFF01 && c <= 0xFF5E)
        c = c - 0xFF01 + '!';
    *ret_char = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
    return used;
}

static inline void
put(struct gram_list *l, size_t at, size_t end, uint64_t hash)
{
    struct gram *g = &l->at[l->n++];

    g->at = (uint32_t)at;
    g->bytes = (uint16_t)(end - at);
    g->hash = hash;
}

/* The characters that stand together. */
struct stretch {
    size_t at, n; /* where the last of them begins; how many */
    uint32_t last;
};

/* A stretch of one character is a term by itself. */
static void
end_stretch(struct gram_list *l, const struct term_key *key, struct stretch *s,
            size_t end, size_t most)
{
    if (s->n == 1 && l->n < most)
        put(l, s->at, end, pair_hash(key, s->last, 0));
    s->n = 0;
}

struct gram_list
grams_of(struct arena *a, const struct term_key *key, struct str text,
         size_t most)
{
    struct gram_list l = { .text = arena_str(a, text) };
    size_t room = text.n < most ? text.n : most, used;
    struct stretch s = { 0, 0, 0 };

    l.at = arena_alloc(a, (room + 1) * sizeof(*l.at));
    for (size_t i = 0; i < text.n && l.n < room; i += used) {
        uint32_t c;

        used = next_character(text, i, &c);
        if (used == 0 || !char_is_word(c)) {
            end_stretch(&l, key, &s, i, room);
            used = used == 0 ? 1 : used;
            continue;
        }
        if (s.n > 0) {
            put(&l, s.at, i + used, pair_hash(key, s.last, c));
            l.at[l.n - 1].follows = s.n > 1;
        }
        s = (struct stretch){ i, s.n + 1, c };
    }
    end_stretch(&l, key, &s, text.n, room);
    return l;
}
