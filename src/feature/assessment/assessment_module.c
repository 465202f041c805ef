/* See assessment_module.h. Streams are assessment/UNIT. */
#include "feature/assessment/assessment_module.h"

#include "feature/assessment/assessment.h"

static void
apply(void *state, const struct event *ev, int64_t occurred_at)
{
    assessment_apply(state, ev, occurred_at);
}

static struct verdict
decide(const void *state, const struct command *cmd,
       const struct module_rules *rules, struct event_list *out)
{
    return assessment_decide(state, cmd, rules->now, out);
}

static struct promise
promised(const void *state)
{
    (void)state; /* nothing is promised to a unit */
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
    (void)state; /* a unit is no person */
    return (struct id){ { 0 } };
}

static void
rows(const struct change *c, struct row_list *out)
{
    const struct assessment *s = c->state;
    struct row *r = row_add(out, QUERY_ASSESSMENT_PUT);

    row_text(r, c->unit);
    row_int(r, s->version);
    row_int(r, s->failures);
    row_int(r, s->referrals);
}

static size_t
notices(struct arena *a, const struct change *c, struct notice **ret_notices)
{
    size_t n = 0;

    *ret_notices = arena_alloc(a, 2 * c->events->n * sizeof(**ret_notices));
    for (size_t i = 0; i < c->events->n; i++) {
        const struct unit_referred_v1 *e = c->events->at[i].data;

        if (c->events->at[i].type != &unit_referred_v1_type)
            continue;
        (*ret_notices)[n++] = (struct notice){ STR("message"), e->discipline,
                                               STR("referral"), i };
        (*ret_notices)[n++] =
            (struct notice){ STR("message"), e->personnel, STR("referral"), i };
    }
    return n;
}

const struct module assessment_module = {
    .name = "assessment",
    .types = assessment_types,
    .types_n = ASSESSMENT_TYPES_N,
    .state_size = sizeof(struct assessment),
    .apply = apply,
    .decide = decide,
    .promised = promised,
    .next_due = next_due,
    .rows = rows,
    .notices = notices,
    .subject = subject,
};
