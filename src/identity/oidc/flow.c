/* See flow.h. */
#include "identity/oidc/flow.h"

#include <openssl/crypto.h>
#include <string.h>

#include "base/date.h"
#include "crypto/digest.h"
#include "identity/identity_internal.h"
#include "identity/oidc/id_token.h"
#include "identity/oidc/link.h"
#include "identity/oidc/provider.h"
#include "identity/proof/throttle.h"
#include "identity/secret.h"
#include "sys/clock.h"
#include "sys/log.h"
#include "sys/random.h"

enum {
    RANDOM_BYTES = 32,
    TEN_MINUTES = 600,
    COOKIE_BYTES = 2048,
    CODE_BYTES = 1024,
    BACK_BYTES = 400,
    SETUP_BYTES = 32 /* of the token of a set-up link */
};

#define CONTEXT "gongzhi sign-on 1"

struct str
sso_name(const struct identity *id)
{
    return str_of(id->c->oidc.name);
}

static const char *
cookie_name(const struct identity *id)
{
    return identity_is_secure(id) ? "__Host-sso" : "sso";
}

static void
put_cookie(const struct identity *id, const struct http_request *rq,
           struct http_response *rs, struct str value)
{
    struct buf b = { .a = rq->a };

    buf_addf(&b, "%s=", cookie_name(id));
    buf_add(&b, value);
    buf_addf(&b, "; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s",
             value.n > 0 ? TEN_MINUTES : 0,
             identity_is_secure(id) ? "; Secure" : "");
    http_add_header(rs, "Set-Cookie", buf_str(&b));
}

/* RFC 4648, section 5, without padding. */
static void
put_base64url(struct buf *out, const unsigned char *p, size_t n)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned held = 0, bits = 0;

    for (size_t i = 0; i < n; i++) {
        held = (held << 8 | p[i]) & 0xFFFF;
        for (bits += 8; bits >= 6; bits -= 6)
            buf_add_char(out, digits[held >> (bits - 6) & 63]);
    }
    if (bits > 0)
        buf_add_char(out, digits[held << (6 - bits) & 63]);
}

static struct str
draw(struct arena *a)
{
    unsigned char bytes[RANDOM_BYTES];
    struct buf b = { .a = a };

    random_bytes(bytes, sizeof(bytes));
    put_base64url(&b, bytes, sizeof(bytes));
    return buf_str(&b);
}

/* What must be the same on the way back. */
struct begun {
    struct str state, nonce, verifier, setup, back;
    int64_t at;
};

/* Lines; none of the values has one. */
static struct str
pack(struct arena *a, const struct begun *w)
{
    const struct str parts[] = { w->state, w->nonce, w->verifier, w->setup,
                                 w->back };
    struct buf b = { .a = a };

    buf_add_i64(&b, w->at);
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        buf_add_char(&b, '\n');
        buf_add(&b, parts[i]);
    }
    return buf_str(&b);
}

static bool
unpack(struct str s, struct begun *w)
{
    struct str at;

    return str_cut(&s, '\n', &at) && str_i64(at, &w->at) &&
           str_cut(&s, '\n', &w->state) && str_cut(&s, '\n', &w->nonce) &&
           str_cut(&s, '\n', &w->verifier) && str_cut(&s, '\n', &w->setup) &&
           str_cut(&s, '\n', &w->back) && s.p == NULL;
}

static struct str
redirect_address(const struct identity *id, struct arena *a)
{
    struct buf b = { .a = a };

    buf_add(&b, str_of(id->c->sign_in.origin));
    buf_add(&b, STR("/in/sso/back"));
    return buf_str(&b);
}

static void
put_pair(struct buf *out, const char *name, struct str value)
{
    buf_addf(out,
             "%s%s=", str_find(buf_str(out), STR("?")) == SIZE_MAX ? "?" : "&",
             name);
    buf_add_url(out, value);
}

