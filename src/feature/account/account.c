/* See account.h. */
#include "feature/account/account.h"

#include "rulebook/access/access.h"

bool
account_is_code(struct str code)
{
    return code.n > 0 && code.n <= ACCOUNT_CODE_BYTES && str_is_name(code);
}

bool
account_is_role(struct rules r, struct str role)
{
    if (str_eq(role, STR(ACCOUNT_ADMINISTRATOR)))
        return true;
    return rules_phrase(r, STR("role."), role) != NULL &&
           !str_eq(role, STR("citizen")) && !str_eq(role, STR("system")) &&
           !str_eq(role, STR("importer"));
}

bool
account_has(const struct account *s, enum account_factor factor)
{
    return (s->factors & 1U << (unsigned)factor) != 0;
}

static size_t
find_grant(const struct account *s, struct str role, struct str unit)
{
    size_t i = 0;

    while (i < s->grants_n && !(str_eq(s->grants[i].role, role) &&
                                str_eq(s->grants[i].unit, unit)))
        i++;
    return i;
}

bool
account_may_act(const struct account *s, struct str role, struct str unit)
{
    return !s->closed && !s->locked && find_grant(s, role, unit) < s->grants_n;
}

struct str
account_state_word(const struct account *s)
{
    return s->closed ? STR("closed") : s->locked ? STR("locked") : STR("open");
}

static struct verdict
open_account(const struct account *s, const struct command *cmd,
             struct event_list *out)
{
    const struct account_open *c = cmd->data;
    const struct account_opened_v1 e = {
        .subject_id = c->subject_id,
        .account = c->account,
        .kind = c->kind,
        .name = { .text = c->name },
        .phone = { .text = c->phone },
    };

    if (s->version > 0)
        return refuse(REFUSED_STAGE, "account_taken", "account");
    if (!account_is_code(c->account))
        return refuse(REFUSED_VALUE, "malformed_name", "account");
    return emit_account_opened_v1(out, &e);
}

static bool
is_power(struct str role)
{
    return str_eq(role, STR(ACCOUNT_ADMINISTRATOR)) ||
           str_eq(role, STR(ACCOUNT_AUTHORISER)) ||
           str_eq(role, STR(ACCOUNT_WATCHER));
}

/* Would the role put a second of the three powers into one hand? */
static bool
joins_powers(const struct account *s, struct str role)
{
    for (size_t i = 0; i < s->grants_n; i++)
        if (is_power(role) && is_power(s->grants[i].role) &&
            !str_eq(role, s->grants[i].role))
            return true;
    return false;
}

static struct verdict
grant(const struct account *s, const struct account_grant *g, struct rules now,
      struct event_list *out)
{
    const struct account_granted_v1 e = { g->role, g->unit };

    if (s->kind != ACCOUNT_KIND_STAFF)
        return refuse(REFUSED_RULE, "no_staff", NULL);
    if (!account_is_role(now, g->role))
        return refuse(REFUSED_VALUE, "unknown_role", "role");
    if (g->unit.n > 0 && rules_unit(now, g->unit) == NULL)
        return refuse(REFUSED_VALUE, "unknown_unit", "unit");
    if (find_grant(s, g->role, g->unit) < s->grants_n)
        return refuse(REFUSED_STAGE, "already_granted", "role");
    if (joins_powers(s, g->role))
        return refuse(REFUSED_RULE, "powers_apart", "role");
    if (s->grants_n == ACCOUNT_GRANTS)
        return refuse(REFUSED_RULE, "too_many_grants", "role");
    return emit_account_granted_v1(out, &e);
}

static struct verdict
revoke(const struct account *s, const struct account_revoke *g,
       struct event_list *out)
{
    const struct account_revoked_v1 e = { g->role, g->unit };

    if (find_grant(s, g->role, g->unit) == s->grants_n)
        return refuse(REFUSED_STAGE, "not_granted", "role");
    return emit_account_revoked_v1(out, &e);
}

static struct verdict
join_case(const struct account *s, struct id case_id, struct event_list *out)
{
    const struct account_case_joined_v1 e = { case_id };

    for (size_t i = 0; i < s->cases_n; i++)
        if (id_eq(s->cases[i], case_id))
            return accept(); /* it is there; nothing happens */
    if (s->cases_n == ACCOUNT_CASES)
        return refuse(REFUSED_RULE, "too_many_cases", "case_id");
    return emit_account_case_joined_v1(out, &e);
}

