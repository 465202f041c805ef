/* See provider.h. */
#include "identity/oidc/provider.h"

#include <jansson.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "identity/oidc/id_token.h"
#include "identity/proof/gate.h"
#include "outbox/peer.h"
#include "sys/clock.h"

enum {
    TIMEOUT_SECONDS = 10,
    KEPT_MS = HOUR_MS,
    PAUSE_MS = 10 * SECOND_MS,
    AT_ONCE = 4,
    WAITING = 4,
    ADDRESS_BYTES = 500
};

/* A text that was fetched. */
struct kept {
    struct arena *a;
    struct str text;
    int64_t at;        /* when; 0: never */
    int64_t failed_at; /* not again before PAUSE_MS have passed */
};

struct provider {
    const struct config_oidc *c;
    atomic_bool stop;
    struct gate *gate;
    pthread_mutex_t lock; /* around what is kept, also while it is fetched */
    struct kept about, keys;
    int64_t searched_at; /* for a key that was not there */
};

bool
provider_open(const struct config_oidc *c, struct provider **ret_provider,
              struct err *err)
{
    struct provider *p;

    if (!peer_start(err))
        return false;
    p = calloc(1, sizeof(*p));
    if (p == NULL)
        abort();
    p->c = c;
    p->gate = gate_open(AT_ONCE, WAITING);
    (void)pthread_mutex_init(&p->lock, NULL); /* cannot fail on Linux */
    p->about.a = arena_open();
    p->keys.a = arena_open();
    *ret_provider = p;
    return true;
}

void
provider_close(struct provider *p)
{
    if (p == NULL)
        return;
    arena_close(p->about.a);
    arena_close(p->keys.a);
    (void)pthread_mutex_destroy(&p->lock);
    gate_close(p->gate);
    free(p);
    peer_end();
}

static bool
fetch(struct provider *p, struct arena *a, const char *url,
      const struct fetch *f, struct str *ret_body, struct err *err)
{
    const struct peer peer = { url, p->c->ca_file, TIMEOUT_SECONDS, &p->stop };
    const char *why;
    long status;

    if (!peer_fetch(&peer, f, a, &status, ret_body, &why))
        return fail(err, ERR_IO, "the sign-on cannot be asked: %s", why);
    if (status != 200)
        return fail(err, status >= 400 && status < 500 ? ERR_INPUT : ERR_IO,
                    "the sign-on answers %ld", status);
    return true;
}

/* Fetch a document into what is kept; what was kept stays when that fails. */
static bool
renew(struct provider *p, struct kept *k, const char *url, struct err *err)
{
    const struct fetch get = { { NULL, 0 }, "", "" };
    struct arena *fresh;
    struct str text;
    int64_t now = clock_now();

    if (now - k->failed_at < PAUSE_MS)
        return fail(err, ERR_IO, "the sign-on could not be asked just now");
    fresh = arena_open();
    if (!fetch(p, fresh, url, &get, &text, err)) {
        k->failed_at = now;
        arena_close(fresh);
        return false;
    }
    arena_close(k->a);
    *k = (struct kept){ fresh, text, now, 0 };
    return true;
}

/* HTTPS, or HTTP when the issuer itself is on this machine. */
static bool
is_address(const struct provider *p, struct str s)
{
    bool open = str_starts(str_of(p->c->issuer), STR("http://"));

    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~' || s.p[i] == '#')
            return false;
    return s.n <= ADDRESS_BYTES && (str_starts(s, STR("https://")) ||
                                    (open && str_starts(s, STR("http://"))));
}

/* The description, fresh enough, as JSON of the caller. */
static bool
description(struct provider *p, json_t **ret_about, struct err *err)
{
    struct buf url = { .a = p->about.a };
    json_error_t where;
    const char *issuer;

    buf_add(&url, str_of(p->c->issuer));
    if (str_ends(buf_str(&url), STR("/")))
        url.n--;
    buf_add(&url, STR("/.well-known/openid-configuration"));
    if (clock_now() - p->about.at > KEPT_MS &&
        !renew(p, &p->about, buf_cstr(&url), err))
        return false;
    *ret_about = json_loadb(p->about.text.p, p->about.text.n,
                            JSON_REJECT_DUPLICATES, &where);
    issuer = json_string_value(json_object_get(*ret_about, "issuer"));
    if (issuer != NULL && strcmp(issuer, p->c->issuer) == 0)
        return true;
    json_decref(*ret_about);
    p->about.at = 0;
    return fail(err, ERR_INPUT, "the sign-on describes another issuer");
}

