/* Writing cells; see csv.h. */
#include <string.h>

#include "text/csv.h"

void
csv_put_cell(struct buf *out, struct str s)
{
    const struct str signs = STR("=+-@\t\r\n");
    bool formula = s.n > 0 && memchr(signs.p, s.p[0], signs.n) != NULL;

    buf_add_char(out, '"');
    if (formula)
        buf_add_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, s.p[i]);
    }
    buf_add_char(out, '"');
}
