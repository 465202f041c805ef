/* char_simplified: see form.h. */
#include "text/form/simplified.h"

#include "text/form/form.h"

enum { FIRST = 0x4E00, LAST = 0x9FFF };

static uint32_t
char_of(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;

    return (u[0] & 0xFU) << 12 | (u[1] & 0x3FU) << 6 | (u[2] & 0x3FU);
}

uint32_t
char_simplified(uint32_t c)
{
    size_t low = 0, high = simplified_pairs_n;

    if (c < FIRST || c > LAST)
        return c;
    while (low < high) {
        size_t middle = (low + high) / 2;
        uint32_t v = char_of(simplified_pairs[middle]);

        if (v == c)
            return char_of(simplified_pairs[middle] + 3);
        if (v < c)
            low = middle + 1;
        else
            high = middle;
    }
    return c;
}
