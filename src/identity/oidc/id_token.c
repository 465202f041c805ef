/* See id_token.h. Signatures by cjose, JSON by jansson. */
#include "identity/oidc/id_token.h"

#include <cjose/cjose.h>
#include <jansson.h>
#include <openssl/crypto.h>
#include <string.h>

#include "base/date.h"

static const struct {
    const char *alg, *kty;
} taken[] = { { "RS256", "RSA" }, { "PS256", "RSA" }, { "ES256", "EC" } };

enum { TAKEN = sizeof(taken) / sizeof(taken[0]) };

/* What an algorithm's keys are, or NULL when it is not taken. */
static const char *
kind_of_keys(const char *alg)
{
    for (size_t i = 0; alg != NULL && i < TAKEN; i++)
        if (strcmp(alg, taken[i].alg) == 0)
            return taken[i].kty;
    return NULL;
}

static const char *
text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* Three parts of base64url and nothing else. */
static bool
looks_like_one(struct str token)
{
    int dots = 0;

    for (size_t i = 0; i < token.n; i++) {
        char c = token.p[i];

        dots += c == '.';
        if (!(c == '.' || c == '-' || c == '_' || (c >= '0' && c <= '9') ||
              (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
            return false;
    }
    return dots == 2 && token.n <= ID_TOKEN_BYTES;
}

static cjose_jws_t *
import(struct str token)
{
    cjose_err err;

    return looks_like_one(token) ? cjose_jws_import(token.p, token.n, &err)
                                 : NULL;
}

/* The algorithm, when it is taken and the head says nothing we must know. */
static const char *
algorithm(cjose_jws_t *jws)
{
    cjose_header_t *head = cjose_jws_get_protected(jws);
    cjose_err err;
    const char *alg = cjose_header_get(head, CJOSE_HDR_ALG, &err);

    if (cjose_header_get_raw(head, "crit", &err) != NULL)
        return NULL;
    return kind_of_keys(alg) == NULL ? NULL : alg;
}

static const char *
key_id(cjose_jws_t *jws)
{
    cjose_err err;
    const char *kid =
        cjose_header_get(cjose_jws_get_protected(jws), CJOSE_HDR_KID, &err);

    return kid == NULL ? "" : kid;
}

bool
id_token_key(struct arena *a, struct str token, struct str *ret_kid)
{
    cjose_jws_t *jws = import(token);
    bool ok = jws != NULL && algorithm(jws) != NULL;

    if (ok)
        *ret_kid = arena_str(a, str_of(key_id(jws)));
    cjose_jws_release(jws);
    return ok;
}

static json_t *
read_keys(struct str keys)
{
    json_error_t where;

    return json_loadb(keys.p, keys.n, JSON_REJECT_DUPLICATES, &where);
}

bool
id_token_has_key(struct str keys, struct str kid)
{
    json_t *all = read_keys(keys), *one;
    bool found = false;
    size_t i;

    json_array_foreach(json_object_get(all, "keys"), i, one) found =
        found || str_eq(str_of(text_of(one, "kid")), kid);
    json_decref(all);
    return found && kid.n > 0;
}

/* For signing, of the right kind, and for this algorithm if it says one. */
static bool
fits(const json_t *key, const char *alg, const char *kid)
{
    const char *use = text_of(key, "use"), *its = text_of(key, "alg");
    const char *kty = text_of(key, "kty");

    if (kty == NULL || strcmp(kty, kind_of_keys(alg)) != 0)
        return false;
    if ((use != NULL && strcmp(use, "sig") != 0) ||
        (its != NULL && strcmp(its, alg) != 0))
        return false;
    return *kid == '\0' || (text_of(key, "kid") != NULL &&
                            strcmp(text_of(key, "kid"), kid) == 0);
}

/* The one key that fits; without a key id there may be only one. */
static const json_t *
choose(const json_t *all, const char *alg, const char *kid)
{
    const json_t *found = NULL, *list = json_object_get(all, "keys");
    size_t n = 0;

    for (size_t i = 0; i < json_array_size(list); i++)
        if (fits(json_array_get(list, i), alg, kid)) {
            found = json_array_get(list, i);
            n++;
        }
    return n == 1 ? found : NULL;
}

static const char *
check_signature(cjose_jws_t *jws, struct str keys)
{
    const char *alg = algorithm(jws), *fault = NULL;
    json_t *all = NULL;
    const json_t *key;
    cjose_jwk_t *jwk = NULL;
    char *text = NULL;
    cjose_err err;

    if (alg == NULL)
        return "algorithm";
    all = read_keys(keys);
    key = choose(all, alg, key_id(jws));
    if (key != NULL)
        text = json_dumps(key, JSON_COMPACT);
    if (text != NULL)
        jwk = cjose_jwk_import(text, strlen(text), &err);
    if (jwk == NULL)
        fault = "no_key";
    else if (!cjose_jws_verify(jws, jwk, &err))
        fault = "signature";
    free(text);
    cjose_jwk_release(jwk);
    json_decref(all);
    return fault;
}

static bool
is_text(const json_t *claims, const char *name, struct str want)
{
    const json_t *v = json_object_get(claims, name);

    return json_is_string(v) && json_string_length(v) == want.n &&
           CRYPTO_memcmp(json_string_value(v), want.p, want.n) == 0;
}

/* One audience, or several among which we are and of which we are the party. */
static const char *
check_audience(const json_t *claims, struct str client)
{
    const json_t *aud = json_object_get(claims, "aud");
    bool ours = is_text(claims, "aud", client);

    for (size_t i = 0; i < json_array_size(aud); i++)
        ours = ours || str_eq(str_of(json_string_value(json_array_get(aud, i))),
                              client);
    if (!ours)
        return "audience";
    if ((json_array_size(aud) > 1 || json_object_get(claims, "azp") != NULL) &&
        !is_text(claims, "azp", client))
        return "party";
    return NULL;
}

/* Seconds since 1970; false when it is not there or no such number. */
static bool
seconds(const json_t *claims, const char *name, int64_t *ret_seconds)
{
    const json_t *v = json_object_get(claims, name);
    const double most = 1e12;

    if (!json_is_number(v) || json_number_value(v) < 0 ||
        json_number_value(v) > most)
        return false;
    *ret_seconds = (int64_t)json_number_value(v);
    return true;
}

static const char *
check_times(const json_t *claims, int64_t now)
{
    int64_t at = 0;

    now /= SECOND_MS;
    if (!seconds(claims, "exp", &at) || at + ID_TOKEN_LEEWAY <= now)
        return "expired";
    if (!seconds(claims, "iat", &at) || at - ID_TOKEN_LEEWAY > now)
        return "too_early";
    if (at + ID_TOKEN_OLDEST < now)
        return "too_old";
    if (json_object_get(claims, "nbf") != NULL &&
        (!seconds(claims, "nbf", &at) || at - ID_TOKEN_LEEWAY > now))
        return "too_early";
    return NULL;
}

static struct str
copy_text(struct arena *a, const json_t *claims, const char *name)
{
    const json_t *v = json_object_get(claims, name);

    if (!json_is_string(v))
        return STR("");
    return arena_str(
        a, (struct str){ json_string_value(v), json_string_length(v) });
}

static bool
is_subject(struct str sub)
{
    for (size_t i = 0; i < sub.n; i++)
        if (sub.p[i] <= ' ' || sub.p[i] > '~')
            return false;
    return sub.n > 0 && sub.n <= ID_TOKEN_SUB_BYTES;
}

static const char *
check_claims(struct arena *a, const json_t *claims,
             const struct id_token_want *want, struct id_token *ret_token)
{
    const char *fault;

    if (!is_text(claims, "iss", want->issuer))
        return "issuer";
    if ((fault = check_audience(claims, want->client)) != NULL ||
        (fault = check_times(claims, want->now)) != NULL)
        return fault;
    if (want->nonce.n == 0 || !is_text(claims, "nonce", want->nonce))
        return "nonce";
    ret_token->sub = copy_text(a, claims, "sub");
    ret_token->claim =
        *want->claim == '\0' ? STR("") : copy_text(a, claims, want->claim);
    return is_subject(ret_token->sub) ? NULL : "subject";
}

const char *
id_token_check(struct arena *a, struct str token, struct str keys,
               const struct id_token_want *want, struct id_token *ret_token)
{
    cjose_jws_t *jws = import(token);
    const char *fault = jws == NULL ? "malformed" : check_signature(jws, keys);
    json_t *claims = NULL;
    json_error_t where;
    uint8_t *plain;
    size_t n;
    cjose_err err;

    *ret_token = (struct id_token){ { NULL, 0 }, { NULL, 0 } };
    if (fault == NULL && cjose_jws_get_plaintext(jws, &plain, &n, &err))
        claims =
            json_loadb((const char *)plain, n, JSON_REJECT_DUPLICATES, &where);
    if (fault == NULL)
        fault = json_is_object(claims)
                    ? check_claims(a, claims, want, ret_token)
                    : "malformed";
    json_decref(claims);
    cjose_jws_release(jws);
    return fault;
}
