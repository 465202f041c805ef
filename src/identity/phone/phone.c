/* See phone.h; whose account a phone is: phone_join.c. */
#include "identity/phone/phone.h"

#include <openssl/crypto.h>
#include <stdatomic.h>
#include <string.h>

#include "base/date.h"
#include "crypto/digest.h"
#include "identity/identity_internal.h"
#include "identity/phone/phone_join.h"
#include "outbox/sms/sms.h"
#include "sys/clock.h"
#include "sys/log.h"
#include "sys/random.h"
#include "text/address.h"

enum {
    HANDLE_BYTES = 32,
    TEN_MINUTES = 600,
    SEND_SECONDS = 8,
    MODULUS = 1000000,
    SHOWN_HEAD = 6, /* "+86138" */
    SHOWN_TAIL = 4
};

#define CONTEXT "gongzhi phone code 1"

static bool
has_gateway(const struct identity *id)
{
    return *id->c->sms.url != '\0';
}

bool
phone_is_offered(const struct identity *id)
{
    return id->demo || has_gateway(id);
}

static const char *
cookie_name(const struct identity *id)
{
    return identity_is_secure(id) ? "__Host-phone" : "phone";
}

static void
put_cookie(const struct identity *id, const struct http_request *rq,
           struct http_response *rs, struct str handle)
{
    struct buf b = { .a = rq->a };

    buf_addf(&b, "%s=%.*s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s",
             cookie_name(id), STR_ARG(handle), handle.n > 0 ? TEN_MINUTES : 0,
             identity_is_secure(id) ? "; Secure" : "");
    http_add_header(rs, "Set-Cookie", buf_str(&b));
}

/* A number below a million, each as likely as the others. */
static struct str
draw_code(struct arena *a)
{
    const uint32_t most = UINT32_MAX - UINT32_MAX % MODULUS;
    struct buf b = { .a = a };
    uint32_t n;

    do {
        random_bytes(&n, sizeof(n));
    } while (n >= most);
    buf_addf(&b, "%06u", (unsigned)(n % MODULUS));
    return buf_str(&b);
}

/* What was asked for in this browser. */
struct asked {
    unsigned char handle[DIGEST_BYTES];
    struct str number, code;
    int64_t tries;
    bool found;
};

static bool
keep(struct identity *id, struct arena *a, const struct asked *k,
     struct err *err)
{
    int64_t now = clock_now();
    struct row_list rows = { .a = a };
    struct buf plain = { .a = a };
    struct str sealed;
    struct row *r;

    buf_add(&plain, k->number);
    buf_add_char(&plain, '\n');
    buf_add(&plain, k->code);
    sealed = store_seal(engine_store(id->e), a, STR(CONTEXT), buf_str(&plain));
    row_int(row_add(&rows, QUERY_PHONE_CODES_OLD_DROP), now);
    r = row_add(&rows, QUERY_PHONE_CODE_PUT);
    row_bytes(r, k->handle, sizeof(k->handle));
    row_bytes(r, sealed.p, sealed.n);
    row_int(r, now + TEN_MINUTES * SECOND_MS);
    return identity_write(id, &rows, err);
}

/* Columns of query phone_code_find, in order. */
static bool
find(struct identity *id, const struct http_request *rq, struct asked *k,
     struct err *err)
{
    struct str handle = http_cookie(rq, cookie_name(id)), sealed = STR(""),
               plain;
    unsigned char bytes[HANDLE_BYTES];
    const struct value v[] = { value_bytes(k->handle, sizeof(k->handle)),
                               value_int(clock_now()) };
    struct cursor *c;

    *k = (struct asked){ .found = false };
    if (!hex_parse(handle, bytes, sizeof(bytes)))
        return true;
    digest_sha256(handle.p, handle.n, k->handle);
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_PHONE_CODE_FIND, v, 2, &c, err))
        return false;
    if (cursor_next(c, err)) {
        sealed = arena_str(rq->a, cursor_text(c));
        k->tries = cursor_int(c);
    }
    cursor_close(c);
    if (err->kind != ERR_NONE)
        return false;
    k->found = sealed.n > 0 &&
               store_unseal(engine_store(id->e), rq->a, STR(CONTEXT), sealed,
                            &plain) &&
               str_cut(&plain, '\n', &k->number) &&
               str_cut(&plain, '\n', &k->code);
    return true;
}

static bool
hand(struct identity *id, struct arena *a, const struct sms *m)
{
    static const atomic_bool stop;
    const struct config_sms *c = &id->c->sms;
    const struct peer p = { c->url, c->ca_file, SEND_SECONDS, &stop };
    struct attempt at;
    struct err err;

    if (!gate_enter(id->sending))
        return false;
    at = sms_hand(c, &p, a, m);
    gate_leave(id->sending);
    if (at.sent == SENT_ACCEPTED)
        return true;
    (void)fail(&err, ERR_IO, "a code was not taken by the gateway: %s",
               at.reason);
    log_failure("phone", &err);
    return false;
}

