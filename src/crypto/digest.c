/*
 * See digest.h. The algorithms are fetched once for the process; each thread
 * keeps one context, freed when the thread ends. A library that cannot hash
 * is a bug of the installation: the process stops.
 */
#include "crypto/digest.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t context_key;
static EVP_MD *sha256, *sm3;

static void
must(bool ok)
{
    if (!ok) {
        (void)fputs("OpenSSL cannot compute a digest\n", stderr);
        abort();
    }
}

static void
free_context(void *p)
{
    EVP_MD_CTX_free(p);
}

static void
clean_up(void)
{
    EVP_MD_CTX_free(pthread_getspecific(context_key));
    (void)pthread_setspecific(context_key, NULL); /* of the main thread */
    EVP_MD_free(sha256);
    EVP_MD_free(sm3);
}

static void
set_up(void)
{
    must(pthread_key_create(&context_key, free_context) == 0);
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    sm3 = EVP_MD_fetch(NULL, "SM3", NULL);
    must(sha256 != NULL && sm3 != NULL);
    (void)atexit(clean_up); /* only tidiness */
}

static EVP_MD_CTX *
context(void)
{
    EVP_MD_CTX *c;

    (void)pthread_once(&once, set_up);
    c = pthread_getspecific(context_key);
    if (c == NULL) {
        c = EVP_MD_CTX_new();
        must(c != NULL && pthread_setspecific(context_key, c) == 0);
    }
    return c;
}

static void
digest(EVP_MD_CTX *c, const EVP_MD *md, const struct str *parts, size_t parts_n,
       unsigned char out[DIGEST_BYTES])
{
    must(EVP_DigestInit_ex2(c, md, NULL) == 1);
    for (size_t i = 0; i < parts_n; i++)
        if (parts[i].n > 0)
            must(EVP_DigestUpdate(c, parts[i].p, parts[i].n) == 1);
    must(EVP_DigestFinal_ex(c, out, NULL) == 1);
}

void
digest_parts(const struct str *parts, size_t parts_n,
             unsigned char out[DIGEST_BYTES])
{
    EVP_MD_CTX *c = context();

    digest(c, sha256, parts, parts_n, out);
}

void
digest_parts_sm3(const struct str *parts, size_t parts_n,
                 unsigned char out[DIGEST_BYTES])
{
    EVP_MD_CTX *c = context();

    digest(c, sm3, parts, parts_n, out);
}

void
digest_sha256(const void *p, size_t n, unsigned char out[DIGEST_BYTES])
{
    digest_parts(&(struct str){ p, n }, 1, out);
}

void
digest_sm3(const void *p, size_t n, unsigned char out[DIGEST_BYTES])
{
    digest_parts_sm3(&(struct str){ p, n }, 1, out);
}

/* RFC 2104, over the same context; blocks of both are 64 bytes. */
static void
hmac(const EVP_MD *md, struct str key, const struct str *parts, size_t parts_n,
     unsigned char out[DIGEST_BYTES])
{
    EVP_MD_CTX *c = context();
    unsigned char pad[BLOCK_BYTES] = { 0 }, inner[DIGEST_BYTES];

    if (key.n > BLOCK_BYTES)
        digest(c, md, &key, 1, pad);
    else if (key.n > 0)
        memcpy(pad, key.p, key.n);
    for (size_t i = 0; i < BLOCK_BYTES; i++)
        pad[i] ^= 0x36;
    must(EVP_DigestInit_ex2(c, md, NULL) == 1 &&
         EVP_DigestUpdate(c, pad, sizeof(pad)) == 1);
    for (size_t i = 0; i < parts_n; i++)
        if (parts[i].n > 0)
            must(EVP_DigestUpdate(c, parts[i].p, parts[i].n) == 1);
    must(EVP_DigestFinal_ex(c, inner, NULL) == 1);
    for (size_t i = 0; i < BLOCK_BYTES; i++)
        pad[i] ^= 0x36 ^ 0x5C;
    must(EVP_DigestInit_ex2(c, md, NULL) == 1 &&
         EVP_DigestUpdate(c, pad, sizeof(pad)) == 1 &&
         EVP_DigestUpdate(c, inner, sizeof(inner)) == 1 &&
         EVP_DigestFinal_ex(c, out, NULL) == 1);
    explicit_bzero(pad, sizeof(pad));
}

void
digest_hmac_key(struct str key, const struct str *parts, size_t parts_n,
                unsigned char out[DIGEST_BYTES])
{
    (void)pthread_once(&once, set_up); /* cannot fail */
    hmac(sha256, key, parts, parts_n, out);
}

void
digest_hmac(const unsigned char key[DIGEST_BYTES], const struct str *parts,
            size_t parts_n, unsigned char out[DIGEST_BYTES])
{
    digest_hmac_key((struct str){ (const char *)key, DIGEST_BYTES }, parts,
                    parts_n, out);
}

void
digest_hmac_sm3(const unsigned char key[DIGEST_BYTES], const struct str *parts,
                size_t parts_n, unsigned char out[DIGEST_BYTES])
{
    (void)pthread_once(&once, set_up); /* cannot fail */
    hmac(sm3, (struct str){ (const char *)key, DIGEST_BYTES }, parts, parts_n,
         out);
}
