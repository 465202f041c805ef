/* See suite.h. */
#include "crypto/suite.h"

/* A type of its own for signed notes: 0xFF and a name that nobody else has. */
#define SM2_KEY_TYPE "\xFFgongzhi sm2-with-sm3 04xy 1234567812345678"

static bool
any_secret(const unsigned char secret[SIGN_SEED_BYTES])
{
    (void)secret; /* each seed of Ed25519 is one */
    return true;
}

/* Ed25519 makes the public key on the way. */
static void
sign_ed25519(const unsigned char secret[SIGN_SEED_BYTES],
             const unsigned char *key, struct str text,
             unsigned char out[SIGNATURE_BYTES])
{
    (void)key;
    sign_text(secret, text, out);
}

static const struct suite suites[SUITES] = {
    [SUITE_INTL] = {
        .name = "intl",
        .hash = "sha-256",
        .signature = "ed25519",
        .key_type = { "\x01", 1 },
        .key_bytes = SIGN_KEY_BYTES,
        .digest = digest_sha256,
        .digest_parts = digest_parts,
        .hmac = digest_hmac,
        .seal = seal,
        .secret_ok = any_secret,
        .public_key = sign_public_key,
        .sign = sign_ed25519,
        .verify = sign_verify,
    },
    [SUITE_SM] = {
        .name = "sm",
        .hash = "sm3",
        .signature = "sm2-with-sm3",
        .key_type = { SM2_KEY_TYPE, sizeof(SM2_KEY_TYPE) - 1 },
        .key_bytes = SM2_KEY_BYTES,
        .digest = digest_sm3,
        .digest_parts = digest_parts_sm3,
        .hmac = digest_hmac_sm3,
        .seal = seal_sm4,
        .secret_ok = sm2_secret_ok,
        .public_key = sm2_public_key,
        .sign = sm2_sign,
        .verify = sm2_verify,
    },
};

const struct suite *
suite_of(enum suite_id id)
{
    return &suites[id];
}

bool
suite_named(struct str name, enum suite_id *ret_id)
{
    for (enum suite_id id = SUITE_INTL; id < SUITES; id++)
        if (str_eq(name, str_of(suites[id].name))) {
            *ret_id = id;
            return true;
        }
    return false;
}
