/* See note.h. */
#include "note.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DASH "\xE2\x80\x94 " /* U+2014 and a blank begin a signature */

enum { SIGNATURE = 64, BASE64_BYTES = 192, SIZE_DIGITS = 19 };

/* A kind of key that says its algorithm itself (C2SP signed-note). */
enum { NAMED = 0xFF };
#define SM2_IDENTITY "1234567812345678"
#define SM2_TYPE     "\xFFgongzhi sm2-with-sm3 04xy " SM2_IDENTITY

/* The bytes of its kind stand before those of the key. */
static const struct kind {
    const char *type;
    size_t type_n, key_n;
    enum hash hash;
} kinds[SIGNATURE_KINDS] = {
    [SIGNED_ED25519] = { "\x01", 1, 32, HASH_SHA256 },
    [SIGNED_SM2] = { SM2_TYPE, sizeof(SM2_TYPE) - 1, 65, HASH_SM3 },
};

/* Some text inside another one. */
struct piece {
    const char *p;
    size_t n;
};

static bool
begins(struct piece s, const char *with)
{
    size_t n = strlen(with);

    return s.n >= n && memcmp(s.p, with, n) == 0;
}

static struct piece
behind(struct piece s, size_t n)
{
    return (struct piece){ s.p + n, s.n - n };
}

