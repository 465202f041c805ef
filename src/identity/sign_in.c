/* See sign_in.h. */
#include "identity/sign_in.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#include "crypto/otp.h"
#include "crypto/password.h"
#include "event/gen/account_events.h"
#include "feature/account/account.h"
#include "identity/identity_internal.h"
#include "identity/proof/password_rule.h"
#include "identity/proof/throttle.h"
#include "identity/secret.h"
#include "sys/clock.h"
#include "sys/log.h"

/* The same work for an account that is not there. */
static bool
is_right(struct arena *a, const struct secret *s, struct str password,
         bool *ret_old)
{
    struct buf unused = { .a = a };

    if (s->password.n > 0)
        return password_verify(a, s->password, password, ret_old);
    password_hash(&unused, password);
    return false;
}

/* The password was right: the next step. */
static bool
go_on(struct identity *id, const struct http_request *rq,
      struct http_response *rs, struct session_new *s,
      struct sign_in_answer *ret_answer, struct err *err)
{
    struct account_look look;

    if (!identity_account(id, s->account, &look, err))
        return false;
    if (!look.found || !look.open) {
        ret_answer->result = SIGN_IN_WRONG;
        return true;
    }
    s->stage = look.staff ? SESSION_TOTP : SESSION_FULL;
    ret_answer->result = look.staff ? SIGN_IN_SECOND : SIGN_IN_DONE;
    return throttle_forgive(id, THROTTLE_ACCOUNT, s->account, err) &&
           session_begin(id, rq, rs, s, err);
}

/* With parameters that have risen since. */
static bool
hash_anew(struct identity *id, struct arena *a, const struct credentials *said,
          struct err *err)
{
    struct buf encoded = { .a = a };
    struct row r = { .query = QUERY_SIGN_IN_PASSWORD_PUT };
    const struct row_list list = { NULL, &r, 1, 1 };

    password_hash(&encoded, said->password);
    row_text(&r, said->account);
    row_text(&r, buf_str(&encoded));
    return identity_write(id, &list, err);
}

/* In the gate, so that whoever was sent away has not failed. */
static bool
try_password(struct identity *id, struct arena *a,
             const struct credentials *said, struct sign_in_answer *ret_answer,
             bool *ret_right, struct err *err)
{
    struct secret secret;
    bool old = false;

    *ret_right = false;
    if (!secret_find(id, a, said->account, &secret, err) ||
        !throttle_try(id, THROTTLE_ACCOUNT, said->account, &ret_answer->wait,
                      err))
        return false;
    if (ret_answer->wait > 0) {
        ret_answer->result = SIGN_IN_WAIT;
        return true;
    }
    *ret_right = is_right(a, &secret, said->password, &old);
    return !*ret_right || !old || hash_anew(id, a, said, err);
}

/* Who, stands nowhere. */
static void
log_result(const char *step, enum sign_in_result result)
{
    char line[80];

    if (result != SIGN_IN_WRONG && result != SIGN_IN_WAIT)
        return;
    (void)snprintf(line, sizeof(line), "sign-in: %s %s", step,
                   result == SIGN_IN_WRONG ? "wrong" : "waits");
    log_event(line);
}

bool
sign_in_password(struct identity *id, const struct http_request *rq,
                 struct http_response *rs, const struct credentials *said,
                 struct sign_in_answer *ret_answer, struct err *err)
{
    struct session_new s = { .account = said->account };
    bool right = false, ok;

    *ret_answer = (struct sign_in_answer){ .result = SIGN_IN_WRONG };
    if (!account_is_code(said->account) ||
        str_chars(said->password) > PASSWORD_MOST)
        return true; /* no account looks so */
    if (!gate_enter(id->hashing)) {
        ret_answer->result = SIGN_IN_BUSY;
        return true;
    }
    ok = try_password(id, rq->a, said, ret_answer, &right, err);
    gate_leave(id->hashing);
    ok = ok && (!right || go_on(id, rq, rs, &s, ret_answer, err));
    if (ok)
        log_result("password", ret_answer->result);
    return ok;
}

