/*
 * case_code: the number of a case and the code a citizen keeps.
 *
 * Case code, 24 characters: region (6 digits) + day of receipt (YYYYMMDD) +
 * channel (2) + sequence (7, the case's number modulo 10^7) + check character
 * (ISO/IEC 7064 MOD 37,36 = GB/T 17710). It names the case and opens nothing.
 *
 * Query code, 16 characters of Crockford's base 32 written in fours: 7 of the
 * case's number, 9 of a tag that only the holder of the index key can make.
 */
#ifndef CODES_CASE_CODE_H
#define CODES_CASE_CODE_H

#include "base/buf.h"
#include "base/date.h"

enum { CASE_CODE_CHARS = 24, QUERY_CODE_CHARS = 16, QUERY_TAG_CHARS = 9 };

/* The check character of 0-9A-Z text; 0 when another character stands in it. */
char iso7064_mod37_36(struct str text);

/* region: six digits; channel: two of 0-9A-Z. number >= 1. */
void case_code_put(struct buf *b, struct str region, int32_t day,
                   struct str channel, int64_t number);

struct case_code {
    struct str region; /* borrowed from the text */
    int32_t day;
    struct str channel;
    int64_t sequence; /* number modulo 10^7 */
};

/*
 * Read a case code (blanks and hyphens between its characters are allowed,
 * small letters count as capitals; the cleaned text lives in a).
 *
 * Fails: false, and *ret_why says in one sentence (zh-Hans) what is wrong:
 *        length, a character and its place, no such day, check character.
 */
bool case_code_parse(struct arena *a, struct str text,
                     struct case_code *ret_code, struct str *ret_why);

/* tag: at least 6 bytes of the keyed hash. XXXX-XXXX-XXXX-XXXX */
void query_code_put(struct buf *b, int64_t number, const unsigned char tag[6]);

/* Number and tag characters of a query code; forgiving as above (O is 0, I
 * and L are 1). False when it cannot be one. */
bool query_code_parse(struct str text, int64_t *ret_number,
                      char ret_tag[QUERY_TAG_CHARS]);

#endif
