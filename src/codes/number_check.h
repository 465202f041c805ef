/*
 * number_check: numbers that the state and the banks give out, proved by
 * their check characters. A number that passes is well formed; whether it was
 * ever given to anybody is not known here. Such numbers are never shown whole.
 *
 * Texts are ASCII without blanks; a letter may be small.
 */
#ifndef CODES_NUMBER_CHECK_H
#define CODES_NUMBER_CHECK_H

#include "base/str.h"

enum {
    IDENTITY_CHARS = 18,
    IDENTITY_CHARS_OLD = 15,
    CREDIT_CODE_CHARS = 18,
    BANK_CARD_LEAST = 16,
    BANK_CARD_MOST = 19
};

/*
 * Has the text the shape of a resident's identity number (公民身份号码,
 * GB 11643-1999): a province, a day of birth that exists, 18 characters of
 * which the last may be X? Also the 15 digits given out until 1999, with two
 * digits for the year. A shape without the right check character is what a
 * slip of the pen leaves of a real number.
 */
bool identity_number_shape(struct str s);

/*
 * The shape, and the check character too (ISO/IEC 7064 MOD 11-2). Numbers of
 * 15 digits have none and do not pass.
 */
bool identity_number_check(struct str s);

/*
 * A unified social credit code (统一社会信用代码, GB 32100-2015): 18 of
 * 0-9A-Z without I O S V Z, the last a check character of weights 3^i mod 31.
 */
bool credit_code_check(struct str s);

/* A number plate (GA 36-2018): the short name of a province, a letter, then
 * five letters and digits, six for new energy, or four before 警学挂港澳领试超.
 * A dot (·) may follow the first letter. It has no check character. */
bool plate_check(struct str s);

/* A bank card (ISO/IEC 7812-1): 16 to 19 digits that begin with 3 to 6, the
 * last by the formula of Luhn. */
bool bank_card_check(struct str s);

#endif
