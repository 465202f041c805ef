/* See appeal_module.h. */
#include "feature/appeal/appeal_module.h"

#include "feature/appeal/appeal.h"

static void
apply(void *state, const struct event *ev, int64_t occurred_at)
{
    appeal_apply(state, ev, occurred_at);
}

static struct verdict
decide(const void *state, const struct command *cmd,
       const struct module_rules *rules, struct event_list *out)
{
    const struct appeal_rules r = { rules->now, rules->promised };

    return appeal_decide(state, cmd, &r, out);
}

static struct promise
promised(const void *state)
{
    const struct appeal *s = state;

    return (struct promise){ s->rules, s->rules_day };
}

static int64_t
next_due(const void *state, struct rules rules)
{
    return appeal_next_due(state, rules);
}

static struct id
subject(const void *state)
{
    const struct appeal *s = state;

    return id_is_none(s->contact_id) ? s->subject_id : s->contact_id;
}

/* Are the answers, which lie under a key of their own, to go with the event? */
static bool
takes_answers(const struct appeal *s, const struct event *ev)
{
    const struct appeal_consent_withdrawn_v2 *e = ev->data;

    if (ev->type == &appeal_consent_withdrawn_v2_type)
        return e->how == APPEAL_ANSWERS_END_DESTROYED;
    return ev->type == &appeal_erased_v1_type && !id_is_none(s->answers_id) &&
           !s->answers_gone;
}

static size_t
destroys(const void *state, const struct event *ev,
         struct id ret_subjects[MODULE_SUBJECTS])
{
    const struct appeal *s = state;
    bool erased = ev->type == &appeal_erased_v1_type;
    size_t n = 0;

    if (erased)
        ret_subjects[n++] = s->subject_id;
    if ((erased || ev->type == &appeal_deidentified_v1_type) &&
        !id_is_none(s->contact_id))
        ret_subjects[n++] = s->contact_id;
    if (takes_answers(s, ev))
        ret_subjects[n++] = s->answers_id;
    return n;
}

const struct module appeal_module = {
    .name = "appeal",
    .types = appeal_types,
    .types_n = APPEAL_TYPES_N,
    .state_size = sizeof(struct appeal),
    .apply = apply,
    .decide = decide,
    .tick = &appeal_tick_type,
    .promised = promised,
    .next_due = next_due,
    .rows = appeal_rows,
    .notices = appeal_notices,
    .subject = subject,
    .destroys = destroys,
};