static struct verdict
prove_phone(const struct account *s, struct str phone, struct event_list *out)
{
    const struct account_phone_proved_v1 e = { .subject_id = s->subject_id,
                                               .phone = { .text = phone } };

    return emit_account_phone_proved_v1(out, &e);
}

static struct verdict
lock(const struct account *s, struct str reason, struct event_list *out)
{
    const struct account_locked_v1 e = { reason };

    return s->locked ? refuse(REFUSED_STAGE, "account_locked", NULL)
                     : emit_account_locked_v1(out, &e);
}

static struct verdict
unlock(const struct account *s, struct event_list *out)
{
    const struct account_unlocked_v1 e = { 0 };

    return s->locked ? emit_account_unlocked_v1(out, &e)
                     : refuse(REFUSED_STAGE, "account_open", NULL);
}

static struct verdict
close_account(struct str reason, struct event_list *out)
{
    const struct account_closed_v1 e = { reason };

    return emit_account_closed_v1(out, &e);
}

static struct verdict
erase(const struct account *s, struct str basis, struct event_list *out)
{
    const struct account_erased_v1 e = { basis };

    if (!s->closed)
        return refuse(REFUSED_STAGE, "account_open", NULL);
    if (s->erased)
        return refuse(REFUSED_STAGE, "erased", NULL);
    return emit_account_erased_v1(out, &e);
}

static struct verdict
rename_holder(const struct account *s, struct str name, struct event_list *out)
{
    const struct account_renamed_v1 e = { .subject_id = s->subject_id,
                                          .name = { .text = name } };

    return emit_account_renamed_v1(out, &e);
}

static struct verdict
give_link(const struct account *s, enum account_link purpose,
          struct event_list *out)
{
    const struct account_link_given_v1 e = { purpose };

    return s->locked ? refuse(REFUSED_STAGE, "account_locked", NULL)
                     : emit_account_link_given_v1(out, &e);
}

/* What whoever looks after accounts does with one that is not closed. */
static struct verdict
decide_operated(const struct account *s, const struct command *cmd,
                struct event_list *out)
{
    const struct account_signed_out_v1 out_of_all = { 0 };
    const struct account_reset_v1 reset = { 0 };

    if (cmd->type == &account_rename_type)
        return rename_holder(
            s, ((const struct account_rename *)cmd->data)->name, out);
    if (cmd->type == &account_give_link_type)
        return give_link(
            s, ((const struct account_give_link *)cmd->data)->purpose, out);
    if (cmd->type == &account_sign_out_type)
        return emit_account_signed_out_v1(out, &out_of_all);
    if (cmd->type == &account_reset_type)
        return emit_account_reset_v1(out, &reset);
    if (cmd->type == &account_lock_type)
        return lock(s, ((const struct account_lock *)cmd->data)->reason, out);
    if (cmd->type == &account_unlock_type)
        return unlock(s, out);
    if (cmd->type == &account_close_type)
        return close_account(((const struct account_close *)cmd->data)->reason,
                             out);
    return refuse(REFUSED_STAGE, "unknown_command", NULL);
}

/* The right that people need for a command (access.csv); empty: people do not
 * give it. */
static struct str
right_for(const struct payload_type *type)
{
    static const struct payload_type *const operated[] = {
        &account_open_type,     &account_rename_type, &account_give_link_type,
        &account_sign_out_type, &account_reset_type,  &account_lock_type,
        &account_unlock_type,   &account_close_type,
    };

    if (type == &account_grant_type || type == &account_revoke_type)
        return STR("authorise accounts");
    for (size_t i = 0; i < sizeof(operated) / sizeof(operated[0]); i++)
        if (type == operated[i])
            return STR("operate accounts");
    return STR("");
}

static struct verdict
check_right(const struct account *s, const struct command *cmd,
            struct rules now)
{
    struct str right = right_for(cmd->type);

    if (str_eq(cmd->actor.role, STR("system")))
        return accept();
    if (right.n == 0 || cmd->actor.id.n == 0 ||
        !access_right(now, cmd->actor.role, right))
        return refuse(REFUSED_RIGHT, "no_right", NULL);
    return str_eq(s->code, cmd->actor.id)
               ? refuse(REFUSED_RIGHT, "own_account", NULL)
               : accept();
}

/* What needs an account that is there and not closed. */
static struct verdict
decide_open(const struct account *s, const struct command *cmd,
            struct rules now, struct event_list *out)
{
    struct account_factor_set_v1 factor;
    struct account_recovered_v1 recovered;

