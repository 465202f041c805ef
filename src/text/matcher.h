/*
 * matcher: find many words in one text in a single pass (Aho and Corasick,
 * 1975). Words and text are compared as bytes after text_normalise.
 */
#ifndef TEXT_MATCHER_H
#define TEXT_MATCHER_H

#include "base/arena.h"
#include "base/buf.h"

struct matcher;

/* Find any of the n words; values[i] is reported for words[i]. Empty words
 * are left out; the same word may stand more than once. Owns: in a. */
const struct matcher *matcher_new(struct arena *a, const struct str *words,
                                  const uint32_t *values, size_t n);

struct match {
    size_t at, n; /* bytes in the text */
    uint32_t value;
};

/* All matches in text, overlapping ones too, in order of their ends.
 * Owns: the list in a. */
struct match *matcher_find(const struct matcher *m, struct arena *a,
                           struct str text, size_t *ret_n);

/*
 * The form in which texts are compared: full-width ASCII to half width,
 * ASCII letters to lower case, U+3000 to a space; the length in characters
 * stays the same. Owns: the copy in a.
 */
struct str text_normalise(struct arena *a, struct str s);

#endif
