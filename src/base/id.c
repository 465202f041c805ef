/* See id.h. */
#include "base/id.h"

#include <string.h>

bool
id_is_none(struct id id)
{
    static const struct id none;

    return id_eq(id, none);
}

bool
id_eq(struct id a, struct id b)
{
    return memcmp(a.b, b.b, ID_BYTES) == 0;
}

void
id_put(struct buf *b, struct id id)
{
    buf_add_hex(b, id.b, ID_BYTES);
}

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

bool
hex_parse(struct str hex, void *ret_bytes, size_t n)
{
    unsigned char *out = ret_bytes;

    if (hex.n != n * 2)
        return false;
    for (size_t i = 0; i < hex.n; i++)
        if (hex_value(hex.p[i]) < 0)
            return false;
    for (size_t i = 0; i < n; i++)
        out[i] = (unsigned char)(hex_value(hex.p[2 * i]) << 4 |
                                 hex_value(hex.p[2 * i + 1]));
    return true;
}

bool
id_parse(struct str hex, struct id *ret_id)
{
    return hex_parse(hex, ret_id->b, ID_BYTES);
}
