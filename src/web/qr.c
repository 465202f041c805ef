/* See qr.h. */
#include "web/qr.h"

#include <qrencode.h>

enum { MARGIN = 2 };

/* One run of dark modules after another: "M2 2.5h7". */
static void
put_row(struct buf *b, const QRcode *code, int y)
{
    int from = -1;

    for (int x = 0; x <= code->width; x++) {
        bool dark =
            x < code->width && (code->data[y * code->width + x] & 1) != 0;

        if (dark && from < 0)
            from = x;
        if (dark || from < 0)
            continue;
        buf_addf(b, "M%d %d.5h%d", from + MARGIN, y + MARGIN, x - from);
        from = -1;
    }
}

struct safe_html
qr_picture(struct arena *a, struct str text, struct str label)
{
    struct html h = { .out = { .a = a } };
    QRcode *code = QRcode_encodeData((int)text.n, (const unsigned char *)text.p,
                                     0, QR_ECLEVEL_M);
    int size;

    if (code == NULL)
        return (struct safe_html){ STR("") };
    size = code->width + 2 * MARGIN;
    buf_add(&h.out, STR("<svg role=\"img\" aria-label=\""));
    html_text(&h, label);
    buf_addf(&h.out,
             "\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
             "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
             "<path stroke=\"#000\" d=\"",
             size, size, size, size);
    for (int y = 0; y < code->width; y++)
        put_row(&h.out, code, y);
    buf_add(&h.out, STR("\"/></svg>"));
    QRcode_free(code);
    return (struct safe_html){ buf_str(&h.out) };
}
