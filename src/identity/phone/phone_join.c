/* See phone_join.h, and phone_of in phone.h. */
#include "identity/phone/phone_join.h"

#include "base/date.h"
#include "feature/account/account.h"
#include "identity/identity_internal.h"
#include "identity/outside.h"
#include "identity/phone/phone.h"
#include "sys/clock.h"

enum { PROOF_DAYS = 180 };

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

/* A proof that is in the log: which phone (empty when its key was destroyed)
 * and when. */
struct proof {
    struct str number;
    int64_t at;
};

/* The newest proof of an account; of one phone, or number empty: of any.
 * at 0: there is none. */
static bool
last_proof(struct identity *id, struct arena *a, struct str account,
           struct str number, struct proof *ret_proof, struct err *err)
{
    struct record_list list = { .a = a };
    struct text_request rq = { .stream = account_stream(a, account),
                               .field = STR("phone"),
                               .purpose = STR("citizen") };
    struct proof p;
    bool erased;

    *ret_proof = (struct proof){ .at = 0 };
    if (!store_load(engine_store(id->e), rq.stream, &list, err))
        return false;
    for (size_t i = list.n; i > 0 && ret_proof->at == 0; i--) {
        const struct record *r = &list.at[i - 1];

        if (r->type != &account_phone_proved_v1_type)
            continue;
        rq.version = r->version;
        rq.subject =
            ((const struct account_phone_proved_v1 *)r->data)->subject_id;
        p = (struct proof){ .at = r->recorded_at };
        if (!store_text(engine_store(id->e), a, &rq, &p.number, &erased, err))
            return false;
        if (number.n == 0 || str_eq(p.number, number))
            *ret_proof = p;
    }
    return true;
}

/* Numbers change hands: how long a proof holds is for the rulebook. */
static bool
holds(struct identity *id, const struct proof *p)
{
    int64_t now = clock_now();
    int64_t days = rules_number(engine_rules(id->e, now),
                                STR("phone_proof_days"), PROOF_DAYS);

    return p->at > 0 && now - p->at < days * DAY_MS;
}

/* Once a day is enough to know that it is still his. */
static bool
prove_again(struct identity *id, struct arena *a, struct str number,
            struct str account, const struct proof *last, struct err *err)
{
    return clock_now() - last->at < DAY_MS ||
           prove(id, a, number, account, err);
}

bool
phone_join(struct identity *id, struct arena *a, struct str number,
           struct str *account, struct err *err)
{
    const struct outside o = { OUTSIDE_PHONE, number };
    struct account_look look = { .found = false };
    struct proof last;
    struct str had;
    bool same;

    if (!outside_find(id, a, &o, &had, err) ||
        !identity_account(id, had, &look, err) ||
        !last_proof(id, a, had, number, &last, err))
        return false;
    same = look.found && holds(id, &last); /* as who proved it before */
    if (look.found && look.open &&
        (account->n == 0 ? same : str_eq(*account, had))) {
        *account = had;
        return prove_again(id, a, number, had, &last, err);
    }
    if (account->n == 0 && !outside_resident(id, a, account, err))
        return false;
    return prove(id, a, number, *account, err) &&
           (!same || bring_cases(id, a, had, *account, err));
}

bool
phone_of(struct identity *id, struct arena *a, struct str account,
         struct str *ret_number, struct err *err)
{
    struct proof last;
    struct str owner;

    *ret_number = STR("");
    if (!last_proof(id, a, account, STR(""), &last, err))
        return false;
    if (last.number.n == 0 || !holds(id, &last))
        return true;
    if (!outside_find(id, a, &(struct outside){ OUTSIDE_PHONE, last.number },
                      &owner, err))
        return false;
    if (str_eq(owner, account)) /* not another's by now */
        *ret_number = last.number;
    return true;
}
