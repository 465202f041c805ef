/*
 * seal: make bytes unreadable and unchangeable without a key.
 *
 * An envelope is: 1 byte format, 12 bytes random nonce, the ciphertext, 16
 * bytes tag. Format 1 is AES-256-GCM; other numbers are kept for other
 * algorithms (SM4-CTR with HMAC-SM3). The format byte and what the caller
 * names as context are authenticated too, so that an envelope opens only in
 * the place it was made for.
 */
#ifndef CRYPTO_SEAL_H
#define CRYPTO_SEAL_H

#include <stdbool.h>

#include "base/str.h"

enum {
    SEAL_AES_256_GCM = 1,
    SEAL_KEY_BYTES = 32,
    SEAL_NONCE_BYTES = 12,
    SEAL_TAG_BYTES = 16,
    SEAL_EXTRA_BYTES = 1 + SEAL_NONCE_BYTES + SEAL_TAG_BYTES
};

/* out has room for plain.n + SEAL_EXTRA_BYTES. */
void seal(const unsigned char key[SEAL_KEY_BYTES], struct str context,
          struct str plain, unsigned char *out);

/* out has room for envelope.n - SEAL_EXTRA_BYTES. False when the envelope is
 * not one, or was made with another key or context, or was changed. */
bool seal_open(const unsigned char key[SEAL_KEY_BYTES], struct str context,
               struct str envelope, unsigned char *out);

#endif
