/*
 * address: can a contact that somebody wrote be sent to? Strict, because what
 * passes here goes into commands of mail and gateways.
 */
#ifndef TEXT_ADDRESS_H
#define TEXT_ADDRESS_H

#include "base/arena.h"

/*
 * A mail address: the dot-atom form of RFC 5321 section 4.1.2, ASCII, a host
 * of at least two labels (RFC 1035), at most 64 + 1 + 189 bytes.
 */
bool address_is_mail(struct str s);

/*
 * A mobile number of China (11 digits, 13 to 19 in front), also behind +86,
 * 0086 or 86, with blanks, hyphens or round brackets between the digits, and
 * in full-width characters, as E.164 "+8613912345678". Owns: a.
 */
bool address_mobile(struct arena *a, struct str s, struct str *ret_number);

/*
 * The form in which contacts are the same: of a mobile number, however it is
 * written, the 11 digits; of anything else what stands there without blanks
 * around it. Owns: a.
 */
struct str address_contact(struct arena *a, struct str s);

#endif
