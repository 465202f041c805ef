/* See clues.h. */
#include "address/clues.h"

#include <string.h>

/* Characters that end a part, or that numbers are counted by. */
static const char endings[] =
    "省市区县旗盟州镇乡街道村社庄屯里组队路巷弄胡同线段号幢栋座楼单元层室房户门"
    "园苑城府院厦场店厂司校所局站中心寓宅邸墅坊期口旁东西南北内外边侧面近";

enum { EDGE = 1 }; /* the sign of what lies outside the line */

static uint32_t
mix(uint32_t h, uint32_t v)
{
    h = (h ^ v) * 0x85EBCA6BU;
    h ^= h >> 13;
    h *= 0xC2B2AE35U;
    return h ^ h >> 16;
}

static bool
is_ending(const struct token *t)
{
    const size_t at = str_find(str_of(endings), t->text);

    return t->kind == TOKEN_HAN && t->text.n == 3 && at != SIZE_MAX &&
           at % 3 == 0;
}

static uint32_t
sign_of(const struct token *t)
{
    return t->kind == TOKEN_DIGITS
               ? 2 + (uint32_t)(t->text.n < 5 ? t->text.n : 5)
               : t->hash;
}

/* Names of one bit: the longest covers first. */
static void
cover(struct clue_line *line, size_t i, size_t n, uint32_t bits)
{
    for (size_t b = 0; b < NAME_BITS; b++) {
        if ((bits >> b & 1) == 0 || line->at[i].length[b] >= n)
            continue;
        for (size_t k = 0; k < n; k++) {
            struct clue_token *to = &line->at[i + k];

            if (to->length[b] >= n)
                continue;
            to->length[b] = (uint8_t)n;
            to->place[b] = k == 0 ? 1 : k + 1 == n ? 3 : 2;
        }
    }
}

static void
find_names(const struct gazette *g, struct clue_line *line)
{
    for (size_t n = NAME_TOKENS; n > 1; n--)
        for (size_t i = 0; i + n <= line->n; i++) {
            uint32_t bits = gazette_find(g, line->tokens + i, n);

            if (bits == 0)
                continue;
            line->at[i].begins |= (uint16_t)bits;
            line->at[i + n - 1].ends |= (uint16_t)bits;
            cover(line, i, n, bits);
        }
}

static void
find_repeats(struct clue_line *line)
{
    for (size_t i = 0; i + 1 < line->n; i++)
        for (size_t k = i + 2; k + 1 < line->n; k++)
            if (line->at[i].sign == line->at[k].sign &&
                line->at[i + 1].sign == line->at[k + 1].sign &&
                line->tokens[i].kind == TOKEN_HAN) {
                line->at[i].comes_again = true;
                line->at[k].again = true;
            }
}

void
clues_read(const struct gazette *g, const struct token *tokens, size_t n,
           struct clue_line *ret_line)
{
    ret_line->tokens = tokens;
    ret_line->n = n;
    memset(ret_line->at, 0, n * sizeof(*ret_line->at));
    for (size_t i = 0; i < n; i++) {
        ret_line->at[i].sign = sign_of(&tokens[i]);
        ret_line->at[i].is_ending = is_ending(&tokens[i]);
    }
    find_names(g, ret_line);
    find_repeats(ret_line);
}

/* A list of clues being made. */
struct clues {
    uint32_t *keys;
    size_t n;
    uint32_t kind; /* of the next clue */
};

static void
put(struct clues *c, uint32_t x, uint32_t y, uint32_t z)
{
    if (c->n < CLUES)
        c->keys[c->n++] = mix(mix(mix(mix(0, c->kind), x), y), z);
}

static uint32_t
sign(const struct clue_line *l, size_t i, int step)
{
    size_t at = i + (size_t)step; /* wraps below the first */

    return at < l->n ? l->at[at].sign : EDGE;
}

static uint32_t
kind(const struct clue_line *l, size_t i, int step)
{
    size_t at = i + (size_t)step;

    return at >= l->n             ? 9
           : l->at[at].is_ending ? 8
                                 : (uint32_t)l->tokens[at].kind;
}

/* Each of them is a clue of its own kind. */
static void
put_runs(struct clues *c, const struct clue_line *l, size_t i)
{
    static const struct {
        signed char from, n;
    } runs[] = { { 0, 1 },  { -1, 1 }, { 1, 1 },  { -2, 1 }, { 2, 1 },
                 { -3, 1 }, { 3, 1 },  { -1, 2 }, { 0, 2 },  { -2, 2 },
                 { 1, 2 },  { 2, 2 }, { -1, 3 }, { -2, 3 }, { 0, 3 },  { 1, 3 },
                 { -3, 3 }, { -1, 4 }, { -2, 4 }, { 0, 4 },  { -3, 4 }, {0, 5}, {-4, 5} };

    for (size_t r = 0; r < sizeof(runs) / sizeof(runs[0]); r++) {
        uint32_t h = 0;

        for (int k = 0; k < runs[r].n; k++)
            h = mix(h, sign(l, i, runs[r].from + k));
        c->kind++;
        put(c, h, 0, 0);
    }
    c->kind++;
    put(c, sign(l, i, -1), sign(l, i, 1), 0);
}