static struct str
challenge(struct arena *a, struct str verifier)
{
    unsigned char hash[DIGEST_BYTES];
    struct buf b = { .a = a };

    digest_sha256(verifier.p, verifier.n, hash);
    put_base64url(&b, hash, sizeof(hash));
    return buf_str(&b);
}

/* Whatever else somebody wrote there leads to no set-up. */
static struct str
setup_token(struct str said)
{
    unsigned char bytes[SETUP_BYTES];

    return hex_parse(said, bytes, sizeof(bytes)) ? said : STR("");
}

bool
sso_begin(struct identity *id, const struct http_request *rq,
          struct http_response *rs, const struct sso_wish *wish,
          struct str *ret_to, struct err *err)
{
    struct arena *a = rq->a;
    const struct begun w = { draw(a),
                             draw(a),
                             draw(a),
                             setup_token(wish->setup),
                             wish->back.n <= BACK_BYTES ? wish->back : STR("/"),
                             clock_now() };
    struct provider_ends ends;
    struct buf to = { .a = a }, cookie = { .a = a };
    struct str sealed;

    if (!provider_ends(id->provider, a, &ends, err))
        return false;
    sealed = store_seal(engine_store(id->e), a, STR(CONTEXT), pack(a, &w));
    buf_add_hex(&cookie, sealed.p, sealed.n);
    put_cookie(id, rq, rs, buf_str(&cookie));
    buf_add(&to, ends.authorization);
    put_pair(&to, "response_type", STR("code"));
    put_pair(&to, "client_id", str_of(id->c->oidc.client_id));
    put_pair(&to, "redirect_uri", redirect_address(id, a));
    put_pair(&to, "scope", STR("openid"));
    put_pair(&to, "state", w.state);
    put_pair(&to, "nonce", w.nonce);
    put_pair(&to, "code_challenge", challenge(a, w.verifier));
    put_pair(&to, "code_challenge_method", STR("S256"));
    *ret_to = buf_str(&to);
    return true;
}

/* The cookie of this browser, when it is of the last ten minutes. */
static bool
find_begun(struct identity *id, const struct http_request *rq, struct begun *w)
{
    struct str hex = http_cookie(rq, cookie_name(id)), plain;
    unsigned char *bytes = arena_alloc(rq->a, COOKIE_BYTES);

    return hex.n / 2 <= COOKIE_BYTES && hex_parse(hex, bytes, hex.n / 2) &&
           store_unseal(engine_store(id->e), rq->a, STR(CONTEXT),
                        (struct str){ (const char *)bytes, hex.n / 2 },
                        &plain) &&
           unpack(plain, w) && clock_now() - w->at < TEN_MINUTES * SECOND_MS;
}

static bool
is_same(struct str a, struct str b)
{
    return a.n > 0 && a.n == b.n && CRYPTO_memcmp(a.p, b.p, a.n) == 0;
}

/* The provider's word about him. */
struct heard {
    struct str token;
    struct id_token who;
    const char *fault; /* a word; NULL: it holds */
};

static bool
ask_provider(struct identity *id, const struct http_request *rq,
             const struct begun *w, struct heard *h, struct err *err)
{
    const struct provider_code code = { http_query(rq, "code"), w->verifier,
                                        redirect_address(id, rq->a) };
    const struct id_token_want want = { str_of(id->c->oidc.issuer),
                                        str_of(id->c->oidc.client_id), w->nonce,
                                        clock_now(), id->c->oidc.staff_claim };
    struct str kid, keys;

    h->fault = "code";
    if (!provider_exchange(id->provider, rq->a, &code, &h->token, err))
        return err->kind == ERR_INPUT;
    h->fault = "algorithm";
    if (!id_token_key(rq->a, h->token, &kid))
        return true;
    if (!provider_keys(id->provider, rq->a, kid, &keys, err))
        return false;
    h->fault = id_token_check(rq->a, h->token, keys, &want, &h->who);
    return true;
}

/* A session of the account; what logging out needs is sealed into it. */
static bool
let_in(struct identity *id, const struct http_request *rq,
       struct http_response *rs, struct session_new *s,
       struct sso_answer *ret_answer, struct err *err)
{
    struct account_look look;
    struct secret secret;

