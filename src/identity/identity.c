/* See identity.h; sessions stand in session.c. */
#include "identity/identity.h"

#include <stdlib.h>

#include "feature/account/account.h"
#include "identity/identity_internal.h"
#include "identity/oidc/provider.h"
#include "sys/clock.h"

enum { HASHES_AT_ONCE = 2, SENDING_AT_ONCE = 4, MS_NS = 1000000 };

static struct pace *
open_pace(const struct config_limits *l)
{
    const int64_t hourly[PACE_KINDS] = {
        [PACE_INTAKE] = l->intake, [PACE_LOOK_UP] = l->look_up,
        [PACE_ACT] = l->acts,      [PACE_SIGN_IN] = l->sign_in,
        [PACE_SENDING] = l->codes, [PACE_PHONE] = l->phone,
    };

    _Static_assert((int)PACE_MOST >= (int)CONFIG_HOURLY_MOST, "what is read");
    return pace_open(hourly);
}

bool
identity_open(const struct identity_options *o, struct identity **ret_identity,
              struct err *err)
{
    struct identity *id = calloc(1, sizeof(*id));
    const struct gate_size hashing = gate_size(o->workers, HASHES_AT_ONCE);
    const struct gate_size sending = gate_size(o->workers, SENDING_AT_ONCE);

    if (id == NULL)
        abort();
    id->e = o->engine;
    id->c = o->config;
    id->demo = o->demo;
    (void)pthread_mutex_init(&id->lock, NULL); /* cannot fail on Linux */
    id->hashing = gate_open(hashing.at_once, hashing.waiting);
    id->pace = open_pace(&o->config->limits);
    id->sending = gate_open(sending.at_once, sending.waiting);
    if (*o->config->oidc.issuer != '\0' &&
        !provider_open(&o->config->oidc, &id->provider, err)) {
        identity_close(id);
        return false;
    }
    *ret_identity = id;
    return true;
}

void
identity_close(struct identity *id)
{
    if (id == NULL)
        return;
    provider_close(id->provider);
    gate_close(id->hashing);
    gate_close(id->sending);
    pace_close(id->pace);
    (void)pthread_mutex_destroy(&id->lock);
    free(id);
}

bool
identity_is_demo(const struct identity *id)
{
    return id->demo;
}

int64_t
identity_pace(const struct identity *id, enum pace_kind kind, struct str who)
{
    return pace_try(id->pace, kind, who, clock_ticks() / MS_NS);
}

struct str
identity_origin(const struct identity *id)
{
    return str_of(id->c->sign_in.origin);
}

bool
identity_is_secure(const struct identity *id)
{
    return str_starts(str_of(id->c->sign_in.origin), STR("https://"));
}

/* Without a port, which a proxy may leave out. */
static struct str
host_alone(struct str host)
{
    size_t n = host.n;

    while (n > 0 && host.p[n - 1] >= '0' && host.p[n - 1] <= '9')
        n--;
    return n > 0 && host.p[n - 1] == ':' ? (struct str){ host.p, n - 1 } : host;
}

/* Asked for under another name, it has not come by way of TLS. */
static bool
is_origin(const struct identity *id, const struct http_request *rq)
{
    struct str origin = str_of(id->c->sign_in.origin);
    const size_t scheme = sizeof("https://") - 1;

    return identity_is_secure(id) &&
           str_eq(host_alone(http_header(rq, "Host")),
                  host_alone(
                      (struct str){ origin.p + scheme, origin.n - scheme }));
}

bool
identity_is_safe(const struct identity *id, const struct http_request *rq)
{
    return rq->local || is_origin(id, rq);
}

bool
identity_write(struct identity *id, const struct row_list *rows,
               struct err *err)
{
    const struct append ap = { .rows = rows->at,
                               .rows_n = rows->n,
                               .recorded_at = clock_now() };
    struct appended done;

    return store_append(engine_store(id->e), &ap, &done, err);
}

bool
identity_tell(struct identity *id, struct arena *a, struct str account,
              const struct payload_type *type, const void *data,
              struct err *err)
{
    const struct command cmd = {
        type, data, { .role = STR("system") }, clock_now()
    };
    struct outcome o;

    if (!engine_do(id->e, a, account_stream(a, account), &cmd, &o, err))
        return false;
    return o.verdict.reason == ACCEPTED ||
           fail(err, ERR_INPUT, "account: %s: %s", type->name, o.verdict.rule);
}

/* Columns of query account_find, in order. */
bool
identity_account(struct identity *id, struct str account,
                 struct account_look *ret_look, struct err *err)
{
    const struct value v = value_text(account);
    struct cursor *c;

    *ret_look = (struct account_look){ .found = false };
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_ACCOUNT_FIND, &v, 1, &c, err))
        return false;
    if (cursor_next(c, err)) {
        ret_look->found = true;
        ret_look->staff = str_eq(cursor_text(c), STR("staff"));
        ret_look->open = str_eq(cursor_text(c), STR("open"));
        ret_look->rights = cursor_int(c);
        ret_look->factors = (unsigned)cursor_int(c);
    }
    cursor_close(c);
    return err->kind == ERR_NONE;
}
