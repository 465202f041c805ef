/*
 * Digests, seals and signatures give the published results, and nothing that
 * was changed opens or verifies.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "crypto/digest.h"
#include "crypto/seal.h"
#include "crypto/sign.h"
#include "sys/clock.h"

#include <cmocka.h> /* last: its fail() is not ours */

static void
assert_hex(const unsigned char *p, const char *hex)
{
    unsigned char want[64];
    size_t n = strlen(hex) / 2;

    assert_true(hex_parse(str_of(hex), want, n));
    assert_memory_equal(p, want, n);
}

/* FIPS 180-2, B.1 and B.2. */
static void
sha256_gives_the_published_digests(void **state)
{
    const struct str parts[] = { STR("abcdbcdecdefdefgefghfghighij"), STR(""),
                                 STR("hijkijkljklmklmnlmnomnopnopq") };
    unsigned char out[DIGEST_BYTES];

    (void)state;
    digest_sha256("abc", 3, out);
    assert_hex(out, "ba7816bf8f01cfea414140de5dae2223"
                    "b00361a396177a9cb410ff61f20015ad");
    digest_parts(parts, 3, out);
    assert_hex(out, "248d6a61d20638b8e5c026930c3e6039"
                    "a33ce45964ff2167f6ecedd419db06c1");
    digest_sha256(NULL, 0, out);
    assert_hex(out, "e3b0c44298fc1c149afbf4c8996fb924"
                    "27ae41e4649b934ca495991b7852b855");
}

/* RFC 4231 test case 2, the key filled up with zeros. */
static void
hmac_gives_the_published_codes(void **state)
{
    const unsigned char key[DIGEST_BYTES] = { 'J', 'e', 'f', 'e' };
    const struct str parts[] = { STR("what do ya want "), STR("for nothing?") };
    unsigned char out[DIGEST_BYTES];

    (void)state;
    digest_hmac(key, parts, 2, out);
    assert_hex(out, "5bdcc146bf60754e6a042426089575c7"
                    "5a003f089d2739839dec58b964ec3843");
}

/* RFC 8032, section 7.1, tests 1 and 2. */
static void
ed25519_gives_the_published_signatures(void **state)
{
    unsigned char seed[SIGN_SEED_BYTES], key[SIGN_KEY_BYTES];
    unsigned char s[SIGNATURE_BYTES];

    (void)state;
    assert_true(hex_parse(STR("9d61b19deffd5a60ba844af492ec2cc4"
                              "4449c5697b326919703bac031cae7f60"),
                          seed, sizeof(seed)));
    sign_public_key(seed, key);
    assert_hex(key, "d75a980182b10ab7d54bfed3c964073a"
                    "0ee172f3daa62325af021a68f707511a");
    sign_text(seed, STR(""), s);
    assert_hex(s, "e5564300c360ac729086e2cc806e828a"
                  "84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
                  "b46bd25bf5f0595bbe24655141438e7a100b");
    assert_true(sign_verify(key, STR(""), s));
    assert_false(sign_verify(key, STR("x"), s));
    s[10] ^= 1;
    assert_false(sign_verify(key, STR(""), s));
}

/* The GCM specification's test case 14, as an envelope has a format byte as
 * context, can only be checked through opening what was sealed. */
static void
what_is_sealed_opens_and_nothing_changed_does(void **state)
{
    const unsigned char key[SEAL_KEY_BYTES] = { 7 };
    const unsigned char other[SEAL_KEY_BYTES] = { 8 };
    const struct str plain = STR("路灯不亮");
    unsigned char sealed[64], out[64];
    const struct str envelope = { (const char *)sealed,
                                  plain.n + SEAL_EXTRA_BYTES };

    (void)state;
    seal(key, STR("here"), plain, sealed);
    assert_int_equal(sealed[0], SEAL_AES_256_GCM);
    assert_true(seal_open(key, STR("here"), envelope, out));
    assert_memory_equal(out, plain.p, plain.n);
    assert_false(seal_open(other, STR("here"), envelope, out));
    assert_false(seal_open(key, STR("there"), envelope, out));
    for (size_t i = 0; i < envelope.n; i++) {
        sealed[i] ^= 1;
        assert_false(seal_open(key, STR("here"), envelope, out));
        sealed[i] ^= 1;
        assert_false(
            seal_open(key, STR("here"), (struct str){ envelope.p, i }, out));
    }
}

static void
two_seals_of_one_text_differ(void **state)
{
    const unsigned char key[SEAL_KEY_BYTES] = { 7 };
    unsigned char one[40], two[40];

    (void)state;
    seal(key, STR(""), STR("x"), one);
    seal(key, STR(""), STR("x"), two);
    assert_memory_not_equal(one, two, 1 + SEAL_EXTRA_BYTES);
}

static void
an_empty_text_can_be_sealed(void **state)
{
    const unsigned char key[SEAL_KEY_BYTES] = { 7 };
    unsigned char sealed[SEAL_EXTRA_BYTES], out[1];

    (void)state;
    seal(key, STR("c"), STR(""), sealed);
    assert_true(
        seal_open(key, STR("c"),
                  (struct str){ (const char *)sealed, SEAL_EXTRA_BYTES }, out));
}

static void *
make_ids(void *context)
{
    struct id *ids = context;

    for (int i = 0; i < 2000; i++)
        ids[i] = id_new();
    return NULL;
}

static void
new_ids_are_in_order_and_never_the_same(void **state)
{
    static struct id ids[2][2000];
    pthread_t other;

    (void)state;
    assert_int_equal(pthread_create(&other, NULL, make_ids, ids[1]), 0);
    (void)make_ids(ids[0]);
    (void)pthread_join(other, NULL);
    for (int t = 0; t < 2; t++)
        for (int i = 0; i < 2000; i++) {
            assert_int_equal(ids[t][i].b[6] >> 4, 7);
            assert_int_equal(ids[t][i].b[8] >> 6, 2);
            assert_true(i == 0 ||
                        memcmp(ids[t][i - 1].b, ids[t][i].b, ID_BYTES) < 0);
        }
    for (int i = 0, j = 0; i < 2000 && j < 2000;) {
        int order = memcmp(ids[0][i].b, ids[1][j].b, ID_BYTES);

        assert_int_not_equal(order, 0);
        if (order < 0)
            i++;
        else
            j++;
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_gives_the_published_digests),
        cmocka_unit_test(hmac_gives_the_published_codes),
        cmocka_unit_test(ed25519_gives_the_published_signatures),
        cmocka_unit_test(what_is_sealed_opens_and_nothing_changed_does),
        cmocka_unit_test(two_seals_of_one_text_differ),
        cmocka_unit_test(an_empty_text_can_be_sealed),
        cmocka_unit_test(new_ids_are_in_order_and_never_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
