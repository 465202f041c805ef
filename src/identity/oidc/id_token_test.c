/*
 * Tokens that hold and tokens that do not: each algorithm with its own kind of
 * key, and each claim.
 */
#include <cjose/cjose.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "identity/oidc/id_token.h"

#include <cmocka.h> /* last */

enum { NOW = 1790000000 };

struct keyring {
    struct arena *a;
    cjose_jwk_t *ec, *rsa;
    struct str keys; /* both, public */
};

static cjose_err oops;

static int
draw(void **state)
{
    struct arena *a = arena_open();
    struct keyring *k = arena_new(a, struct keyring);
    struct buf keys = { .a = a };
    char *ec, *rsa;

    k->a = a;
    k->ec = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &oops);
    k->rsa = cjose_jwk_create_RSA_random(2048, NULL, 0, &oops);
    assert_true(cjose_jwk_set_kid(k->ec, "ec", 2, &oops));
    assert_true(cjose_jwk_set_kid(k->rsa, "rsa", 3, &oops));
    ec = cjose_jwk_to_json(k->ec, false, &oops);
    rsa = cjose_jwk_to_json(k->rsa, false, &oops);
    buf_addf(&keys, "{\"keys\":[%s,%s]}", ec, rsa);
    k->keys = buf_str(&keys);
    free(ec);
    free(rsa);
    *state = k;
    return 0;
}

static int
drop(void **state)
{
    struct keyring *k = *state;

    cjose_jwk_release(k->ec);
    cjose_jwk_release(k->rsa);
    arena_close(k->a);
    return 0;
}

/* A token of these claims; kid NULL: none. */
static struct str
sign(struct keyring *k, const char *alg, const char *kid, const char *claims)
{
    cjose_header_t *head = cjose_header_new(&oops);
    const char *text;
    cjose_jws_t *jws;
    struct str token;

    assert_true(cjose_header_set(head, CJOSE_HDR_ALG, alg, &oops));
    if (kid != NULL)
        assert_true(cjose_header_set(head, CJOSE_HDR_KID, kid, &oops));
    jws = cjose_jws_sign(alg[0] == 'E' ? k->ec : k->rsa, head,
                         (const uint8_t *)claims, strlen(claims), &oops);
    assert_non_null(jws);
    assert_true(cjose_jws_export(jws, &text, &oops));
    token = arena_str(k->a, str_of(text));
    cjose_jws_release(jws);
    cjose_header_release(head);
    return token;
}

static const char *
check(struct keyring *k, struct str token, struct id_token *ret_who)
{
    const struct id_token_want want = { STR("https://id"), STR("us"),
                                        STR("n-1"), NOW * INT64_C(1000),
                                        "staff" };

    return id_token_check(k->a, token, k->keys, &want, ret_who);
}

#define CLAIMS(rest) "{\"iss\":\"https://id\",\"sub\":\"s-1\"," rest "}"
#define TIMES        "\"iat\":1789999990,\"exp\":1790000300"
#define GOOD         CLAIMS("\"aud\":\"us\",\"nonce\":\"n-1\"," TIMES)

static void
each_algorithm_holds_with_its_own_keys(void **state)
{
    static const char *const good[][2] = { { "ES256", "ec" },
                                           { "RS256", "rsa" },
                                           { "PS256", "rsa" } };
    struct keyring *k = *state;
    struct id_token who;

    for (int i = 0; i < 3; i++) {
        assert_null(check(k, sign(k, good[i][0], good[i][1], GOOD), &who));
        assert_true(str_eq(who.sub, STR("s-1")));
        assert_int_equal(who.claim.n, 0);
    }
    assert_string_equal(check(k, sign(k, "ES256", "rsa", GOOD), &who),
                        "no_key");
    assert_string_equal(check(k, sign(k, "RS256", "ec", GOOD), &who), "no_key");
    assert_string_equal(check(k, sign(k, "RS512", "rsa", GOOD), &who),
                        "algorithm");
    assert_null(check(k, sign(k, "ES256", NULL, GOOD), &who));
}

static void
a_key_id_is_read_before_anything_is_believed(void **state)
{
    struct keyring *k = *state;
    struct str kid;

    assert_true(id_token_key(k->a, sign(k, "ES256", "ec", "{}"), &kid));
    assert_true(str_eq(kid, STR("ec")));
    assert_true(id_token_has_key(k->keys, kid));
    assert_false(id_token_has_key(k->keys, STR("other")));
    assert_false(id_token_has_key(STR("rubbish"), kid));
    assert_false(id_token_key(k->a, STR("eyJhbGciOiJub25lIn0.e30."), &kid));
    assert_false(id_token_key(k->a, STR("a.b"), &kid));
}

