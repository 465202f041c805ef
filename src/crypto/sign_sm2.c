/* SM2; see sign.h. */
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <stdio.h>
#include <stdlib.h>

#include "crypto/sign.h"

static const char IDENTITY[] = "1234567812345678";

enum { HALF_BYTES = SIGNATURE_BYTES / 2, DER_BYTES = 80 };

static void
must(bool ok)
{
    if (!ok) {
        (void)fputs("OpenSSL cannot use SM2\n", stderr);
        abort();
    }
}

bool
sm2_secret_ok(const unsigned char secret[SIGN_SEED_BYTES])
{
    EC_GROUP *g = EC_GROUP_new_by_curve_name(NID_sm2);
    BIGNUM *d = BN_bin2bn(secret, SIGN_SEED_BYTES, NULL);
    BIGNUM *most = g == NULL ? NULL : BN_dup(EC_GROUP_get0_order(g));
    bool ok;

    must(d != NULL && most != NULL && BN_sub_word(most, 2) == 1);
    ok = !BN_is_zero(d) && BN_cmp(d, most) <= 0;
    BN_free(most);
    BN_clear_free(d);
    EC_GROUP_free(g);
    return ok;
}

void
sm2_public_key(const unsigned char secret[SIGN_SEED_BYTES],
               unsigned char out[SM2_KEY_BYTES])
{
    EC_GROUP *g = EC_GROUP_new_by_curve_name(NID_sm2);
    BIGNUM *d = BN_secure_new();
    EC_POINT *p = g == NULL ? NULL : EC_POINT_new(g);

    must(p != NULL && d != NULL && sm2_secret_ok(secret) &&
         BN_bin2bn(secret, SIGN_SEED_BYTES, d) != NULL);
    BN_set_flags(d, BN_FLG_CONSTTIME);
    must(EC_POINT_mul(g, p, d, NULL, NULL, NULL) == 1 &&
         EC_POINT_point2oct(g, p, POINT_CONVERSION_UNCOMPRESSED, out,
                            SM2_KEY_BYTES, NULL) == SM2_KEY_BYTES);
    EC_POINT_free(p);
    BN_clear_free(d);
    EC_GROUP_free(g);
}

/* The key for OpenSSL; secret may be NULL. NULL when it is no key. */
static EVP_PKEY *
make_key(const unsigned char public_key[SM2_KEY_BYTES],
         const unsigned char *secret)
{
    OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
    BIGNUM *d =
        secret == NULL ? NULL : BN_bin2bn(secret, SIGN_SEED_BYTES, NULL);
    OSSL_PARAM *params;
    EVP_PKEY *k = NULL;

    must(b != NULL && c != NULL && (secret == NULL) == (d == NULL) &&
         OSSL_PARAM_BLD_push_utf8_string(b, OSSL_PKEY_PARAM_GROUP_NAME, "SM2",
                                         0) == 1 &&
         OSSL_PARAM_BLD_push_octet_string(b, OSSL_PKEY_PARAM_PUB_KEY,
                                          public_key, SM2_KEY_BYTES) == 1 &&
         (d == NULL ||
          OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_PRIV_KEY, d) == 1));
    params = OSSL_PARAM_BLD_to_param(b);
    must(params != NULL && EVP_PKEY_fromdata_init(c) == 1);
    if (EVP_PKEY_fromdata(c, &k,
                          d == NULL ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR,
                          params) != 1)
        k = NULL;
    OSSL_PARAM_free(params);
    BN_clear_free(d);
    EVP_PKEY_CTX_free(c);
    OSSL_PARAM_BLD_free(b);
    return k;
}

/* A context with the identity; free both. */
static EVP_MD_CTX *
context_of(EVP_PKEY *k, EVP_PKEY_CTX **ret_pkey)
{
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    EVP_PKEY_CTX *p = EVP_PKEY_CTX_new(k, NULL);

    must(c != NULL && p != NULL &&
         EVP_PKEY_CTX_set1_id(p, IDENTITY, sizeof(IDENTITY) - 1) == 1);
    EVP_MD_CTX_set_pkey_ctx(c, p);
    *ret_pkey = p;
    return c;
}

void
sm2_sign(const unsigned char secret[SIGN_SEED_BYTES], const unsigned char *key,
         struct str text, unsigned char out[SIGNATURE_BYTES])
{
    unsigned char der[DER_BYTES];
    const unsigned char *at = der;
    size_t n = sizeof(der);
    EVP_PKEY_CTX *p;
    EVP_MD_CTX *c;
    ECDSA_SIG *s;
    EVP_PKEY *k;

    k = make_key(key, secret);
    must(k != NULL);
    c = context_of(k, &p);
    must(EVP_DigestSignInit(c, NULL, EVP_sm3(), NULL, k) == 1 &&
         EVP_DigestSign(c, der, &n, (const unsigned char *)text.p, text.n) ==
             1);
    s = d2i_ECDSA_SIG(NULL, &at, (long)n);
    must(s != NULL &&
         BN_bn2binpad(ECDSA_SIG_get0_r(s), out, HALF_BYTES) == HALF_BYTES &&
         BN_bn2binpad(ECDSA_SIG_get0_s(s), out + HALF_BYTES, HALF_BYTES) ==
             HALF_BYTES);
    ECDSA_SIG_free(s);
    EVP_MD_CTX_free(c);
    EVP_PKEY_CTX_free(p);
    EVP_PKEY_free(k);
}

/* r || s as OpenSSL wants it. */
static size_t
der_of(const unsigned char signature[SIGNATURE_BYTES],
       unsigned char out[DER_BYTES])
{
    ECDSA_SIG *s = ECDSA_SIG_new();
    BIGNUM *a = BN_bin2bn(signature, HALF_BYTES, NULL);
    BIGNUM *b = BN_bin2bn(signature + HALF_BYTES, HALF_BYTES, NULL);
    unsigned char *at = out;
    int n;

    must(s != NULL && a != NULL && b != NULL &&
         ECDSA_SIG_set0(s, a, b) == 1); /* owns a and b now */
    n = i2d_ECDSA_SIG(s, &at);
    must(n > 0 && n <= DER_BYTES);
    ECDSA_SIG_free(s);
    return (size_t)n;
}

bool
sm2_verify(const unsigned char key[SM2_KEY_BYTES], struct str text,
           const unsigned char signature[SIGNATURE_BYTES])
{
    EVP_PKEY *k = make_key(key, NULL);
    unsigned char der[DER_BYTES];
    size_t n = der_of(signature, der);
    EVP_PKEY_CTX *p;
    EVP_MD_CTX *c;
    bool ok;

    if (k == NULL)
        return false;
    c = context_of(k, &p);
    ok =
        EVP_DigestVerifyInit(c, NULL, EVP_sm3(), NULL, k) == 1 &&
        EVP_DigestVerify(c, der, n, (const unsigned char *)text.p, text.n) == 1;
    EVP_MD_CTX_free(c);
    EVP_PKEY_CTX_free(p);
    EVP_PKEY_free(k);
    return ok;
}
