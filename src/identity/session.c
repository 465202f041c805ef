/* See session.h, and identity_visitor in identity.h. */
#include "identity/session.h"

#include <openssl/crypto.h>
#include <string.h>

#include "base/date.h"
#include "crypto/digest.h"
#include "feature/account/account.h"
#include "identity/identity_internal.h"
#include "sys/clock.h"
#include "sys/log.h"
#include "sys/random.h"

enum {
    TOKEN_BYTES = 32,
    HALF_MINUTES = 5,  /* to find the second factor */
    TOUCH_SECONDS = 60 /* seen_at is not written more often */
};

static const char *const stage_words[] = { "totp", "full", "demo" };

/* "__Host-" makes browsers insist on Secure, Path=/ and no Domain. */
static const char *
cookie_name(const struct identity *id)
{
    return identity_is_secure(id) ? "__Host-session" : "session";
}

static void
hash_token(struct str token, unsigned char hash[SESSION_HASH_BYTES])
{
    digest_sha256(token.p, token.n, hash);
}

static bool
cookie_hash(const struct identity *id, const struct http_request *rq,
            unsigned char hash[SESSION_HASH_BYTES])
{
    struct str token = http_cookie(rq, cookie_name(id));
    unsigned char bytes[TOKEN_BYTES];

    if (!hex_parse(token, bytes, TOKEN_BYTES))
        return false;
    hash_token(token, hash);
    return true;
}

/* seconds 0: the browser forgets it at once. */
static void
put_cookie(const struct identity *id, const struct http_request *rq,
           struct http_response *rs, struct str token)
{
    struct buf b = { .a = rq->a };

    buf_addf(&b, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", cookie_name(id),
             STR_ARG(token), identity_is_secure(id) ? "; Secure" : "",
             token.n == 0 ? "; Max-Age=0" : "");
    http_add_header(rs, "Set-Cookie", buf_str(&b));
}

/* Enough to know one's own again, and nothing that tells people apart. */
static struct str
agent_of(const struct http_request *rq)
{
    static const char *const kinds[][2] = {
        { "MicroMessenger", "WeChat" }, { "Edg/", "Edge" },
        { "Firefox", "Firefox" },       { "Chrome", "Chrome" },
        { "Safari", "Safari" },         { "curl", "curl" },
    };
    struct str agent = http_header(rq, "User-Agent");

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (str_find(agent, str_of(kinds[i][0])) != SIZE_MAX)
            return str_of(kinds[i][1]);
    return STR("");
}

struct session {
    struct str account, role, unit, stage, note;
    int64_t rights, seen_at, ends_at;
};

/* Columns of query session_find, in order. */
static bool
find(struct identity *id, struct arena *a,
     const unsigned char hash[SESSION_HASH_BYTES], struct session *ret_session,
     bool *ret_found, struct err *err)
{
    const struct value v = value_bytes(hash, SESSION_HASH_BYTES);
    struct session *s = ret_session;
    struct cursor *c;

    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_SESSION_FIND, &v, 1, &c, err))
        return false;
    *ret_found = cursor_next(c, err);
    if (*ret_found) {
        s->account = arena_str(a, cursor_text(c));
        s->role = arena_str(a, cursor_text(c));
        s->unit = arena_str(a, cursor_text(c));
        s->rights = cursor_int(c);
        s->stage = arena_str(a, cursor_text(c));
        (void)cursor_text(c); /* agent */
        (void)cursor_int(c);  /* made_at */
        s->seen_at = cursor_int(c);
        s->ends_at = cursor_int(c);
        s->note = arena_str(a, cursor_text(c));
    }
    cursor_close(c);
    return *ret_found || err->kind == ERR_NONE;
}

static bool
write_row(struct identity *id, struct row *r, struct err *err)
{
    const struct row_list rows = { NULL, r, 1, 1 };

    return identity_write(id, &rows, err);
}

/* Bound to its session. */
static struct str
note_context(struct arena *a, const unsigned char hash[SESSION_HASH_BYTES])
{
    struct buf b = { .a = a };

    buf_add(&b, STR("gongzhi session note "));
    buf_add_hex(&b, hash, SESSION_HASH_BYTES);
    return buf_str(&b);
}

static void
put_note(struct identity *id, const struct row_list *rows, struct row *r,
         const unsigned char hash[SESSION_HASH_BYTES], struct str note)
{
    struct str sealed;

    if (note.n == 0) {
        row_null(r);
        return;
    }
    sealed = store_seal(engine_store(id->e), rows->a,
                        note_context(rows->a, hash), note);
    row_bytes(r, sealed.p, sealed.n);
}

