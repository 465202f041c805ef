/* See setup.h. */
#include "identity/setup.h"

#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "crypto/digest.h"
#include "crypto/password.h"
#include "feature/account/account.h"
#include "identity/identity_internal.h"
#include "identity/session.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/random.h"

enum { TOKEN_BYTES = 32, FILE_MODE = 0600 };

static const char *const purposes[] = { "setup", "reset", "first" };

static bool
put_link(struct identity *id, struct arena *a, struct str account,
         enum setup_purpose purpose, struct str *ret_path, struct err *err)
{
    int64_t now = clock_now();
    unsigned char bytes[TOKEN_BYTES], *hash = arena_alloc(a, DIGEST_BYTES);
    struct row_list rows = { .a = a };
    struct buf token = { .a = a }, path = { .a = a };
    struct row *r;

    random_bytes(bytes, sizeof(bytes));
    buf_add_hex(&token, bytes, sizeof(bytes));
    digest_sha256(token.p, token.n, hash);
    row_int(row_add(&rows, QUERY_SETUP_LINKS_OLD_DROP), now);
    row_text(row_add(&rows, QUERY_SETUP_LINKS_DROP), account);
    r = row_add(&rows, QUERY_SETUP_LINK_ADD);
    row_bytes(r, hash, DIGEST_BYTES);
    row_text(r, account);
    row_text(r, str_of(purposes[purpose]));
    row_int(r, now + id->c->sign_in.link * HOUR_MS);
    buf_add(&path, STR("/setup/"));
    buf_add(&path, buf_str(&token));
    *ret_path = buf_str(&path);
    return identity_write(id, &rows, err);
}

bool
setup_link(struct identity *id, struct arena *a, struct str account,
           enum setup_purpose purpose, struct str *ret_path, struct err *err)
{
    struct account_look look;

    if (!identity_account(id, account, &look, err))
        return false;
    if (!look.found || !look.open)
        return fail(err, ERR_NOT_FOUND, "%.*s: no such account, or not open",
                    STR_ARG(account));
    return put_link(id, a, account, purpose, ret_path, err);
}

int64_t
setup_hours(const struct identity *id)
{
    return id->c->sign_in.link;
}

static bool
has_administrator(struct identity *id, bool *ret_has, struct err *err)
{
    const struct value v = value_text(STR(ACCOUNT_ADMINISTRATOR));
    struct cursor *c;

    *ret_has = false;
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_ACCOUNT_ROLE_COUNT, &v, 1, &c,
                     err))
        return false;
    if (cursor_next(c, err))
        *ret_has = cursor_int(c) > 0;
    cursor_close(c);
    return err->kind == ERR_NONE;
}

static bool
open_first(struct identity *id, struct arena *a, struct err *err)
{
    const struct account_open open = { .subject_id = id_new(),
                                       .account = STR(SETUP_FIRST_ACCOUNT),
                                       .kind = ACCOUNT_KIND_STAFF };
    const struct account_grant grant = { STR(ACCOUNT_ADMINISTRATOR), STR("") };
    struct account_look look;

    if (!identity_account(id, open.account, &look, err))
        return false;
    if (look.found)
        return true;
    return identity_tell(id, a, open.account, &account_open_type, &open, err) &&
           identity_tell(id, a, open.account, &account_grant_type, &grant, err);
}

static const char *
first_file(struct identity *id, struct arena *a)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%s/" SETUP_FIRST_FILE, store_dir(engine_store(id->e)));
    return buf_cstr(&b);
}

bool
setup_first(struct identity *id, struct arena *a, struct str *ret_path,
            struct err *err)
{
    bool has;

    *ret_path = STR("");
    (void)unlink(first_file(id, a)); /* often there is none */
    if (!has_administrator(id, &has, err))
        return false;
    return has || put_link(id, a, STR(SETUP_FIRST_ACCOUNT), SETUP_FIRST,
                           ret_path, err);
}

bool
setup_first_keep(struct identity *id, struct arena *a, struct str address,
                 const char **ret_file, struct err *err)
{
    struct buf line = { .a = a };

    buf_add(&line, address);
    buf_add_char(&line, '\n');
    *ret_file = first_file(id, a);
    return file_write(*ret_file, buf_str(&line), FILE_MODE, err);
}

static enum setup_purpose
purpose_of(struct str word)
{
    enum setup_purpose p = SETUP_NEW;

    while (p < SETUP_FIRST && !str_eq(word, str_of(purposes[p])))
        p++;
    return p;
}

static bool
look_up(struct identity *id, struct arena *a, struct str token, struct setup *s,
        struct err *err)
{
    unsigned char hash[DIGEST_BYTES];
    const struct value v[] = { value_bytes(hash, sizeof(hash)),
                               value_int(clock_now()) };
    struct cursor *c;

