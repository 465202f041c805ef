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

/* A name found in the line. */
struct found {
    size_t first, n;
    struct bearers who;
};

enum { FOUND = 512, LOOKED_AT = 64 };

/* The longest name of a sort covers its tokens. */
static void
cover(struct clue_line *line, const struct found *f, size_t sort)
{
    line->at[f->first].begins |= 1U << sort;
    line->at[f->first + f->n - 1].ends |= 1U << sort;
    for (size_t k = 0; k < f->n; k++) {
        struct clue_token *to = &line->at[f->first + k];

        if (to->length[sort] >= f->n)
            continue;
        to->length[sort] = (uint8_t)f->n;
        to->place[sort] = k == 0 ? 1 : k + 1 == f->n ? 3 : 2;
    }
}

/* Names that lie in others named before them: both are surer. */
static void
confirm(struct clue_line *line, const struct found *x, const struct found *y)
{
    if (x->first + x->n > y->first || x->who.n > LOOKED_AT)
        return;
    for (size_t i = 0; i < x->who.n; i++)
        for (size_t k = 0; k < y->who.n; k++)
            if (bearer_holds(&x->who.at[i], &y->who.at[k])) {
                cover(line, x, NAME_SORTS + name_sort(&x->who.at[i]));
                cover(line, y, NAME_SORTS + name_sort(&y->who.at[k]));
            }
}

static void
find_names(const struct gazette *g, struct clue_line *line)
{
    struct found found[FOUND];
    size_t found_n = 0;

    for (size_t i = 0; i < line->n; i++)
        for (size_t n = 2; n <= NAME_TOKENS && i + n <= line->n; n++) {
            struct found f = { i, n, gazette_find(g, line->tokens + i, n) };

            if (f.who.n == 0 || found_n == FOUND)
                continue;
            found[found_n++] = f;
            for (size_t k = 0; k < f.who.n; k++)
                cover(line, &f, name_sort(&f.who.at[k]));
        }
    for (size_t x = 0; x < found_n; x++)
        for (size_t y = x + 1; y < found_n; y++)
            confirm(line, &found[x], &found[y]);
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

    return at >= l->n            ? 9
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
                 { 1, 2 },  { 2, 2 },  { -1, 3 }, { -2, 3 }, { 0, 3 },
                 { 1, 3 },  { -3, 3 }, { -1, 4 }, { -2, 4 }, { 0, 4 },
                 { -3, 4 }, { 0, 5 },  { -4, 5 } };

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

/* Of the sorts of names from first on. */
static void
put_sorts(struct clues *c, const struct clue_line *l, size_t i, uint32_t first)
{
    const struct clue_token *t = &l->at[i];
    const uint32_t mask = ((1U << NAME_SORTS) - 1) << first;
    uint32_t all = 0, seen = 0;

    c->kind++;
    for (uint32_t b = first; b < first + NAME_SORTS; b++) {
        if (t->place[b] != 0)
            put(c, b, t->place[b], t->length[b]);
        all = all * 4 + t->place[b];
    }
    for (size_t k = 0; k < i; k++)
        seen |= l->at[k].ends & mask;
    c->kind++;
    put(c, all, 0, 0);
    c->kind++;
    put(c, all, kind(l, i, -1), kind(l, i, 1));
    c->kind++;
    put(c, all, seen, 0);
    c->kind++;
    put(c, i > 0 ? l->at[i - 1].ends & mask : 0, t->begins & mask, 0);
    c->kind++;
    put(c, t->ends & mask, i + 1 < l->n ? l->at[i + 1].begins & mask : 0, 0);
    c->kind++;
    put(c, seen, kind(l, i, 0), 0);
    c->kind++;
    put(c, t->again + 2U * t->comes_again, all, 0);
}

static void
put_names(struct clues *c, const struct clue_line *l, size_t i)
{
    const struct clue_token *t = &l->at[i];

    put_sorts(c, l, i, 0);
    put_sorts(c, l, i, NAME_SORTS);
    c->kind++;
    put(c, t->again, t->comes_again, i > 0 && l->at[i - 1].again);
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
        } else if (l->at[k].is_ending &&
                   (k == 0 || l->tokens[k - 1].kind != TOKEN_DIGITS)) {
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

/* The shape of what comes or what stood there: runs of plain characters are
 * one, digits by their number, endings and signs themselves. */
static uint32_t
shape(const struct clue_line *l, size_t i, int step, size_t items)
{
    uint32_t h = 0, last = 0;

    for (size_t at = i; at < l->n && items > 0; at += (size_t)step) {
        const struct clue_token *t = &l->at[at];
        bool plain = l->tokens[at].kind == TOKEN_HAN && !t->is_ending;
        uint32_t one = plain ? EDGE : t->sign;

        if (plain && last == EDGE)
            continue;
        if (l->tokens[at].kind == TOKEN_NUMERAL)
            one = TOKEN_NUMERAL;
        last = one;
        h = mix(h, one);
        items--;
    }
    return mix(h, (uint32_t)items);
}

static void
put_shapes(struct clues *c, const struct clue_line *l, size_t i)
{
    uint32_t on3 = shape(l, i, 1, 3), back3 = shape(l, i, -1, 3);

    c->kind++;
    put(c, on3, 0, 0);
    c->kind++;
    put(c, shape(l, i, 1, 5), 0, 0);
    c->kind++;
    put(c, back3, 0, 0);
    c->kind++;
    put(c, shape(l, i, -1, 5), 0, 0);
    c->kind++;
    put(c, on3, back3, 0);
    c->kind++;
    put(c, shape(l, i, 1, 5), back3, 0);
    c->kind++;
    put(c, shape(l, i, 1, 5), shape(l, i, -1, 5), 0);
    c->kind++;
    put(c, shape(l, i, 1, 7), 0, 0);
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
    put_shapes(&c, line, i);
    return c.n;
}
