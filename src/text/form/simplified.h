/* simplified: the table of gen/simplified.c, for simplified.c. */
#ifndef TEXT_FORM_SIMPLIFIED_H
#define TEXT_FORM_SIMPLIFIED_H

#include <stddef.h>

/* Pairs of characters of three bytes each: a traditional one and its
 * simplified one, in the order of the former. */
extern const char *const simplified_pairs[];
extern const size_t simplified_pairs_n;

#endif
