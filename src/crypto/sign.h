/*
 * sign: Ed25519 (RFC 8032). The secret is its 32-byte seed.
 */
#ifndef CRYPTO_SIGN_H
#define CRYPTO_SIGN_H

#include <stdbool.h>

#include "base/str.h"

enum { SIGN_SEED_BYTES = 32, SIGN_KEY_BYTES = 32, SIGNATURE_BYTES = 64 };

void sign_public_key(const unsigned char seed[SIGN_SEED_BYTES],
                     unsigned char out[SIGN_KEY_BYTES]);
void sign_text(const unsigned char seed[SIGN_SEED_BYTES], struct str text,
               unsigned char out[SIGNATURE_BYTES]);
bool sign_verify(const unsigned char key[SIGN_KEY_BYTES], struct str text,
                 const unsigned char signature[SIGNATURE_BYTES]);

#endif
