/* See terms.h. */
#include "similar/terms.h"

#include <string.h>

#include "base/utf8.h"
#include "text/matcher.h"

enum { WORD = 8, ROUNDS = 2, LAST_ROUNDS = 4 };

static uint64_t
turn(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

static void
rounds(uint64_t v[4], int n)
{
    for (int i = 0; i < n; i++) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = turn(v[1], 13) ^ v[0];
        v[3] = turn(v[3], 16) ^ v[2];
        v[0] = turn(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = turn(v[1], 17) ^ v[2];
        v[3] = turn(v[3], 21) ^ v[0];
        v[2] = turn(v[2], 32);
    }
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
    uint64_t v[4] = { key->k[0] ^ UINT64_C(0x736f6d6570736575),
                      key->k[1] ^ UINT64_C(0x646f72616e646f6d),
                      key->k[0] ^ UINT64_C(0x6c7967656e657261),
                      key->k[1] ^ UINT64_C(0x7465646279746573) };
    size_t at = 0;
    uint64_t w;

    for (; at + WORD <= s.n; at += WORD) {
        w = word_at(s, at);
        v[3] ^= w;
        rounds(v, ROUNDS);
        v[0] ^= w;
    }
    w = word_at(s, at) | (uint64_t)s.n << 56;
    v[3] ^= w;
    rounds(v, ROUNDS);
    v[0] ^= w;
    v[2] ^= 0xff;
    rounds(v, LAST_ROUNDS);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Does a character belong to words, or does it part them? */
static bool
is_of_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (c < 0xC0 || (c >= 0x2000 && c < 0x2070))
        return false;
    return !(c >= 0x3000 && c < 0x3040) && !(c >= 0xFE30 && c < 0xFE70) &&
           !(c >= 0xFF00 && c < 0xFFF0);
}

static void
put(struct gram_list *l, const struct term_key *key, size_t at, size_t bytes)
{
    struct gram *g = &l->at[l->n++];

    g->at = (uint32_t)at;
    g->bytes = (uint16_t)bytes;
    g->hash = term_hash(key, (struct str){ l->text.p + at, bytes });
}

/* The pairs of the n characters that stand together from at on. */
struct stretch {
    size_t at, last, n; /* where it begins, its last character, characters */
};

/* A stretch of one character is a term by itself. */
static void
end_stretch(struct gram_list *l, const struct term_key *key,
            const struct stretch *s, size_t end, size_t most)
{
    if (s->n == 1 && l->n < most)
        put(l, key, s->at, end - s->at);
}

struct gram_list
grams_of(struct arena *a, const struct term_key *key, struct str text,
         size_t most)
{
    struct gram_list l = { .text = text_normalise(a, text) };
    size_t room = l.text.n < most ? l.text.n : most, used;
    struct stretch s = { 0, 0, 0 };

    l.at = arena_alloc(a, (room + 1) * sizeof(*l.at));
    for (size_t i = 0; i < l.text.n && l.n < room; i += used) {
        uint32_t c = 0;

        used = utf8_next((struct str){ l.text.p + i, l.text.n - i }, &c);
        if (used == 0 || !is_of_word(c)) {
            end_stretch(&l, key, &s, i, room);
            s.n = 0;
            used = used == 0 ? 1 : used;
            continue;
        }
        if (s.n > 0) {
            put(&l, key, s.last, i + used - s.last);
            l.at[l.n - 1].follows = s.n > 1;
        }
        s.at = s.n == 0 ? i : s.at;
        s.last = i;
        s.n++;
    }
    end_stretch(&l, key, &s, l.text.n, room);
    return l;
}

void
min_hash_start(struct min_hash *m)
{
    memset(m->least, 0xff, sizeof(m->least));
}

/* Odd numbers, each made of the one before: multiply and shift (Dietzfelbinger
 * et al., 1997) gives as many hashes out of one as are wanted. */
void
min_hash_add(struct min_hash *m, uint64_t hash)
{
    uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);

    for (size_t i = 0; i < (size_t)DUP_BANDS * DUP_ROWS; i++) {
        uint32_t h = (uint32_t)((hash * factor) >> 32);

        m->least[i] = h < m->least[i] ? h : m->least[i];
        factor = factor * UINT64_C(0xd1342543de82ef94) + 2;
    }
}

void
min_hash_bands(const struct min_hash *m, uint32_t ret_bands[DUP_BANDS])
{
    for (uint32_t b = 0; b < DUP_BANDS; b++) {
        uint64_t h = b + 1;

        for (size_t i = 0; i < DUP_ROWS; i++) {
            h ^= m->least[(size_t)b * DUP_ROWS + i];
            h *= UINT64_C(0xff51afd7ed558ccd);
            h ^= h >> 33;
        }
        ret_bands[b] = (uint32_t)h;
    }
}