static struct str
address(const struct provider *p, struct arena *a, const json_t *about,
        const char *name)
{
    const char *text = json_string_value(json_object_get(about, name));

    return is_address(p, str_of(text)) ? arena_str(a, str_of(text)) : STR("");
}

static bool
ends_locked(struct provider *p, struct arena *a, struct provider_ends *e,
            struct str *ret_keys, struct err *err)
{
    json_t *about;

    if (!description(p, &about, err))
        return false;
    e->authorization = address(p, a, about, "authorization_endpoint");
    e->token = address(p, a, about, "token_endpoint");
    e->end_session = address(p, a, about, "end_session_endpoint");
    *ret_keys = address(p, a, about, "jwks_uri");
    json_decref(about);
    return (e->authorization.n > 0 && e->token.n > 0 && ret_keys->n > 0) ||
           fail(err, ERR_INPUT, "the sign-on lacks an address");
}

static bool
enter(struct provider *p, struct err *err)
{
    return gate_enter(p->gate) ||
           fail(err, ERR_BUSY, "too many sign on at once");
}

bool
provider_ends(struct provider *p, struct arena *a,
              struct provider_ends *ret_ends, struct err *err)
{
    struct str keys;
    bool ok;

    if (!enter(p, err))
        return false;
    (void)pthread_mutex_lock(&p->lock);
    ok = ends_locked(p, a, ret_ends, &keys, err);
    (void)pthread_mutex_unlock(&p->lock);
    gate_leave(p->gate);
    return ok;
}

static bool
keys_locked(struct provider *p, struct arena *a, struct str kid,
            struct str *ret_keys, struct err *err)
{
    int64_t now = clock_now();
    struct provider_ends ends;
    bool search = p->keys.at > 0 && kid.n > 0 &&
                  !id_token_has_key(p->keys.text, kid) &&
                  now - p->searched_at > PAUSE_MS;
    struct str url;

    if (!ends_locked(p, a, &ends, &url, err))
        return false;
    if (search)
        p->searched_at = now;
    if ((search || now - p->keys.at > KEPT_MS) &&
        !renew(p, &p->keys, arena_cstr(a, url), err))
        return false;
    *ret_keys = arena_str(a, p->keys.text);
    return true;
}

bool
provider_keys(struct provider *p, struct arena *a, struct str kid,
              struct str *ret_keys, struct err *err)
{
    bool ok;

    if (!enter(p, err))
        return false;
    (void)pthread_mutex_lock(&p->lock);
    ok = keys_locked(p, a, kid, ret_keys, err);
    (void)pthread_mutex_unlock(&p->lock);
    gate_leave(p->gate);
    return ok;
}

static void
put_pair(struct buf *out, const char *name, struct str value)
{
    buf_addf(out, "%s%s=", out->n > 0 ? "&" : "", name);
    buf_add_url(out, value);
}

/* RFC 6749, 2.3.1: id and secret are written as in a form before Basic. */
static const char *
form_text(struct arena *a, const char *text)
{
    struct buf b = { .a = a };

    buf_add_url(&b, str_of(text));
    return buf_cstr(&b);
}

static bool
take_token(struct arena *a, struct str body, struct str *ret_id_token,
           struct err *err)
{
    json_error_t where;
    json_t *answer = json_loadb(body.p, body.n, JSON_REJECT_DUPLICATES, &where);
    const char *token = json_string_value(json_object_get(answer, "id_token"));

    if (token != NULL)
        *ret_id_token = arena_str(a, str_of(token));
    json_decref(answer);
    return token != NULL || fail(err, ERR_INPUT, "the sign-on gives no token");
}

bool
provider_exchange(struct provider *p, struct arena *a,
                  const struct provider_code *code, struct str *ret_id_token,
                  struct err *err)
{
    bool secret = *p->c->secret != '\0', ok;
    struct buf form = { .a = a };
    struct fetch post = { .user = secret ? form_text(a, p->c->client_id) : "",
                          .password = form_text(a, p->c->secret) };
    struct provider_ends ends;
    struct str body;

    if (!provider_ends(p, a, &ends, err) || !enter(p, err))
        return false;
    put_pair(&form, "grant_type", STR("authorization_code"));
    put_pair(&form, "code", code->code);
    put_pair(&form, "redirect_uri", code->redirect);
    put_pair(&form, "code_verifier", code->verifier);
    put_pair(&form, "client_id", str_of(p->c->client_id));
    post.form = buf_str(&form);
    ok = fetch(p, a, arena_cstr(a, ends.token), &post, &body, err);
    gate_leave(p->gate);
    return ok && take_token(a, body, ret_id_token, err);
}