    if (!identity_account(id, s->account, &look, err) ||
        !secret_find(id, rq->a, s->account, &secret, err))
        return false;
    if (!look.found || !look.open) {
        ret_answer->result = SSO_UNKNOWN;
        return true;
    }
    s->stage = look.staff && secret.has_totp ? SESSION_TOTP : SESSION_FULL;
    if (s->stage == SESSION_FULL && look.staff &&
        !session_first_grant(id, rq->a, s, err))
        return false;
    ret_answer->kind = look.staff ? VISITOR_STAFF : VISITOR_RESIDENT;
    ret_answer->result = s->stage == SESSION_TOTP ? SSO_SECOND : SSO_DONE;
    return session_begin(id, rq, rs, s, err);
}

static void
log_bad_token(const char *fault)
{
    struct err err;

    (void)fail(&err, ERR_INPUT, "a token does not hold: %s", fault);
    log_failure("sign-on", &err);
}

static bool
finish(struct identity *id, const struct http_request *rq,
       struct http_response *rs, const struct begun *w,
       struct sso_answer *ret_answer, struct err *err)
{
    struct session_new s = { .stage = SESSION_FULL };
    struct heard h;

    if (!ask_provider(id, rq, w, &h, err))
        return false;
    if (h.fault != NULL) {
        log_bad_token(h.fault);
        ret_answer->result = SSO_BAD_TOKEN;
        return true;
    }
    if (!link_find(id, rq->a, &h.who, w->setup, &s.account, err))
        return false;
    if (s.account.n == 0) {
        ret_answer->result = SSO_UNKNOWN;
        return true;
    }
    s.note = h.token;
    return let_in(id, rq, rs, &s, ret_answer, err);
}

bool
sso_finish(struct identity *id, const struct http_request *rq,
           struct http_response *rs, struct sso_answer *ret_answer,
           struct err *err)
{
    struct str state = http_query(rq, "state"), iss = http_query(rq, "iss");
    struct begun w;
    bool begun = find_begun(id, rq, &w);
    int64_t wait = 0;

    *ret_answer = (struct sso_answer){ SSO_STRANGE, VISITOR_NOBODY, STR("/") };
    if (!begun || !is_same(state, w.state))
        return true;
    put_cookie(id, rq, rs, STR("")); /* it served, */
    if (!throttle_try(id, THROTTLE_STATE, state, &wait, err))
        return false;
    if (wait > 0) /* and not again, whatever the browser does */
        return true;
    ret_answer->back = w.back;
    if (iss.n > 0 && !str_eq(iss, str_of(id->c->oidc.issuer)))
        return true; /* RFC 9207: another provider answers */
    if (http_query(rq, "error").n > 0 || http_query(rq, "code").n == 0 ||
        http_query(rq, "code").n > CODE_BYTES) {
        ret_answer->result = SSO_REFUSED;
        return true;
    }
    return finish(id, rq, rs, &w, ret_answer, err);
}

bool
sso_logout(struct identity *id, const struct http_request *rq,
           struct str *ret_to, struct err *err)
{
    struct provider_ends ends;
    struct buf to = { .a = rq->a }, back = { .a = rq->a };
    struct str token;

    *ret_to = STR("");
    if (id->provider == NULL || !session_note(id, rq, &token, err))
        return id->provider == NULL;
    if (token.n == 0)
        return true;
    if (!provider_ends(id->provider, rq->a, &ends, err))
        return false;
    if (ends.end_session.n == 0)
        return true;
    buf_add(&back, str_of(id->c->sign_in.origin));
    buf_add(&back, STR("/in"));
    buf_add(&to, ends.end_session);
    put_pair(&to, "id_token_hint", token);
    put_pair(&to, "client_id", str_of(id->c->oidc.client_id));
    put_pair(&to, "post_logout_redirect_uri", buf_str(&back));
    *ret_to = buf_str(&to);
    return true;
}
