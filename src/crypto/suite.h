/*
 * suite: the algorithms of a log, chosen when it is made and for ever.
 *
 *     intl  SHA-256, HMAC-SHA-256, AES-256-GCM, Ed25519
 *     sm    SM3, HMAC-SM3, SM4-CTR with HMAC-SM3, SM2   (国密, Cryptography Law
 *           and GB/T 39786-2021, what information systems are assessed by)
 *
 * Hashes are 32 bytes, signatures 64 and envelopes 29 more than their text in
 * both; only public keys differ.
 */
#ifndef CRYPTO_SUITE_H
#define CRYPTO_SUITE_H

#include "crypto/digest.h"
#include "crypto/seal.h"
#include "crypto/sign.h"

enum suite_id { SUITE_INTL, SUITE_SM, SUITES };

enum { SUITE_KEY_MOST = SM2_KEY_BYTES };

struct suite {
    const char *name;             /* intl, sm */
    const char *hash, *signature; /* as the first record of a log names them */
    struct str key_type;          /* in the key ids of signed notes */
    size_t key_bytes;             /* of a public key */
    void (*digest)(const void *p, size_t n, unsigned char out[DIGEST_BYTES]);
    void (*digest_parts)(const struct str *parts, size_t parts_n,
                         unsigned char out[DIGEST_BYTES]);
    void (*hmac)(const unsigned char key[DIGEST_BYTES], const struct str *parts,
                 size_t parts_n, unsigned char out[DIGEST_BYTES]);
    void (*seal)(const unsigned char key[SEAL_KEY_BYTES], struct str context,
                 struct str plain, unsigned char *out);
    bool (*secret_ok)(const unsigned char secret[SIGN_SEED_BYTES]);
    void (*public_key)(const unsigned char secret[SIGN_SEED_BYTES],
                       unsigned char *out); /* key_bytes */
    void (*sign)(const unsigned char secret[SIGN_SEED_BYTES],
                 const unsigned char *key, struct str text,
                 unsigned char out[SIGNATURE_BYTES]);
    bool (*verify)(const unsigned char *key, struct str text,
                   const unsigned char signature[SIGNATURE_BYTES]);
};

const struct suite *suite_of(enum suite_id id);

/* False when there is no such name. */
bool suite_named(struct str name, enum suite_id *ret_id);

#endif
