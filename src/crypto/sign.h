/*
 * sign: Ed25519 (RFC 8032), whose secret is a seed of 32 bytes, and SM2 (GB/T
 * 32918.2-2016) over SM3, whose secret is a number of 32 bytes, high byte
 * first, from 1 to n-2. The identity of the signer that SM2 wants is the usual
 * 1234567812345678; a signature is r || s, a public key 04 || x || y.
 */
#ifndef CRYPTO_SIGN_H
#define CRYPTO_SIGN_H

#include <stdbool.h>

#include "base/str.h"

enum {
    SIGN_SEED_BYTES = 32,
    SIGN_KEY_BYTES = 32,
    SM2_KEY_BYTES = 65,
    SIGNATURE_BYTES = 64
};

void sign_public_key(const unsigned char seed[SIGN_SEED_BYTES],
                     unsigned char out[SIGN_KEY_BYTES]);
void sign_text(const unsigned char seed[SIGN_SEED_BYTES], struct str text,
               unsigned char out[SIGNATURE_BYTES]);
bool sign_verify(const unsigned char key[SIGN_KEY_BYTES], struct str text,
                 const unsigned char signature[SIGNATURE_BYTES]);

/* Is it the secret of a key? All but one in four thousand million are. */
bool sm2_secret_ok(const unsigned char secret[SIGN_SEED_BYTES]);

/* The process stops when the secret is none. */
void sm2_public_key(const unsigned char secret[SIGN_SEED_BYTES],
                    unsigned char out[SM2_KEY_BYTES]);
/* key is the secret's public one: making it takes as long as signing. */
void sm2_sign(const unsigned char secret[SIGN_SEED_BYTES],
              const unsigned char *key, struct str text,
              unsigned char out[SIGNATURE_BYTES]);
bool sm2_verify(const unsigned char key[SM2_KEY_BYTES], struct str text,
                const unsigned char signature[SIGNATURE_BYTES]);

#endif
