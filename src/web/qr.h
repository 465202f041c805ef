/*
 * qr: a QR code (GB/T 18284, ISO/IEC 18004) as a picture in a page.
 */
#ifndef WEB_QR_H
#define WEB_QR_H

#include "web/html.h"

/*
 * An <svg role="img"> of the text, error correction level M, with a margin of
 * two modules; label says what it is. Empty when the text is too long.
 * Owns: a.
 */
struct safe_html qr_picture(struct arena *a, struct str text, struct str label);

#endif
