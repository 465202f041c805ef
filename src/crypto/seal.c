/* See seal.h. As in digest.c, what OpenSSL must be able to do stops the
 * process when it cannot. */
#include "crypto/seal.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/digest.h"
#include "sys/random.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t context_key;
static EVP_CIPHER *aes_256_gcm, *sm4_ctr;

static void
must(bool ok)
{
    if (!ok) {
        (void)fputs("OpenSSL cannot use a cipher\n", stderr);
        abort();
    }
}

static void
free_context(void *p)
{
    EVP_CIPHER_CTX_free(p);
}

static void
clean_up(void)
{
    EVP_CIPHER_CTX_free(pthread_getspecific(context_key));
    (void)pthread_setspecific(context_key, NULL); /* of the main thread */
    EVP_CIPHER_free(aes_256_gcm);
    EVP_CIPHER_free(sm4_ctr);
}

static void
set_up(void)
{
    must(pthread_key_create(&context_key, free_context) == 0);
    aes_256_gcm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    sm4_ctr = EVP_CIPHER_fetch(NULL, "SM4-CTR", NULL);
    must(aes_256_gcm != NULL && sm4_ctr != NULL);
    (void)atexit(clean_up); /* only tidiness */
}

static EVP_CIPHER_CTX *
cipher(void)
{
    EVP_CIPHER_CTX *c;

    (void)pthread_once(&once, set_up);
    c = pthread_getspecific(context_key);
    if (c == NULL) {
        c = EVP_CIPHER_CTX_new();
        must(c != NULL && pthread_setspecific(context_key, c) == 0);
    }
    return c;
}

static const unsigned char *
bytes_of(struct str s)
{
    return (const unsigned char *)s.p;
}

void
seal(const unsigned char key[SEAL_KEY_BYTES], struct str context,
     struct str plain, unsigned char *out)
{
    EVP_CIPHER_CTX *c = cipher();
    unsigned char *body = out + 1 + SEAL_NONCE_BYTES;
    int n = 0;

    must(plain.n < INT_MAX && context.n < INT_MAX);
    out[0] = SEAL_AES_256_GCM;
    random_bytes(out + 1, SEAL_NONCE_BYTES);
    must(EVP_EncryptInit_ex2(c, aes_256_gcm, key, out + 1, NULL) == 1 &&
         EVP_EncryptUpdate(c, NULL, &n, out, 1) == 1);
    if (context.n > 0)
        must(EVP_EncryptUpdate(c, NULL, &n, bytes_of(context),
                               (int)context.n) == 1);
    if (plain.n > 0)
        must(EVP_EncryptUpdate(c, body, &n, bytes_of(plain), (int)plain.n) ==
             1);
    must(EVP_EncryptFinal_ex(c, body + plain.n, &n) == 1 &&
         EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, SEAL_TAG_BYTES,
                             body + plain.n) == 1);
}

static bool
open_gcm(const unsigned char key[SEAL_KEY_BYTES], struct str context,
         struct str envelope, unsigned char *out)
{
    EVP_CIPHER_CTX *c = cipher();
    const unsigned char *in = bytes_of(envelope);
    const unsigned char *body = in + 1 + SEAL_NONCE_BYTES;
    unsigned char tag[SEAL_TAG_BYTES], none[1];
    size_t body_n;
    int n = 0;

    body_n = envelope.n - SEAL_EXTRA_BYTES;
    memcpy(tag, body + body_n, sizeof(tag));
    must(EVP_DecryptInit_ex2(c, aes_256_gcm, key, in + 1, NULL) == 1 &&
         EVP_DecryptUpdate(c, NULL, &n, in, 1) == 1);
    if (context.n > 0)
        must(EVP_DecryptUpdate(c, NULL, &n, bytes_of(context),
                               (int)context.n) == 1);
    if (body_n > 0)
        must(EVP_DecryptUpdate(c, out, &n, body, (int)body_n) == 1);
    must(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, SEAL_TAG_BYTES, tag) ==
         1);
    if (EVP_DecryptFinal_ex(c, none, &n) == 1)
        return true;
    if (body_n > 0)
        explicit_bzero(out, body_n);
    return false;
}

