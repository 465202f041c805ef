/*
 * layout: what all pages show around their own part; templates/layout/.
 */
#ifndef WEB_LAYOUT_H
#define WEB_LAYOUT_H

#include "web/html.h"

enum text_size { SIZE_STANDARD, SIZE_LARGE, SIZE_EXTRA, SIZES };

struct layout {
    struct str title; /* of the page */
    struct str site;  /* "安澜民声" */
    struct str owner; /* who runs it; says that a demo is a demo */
    struct str phone; /* of the help strip */
    struct str lang;  /* tag */
    struct str size;  /* class of the text size, or empty */
    bool large;       /* a larger size is chosen */
    bool wrong;       /* the title begins with "Error:" */
    struct str here;  /* address to come back to, or empty */
};

/* standard, l, xl: as the cookie and the form say it. */
struct str size_word(enum text_size size);
bool size_parse(struct str word, enum text_size *ret_size);

#endif
