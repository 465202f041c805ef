/*
 * model_read: a model from its file. Every length is checked against what is
 * there before anything is allocated from it. docs/model-format.md.
 */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "model/model_parts.h"

struct cursor {
    const unsigned char *p;
    size_t n;
    bool bad; /* something was asked for that is not there */
};

static const unsigned char *
take(struct cursor *c, size_t n)
{
    const unsigned char *p = c->p;

    if (n > c->n) {
        c->bad = true;
        return NULL;
    }
    c->p += n;
    c->n -= n;
    return p;
}

static uint32_t
u32_at(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static uint32_t
take_u32(struct cursor *c)
{
    const unsigned char *p = take(c, 4);

    return p == NULL ? 0 : u32_at(p);
}

/* A finite number of four bytes (IEEE 754). */
static float
take_number(struct cursor *c)
{
    uint32_t bits = take_u32(c);
    float v;

    memcpy(&v, &bits, sizeof(v));
    if (!(v >= -1e9F && v <= 1e9F)) {
        c->bad = true;
        return 0;
    }
    return v;
}

static float
take_between(struct cursor *c, float least, float most)
{
    float v = take_number(c);

    if (v < least || v > most)
        c->bad = true;
    return v;
}

/* One byte of length, then so many bytes of UTF-8. */
static struct str
take_name(struct cursor *c)
{
    const unsigned char *length = take(c, 1);
    const unsigned char *p =
        length == NULL || *length > MODEL_NAME_BYTES ? NULL : take(c, *length);
    struct str s = { (const char *)p, p == NULL ? 0 : *length };

    if (p == NULL || s.n == 0 || !utf8_valid(s)) {
        c->bad = true;
        return STR("?");
    }
    return s;
}

static void
take_blocks(struct cursor *c, struct model *m)
{
    for (size_t i = 0; i < m->blocks_n; i++) {
        struct model_block *b = &m->blocks[i];
        const unsigned char *kind = take(c, 1);

        if (kind == NULL || *kind > BLOCK_JOINED)
            c->bad = true;
        else
            b->kind = (enum block_kind) * kind;
        b->weight =
            (double)take_between(c, b->kind == BLOCK_TEXT ? 0 : 1e-6F, 1000);
        b->name = take_name(c);
    }
}

static void
take_labels(struct cursor *c, struct model *m)
{
    for (size_t i = 0; i < m->labels_n; i++) {
        m->labels[i].bias = take_between(c, -1e6F, 1e6F);
        m->labels[i].share = take_between(c, 0, 1);
        m->labels[i].name = take_name(c);
    }
}

static void
take_keys(struct cursor *c, struct model *m)
{
    const unsigned char *p = take(c, m->features_n * 4);

    for (size_t i = 0; p != NULL && i < m->features_n; i++) {
        m->keys[i] = u32_at(p + i * 4);
        if (i > 0 && m->keys[i] <= m->keys[i - 1])
            c->bad = true;
    }
}

static void
take_rows(struct cursor *c, struct model *m)
{
    const size_t n = m->labels_n + 1;
    const unsigned char *p = take(c, m->features_n * n * 2);

    for (size_t i = 0; p != NULL && i < m->features_n; i++, p += n * 2) {
        int16_t *row = model_row(m, i);

        for (size_t k = 0; k < n; k++)
            row[k] = (int16_t)(uint16_t)(p[k * 2] | p[k * 2 + 1] << 8);
        if (row[0] < 0)
            c->bad = true;
    }
}

void
model_rows_new(struct arena *a, struct model *m, size_t features_n)
{
    m->row_n = (m->labels_n + ROW_STEP) / ROW_STEP * ROW_STEP;
    m->rows = arena_alloc(a, features_n * m->row_n * sizeof(*m->rows) + 1);
}

void
model_ready(struct arena *a, struct model *m)
{
    size_t room = 16;

    while (room < m->features_n + m->features_n / 2)
        room *= 2;
    m->slots = arena_alloc(a, room * sizeof(*m->slots));
    m->slots_mask = (uint32_t)(room - 1);
    for (size_t i = 0; i < m->features_n; i++) {
        uint32_t h = m->keys[i] & m->slots_mask;

        while (m->slots[h].index != 0)
            h = (h + 1) & m->slots_mask;
        m->slots[h] = (struct model_slot){ m->keys[i], (uint32_t)(i + 1) };
    }
    m->form = form_new(a);
}

/* The numbers in front, and whether the tables they tell of fill the rest. */
static const char *
take_head(struct cursor *c, struct model *m)
{
    m->blocks_n = take_u32(c);
    m->labels_n = take_u32(c);
    m->features_n = take_u32(c);
    m->trained_on = take_u32(c);
    m->sure_from = take_between(c, 0, 1);
    m->sharpness = take_between(c, 1e-6F, 1e6F);
    m->weight_unit = take_between(c, 1e-12F, 1e6F);
    if (c->bad)
        return "the head is cut short or holds a number out of range";
    if (m->blocks_n < 1 || m->blocks_n > MODEL_BLOCKS)
        return "want 1 to 16 blocks";
    if (m->labels_n < 2 || m->labels_n > MODEL_LABELS)
        return "want 2 to 1024 labels";
    if (m->features_n < 1 || m->features_n > MODEL_FEATURES ||
        m->features_n * (6 + 2 * m->labels_n) > c->n)
        return "the tables of features are cut short";
    return NULL;
}

bool
model_read(struct arena *a, struct str bytes, const struct model **ret_m,
           const char **ret_why)
{
    static const char magic[] = "gongzhi-model 1\n";
    struct cursor c = { (const unsigned char *)bytes.p, bytes.n, false };
    struct model *m = arena_new(a, struct model);
    const unsigned char *start = take(&c, sizeof(magic) - 1);

    *ret_why = "it is no model, or of another version";
    if (start == NULL || memcmp(start, magic, sizeof(magic) - 1) != 0)
        return false;
    if ((*ret_why = take_head(&c, m)) != NULL)
        return false;
    m->labels = arena_alloc(a, m->labels_n * sizeof(*m->labels));
    m->keys = arena_alloc(a, m->features_n * sizeof(*m->keys));
    model_rows_new(a, m, m->features_n);
    take_blocks(&c, m);
    take_labels(&c, m);
    take_keys(&c, m);
    take_rows(&c, m);
    *ret_why = "a table is cut short, out of order or holds a number out of "
               "range";
    if (c.bad)
        return false;
    *ret_why = "there are bytes behind the last table";
    if (c.n != 0)
        return false;
    model_ready(a, m);
    *ret_m = m;
    return true;
}

size_t
model_blocks(const struct model *m)
{
    return m->blocks_n;
}

const struct model_block *
model_block(const struct model *m, size_t i)
{
    return &m->blocks[i];
}

size_t
model_labels(const struct model *m)
{
    return m->labels_n;
}

struct str
model_label(const struct model *m, size_t i)
{
    return m->labels[i].name;
}

size_t
model_features(const struct model *m)
{
    return m->features_n;
}

size_t
model_trained_on(const struct model *m)
{
    return m->trained_on;
}

double
model_sure_from(const struct model *m)
{
    return (double)m->sure_from;
}
