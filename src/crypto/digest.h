/*
 * digest: SHA-256 (FIPS 180-4), SM3 (GB/T 32905-2016) and HMAC (RFC 2104) over
 * either. Any thread; each keeps one context.
 */
#ifndef CRYPTO_DIGEST_H
#define CRYPTO_DIGEST_H

#include "base/str.h"

enum { DIGEST_BYTES = 32 };

void digest_sha256(const void *p, size_t n, unsigned char out[DIGEST_BYTES]);

void digest_sm3(const void *p, size_t n, unsigned char out[DIGEST_BYTES]);

/* Of the parts one after another. */
void digest_parts(const struct str *parts, size_t parts_n,
                  unsigned char out[DIGEST_BYTES]);
void digest_parts_sm3(const struct str *parts, size_t parts_n,
                      unsigned char out[DIGEST_BYTES]);

void digest_hmac(const unsigned char key[DIGEST_BYTES], const struct str *parts,
                 size_t parts_n, unsigned char out[DIGEST_BYTES]);

void digest_hmac_sm3(const unsigned char key[DIGEST_BYTES],
                     const struct str *parts, size_t parts_n,
                     unsigned char out[DIGEST_BYTES]);

/* Under a key of any length (RFC 2104). */
void digest_hmac_key(struct str key, const struct str *parts, size_t parts_n,
                     unsigned char out[DIGEST_BYTES]);

#endif