static void
each_claim_must_be_right(void **state)
{
    static const char *const bad[][2] = {
        { CLAIMS("\"aud\":\"them\",\"nonce\":\"n-1\"," TIMES), "audience" },
        { CLAIMS("\"aud\":[],\"nonce\":\"n-1\"," TIMES), "audience" },
        { CLAIMS("\"aud\":[\"us\",\"them\"],\"nonce\":\"n-1\"," TIMES),
          "party" },
        { CLAIMS("\"aud\":\"us\",\"azp\":\"them\",\"nonce\":\"n-1\"," TIMES),
          "party" },
        { CLAIMS("\"aud\":\"us\",\"nonce\":\"n-2\"," TIMES), "nonce" },
        { CLAIMS("\"aud\":\"us\",\"nonce\":\"n-1\\u0000\"," TIMES),
          "malformed" },
        { CLAIMS("\"aud\":\"us\"," TIMES), "nonce" },
        { CLAIMS("\"aud\":\"us\",\"nonce\":\"n-1\",\"iat\":1789999990,"
                 "\"exp\":1789999940"),
          "expired" },
        { CLAIMS("\"aud\":\"us\",\"nonce\":\"n-1\",\"iat\":1790000061,"
                 "\"exp\":1790000300"),
          "too_early" },
        { CLAIMS("\"aud\":\"us\",\"nonce\":\"n-1\",\"iat\":1789999399,"
                 "\"exp\":1790000300"),
          "too_old" },
        { CLAIMS("\"aud\":\"us\",\"nonce\":\"n-1\",\"exp\":1790000300"),
          "too_early" },
        { "{\"iss\":\"https://id/\",\"sub\":\"s-1\",\"aud\":\"us\",\"nonce\":"
          "\"n-1\"," TIMES "}",
          "issuer" },
        { "{\"iss\":\"https://id\",\"sub\":7,\"aud\":\"us\",\"nonce\":"
          "\"n-1\"," TIMES "}",
          "subject" },
        { "{\"iss\":\"https://id\",\"iss\":\"https://id\"}", "malformed" },
        { "[]", "malformed" },
        { "rubbish", "malformed" },
    };
    struct keyring *k = *state;
    struct id_token who;

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        const char *fault = check(k, sign(k, "ES256", "ec", bad[i][0]), &who);

        if (fault == NULL || strcmp(fault, bad[i][1]) != 0)
            fail_msg("%s: %s", bad[i][0], fault == NULL ? "holds" : fault);
    }
}

static void
one_more_claim_is_read(void **state)
{
    struct keyring *k = *state;
    struct id_token who;

    assert_null(check(k,
                      sign(k, "ES256", "ec",
                           CLAIMS("\"aud\":[\"us\"],\"nonce\":\"n-1\","
                                  "\"staff\":\"q-1\"," TIMES)),
                      &who));
    assert_true(str_eq(who.claim, STR("q-1")));
    assert_null(check(k,
                      sign(k, "ES256", "ec",
                           CLAIMS("\"aud\":\"us\",\"nonce\":\"n-1\","
                                  "\"staff\":[\"q-1\"]," TIMES)),
                      &who));
    assert_int_equal(who.claim.n, 0);
}

/* Any one character changed, and it does not hold. */
static void
nothing_of_it_can_be_changed(void **state)
{
    struct keyring *k = *state;
    struct str token = sign(k, "ES256", "ec", GOOD);
    struct id_token who;

    for (size_t i = 0; i + 1 < token.n; i += 7) {
        char *other = arena_copy(k->a, token.p, token.n);

        if (other[i] == '.')
            continue;
        other[i] = other[i] == 'A' ? 'B' : 'A';
        assert_non_null(check(k, (struct str){ other, token.n }, &who));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_algorithm_holds_with_its_own_keys),
        cmocka_unit_test(a_key_id_is_read_before_anything_is_believed),
        cmocka_unit_test(each_claim_must_be_right),
        cmocka_unit_test(one_more_claim_is_read),
        cmocka_unit_test(nothing_of_it_can_be_changed),
    };

    return cmocka_run_group_tests(tests, draw, drop);
}