bool
session_note(struct identity *id, const struct http_request *rq,
             struct str *ret_note, struct err *err)
{
    unsigned char hash[SESSION_HASH_BYTES];
    struct session s = { .rights = 0 };
    bool found = false;

    *ret_note = STR("");
    if (!cookie_hash(id, rq, hash))
        return true;
    if (!find(id, rq->a, hash, &s, &found, err))
        return false;
    if (found && s.note.n > 0 &&
        !store_unseal(engine_store(id->e), rq->a, note_context(rq->a, hash),
                      s.note, ret_note))
        return fail(err, ERR_KEY, "the note of a session does not open");
    return true;
}

bool
session_begin(struct identity *id, const struct http_request *rq,
              struct http_response *rs, const struct session_new *s,
              struct err *err)
{
    int64_t now = clock_now();
    unsigned char bytes[TOKEN_BYTES], hash[SESSION_HASH_BYTES],
        old[SESSION_HASH_BYTES];
    struct account_look look = { .found = false };
    struct row_list rows = { .a = rq->a };
    struct buf token = { .a = rq->a };
    struct row *r;

    if (s->stage != SESSION_DEMO &&
        !identity_account(id, s->account, &look, err))
        return false;
    random_bytes(bytes, sizeof(bytes));
    buf_add_hex(&token, bytes, sizeof(bytes));
    hash_token(buf_str(&token), hash);
    if (cookie_hash(id, rq, old)) {
        r = row_add(&rows, QUERY_SESSION_DROP);
        row_bytes(r, old, sizeof(old));
    }
    row_int(row_add(&rows, QUERY_SESSION_OLD_DROP), now);
    r = row_add(&rows, QUERY_SESSION_ADD);
    row_bytes(r, hash, sizeof(hash));
    row_text(r, s->account);
    row_text(r, s->role);
    row_text(r, s->unit);
    row_int(r, look.rights);
    row_text(r, str_of(stage_words[s->stage]));
    row_text(r, agent_of(rq));
    row_int(r, now);
    row_int(r, now + (s->stage == SESSION_TOTP
                          ? HALF_MINUTES * MINUTE_MS
                          : id->c->sign_in.longest * HOUR_MS));
    put_note(id, &rows, r, hash, s->note);
    if (!identity_write(id, &rows, err))
        return false;
    put_cookie(id, rq, rs, buf_str(&token));
    return true;
}

bool
session_end(struct identity *id, const struct http_request *rq,
            struct http_response *rs, struct err *err)
{
    struct row r = { .query = QUERY_SESSION_DROP };
    unsigned char hash[SESSION_HASH_BYTES];

    if (!cookie_hash(id, rq, hash))
        return true;
    put_cookie(id, rq, rs, STR(""));
    row_bytes(&r, hash, sizeof(hash));
    return write_row(id, &r, err);
}

bool
session_end_others(struct identity *id, struct str account,
                   const unsigned char *keep, struct err *err)
{
    static const unsigned char none[SESSION_HASH_BYTES];
    struct row r = { .query = QUERY_SESSION_OTHERS_DROP };

    row_text(&r, account);
    row_bytes(&r, keep == NULL ? none : keep, SESSION_HASH_BYTES);
    return write_row(id, &r, err);
}

bool
session_grants(struct identity *id, struct arena *a, struct str account,
               struct actor **ret_grants, size_t *ret_n, struct err *err)
{
    const struct value v = value_text(account);
    struct actor *all = arena_alloc(a, ACCOUNT_GRANTS * sizeof(*all));
    struct cursor *c;
    size_t n = 0;

    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_ACCOUNT_GRANTS, &v, 1, &c, err))
        return false;
    while (n < ACCOUNT_GRANTS && cursor_next(c, err)) {
        all[n].role = arena_str(a, cursor_text(c));
        all[n].unit = arena_str(a, cursor_text(c));
        all[n++].id = account;
    }
    cursor_close(c);
    *ret_grants = all;
    *ret_n = n;
    return err->kind == ERR_NONE;
}

bool
session_first_grant(struct identity *id, struct arena *a, struct session_new *s,
                    struct err *err)
{
    struct actor *all;
    size_t n;

    if (!session_grants(id, a, s->account, &all, &n, err))
        return false;
    if (n > 0) {
        s->role = all[0].role;
        s->unit = all[0].unit;
    }
    return true;
}

