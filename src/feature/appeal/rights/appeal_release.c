/* See appeal_release.h. */
#include "feature/appeal/rights/appeal_release.h"

#include "feature/appeal/appeal_ask.h"

bool
ask_is_reported(const struct ask *q, struct str unit)
{
    if (q->s->stage == APPEAL_STAGE_NONE)
        return unit.n > 0 &&
               str_eq(((const struct appeal_receive *)q->cmd->data)->against,
                      unit);
    return has_text(q->s->reported, q->s->reported_n, unit);
}

struct verdict
ask_accuse(const struct ask *q, struct str unit)
{
    const struct appeal_accused_v1 e = { .unit = unit };

    if (!ask_knows_unit(q, unit))
        return refuse(REFUSED_VALUE, "unknown_unit", "unit");
    if (has_text(q->s->reported, q->s->reported_n, unit))
        return refuse(REFUSED_RULE, "reported_already", "unit");
    if (q->s->reported_n == APPEAL_UNITS)
        return refuse(REFUSED_RULE, "too_many_units", "unit");
    return emit_appeal_accused_v1(q->out, &e);
}

struct verdict
appeal_accuse(const struct ask *q)
{
    return ask_accuse(q, ((const struct appeal_accuse *)q->cmd->data)->unit);
}

struct verdict
appeal_ask_release(const struct ask *q)
{
    const struct appeal_ask_release *c = q->cmd->data;
    struct rules now = q->rules->now;
    const struct appeal_release_asked_v1 e = {
        .account = q->cmd->actor.id,
        .unit = q->cmd->actor.unit,
        .cause = c->cause,
        .hours = c->hours,
        .lapses_at =
            q->cmd->now +
            rules_number(now, STR("release_answer_hours"), 24) * HOUR_MS,
        .rules = now.book->hash,
    };

    if (q->s->kind != APPEAL_KIND_REPORT)
        return refuse(REFUSED_RULE, "no_report", NULL);
    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    if (q->cmd->actor.id.n == 0)
        return refuse(REFUSED_VALUE, "account_needed", NULL);
    if (q->s->release.account.n > 0)
        return refuse(REFUSED_RULE, "release_is_open", NULL);
    if (c->hours > rules_number(now, STR("release_hours_most"), 72))
        return refuse(REFUSED_RULE, "release_too_long", "hours");
    return emit_appeal_release_asked_v1(q->out, &e);
}

/* Is there a question of this account that somebody else may answer? */
static struct verdict
may_answer(const struct ask *q, struct str account)
{
    const struct appeal_release *r = &q->s->release;

    if (r->lapses_at == 0 || !str_eq(r->account, account))
        return refuse(REFUSED_RULE, "release_not_asked", "account");
    if (q->cmd->actor.id.n == 0)
        return refuse(REFUSED_VALUE, "account_needed", NULL);
    if (str_eq(r->account, q->cmd->actor.id))
        return refuse(REFUSED_RULE, "four_eyes", "account");
    return accept();
}

struct verdict
appeal_grant_release(const struct ask *q)
{
    const struct appeal_grant_release *c = q->cmd->data;
    const struct appeal_released_v1 e = {
        .account = c->account,
        .until = q->cmd->now + q->s->release.hours * HOUR_MS,
        .rules = q->rules->now.book->hash,
    };
    struct verdict v = may_answer(q, c->account);

    return v.reason == ACCEPTED ? emit_appeal_released_v1(q->out, &e) : v;
}

struct verdict
appeal_refuse_release(const struct ask *q)
{
    const struct appeal_refuse_release *c = q->cmd->data;
    const struct appeal_release_ended_v1 e = {
        .account = c->account,
        .how = APPEAL_RELEASE_END_REFUSED,
    };
    struct verdict v = may_answer(q, c->account);

    return v.reason == ACCEPTED ? emit_appeal_release_ended_v1(q->out, &e) : v;
}

struct verdict
ask_end_release(const struct ask *q)
{
    const struct appeal_release_ended_v1 e = {
        .account = q->s->release.account,
        .how = q->s->release.until != 0 ? APPEAL_RELEASE_END_EXPIRED
                                        : APPEAL_RELEASE_END_UNANSWERED,
    };

    return emit_appeal_release_ended_v1(q->out, &e);
}

bool
appeal_release_due(const struct appeal *s, int64_t now)
{
    const struct appeal_release *r = &s->release;

    return (r->lapses_at != 0 && r->lapses_at <= now) ||
           (r->until != 0 && r->until <= now);
}

bool
appeal_is_released(const struct appeal *s, struct str account, int64_t now)
{
    return account.n > 0 && str_eq(s->release.account, account) &&
           now < s->release.until;
}

static void
asked(struct appeal *s, const struct appeal_release_asked_v1 *e)
{
    s->release = (struct appeal_release){
        .account = e->account,
        .hours = e->hours,
        .lapses_at = e->lapses_at,
    };
}

void
appeal_apply_release(struct appeal *s, const struct event *ev)
{
    const struct appeal_accused_v1 *accused = ev->data;
    const struct appeal_released_v1 *released = ev->data;

    switch (ev->type->tag) {
    case APPEAL_ACCUSED_V1:
        if (s->reported_n < APPEAL_UNITS)
            s->reported[s->reported_n++] = accused->unit;
        break;
    case APPEAL_RELEASE_ASKED_V1:
        asked(s, ev->data);
        break;
    case APPEAL_RELEASED_V1:
        s->release.lapses_at = 0;
        s->release.until = released->until;
        break;
    case APPEAL_RELEASE_ENDED_V1:
        s->release = (struct appeal_release){ .hours = 0 };
        break;
    default:
        break;
    }
}
