/*
 * suggested: what is suggested for a case that waits for a person, for the page
 * of the case; template model/suggested.html.
 */
#ifndef PAGES_MODEL_SUGGESTED_H
#define PAGES_MODEL_SUGGESTED_H

#include "app/appeal/appeal_file.h"
#include "pages/page.h"

struct suggested_line {
    struct str of;      /* "事项" */
    struct str choices; /* "路灯照明 83% · ..." */
    bool sure;
    struct str because; /* the words that decided; may be empty */
    struct str version; /* of the model; empty: the rulebook's words */
};

struct suggested {
    const struct suggested_line *at;
    size_t at_n;
};

/* For who may read what the citizen wrote: the words that decided are his.
 * Owns: arena of the request. Fails: as suggest_records. */
bool suggested_for(const struct page *p, const struct appeal_file *file,
                   struct suggested *ret_suggested, struct err *err);

#endif