    switch ((enum account_command)cmd->type->tag) {
    case ACCOUNT_GRANT:
        return grant(s, cmd->data, now, out);
    case ACCOUNT_REVOKE:
        return revoke(s, cmd->data, out);
    case ACCOUNT_SET_FACTOR:
        factor.factor = ((const struct account_set_factor *)cmd->data)->factor;
        return emit_account_factor_set_v1(out, &factor);
    case ACCOUNT_RECOVER:
        recovered.how = ((const struct account_recover *)cmd->data)->how;
        return emit_account_recovered_v1(out, &recovered);
    case ACCOUNT_PROVE_PHONE:
        return prove_phone(
            s, ((const struct account_prove_phone *)cmd->data)->phone, out);
    case ACCOUNT_JOIN_CASE:
        return join_case(
            s, ((const struct account_join_case *)cmd->data)->case_id, out);
    case ACCOUNT_RENAME:
    case ACCOUNT_GIVE_LINK:
    case ACCOUNT_SIGN_OUT:
    case ACCOUNT_RESET:
    case ACCOUNT_LOCK:
    case ACCOUNT_UNLOCK:
    case ACCOUNT_CLOSE:
    case ACCOUNT_OPEN:
    case ACCOUNT_ERASE:
        break;
    }
    return decide_operated(s, cmd, out);
}

struct verdict
account_decide(const struct account *s, const struct command *cmd,
               struct rules now, struct event_list *out)
{
    struct verdict v = payload_check(cmd->type, cmd->data);

    if (v.reason != ACCEPTED)
        return v;
    v = check_right(s, cmd, now);
    if (v.reason != ACCEPTED)
        return v;
    if (cmd->type == &account_open_type)
        return open_account(s, cmd, out);
    if (s->version == 0)
        return refuse(REFUSED_STAGE, "no_such_account", NULL);
    if (cmd->type == &account_erase_type)
        return erase(s, ((const struct account_erase *)cmd->data)->basis, out);
    if (s->closed)
        return refuse(REFUSED_STAGE, "account_closed", NULL);
    return decide_open(s, cmd, now, out);
}

static void
apply_opened(struct account *s, const struct account_opened_v1 *e)
{
    s->kind = e->kind;
    s->code = e->account;
    s->subject_id = e->subject_id;
    s->rights = s->version;
}

static void
apply_granted(struct account *s, const struct account_granted_v1 *e)
{
    s->rights = s->version;
    if (s->grants_n < ACCOUNT_GRANTS)
        s->grants[s->grants_n++] = (struct account_grant){ e->role, e->unit };
}

static void
apply_revoked(struct account *s, const struct account_revoked_v1 *e)
{
    size_t i = find_grant(s, e->role, e->unit);

    s->rights = s->version;
    if (i == s->grants_n)
        return;
    s->grants_n--;
    for (; i < s->grants_n; i++)
        s->grants[i] = s->grants[i + 1];
}

void
account_apply(struct account *s, const struct event *ev)
{
    s->version++;
    switch ((enum account_event)ev->type->tag) {
    case ACCOUNT_OPENED_V1:
        apply_opened(s, ev->data);
        break;
    case ACCOUNT_GRANTED_V1:
        apply_granted(s, ev->data);
        break;
    case ACCOUNT_REVOKED_V1:
        apply_revoked(s, ev->data);
        break;
    case ACCOUNT_FACTOR_SET_V1:
        s->factors |=
            1U << (unsigned)((const struct account_factor_set_v1 *)ev->data)
                      ->factor;
        break;
    case ACCOUNT_RESET_V1:
        s->factors &= 1U << ACCOUNT_FACTOR_PHONE;
        s->rights = s->version;
        break;
    case ACCOUNT_RECOVERED_V1:
    case ACCOUNT_RENAMED_V1:
    case ACCOUNT_LINK_GIVEN_V1:
    case ACCOUNT_SIGNED_OUT_V1:
        break;
    case ACCOUNT_PHONE_PROVED_V1:
        s->factors |= 1U << ACCOUNT_FACTOR_PHONE;
        break;
    case ACCOUNT_CASE_JOINED_V1:
        if (s->cases_n < ACCOUNT_CASES)
            s->cases[s->cases_n++] =
                ((const struct account_case_joined_v1 *)ev->data)->case_id;
        break;
    case ACCOUNT_LOCKED_V1:
        s->locked = true;
        s->rights = s->version;
        break;
    case ACCOUNT_UNLOCKED_V1:
        s->locked = false;
        break;
    case ACCOUNT_CLOSED_V1:
        s->closed = true;
        s->rights = s->version;
        break;
    case ACCOUNT_ERASED_V1:
        s->erased = true;
        break;
    }
}
