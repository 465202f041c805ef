/* See phone_join.h, and phone_of in phone.h. */
#include "identity/phone/phone_join.h"

#include "feature/account/account.h"
#include "identity/identity_internal.h"
#include "identity/outside.h"
#include "identity/phone/phone.h"

/* The cases joined to one account, also to another. */
static bool
bring_cases(struct identity *id, struct arena *a, struct str from,
            struct str to, struct err *err)
{
    const struct value v = value_text(from);
    struct id ids[ACCOUNT_CASES];
    struct cursor *c;
    size_t n = 0;
    bool ok;

    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_ACCOUNT_CASES, &v, 1, &c, err))
        return false;
    while (n < ACCOUNT_CASES && cursor_next(c, err))
        ids[n++] = cursor_id(c);
    cursor_close(c);
    ok = err->kind == ERR_NONE;
    for (size_t i = 0; i < n && ok; i++) {
        const struct account_join_case join = { ids[i] };

        ok = identity_tell(id, a, to, &account_join_case_type, &join, err);
    }
    return ok;
}

static bool
prove(struct identity *id, struct arena *a, struct str number,
      struct str account, struct err *err)
{
    const struct outside o = { OUTSIDE_PHONE, number };
    const struct account_prove_phone c = { number };

    return outside_link(id, &o, account, err) &&
           identity_tell(id, a, account, &account_prove_phone_type, &c, err);
}

bool
phone_join(struct identity *id, struct arena *a, struct str number,
           struct str *account, struct err *err)
{
    const struct outside o = { OUTSIDE_PHONE, number };
    struct account_look look = { .found = false };
    struct str had;

    if (!outside_find(id, a, &o, &had, err) ||
        !identity_account(id, had, &look, err))
        return false;
    if (look.found && look.open && (account->n == 0 || str_eq(*account, had))) {
        *account = had;
        return true; /* nothing is new */
    }
    if (account->n == 0 && !outside_resident(id, a, account, err))
        return false;
    return prove(id, a, number, *account, err) &&
           (!look.found || bring_cases(id, a, had, *account, err));
}

bool
phone_of(struct identity *id, struct arena *a, struct str account,
         struct str *ret_number, struct err *err)
{
    struct record_list list = { .a = a };
    struct buf stream = { .a = a };
    struct text_request rq = { .field = STR("phone"),
                               .purpose = STR("citizen") };
    struct str number = STR(""), owner;
    bool erased;

    *ret_number = STR("");
    buf_add(&stream, STR("account/"));
    buf_add(&stream, account);
    rq.stream = buf_str(&stream);
    if (!store_load(engine_store(id->e), rq.stream, &list, err))
        return false;
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].type == &account_phone_proved_v1_type) {
            const struct account_phone_proved_v1 *e = list.at[i].data;

            rq.version = list.at[i].version;
            rq.subject = e->subject_id;
        }
    if (rq.version > 0 &&
        !store_text(engine_store(id->e), a, &rq, &number, &erased, err))
        return false;
    if (number.n == 0)
        return true;
    if (!outside_find(id, a, &(struct outside){ OUTSIDE_PHONE, number }, &owner,
                      err))
        return false;
    if (str_eq(owner, account)) /* not another's by now */
        *ret_number = number;
    return true;
}
