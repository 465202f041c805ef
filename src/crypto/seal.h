/*
 * seal: make bytes unreadable and unchangeable without a key.
 *
 * An envelope is: 1 byte format, 12 bytes random nonce, the ciphertext, 16
 * bytes tag. The format byte and what the caller names as context are
 * authenticated too, so that an envelope opens only in the place it was made
 * for.
 *
 *     1  AES-256-GCM
 *     2  SM4 (GB/T 32907-2016) in counter mode, then HMAC-SM3, because OpenSSL
 *        3.0 has no SM4-GCM. First counter block: nonce and four bytes 0. Keys:
 *        HMAC-SM3(key, "gongzhi sm4"), its first 16 bytes, and HMAC-SM3(key,
 *        "gongzhi hmac-sm3"). Tag: the first 16 bytes of HMAC-SM3(format ||
 *        nonce || length of the context, 8 bytes, high byte first || context
 *        || ciphertext).
 */
#ifndef CRYPTO_SEAL_H
#define CRYPTO_SEAL_H

#include <stdbool.h>

#include "base/str.h"

enum {
    SEAL_AES_256_GCM = 1,
    SEAL_SM4_CTR_HMAC_SM3 = 2,
    SEAL_KEY_BYTES = 32,
    SEAL_NONCE_BYTES = 12,
    SEAL_TAG_BYTES = 16,
    SEAL_EXTRA_BYTES = 1 + SEAL_NONCE_BYTES + SEAL_TAG_BYTES
};

/* out has room for plain.n + SEAL_EXTRA_BYTES. */
void seal(const unsigned char key[SEAL_KEY_BYTES], struct str context,
          struct str plain, unsigned char *out);
void seal_sm4(const unsigned char key[SEAL_KEY_BYTES], struct str context,
              struct str plain, unsigned char *out);

/* Of either format. out has room for envelope.n - SEAL_EXTRA_BYTES. False when
 * the envelope is not one, or was made with another key or context, or was
 * changed. */
bool seal_open(const unsigned char key[SEAL_KEY_BYTES], struct str context,
               struct str envelope, unsigned char *out);

#endif
