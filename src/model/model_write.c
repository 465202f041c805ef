/* model_write: the bytes of a model's file. docs/model-format.md. */
#include <string.h>

#include "model/model_parts.h"

static void
put_u32(struct buf *out, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        buf_add_char(out, (char)(v >> (8 * i) & 0xFF));
}

static void
put_number(struct buf *out, float v)
{
    uint32_t bits;

    memcpy(&bits, &v, sizeof(bits));
    put_u32(out, bits);
}

static void
put_name(struct buf *out, struct str s)
{
    buf_add_char(out, (char)s.n);
    buf_add(out, s);
}

static void
put_short(struct buf *out, uint16_t v)
{
    buf_add_char(out, (char)(v & 0xFF));
    buf_add_char(out, (char)(v >> 8));
}

void
model_write(const struct model *m, struct buf *out)
{
    buf_add(out, STR("gongzhi-model 1\n"));
    put_u32(out, (uint32_t)m->blocks_n);
    put_u32(out, (uint32_t)m->labels_n);
    put_u32(out, (uint32_t)m->features_n);
    put_u32(out, (uint32_t)m->trained_on);
    put_number(out, m->sure_from);
    put_number(out, m->sharpness);
    put_number(out, m->weight_unit);
    for (size_t i = 0; i < m->blocks_n; i++) {
        buf_add_char(out, (char)m->blocks[i].kind);
        put_number(out, (float)m->blocks[i].weight);
        put_name(out, m->blocks[i].name);
    }
    for (size_t i = 0; i < m->labels_n; i++) {
        put_number(out, m->labels[i].bias);
        put_number(out, m->labels[i].share);
        put_name(out, m->labels[i].name);
    }
    for (size_t i = 0; i < m->features_n; i++)
        put_u32(out, m->keys[i]);
    for (size_t i = 0; i < m->features_n; i++)
        for (size_t k = 0; k <= m->labels_n; k++)
            put_short(out, (uint16_t)model_row(m, i)[k]);
}
