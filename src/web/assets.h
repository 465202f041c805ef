/*
 * assets: the files of static/ and the icons, as they lie in the program.
 * tools/assets.mjs makes the table at build time.
 */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include "base/str.h"

struct asset_bytes {
    const char *p;
    size_t n;
};

struct asset {
    const char *name; /* with a hash of its bytes: "core.0123456789.css" */
    const char *type; /* media type */
    struct asset_bytes raw, gzip, brotli;
};

extern const struct asset assets[];
extern const size_t assets_n;

/* NULL when there is none of that name. */
const struct asset *asset_find(struct str name);

#endif
