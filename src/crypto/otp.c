/* See otp.h. */
#include "crypto/otp.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>

enum { SHA1_BYTES = 20, COUNTER_BYTES = 8, MODULUS = 1000000 };

unsigned
otp_code(const unsigned char secret[OTP_SECRET_BYTES], uint64_t step)
{
    unsigned char counter[COUNTER_BYTES], mac[SHA1_BYTES];
    unsigned n = sizeof(mac);
    size_t at;

    for (int i = COUNTER_BYTES - 1; i >= 0; i--, step >>= 8)
        counter[i] = (unsigned char)(step & 0xFF);
    if (HMAC(EVP_sha1(), secret, OTP_SECRET_BYTES, counter, sizeof(counter),
             mac, &n) == NULL)
        abort();
    at = mac[SHA1_BYTES - 1] & 0xF; /* RFC 4226 section 5.3 */
    return (((unsigned)mac[at] & 0x7F) << 24 | (unsigned)mac[at + 1] << 16 |
            (unsigned)mac[at + 2] << 8 | (unsigned)mac[at + 3]) %
           MODULUS;
}

static bool
read_digits(struct str code, unsigned char digits[OTP_DIGITS])
{
    size_t n = 0;

    for (size_t i = 0; i < code.n; i++) {
        if (code.p[i] == ' ')
            continue;
        if (code.p[i] < '0' || code.p[i] > '9' || n == OTP_DIGITS)
            return false;
        digits[n++] = (unsigned char)code.p[i];
    }
    return n == OTP_DIGITS;
}

bool
otp_check(const unsigned char secret[OTP_SECRET_BYTES], struct str code,
          int64_t now, int64_t used, int64_t *ret_step)
{
    int64_t step = now / 1000 / OTP_STEP_SECONDS;
    unsigned char said[OTP_DIGITS];
    bool right = false;

    if (!read_digits(code, said))
        return false;
    for (int64_t s = step - OTP_STEPS_BESIDE; s <= step + OTP_STEPS_BESIDE;
         s++) {
        unsigned v = otp_code(secret, (uint64_t)s);
        unsigned char want[OTP_DIGITS];

        for (int i = OTP_DIGITS - 1; i >= 0; i--, v /= 10)
            want[i] = (unsigned char)('0' + v % 10);
        if (CRYPTO_memcmp(said, want, OTP_DIGITS) == 0 && s > used) {
            *ret_step = s;
            right = true;
        }
    }
    return right;
}

void
base32_put(struct buf *out, const void *p, size_t n)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const unsigned char *b = p;
    unsigned held = 0, bits = 0;

    for (size_t i = 0; i < n; i++) {
        held = held << 8 | b[i];
        bits += 8;
        for (; bits >= 5; bits -= 5)
            buf_add_char(out, digits[held >> (bits - 5) & 31]);
    }
    if (bits > 0)
        buf_add_char(out, digits[held << (5 - bits) & 31]);
}
