/* See base64.h. */
#include "event/base64.h"

#include <string.h>

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_put(struct buf *out, const void *p, size_t n)
{
    const unsigned char *b = p;

    for (size_t i = 0; i < n; i += 3) {
        unsigned v = (unsigned)b[i] << 16;

        if (i + 1 < n)
            v |= (unsigned)b[i + 1] << 8;
        if (i + 2 < n)
            v |= b[i + 2];
        buf_add_char(out, letters[v >> 18]);
        buf_add_char(out, letters[v >> 12 & 63]);
        buf_add_char(out, i + 1 < n ? letters[v >> 6 & 63] : '=');
        buf_add_char(out, i + 2 < n ? letters[v & 63] : '=');
    }
}

/* The six bits of a letter, or 64. */
static unsigned
value_of(char c)
{
    const char *at = c == '\0' ? NULL : strchr(letters, c);

    return at == NULL ? 64 : (unsigned)(at - letters);
}

/* One group of four letters; pad of them are '='. */
static bool
read_group(const char *p, size_t pad, unsigned char out[3])
{
    unsigned v = 0;

    for (size_t i = 0; i < 4; i++) {
        unsigned six = i < 4 - pad ? value_of(p[i]) : 0;

        if (six == 64)
            return false;
        v = v << 6 | six;
    }
    if ((pad == 1 && (v & 0xFF) != 0) || (pad == 2 && (v & 0xFFFF) != 0))
        return false;
    out[0] = (unsigned char)(v >> 16);
    out[1] = (unsigned char)(v >> 8);
    out[2] = (unsigned char)v;
    return true;
}

bool
base64_parse(struct str text, unsigned char *ret_bytes, size_t max,
             size_t *ret_n)
{
    size_t pad = 0, n = 0;

    if (text.n % 4 != 0)
        return false;
    if (text.n > 0 && text.p[text.n - 1] == '=')
        pad = text.p[text.n - 2] == '=' ? 2 : 1;
    if (text.n / 4 * 3 - pad > max)
        return false;
    for (size_t i = 0; i < text.n; i += 4) {
        size_t p = i + 4 == text.n ? pad : 0;
        unsigned char three[3];

        if (!read_group(text.p + i, p, three))
            return false;
        memcpy(ret_bytes + n, three, 3 - p);
        n += 3 - p;
    }
    *ret_n = n;
    return true;
}
