/*
 * form: the characters of a text in the form in which texts are compared.
 *
 * Compatibility decomposition and case folding of Unicode (NFKD, toCasefold;
 * Unicode Standard Annex 15), so that wide and half-wide signs, ligatures and
 * circled numbers are one; accents, controls and what is not to be seen are
 * left out. Traditional characters become simplified ones one by one: that
 * serves matching only, for the way back is not certain (乾 is 干 and 乾).
 * Blanks of any sort and number are one space, and none at either end.
 */
#ifndef TEXT_FORM_FORM_H
#define TEXT_FORM_FORM_H

#include "base/arena.h"

/* One of the unified ideographs that are in use (U+4E00 to U+9FFF)? */
static inline bool
char_is_han(uint32_t c)
{
    return c >= 0x4E00 && c <= 0x9FFF;
}

/* The simplified character of a traditional one; others stay. Cost: log n. */
uint32_t char_simplified(uint32_t c);

/* Does a character belong to words, or does it part them? Of characters as
 * form_chars or text_normalise leave them: wide and capital letters are none.
 */
static inline bool
char_is_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (c < 0xC0 || (c >= 0x2000 && c < 0x2070))
        return false;
    return !(c >= 0x3000 && c < 0x3040) && !(c >= 0xFE30 && c < 0xFE70) &&
           !(c >= 0xFF00 && c < 0xFFF0);
}

/* What every character becomes, worked out once. */
struct form;
const struct form *form_new(struct arena *a); /* Owns: a, 128 KiB */

/* One character, and the bytes of the text it stands for. */
struct form_char {
    uint32_t c;
    uint32_t at, n;
};

/*
 * Put the characters of text into room. Bytes that are not UTF-8 are left out.
 * Returns how many there are, at most room_n; what does not fit is left out.
 *
 * Units: text has fewer than 2^32 bytes.
 */
size_t form_chars(const struct form *f, struct str text,
                  struct form_char *ret_chars, size_t room_n);

#endif