/* A code of the authenticator; it serves once. */
static bool
use_totp(struct identity *id, const struct secret *secret, struct str account,
         struct str code, bool *ret_right, struct err *err)
{
    struct row r = { .query = QUERY_SIGN_IN_TOTP_USED_PUT };
    const struct row_list list = { NULL, &r, 1, 1 };
    int64_t step = 0;

    *ret_right = secret->has_totp && otp_check(secret->totp, code, clock_now(),
                                               secret->totp_used, &step);
    if (!*ret_right)
        return true;
    row_text(&r, account);
    row_int(&r, step);
    return identity_write(id, &list, err);
}

/* Look and change in one go: a code that comes twice at once counts once. */
static bool
use_code(struct identity *id, struct arena *a, struct str account,
         struct str code, struct sign_in_answer *ret_answer, struct err *err)
{
    struct secret secret;
    bool right = false, ok;

    (void)pthread_mutex_lock(&id->lock);
    ok = secret_find(id, a, account, &secret, err) &&
         use_totp(id, &secret, account, code, &right, err);
    if (ok && !right) {
        ok = recovery_use(id, a, account, code, &right, err);
        ret_answer->recovered = ok && right;
    }
    (void)pthread_mutex_unlock(&id->lock);
    ret_answer->result = right ? SIGN_IN_DONE : SIGN_IN_WRONG;
    return ok;
}

static bool
note_recovery(struct identity *id, struct arena *a, struct str account,
              struct err *err)
{
    const struct account_recover c = { ACCOUNT_RECOVERY_CODE };

    return identity_tell(id, a, account, &account_recover_type, &c, err);
}

static bool
try_second(struct identity *id, struct arena *a, struct str account,
           struct str code, struct sign_in_answer *ret_answer, struct err *err)
{
    if (!throttle_try(id, THROTTLE_SECOND, account, &ret_answer->wait, err))
        return false;
    if (ret_answer->wait > 0) {
        ret_answer->result = SIGN_IN_WAIT;
        return true;
    }
    return use_code(id, a, account, code, ret_answer, err);
}

bool
sign_in_second(struct identity *id, const struct http_request *rq,
               struct http_response *rs, struct str code,
               struct sign_in_answer *ret_answer, struct err *err)
{
    struct session_new s = { .stage = SESSION_FULL };
    struct visitor v;

    *ret_answer = (struct sign_in_answer){ .result = SIGN_IN_WRONG };
    identity_visitor(id, rq, &v);
    if (v.kind != VISITOR_HALF)
        return true;
    s.account = v.account;
    if (!try_second(id, rq->a, v.account, code, ret_answer, err))
        return false;
    log_result("second factor", ret_answer->result);
    if (ret_answer->result != SIGN_IN_DONE)
        return true;
    return (!ret_answer->recovered ||
            note_recovery(id, rq->a, v.account, err)) &&
           throttle_forgive(id, THROTTLE_SECOND, v.account, err) &&
           session_first_grant(id, rq->a, &s, err) &&
           session_note(id, rq, &s.note, err) &&
           session_begin(id, rq, rs, &s, err);
}

bool
sign_in_act_as(struct identity *id, const struct http_request *rq,
               struct http_response *rs, struct actor as, bool *ret_may,
               struct err *err)
{
    struct session_new s = { .role = as.role,
                             .unit = as.unit,
                             .stage = SESSION_FULL };
    struct visitor v;
    struct actor *all;
    size_t n = 0;

    *ret_may = false;
    identity_visitor(id, rq, &v);
    s.account = v.account;
    if (v.kind != VISITOR_STAFF)
        return true;
    if (!session_grants(id, rq->a, v.account, &all, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        *ret_may = *ret_may || (str_eq(all[i].role, as.role) &&
                                str_eq(all[i].unit, as.unit));
    return !*ret_may || (session_note(id, rq, &s.note, err) &&
                         session_begin(id, rq, rs, &s, err));
}

bool
sign_in_demo(struct identity *id, const struct http_request *rq,
             struct http_response *rs, struct actor as, struct err *err)
{
    const struct session_new s = { as.id, as.role, as.unit, SESSION_DEMO,
                                   STR("") };

    assert(id->demo);
    return session_begin(id, rq, rs, &s, err);
}
