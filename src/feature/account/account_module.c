/* See account_module.h. Streams are account/CODE. */
#include "feature/account/account_module.h"

#include "feature/account/account.h"

static void
apply(void *state, const struct event *ev, int64_t occurred_at)
{
    (void)occurred_at;
    account_apply(state, ev);
}

static struct verdict
decide(const void *state, const struct command *cmd,
       const struct module_rules *rules, struct event_list *out)
{
    return account_decide(state, cmd, rules->now, out);
}

static struct promise
promised(const void *state)
{
    (void)state; /* nothing is promised to an account */
    return (struct promise){ { NULL, 0 }, 0 };
}

static int64_t
next_due(const void *state, struct rules rules)
{
    (void)state; /* no clocks */
    (void)rules;
    return 0;
}

static struct id
subject(const void *state)
{
    return ((const struct account *)state)->subject_id;
}

static size_t
destroys(const void *state, const struct event *ev,
         struct id ret_subjects[MODULE_SUBJECTS])
{
    if (ev->type != &account_erased_v1_type)
        return 0;
    ret_subjects[0] = subject(state);
    return 1;
}

/* The account, what it may act as, and the cases joined to it. */
static void
rows(const struct change *c, struct row_list *out)
{
    const struct account *s = c->state;
    struct row *r = row_add(out, QUERY_ACCOUNT_PUT);

    row_text(r, c->unit);
    row_int(r, s->version);
    row_text(r, str_of(account_kind_words[s->kind]));
    row_text(r, account_state_word(s));
    row_int(r, s->rights);
    row_int(r, (int64_t)s->factors);
    row_text(row_add(out, QUERY_ACCOUNT_GRANTS_DROP), c->unit);
    for (size_t i = 0; i < s->grants_n; i++) {
        r = row_add(out, QUERY_ACCOUNT_GRANT_ADD);
        row_text(r, c->unit);
        row_text(r, s->grants[i].role);
        row_text(r, s->grants[i].unit);
    }
    for (size_t i = 0; i < s->cases_n; i++) {
        r = row_add(out, QUERY_ACCOUNT_CASE_ADD);
        row_text(r, c->unit);
        row_bytes(r, s->cases[i].b, ID_BYTES);
    }
}

const struct module account_module = {
    .name = "account",
    .types = account_types,
    .types_n = ACCOUNT_TYPES_N,
    .state_size = sizeof(struct account),
    .apply = apply,
    .decide = decide,
    .promised = promised,
    .next_due = next_due,
    .rows = rows,
    .notices = NULL,
    .subject = subject,
    .destroys = destroys,
};
