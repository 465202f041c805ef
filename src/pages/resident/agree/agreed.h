/* agreed: what the citizen of a case was told and agreed to, and what of it he
 * took back; templates/resident/agreed.html. */
#ifndef PAGES_RESIDENT_AGREED_H
#define PAGES_RESIDENT_AGREED_H

#include "app/appeal/appeal_file.h"
#include "pages/page.h"

/* How one consent stands: given, or else taken back, or else never given. */
struct consent_line {
    bool given, taken_back;
};

struct agreed_view {
    struct str notice; /* the version he was told; empty: none */
    struct str code;   /* the query code, for addresses */
    struct consent_line publish, sensitive;
    bool guardian;
    bool any; /* given now, so that it can be taken back */
};

struct agreed_view agreed_view(const struct appeal_file *file, struct str code);

#endif