    digest_sha256(token.p, token.n, hash);
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_SETUP_LINK_FIND, v, 2, &c, err))
        return false;
    s->found = cursor_next(c, err);
    if (s->found) {
        s->account = arena_str(a, cursor_text(c));
        s->purpose = purpose_of(cursor_text(c));
    }
    cursor_close(c);
    return err->kind == ERR_NONE;
}

bool
setup_find(struct identity *id, struct arena *a, struct str token,
           struct setup *ret_setup, struct err *err)
{
    struct setup s = { .found = false };
    unsigned char bytes[TOKEN_BYTES];
    struct account_look look;
    bool has = false;

    *ret_setup = s;
    if (!hex_parse(token, bytes, sizeof(bytes)))
        return true;
    if (!look_up(id, a, token, &s, err))
        return false;
    if (!s.found)
        return true;
    if (!identity_account(id, s.account, &look, err) ||
        (s.purpose == SETUP_FIRST && !has_administrator(id, &has, err)))
        return false;
    s.found = s.purpose == SETUP_FIRST ? !has : look.found && look.open;
    s.staff = s.purpose == SETUP_FIRST || look.staff;
    store_keyed_hash(engine_store(id->e), STR("setup-totp/0"), token, s.totp,
                     sizeof(s.totp));
    *ret_setup = s;
    return true;
}

/* What the log may know of it. */
static bool
note(struct identity *id, struct arena *a, const struct setup *s,
     struct err *err)
{
    static const enum account_factor factors[] = { ACCOUNT_FACTOR_PASSWORD,
                                                   ACCOUNT_FACTOR_TOTP,
                                                   ACCOUNT_FACTOR_RECOVERY };
    const struct account_recover recover = { ACCOUNT_RECOVERY_LINK };
    size_t n = s->staff ? sizeof(factors) / sizeof(factors[0]) : 1;
    bool ok = true;

    if (s->purpose == SETUP_RESET)
        ok = identity_tell(id, a, s->account, &account_recover_type, &recover,
                           err);
    for (size_t i = 0; i < n && ok; i++) {
        const struct account_set_factor c = { factors[i] };

        ok =
            identity_tell(id, a, s->account, &account_set_factor_type, &c, err);
    }
    return ok;
}

static bool
set_up(struct identity *id, struct arena *a, const struct setup *s,
       struct str encoded, struct setup_answer *ret_answer, struct err *err)
{
    struct row_list rows = { .a = a };

    if (s->purpose == SETUP_FIRST && !open_first(id, a, err))
        return false;
    row_text(row_add(&rows, QUERY_SETUP_LINKS_DROP), s->account);
    secret_rows(id, s->account, encoded, s->staff ? s->totp : NULL, &rows);
    if (s->staff)
        recovery_rows(id, s->account, ret_answer->codes, &rows);
    if (!identity_write(id, &rows, err))
        return false;
    if (s->purpose == SETUP_FIRST)
        (void)unlink(first_file(id, a)); /* none when it was printed */
    return session_end_others(id, s->account, NULL, err) && note(id, a, s, err);
}

bool
setup_use(struct identity *id, struct arena *a, const struct setup *s,
          const struct setup_wish *wish, struct setup_answer *ret_answer,
          struct err *err)
{
    struct buf encoded = { .a = a };
    int64_t step;

    *ret_answer = (struct setup_answer){ .result = SETUP_BAD_PASSWORD };
    ret_answer->fault = password_fault(s->account, wish->password);
    if (ret_answer->fault != PASSWORD_FINE)
        return true;
    if (s->staff && !otp_check(s->totp, wish->code, clock_now(), 0, &step)) {
        ret_answer->result = SETUP_BAD_CODE;
        return true;
    }
    if (!gate_enter(id->hashing)) {
        ret_answer->result = SETUP_BUSY;
        return true;
    }
    password_hash(&encoded, wish->password);
    gate_leave(id->hashing);
    ret_answer->result = SETUP_DONE;
    return set_up(id, a, s, buf_str(&encoded), ret_answer, err);
}

bool
setup_spend(struct identity *id, struct str account, struct err *err)
{
    struct row r = { .query = QUERY_SETUP_LINKS_DROP };
    const struct row_list list = { NULL, &r, 1, 1 };

    row_text(&r, account);
    return identity_write(id, &list, err);
}

bool
setup_forget(struct identity *id, struct str account, struct err *err)
{
    static const enum query drops[] = { QUERY_SIGN_IN_DROP,
                                        QUERY_RECOVERY_CODES_DROP,
                                        QUERY_SETUP_LINKS_DROP,
                                        QUERY_OUTSIDE_IDENTITY_OF_DROP };
    enum { DROPS = sizeof(drops) / sizeof(drops[0]) };
    struct row rows[DROPS];
    const struct row_list list = { NULL, rows, DROPS, DROPS };

    for (size_t i = 0; i < DROPS; i++) {
        rows[i] = (struct row){ .query = drops[i] };
        row_text(&rows[i], account);
    }
    return identity_write(id, &list, err) &&
           session_end_others(id, account, NULL, err);
}
