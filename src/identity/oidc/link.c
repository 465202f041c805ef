/* See link.h. */
#include "identity/oidc/link.h"

#include "feature/account/account.h"
#include "identity/identity_internal.h"
#include "identity/outside.h"
#include "identity/setup.h"

static struct str
whole_name(const struct identity *id, struct arena *a, struct str sub)
{
    struct buf b = { .a = a };

    buf_add(&b, str_of(id->c->oidc.issuer));
    buf_add_char(&b, '\n');
    buf_add(&b, sub);
    return buf_str(&b);
}

/* The account a set-up link invites. */
static bool
invited(struct identity *id, struct arena *a, struct str token,
        struct str *ret_account, struct err *err)
{
    struct setup s;

    *ret_account = STR("");
    if (token.n == 0)
        return true;
    if (!setup_find(id, a, token, &s, err))
        return false;
    if (s.found && s.purpose != SETUP_FIRST)
        *ret_account = s.account;
    return true;
}

/* The staff account that the provider names; one that is there and open. */
static bool
named(struct identity *id, struct str claim, struct str *ret_account,
      struct err *err)
{
    struct account_look look;

    *ret_account = STR("");
    if (!account_is_code(claim))
        return true;
    if (!identity_account(id, claim, &look, err))
        return false;
    if (look.found && look.open && look.staff)
        *ret_account = claim;
    return true;
}

static bool
join(struct identity *id, struct arena *a, const struct outside *o,
     struct str account, struct err *err)
{
    const struct account_set_factor c = { ACCOUNT_FACTOR_EXTERNAL };

    return outside_link(id, o, account, err) &&
           identity_tell(id, a, account, &account_set_factor_type, &c, err);
}

bool
link_find(struct identity *id, struct arena *a, const struct id_token *who,
          struct str setup, struct str *ret_account, struct err *err)
{
    const struct outside o = { OUTSIDE_SIGN_ON, whole_name(id, a, who->sub) };
    struct str by_link;

    if (!invited(id, a, setup, &by_link, err))
        return false;
    if (by_link.n > 0) {
        *ret_account = by_link;
        return join(id, a, &o, by_link, err) && setup_spend(id, by_link, err);
    }
    if (!outside_find(id, a, &o, ret_account, err))
        return false;
    if (ret_account->n > 0)
        return true;
    if (!named(id, who->claim, ret_account, err))
        return false;
    if (ret_account->n == 0 && id->c->oidc.residents &&
        !outside_resident(id, a, ret_account, err))
        return false;
    return ret_account->n == 0 || join(id, a, &o, *ret_account, err);
}
