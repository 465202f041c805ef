/*
 * parser_file: a parser from its file and into it. Every length is checked
 * against what is there before anything is allocated from it.
 * docs/model-format.md.
 */
#include <string.h>

#include "address/parser_inside.h"

#define NAME       "gongzhi-address "
#define FIRST_LINE NAME "1, clues " CLUES_SET "\n"

enum {
    HEAD_AT = sizeof(FIRST_LINE) - 1,
    HEAD = 4 * 4,
    CHAIN_BYTES = sizeof(struct chain), /* all of it numbers */
    CHAIN_NUMBERS = sizeof(struct chain) / sizeof(float),
    ROW_BYTES = 5,   /* key, how many weights */
    WEIGHT_BYTES = 3 /* label, weight */
};

static uint32_t
u32_at(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

/* False when it is not within +-10^6. */
static bool
number_at(const unsigned char *p, float *ret)
{
    uint32_t bits = u32_at(p);

    memcpy(ret, &bits, sizeof(*ret));
    return *ret >= -1e6F && *ret <= 1e6F;
}

static bool
read_chain(struct parser *p, const unsigned char *bytes)
{
    float *to = &p->chain.go[0][0];

    for (size_t i = 0; i < CHAIN_NUMBERS; i++)
        if (!number_at(bytes + i * 4, &to[i]))
            return false;
    return true;
}

/* The rows: keys ascending, the sum of the weights as told. */
static bool
read_rows(struct parser *p, const unsigned char *bytes, size_t weights_n)
{
    size_t sum = 0;

    for (size_t i = 0; i < p->rows_n; i++, bytes += ROW_BYTES) {
        p->keys[i] = u32_at(bytes);
        p->starts[i] = (uint32_t)sum;
        sum += bytes[4];
        if ((i > 0 && p->keys[i] <= p->keys[i - 1]) || sum > weights_n)
            return false;
    }
    p->starts[p->rows_n] = (uint32_t)sum;
    return sum == weights_n;
}

static bool
read_weights(struct parser *p, const unsigned char *bytes)
{
    for (size_t w = 0; w < p->starts[p->rows_n]; w++, bytes += WEIGHT_BYTES) {
        p->labels[w] = bytes[0];
        p->weights[w] =
            (float)(int16_t)(uint16_t)(bytes[1] | bytes[2] << 8) * p->unit;
        if (bytes[0] >= PARSER_LABELS)
            return false;
    }
    return true;
}

bool
parser_read(struct arena *a, struct str bytes, const struct parser **ret_p,
            const char **ret_why)
{
    const size_t before = HEAD_AT + HEAD + CHAIN_BYTES;
    const unsigned char *at;
    struct parser *p;
    size_t weights_n;

    if (!str_starts(bytes, STR(FIRST_LINE))) {
        *ret_why = str_starts(bytes, STR(NAME))
                       ? "it is of another version or was learned with another "
                         "set of clues: train it anew"
                       : "it is no model of addresses";
        return false;
    }
    *ret_why = "it is cut short, or there are bytes behind the last table";
    if (bytes.n < before)
        return false;
    at = (const unsigned char *)bytes.p + HEAD_AT;
    p = arena_new(a, struct parser);
    p->rows_n = u32_at(at);
    weights_n = u32_at(at + 4);
    p->trained_on = u32_at(at + 8);
    if (p->rows_n > PARSER_CLUES || weights_n > PARSER_WEIGHTS ||
        bytes.n != before + p->rows_n * ROW_BYTES + weights_n * WEIGHT_BYTES)
        return false;
    p->keys = arena_alloc(a, (p->rows_n + 1) * sizeof(*p->keys));
    p->starts = arena_alloc(a, (p->rows_n + 1) * sizeof(*p->starts));
    p->labels = arena_alloc(a, weights_n + 1);
    p->weights = arena_alloc(a, (weights_n + 1) * sizeof(*p->weights));
    *ret_why = "a table is out of order or holds a number out of range";
    if (!number_at(at + 12, &p->unit) || p->unit < 1e-12F ||
        !read_chain(p, at + HEAD) ||
        !read_rows(p, at + HEAD + CHAIN_BYTES, weights_n) ||
        !read_weights(p, (const unsigned char *)bytes.p + bytes.n -
                             weights_n * WEIGHT_BYTES))
        return false;
    parser_ready(a, p);
    *ret_p = p;
    return true;
}

static void
put_u32(struct buf *out, uint32_t v)
{
    for (int i = 0; i < 4; i++, v >>= 8)
        buf_add_char(out, (char)(v & 0xFF));
}

static void
put_number(struct buf *out, float v)
{
    uint32_t bits;

    memcpy(&bits, &v, sizeof(bits));
    put_u32(out, bits);
}

void
parser_write(const struct parser *p, struct buf *out)
{
    const float *chain = &p->chain.go[0][0];

    buf_add(out, STR(FIRST_LINE));
    put_u32(out, (uint32_t)p->rows_n);
    put_u32(out, p->starts[p->rows_n]);
    put_u32(out, (uint32_t)p->trained_on);
    put_number(out, p->unit);
    for (size_t i = 0; i < CHAIN_NUMBERS; i++)
        put_number(out, chain[i]);
    for (size_t i = 0; i < p->rows_n; i++) {
        put_u32(out, p->keys[i]);
        buf_add_char(out, (char)(p->starts[i + 1] - p->starts[i]));
    }
    for (size_t w = 0; w < p->starts[p->rows_n]; w++) {
        float steps = p->weights[w] / p->unit;
        int v = (int)(steps < 0 ? steps - 0.5F : steps + 0.5F);

        buf_add_char(out, (char)p->labels[w]);
        buf_add_char(out, (char)(v & 0xFF));
        buf_add_char(out, (char)(v >> 8 & 0xFF));
    }
}
