/*
 * vault: what people wrote, sealed so that it can be destroyed.
 *
 * The texts of one append and one subject are packed one after another:
 *
 *     4 bytes  index of the event in the append, high byte first
 *     1 byte   length of the field's name, and the name
 *     16 bytes salt
 *     4 bytes  length of the text, high byte first, and the text
 *
 * and sealed (crypto/seal.h) under the subject's own random key, with subject,
 * stream and first version as context. Where that key lies: slots.c.
 */
#include "store/sqlite_internal.h"

#include <assert.h>
#include <string.h>

static void
put_u32(struct buf *out, size_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_add_char(out, (char)(v >> shift & 0xFF));
}

void
vault_item_put(struct buf *out, const struct text_item *t)
{
    put_u32(out, t->event);
    buf_add_char(out, (char)t->field.n);
    buf_add(out, t->field);
    buf_add(out, t->salt);
    put_u32(out, t->text.n);
    buf_add(out, t->text);
}

static bool
take(struct str *rest, size_t n, struct str *ret_piece)
{
    if (rest->n < n)
        return false;
    *ret_piece = (struct str){ rest->p, n };
    *rest = (struct str){ rest->p + n, rest->n - n };
    return true;
}

static bool
take_u32(struct str *rest, uint32_t *ret_v)
{
    struct str four;
    uint32_t v = 0;

    if (!take(rest, 4, &four))
        return false;
    for (size_t i = 0; i < 4; i++)
        v = v << 8 | (unsigned char)four.p[i];
    *ret_v = v;
    return true;
}

bool
vault_item_next(struct str *rest, struct text_item *ret_item)
{
    struct text_item t;
    struct str one;
    uint32_t n;

    if (!take_u32(rest, &t.event) || !take(rest, 1, &one) ||
        !take(rest, (unsigned char)one.p[0], &t.field) ||
        !take(rest, SALT_BYTES, &t.salt) || !take_u32(rest, &n) ||
        !take(rest, n, &t.text))
        return false;
    *ret_item = t;
    return true;
}

void
vault_commitment(const struct store *st, const struct text_item *t,
                 unsigned char out[HASH_BYTES])
{
    const struct str parts[] = { t->salt, t->field, t->text };

    st->suite->digest_parts(parts, 3, out);
}

static struct str
place_context(struct arena *a, const struct vault_place *at)
{
    struct buf b = { .a = a };

    buf_add(&b, (struct str){ (const char *)at->subject.b, ID_BYTES });
    buf_add(&b, at->stream);
    buf_add_char(&b, '\n');
    buf_add_i64(&b, at->version);
    return buf_str(&b);
}

struct str
vault_seal(const struct store *st, struct arena *a,
           const struct vault_place *at,
           const unsigned char key[SEAL_KEY_BYTES], struct str pack)
{
    unsigned char *out = arena_alloc(a, pack.n + SEAL_EXTRA_BYTES);

    st->suite->seal(key, place_context(a, at), pack, out);
    return (struct str){ (const char *)out, pack.n + SEAL_EXTRA_BYTES };
}

bool
vault_open(struct arena *a, const struct vault_place *at,
           const unsigned char key[SEAL_KEY_BYTES], struct str envelope,
           struct str *ret_pack)
{
    unsigned char *out;

    if (envelope.n < SEAL_EXTRA_BYTES)
        return false;
    out = arena_alloc(a, envelope.n - SEAL_EXTRA_BYTES);
    if (!seal_open(key, place_context(a, at), envelope, out))
        return false;
    *ret_pack =
        (struct str){ (const char *)out, envelope.n - SEAL_EXTRA_BYTES };
    return true;
}

/* A known text under the master key tells a wrong key file at once. */
static const struct str CANARY = { "gongzhi", 7 };
static const struct str CANARY_CONTEXT = { "gongzhi canary", 14 };

bool
vault_canary_add(struct store *st, struct conn *c, struct err *err)
{
    unsigned char out[7 + SEAL_EXTRA_BYTES];
    sqlite3_stmt *s = conn_own(c, SQL_META_ADD, err);

    if (s == NULL)
        return false;
    st->suite->seal(st->keys.master, CANARY_CONTEXT, CANARY, out);
    bind_str(s, 1, STR("canary"));
    bind_bytes(s, 2, out, sizeof(out));
    return step_end(c, s, err);
}

bool
vault_canary_check(struct store *st, struct conn *c, struct err *err)
{
    struct arena *a = arena_open();
    struct str envelope;
    unsigned char out[64];
    bool ok = meta_get(c, a, "canary", &envelope, err);

    if (ok && (envelope.n != CANARY.n + SEAL_EXTRA_BYTES ||
               !seal_open(st->keys.master, CANARY_CONTEXT, envelope, out)))
        ok = fail(err, ERR_KEY,
                  "the key file does not belong to this data folder (%s); put "
                  "the one back that was made with it",
                  st->dir);
    arena_close(a);
    return ok;
}

/* What store_text needs from the database, copied into an arena. */
struct found {
    struct str envelope;
    int64_t first; /* version of the first leaf of the append */
    int64_t slot;  /* of the subject's key; 0: none */
    bool erased;
};

static bool
one_blob(struct conn *c, struct arena *a, sqlite3_stmt *s, struct str *ret,
         struct err *err)
{
    int got = step_row(c, s, err);

