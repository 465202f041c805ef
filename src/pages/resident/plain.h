/* plain: pages of words alone; templates/resident/. */
#ifndef PAGES_RESIDENT_PLAIN_H
#define PAGES_RESIDENT_PLAIN_H

#include "web/layout.h"

struct plain_view {
    struct layout layout;
    struct str back; /* an address of ours */
};

#endif
