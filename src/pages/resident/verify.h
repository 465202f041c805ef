/* verify: the values of the page that checks a receipt, and of what it found.
 */
#ifndef PAGES_RESIDENT_VERIFY_H
#define PAGES_RESIDENT_VERIFY_H

#include "web/layout.h"

struct verify_view {
    struct layout layout;
    struct str given; /* what was brought, when it could not be read */
    enum say fault;
    bool wrong;
};

/* A leaf of the receipt. */
struct verified_leaf {
    int64_t number, at;
    struct str words; /* what happened; empty when only its hash is known */
    struct str hash;
    bool good;
    bool has_texts, texts_fit; /* what the citizen wrote */
};

struct verified_view {
    struct layout layout;
    bool good, is_signed, one_case, stands;
    const struct verified_leaf *leaves;
    size_t leaves_n;
    int64_t size, size_now;
    int64_t newest;  /* when the newest signed leaf was written; 0: unknown */
    struct str site; /* "https://city.example" */
};

#endif
