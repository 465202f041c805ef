/* See assets.h. */
#include "web/assets.h"

const struct asset *
asset_find(struct str name)
{
    for (size_t i = 0; i < assets_n; i++)
        if (str_eq(name, str_of(assets[i].name)))
            return &assets[i];
    return NULL;
}
