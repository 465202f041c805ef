/*
 * Digests, seals and signatures give the published results, and nothing that
 * was changed opens or verifies.
 */
#include <openssl/evp.h>
#include <openssl/hmac.h>
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
what_is_sealed_opens(void (*seal_with)(const unsigned char *, struct str,
                                       struct str, unsigned char *))
{
    const unsigned char key[SEAL_KEY_BYTES] = { 7 };
    const unsigned char other[SEAL_KEY_BYTES] = { 8 };
    const struct str plain = STR("路灯不亮");
    unsigned char sealed[64], out[64];
    const struct str envelope = { (const char *)sealed,
                                  plain.n + SEAL_EXTRA_BYTES };

    seal_with(key, STR("here"), plain, sealed);
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
what_is_sealed_opens_and_nothing_changed_does(void **state)
{
    (void)state;
    what_is_sealed_opens(seal);
    what_is_sealed_opens(seal_sm4);
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

/* GB/T 32905-2016, A.1 and A.2. */
static void
sm3_gives_the_published_digests(void **state)
{
    unsigned char out[DIGEST_BYTES];
    const struct str sixteen[] = {
        STR("abcdabcdabcdabcdabcdabcdabcdabcd"),
        STR("abcdabcdabcdabcdabcdabcdabcdabcd"),
    };

    (void)state;
    digest_sm3("abc", 3, out);
    assert_hex(out, "66c7f0f462eeedd9d1f2d46bdc10e4e2"
                    "4167c4875cf2f7a2297da02b8f4ba8e0");
    digest_parts_sm3(sixteen, 2, out);
    assert_hex(out, "debe9ff92275b8a138604889c18e5a4d"
                    "6fdb70e5387e5765293dcba39c0c5732");
}

/* OpenSSL's own HMAC, which ours does not use. */
static void
hmac_sm3_agrees_with_another_one(void **state)
{
    unsigned char key[DIGEST_BYTES], out[DIGEST_BYTES], want[DIGEST_BYTES];
    const struct str parts[] = { STR("路灯"), STR("不亮") };

    (void)state;
    memset(key, 0x5b, sizeof(key));
    digest_hmac_sm3(key, parts, 2, out);
    assert_non_null(HMAC(EVP_sm3(), key, sizeof(key),
                         (const unsigned char *)"路灯不亮", 12, want, NULL));
    assert_memory_equal(out, want, sizeof(out));
}

/* One block of SM4, by the block cipher alone. */
static void
sm4_block(const unsigned char key[16], const unsigned char in[16],
          unsigned char out[16])
{
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    int n;

    assert_int_equal(EVP_EncryptInit_ex2(c, EVP_sm4_ecb(), key, NULL, NULL), 1);
    assert_int_equal(EVP_CIPHER_CTX_set_padding(c, 0), 1);
    assert_int_equal(EVP_EncryptUpdate(c, out, &n, in, 16), 1);
    EVP_CIPHER_CTX_free(c);
}

/* GB/T 32907-2016, A.1; then an envelope by hand, as seal.h describes it. */
static void
an_sm4_envelope_is_as_described(void **state)
{
    const struct str text = STR("三单元住着的老人夜里摔了一跤");
    const struct str context = STR("\0\0\0\0\0\0\0\4here");
    unsigned char block[16], key[SEAL_KEY_BYTES], keys[2][DIGEST_BYTES];
    unsigned char envelope[128], tag[DIGEST_BYTES], out[128];
    unsigned char counter[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
    unsigned char mac[256];
    size_t n = 0;

    (void)state;
    assert_true(hex_parse(STR("0123456789abcdeffedcba9876543210"), block, 16));
    sm4_block(block, block, out);
    assert_hex(out, "681edf34d206965e86b3e94f536e4246");

    memset(key, 0x77, sizeof(key));
    (void)HMAC(EVP_sm3(), key, sizeof(key),
               (const unsigned char *)"gongzhi sm4", 11, keys[0], NULL);
    (void)HMAC(EVP_sm3(), key, sizeof(key),
               (const unsigned char *)"gongzhi hmac-sm3", 16, keys[1], NULL);
    envelope[0] = 2;
    memcpy(envelope + 1, counter, 12);
    for (size_t i = 0; i < text.n; i++) {
        if (i % 16 == 0) {
            sm4_block(keys[0], counter, block);
            counter[15]++;
        }
        envelope[13 + i] = (unsigned char)text.p[i] ^ block[i % 16];
    }
    memcpy(mac, envelope, 13);
    memcpy(mac + 13, context.p, context.n);
    memcpy(mac + 25, envelope + 13, text.n);
    (void)HMAC(EVP_sm3(), keys[1], DIGEST_BYTES, mac, 25 + text.n, tag, NULL);
    memcpy(envelope + 13 + text.n, tag, 16);
    n = 13 + text.n + 16;
    assert_true(seal_open(key, STR("here"),
                          (struct str){ (const char *)envelope, n }, out));
    assert_memory_equal(out, text.p, text.n);
    envelope[0] = 1;
    assert_false(seal_open(key, STR("here"),
                           (struct str){ (const char *)envelope, n }, out));
}

/* GB/T 32918.5-2017, A.2: key and signature of the recommended curve. */
static void
sm2_gives_the_published_key_and_takes_the_published_signature(void **state)
{
    const struct str text = STR("message digest");
    unsigned char secret[SIGN_SEED_BYTES], key[SM2_KEY_BYTES];
    unsigned char s[SIGNATURE_BYTES];

    (void)state;
    assert_true(hex_parse(STR("3945208f7b2144b13f36e38ac6d39f95"
                              "889393692860b51a42fb81ef4df7c5b8"),
                          secret, sizeof(secret)));
    assert_true(sm2_secret_ok(secret));
    sm2_public_key(secret, key);
    assert_int_equal(key[0], 4);
    assert_hex(key + 1, "09f9df311e5421a150dd7d161e4bc5c6"
                        "72179fad1833fc076bb08ff356f35020"
                        "ccea490ce26775a52dc6ea718cc1aa60"
                        "0aed05fbf35e084a6632f6072da9ad13");
    assert_true(hex_parse(STR("f5a03b0648d2c4630eeac513e1bb81a1"
                              "5944da3827d5b74143ac7eaceee720b3"
                              "b1b6aa29df212fd8763182bc0d421ca1"
                              "bb9038fd1f7f42d4840b69c485bbc1aa"),
                          s, sizeof(s)));
    assert_true(sm2_verify(key, text, s));
    sm2_sign(secret, key, text, s); /* draws a number: another one each time */
    assert_true(sm2_verify(key, text, s));
    assert_false(sm2_verify(key, STR("message digesT"), s));
    for (size_t i = 0; i < sizeof(s); i++) {
        s[i] ^= 1;
        assert_false(sm2_verify(key, text, s));
        s[i] ^= 1;
    }
    key[10] ^= 1; /* no point of the curve */
    assert_false(sm2_verify(key, text, s));
}

static void
a_number_out_of_range_is_no_secret_of_sm2(void **state)
{
    unsigned char secret[SIGN_SEED_BYTES] = { 0 };

    (void)state;
    assert_false(sm2_secret_ok(secret));
    secret[31] = 1;
    assert_true(sm2_secret_ok(secret));
    memset(secret, 0xFF, sizeof(secret));
    assert_false(sm2_secret_ok(secret));
    assert_true(hex_parse(STR("fffffffeffffffffffffffffffffffff" /* n-2 */
                              "7203df6b21c6052b53bbf40939d54121"),
                          secret, sizeof(secret)));
    assert_true(sm2_secret_ok(secret));
    secret[31]++; /* n-1 */
    assert_false(sm2_secret_ok(secret));
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
        cmocka_unit_test(sm3_gives_the_published_digests),
        cmocka_unit_test(hmac_sm3_agrees_with_another_one),
        cmocka_unit_test(an_sm4_envelope_is_as_described),
        cmocka_unit_test(
            sm2_gives_the_published_key_and_takes_the_published_signature),
        cmocka_unit_test(a_number_out_of_range_is_no_secret_of_sm2),
        cmocka_unit_test(two_seals_of_one_text_differ),
        cmocka_unit_test(an_empty_text_can_be_sealed),
        cmocka_unit_test(new_ids_are_in_order_and_never_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
