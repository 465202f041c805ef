/* See outside.h. */
#include "identity/outside.h"

#include "event/gen/account_events.h"
#include "identity/identity_internal.h"
#include "sys/clock.h"
#include "sys/random.h"

enum { WHO_BYTES = 32, CODE_RANDOM = 8 };

static void
hash_who(const struct identity *id, const struct outside *o,
         unsigned char hash[WHO_BYTES])
{
    static const char *const purposes[] = { "outside-sign-on/0",
                                            "outside-phone/0" };

    store_keyed_hash(engine_store(id->e), str_of(purposes[o->kind]), o->who,
                     hash, WHO_BYTES);
}

bool
outside_find(struct identity *id, struct arena *a, const struct outside *o,
             struct str *ret_account, struct err *err)
{
    unsigned char hash[WHO_BYTES];
    const struct value v = value_bytes(hash, WHO_BYTES);
    struct cursor *c;

    *ret_account = STR("");
    hash_who(id, o, hash);
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_OUTSIDE_IDENTITY_FIND, &v, 1,
                     &c, err))
        return false;
    if (cursor_next(c, err))
        *ret_account = arena_str(a, cursor_text(c));
    cursor_close(c);
    return err->kind == ERR_NONE;
}

bool
outside_link(struct identity *id, const struct outside *o, struct str account,
             struct err *err)
{
    struct row r = { .query = QUERY_OUTSIDE_IDENTITY_PUT };
    const struct row_list list = { NULL, &r, 1, 1 };
    unsigned char hash[WHO_BYTES];

    hash_who(id, o, hash);
    row_bytes(&r, hash, WHO_BYTES);
    row_text(&r, account);
    return identity_write(id, &list, err);
}

bool
outside_resident(struct identity *id, struct arena *a, struct str *ret_account,
                 struct err *err)
{
    unsigned char bytes[CODE_RANDOM];
    struct buf code = { .a = a };
    struct account_open open = { .subject_id = id_new(),
                                 .kind = ACCOUNT_KIND_RESIDENT };

    random_bytes(bytes, sizeof(bytes));
    buf_add(&code, STR("r-"));
    buf_add_hex(&code, bytes, sizeof(bytes));
    *ret_account = open.account = buf_str(&code);
    return identity_tell(id, a, *ret_account, &account_open_type, &open, err);
}
