/*
 * Whatever is sent as a token, as claims under a right signature, as keys, as
 * a code, a password or cookies: it is judged, and a token that holds names
 * somebody.
 */
#include <cjose/cjose.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/otp.h"
#include "http/message.h"
#include "identity/oidc/id_token.h"
#include "identity/proof/password_rule.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

#define KEY                                                                    \
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\","                         \
    "\"x\":\"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0\","                   \
    "\"y\":\"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps\","                   \
    "\"d\":\"0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo\"}"
#define KEYS "{\"keys\":[" KEY "]}"

static const struct id_token_want want = { { "https://id", 10 },
                                           { "us", 2 },
                                           { "nonce", 5 },
                                           INT64_C(1790000000000),
                                           "staff" };

static void
judge(struct arena *a, struct str token, struct str keys)
{
    struct id_token who;
    struct str kid;

    (void)id_token_key(a, token, &kid);
    if (id_token_check(a, token, keys, &want, &who) == NULL &&
        (who.sub.n == 0 || who.sub.n > ID_TOKEN_SUB_BYTES ||
         memchr(who.sub.p, '\n', who.sub.n) != NULL))
        abort();
}

/* The bytes as claims, signed as they must be. */
static void
judge_claims(struct arena *a, const unsigned char *bytes, size_t n)
{
    cjose_err err;
    cjose_jwk_t *key = cjose_jwk_import(KEY, strlen(KEY), &err);
    cjose_header_t *head = cjose_header_new(&err);
    cjose_jws_t *jws;
    const char *token = NULL;

    if (key == NULL || head == NULL)
        abort();
    (void)cjose_header_set(head, CJOSE_HDR_ALG, "ES256", &err);
    (void)cjose_header_set(head, CJOSE_HDR_KID, "k", &err);
    jws = cjose_jws_sign(key, head, bytes, n, &err);
    if (jws != NULL && cjose_jws_export(jws, &token, &err))
        judge(a, str_of(token), STR(KEYS));
    cjose_jws_release(jws);
    cjose_header_release(head);
    cjose_jwk_release(key);
}

static void
judge_small(struct arena *a, struct str s)
{
    static const unsigned char secret[OTP_SECRET_BYTES] =
        "12345678901234567890";
    struct http_pair pair = { STR("Cookie"), s };
    const struct http_request rq = { .a = a, .headers = { &pair, 1, 1 } };
    struct str cookie = http_cookie(&rq, "session");
    int64_t step = -1;

    if (cookie.n > s.n || memchr(cookie.n > 0 ? cookie.p : "", ';', cookie.n))
        abort();
    if (otp_check(secret, s, INT64_C(59000), 0, &step) && step < 1)
        abort();
    if (password_fault(STR("admin"), s) == PASSWORD_FINE &&
        str_chars(s) < PASSWORD_LEAST)
        abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct arena *a = arena_open();
    const struct str rest = { (const char *)bytes + 1, n > 0 ? n - 1 : 0 };

    switch (n > 0 ? bytes[0] % 4 : 4) {
    case 0:
        judge(a, rest, STR(KEYS));
        break;
    case 1:
        judge_claims(a, bytes + 1, rest.n);
        break;
    case 2:
        judge(a, STR("eyJhbGciOiJFUzI1NiIsImtpZCI6ImsifQ.e30.AAAA"), rest);
        break;
    case 3:
        judge_small(a, rest);
        break;
    default:
        break;
    }
    arena_close(a);
    return 0;
}