bool
session_list(struct identity *id, struct arena *a, const struct visitor *v,
             struct session_list *ret_list, struct err *err)
{
    const struct value params[] = { value_text(v->account),
                                    value_int(clock_now()) };
    struct session_list list = { NULL, 0 };
    size_t room = 0;
    struct cursor *c;

    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_SESSION_LIST, params, 2, &c,
                     err))
        return false;
    while (cursor_next(c, err)) {
        struct str hash = cursor_text(c);
        struct session_line *l;

        list.at = arena_grow(a, list.at, list.at_n, &room, sizeof(*list.at));
        l = &list.at[list.at_n++];
        l->here = str_eq(
            hash, (struct str){ (const char *)v->session, SESSION_HASH_BYTES });
        l->role = arena_str(a, cursor_text(c));
        l->unit = arena_str(a, cursor_text(c));
        l->demo = str_eq(cursor_text(c), STR("demo"));
        l->agent = arena_str(a, cursor_text(c));
        l->made_at = cursor_int(c);
        l->seen_at = cursor_int(c);
    }
    cursor_close(c);
    *ret_list = list;
    return err->kind == ERR_NONE;
}

/* Is the session one that still counts? */
static bool
is_alive(struct identity *id, const struct session *s, int64_t now,
         struct account_look *look, struct err *err)
{
    int64_t idle = id->c->sign_in.idle * MINUTE_MS;

    if (s->ends_at <= now || s->seen_at + idle <= now)
        return false;
    if (str_eq(s->stage, str_of(stage_words[SESSION_DEMO])))
        return id->demo;
    if (!identity_account(id, s->account, look, err))
        return false;
    return look->found && look->open && look->rights == s->rights;
}

static enum visitor_kind
kind_of(const struct session *s, const struct account_look *look)
{
    if (str_eq(s->stage, str_of(stage_words[SESSION_TOTP])))
        return VISITOR_HALF;
    if (str_eq(s->stage, str_of(stage_words[SESSION_DEMO])) || look->staff)
        return VISITOR_STAFF;
    return VISITOR_RESIDENT;
}

/* Bound to the session, so that one of somebody else is none. */
static struct str
form_token(struct identity *id, struct arena *a,
           const unsigned char hash[SESSION_HASH_BYTES])
{
    unsigned char mac[DIGEST_BYTES];
    struct buf b = { .a = a };

    store_keyed_hash(engine_store(id->e), STR("form-token/0"),
                     (struct str){ (const char *)hash, SESSION_HASH_BYTES },
                     mac, sizeof(mac));
    buf_add_hex(&b, mac, sizeof(mac));
    return buf_str(&b);
}

static void
touch(struct identity *id, const unsigned char hash[SESSION_HASH_BYTES],
      int64_t now)
{
    struct row r = { .query = QUERY_SESSION_SEEN_PUT };
    struct err err;

    row_bytes(&r, hash, SESSION_HASH_BYTES);
    row_int(&r, now);
    if (!write_row(id, &r, &err))
        log_failure("session", &err); /* it ends earlier, then */
}

static void
find_visitor(struct identity *id, const struct http_request *rq,
             struct visitor *ret_visitor)
{
    struct visitor v = { .kind = VISITOR_NOBODY };
    struct account_look look = { .found = false };
    struct session s = { .rights = 0 };
    struct err err = { .kind = ERR_NONE };
    int64_t now = clock_now();
    bool found = false;

    *ret_visitor = v;
    if (!cookie_hash(id, rq, v.session))
        return;
    if (!find(id, rq->a, v.session, &s, &found, &err) || !found ||
        !is_alive(id, &s, now, &look, &err)) {
        if (err.kind != ERR_NONE)
            log_failure("session", &err);
        return;
    }
    if (now - s.seen_at > TOUCH_SECONDS * SECOND_MS)
        touch(id, v.session, now);
    v.kind = kind_of(&s, &look);
    v.account = s.account;
    v.form_token = form_token(id, rq->a, v.session);
    if (v.kind == VISITOR_STAFF)
        v.actor = (struct actor){ s.role, s.account, s.unit };
    else if (v.kind == VISITOR_RESIDENT)
        v.actor = (struct actor){ STR("citizen"), s.account, STR("") };
    *ret_visitor = v;
}

void
identity_visitor(struct identity *id, const struct http_request *rq,
                 struct visitor *ret_visitor)
{
    if (*rq->known == NULL) {
        struct visitor *v = arena_new(rq->a, struct visitor);

        find_visitor(id, rq, v);
        *rq->known = v;
    }
    *ret_visitor = *(const struct visitor *)*rq->known;
}

bool
identity_form_is_his(const struct visitor *v, struct str token)
{
    if (v->form_token.n == 0)
        return true;
    return token.n == v->form_token.n &&
           CRYPTO_memcmp(token.p, v->form_token.p, token.n) == 0;
}
