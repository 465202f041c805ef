/* See secret.h. */
#include "identity/secret.h"

#include <string.h>

#include "identity/identity_internal.h"
#include "sys/random.h"

enum {
    CODE_RANDOM = 10,
    CODE_CHARS = 16,
    CODE_WRITTEN = 32,
    CODE_GROUP = 4,
    CODE_HASH = 16
};

/* An envelope of one account does not open for another. */
static struct str
totp_context(struct arena *a, struct str account)
{
    struct buf b = { .a = a };

    buf_add(&b, STR("gongzhi totp "));
    buf_add(&b, account);
    return buf_str(&b);
}

static bool
open_totp(struct identity *id, struct arena *a, struct str account,
          struct str envelope, struct secret *s)
{
    struct str plain;

    if (!store_unseal(engine_store(id->e), a, totp_context(a, account),
                      envelope, &plain) ||
        plain.n != OTP_SECRET_BYTES)
        return false;
    memcpy(s->totp, plain.p, OTP_SECRET_BYTES);
    s->has_totp = true;
    return true;
}

/* Columns of query sign_in_find, in order. */
bool
secret_find(struct identity *id, struct arena *a, struct str account,
            struct secret *ret_secret, struct err *err)
{
    const struct value v = value_text(account);
    struct str envelope = STR("");
    struct cursor *c;

    *ret_secret = (struct secret){ .has_totp = false };
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_SIGN_IN_FIND, &v, 1, &c, err))
        return false;
    if (cursor_next(c, err)) {
        ret_secret->password = arena_str(a, cursor_text(c));
        envelope = arena_str(a, cursor_text(c));
        ret_secret->totp_used = cursor_int(c);
    }
    cursor_close(c);
    if (err->kind != ERR_NONE)
        return false;
    return envelope.n == 0 || open_totp(id, a, account, envelope, ret_secret) ||
           fail(err, ERR_KEY, "the second factor of an account does not open");
}

void
secret_rows(struct identity *id, struct str account, struct str password,
            const unsigned char *totp, struct row_list *rows)
{
    struct row *r = row_add(rows, QUERY_SIGN_IN_PUT);

    row_text(r, account);
    row_text(r, password);
    if (totp == NULL) {
        row_null(r);
    } else {
        struct str envelope = store_seal(
            engine_store(id->e), rows->a, totp_context(rows->a, account),
            (struct str){ (const char *)totp, OTP_SECRET_BYTES });

        row_bytes(r, envelope.p, envelope.n);
    }
    row_int(r, 0);
}

static char
capital(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* Of the account and the code's letters; owned by a. */
static const void *
code_hash(struct identity *id, struct arena *a, struct str account,
          struct str code)
{
    struct buf b = { .a = a };
    unsigned char *hash = arena_alloc(a, CODE_HASH);

    buf_add(&b, account);
    buf_add_char(&b, ' ');
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] != ' ' && code.p[i] != '-')
            buf_add_char(&b, capital(code.p[i]));
    store_keyed_hash(engine_store(id->e), STR("recovery-code/0"), buf_str(&b),
                     hash, CODE_HASH);
    return hash;
}

void
recovery_rows(struct identity *id, struct str account,
              struct str ret_codes[RECOVERY_CODES], struct row_list *rows)
{
    row_text(row_add(rows, QUERY_RECOVERY_CODES_DROP), account);
    for (int i = 0; i < RECOVERY_CODES; i++) {
        unsigned char bytes[CODE_RANDOM];
        struct buf plain = { .a = rows->a }, grouped = { .a = rows->a };
        struct row *r = row_add(rows, QUERY_RECOVERY_CODE_ADD);

        random_bytes(bytes, sizeof(bytes));
        base32_put(&plain, bytes, sizeof(bytes));
        for (size_t j = 0; j < plain.n; j++) {
            if (j > 0 && j % CODE_GROUP == 0)
                buf_add_char(&grouped, '-');
            buf_add_char(&grouped, plain.p[j]);
        }
        row_text(r, account);
        row_bytes(r, code_hash(id, rows->a, account, buf_str(&plain)),
                  CODE_HASH);
        ret_codes[i] = buf_str(&grouped);
    }
}

bool
recovery_use(struct identity *id, struct arena *a, struct str account,
             struct str code, bool *ret_right, struct err *err)
{
    struct row r = { .query = QUERY_RECOVERY_CODE_DROP };
    const struct row_list list = { NULL, &r, 1, 1 };
    const void *hash;
    struct cursor *c;

    *ret_right = false;
    if (code.n < CODE_CHARS || code.n > CODE_WRITTEN)
        return true;
    hash = code_hash(id, a, account, code);
    row_text(&r, account);
    row_bytes(&r, hash, CODE_HASH);
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_RECOVERY_CODE_FIND, r.v, 2, &c,
                     err))
        return false;
    *ret_right = cursor_next(c, err);
    cursor_close(c);
    if (err->kind != ERR_NONE)
        return false;
    return !*ret_right || identity_write(id, &list, err);
}

bool
recovery_left(struct identity *id, struct str account, int64_t *ret_n,
              struct err *err)
{
    const struct value v = value_text(account);
    struct cursor *c;

    *ret_n = 0;
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_RECOVERY_CODE_COUNT, &v, 1, &c,
                     err))
        return false;
    if (cursor_next(c, err))
        *ret_n = cursor_int(c);
    cursor_close(c);
    return err->kind == ERR_NONE;
}
