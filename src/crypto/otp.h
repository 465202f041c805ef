/*
 * otp: one-time codes of a second factor: TOTP (RFC 6238, HMAC-SHA-1, 30
 * seconds, 6 digits, as every authenticator program reads it), and base32
 * (RFC 4648 section 6, without padding) for its secret.
 */
#ifndef CRYPTO_OTP_H
#define CRYPTO_OTP_H

#include <stdbool.h>

#include "base/buf.h"

enum {
    OTP_SECRET_BYTES = 20, /* RFC 4226 section 4, R6 */
    OTP_DIGITS = 6,
    OTP_STEP_SECONDS = 30,
    OTP_STEPS_BESIDE = 1 /* clocks may differ by one step */
};

/* HOTP (RFC 4226): six digits. */
unsigned otp_code(const unsigned char secret[OTP_SECRET_BYTES], uint64_t step);

/*
 * Is a code right at a moment (ms since 1970 UTC), and of a later step than
 * used? *ret_step is the step it belongs to, to be kept as used. Blanks in the
 * code are passed over. Takes the same time for every code.
 */
bool otp_check(const unsigned char secret[OTP_SECRET_BYTES], struct str code,
               int64_t now, int64_t used, int64_t *ret_step);

void base32_put(struct buf *out, const void *p, size_t n);

#endif