/* Take the text before the next mark off the front, and the mark with it. */
static bool
take(struct piece *rest, char mark, struct piece *ret_taken)
{
    const char *end = memchr(rest->p, mark, rest->n);

    if (end == NULL)
        return false;
    *ret_taken = (struct piece){ rest->p, (size_t)(end - rest->p) };
    *rest = behind(*rest, ret_taken->n + 1);
    return true;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
hex_read(const char *text, size_t n, unsigned char *ret_bytes)
{
    for (size_t i = 0; i < n; i++) {
        int high = hex_digit(text[2 * i]);
        int low = high < 0 ? -1 : hex_digit(text[2 * i + 1]);

        if (low < 0)
            return false;
        ret_bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

/* Read base64 of exactly n bytes; only its one right form. libcrypto decodes,
 * and by encoding again what is lax in that is found. */
static bool
base64_read(struct piece s, size_t n, unsigned char *ret_bytes)
{
    unsigned char bytes[BASE64_BYTES], again[BASE64_BYTES + 1];
    size_t length = (n + 2) / 3 * 4;

    if (s.n != length || length > BASE64_BYTES ||
        EVP_DecodeBlock(bytes, (const unsigned char *)s.p, (int)s.n) < 0)
        return false;
    (void)EVP_EncodeBlock(again, bytes, (int)n); /* gives its length */
    if (memcmp(again, s.p, length) != 0)
        return false;
    memcpy(ret_bytes, bytes, n);
    return true;
}

static void
key_id(struct hasher *h, const struct key *key, unsigned char out[KEY_ID])
{
    struct digest d;

    hasher_begin(h);
    hasher_add(h, key->name, strlen(key->name));
    hasher_add(h, "\n", 1);
    hasher_add(h, kinds[key->kind].type, kinds[key->kind].type_n);
    hasher_add(h, key->public_key, kinds[key->kind].key_n);
    d = hasher_end(h);
    memcpy(out, d.b, KEY_ID);
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static struct piece
trimmed(struct piece s)
{
    while (s.n > 0 && is_blank(s.p[0]))
        s = behind(s, 1);
    while (s.n > 0 && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

/* Printed as it is: no controls. */
static bool
is_name(struct piece s)
{
    if (s.n == 0 || s.n > NAME_BYTES)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7F)
            return false;
    return true;
}

/* The kind of a key, and its bytes. */
static bool
read_typed(struct piece s, struct key *key)
{
    unsigned char typed[sizeof(SM2_TYPE) + PUBLIC_KEY_MOST];

    for (int i = 0; i < SIGNATURE_KINDS; i++) {
        const struct kind *k = &kinds[i];

        if (!base64_read(s, k->type_n + k->key_n, typed) ||
            memcmp(typed, k->type, k->type_n) != 0)
            continue;
        key->kind = (enum signature_kind)i;
        memcpy(key->public_key, typed + k->type_n, k->key_n);
        return true;
    }
    return false;
}

bool
key_read(struct hasher *h, const char *text, size_t n, struct key *ret_key)
{
    struct piece rest = trimmed((struct piece){ text, n }), name, id;
    unsigned char want[KEY_ID];

    memset(ret_key, 0, sizeof(*ret_key));
    if (!take(&rest, '+', &name) || !is_name(name) || !take(&rest, '+', &id) ||
        id.n != sizeof(want) * 2 || !hex_read(id.p, KEY_ID, ret_key->id) ||
        !read_typed(rest, ret_key))
        return false;
    memcpy(ret_key->name, name.p, name.n);
    hasher_use(h, kinds[ret_key->kind].hash);
    key_id(h, ret_key, want);
    return memcmp(want, ret_key->id, KEY_ID) == 0;
}

/* Does a key say that it is one of SM2? */
static bool
says_sm2(struct piece s)
{
    unsigned char type[(sizeof(SM2_TYPE) - 1) / 3 * 3];
    size_t n = sizeof(type) / 3 * 4;

    return s.n > n &&
           base64_read((struct piece){ s.p, n }, sizeof(type), type) &&
           memcmp(type, SM2_TYPE, sizeof(type)) == 0;
}

bool
key_is_foreign(const char *text, size_t n)
{
    struct piece rest = trimmed((struct piece){ text, n }), name, id;
    unsigned char bytes[KEY_ID], first[3];

    return take(&rest, '+', &name) && is_name(name) && take(&rest, '+', &id) &&
           id.n == sizeof(bytes) * 2 && hex_read(id.p, KEY_ID, bytes) &&
           rest.n > 4 && rest.n % 4 == 0 &&
           base64_read((struct piece){ rest.p, 4 }, sizeof(first), first) &&
           first[0] == NAMED && !says_sm2(rest); /* which was damaged */
}

static bool
signed_ed25519(const struct key *key, struct piece text,
               const unsigned char signature[SIGNATURE])
{
    EVP_PKEY *k = EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, NULL, key->public_key, kinds[SIGNED_ED25519].key_n);
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    bool ok = k != NULL && c != NULL &&
              EVP_DigestVerifyInit(c, NULL, NULL, NULL, k) == 1 &&
              EVP_DigestVerify(c, signature, SIGNATURE,
                               (const unsigned char *)text.p, text.n) == 1;

    EVP_MD_CTX_free(c);
    EVP_PKEY_free(k);
    return ok;
}

/* Without SM2 nothing can be said about a signature. */
static void
must(bool ok)
{
    if (ok)
        return;
    (void)fputs("gongzhi-verify: libcrypto cannot use SM2\n", stderr);
    exit(3);
}

/* NULL when it is no point of the curve. */
static EVP_PKEY *
sm2_key(const struct key *key)
{
    OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
    OSSL_PARAM *params;
    EVP_PKEY *k = NULL;

    must(b != NULL && c != NULL &&
         OSSL_PARAM_BLD_push_utf8_string(b, OSSL_PKEY_PARAM_GROUP_NAME, "SM2",
                                         0) == 1 &&
         OSSL_PARAM_BLD_push_octet_string(b, OSSL_PKEY_PARAM_PUB_KEY,
                                          key->public_key,
                                          kinds[SIGNED_SM2].key_n) == 1);
    params = OSSL_PARAM_BLD_to_param(b);
    must(params != NULL && EVP_PKEY_fromdata_init(c) == 1);
    if (EVP_PKEY_fromdata(c, &k, EVP_PKEY_PUBLIC_KEY, params) != 1)
        k = NULL;
    OSSL_PARAM_free(params);
    EVP_PKEY_CTX_free(c);
    OSSL_PARAM_BLD_free(b);
    return k;
}

/* r || s as the two DER numbers that libcrypto wants; to be OPENSSL_freed. */
static unsigned char *
sm2_der(const unsigned char signature[SIGNATURE], size_t *ret_n)
{
    BIGNUM *r = BN_bin2bn(signature, SIGNATURE / 2, NULL);
    BIGNUM *s = BN_bin2bn(signature + SIGNATURE / 2, SIGNATURE / 2, NULL);
    ECDSA_SIG *both = ECDSA_SIG_new();
    unsigned char *der = NULL;
    int n;

    must(both != NULL && r != NULL && s != NULL &&
         ECDSA_SIG_set0(both, r, s) == 1); /* owns r and s now */
    n = i2d_ECDSA_SIG(both, &der);
    must(n > 0);
    ECDSA_SIG_free(both);
    *ret_n = (size_t)n;
    return der;
}

static bool
signed_sm2(const struct key *key, struct piece text,
           const unsigned char signature[SIGNATURE])
{
    EVP_PKEY *k = sm2_key(key);
    EVP_PKEY_CTX *p;
    EVP_MD_CTX *c;
    unsigned char *der;
    size_t n;
    bool ok;

    if (k == NULL)
        return false;
    der = sm2_der(signature, &n);
    c = EVP_MD_CTX_new();
    p = EVP_PKEY_CTX_new(k, NULL);
    must(c != NULL && p != NULL &&
         EVP_PKEY_CTX_set1_id(p, SM2_IDENTITY, strlen(SM2_IDENTITY)) == 1);
    EVP_MD_CTX_set_pkey_ctx(c, p);
    must(EVP_DigestVerifyInit(c, NULL, EVP_sm3(), NULL, k) == 1);
    ok =
        EVP_DigestVerify(c, der, n, (const unsigned char *)text.p, text.n) == 1;
    OPENSSL_free(der);
    EVP_MD_CTX_free(c);
    EVP_PKEY_CTX_free(p);
    EVP_PKEY_free(k);
    return ok;
}

static bool
is_signed(const struct key *key, struct piece text,
          const unsigned char signature[SIGNATURE])
{
    return key->kind == SIGNED_SM2 ? signed_sm2(key, text, signature)
                                   : signed_ed25519(key, text, signature);
}

/* Divide at the last empty line. The text keeps its last line end. */
static bool
divide(struct piece note, struct piece *ret_text, struct piece *ret_signatures)
{
    for (size_t i = note.n; i > 1; i--)
        if (note.p[i - 1] == '\n' && note.p[i - 2] == '\n') {
            *ret_text = (struct piece){ note.p, i - 1 };
            *ret_signatures = behind(note, i);
            return ret_signatures->n > 0;
        }
    return false;
}

static bool
read_size(struct piece s, uint64_t *ret_size)
{
    uint64_t size = 0;

    if (s.n == 0 || s.n > SIZE_DIGITS || (s.p[0] == '0' && s.n > 1))
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        size = size * 10 + (uint64_t)(s.p[i] - '0');
    }
    *ret_size = size;
    return size <= INT64_MAX;
}

/* Three lines: name, size, root; others may follow. */
static enum note_fault
read_text(const struct key *key, struct piece text, struct checkpoint *c)
{
    struct piece name, size, root;

    if (!take(&text, '\n', &name) || !take(&text, '\n', &size) ||
        !take(&text, '\n', &root) || !read_size(size, &c->size) ||
        !base64_read(root, DIGEST, c->root.b))
        return NOTE_MALFORMED;
    return name.n == strlen(key->name) && begins(name, key->name)
               ? NOTE_GOOD
               : NOTE_OTHER_LOG;
}

/* One line of the signatures: NOTE_OTHER_KEY when it is somebody else's. */
static enum note_fault
read_signature(const struct key *key, struct piece line, struct piece text)
{
    unsigned char bytes[KEY_ID + SIGNATURE];
    struct piece name;

    if (!begins(line, DASH))
        return NOTE_MALFORMED;
    line = behind(line, strlen(DASH));
    if (!take(&line, ' ', &name) || name.n == 0 || line.n == 0)
        return NOTE_MALFORMED;
    if (name.n != strlen(key->name) || !begins(name, key->name) ||
        !base64_read(line, sizeof(bytes), bytes) ||
        memcmp(bytes, key->id, KEY_ID) != 0)
        return NOTE_OTHER_KEY;
    return is_signed(key, text, bytes + KEY_ID) ? NOTE_GOOD
                                                : NOTE_BAD_SIGNATURE;
}

enum note_fault
note_read(const struct key *key, const char *text, size_t n,
          struct checkpoint *ret_checkpoint)
{
    enum note_fault found = NOTE_OTHER_KEY, fault;
    struct piece signed_text, signatures, line;

    if (n > NOTE_BYTES ||
        !divide((struct piece){ text, n }, &signed_text, &signatures))
        return NOTE_MALFORMED;
    fault = read_text(key, signed_text, ret_checkpoint);
    if (fault != NOTE_GOOD)
        return fault;
    while (signatures.n > 0) {
        if (!take(&signatures, '\n', &line))
            return NOTE_MALFORMED;
        fault = read_signature(key, line, signed_text);
        if (fault == NOTE_MALFORMED || fault == NOTE_BAD_SIGNATURE)
            return fault;
        if (fault == NOTE_GOOD)
            found = NOTE_GOOD;
    }
    return found;
}

const char *
note_fault_words(enum note_fault fault)
{
    switch (fault) {
    case NOTE_GOOD:
        return "签名有效 the signature is good";
    case NOTE_MALFORMED:
        return "不是签名的检查点 this is no signed checkpoint";
    case NOTE_OTHER_LOG:
        return "检查点属于另一份日志 the checkpoint is of another log";
    case NOTE_OTHER_KEY:
        return "检查点不是这把公钥签的 the checkpoint is not signed with this "
               "key";
    case NOTE_BAD_SIGNATURE:
        return "签名无效，内容被改过 the signature is bad: something was "
               "changed";
    }
    return "";
}