static void
put_kinds(struct clues *c, const struct clue_line *l, size_t i)
{
    uint32_t around = 0;

    for (int k = -2; k <= 2; k++)
        around = around * 16 + kind(l, i, k);
    c->kind++;
    put(c, around, 0, 0);
    c->kind++;
    put(c, around & 0xFFF0, sign(l, i, 0), 0);
    c->kind++;
    put(c, sign(l, i, 0), kind(l, i, 1), kind(l, i, -1));
    c->kind++;
    put(c, i < 3 ? (uint32_t)i : 3, l->n - i < 3 ? (uint32_t)(l->n - i) : 3,
        kind(l, i, 0));
}

/* The next and the last word that ends a name, how far; what follows it. */
static void
put_endings(struct clues *c, const struct clue_line *l, size_t i)
{
    enum { FAR = 10 };
    size_t next = i, last = i;

    while (next < l->n && next < i + FAR && !l->at[next].is_ending)
        next++;
    while (last > 0 && last + FAR > i && (last == i || !l->at[last].is_ending))
        last--;
    c->kind++;
    put(c, sign(l, next, 0), (uint32_t)(next - i), 0);
    c->kind++;
    put(c, sign(l, next, 0), sign(l, last, 0), 0);
    c->kind++;
    put(c, sign(l, next, 0), kind(l, next, 1), kind(l, i, -1));
    c->kind++;
    put(c, sign(l, last, 0), (uint32_t)(i - last), kind(l, i, 0));
    c->kind++;
    put(c, sign(l, last, 0), sign(l, i, 0), 0);
    c->kind++;
    put(c, sign(l, next, 0), sign(l, next, 1), sign(l, last, 0));
}

static void
put_names(struct clues *c, const struct clue_line *l, size_t i)
{
    const struct clue_token *t = &l->at[i];
    uint32_t all = 0, seen = 0;

    for (uint32_t b = 0; b < NAME_BITS; b++) {
        if (t->place[b] != 0) {
            c->kind++;
            put(c, b, t->place[b], t->length[b]);
            c->kind--;
        }
        all = all * 4 + t->place[b];
    }
    for (size_t k = 0; k < i; k++)
        seen |= l->at[k].ends;
    c->kind += 2;
    put(c, all, 0, 0);
    c->kind++;
    put(c, all, kind(l, i, -1), kind(l, i, 1));
    c->kind++;
    put(c, all, seen, 0);
    c->kind++;
    put(c, i > 0 ? l->at[i - 1].ends : 0, t->begins, 0);
    c->kind++;
    put(c, t->ends, i + 1 < l->n ? l->at[i + 1].begins : 0, 0);
    c->kind++;
    put(c, seen, kind(l, i, 0), 0);
    c->kind++;
    put(c, t->again, t->comes_again, i > 0 && l->at[i - 1].again);
    c->kind++;
    put(c, t->again + 2U * t->comes_again, all, 0);
}

/* Which units of counting and which endings stood before. */
static void
put_before(struct clues *c, const struct clue_line *l, size_t i)
{
    uint32_t digits = 0, number = EDGE, name = EDGE;

    for (size_t k = 0; k < i; k++) {
        if (l->tokens[k].kind == TOKEN_DIGITS) {
            digits++;
            number = sign(l, k, 1);
        } else if (l->at[k].is_ending && (k == 0 || l->tokens[k - 1].kind != TOKEN_DIGITS)) {
            name = sign(l, k, 0);
        }
    }
    c->kind++;
    put(c, digits, number, kind(l, i, 0));
    c->kind++;
    put(c, number, name, kind(l, i, 0));
    c->kind++;
    put(c, number, name, sign(l, i, 0));
    c->kind++;
    put(c, name, sign(l, i, 1), kind(l, i, 0));
    c->kind++;
    put(c, digits, name, kind(l, i, 0) * 16 + kind(l, i, 1));
}

size_t
clues_of(const struct clue_line *line, size_t i, uint32_t *ret_keys)
{
    struct clues c = { ret_keys, 0, 1 };

    c.kind = 0;
    put(&c, 0, 0, 0); /* of every token */
    put_runs(&c, line, i);
    put_kinds(&c, line, i);
    put_endings(&c, line, i);
    put_names(&c, line, i);
    put_before(&c, line, i);
    return c.n;
}