    *ret = (struct str){ NULL, 0 };
    if (got == 1) {
        *ret = arena_str(a, column_str(s, 0));
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    return got >= 0;
}

int
slot_of(struct conn *c, struct id subject, int64_t *ret_slot, bool *ret_erased,
        struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_KEY, err);
    int got;

    if (s == NULL)
        return -1;
    bind_bytes(s, 1, subject.b, ID_BYTES);
    got = step_row(c, s, err);
    if (got == 1) {
        *ret_slot = sqlite3_column_int64(s, 0);
        *ret_erased = sqlite3_column_int(s, 1) != 0;
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    return got;
}

static bool
find_text(struct conn *c, struct arena *a, const struct text_request *rq,
          struct found *ret, struct err *err)
{
    sqlite3_stmt *place = conn_own(c, SQL_PLACE, err);
    sqlite3_stmt *sealed = conn_own(c, SQL_SEALED, err);
    int64_t position = -1, n = 0;
    int got;

    if (place == NULL || sealed == NULL)
        return false;
    bind_str(place, 1, rq->stream);
    bind_int(place, 2, rq->version);
    got = step_row(c, place, err);
    if (got == 1) {
        position = sqlite3_column_int64(place, 0);
        ret->first = sqlite3_column_int64(place, 1);
        n = sqlite3_column_int64(place, 2);
        (void)sqlite3_reset(place); /* no failure after a row */
    }
    if (got < 0)
        return false;
    if (got == 0 || rq->version >= ret->first + n)
        return fail(err, ERR_NOT_FOUND, "there is no such record");
    bind_int(sealed, 1, position);
    bind_bytes(sealed, 2, rq->subject.b, ID_BYTES);
    return one_blob(c, a, sealed, &ret->envelope, err) &&
           slot_of(c, rq->subject, &ret->slot, &ret->erased, err) >= 0;
}

/* The text of the field in the pack; empty when nothing was said. */
static struct opening
pick(struct str pack, int64_t event, struct str field)
{
    struct text_item t;

    while (vault_item_next(&pack, &t))
        if ((int64_t)t.event == event && str_eq(t.field, field))
            return (struct opening){ t.salt, t.text };
    return (struct opening){ { "", 0 }, { "", 0 } };
}

/* An empty slot is an erasure that this reader's moment does not know yet, or
 * one that a copy of the log from before it does not. */
static bool
open_text(struct store *st, struct arena *a, const struct text_request *rq,
          struct found *f, struct opening *ret_opening, struct err *err)
{
    const struct vault_place at = { rq->subject, rq->stream, f->first };
    unsigned char key[SEAL_KEY_BYTES];
    struct str pack;
    enum slot_is is;
    bool ok;

    if (!slots_get(st, f->slot, key, &is, err))
        return false;
    f->erased = is == SLOT_EMPTY;
    if (f->erased)
        return true;
    ok = vault_open(a, &at, key, f->envelope, &pack);
    explicit_bzero(key, sizeof(key));
    if (!ok)
        return fail(err, ERR_CORRUPT, "a sealed text of %.*s does not open",
                    STR_ARG(rq->stream));
    *ret_opening = pick(pack, rq->version - f->first, rq->field);
    return true;
}

bool
store_opening(struct store *st, struct arena *a, const struct text_request *rq,
              struct opening *ret_opening, bool *ret_erased, struct err *err)
{
    struct found f = { .first = 0 };
    struct conn *c;
    bool ok;

    if (!st->has_keys)
        return fail(err, ERR_KEY, "personal texts need the key file %s.keys",
                    st->dir);
    if (rq->purpose.n == 0)
        return fail(err, ERR_INPUT, "a personal text is read for a purpose");
    if ((c = conn_take(st, err)) == NULL)
        return false;
    *ret_opening = (struct opening){ { "", 0 }, { "", 0 } };
    ok = find_text(c, a, rq, &f, err);
    conn_give(st, c);
    if (ok && !f.erased && f.envelope.n > 0)
        ok = open_text(st, a, rq, &f, ret_opening, err);
    if (ok)
        *ret_erased = f.erased;
    return ok;
}

bool
store_text(struct store *st, struct arena *a, const struct text_request *rq,
           struct str *ret_text, bool *ret_erased, struct err *err)
{
    struct opening o;

    if (!store_opening(st, a, rq, &o, ret_erased, err))
        return false;
    *ret_text = o.text;
    return true;
}

struct str
store_seal(const struct store *st, struct arena *a, struct str context,
           struct str plain)
{
    unsigned char *out = arena_alloc(a, plain.n + SEAL_EXTRA_BYTES);

    assert(st->has_keys); /* a folder opened for writing has them */
    st->suite->seal(st->keys.master, context, plain, out);
    return (struct str){ (const char *)out, plain.n + SEAL_EXTRA_BYTES };
}

bool
store_unseal(const struct store *st, struct arena *a, struct str context,
             struct str envelope, struct str *ret_plain)
{
    unsigned char *out;

    if (!st->has_keys || envelope.n < SEAL_EXTRA_BYTES)
        return false;
    out = arena_alloc(a, envelope.n);
    *ret_plain =
        (struct str){ (const char *)out, envelope.n - SEAL_EXTRA_BYTES };
    return seal_open(st->keys.master, context, envelope, out);
}
