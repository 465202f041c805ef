/* See seal.h. As in digest.c, what OpenSSL must be able to do stops the
 * process when it cannot. */
#include "crypto/seal.h"

#include <limits.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sys/random.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t context_key;
static EVP_CIPHER *aes_256_gcm;

static void
must(bool ok)
{
    if (!ok) {
        (void)fputs("OpenSSL cannot use AES-256-GCM\n", stderr);
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
}

static void
set_up(void)
{
    must(pthread_key_create(&context_key, free_context) == 0);
    aes_256_gcm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    must(aes_256_gcm != NULL);
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

bool
seal_open(const unsigned char key[SEAL_KEY_BYTES], struct str context,
          struct str envelope, unsigned char *out)
{
    EVP_CIPHER_CTX *c = cipher();
    const unsigned char *in = bytes_of(envelope);
    const unsigned char *body = in + 1 + SEAL_NONCE_BYTES;
    unsigned char tag[SEAL_TAG_BYTES], none[1];
    size_t body_n;
    int n = 0;

    if (envelope.n < SEAL_EXTRA_BYTES || envelope.n >= INT_MAX ||
        in[0] != SEAL_AES_256_GCM)
        return false;
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
