/* See sign.h. */
#include "crypto/sign.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

static void
must(bool ok)
{
    if (!ok) {
        (void)fputs("OpenSSL cannot use Ed25519\n", stderr);
        abort();
    }
}

static EVP_PKEY *
secret_key(const unsigned char seed[SIGN_SEED_BYTES])
{
    EVP_PKEY *k = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed,
                                               SIGN_SEED_BYTES);

    must(k != NULL);
    return k;
}

void
sign_public_key(const unsigned char seed[SIGN_SEED_BYTES],
                unsigned char out[SIGN_KEY_BYTES])
{
    EVP_PKEY *k = secret_key(seed);
    size_t n = SIGN_KEY_BYTES;

    must(EVP_PKEY_get_raw_public_key(k, out, &n) == 1 && n == SIGN_KEY_BYTES);
    EVP_PKEY_free(k);
}

void
sign_text(const unsigned char seed[SIGN_SEED_BYTES], struct str text,
          unsigned char out[SIGNATURE_BYTES])
{
    EVP_PKEY *k = secret_key(seed);
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    size_t n = SIGNATURE_BYTES;

    must(c != NULL && EVP_DigestSignInit(c, NULL, NULL, NULL, k) == 1 &&
         EVP_DigestSign(c, out, &n, (const unsigned char *)text.p, text.n) ==
             1 &&
         n == SIGNATURE_BYTES);
    EVP_MD_CTX_free(c);
    EVP_PKEY_free(k);
}

bool
sign_verify(const unsigned char key[SIGN_KEY_BYTES], struct str text,
            const unsigned char signature[SIGNATURE_BYTES])
{
    EVP_PKEY *k = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key,
                                              SIGN_KEY_BYTES);
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    bool ok;

    must(c != NULL);
    ok = k != NULL && EVP_DigestVerifyInit(c, NULL, NULL, NULL, k) == 1 &&
         EVP_DigestVerify(c, signature, SIGNATURE_BYTES,
                          (const unsigned char *)text.p, text.n) == 1;
    EVP_MD_CTX_free(c);
    EVP_PKEY_free(k);
    return ok;
}