/* The two keys of format 2. */
struct sm4_keys {
    unsigned char cipher[DIGEST_BYTES]; /* its first 16 bytes */
    unsigned char tag[DIGEST_BYTES];
};

static void
derive(const unsigned char key[SEAL_KEY_BYTES], struct sm4_keys *ret_keys)
{
    digest_hmac_sm3(key, &STR("gongzhi sm4"), 1, ret_keys->cipher);
    digest_hmac_sm3(key, &STR("gongzhi hmac-sm3"), 1, ret_keys->tag);
}

/* The tag of an envelope whose first 13 bytes and ciphertext are there. */
static void
tag_sm3(const struct sm4_keys *keys, struct str context,
        const unsigned char *envelope, size_t body_n,
        unsigned char out[DIGEST_BYTES])
{
    unsigned char length[8];
    const struct str parts[] = {
        { (const char *)envelope, 1 + SEAL_NONCE_BYTES },
        { (const char *)length, sizeof(length) },
        context,
        { (const char *)envelope + 1 + SEAL_NONCE_BYTES, body_n },
    };

    for (size_t i = 0; i < sizeof(length); i++)
        length[i] = (unsigned char)((uint64_t)context.n >> 8 * (7 - i));
    digest_hmac_sm3(keys->tag, parts, 4, out);
}

/* Counter mode: the same both ways. */
static void
run_sm4(const struct sm4_keys *keys, const unsigned char *nonce, struct str in,
        unsigned char *out)
{
    EVP_CIPHER_CTX *c = cipher();
    unsigned char counter[16] = { 0 };
    int n = 0;

    memcpy(counter, nonce, SEAL_NONCE_BYTES);
    must(EVP_EncryptInit_ex2(c, sm4_ctr, keys->cipher, counter, NULL) == 1);
    if (in.n > 0)
        must(EVP_EncryptUpdate(c, out, &n, bytes_of(in), (int)in.n) == 1);
}

void
seal_sm4(const unsigned char key[SEAL_KEY_BYTES], struct str context,
         struct str plain, unsigned char *out)
{
    unsigned char *body = out + 1 + SEAL_NONCE_BYTES;
    unsigned char tag[DIGEST_BYTES];
    struct sm4_keys keys;

    must(plain.n < INT_MAX);
    derive(key, &keys);
    out[0] = SEAL_SM4_CTR_HMAC_SM3;
    random_bytes(out + 1, SEAL_NONCE_BYTES);
    run_sm4(&keys, out + 1, plain, body);
    tag_sm3(&keys, context, out, plain.n, tag);
    memcpy(body + plain.n, tag, SEAL_TAG_BYTES);
    explicit_bzero(&keys, sizeof(keys));
}

static bool
open_sm4(const unsigned char key[SEAL_KEY_BYTES], struct str context,
         struct str envelope, unsigned char *out)
{
    const unsigned char *in = bytes_of(envelope);
    size_t body_n = envelope.n - SEAL_EXTRA_BYTES;
    const struct str body = { envelope.p + 1 + SEAL_NONCE_BYTES, body_n };
    unsigned char tag[DIGEST_BYTES];
    struct sm4_keys keys;
    bool ok;

    derive(key, &keys);
    tag_sm3(&keys, context, in, body_n, tag);
    ok = CRYPTO_memcmp(tag, body.p + body_n, SEAL_TAG_BYTES) == 0;
    if (ok)
        run_sm4(&keys, in + 1, body, out);
    explicit_bzero(&keys, sizeof(keys));
    return ok;
}

bool
seal_open(const unsigned char key[SEAL_KEY_BYTES], struct str context,
          struct str envelope, unsigned char *out)
{
    if (envelope.n < SEAL_EXTRA_BYTES || envelope.n >= INT_MAX)
        return false;
    switch (bytes_of(envelope)[0]) {
    case SEAL_AES_256_GCM:
        return open_gcm(key, context, envelope, out);
    case SEAL_SM4_CTR_HMAC_SM3:
        return open_sm4(key, context, envelope, out);
    default:
        return false;
    }
}