bool
phone_send(struct identity *id, const struct http_request *rq,
           struct http_response *rs, const struct phone_wish *wish,
           struct phone_answer *ret_answer, struct err *err)
{
    unsigned char bytes[HANDLE_BYTES];
    struct asked k = { .code = draw_code(rq->a) };
    struct buf handle = { .a = rq->a }, key = { .a = rq->a };
    struct sms m;

    *ret_answer = (struct phone_answer){ PHONE_BAD_NUMBER, 0 };
    if (!address_mobile(rq->a, wish->number, &k.number))
        return true;
    ret_answer->wait = identity_pace(id, PACE_PHONE, k.number);
    ret_answer->result = ret_answer->wait > 0 ? PHONE_WAIT : PHONE_DONE;
    if (ret_answer->wait > 0)
        return true;
    random_bytes(bytes, sizeof(bytes));
    buf_add_hex(&handle, bytes, sizeof(bytes));
    digest_sha256(handle.p, handle.n, k.handle);
    buf_add_hex(&key, k.handle, ID_BYTES);
    m = (struct sms){ k.number, wish->words(wish->context, k.code),
                      buf_str(&key) };
    if (!keep(id, rq->a, &k, err))
        return false;
    if (has_gateway(id) && !hand(id, rq->a, &m))
        ret_answer->result = PHONE_UNSENT;
    else
        put_cookie(id, rq, rs, buf_str(&handle));
    return true;
}

bool
phone_look(struct identity *id, const struct http_request *rq,
           struct str *ret_number, struct str *ret_code, struct err *err)
{
    struct buf shown = { .a = rq->a };
    struct asked k;

    *ret_number = *ret_code = STR("");
    if (!find(id, rq, &k, err))
        return false;
    if (!k.found || k.number.n < SHOWN_HEAD + SHOWN_TAIL)
        return true;
    buf_add(&shown, (struct str){ k.number.p + 3, SHOWN_HEAD - 3 });
    buf_add(&shown, STR("****"));
    buf_add(&shown,
            (struct str){ k.number.p + k.number.n - SHOWN_TAIL, SHOWN_TAIL });
    *ret_number = buf_str(&shown);
    if (id->demo)
        *ret_code = k.code;
    return true;
}

/* Blanks do not count. */
static bool
is_code(struct arena *a, struct str said, struct str code)
{
    struct buf b = { .a = a };

    for (size_t i = 0; i < said.n && b.n <= PHONE_DIGITS; i++)
        if (said.p[i] != ' ')
            buf_add_char(&b, said.p[i]);
    return b.n == code.n && CRYPTO_memcmp(b.p, code.p, b.n) == 0;
}

/* Count the try, or drop the code when it was right. */
static bool
judge(struct identity *id, const struct http_request *rq, struct str said,
      struct asked *k, enum phone_result *ret_result, struct err *err)
{
    struct row r = { .query = QUERY_PHONE_CODE_TRIES_PUT };
    const struct row_list list = { NULL, &r, 1, 1 };

    if (!find(id, rq, k, err))
        return false;
    *ret_result = PHONE_OVER;
    if (!k->found || k->tries >= PHONE_TRIES)
        return true;
    *ret_result = PHONE_WRONG;
    if (is_code(rq->a, said, k->code)) {
        *ret_result = PHONE_DONE;
        r.query = QUERY_PHONE_CODE_DROP;
    }
    row_bytes(&r, k->handle, sizeof(k->handle));
    return identity_write(id, &list, err);
}

bool
phone_prove(struct identity *id, const struct http_request *rq,
            struct http_response *rs, struct str code,
            struct phone_answer *ret_answer, struct err *err)
{
    struct session_new s = { .stage = SESSION_FULL };
    struct visitor v;
    struct asked k;
    bool ok;

    *ret_answer = (struct phone_answer){ PHONE_OVER, 0 };
    (void)pthread_mutex_lock(&id->lock);
    ok = judge(id, rq, code, &k, &ret_answer->result, err);
    (void)pthread_mutex_unlock(&id->lock);
    if (!ok || ret_answer->result != PHONE_DONE)
        return ok;
    put_cookie(id, rq, rs, STR(""));
    identity_visitor(id, rq, &v);
    if (v.kind == VISITOR_RESIDENT)
        s.account = v.account;
    return phone_join(id, rq->a, k.number, &s.account, err) &&
           (v.kind == VISITOR_RESIDENT || session_begin(id, rq, rs, &s, err));
}
